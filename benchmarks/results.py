"""The figures last measured: ``results.json``, one part a benchmark."""

import json
import os
import platform
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("results.json")


def every() -> dict[str, Any]:
    """All parts, by the name of the benchmark."""
    known: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
    return known


def of(name: str) -> dict[str, Any]:
    """One part; empty where nothing was measured yet."""
    part: dict[str, Any] = every().get(name, {})
    return part


def keep(name: str, part: dict[str, Any]) -> None:
    """Puts a part in the place of the one that was there; whole or not at all."""
    text = json.dumps(every() | {name: part}, indent=1, sort_keys=True) + "\n"
    half = PATH.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    half.replace(PATH)


def machine() -> dict[str, Any]:
    """Where it was measured."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
    }
