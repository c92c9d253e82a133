from typing import Any

import polars as pl
import pytest
from tests.planning.wishers import wishing

from diaopei.errors import RoundError
from diaopei.planning.problem import Problem
from diaopei.planning.standing import demand_posts, ends, ranks, standing
from diaopei.planning.wishes import wished

POSTS: dict[str, dict[str, Any]] = {"P1": {}, "P2": {"unit_id": "GAR-LAND"}, "P3": {}}
WISHES = [{"person_id": "A", "post_id": "P2"}, {"person_id": "B", "post_id": "P1"}]


@pytest.fixture
def ready() -> Problem:
    return wishing({"A": "P1", "B": None}, POSTS, WISHES)


def moves(**told: str | None) -> pl.DataFrame:
    schema = {"person_id": pl.String, "to_post_id": pl.String}
    return pl.DataFrame({"person_id": list(told), "to_post_id": list(told.values())}, schema=schema)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({}, ["stays", "without_post"]),
        ({"A": "P2"}, ["wished", "without_post"]),
        ({"A": "P3", "B": "P1"}, ["unwished", "wished"]),
        ({"A": None, "B": "P3"}, ["without_post", "unwished"]),
    ],
)
def test_everybody_stands_somewhere(
    ready: Problem, made: dict[str, str | None], expected: list[str]
) -> None:
    told = standing(moves(**made), ready, wished(ready))
    assert told["standing"].to_list() == expected


def test_wishes_that_lead_nowhere_are_told_apart_from_wishes_refused() -> None:
    low = {"P1": {}, "P2": {"level": "office_worker"}}
    here = wishing({"A": "P1"}, low, [{"person_id": "A", "post_id": "P2"}])
    told = standing(moves(), here, wished(here))
    assert told.select("wishes", "first_open", "wish_order").rows() == [(1, None, None)]


def test_everybody_ends_in_one_place(ready: Problem) -> None:
    told = ends(moves(B="P3"), ready)
    assert told.select("person_id", "from_post_id", "to_post_id", "moved").rows() == [
        ("A", "P1", "P1", False), ("B", None, "P3", True),
    ]  # fmt: skip


def test_ranks_count_people_best_wish_first_and_none_last() -> None:
    told = pl.DataFrame({"wish_order": [None, 3, 1, 1, None]})
    assert ranks(told).rows() == [(1, 2), (3, 1), (None, 2)]


def test_every_post_column_is_looked_at() -> None:
    table = pl.DataFrame({"from_post_id": ["P9"], "to_post_id": ["P1"]})
    with pytest.raises(RoundError, match="from_post_id: there is no post 'P9'"):
        demand_posts(table, pl.Series(["P1"]))
