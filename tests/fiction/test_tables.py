from datetime import date
from functools import cache

import polars as pl
import pytest

from diaopei.fiction import prefecture
from diaopei.snapshot import Snapshot
from diaopei.snapshot.months import add_months, months_between

KINDS = {
    ("people", "sex"): 2, ("people", "ethnicity"): 5, ("people", "party"): 2,
    ("people", "education"): 4, ("people", "degree"): 2, ("people", "health_limit"): 4,
    ("people", "level"): 7, ("people", "affiliation"): 3, ("people", "status"): 6,
    ("people", "retirement_base_age"): 2, ("people", "rank"): 6,
    ("assignments", "kind"): 4, ("assignments", "means"): 6, ("ties", "relation"): 4,
    ("appraisals", "grade"): 4, ("reserve", "list"): 2, ("requests", "ground"): 5,
    ("requests", "status"): 4, ("visits", "method"): 3, ("visits", "verdict"): 3,
    ("rank_changes", "means"): 2, ("posts", "must_fill"): 2, ("posts", "is_team_member"): 2,
    ("places", "kind"): 6, ("units", "tier"): 5, ("units", "kind"): 9, ("waivers", "rule"): 3,
}  # fmt: skip
"""How many different values a column has."""


@cache
def snapshot() -> Snapshot:
    return prefecture(6000, seed=5)


def names(frame: pl.DataFrame, column: str) -> set[str]:
    return set(frame[column].drop_nulls().to_list())


@pytest.mark.parametrize(("place", "count"), KINDS.items())
def test_every_kind_of_thing_occurs(place: tuple[str, str], count: int) -> None:
    table, column = place
    assert snapshot().table(table)[column].drop_nulls().n_unique() == count


def test_all_five_purposes_occur_inside_the_window_only() -> None:
    held = snapshot().assignments.filter(pl.col("kind") == "post", pl.col("purpose").is_not_null())
    assert held["purpose"].explode().n_unique() == 5
    assert held["start"].min() == snapshot().since


def test_wishes_ask_for_posts_places_and_units_in_order() -> None:
    wishes = snapshot().wishes
    asked = wishes.select(
        pl.sum_horizontal(pl.col("post_id", "place_id", "unit_id").is_not_null())
    ).to_series()
    assert asked.unique().to_list() == [1]
    assert wishes.group_by("person_id", maintain_order=True).len()["len"].unique().to_list() == [2]
    assert wishes.select(pl.col("post_id", "place_id", "unit_id").count()).row(0) > (0, 0, 0)


def test_visits_fall_due_six_months_after_the_promotion() -> None:
    rows = snapshot().visits.join(
        snapshot().assignments, on=["assignment_id", "person_id"], validate="1:1"
    )
    assert rows.height == snapshot().visits.height
    assert rows.select(months_between("start", "due")).to_series().unique().to_list() == [6]
    assert rows["means"].unique().to_list() == ["promotion"]


def test_a_visit_is_never_held_before_it_is_due_nor_judged_before_it_is_held() -> None:
    visits = snapshot().visits
    assert visits.filter(pl.col("held") < pl.col("due")).is_empty()
    assert visits.filter(pl.col("held").is_null(), pl.col("verdict").is_not_null()).is_empty()


def test_some_visits_owed_were_not_held() -> None:
    owed = snapshot().visits.filter(pl.col("due") <= snapshot().as_of)
    assert 0 < owed["held"].null_count() < 0.3 * owed.height


def test_reserve_lists_hold_the_young_of_their_level() -> None:
    rows = snapshot().reserve.join(snapshot().people, on="person_id", validate="1:1")
    age = months_between("birth", snapshot().as_of) // 12
    assert rows.filter(age >= 43).is_empty()
    division = rows.filter(pl.col("list") == "division")
    assert names(division, "level") == {"section_principal"}
    section = rows.filter(pl.col("list") == "section")
    assert names(section, "level") == {"section_deputy", "clerk"}


def test_requests_for_height_come_from_high_places() -> None:
    at = snapshot().units.join(snapshot().places, on="place_id", validate="m:1")
    held = snapshot().assignments.filter(pl.col("end").is_null(), pl.col("kind") == "post")
    asked = snapshot().requests.filter(pl.col("ground") == "altitude")
    rows = asked.join(held.select("person_id", "unit_id"), on="person_id", validate="1:1")
    heights = rows.join(at.select("unit_id", "altitude_m"), on="unit_id", validate="m:1")
    assert int(heights["altitude_m"].to_numpy().min()) >= 4300


def test_requests_are_decided_unless_open() -> None:
    rows = snapshot().requests
    assert (rows["decided"].is_null() == (rows["status"] == "open")).all()


def test_requests_to_be_together_come_from_the_married() -> None:
    married = snapshot().ties.filter(pl.col("relation") == "spouse")
    asked = snapshot().requests.filter(pl.col("ground") == "separation")
    assert asked.join(married, on="person_id", how="anti").is_empty()


def test_nobody_is_married_twice() -> None:
    married = snapshot().ties.filter(pl.col("relation") == "spouse")
    both = pl.concat([married["person_id"], married["other_id"].drop_nulls()])
    assert both.n_unique() == both.len()


def test_spouses_inside_the_register_are_a_woman_and_a_man() -> None:
    sex = snapshot().people.select("person_id", "sex")
    married = snapshot().ties.filter(
        pl.col("relation") == "spouse", pl.col("other_id").is_not_null()
    )
    couples = married.join(sex, on="person_id", validate="m:1").join(
        sex, left_on="other_id", right_on="person_id", suffix="_other", validate="m:1"
    )
    assert couples.filter(pl.col("sex") == pl.col("sex_other")).is_empty()


def test_spouses_outside_have_a_name_and_a_place() -> None:
    outside = snapshot().ties.filter(pl.col("other_id").is_null())
    assert outside.height > 0
    assert outside.select(pl.col("other_name", "other_place_id").null_count()).row(0) == (0, 0)


def test_secondments_lead_above_the_prefecture_and_leave_the_post_held() -> None:
    units = snapshot().units.select("unit_id", "tier")
    overlays = snapshot().assignments.filter(pl.col("kind") != "post")
    tiers = overlays.join(units, on="unit_id", validate="m:1")
    assert names(tiers, "tier") == {"central", "region"}
    home = snapshot().assignments.filter(pl.col("kind") == "post", pl.col("end").is_null())
    assert overlays.join(home, on="person_id", how="anti").is_empty()


def test_some_overlays_have_ended_some_last_and_some_know_no_end() -> None:
    overlays = snapshot().assignments.filter(pl.col("kind") != "post")
    as_of = snapshot().as_of
    assert overlays["end"].null_count() > 0
    assert overlays.filter(pl.col("end") <= as_of).height > 0
    assert overlays.filter(pl.col("end") > as_of).height > 0


def test_who_is_on_probation_was_promoted_within_a_year() -> None:
    fresh = snapshot().assignments.filter(
        pl.col("means") == "promotion", pl.col("start") > add_months(snapshot().as_of, -12)
    )
    trial = snapshot().people.filter(pl.col("status") == "on_probation")
    assert trial.height > 0
    assert trial.join(fresh, on="person_id", how="anti").is_empty()


def test_local_people_grew_up_in_their_prefecture_or_near() -> None:
    local = snapshot().people.filter(pl.col("affiliation") == "local")
    assert (local["native_place_id"].str.starts_with("G")).all()


def test_altitudes_lie_where_people_can_live() -> None:
    near = snapshot().places.filter(pl.col("place_id").str.starts_with("G"))
    assert near["altitude_m"].is_between(3200, 5000).all()
    assert near.filter(pl.col("kind") == "prefecture")["remoteness_km"].unique().to_list() == [0]


def test_appraisals_are_of_the_last_five_full_years() -> None:
    years = snapshot().appraisals["year"].unique().sort()
    assert years.to_list() == [2018, 2019, 2020, 2021, 2022]


def test_the_window_opens_seventeen_months_before_the_day() -> None:
    assert snapshot().since == date(2022, 1, 1)
