"""Reads any known source in a process of its own and types what it left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.errors import UnreadableError
from diaopei.io.limits import Limits

if TYPE_CHECKING:
    from diaopei.io.typed import Reading

MESSAGE_TAIL = 300
"""Characters of a crashed reader's last words that are passed on."""


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
    limits = limits or Limits()
    if not source.exists():
        msg = f"{source}: there is no such file or folder"
        raise UnreadableError(msg)
    with tempfile.TemporaryDirectory(prefix="diaopei-read-") as name:
        folder = Path(name)
        child = _started(source, folder, limits)
        # Loaded while the other process reads: polars and the schemas take a second.
        from diaopei.io.typed import taken_reading

        said = _ended(child, source, limits)
        try:
            return taken_reading(folder, source.name if source.is_dir() else source.stem)
        except FileNotFoundError as nothing:
            msg = _last_words(source, child.returncode, said, limits)
            raise UnreadableError(msg) from nothing


def _started(source: Path, folder: Path, limits: Limits) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "diaopei.io.child",
        str(source.resolve()), str(folder), limits.to_json(),
    ]  # fmt: skip
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _ended(child: subprocess.Popen[bytes], source: Path, limits: Limits) -> bytes:
    """Waits for the reading process within the limit and gives what it said on the way."""
    try:
        return child.communicate(timeout=limits.wall_seconds)[1]
    except subprocess.TimeoutExpired as late:
        msg = f"{source.name}: reading took longer than {limits.wall_seconds} s and was ended"
        raise UnreadableError(msg) from late
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()


def _last_words(source: Path, status: int, said: bytes, limits: Limits) -> str:
    """Why a reading process ended without an answer."""
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return f"{source.name}: reading took more than {limits.cpu_seconds} s of processor time"
    words = said.decode(errors="replace").strip()[-MESSAGE_TAIL:]
    return (
        f"{source.name}: the reader broke off, most likely for want of memory"
        f" (the limit is {limits.memory:,} bytes); check the file for stray cells [{words}]"
    )
