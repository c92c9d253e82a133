from typing import Any

import pytest
from tests.planning.wishers import wishing

from diaopei.planning.wishes import asking, wished

POSTS: dict[str, dict[str, Any]] = {
    "P1": {},
    "P2": {"unit_id": "GAR-LAND"},
    "P3": {"unit_id": "RUTOG-LAND"},
    "P4": {"unit_id": "RUTOG-TOWN"},
    "P5": {"unit_id": "RUTOG-LAND", "level": "office_worker"},
}


def asked(*wishes: dict[str, Any]) -> list[tuple[str | None, int]]:
    ready = wishing({"A": "P1"}, POSTS, [{"person_id": "A"} | wish for wish in wishes])
    return wished(ready).select("to_post_id", "wish_order").rows()


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"post_id": "P2"}, {"P2"}),
        ({"unit_id": "RUTOG-LAND"}, {"P3"}),
        ({"place_id": "TOWN"}, {"P4"}),
        ({"place_id": "RUTOG"}, {"P3", "P4"}),
        ({"post_id": "P2", "place_id": "RUTOG"}, {"P2"}),
        ({"post_id": "P5"}, set()),
        ({"unit_id": "FINANCE"}, set()),
    ],
    ids=["a post", "a unit", "a township", "a county with its townships",
         "of a post and a place the post is meant", "not a post of a lower level",
         "the own unit without another post"],
)  # fmt: skip
def test_a_wish_means(wish: dict[str, Any], expected: set[str]) -> None:
    assert {post for post, _ in asked(wish)} == expected


def test_posts_stand_in_the_order_of_the_wishes() -> None:
    assert asked({"post_id": "P4"}, {"place_id": "GAR"}) == [("P4", 1), ("P2", 2)]


def test_a_post_met_twice_counts_as_the_better_wish() -> None:
    assert ("P3", 1) in asked({"post_id": "P3"}, {"place_id": "RUTOG"})


def test_what_stands_after_the_own_post_is_not_wanted() -> None:
    assert asked({"post_id": "P2"}, {"post_id": "P1"}, {"post_id": "P3"}) == [("P2", 1), ("P1", 2)]


def test_wishes_are_counted_by_person() -> None:
    told = [{"person_id": who, "post_id": "P2"} for who in ("B", "A", "B", "gone")]
    ready = wishing({"A": "P1", "B": None}, POSTS, told)
    assert asking(ready).rows() == [("A", 1), ("B", 2)]
