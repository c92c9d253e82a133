"""A plan folder judged: its seals, its moves, its claims."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.checker.dates import broken_dates
from diaopei.checker.law import broken_laws, facts_in
from diaopei.checker.proof import TABLES, Proof
from diaopei.errors import UnreadableError

DATED = ("moves", "legs", "unkept")
"""The tables that say who moves, and when."""


@dataclass(frozen=True)
class Verdict:
    """What the checker found: `problems` is empty for a plan that is what it claims to be.

    `layers` has layer, sense, value, certified: values and bounds as recomputed.
    """

    problems: tuple[str, ...]
    layers: pl.DataFrame


def check(folder: Path) -> Verdict:
    """Checks a plan folder: seals, legality of every move, rows, values and bounds.

    Raises:
        UnreadableError: the folder holds no plan, or a file in it cannot be read.
    """
    told = _told(folder / "plan.json")
    problems = _broken_seals(folder, told["files"])
    if problems:
        return Verdict(tuple(problems), pl.DataFrame())
    tables = {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False) for name in DATED}
    moves, facts = tables["moves"], facts_in(folder / "snapshot")
    proof = Proof({name: pl.read_parquet(folder / "certificate" / f"{name}.parquet")
                   for name in TABLES})  # fmt: skip
    layers = proof.added_up()
    problems = [
        *broken_laws(facts, told, moves),
        *broken_dates(facts, told, tables),
        *_not_the_chosen(moves, proof.arcs),
        *proof.problems(),
        *_false_claims(told["layers"], layers),
    ]
    return Verdict(tuple(problems), layers)


def _told(path: Path) -> dict[str, Any]:
    if not path.is_file():
        msg = f"{path.parent}: there is no {path.name}, so this is no plan; see `diaopei plan`"
        raise UnreadableError(msg)
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{path}: this is not JSON any more ({error}); make the plan again"
        raise UnreadableError(msg) from error
    return told


def _broken_seals(folder: Path, seals: dict[str, str]) -> list[str]:
    problems = [f"{name}.csv: the plan does not seal the file" for name in DATED
                if f"{name}.csv" not in seals]  # fmt: skip
    for name, seal in sorted(seals.items()):
        path = folder / name
        if not path.is_file():
            problems.append(f"{name}: the file is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != seal:
            problems.append(f"{name}: the file is not the one that was sealed")
    return problems


def _not_the_chosen(moves: pl.DataFrame, arcs: pl.DataFrame) -> list[str]:
    """The moves must be the chosen arcs that do not stay."""
    moved = set(arcs.filter("chosen", pl.col("kind") != "stay")["person_id"])
    odd = sorted(moved.symmetric_difference(moves["person_id"]))
    return [f"moves: {who} is not as the certificate has it" for who in odd[:5]]


def _false_claims(claimed: list[dict[str, Any]], found: pl.DataFrame) -> list[str]:
    """What `plan.json` says of each layer against what was added up."""
    problems = []
    if [claim["layer"] for claim in claimed] != found["layer"].to_list():
        problems.append("layers: the certificate has other layers than the plan")
    for claim, true in zip(claimed, found.to_dicts(), strict=False):
        name, sign = claim["layer"], 1 if claim["sense"] == "max" else -1
        if claim["value"] != true["value"]:
            problems.append(f"{name}: claims {claim['value']}, the plan has {true['value']}")
        if claim["certified"] != true["certified"]:
            problems.append(
                f"{name}: claims {claim['certified']} proved, it is {true['certified']}"
            )
        if not sign * true["value"] <= sign * claim["bound"] <= sign * true["certified"]:
            problems.append(f"{name}: the bound {claim['bound']} lies outside value and proof")
        if claim["gap"] != abs(claim["bound"] - claim["value"]):
            problems.append(f"{name}: the gap claimed is not bound less value")
    return problems
