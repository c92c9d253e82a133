from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fiction import prefecture
from diaopei.snapshot import TABLES, Snapshot
from diaopei.snapshot.doctor import examine
from diaopei.snapshot.facts import Facts

SIZES = [50, 73, 300, 1325, 4000]


@cache
def made(people: int, seed: int = 0) -> Snapshot:
    return prefecture(people, seed)


def errors(snapshot: Snapshot) -> list[str]:
    found = examine(snapshot).filter(pl.col("severity") == "error")
    return (
        found.select(pl.concat_str("check", "row", "reason", separator=" ")).to_series().to_list()
    )


@pytest.mark.parametrize("people", SIZES)
def test_the_doctor_finds_no_error(people: int) -> None:
    assert errors(made(people)) == []


@settings(deadline=None, max_examples=12)
@given(st.integers(50, 700), st.integers(0, 10_000))
def test_any_size_and_seed_is_sound(people: int, seed: int) -> None:
    assert errors(prefecture(people, seed)) == []


@pytest.mark.parametrize("people", SIZES)
def test_there_are_as_many_people_as_asked_and_five_assignments_each(people: int) -> None:
    snapshot = made(people)
    assert snapshot.people.height == people
    assert snapshot.assignments.height / people == pytest.approx(5, rel=0.05)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("people", SIZES)
def test_every_table_is_filled_and_valid(people: int, name: str) -> None:
    frame = made(people).table(name)
    assert frame.height > 0
    TABLES[name].validate(frame)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_says_something(name: str) -> None:
    frame = made(4000).table(name)
    silent = [column for column in frame.columns if frame[column].null_count() == frame.height]
    left_to_readers = {"waivers": ["reference"], "ties": ["other_unit_id"]}
    assert silent == left_to_readers.get(name, [])


def test_the_same_seed_gives_the_same_register() -> None:
    assert prefecture(300, 7).digest() == prefecture(300, 7).digest()


def test_another_seed_gives_another_register() -> None:
    assert made(300).digest() != prefecture(300, 1).digest()


def test_it_says_that_it_is_fictitious() -> None:
    assert made(50).fictitious


def test_fewer_than_fifty_people_are_refused() -> None:
    with pytest.raises(ValueError, match="ask for 50 or more"):
        prefecture(49)


@pytest.mark.parametrize("as_of", [date(2000, 2, 29), date(2023, 1, 1), date(2031, 12, 31)])
def test_any_day_can_be_asked_for(as_of: date) -> None:
    snapshot = prefecture(200, as_of=as_of)
    assert snapshot.as_of == as_of
    assert errors(snapshot) == []


def test_vacancies_lie_between_five_and_fifteen_in_a_hundred() -> None:
    snapshot = made(4000)
    seats = snapshot.posts["seats"].sum()
    held = Facts(snapshot).holders.height
    assert 0.05 <= 1 - held / seats <= 0.15


def test_there_is_a_prefecture_for_about_fifteen_hundred_people() -> None:
    kinds = made(4000).places["kind"].cast(pl.String)
    assert (kinds == "prefecture").sum() == 3


def test_every_jurisdiction_is_the_top_of_its_tree() -> None:
    units = Facts(made(1325)).units
    tops = units.filter(pl.col("tier").is_in(["county", "township"]))["jurisdiction_id"]
    assert tops.unique().to_list() == ["U0001"]


def test_every_county_has_a_principal_for_party_and_government() -> None:
    posts = Facts(made(1325)).posts
    heads = posts.filter(
        pl.col("tier") == "county",
        pl.col("system") == "leadership",
        pl.col("unit_kind").is_in(["party", "government"]),
        "is_principal",
        "must_fill",
    )
    counts = heads.group_by("place_id", maintain_order=True).len()["len"]
    assert counts.unique().to_list() == [2]


def test_a_career_never_climbs_two_levels_at_once() -> None:
    stations = Facts(made(1325)).stations
    level = pl.col("level").to_physical().cast(pl.Int32)
    step = level.shift(1).over("person_id", order_by="start") - level
    assert stations.select(step.max()).item() <= 1


def test_a_career_never_falls() -> None:
    stations = Facts(made(1325)).stations
    level = pl.col("level").to_physical().cast(pl.Int32)
    step = level.shift(1).over("person_id", order_by="start") - level
    assert stations.select(step.min()).item() >= 0


def test_couples_live_together_and_apart() -> None:
    facts = Facts(made(4000))
    county = facts.holders.select("person_id", "county_id")
    ties = facts.snapshot.ties.filter(
        pl.col("relation") == "spouse", pl.col("other_id").is_not_null()
    )
    homes = ties.join(county, on="person_id", validate="m:1").join(
        county, left_on="other_id", right_on="person_id", suffix="_other", validate="m:1"
    )
    together = (homes["county_id"] == homes["county_id_other"]).sum()
    assert 0.2 < together / homes.height < 0.8


def test_some_kin_report_to_each_other() -> None:
    facts = Facts(made(4000))
    posts = facts.holders.select("person_id", "post_id")
    ties = facts.snapshot.ties.filter(pl.col("other_id").is_not_null())
    pairs = ties.join(posts, on="person_id", validate="m:1").join(
        posts, left_on="other_id", right_on="person_id", suffix="_other", validate="m:1"
    )
    lines = facts.post_lines.filter(pl.col("why") == "direct_line")
    found = pairs.join(lines, left_on=["post_id", "post_id_other"],
                       right_on=["post_id", "other_post_id"], how="semi")  # fmt: skip
    assert found.height >= 3


def test_some_have_led_one_unit_for_seven_years_and_most_have_not() -> None:
    holders = Facts(made(4000)).holders.filter("is_leadership")
    long = (holders["start"] < date(2016, 6, 1)).sum() / holders.height
    assert 0.03 < long < 0.35
