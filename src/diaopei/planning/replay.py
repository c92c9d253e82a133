"""A plan made again from its own folder: the same law and choice must give the same plan.

The checker adds the certificate up; here the snapshot, the rulebook and the round are made ready
again, and all that a plan tells (moves, reasons, goals, rows, findings, counts) is written anew
from the choice of arcs in the certificate. Nothing is solved.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from diaopei.planning.certificate import Certificate, law
from diaopei.planning.draft import Draft
from diaopei.planning.folder import read_plan
from diaopei.planning.layers import Solved
from diaopei.planning.model import Ints
from diaopei.planning.plan import Plan
from diaopei.planning.proving import Proof
from diaopei.planning.tree import Branch

LAW = ("arcs", "rows", "entries")
"""The tables that snapshot, rulebook and round decide before anything is solved."""

UNPROVABLE = ("versions",)
"""Words of `plan.json` that say how a plan was made; nothing in the folder shows them."""


def replayed(folder: Path) -> list[str]:
    """Where a plan is not the one that its snapshot, its law and its own choice of arcs give.

    Raises:
        DiaopeiError: the plan's own snapshot or round can no longer be made ready.
    """
    plan = read_plan(folder)
    told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["layers"]
    if told != plan.layers.to_dicts():
        return ["layers.csv: not what plan.json tells"]
    draft = None if misnamed(plan) else Draft.of(plan.snapshot, plan.rulebook, plan.round)
    return misnamed(plan) if draft is None else differences(plan, draft)


def misnamed(plan: Plan) -> list[str]:
    """Snapshot, rulebook or round that are not those the plan names by their hashes."""
    named = plan.summary.get("hashes")
    told = named if isinstance(named, dict) else {}
    return [
        f"plan.json: the {name} is not the one the plan names by its hash"
        for name in ("snapshot", "rulebook", "round")
        if told.get(name) != getattr(plan, name).digest()
    ]


def differences(plan: Plan, draft: Draft) -> list[str]:
    """Where a plan is not what a draft and the plan's own choice of arcs give.

    Args:
        plan: as it was read, its certificate of the form that the checker lets pass.
        draft: of the plan's own snapshot, rulebook and round.
    """
    wrong = [*_other_words(plan, draft.facts()), *_other_rows(plan.certificate, draft)]
    return wrong or list(_retold(plan, draft))


def _other_words(plan: Plan, true: Mapping[str, object]) -> list[str]:
    """Words of `plan.json` that are not as they should be."""
    return [
        f"plan.json: {name} is not what the snapshot and the rulebook give"
        for name in sorted(true)
        if plan.summary.get(name, ...) != true[name] and name not in UNPROVABLE
    ]


def _other_rows(claimed: Certificate, draft: Draft) -> Iterator[str]:
    """Layers, people, arcs and rows of the certificate that are not those of the round."""
    names = [layer.name for layer in draft.model.layers]
    told = claimed.layers["layer"].to_list()
    if not told or told != names[: len(told)]:
        yield "certificate/layers: not the layers of the round"
    chosen = _chosen(claimed)
    if len(chosen) != draft.model.people or (chosen >= draft.model.arcs).any():
        yield "certificate/arcs: not those of the people in the round"
    for name, true in zip(LAW, law(draft.problem, draft.model), strict=True):
        table = claimed.tables()[name].drop("chosen", strict=False)
        known = set(table.columns) <= set(true.columns)
        if not known or not table.equals(true.select(table.columns)):
            yield f"certificate/{name}: not what the snapshot and the rulebook give"


def _retold(plan: Plan, draft: Draft) -> Iterator[str]:
    """The plan written anew from its choice, table by table and word by word."""
    again = draft.plan(_solved(plan, draft))
    for name in ("moves", "layers", "goals", "binding", "findings"):
        if not getattr(plan, name).equals(getattr(again, name)):
            yield f"{name}.csv: not what the snapshot, the law and the choice give"
    if again.issues.join(plan.issues, on=again.issues.columns, how="anti", nulls_equal=True).height:
        yield "issues.csv: what the doctor finds is missing"
    for name, table in again.certificate.tables().items():
        if not plan.certificate.tables()[name].equals(table):
            yield f"certificate/{name}: not as the engine writes it"
    yield from _other_words(plan, again.summary)
    yield from (
        f"plan.json: {name} is nothing that a plan tells"
        for name in sorted(set(plan.summary) - set(again.summary))
    )


def _chosen(certificate: Certificate) -> Ints:
    return certificate.arcs.filter("chosen")["arc"].to_numpy().astype(np.int64)


def _solved(plan: Plan, draft: Draft) -> list[Solved]:
    """The layers as the engine gave them, read back from the certificate."""
    told, chosen = plan.certificate, _chosen(plan.certificate)
    proved = dict(plan.layers.select("layer", "proved").rows())
    branches, solved = _branches(told, draft), []
    for number, row in enumerate(told.layers.to_dicts()):
        layer = draft.model.layers[number]
        proofs = tuple(_proofs(told, layer.name, len(draft.model.lower)))
        score = row["kept"] + plan.round.tolerance.get(layer.name, 0)
        done = Solved(layer, chosen, score, row["kept"], True, proofs, branches)  # noqa: FBT003
        shown = bool(proved.get(layer.name)) or layer.sign * done.certified <= score
        solved.append(replace(done, proved=shown))
    return solved


def _proofs(told: Certificate, layer: str, rows: int) -> Iterator[Proof]:
    for proof in told.proofs.filter(layer=layer).to_dicts():
        prices = told.prices.filter(layer=layer, case=proof["case"])
        dense = np.zeros(rows, dtype=np.int64)
        dense[prices["index"].to_numpy()] = prices["price"].to_numpy()
        cuts = np.array(proof["cuts"], dtype=np.int64)
        yield Proof(proof["case"], dense, cuts, proof["bound"], proof["empty"])


def _branches(told: Certificate, draft: Draft) -> tuple[Branch | None, ...]:
    """The cases by number, each person by their place among the people."""
    people = draft.problem.arcs["person_id"].unique(maintain_order=True).to_list()
    place = {person: number for number, person in enumerate(people)}
    found: list[Branch | None] = [None]
    for row in told.cases.sort("case").to_dicts():
        side = (place[row["person_id"]], row["among"], row["arc"], row["inside"])
        found += [None] * (row["case"] - len(found)) + [Branch(row["parent"], *side)]
    return tuple(found)
