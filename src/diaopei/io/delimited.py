"""CSV: the encoding, the delimiter, ragged rows, and cells that would be formulas."""

import csv
import io
from pathlib import Path

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.limits import Limits

DELIMITERS = (",", "\t", ";", "|")
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

FORMULA = r"^('*[=+\-@\t\r＝＋－＠])"
"""Text a spreadsheet would run, or that already has the quote that keeps it from running."""
QUOTED_FORMULA = r"^'('*[=+\-@\t\r＝＋－＠])"


def read_delimited(path: Path, limits: Limits) -> tuple[pl.DataFrame, list[IssueRow]]:
    """Reads a CSV file as text columns, empty cells null, with issues on how it was written.

    Raises:
        UnreadableError: empty, of no known encoding, with NUL bytes, rows longer than the header,
            two columns of one name, or larger than the limits.
    """
    data, rows = decoded(path, limits)
    header, delimiter = _header(path, data)
    if delimiter != ",":
        reason = f"cells are parted by {delimiter!r}"
        rows.append(issue_row(path.stem, reason, "part them by commas", severity="warning"))
    if len(header) > limits.columns:
        _refuse(path, f"has {len(header)} columns, the limit is {limits.columns}")
    try:
        frame = pl.read_csv(data, separator=delimiter, infer_schema=False)
    except pl.exceptions.PolarsError as damage:
        _refuse(path, _first_ragged(data, delimiter, len(header)) or f"is damaged: {damage}")
    return unquoted(frame.rename(dict(zip(frame.columns, header, strict=True)))), rows


def decoded(path: Path, limits: Limits) -> tuple[bytes, list[IssueRow]]:
    """A file's bytes as UTF-8 without byte order mark; the encoding is decided for all of it.

    Raises:
        UnreadableError: empty, too large, of no known encoding, or with NUL characters.
    """
    if path.stat().st_size > limits.unpacked:
        _refuse(path, f"has {path.stat().st_size:,} bytes, the limit is {limits.unpacked:,}")
    data = path.read_bytes()
    if not data.strip():
        _refuse(path, "is empty")
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    rows: list[IssueRow] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as first:
        text, encoding = _gb18030(path, data, first), "gb18030"
    if "\0" in text:
        _refuse(path, f"has a NUL character at position {text.index(chr(0))}")
    if encoding in {"utf-16", "gb18030"}:
        sample = text.splitlines()[min(1, text.count("\n"))][:60]
        reason = f"is written in {encoding.upper()}; its first record reads {sample!r}"
        rows.append(
            issue_row(path.stem, reason, "check the names; save as UTF-8", severity="warning",
                      check="encoding")
        )  # fmt: skip
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    return text.encode("utf-8"), rows


def _gb18030(path: Path, data: bytes, first: UnicodeDecodeError) -> str:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as second:
        msg = (
            f"{path.name}: neither UTF-8 (byte {first.start:,}) nor GB18030 (byte"
            f" {second.start:,}); save it as UTF-8"
        )
        raise UnreadableError(msg) from second


def _header(path: Path, data: bytes) -> tuple[list[str], str]:
    """The column names, and the delimiter that gives the most of them."""
    end = data.find(b"\n")
    line = data[: end if end >= 0 else len(data)].decode("utf-8")

    def names(delimiter: str) -> list[str]:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]

    delimiter = max(DELIMITERS, key=lambda each: len(names(each)))
    header = names(delimiter)
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        _refuse(path, f"has two columns called {doubled[0]!r}")
    return header, delimiter


def _first_ragged(data: bytes, delimiter: str, width: int) -> str | None:
    """Names the first row with more cells than the header."""
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > width:
                return f"row {number} has {len(cells)} cells, the header has {width}"
    except csv.Error as damage:
        return f"cannot be parted into cells: {damage}"
    return None


def unquoted(frame: pl.DataFrame) -> pl.DataFrame:
    """Takes back the quote that `quoted` put before cells a spreadsheet would run."""
    return frame.with_columns(pl.col(pl.String).str.replace(QUOTED_FORMULA, "$1"))


def quoted(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists joined by `;`, and a quote before each text a spreadsheet would run as a formula."""
    flat = frame.with_columns(
        pl.selectors.by_dtype(pl.List(pl.String)).list.join(";"),
        pl.selectors.categorical().cast(pl.String),
    )
    return flat.with_columns(pl.col(pl.String).str.replace(FORMULA, "'$1"))


def write_delimited(frame: pl.DataFrame, path: Path) -> None:
    """Writes UTF-8 CSV with commas and LF, dates as YYYY-MM-DD, booleans as true and false."""
    quoted(frame).write_csv(path)


def _refuse(path: Path, why: str) -> None:
    msg = f"{path.name}: {why}; export it again"
    raise UnreadableError(msg)
