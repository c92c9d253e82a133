"""From any known source to a typed snapshot and everything that is wrong with it."""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io.about import about_snapshot
from diaopei.io.cast import cast_tables
from diaopei.io.child import taken
from diaopei.io.format import RawTables
from diaopei.io.limits import Limits
from diaopei.snapshot.issue import all_issues
from diaopei.snapshot.snapshot import Snapshot

MESSAGE_TAIL = 300
"""Characters of a crashed reader's last words that are passed on."""


@dataclass(frozen=True)
class Reading:
    """A snapshot as read, and all issues found on the way; errors among them stop a plan."""

    snapshot: Snapshot
    issues: pl.DataFrame


def read(source: Path, limits: Limits | None = None) -> Reading:
    """Reads a folder of CSV or Parquet, a workbook or a roster, in a process of its own.

    Args:
        source: the folder or file.
        limits: what reading may cost; generous if not given.

    Returns:
        The snapshot and a table of issues (columns of `diaopei.snapshot.issue.Issues`). A value
        that cannot be understood is unknown (null) in the snapshot and stands in the issues.

    Raises:
        UnreadableError: nothing can be read at all: not there, damaged, hostile, too large.
    """
    source = Path(source)
    if not source.exists():
        msg = f"{source}: there is no such file or folder"
        raise UnreadableError(msg)
    raw = _in_child(source, limits or Limits())
    return typed_reading(raw, source.name if source.is_dir() else source.stem)


def typed_reading(raw: RawTables, name: str) -> Reading:
    """Types what a format found and gathers all issues.

    Args:
        raw: the tables as found.
        name: what the snapshot is called if it does not say so itself.

    Raises:
        UnreadableError: the day of the snapshot is missing or unclear.
    """
    about, about_issues = about_snapshot(raw.about, name)
    cast = cast_tables(raw)
    snapshot = Snapshot.of(about, cast.tables)
    return Reading(snapshot, all_issues([raw.issues, about_issues, cast.issues]))


def _in_child(source: Path, limits: Limits) -> RawTables:
    """Runs the reading process and takes what it left."""
    with tempfile.TemporaryDirectory(prefix="diaopei-read-") as name:
        folder = Path(name)
        command = [
            sys.executable, "-m", "diaopei.io.child",
            str(source.resolve()), str(folder), limits.to_json(),
        ]  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, no shell
                command, check=False, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limits.wall_seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            msg = f"{source.name}: reading took longer than {limits.wall_seconds} s and was ended"
            raise UnreadableError(msg) from late
        try:
            return taken(folder)
        except FileNotFoundError as nothing:
            raise UnreadableError(_last_words(source, ended, limits)) from nothing


def _last_words(source: Path, ended: subprocess.CompletedProcess[bytes], limits: Limits) -> str:
    """Why a reading process ended without an answer."""
    if ended.returncode == -signal.SIGXCPU or ended.returncode == -signal.SIGKILL:
        return f"{source.name}: reading took more than {limits.cpu_seconds} s of processor time"
    said = ended.stderr.decode(errors="replace").strip()[-MESSAGE_TAIL:]
    return (
        f"{source.name}: the reader broke off, most likely for want of memory"
        f" (the limit is {limits.memory:,} bytes); check the file for stray cells [{said}]"
    )
