"""The instances of the benchmarks: made once, then the same file for every engine and peer."""

import hashlib
import json
from pathlib import Path
from typing import Any

import families
import numpy as np
import planted
import polars as pl
from instance import Instance
from tight import tight

from diaopei.planning.model import Layer, Model

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parent / "src" / "diaopei" / "planning"
PLACE = HERE.parent / ".stamps" / "instances"
MAKERS = [HERE / f"{name}.py" for name in ("families", "planted", "tight", "instance", "instances")]
NAMES = (*families.FAMILIES, "tight-batch", "planted", "infeasible")


def made(family: str, people: int, seed: int = 0) -> tuple[Model, dict[str, Any]]:
    """The model of a family, and what is known of it beforehand.

    `planted` is the value of the best plan; `fewest` the moves no plan can do with less of, and
    `plan` one that keeps the rows with as few as are known.
    """
    if family == "planted":
        model, plan = planted.planted(people, seed)
        return model, {"planted": model.score(model.layers[0], plan), "filled": 0}
    if family == "tight-batch":
        found = tight(people, seed)
        few = found.model.score(found.model.layers[0], found.plan)
        return found.model, {
            "fewest_moves": [found.fewest, found.moves], "few": few, "filled": families.FILLED
        }  # fmt: skip
    if family == "infeasible":
        return planted.infeasible(people, seed), {"filled": families.FILLED}
    model = families.model(families.FAMILIES[family], people, seed)
    return model, {"filled": families.FILLED} | _home(model)


def _home(model: Model) -> dict[str, Any]:
    """The value of the plan without a move, if it keeps every row."""
    home = arrays(model).home
    kept = not model.missed(home)[~model.soft].any()
    return {"few": model.score(model.layers[0], home)} if kept else {}


def arrays(model: Model) -> Instance:
    """A model of one layer as arrays; the last arc of a person leads out."""
    names = model.names["constraint"].cast(str).to_numpy().astype(np.str_)
    kinds, kind = np.unique(names, return_inverse=True)
    seats = np.flatnonzero(names == "seats")
    number = np.full(len(names), -1, dtype=np.int64)
    number[seats] = np.arange(len(seats))
    post = np.full(model.arcs, -1, dtype=np.int64)
    seated = number[model.entry_row] >= 0
    post[model.entry_arc[seated]] = number[model.entry_row[seated]]
    layer, still = model.layers[0], model.among["stay"].copy()
    last = np.flatnonzero(np.append(model.person[1:] != model.person[:-1], True))
    holds = np.bincount(model.person[still], minlength=model.people) > 0
    still[last[~holds]] = True
    return Instance(
        person=model.person, post=post, start=model.start, entry_row=model.entry_row,
        entry_coef=model.entry_coef, lower=model.lower, upper=model.upper, soft=model.soft,
        price=layer.price, gain=layer.gain, still=still, kind=kind, kinds=kinds,
    )  # fmt: skip


def modelled(given: Instance) -> Model:
    """The model of some arrays."""
    names = pl.DataFrame({"constraint": pl.Series(given.kinds.tolist())[given.kind]})
    stays = given.still & (given.post >= 0)
    return Model(
        person=given.person, start=given.start, entry_row=given.entry_row,
        entry_coef=given.entry_coef, lower=given.lower, upper=given.upper, soft=given.soft,
        layers=(Layer("plan", "max", given.gain, given.price, 0, ()),),
        names=names.with_columns(row=pl.lit(""), subject=pl.lit("")),
        measured={}, among={"home": stays, "stay": stays},
    )  # fmt: skip


def kept(family: str, people: int, seed: int = 0) -> tuple[Path, dict[str, Any]]:
    """The file of an instance and what is known of it; made where it is not there yet."""
    path = PLACE / f"{family}-{people}-{seed}-{stamp(*MAKERS)}.npz"
    told = path.with_suffix(".json")
    if not told.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        for old in PLACE.glob(f"{family}-{people}-{seed}-*"):
            old.unlink()
        model, known = made(family, people, seed)
        arrays(model).write(path)
        told.write_text(json.dumps(known), encoding="utf-8")
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return path, found


def stamp(*paths: Path) -> str:
    """A few letters that change with the text of some files."""
    text = b"".join(path.read_bytes() for path in paths)
    return hashlib.sha256(text).hexdigest()[:10]


def engine_stamp(*paths: Path) -> str:
    """A stamp of files that run the planning engines on made-up rounds."""
    return stamp(*paths, *MAKERS, *sorted(ENGINE.rglob("*.py")))
