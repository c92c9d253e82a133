import polars as pl
import pytest
from tests.planning.worlds import NGARI, Rows, book, problem_of, world

from diaopei.errors import RoundError
from diaopei.planning.arcs import placements
from diaopei.planning.eligibility import refusals
from diaopei.planning.problem import Problem
from diaopei.planning.round import Round

LOW, MID, TOP = "section_deputy", "section_principal", "division_deputy"
POSTS: Rows = [
    {"post_id": "L", "level": LOW},
    {"post_id": "M", "level": MID},
    {"post_id": "N", "level": MID, "unit_id": "RUTOG-LAND"},
    {"post_id": "T", "level": TOP},
]


def ways(ready: Problem, who: str) -> list[str]:
    rows = ready.arcs.filter(pl.col("person_id") == who).select("kind", "to_post_id").rows()
    return [post if kind == "move" else kind for kind, post in rows]


@pytest.mark.parametrize(
    ("level", "expected"),
    [(LOW, ["stay", "M", "N"]), (MID, ["stay", "M", "N", "T"])],
)
def test_a_person_in_force_may_stay_go_level_or_one_up(level: str, expected: list[str]) -> None:
    seat = {"post_id": "X", "level": level, "unit_id": "HOUSING"}
    others = [post for post in POSTS if post["level"] != LOW]
    ready = problem_of(world({"A": "X"}, [*others, seat]), book("one-level-up"))
    assert ways(ready, "A") == expected


@pytest.mark.parametrize("status", ["on_leave", "under_review", "on_probation"])
def test_who_may_not_be_moved_has_one_way(status: str) -> None:
    small = world({"A": "M"}, POSTS, people=[{"person_id": "A", "status": status}])
    assert ways(problem_of(small, NGARI), "A") == ["stay"]


def test_nobody_is_offered_the_seat_of_someone_who_cannot_leave() -> None:
    fixed: Rows = [{"person_id": "B", "status": "on_leave"}]
    ready = problem_of(world({"A": "M", "B": "N"}, POSTS, people=fixed), book("one-level-up"))
    assert ways(ready, "A") == ["stay", "T"]


def test_the_retired_without_a_post_are_not_there() -> None:
    gone: Rows = [{"person_id": "A", "status": "retired"}]
    ready = problem_of(world({"A": None, "B": "M"}, POSTS, people=gone), book())
    assert ready.arcs["person_id"].unique().to_list() == ["B"]


def test_arcs_are_numbered_in_the_order_of_people_kinds_and_posts() -> None:
    ready = problem_of(world({"B": "M", "A": "N"}, POSTS), book())
    assert ready.arcs["arc"].to_list() == list(range(ready.arcs.height))
    assert ready.arcs["person_id"].is_sorted()
    assert ways(ready, "A") == ["stay", "M", "T"]


@pytest.mark.parametrize(
    ("person", "post", "expected"),
    [
        ({}, "N", []),
        ({}, "L", [("one-level-up", -1)]),
        ({}, "V", [("one-level-up", 2)]),
        ({"health_limit": "no_higher"}, "N", [("altitude-not-up", 200)]),
        ({"health_limit": "lower_needed"}, "N", [("altitude-not-up", 200)]),
        ({"health_limit": "monitor"}, "N", []),
        ({"health_limit": "no_higher"}, "L", [("one-level-up", -1)]),
    ],
)
def test_a_refusal_names_the_rule_and_what_it_measures(
    person: dict[str, str], post: str, expected: list[tuple[str, int]]
) -> None:
    high = {"post_id": "V", "level": "division_principal"}
    small = world({"A": "M"}, [*POSTS, high], people=[{"person_id": "A"} | person])
    ready = problem_of(small, book("one-level-up", "altitude-not-up"), Round())
    pair = placements(ready, pl.DataFrame({"person_id": ["A"], "post_id": [post]}))
    found = refusals(ready, pair)
    assert found.select("rule", "measure").rows() == expected
    assert found["reference"].str.len_chars().gt(0).all()


def test_a_pin_waves_a_should_but_never_a_must() -> None:
    ready = problem_of(world({"A": "M"}, POSTS), book("one-level-up"), Round(pin={"A": "L"}))
    assert "L" in ways(ready, "A")
    bound: Rows = [{"person_id": "A", "health_limit": "no_higher"}]
    high = world({"A": "M"}, POSTS, people=bound)
    pinned = problem_of(high, book("altitude-not-up"), Round(pin={"A": "N"}))
    assert "N" not in ways(pinned, "A")


def test_only_who_holds_no_post_may_end_without_one() -> None:
    ready = problem_of(world({"A": "M", "B": None}, POSTS), book("one-level-up"))
    assert ready.arcs.filter(pl.col("kind") == "out")["person_id"].to_list() == ["B"]
    assert ways(ready, "B") == ["M", "N", "T", "out"]


@pytest.mark.parametrize("choices", [Round(hold=("N",)), Round(pin={"N": "stay"})])
def test_nobody_is_held_who_holds_no_post(choices: Round) -> None:
    small = world({"A": "P1", "N": None}, [{"post_id": "P1"}])
    with pytest.raises(RoundError, match="'N' holds no post"):
        problem_of(small, book(), choices)
