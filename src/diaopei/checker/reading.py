"""A plan folder as it is read for the checker: every file sealed, every word in its place."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.checker.form import TABLES, Tables
from diaopei.errors import UnreadableError
from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import TABLES as FACTS

NEEDED = (
    "round.yaml",
    *(f"{name}.csv" for name in ("moves", "layers", "goals", "binding", "findings", "issues")),
    *(f"{name}.csv" for name in ("legs", "vacancies", "unkept")),
    *(f"certificate/{name}.parquet" for name in TABLES),
    "snapshot/people.parquet",
    "snapshot/posts.parquet",
    "snapshot/snapshot.json",
)
"""The files that every plan rests on, each sealed in `plan.json`; more if there are any."""

DATED = ("legs", "unkept")
"""The tables that say when everybody moves, and what no day could keep."""

_LAYER = {"layer": str, "goal": str, "sense": str, "value": int, "bound": int, "gap": int,
          "certified": int, "proved": bool}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """What a plan's folder holds: `plan.json`, the moves as text, the facts, the certificate.

    `dated` has the legs and what could not be kept, as text.
    """

    told: dict[str, Any]
    moves: pl.DataFrame
    dated: Tables
    facts: Facts
    certificate: Tables


def told_of(folder: Path) -> dict[str, Any]:
    """The words of `plan.json`.

    Raises:
        UnreadableError: it is not there, or not what a plan tells.
    """
    path = folder / "plan.json"
    if not path.is_file():
        msg = f"{folder}: there is no plan.json, so this is no plan; see `diaopei plan`"
        raise UnreadableError(msg)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{path}: this is not JSON any more ({error}); make the plan again"
        raise UnreadableError(msg) from error
    wrong = next(misshapen(told), None)
    if wrong is not None:
        msg = f"{path}: {wrong}; make the plan again"
        raise UnreadableError(msg)
    return dict(told)


def held(folder: Path, told: dict[str, Any]) -> Held:
    """Everything else in the folder that the checker looks at.

    Raises:
        UnreadableError: a file is not what its name says.
    """
    try:
        return Held(
            told=told,
            moves=_text(folder, "moves"),
            dated={name: _text(folder, name) for name in DATED},
            facts=Facts(_snapshot(folder / "snapshot")),
            certificate={
                name: pl.read_parquet(folder / "certificate" / f"{name}.parquet") for name in TABLES
            },
        )
    except (pl.exceptions.PolarsError, OSError, KeyError, ValueError) as error:
        msg = f"{folder}: a file of the plan cannot be read ({error}); make the plan again"
        raise UnreadableError(msg) from error


def broken_seals(folder: Path, seals: dict[str, str]) -> Iterator[str]:
    """Files that are missing, unsealed, or not those that were sealed."""
    facts = {f"snapshot/{path.name}" for path in (folder / "snapshot").glob("*.parquet")}
    for name in sorted({*seals, *NEEDED, *facts}):
        path = folder / name
        if name not in seals:
            yield f"{name}: the plan does not seal the file"
        elif not path.is_file():
            yield f"{name}: the file is missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != seals[name]:
            yield f"{name}: the file is not the one that was sealed"


def _text(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False)


def _snapshot(folder: Path) -> Snapshot:
    about = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    about["as_of"] = date.fromisoformat(about["as_of"])
    about["since"] = date.fromisoformat(about["since"]) if about.get("since") else None
    there = [name for name in FACTS if (folder / f"{name}.parquet").is_file()]
    return Snapshot.of(about, {name: pl.read_parquet(folder / f"{name}.parquet") for name in there})


def misshapen(told: Any) -> Iterator[str]:
    """Words of a `plan.json` that are missing or of another kind."""
    kinds = {"files": dict, "layers": list, "limits": dict, "pins": list, "batch": int | None}
    if not isinstance(told, dict):
        yield "this is no list of words"
    elif wrong := [
        n for n, kind in kinds.items() if n not in told or not isinstance(told[n], kind)
    ]:
        yield f"{wrong[0]} is missing, or of the wrong kind"
    else:
        yield from _misshapen_rows(told)


def _misshapen_rows(told: dict[str, Any]) -> Iterator[str]:
    for layer in told["layers"]:
        if not isinstance(layer, dict) or {k: type(v) for k, v in layer.items()} != _LAYER:
            yield f"a layer does not tell just {', '.join(_LAYER)}"
    for limit in told["limits"].values():
        whole = isinstance(limit, dict) and type(limit.get("number")) is int
        if not whole or not isinstance(limit.get("limits"), str):
            yield "a limit does not say what it limits, and by which number"
