import polars as pl
from tests.planning.worlds import (
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    world,
    worth,
)

from diaopei.fit import score
from diaopei.planning.goals.fit_gained import fit_gained

POSTS: Rows = [
    {"post_id": "P1", "specialties": ["finance"]},
    {"post_id": "Q1", "specialties": ["housing"], "unit_id": "HOUSING"},
]
PEOPLE: Rows = [
    {"person_id": "A", "specialties": ["housing"]},
    {"person_id": "B", "specialties": ["finance"]},
]
SMALL = world({"A": "P1", "B": "Q1"}, POSTS, people=PEOPLE)


def marks(person: str, *posts: str) -> list[int]:
    pairs = pl.DataFrame({"person_id": [person] * len(posts), "post_id": list(posts)})
    return score(problem_of(SMALL, book()).facts, pairs)["score"].to_list()


def test_a_move_gains_the_score_there_less_the_score_here() -> None:
    ready = problem_of(SMALL, book())
    here, there = marks("A", "P1", "Q1")
    assert worth(fit_gained, ready, {"A": "Q1"}) == there - here
    assert worth(fit_gained, ready, {}) == 0


def test_two_in_the_wrong_posts_change_places() -> None:
    plan = plan_of(SMALL, book())
    assert moved(plan) == {"A": "Q1", "B": "P1"}
    assert plan.moves["purposes"].to_list() == [["fit"], ["fit"]]
    gained = [there - here for here, there in (marks("A", "P1", "Q1"), marks("B", "Q1", "P1"))]
    assert plan.moves["gain"].to_list() == gained
    assert goal_value(plan, "fit_gained") == sum(gained) > 0


def test_who_comes_from_the_pool_gains_the_whole_score() -> None:
    free = world({"A": None, "B": "P1"}, POSTS, people=PEOPLE)
    ready = problem_of(free, book())
    entry = ready.arcs.filter(person_id="A", to_post_id="Q1")
    assert entry["gain"].to_list() == entry["score"].to_list()
    assert entry["score"].item() > 0
