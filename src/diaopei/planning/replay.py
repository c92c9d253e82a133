"""A plan made ready again from its own folder: the same law must give the same arcs and rows."""

from pathlib import Path

import polars as pl

from diaopei.planning.certificate import Certificate, certify
from diaopei.planning.folder import read_plan
from diaopei.planning.layers import Proof, Solved
from diaopei.planning.model import Model
from diaopei.planning.plan import Plan
from diaopei.planning.propose import Draft


def replayed(folder: Path) -> list[str]:
    """Where a plan's arcs, rows, gains or limits are not those that its snapshot and law give.

    The checker adds the certificate up; this shows that the certificate is about this snapshot,
    this rulebook and this round. Nothing is solved.

    Raises:
        DiaopeiError: the plan's own snapshot or round can no longer be made ready.
    """
    plan = read_plan(folder)
    draft = Draft.of(plan.snapshot, plan.rulebook, plan.round)
    again = certify(draft.problem, draft.model, _claimed(plan, draft.model))
    return [*_other_words(plan, draft), *_other_rows(plan.certificate, again)]


def _claimed(plan: Plan, model: Model) -> list[Solved]:
    """The layers as the certificate has them, so that only what the law gives can differ."""
    arcs, rows = plan.certificate.arcs, plan.certificate.rows
    chosen = arcs.filter("chosen")["arc"].to_numpy().astype("int64")
    told = plan.certificate.layers.to_dicts()
    return [
        Solved(
            layer=layer, chosen=chosen, score=0, kept=row["kept"], proved=True, core=0,
            proof=Proof(
                rows[f"price_{layer.name}"].to_numpy(),
                pl.Series(row["cuts"], dtype=pl.Int64).to_numpy(), 0,
            ),
        )
        for layer, row in zip(model.layers, told, strict=False)
    ]  # fmt: skip


def _other_words(plan: Plan, draft: Draft) -> list[str]:
    """Facts of `plan.json` that are not those of the snapshot and the rulebook."""
    true = draft.facts()
    return [
        f"plan.json: {name} is not what the snapshot and the rulebook give"
        for name in sorted(true)
        if plan.summary.get(name) != true[name]
    ]


def _other_rows(claimed: Certificate, true: Certificate) -> list[str]:
    problems = []
    for name in ("arcs", "rows", "entries"):
        one, other = claimed.tables()[name], true.tables()[name]
        if not (one.schema == other.schema and one.equals(other)):
            problems.append(f"certificate/{name}: not what the snapshot and the rulebook give")
    constants = [table.layers.select("layer", "sense", "constant") for table in (claimed, true)]
    if not constants[0].equals(constants[1]):
        problems.append("certificate/layers: not what the goals give")
    return problems
