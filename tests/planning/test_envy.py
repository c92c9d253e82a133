from typing import Any

import polars as pl
import pytest
from tests.planning.wishers import merits, wishing

from diaopei.errors import RoundError
from diaopei.planning.by_wishes import mechanism
from diaopei.planning.envy import envy

HELD = {"A": "P1", "B": "P2", "C": None}
POSTS: dict[str, dict[str, Any]] = {
    "P1": {},
    "P2": {"unit_id": "GAR-LAND"},
    "P3": {"unit_id": "RUTOG-LAND"},
    "P4": {"unit_id": "RUTOG-LAND", "level": "section_deputy"},
}
WISHES = [
    {"person_id": "A", "post_id": "P3"},
    {"person_id": "B", "post_id": "P3"},
    {"person_id": "A", "post_id": "P2"},
]


def moves(**told: str | None) -> pl.DataFrame:
    schema = {"person_id": pl.String, "to_post_id": pl.String}
    return pl.DataFrame({"person_id": list(told), "to_post_id": list(told.values())}, schema=schema)


def test_envy_of_lower_merit_is_justified() -> None:
    told = envy(moves(B="P3"), wishing(HELD, POSTS, WISHES), merits(A=9, B=3))
    assert told.justified.select(
        "person_id", "post_id", "merit", "given_to", "their_merit", "of_lower_merit"
    ).rows() == [("A", "P3", 9, "B", 3, 1)]


@pytest.mark.parametrize("merit", [merits(A=3, B=9), merits(A=3, B=3), merits(B=3)])
def test_envy_of_equal_or_higher_merit_is_not(merit: pl.DataFrame) -> None:
    assert envy(moves(B="P3"), wishing(HELD, POSTS, WISHES), merit).justified.is_empty()


def test_who_has_merit_may_envy_who_has_none_stated() -> None:
    told = envy(moves(B="P3"), wishing(HELD, POSTS, WISHES), merits(A=3))
    assert told.justified["given_to"].to_list() == ["B"]


def test_a_holder_who_stays_is_not_envied() -> None:
    wishes = [{"person_id": "A", "post_id": "P2"}]
    told = envy(moves(), wishing(HELD, POSTS, wishes), merits(A=9, B=1))
    assert told.justified.is_empty()


def test_who_got_the_better_wish_envies_nobody() -> None:
    told = envy(moves(A="P3", C="P2"), wishing(HELD, POSTS, WISHES), merits(A=9, B=3, C=1))
    assert told.justified.filter(pl.col("person_id") == "A").is_empty()


def test_a_wish_whose_seat_stands_free_is_told() -> None:
    told = envy(moves(), wishing(HELD, POSTS, WISHES))
    assert told.left_free.select("person_id", "post_id", "wish_order").rows() == [
        ("A", "P3", 1), ("B", "P3", 2),
    ]  # fmt: skip


def test_wishes_met_are_counted_by_rank() -> None:
    told = envy(moves(A="P2", B="P3"), wishing(HELD, POSTS, WISHES))
    columns = ("person_id", "wishes", "first_open", "wish_order", "standing")
    assert told.wishes.select(columns).rows() == [
        ("A", 2, 1, 3, "wished"), ("B", 1, 2, 2, "wished"),
    ]  # fmt: skip
    assert told.ranks.rows() == [(2, 1), (3, 1)]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"A": "P3"}, []),
        ({"B": "P1"}, [("B", "P1", False, 0, 0)]),
        ({"B": None}, [("B", None, True, 0, 0)]),
        ({"A": "P4"}, [("A", "P4", False, 1, 200)]),
        ({"C": None}, []),
    ],
    ids=["a wish met", "less fitting", "left without a post", "lower and higher up",
         "who had none has none"],
)  # fmt: skip
def test_regressions_without_consent(
    made: dict[str, str | None], expected: list[tuple[object, ...]]
) -> None:
    told = envy(moves(**made), wishing(HELD, POSTS, WISHES)).regressions
    columns = ("person_id", "to_post_id", "without_post", "levels_down", "metres_up")
    assert told.select(columns).rows() == expected
    assert told.filter(pl.col("fit_lost") > 0).height == (made == {"B": "P1"})


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (moves(Z="P1"), "'Z' is nobody who may hold a post"),
        (moves(A="P9"), "there is no post 'P9'"),
        (pl.concat([moves(A="P2"), moves(A="P3")]), "'A' moves twice"),
    ],
)
def test_moves_that_cannot_be_are_refused(made: pl.DataFrame, said: str) -> None:
    with pytest.raises(RoundError, match=said):
        envy(made, wishing(HELD, POSTS, WISHES))


def test_serial_dictatorship_leaves_no_justified_envy_behind() -> None:
    ready = wishing(HELD, POSTS, [*WISHES, {"person_id": "C", "post_id": "P1"}])
    made = mechanism("serial_dictatorship", ready, merits(A=2, B=1, C=3))
    assert made.moves.height == 2
    assert envy(made.moves, ready, merits(A=2, B=1, C=3)).justified.is_empty()
