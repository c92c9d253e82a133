"""A plan folder judged: its seals, its moves, its claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.checker.form import SCALE, malformed
from diaopei.checker.gap import Counties, losses
from diaopei.checker.law import broken_laws
from diaopei.checker.proof import Proof
from diaopei.checker.reading import Held, broken_seals, held, told_of
from diaopei.snapshot.facts import Facts

MOST = 2**62
"""A bound beyond this is none: no layer of an honest plan comes near it."""


@dataclass(frozen=True)
class Verdict:
    """What the checker found: `problems` is empty for a plan that is what it claims to be.

    `layers` has layer, sense, value, certified: values and bounds as recomputed. `losses` has
    layer, county, loss: where the gap between them lies, in units of 1/1,048,576 point; over
    the counties they add up to the gap. Both are empty where the form or a seal is broken.
    """

    problems: tuple[str, ...]
    layers: pl.DataFrame
    losses: pl.DataFrame


def check(folder: Path) -> Verdict:
    """Checks a plan folder: seals, legality of every move, rows, values and bounds.

    Raises:
        UnreadableError: the folder holds no plan, or a file in it cannot be read.
    """
    told = told_of(folder)
    broken = tuple(broken_seals(folder, told["files"]))
    return judged(held(folder, told)) if not broken else _refused(*broken)


def judged(plan: Held) -> Verdict:
    """Judges what a plan's folder holds, its seals apart."""
    form = malformed(plan.certificate) + [
        f"moves: there is no column {name}"
        for name in ("person_id", "from_post_id", "to_post_id")
        if name not in plan.moves.columns
    ]
    if form:
        return _refused(*form)
    facts = plan.facts
    proof = Proof(plan.certificate)
    bounds = list(proof.bounds())
    if any(abs(most) >= MOST for most, _ in bounds):
        return _refused(*proof.found, "certificate: the prices prove no bound")
    layers = _layers(proof, [most // SCALE for most, _ in bounds])
    problems = [
        *broken_laws(facts, plan.told, plan.moves),
        *_not_the_chosen(plan.moves, plan.certificate["arcs"], facts),
        *dict.fromkeys(proof.found),
        *_false_claims(plan.told["layers"], layers),
    ]
    lost = _NOTHING_LOST if problems else losses(proof, bounds, Counties.known(facts))
    return Verdict(tuple(problems), layers, lost)


_NOTHING_LOST = pl.DataFrame(schema={"layer": pl.String, "county": pl.String, "loss": pl.Int128})


def _refused(*problems: str) -> Verdict:
    return Verdict(problems, pl.DataFrame(), _NOTHING_LOST)


def _layers(proof: Proof, bounds: list[int]) -> pl.DataFrame:
    """Each layer's value in the plan and the bound its proofs show, in its own sense."""
    rows = []
    for number, (layer, bound) in enumerate(zip(proof.layers, bounds, strict=True)):
        sign = 1 if layer["sense"] == "max" else -1
        rows.append((layer["layer"], layer["sense"], sign * proof.score(number), sign * bound))
    schema = {"layer": pl.String, "sense": pl.String, "value": pl.Int64, "certified": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _not_the_chosen(moves: pl.DataFrame, arcs: pl.DataFrame, facts: Facts) -> Iterator[str]:
    """The moves must be the chosen arcs that lead elsewhere, into the post or one just like it."""
    taken = arcs.filter("chosen", pl.col("kind") != "stay").select("person_id", "to_post_id")
    in_post = set(facts.holders["person_id"])
    wanted = {who: post for who, post in taken.rows() if post is not None or who in in_post}
    given = dict(moves.select("person_id", "to_post_id").rows())
    seat = dict(zip(facts.posts["post_id"], facts.posts.drop("post_id").rows(), strict=True))
    for who in sorted(set(wanted) | set(given)):
        one, other = wanted.get(who), given.get(who)
        alike = one in seat and other in seat and seat[one] == seat[other]
        if (who in wanted) != (who in given) or (one != other and not alike):
            yield f"moves: {who} is not as the certificate has it"


def _false_claims(claimed: list[dict[str, Any]], found: pl.DataFrame) -> Iterator[str]:
    """What `plan.json` says of each layer against what was added up."""
    names = [(claim["layer"], claim["sense"]) for claim in claimed]
    if names != found.select("layer", "sense").rows():
        yield "layers: the certificate has other layers than the plan"
        return
    for claim, true in zip(claimed, found.to_dicts(), strict=True):
        name, sign = claim["layer"], 1 if claim["sense"] == "max" else -1
        for told in ("value", "certified"):
            if claim[told] != true[told]:
                yield f"{name}: claims {told} {claim[told]}, it is {true[told]}"
        if not sign * true["value"] <= sign * claim["bound"] <= sign * true["certified"]:
            yield f"{name}: the bound {claim['bound']} lies outside value and proof"
        if claim["gap"] != abs(claim["bound"] - claim["value"]):
            yield f"{name}: the gap claimed is not bound less value"
        if not claim["proved"] and claim["bound"] != true["certified"]:
            yield f"{name}: the bound {claim['bound']} is claimed, but not that it is proved"
