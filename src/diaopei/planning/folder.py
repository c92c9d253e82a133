"""A plan as a folder: everything needed to read it, check it and make it again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io import read, write_snapshot, write_tables
from diaopei.io.delimited import unquoted
from diaopei.planning.calendar import Pace
from diaopei.planning.certificate import Certificate
from diaopei.planning.fairness import TABLES as WISHES
from diaopei.planning.fairness import Fairness
from diaopei.planning.move import Moves
from diaopei.planning.order import Legs, Order, Unkept, Vacancies, first_day_of, pace_of
from diaopei.planning.plan import Layers, Plan
from diaopei.planning.round import read_round
from diaopei.screening import Findings, load_rulebook
from diaopei.snapshot.issue import Issues

TABLES = ("moves", "layers", "goals", "binding", "findings", "issues")
DATED = ("legs", "vacancies", "unkept")
"""The tables of the order of moves."""

_GOALS = {"layer": pl.String, "goal": pl.String, "sense": pl.String, "value": pl.Int64}
_BINDING = {
    "layer": pl.String,
    "constraint": pl.String,
    "row": pl.String,
    "subject": pl.String,
    "points": pl.Float64,
}
_SCHEMAS: dict[str, Mapping[str, Any]] = {
    "moves": Moves.create_empty().schema,
    "layers": Layers.create_empty().schema,
    "goals": _GOALS,
    "binding": _BINDING,
    "findings": Findings.create_empty().schema,
    "issues": Issues.create_empty().schema,
    "legs": Legs.create_empty().schema,
    "vacancies": Vacancies.create_empty().schema,
    "unkept": Unkept.create_empty().schema,
    **{f"wishes/{name}": columns for name, columns in WISHES.items()},
}
_WORDS = ("wishes", "vacancy_days_at_least", "moves", "people_in_force")
"""What `plan.json` must tell for the plan to be read."""

SEALED = ("snapshot", "certificate", "wishes")
"""Sub-folders whose files are sealed by their hashes too."""


def write_plan(plan: Plan, folder: Path) -> None:
    """Writes a plan: `plan.json`, tables as CSV, the round, the snapshot and the certificate.

    Args:
        plan: what was proposed.
        folder: made if it is not there; files of the same names are written over.
    """
    (folder / "certificate").mkdir(parents=True, exist_ok=True)
    (folder / "round.yaml").write_text(plan.round.as_yaml(), encoding="utf-8")
    write_snapshot(plan.snapshot, folder / "snapshot", form="parquet")
    for name in TABLES:
        write_tables({name: getattr(plan, name)}, folder / f"{name}.csv")
    for name in DATED:
        write_tables({name: getattr(plan.order, name)}, folder / f"{name}.csv")
    _write_wishes(plan.fairness, folder / "wishes")
    for name, table in plan.certificate.tables().items():
        table.write_parquet(folder / "certificate" / f"{name}.parquet", statistics=False)
    told = dict(plan.summary) | {"layers": plan.layers.to_dicts(), "files": _seals(folder)}
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "plan.json").write_text(text + "\n", encoding="utf-8")


def _write_wishes(told: Fairness | None, folder: Path) -> None:
    """The tables of wishes; where nobody has any, those of an earlier plan are taken away."""
    for name in WISHES:
        (folder / f"{name}.csv").unlink(missing_ok=True)
    if told is None:
        return
    folder.mkdir(exist_ok=True)
    for name, table in told.tables().items():
        write_tables({name: table}, folder / f"{name}.csv")


def read_plan(folder: Path) -> Plan:
    """A plan from its folder.

    Raises:
        UnreadableError: the folder holds no plan, or not all of it.
    """
    told = _told(folder)
    if not (folder / "certificate" / "arcs.parquet").is_file():
        msg = f"{folder}: the plan's certificate is missing; write the plan again"
        raise UnreadableError(msg)
    choices = read_round(folder / "round.yaml")
    snapshot = read(folder / "snapshot").snapshot
    return Plan(
        snapshot=snapshot,
        rulebook=load_rulebook(choices.rulebook, dict(choices.rules) or None),
        round=choices,
        moves=_csv(folder / "moves.csv", "moves"),
        layers=_csv(folder / "layers.csv", "layers"),
        goals=_csv(folder / "goals.csv", "goals"),
        binding=_csv(folder / "binding.csv", "binding"),
        findings=_csv(folder / "findings.csv", "findings"),
        issues=_csv(folder / "issues.csv", "issues"),
        order=_order(folder, told, first_day_of(choices, snapshot), pace_of(choices)),
        fairness=_fairness(folder / "wishes") if told["wishes"] else None,
        certificate=Certificate(
            arcs=_table(folder, "arcs"),
            rows=_table(folder, "rows"),
            entries=_table(folder, "entries"),
            layers=_table(folder, "layers"),
            cases=_table(folder, "cases"),
            proofs=_table(folder, "proofs"),
            prices=_table(folder, "prices"),
        ),
        summary={key: value for key, value in told.items() if key not in ("layers", "files")},
    )


def _told(folder: Path) -> dict[str, Any]:
    path = folder / "plan.json"
    if not path.is_file():
        msg = f"{folder}: there is no plan.json, so this is no plan; make one with `diaopei plan`"
        raise UnreadableError(msg)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{path}: this is not JSON any more ({error}); make the plan again"
        raise UnreadableError(msg) from error
    missing = next((n for n in _WORDS if not isinstance(told, dict) or n not in told), None)
    if missing is not None:
        msg = f"{path}: the word {missing!r} is missing; make the plan again"
        raise UnreadableError(msg)
    return dict(told)


def _order(folder: Path, told: Mapping[str, Any], first_day: date, pace: Pace) -> Order:
    tables = {name: _csv(folder / f"{name}.csv", name) for name in DATED}
    at_least = told["vacancy_days_at_least"]
    return Order(first_day=first_day, pace=pace, at_least=at_least, **tables)


def _fairness(folder: Path) -> Fairness:
    return Fairness(**{name: _csv(folder / f"{name}.csv", f"wishes/{name}") for name in WISHES})


def _table(folder: Path, name: str) -> pl.DataFrame:
    path = folder / "certificate" / f"{name}.parquet"
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"{path}: the plan's certificate cannot be read ({error}); make the plan again"
        raise UnreadableError(msg) from error


def _csv(path: Path, name: str) -> pl.DataFrame:
    """One of the plan's tables, typed again as it was written."""
    try:
        text = unquoted(pl.read_csv(path, infer_schema=False, encoding="utf8"))
        return text.select(_typed(column, kind) for column, kind in _SCHEMAS[name].items())
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"{path}: this is no table of a plan any more ({error}); make the plan again"
        raise UnreadableError(msg) from error


def _typed(column: str, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    value = pl.col(column)
    if kind == pl.List(pl.String):
        return value.fill_null("").str.split(";").list.filter(pl.element() != "").alias(column)
    if kind == pl.Boolean:
        return (value == "true").alias(column)
    if kind == pl.Date:
        return value.str.to_date().alias(column)
    return value.cast(kind, strict=True).alias(column)


def _seals(folder: Path) -> dict[str, str]:
    """SHA-256 of every file the plan rests on, by its path within the folder."""
    names = [folder / "round.yaml", *(folder / f"{name}.csv" for name in (*TABLES, *DATED))]
    for part in SEALED:
        names += sorted((folder / part).glob("*"))
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in names
    }
