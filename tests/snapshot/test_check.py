from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.snapshot import Snapshot
from diaopei.snapshot.check import in_force, overlapping, pointed_at, row_name, wrong

AS_OF = date(2023, 5, 31)
ABOUT = {"name": "small", "as_of": AS_OF}
ORIGIN = date(1965, 1, 1)
SPANS = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(0, 60), st.integers(-5, 30)), max_size=8
)


def spans(rows: list[tuple[str, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "assignment_id": [str(number) for number in range(len(rows))],
            "person_id": [person for person, _, _ in rows],
            "start": [ORIGIN + timedelta(days=90 * start) for _, start, _ in rows],
            "until": [ORIGIN + timedelta(days=90 * (start + length)) for _, start, length in rows],
        },
        schema={
            "assignment_id": pl.String, "person_id": pl.String, "start": pl.Date, "until": pl.Date,
        },
    )  # fmt: skip


def overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    same, apart = one[0] == other[0], min(one[2], other[2]) <= 0
    return same and not apart and max(one[1], other[1]) < min(one[1] + one[2], other[1] + other[2])


def brute(rows: list[tuple[str, int, int]]) -> set[str]:
    order = sorted(range(len(rows)), key=lambda n: (rows[n][1], str(n)))
    return {
        str(late)
        for place, late in enumerate(order)
        if any(overlap(rows[late], rows[early]) for early in order[:place])
    }


@settings(deadline=None)
@given(SPANS)
def test_every_overlap_is_found_and_no_other(rows: list[tuple[str, int, int]]) -> None:
    assert set(overlapping(spans(rows), "person_id")["assignment_id"]) == brute(rows)


@settings(deadline=None)
@given(SPANS)
def test_the_earlier_row_named_is_one_it_overlaps(rows: list[tuple[str, int, int]]) -> None:
    found = overlapping(spans(rows), "person_id").select("assignment_id", "earlier_id")
    assert all(overlap(rows[int(late)], rows[int(early)]) for late, early in found.rows())


def test_spans_that_touch_do_not_overlap() -> None:
    assert overlapping(spans([("A", 0, 4), ("A", 4, 4)]), "person_id").is_empty()


def test_an_empty_span_inside_another_does_not_overlap() -> None:
    assert overlapping(spans([("A", 0, 4), ("A", 2, 0)]), "person_id").is_empty()


@pytest.mark.parametrize(
    ("table", "row", "name"),
    [
        ("people", {"person_id": "A"}, "A"),
        ("appraisals", {"person_id": "A", "year": 2022}, "A|2022"),
        ("ties", {"row_number": 3}, "3"),
    ],
)
def test_a_row_is_named_by_its_key_or_its_number(
    table: str, row: dict[str, object], name: str
) -> None:
    assert pl.DataFrame([row]).select(row_name(table)).item() == name


def test_what_is_wrong_points_at_table_row_column_and_value() -> None:
    places = pl.DataFrame({"place_id": ["A", "B"], "altitude_m": [1, 2]})
    snapshot = Snapshot.of(ABOUT, {"places": places})
    found = wrong(snapshot, ("places", "altitude_m"), pl.col("altitude_m") > 1, "too high")
    assert found.rows() == [("places", "B", "altitude_m", "2", "too high")]


def test_another_column_can_give_the_value_and_the_reason() -> None:
    rows = pl.DataFrame({"place_id": ["A"], "altitude_m": [7], "name": ["山"]})
    found = pointed_at(rows, ("places", "altitude_m"), pl.format("at {}", "name"), value="name")
    assert found.rows() == [("places", "A", "altitude_m", "山", "at 山")]


@pytest.mark.parametrize(
    ("start", "end", "kind", "holds"),
    [
        (AS_OF, None, "post", True),
        (AS_OF + timedelta(days=1), None, "post", False),
        (date(2020, 1, 1), AS_OF, "post", False),
        (date(2020, 1, 1), AS_OF + timedelta(days=1), "post", True),
        (date(2020, 1, 1), None, "secondment", False),
    ],
)
def test_a_post_is_held_from_its_start_to_the_day_before_its_end(
    start: date, end: date | None, kind: str, holds: bool
) -> None:
    row = pl.DataFrame(
        {"assignment_id": ["1"], "kind": [kind], "start": [start], "end": [end]},
        schema_overrides={"end": pl.Date},
    )
    assert (in_force(Snapshot.of(ABOUT, {"assignments": row})).height == 1) is holds
