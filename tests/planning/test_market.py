from typing import Any

import pytest
from tests.planning.wishers import merits, wishing

from diaopei.planning.by_wishes import mechanism, mechanisms
from diaopei.planning.market import NOBODY, Market, market
from diaopei.planning.problem import Problem
from diaopei.planning.round import Round

HELD = {"A": "P1", "B": "P2", "C": None}
Row = dict[str, Any]

POSTS: dict[str, Row] = {
    "P1": {},
    "P2": {"unit_id": "GAR-LAND"},
    "P3": {"unit_id": "RUTOG-LAND", "seats": 2},
    "P4": {"unit_id": "RUTOG-TOWN"},
}
WISHES = [{"person_id": "A", "post_id": "P4"}, {"person_id": "A", "post_id": "P2"}]


def listed(ready: Problem, here: Market, person: int) -> list[str]:
    arcs = here.arc[here.start[person] : here.start[person + 1]]
    posts: list[str] = ready.arcs["to_post_id"].gather(arcs).to_list()
    return posts


def test_a_list_has_the_wishes_then_the_own_post_then_the_others_by_fit() -> None:
    ready = wishing(HELD, POSTS, WISHES)
    here = market(ready)
    assert listed(ready, here, 0) == ["P4", "P2", "P1", "P3"]
    assert here.wanted[0] - here.start[0] == 3
    assert here.stay(0) == 2


def test_who_wishes_nothing_has_only_the_own_post() -> None:
    ready = wishing(HELD, POSTS, WISHES)
    here = market(ready)
    assert listed(ready, here, 1) == ["P2"]
    assert listed(ready, here, 2) == []
    assert here.stay(2) == NOBODY
    assert here.takes_part == [True, False, False]


def test_others_stand_by_their_fit() -> None:
    ready = wishing(HELD, POSTS, [{"person_id": "C", "post_id": "P4"}])
    here = market(ready)
    span = slice(int(here.wanted[2]), int(here.start[3]))
    assert here.score[span].tolist() == sorted(here.score[span].tolist(), reverse=True)


def test_seats_are_those_of_the_post_or_of_more_who_hold_it_now() -> None:
    here = market(wishing(HELD | {"D": "P1"}, POSTS, WISHES))
    assert here.seats.tolist() == [2, 1, 2, 1]


@pytest.mark.parametrize(("rules", "expected"), [((), [0, 0]), (("must-fill",), [1, 0])])
def test_a_must_fill_post_held_now_needs_a_holder(
    rules: tuple[str, ...], expected: list[int]
) -> None:
    posts: dict[str, Row] = {
        "P1": {"must_fill": True},
        "P2": {"must_fill": True, "unit_id": "GAR-LAND"},
    }
    here = market(wishing({"A": "P1"}, posts, [{"person_id": "A", "post_id": "P2"}], *rules))
    assert here.needed.tolist() == expected


def test_forbidden_posts_are_in_nobodys_list() -> None:
    ready = wishing(HELD, POSTS, WISHES, choices=Round(forbid={"A": ("P4", "P3")}))
    assert listed(ready, market(ready), 0) == ["P2", "P1"]


def test_who_is_held_has_only_the_own_post() -> None:
    ready = wishing(HELD, POSTS, WISHES, choices=Round(hold=("A",)))
    assert listed(ready, market(ready), 0) == ["P1"]


def test_the_order_of_merit_puts_the_unknown_last_and_equals_by_id() -> None:
    ready = wishing(HELD | {"D": "P4"}, POSTS, WISHES)
    assert market(ready, merits(B=5, C=5, D=9)).rank.tolist() == [3, 1, 2, 0]


@pytest.mark.parametrize("name", mechanisms())
def test_equal_posts_are_one_with_their_seats_added_up(name: str) -> None:
    alike = {"unit_id": "GAR-LAND", "title": "clerk of works"}
    posts: dict[str, Row] = {"P1": {}, "P2": alike, "P3": alike, "P4": {"unit_id": "RUTOG-LAND"}}
    wishes = [{"person_id": who, "post_id": "P2"} for who in ("A", "B")]
    made = mechanism(name, wishing({"A": "P1", "B": "P4"}, posts, wishes))
    assert sorted(made.moves["to_post_id"].to_list()) == ["P2", "P3"]
    assert made.given["standing"].to_list() == ["wished", "wished"]
    assert made.broken.is_empty()


def test_a_must_fill_post_keeps_its_holder_unless_another_comes() -> None:
    posts: dict[str, Row] = {"P1": {"must_fill": True}, "P2": {"unit_id": "GAR-LAND"}}
    away = [{"person_id": "A", "post_id": "P2"}]
    for name in mechanisms():
        alone = mechanism(name, wishing({"A": "P1"}, posts, away, "must-fill"))
        assert alone.given["standing"].to_list() == ["stays"]
        come = [*away, {"person_id": "B", "post_id": "P1"}]
        both = mechanism(name, wishing({"A": "P1", "B": None}, posts, come, "must-fill"))
        assert both.given["standing"].to_list() == ["wished", "wished"]
