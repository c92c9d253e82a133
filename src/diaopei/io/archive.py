"""Looks a zip file over before anything unpacks it: names, sizes, ratio, and sheet dimensions.

A workbook of 4.6 kB whose one cell stands at XFD1048576 makes a spreadsheet library ask for
549 GB. The look is a byte scan, not an XML parse: a parser calls back six million times for a
workbook of 100,000 rows, and that would cost more than reading it. What slips past the scan
meets the memory limit of the reading process.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diaopei.errors import UnreadableError
from diaopei.io.limits import MIB, Limits

CHUNK = MIB
OVERLAP = 256
"""Bytes looked at twice, so that nothing hides across two chunks."""

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_NO_VALUE = re.compile(rb'r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>[^<]*</f>(?:<v></v>|<v ?/>)?</c>')
_ROW_END = b"</row>"
_PLACE = b' r="'
_REFERENCE = re.compile(rb"([A-Za-z]{0,4})([0-9]{1,9})")


@dataclass(frozen=True)
class Look:
    """What the look found: cells with a formula whose value is not stored, by sheet file."""

    valueless: dict[str, list[str]]


def look_over(path: Path, limits: Limits) -> Look:
    """Refuses an archive that is damaged, encrypted, hostile or larger than the limits.

    Raises:
        UnreadableError: says what is wrong and what to do.
    """
    _check_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(path, archive.infolist(), limits)
            return _unpack(path, archive, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError) as damage:
        msg = f"{path.name}: the file is damaged ({damage}); save it again and retry"
        raise UnreadableError(msg) from damage


def _check_magic(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(len(OLE_MAGIC))
    if not start:
        msg = f"{path.name}: the file is empty; export it again"
        raise UnreadableError(msg)
    if start == OLE_MAGIC:
        msg = (
            f"{path.name}: an encrypted workbook or an old .xls; "
            "take the password off and save it as .xlsx"
        )
        raise UnreadableError(msg)
    if not start.startswith(ZIP_MAGIC):
        msg = f"{path.name}: the content is not a workbook; save it as .xlsx"
        raise UnreadableError(msg)


def _check_entries(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Names, count and declared sizes of the entries."""
    if len(entries) > limits.entries:
        _refuse(path, f"it holds {len(entries)} parts, the limit is {limits.entries}")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        _refuse(path, "two of its parts have the same name")
    for entry in entries:
        if _escapes(entry.filename):
            _refuse(path, f"its part {entry.filename!r} points outside the file")
        if entry.flag_bits & 1:
            _refuse(path, f"its part {entry.filename!r} is encrypted")
    size = path.stat().st_size
    if sum(entry.compress_size for entry in entries) > size:
        _refuse(path, "its parts overlap")
    _check_size(path, sum(entry.file_size for entry in entries), limits)


def _escapes(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name


def _check_size(path: Path, unpacked: int, limits: Limits) -> None:
    if unpacked > limits.unpacked:
        _refuse(path, f"it unpacks to {unpacked:,} bytes, the limit is {limits.unpacked:,}")
    packed = max(path.stat().st_size, 1)
    if unpacked > limits.ratio_applies_from and unpacked > packed * limits.ratio:
        _refuse(path, f"it unpacks to {unpacked // packed} times its size")


def _unpack(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Look:
    """Reads every part once, counting the bytes there really are."""
    total = 0
    valueless: dict[str, list[str]] = {}
    for entry in archive.infolist():
        scan = _SheetScan(path, entry.filename, limits)
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                total += len(chunk)
                _check_size(path, total, limits)
                scan.feed(chunk)
        if scan.valueless:
            valueless[entry.filename] = scan.valueless
    return Look(valueless)


class _SheetScan:
    """Follows one part, chunk by chunk."""

    def __init__(self, path: Path, part: str, limits: Limits) -> None:
        self.path, self.part, self.limits = path, part, limits
        self.is_xml = part.endswith((".xml", ".rels"))
        self.is_sheet = self.is_xml and "/worksheets/" in part
        self.valueless: list[str] = []
        self._tail = b""
        self._rows = 1
        self._columns = 1

    def feed(self, chunk: bytes) -> None:
        if not self.is_xml:
            return
        window = self._tail + chunk
        if not self._tail:
            self._check_prologue(window)
        if self.is_sheet:
            self._measure(window)
            if b"</f>" in window:
                found = _NO_VALUE.findall(window)
                self.valueless += [cell.decode() for cell in found]
        self._tail = window[-OVERLAP:]

    def _check_prologue(self, window: bytes) -> None:
        if b"<!DOCTYPE" in window:
            _refuse(self.path, f"its part {self.part} declares XML entities")
        if window[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            _refuse(self.path, f"its part {self.part} is not written in UTF-8")

    def _measure(self, window: bytes) -> None:
        """Follows the farthest row and column by the last cell of each row."""
        letters = set()
        for row in window.split(_ROW_END):
            start = row.rfind(_PLACE)
            place = _REFERENCE.match(row, start + len(_PLACE)) if start >= 0 else None
            if place:
                letters.add(place[1])
                self._rows = max(self._rows, int(place[2]))
        self._columns = max(self._columns, *map(column_number, letters), 1)
        too_wide = self._columns > self.limits.columns
        too_long = self._rows > self.limits.rows
        if too_wide or too_long or self._columns * self._rows > self.limits.cells:
            _refuse(
                self.path,
                f"{self.part} reaches row {self._rows:,} and column {self._columns:,}, the limits"
                f" are {self.limits.rows:,} rows, {self.limits.columns:,} columns and"
                f" {self.limits.cells:,} cells",
            )


def column_number(letters: bytes) -> int:
    """The number of a spreadsheet column from 1: A is 1, XFD is 16,384; no letters are 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return max(number, 1)


def _refuse(path: Path, why: str) -> None:
    msg = f"{path.name}: refused, {why}; delete stray cells and save the workbook anew"
    raise UnreadableError(msg)
