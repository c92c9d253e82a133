from datetime import date, timedelta
from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from diaopei.errors import RoundError
from diaopei.planning.calendar import Calendar, Pace, dated
from diaopei.planning.chains import chains
from diaopei.snapshot import Snapshot, shape
from diaopei.snapshot.facts import Facts

FIRST = date(2023, 6, 1)
HORIZON = 4
Way = tuple[str | None, str | None]

UNIT = {"name": "unit", "tier": "county", "kind": "government", "place_id": "GAR"}
POST = {"title": "post", "level": "section_principal", "unit_id": "LAND", "seats": 1}


def facts(kinds: dict[str, str]) -> Facts:
    """Posts by id, each `plain`, `must_fill` or the `head` of a place."""
    posts = [
        {"post_id": post} | POST | {"must_fill": kind == "must_fill", "is_principal": True}
        | ({"unit_id": "COUNTY"} if kind == "head" else {})
        for post, kind in kinds.items()
    ]  # fmt: skip
    units = [
        {"unit_id": "LAND", "system": "land"} | UNIT,
        {"unit_id": "COUNTY", "system": "leadership"} | UNIT,
    ]
    places = [{"place_id": "GAR", "name": "Gar", "kind": "county"}]
    tables: dict[str, list[dict[str, Any]]] = {"places": places, "units": units, "posts": posts}
    frames = {name: shape(name, pl.DataFrame(rows)) for name, rows in tables.items()}
    return Facts(Snapshot.of({"name": "small", "as_of": FIRST}, frames))


def moves(ways: dict[str, Way]) -> pl.DataFrame:
    schema = {"person_id": pl.String, "from_post_id": pl.String, "to_post_id": pl.String}
    rows = [(who, *way) for who, way in ways.items()]
    told = pl.DataFrame(rows, schema=schema, orient="row")
    return told.join(chains(told), on="person_id", validate="1:1").sort("chain", "place_in_chain")


def line(*kinds: str) -> tuple[dict[str, Way], dict[str, str]]:
    """A chain into an empty seat past posts of these kinds; the last person leaves a plain one."""
    posts = {f"P{n}": kind for n, kind in enumerate(("plain", *kinds, "plain"))}
    ways: dict[str, Way] = {f"N{n}": (f"P{n + 1}", f"P{n}") for n in range(len(kinds) + 1)}
    return ways, posts


def ring(*kinds: str) -> tuple[dict[str, Way], dict[str, str]]:
    """People who take each other's posts, of these kinds."""
    posts = {f"P{n}": kind for n, kind in enumerate(kinds)}
    ways: dict[str, Way] = {
        f"N{n}": (f"P{n}", f"P{(n - 1) % len(kinds)}") for n in range(len(kinds))
    }
    return ways, posts


def calendar(told: tuple[dict[str, Way], dict[str, str]], **pace: Any) -> Calendar:
    return dated(moves(told[0]), facts(told[1]), FIRST, Pace(**pace))


def days(made: Calendar) -> dict[str, int]:
    when = pl.coalesce("starts_on", "leaves_on") - pl.lit(FIRST)
    return dict(made.moves.select("person_id", when.dt.total_days()).rows())


def test_without_a_hand_over_all_move_on_the_first_day() -> None:
    made = calendar(line("must_fill", "head", "plain"))
    assert set(days(made).values()) == {0}
    assert (made.vacancy_days, made.vacancies.height) == (0, 0)


def test_the_head_of_a_place_leaves_when_the_hand_over_is_done() -> None:
    made = calendar(line("head"), hand_over=5)
    assert days(made) == {"N1": 0, "N0": 5}
    assert made.vacancies.row(0) == ("P0", "C001", "N0", FIRST, FIRST + timedelta(5), 5)


def test_who_comes_before_a_head_waits_for_as_long() -> None:
    made = calendar(line("must_fill", "head"), hand_over=5)
    assert days(made) == {"N2": 0, "N1": 5, "N0": 5}


def test_nobody_in_front_of_a_plain_seat_waits() -> None:
    made = calendar(line("plain", "head"), hand_over=5)
    assert days(made) == {"N2": 0, "N1": 5, "N0": 0}
    assert made.vacancies["post_id"].to_list() == ["P1"]
    assert made.exact


def test_an_entrant_starts_and_leaves_nothing() -> None:
    made = dated(moves({"N1": (None, "P1")}), facts({"P1": "plain"}), FIRST)
    assert made.moves.select("leaves_on", "starts_on").row(0) == (None, FIRST)


def test_who_leaves_the_corps_leaves_when_the_successor_starts() -> None:
    ways: dict[str, Way] = {"N1": ("P1", None), "N2": ("P2", "P1"), "N3": ("P3", "P2")}
    posts = {"P1": "plain", "P2": "head", "P3": "plain"}
    made = dated(moves(ways), facts(posts), FIRST, Pace(hand_over=4))
    assert days(made) == {"N3": 0, "N2": 4, "N1": 4}
    assert (made.vacancy_days, made.exact) == (0, True)
    assert made.moves.filter(pl.col("person_id") == "N1")["starts_on"].item() is None


def test_who_goes_on_waiting_without_a_post_gets_no_date() -> None:
    made = dated(moves({"N1": (None, None)}), facts({"P1": "plain"}), FIRST)
    assert made.moves.select("leaves_on", "starts_on").row(0) == (None, None)


def test_a_must_fill_post_nobody_comes_to_is_told() -> None:
    ways: dict[str, Way] = {"N1": ("P1", "P2"), "N2": ("P3", "P4"), "N3": ("P5", "P3")}
    posts = {"P1": "must_fill", "P2": "plain", "P3": "must_fill", "P4": "plain", "P5": "plain"}
    made = dated(moves(ways), facts(posts), FIRST)
    assert made.left_empty.rows() == [("P1", "N1", FIRST)]


def test_a_must_fill_post_with_another_holder_is_not() -> None:
    ways: dict[str, Way] = {"N1": ("P1", "P2")}
    here = facts({"P1": "must_fill", "P2": "plain"})
    held = [{"assignment_id": w, "person_id": w, "post_id": "P1", "unit_id": "LAND", "kind": "post",
             "start": date(2020, 1, 1)} for w in ("N1", "N2")]  # fmt: skip
    snapshot = here.snapshot.replace(assignments=pl.DataFrame(held))
    assert dated(moves(ways), Facts(snapshot), FIRST).left_empty.is_empty()


def test_no_moves_give_no_days() -> None:
    made = dated(moves({}), facts({"P1": "plain"}), FIRST, Pace(per_week=1))
    assert (made.moves.height, made.vacancy_days, made.at_least) == (0, 0, 0)


@pytest.mark.parametrize(
    ("kinds", "bench", "expected", "benches"),
    [
        (("must_fill", "must_fill"), 0, {"N0": 0, "N1": 0}, []),
        (("head", "plain"), 0, {"N0": 5, "N1": 0}, [("P1", "empty_seat", 5)]),
        (("head", "must_fill"), 0, {"N0": 0, "N1": 0}, [("P0", "no_hand_over", 0)]),
        (("head", "must_fill"), 4, {"N0": 0, "N1": 0}, [("P0", "no_hand_over", 0)]),
        (("head", "must_fill"), 5, {"N0": 5, "N1": 0}, [("P1", "stand_in", 5)]),
        (("head", "head"), 5, {"N0": 0, "N1": 5}, [("P0", "stand_in", 5)]),
        (("head",), 9, {"N0": 0}, [("P0", "no_hand_over", 0)]),
    ],
)
def test_a_ring_has_its_bench(
    kinds: tuple[str, ...],
    bench: int,
    expected: dict[str, int],
    benches: list[tuple[str, str, int]],
) -> None:
    made = calendar(ring(*kinds), hand_over=5, bench=bench)
    assert days(made) == expected
    assert made.benches.select("post_id", "how", "days").rows() == benches
    assert made.vacancy_days == sum(n for _, how, n in benches if how == "empty_seat")


def test_a_week_has_no_more_moves_than_it_may() -> None:
    ways = {f"N{n}": (f"F{n}", f"T{n}") for n in range(5)}
    posts = {f"{side}{n}": "plain" for side in "FT" for n in range(5)}
    made = dated(moves(dict(ways)), facts(posts), FIRST, Pace(per_week=2))
    assert days(made) == {"N0": 0, "N1": 0, "N2": 7, "N3": 7, "N4": 14}
    assert (made.vacancy_days, made.exact) == (28, True)


def test_short_chains_into_empty_seats_go_first() -> None:
    long, posts = line("plain", "plain")
    short: dict[str, Way] = {"A": ("Q1", "Q0")}
    made = dated(moves(long | short), facts(posts | {"Q0": "plain", "Q1": "plain"}), FIRST,
                 Pace(per_week=1))  # fmt: skip
    assert days(made) == {"A": 0, "N0": 7, "N1": 14, "N2": 21}
    assert made.exact


def test_rings_wait_since_it_costs_nothing() -> None:
    turn, posts = ring("plain", "plain")
    entrant: dict[str, Way] = {"Z": (None, "Q0")}
    made = dated(moves(turn | entrant), facts(posts | {"Q0": "plain"}), FIRST, Pace(per_week=2))
    assert days(made) == {"Z": 0, "N0": 7, "N1": 7}


def test_moves_that_belong_together_have_a_week_to_themselves_and_are_named() -> None:
    long, posts = line("must_fill", "must_fill")
    entrants: dict[str, Way] = {"Y": (None, "Q0"), "Z": (None, "Q1")}
    made = dated(moves(long | entrants), facts(posts | {"Q0": "plain", "Q1": "plain"}), FIRST,
                 Pace(per_week=2))  # fmt: skip
    assert days(made) == {"Y": 0, "Z": 0, "N0": 7, "N1": 7, "N2": 7}
    assert made.crowded.rows() == [(f"N{n}", "C001") for n in range(3)]
    assert made.vacancy_days >= made.at_least


def test_within_the_weekly_limit_nobody_is_named() -> None:
    assert calendar(line("must_fill"), per_week=2).crowded.is_empty()


@pytest.mark.parametrize(
    ("pace", "said"),
    [({"hand_over": -1}, "hand_over is -1"), ({"bench": -2}, "bench is -2"),
     ({"per_week": 0}, "0 moves a week")],
)  # fmt: skip
def test_a_pace_without_sense_is_refused(pace: dict[str, int], said: str) -> None:
    with pytest.raises(RoundError, match=said):
        calendar(line(), **pace)


def test_a_post_there_is_not_is_refused() -> None:
    with pytest.raises(RoundError, match="to_post_id: there is no post 'P9'"):
        dated(moves({"N1": ("P1", "P9")}), facts({"P1": "plain"}), FIRST)


KINDS = st.lists(st.sampled_from(["plain", "must_fill", "head"]), min_size=1, max_size=4)


@st.composite
def plans(draw: st.DrawFn) -> tuple[dict[str, Way], dict[str, str]]:
    """Two lines of moves: chains into empty seats, chains behind a leaver, rings."""
    ways: dict[str, Way] = {}
    posts: dict[str, str] = {}
    for mark in "AB":
        kinds = draw(KINDS)
        shape_ = draw(st.sampled_from(["chain", "leave", "ring"]))
        told, known = ring(*kinds) if shape_ == "ring" else line(*kinds)
        for who, (left, to) in told.items():
            gone = shape_ == "leave" and who == "N0"
            ways[mark + who] = (mark + str(left), None if gone else mark + str(to))
        posts |= {mark + post: kind for post, kind in known.items()}
    return ways, posts


PACES = st.builds(Pace, hand_over=st.integers(0, 9), bench=st.sampled_from([0, 60]),
                  per_week=st.sampled_from([None, 5, 7]))  # fmt: skip


def followed(made: Calendar) -> pl.DataFrame:
    """Every leaver with the one who comes to the very seat."""
    came = made.moves.select(
        post_id="to_post_id", comes="starts_on", successor="person_id"
    ).drop_nulls("post_id")
    return made.moves.join(
        came, left_on="from_post_id", right_on="post_id", how="inner", validate="1:1"
    ).with_columns(gap=(pl.col("comes") - pl.col("leaves_on")).dt.total_days())


@settings(deadline=None)
@given(plans(), PACES)
def test_every_date_keeps_what_is_asked(
    told: tuple[dict[str, Way], dict[str, str]], pace: Pace
) -> None:
    made = dated(moves(told[0]), facts(told[1]), FIRST, pace)
    benched = dict(made.benches.select("post_id", "how").rows())
    for post, gap in followed(made).select("from_post_id", "gap").rows():
        kind = told[1][post]
        if benched.get(post) == "stand_in":
            continue
        if kind == "head" and post not in benched:
            assert gap == -pace.hand_over
        elif kind != "plain":
            assert gap == 0
        else:
            assert gap >= 0
    dates = made.moves.select(day=pl.coalesce("starts_on", "leaves_on"))["day"]
    assert dates.min() == FIRST
    if pace.per_week:
        weeks = (dates - FIRST).dt.total_days() // 7
        assert weeks.value_counts()["count"].max() <= pace.per_week  # type: ignore[operator]
    assert made.vacancy_days >= made.at_least


@settings(deadline=None)
@given(plans(), PACES)
def test_the_order_of_rows_changes_no_date(
    told: tuple[dict[str, Way], dict[str, str]], pace: Pace
) -> None:
    table = moves(told[0])
    straight = dated(table, facts(told[1]), FIRST, pace).moves
    turned = dated(table.reverse(), facts(told[1]), FIRST, pace).moves
    assert_frame_equal(straight, turned.reverse())


def fewest(kinds: tuple[str, ...], hand_over: int, per_week: int) -> int:
    """The fewest days, or weeks, of vacancy in a chain, over all ways of leaving and starting."""
    people, best = len(kinds) + 1, 10**6
    for when in product(range(HORIZON), repeat=2 * people):
        leaves, starts = when[:people], when[people:]
        gaps = [starts[n + 1] - leaves[n] for n in range(len(kinds))]
        lawful = all(
            gap >= 0 if kind == "plain" else gap == -(hand_over * (kind == "head"))
            for gap, kind in zip(gaps, kinds, strict=True)
        )
        waits = all(left <= came for left, came in zip(leaves, starts, strict=True))
        if lawful and waits and max(starts.count(day) for day in starts) <= per_week:
            best = min(best, starts[0] + sum(max(0, gap) for gap in gaps))
    return best


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["plain", "must_fill", "head"]), max_size=2), st.integers(0, 1))
def test_a_chain_has_the_fewest_vacancy_days(kinds: list[str], hand_over: int) -> None:
    made = calendar(line(*kinds), hand_over=hand_over)
    assert made.vacancy_days == fewest(tuple(kinds), hand_over, per_week=9)
    assert made.exact


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["plain", "must_fill"]), max_size=2), st.integers(1, 3))
def test_a_chain_has_the_fewest_vacancy_days_at_a_weekly_limit(
    kinds: list[str], per_week: int
) -> None:
    together = max(map(len, "".join(kind[0] for kind in kinds).split("p"))) + 1
    most = max(per_week, together)
    made = calendar(line(*kinds), per_week=most)
    assert made.vacancy_days == 7 * fewest(tuple(kinds), 0, most)
    assert made.at_least <= made.vacancy_days


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.integers(1, 4))
def test_chains_past_plain_seats_have_the_fewest_at_any_weekly_limit(
    lengths: list[int], per_week: int
) -> None:
    ways: dict[str, Way] = {}
    posts: dict[str, str] = {}
    for number, length in enumerate(lengths):
        told, known = line(*["plain"] * length)
        ways |= {f"{w}-{number}": (f"{a}-{number}", f"{b}-{number}") for w, (a, b) in told.items()}
        posts |= {f"{post}-{number}": kind for post, kind in known.items()}
    made = dated(moves(ways), facts(posts), FIRST, Pace(per_week=per_week))
    assert made.exact


@pytest.mark.parametrize("hand_over", [4, 7])
@pytest.mark.parametrize("kinds", [("plain", "head"), ("plain", "plain", "head"),
                                   ("plain", "head", "plain", "must_fill")])  # fmt: skip
def test_a_ring_whose_first_run_has_no_span_finds_its_weeks(
    kinds: tuple[str, ...], hand_over: int
) -> None:
    made = calendar(ring(*kinds), hand_over=hand_over, per_week=2)
    assert made.crowded.is_empty() == (len(kinds) < 4)
