"""A figure of a report, with the rows it was counted from, and the proof that it adds up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from diaopei.errors import FigureError
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text


@dataclass(frozen=True)
class Share:
    """A percentage of two counts, rounded half up to so many digits.

    `part_of` and `whole_of` name the figures that count the same, where the report has them.
    """

    part: int
    whole: int
    digits: int
    part_of: str | None = None
    whole_of: str | None = None

    def percent(self) -> float:
        """The share in percent; 0 of 0 is 0."""
        if not self.whole:
            return 0.0
        exact = Decimal(100 * self.part) / Decimal(self.whole)
        return float(exact.quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP))


@dataclass(frozen=True)
class Figure:
    """A number of a report: what it counts, the rows it stands on, the parts it is made of.

    `counted` is the column whose distinct values are counted, or, if `is_sum`, whose numbers are
    added up. The rows of a share carry a
    column `counts`: whether the row is of the part.
    """

    key: str
    label: Text
    value: int | float
    unit: str
    evidence: Table
    counted: str = "person_id"
    parts: Mapping[str, int] = field(default_factory=dict)
    share: Share | None = None
    is_sum: bool = False

    @property
    def rows(self) -> pl.DataFrame:
        """The rows the figure was counted from."""
        return self.evidence.rows

    def shown(self) -> str:
        """The number as it is printed: shares with all their digits."""
        return f"{self.value:.{self.share.digits}f}" if self.share else f"{self.value}"


def count(label: Text, evidence: Table, *, by: str, counted: str = "person_id") -> Figure:
    """A count of distinct values of a column, in parts by another column.

    The key is the evidence's name. Who stands in several rows is of the part of the last.
    """
    rows = evidence.rows
    last = rows.unique(counted, keep="last", maintain_order=True)
    parts = last.group_by(by, maintain_order=True).agg(pl.len()).sort(by)
    named = {_part_key(part): number for part, number in parts.iter_rows()}
    unit = counted.removesuffix("_id")
    value = rows[counted].n_unique()
    return Figure(evidence.name, label, value, unit, evidence, counted, named)


def total(label: Text, evidence: Table, *, of: str, by: str) -> Figure:
    """A column of numbers added up, in parts by another column; the unit is the column's name.

    The key is the evidence's name.
    """
    rows = evidence.rows
    parts = rows.group_by(by, maintain_order=True).agg(pl.col(of).sum()).sort(by)
    named = {_part_key(part): int(number) for part, number in parts.iter_rows()}
    unit, value = of.removesuffix("s"), int(rows[of].sum())
    return Figure(evidence.name, label, value, unit, evidence, of, named, is_sum=True)


def _part_key(part: object) -> str:
    """A part's key as JSON would write it; what is not known is `unknown`."""
    if part is None:
        return "unknown"
    return str(part).lower() if isinstance(part, bool) else str(part)


def share(label: Text, evidence: Table, digits: int, of: tuple[str | None, str | None]) -> Figure:
    """The share, in percent, of the persons whose rows count among all persons of the rows.

    Args:
        label: what the share is called.
        evidence: rows with a column `counts`; its name is the figure's key.
        digits: decimals of the percentage.
        of: keys of the figures that count the part and the whole.
    """
    part, whole = _persons(evidence.rows.filter("counts")), _persons(evidence.rows)
    counted = Share(part, whole, digits, *of)
    parts = {"counted": part, "others": whole - part}
    return Figure(
        evidence.name, label, counted.percent(), "percent", evidence, parts=parts, share=counted
    )


def prove(figures: Mapping[str, Figure]) -> None:
    """Recounts every figure from its rows and its parts.

    Raises:
        FigureError: a figure, its rows and its parts do not say the same.
    """
    for key, figure in figures.items():
        _prove_share(figure, figures) if figure.share else _prove_count(figure)
        if key != figure.key:
            _refuse(figure, f"it is filed under {key}")


def _prove_count(figure: Figure) -> None:
    cells = figure.rows[figure.counted]
    found = cells.sum() if figure.is_sum else cells.n_unique()
    if found != figure.value:
        held = f"add up to {found}" if figure.is_sum else f"hold {found} different"
        _refuse(figure, f"its rows {held} {figure.counted}")
    whole = sum(figure.parts.values())
    if figure.parts and whole != figure.value:
        listed = " + ".join(f"{part} {number}" for part, number in figure.parts.items())
        _refuse(figure, f"its parts make {whole}: {listed}")


def _prove_share(figure: Figure, figures: Mapping[str, Figure]) -> None:
    counted = figure.share or Share(0, 0, 0)
    found = (_persons(figure.rows.filter("counts")), _persons(figure.rows))
    if found != (counted.part, counted.whole):
        _refuse(
            figure, f"it says {counted.part} of {counted.whole}, its rows {found[0]} of {found[1]}"
        )
    if counted.percent() != figure.value:
        _refuse(figure, f"{counted.part} of {counted.whole} is {counted.percent()}")
    if sum(figure.parts.values()) != counted.whole:
        _refuse(
            figure, f"its parts make {sum(figure.parts.values())}, the whole is {counted.whole}"
        )
    for number, key in ((counted.part, counted.part_of), (counted.whole, counted.whole_of)):
        if key and key in figures and figures[key].value != number:
            _refuse(figure, f"it rests on {number}, but {key} is {figures[key].value}")


def _persons(rows: pl.DataFrame) -> int:
    return rows["person_id"].n_unique()


def _refuse(figure: Figure, reason: str) -> None:
    msg = (
        f"figure {figure.key} = {figure.shown()} is refused: {reason}; "
        "see its rows in the report's tables and mend the snapshot or the count"
    )
    raise FigureError(msg)
