"""Raw tables to the contract's columns and types, with an issue for all that does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
import polars.selectors as cs

from diaopei.io.format import FIRST_ROW, RawTables
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.values import HIDDEN, typed
from diaopei.snapshot.issue import all_issues, issues
from diaopei.snapshot.tables import TABLES

MENDS = {
    "Date": "write it as YYYY-MM-DD, YYYY-MM or YYYY",
    "Boolean": "write true or false",
    "Int32": "write a whole number in figures",
    "Enum": "use one of the codes",
}
ROW = "__row"


@dataclass(frozen=True)
class Cast:
    """Typed tables, and all that did not fit."""

    tables: dict[str, pl.DataFrame]
    issues: pl.DataFrame


@dataclass
class _Gathered:
    """What casting one table finds besides its values."""

    table: str
    issues: list[pl.DataFrame] = field(default_factory=list)
    rows: list[IssueRow] = field(default_factory=list)
    precisions: list[pl.DataFrame] = field(default_factory=list)

    def note(self, column: str, reason: str, mend: str) -> None:
        self.rows.append(
            issue_row(self.table, reason, mend, column=column, severity="warning", check="column")
        )


def issue_table(rows: Sequence[IssueRow]) -> pl.DataFrame:
    """Rows made by `issue_row` as a table of issues."""
    names = list(issues().columns)
    columns = {name: [row[name] for row in rows] for name in names}
    return issues(pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)))


def cast_tables(raw: RawTables) -> Cast:
    """Types every known table; extra columns are kept as they are, unknown tables reported.

    Dates known only to the month or year get a row in `precisions`.
    """
    tables: dict[str, pl.DataFrame] = {}
    found: list[pl.DataFrame] = []
    precisions: list[pl.DataFrame] = []
    for name, frame in raw.tables.items():
        gathered = _Gathered(name)
        if name not in TABLES:
            mend = f"rename it to one of {', '.join(TABLES)}, or take it out"
            reason = "is no table of a snapshot and was not read"
            gathered.rows.append(
                issue_row(name, reason, mend, severity="warning", check="unknown_table")
            )
        else:
            first_row = raw.first_rows.get(name, FIRST_ROW)
            tables[name] = _cast(frame, first_row, gathered, is_typed=raw.is_typed)
        found += [*gathered.issues, issue_table(gathered.rows)]
        precisions += gathered.precisions
    if precisions:
        tables["precisions"] = _merged([tables.get("precisions"), *precisions])
    return Cast(tables, all_issues(found))


def _cast(
    raw: pl.DataFrame, first_row: int, gathered: _Gathered, *, is_typed: bool
) -> pl.DataFrame:
    """One table: declared columns first, extra ones after; wholly empty rows left out."""
    frame = raw.with_row_index(ROW, offset=first_row)
    if not is_typed:
        text, other = raw.select(pl.col(pl.String)).columns, raw.select(~cs.string()).columns
        frame = frame.filter(
            pl.any_horizontal(pl.col(text) != "", pl.col(other).is_not_null(), pl.lit(value=False))
        )
    schema = TABLES[gathered.table].create_empty().schema
    _report_missing(raw.columns, gathered)
    columns: list[pl.Series] = []
    coarse: dict[str, pl.Series] = {}
    for name, kind in schema.items():
        if name not in raw.columns:
            columns.append(pl.Series(name, [None], dtype=kind).new_from_index(0, frame.height))
            continue
        if is_typed and raw.schema[name] == kind:
            columns.append(frame[name])
            continue
        values, precision = _column(frame.select(ROW, name), kind, gathered)
        columns.append(values)
        if precision is not None and precision.null_count() < precision.len():
            coarse[name] = precision
    cast = pl.DataFrame(columns)
    _keep_precisions(cast, coarse, gathered)
    extra = [name for name in raw.columns if name not in schema]
    return cast.hstack(frame.select(extra)) if extra else cast


def _report_missing(present: Sequence[str], gathered: _Gathered) -> None:
    """Reports needed columns that are not there at all."""
    for name, column in TABLES[gathered.table].columns().items():
        if name not in present and not column.nullable:
            gathered.rows.append(
                issue_row(
                    gathered.table, "the column is missing but needed", f"add a column {name}",
                    column=name, check="missing_column",
                )
            )  # fmt: skip


def _column(
    cells: pl.DataFrame, kind: pl.DataType, gathered: _Gathered
) -> tuple[pl.Series, pl.Series | None]:
    """One column typed; its issues go to `gathered`."""
    found = cells.to_series(1)
    if found.dtype == pl.Null:
        return found.cast(kind), None
    if found.dtype != pl.String:
        gathered.note(found.name, f"holds {found.dtype}, read as {kind.base_type()}", "none needed")
        found = _as_text(found)
    elif kind == pl.String:
        _report_noise(found, gathered)
    read = typed(found, kind)
    wrong = read.problems.is_not_null()
    if wrong.any():
        _report_wrong(cells.filter(wrong), read.problems.filter(wrong), kind, gathered)
    return read.values.alias(found.name), read.precisions


def _as_text(found: pl.Series) -> pl.Series:
    """Any typed column as the text a CSV file would hold."""
    if isinstance(found.dtype, pl.List):
        return found.cast(pl.List(pl.String)).list.join(";")
    if isinstance(found.dtype, pl.Datetime):
        return found.dt.strftime("%Y-%m-%d %H:%M:%S")
    return found.cast(pl.String)


def _report_wrong(
    cells: pl.DataFrame, problems: pl.Series, kind: pl.DataType, gathered: _Gathered
) -> None:
    mend = MENDS.get(str(kind.base_type()), "write the value anew")
    value = cells.to_series(1)
    gathered.issues.append(
        cells.select(
            table=pl.lit(gathered.table),
            row=pl.col(ROW).cast(pl.String),
            column=pl.lit(value.name),
            value=_as_text(value) if value.dtype != pl.String else value,
            reason=problems,
            severity=pl.lit("error"),
            mend=pl.lit(mend),
            check=pl.lit("unreadable_value"),
        )
    )


def _report_noise(found: pl.Series, gathered: _Gathered) -> None:
    """Says once a column how many texts were padded, and how many hold unseen characters."""
    padded = (found.str.strip_chars() != found).sum()
    if padded:
        gathered.note(found.name, f"{padded} texts had white space around them", "none needed")
    hidden = found.str.contains(HIDDEN).sum()
    if hidden:
        gathered.note(found.name, f"{hidden} texts hold unseen characters", "type them anew")


def _keep_precisions(cast: pl.DataFrame, coarse: dict[str, pl.Series], gathered: _Gathered) -> None:
    keys = TABLES[gathered.table].primary_key()
    number = pl.int_range(1, pl.len() + 1).cast(pl.String)
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in keys], separator="|")
    for name, precision in coarse.items():
        gathered.precisions.append(
            cast.select(
                table=pl.lit(gathered.table),
                key=key.fill_null("") if keys else number,
                column=pl.lit(name),
                precision=precision,
            ).drop_nulls("precision")
        )


def _merged(parts: Sequence[pl.DataFrame | None]) -> pl.DataFrame:
    """Precisions as stored and as found now, once each."""
    names = list(TABLES["precisions"].create_empty().schema)
    given = [part.select(names).cast(pl.String) for part in parts if part is not None]
    return pl.concat(given).unique(["table", "key", "column"], keep="first", maintain_order=True)
