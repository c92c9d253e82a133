import dataclasses
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaopei.errors import FigureError
from diaopei.reporting import Report
from diaopei.reporting.figure import Figure, Share, count, prove, share, total
from diaopei.reporting.table import Table
from diaopei.reporting.texts import same

LABEL = same("people")
KEYS = [
    "rotation.same_unit_7y", "rotation.between_prefecture_units", "fit.specialist_units",
    "development.reserve_division", "development.reserve_section",
    "development.secondments_central", "development.shadowing", "development.shadowing_units",
    "development.division_level_born_1985", "composition.county_teams",
    "composition.county_teams_han_pct", "composition.county_teams_women_pct",
    "care.altitude_moves", "care.separations_solved", "care.promoted",
    "care.promoted_grassroots", "care.promoted_grassroots_pct",
]  # fmt: skip
SHARES = [key for key in KEYS if key.endswith("_pct")]


def refused(report: Report, key: str, **changes: Any) -> str:
    tampered = dataclasses.replace(report.figures[key], **changes)
    with pytest.raises(FigureError) as error:
        prove({**report.figures, key: tampered})
    return str(error.value)


def test_the_bulletin_has_the_seventeen_figures(bulletin: Report) -> None:
    assert list(bulletin.figures) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_whose_value_was_changed_is_refused(bulletin: Report, key: str) -> None:
    said = refused(bulletin, key, value=bulletin.figures[key].value + 1)
    assert said.startswith(f"figure {key} = ")
    assert "mend" in said


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_whose_parts_were_changed_is_refused(bulletin: Report, key: str) -> None:
    parts = dict(bulletin.figures[key].parts)
    first = next(iter(parts))
    assert "parts make" in refused(bulletin, key, parts=parts | {first: parts[first] + 1})


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_whose_rows_were_taken_away_is_refused(bulletin: Report, key: str) -> None:
    figure = bulletin.figures[key]
    fewer = dataclasses.replace(figure.evidence, rows=figure.rows.clear())
    assert "rows" in refused(bulletin, key, evidence=fewer)


@pytest.mark.parametrize("key", SHARES)
def test_a_share_that_rests_on_other_counts_than_the_report_is_refused(
    bulletin: Report, key: str
) -> None:
    whole = bulletin.figures[key].share
    assert whole is not None
    assert whole.whole_of is not None
    counted = bulletin.figures[whole.whole_of]
    other = count(LABEL, Table.of("x", LABEL, counted.rows.head(1)), by="person_id")
    wrong = dataclasses.replace(other, key=whole.whole_of)
    figures = {whole.whole_of: wrong, key: bulletin.figures[key]}
    with pytest.raises(FigureError, match=f"{key} .*it rests on 2, but {whole.whole_of} is 1"):
        prove(figures)


def test_a_figure_filed_under_another_key_is_refused(bulletin: Report) -> None:
    with pytest.raises(FigureError, match="it is filed under other"):
        prove({"other": bulletin.figures["care.promoted"]})


def rows(people: list[str], counts: list[bool] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame({"person_id": people, "name": people}, schema_overrides=TEXT)
    return frame.with_columns(counts=pl.Series(counts or [False] * len(people), dtype=pl.Boolean))


TEXT = {"person_id": pl.String, "name": pl.String}


def counted(people: list[str]) -> Figure:
    return count(LABEL, Table.of("key", LABEL, rows(people)), by="name")


def test_a_person_in_two_rows_is_counted_once() -> None:
    assert counted(["A", "B", "A"]).value == 2


def test_nobody_is_a_count_too() -> None:
    nobody = counted([])
    prove({"key": nobody})
    assert nobody.value == 0


@given(st.lists(st.sampled_from("ABCDEFG")))
def test_a_count_is_always_the_sum_of_its_parts(people: list[str]) -> None:
    figure = counted(people)
    assert sum(figure.parts.values()) == figure.value == len(set(people))
    prove({"key": figure})


@pytest.mark.parametrize(
    ("part", "whole", "digits", "percent"),
    [
        (69, 149, 1, 46.3),
        (18, 149, 1, 12.1),
        (95, 139, 2, 68.35),
        (1, 8, 1, 12.5),
        (1, 16, 1, 6.3),
        (1, 32, 2, 3.13),
        (0, 7, 1, 0.0),
        (7, 7, 2, 100.0),
        (0, 0, 1, 0.0),
    ],
)
def test_shares_are_rounded_half_up(part: int, whole: int, digits: int, percent: float) -> None:
    assert Share(part, whole, digits).percent() == percent


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_share_is_off_by_half_a_last_digit_at_most(part: int, more: int, digits: int) -> None:
    exact = 100 * part / (part + more)
    assert abs(Share(part, part + more, digits).percent() - exact) <= 0.5 * 10**-digits + 1e-9


def test_a_share_shows_all_its_digits() -> None:
    people = Table.of("key", LABEL, rows(["A", "B"], [True, False]))
    assert share(LABEL, people, 2, (None, None)).shown() == "50.00"


def test_a_share_marked_otherwise_than_its_rows_is_refused() -> None:
    figure = share(LABEL, Table.of("key", LABEL, rows(["A", "B"], [True, False])), 1, (None, None))
    all_of_them = Table.of("key", LABEL, rows(["A", "B"], [True, True]))
    with pytest.raises(FigureError, match="it says 1 of 2, its rows 2 of 2"):
        prove({"key": dataclasses.replace(figure, evidence=all_of_them)})


def days(*rows: tuple[str, int]) -> Figure:
    frame = pl.DataFrame(rows, schema={"chain": pl.String, "days": pl.Int64}, orient="row")
    return total(LABEL, Table.of("days", LABEL, frame), of="days", by="chain")


def test_a_sum_adds_a_column_up_in_parts() -> None:
    figure = days(("C1", 3), ("C2", 4), ("C1", 5))
    assert (figure.value, figure.unit, figure.parts) == (12, "day", {"C1": 8, "C2": 4})
    prove({"days": figure})
    prove({"days": days()})


def test_a_sum_that_its_rows_do_not_make_is_refused() -> None:
    figure = dataclasses.replace(days(("C1", 3)), value=4)
    with pytest.raises(FigureError, match="its rows add up to 3 days"):
        prove({"days": figure})
