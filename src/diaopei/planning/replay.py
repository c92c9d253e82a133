"""A plan made ready again from its own folder: the same law must give the same arcs and rows."""

from pathlib import Path

from diaopei.planning.certificate import Certificate, law
from diaopei.planning.draft import Draft
from diaopei.planning.folder import DATED, read_plan
from diaopei.planning.plan import Plan


def replayed(folder: Path) -> list[str]:
    """Where a plan's arcs, rows, gains or limits are not those that its snapshot and law give.

    The checker adds the certificate up; this shows that the certificate is about this snapshot,
    this rulebook and this round, and so are the days and what is said of wishes. Nothing is solved.

    Raises:
        DiaopeiError: the plan's own snapshot or round can no longer be made ready.
    """
    plan = read_plan(folder)
    draft = Draft.of(plan.snapshot, plan.rulebook, plan.round)
    return [
        *_other_words(plan, draft),
        *_other_rows(plan.certificate, draft),
        *_other_days(plan, draft),
        *_other_fairness(plan, draft),
    ]


def _other_words(plan: Plan, draft: Draft) -> list[str]:
    """Facts of `plan.json` that are not those of the snapshot and the rulebook."""
    true = draft.facts()
    return [
        f"plan.json: {name} is not what the snapshot and the rulebook give"
        for name in sorted(true)
        if plan.summary.get(name) != true[name]
    ]


def _other_rows(claimed: Certificate, draft: Draft) -> list[str]:
    """Tables of the certificate that are not those the law gives."""
    problems = []
    for name, true in zip(
        ("arcs", "rows", "entries"), law(draft.problem, draft.model), strict=True
    ):
        told = claimed.tables()[name]
        same = set(told.columns) - {"chosen"} <= set(true.columns)
        if not same or not told.drop("chosen", strict=False).equals(
            true.select(column for column in told.columns if column != "chosen")
        ):
            problems.append(f"certificate/{name}: not what the snapshot and the rulebook give")
    constants = {layer.name: (layer.sense, layer.constant) for layer in draft.model.layers}
    for layer, sense, constant in claimed.layers.select("layer", "sense", "constant").rows():
        if constants.get(layer) != (sense, constant):
            problems.append(f"certificate/layers: {layer} is not what the goals give")
    return problems


def _other_days(plan: Plan, draft: Draft) -> list[str]:
    """Tables of the order of moves that are not those the round's pace gives."""
    order, moves = draft.in_order(plan.moves)
    told = {
        "moves.csv": (plan.moves, moves),
        **{f"{name}.csv": (getattr(plan.order, name), getattr(order, name)) for name in DATED},
    }
    files = [name for name, (claimed, true) in told.items() if not claimed.equals(true)]
    if any(plan.summary.get(key) != value for key, value in order.summary().items()):
        files.append("plan.json")
    return [f"{name}: the days are not those of this round's pace" for name in files]


def _other_fairness(plan: Plan, draft: Draft) -> list[str]:
    """Tables of wishes that are not those of these moves and the mechanisms."""
    fair = draft.fairness(plan.moves)
    true = {} if fair is None else fair.tables()
    claimed = {} if plan.fairness is None else plan.fairness.tables()
    names = [
        f"wishes/{name}.csv"
        for name in sorted({*true, *claimed})
        if name not in true or name not in claimed or not true[name].equals(claimed[name])
    ]
    if plan.summary.get("wishes") != (None if fair is None else fair.summary()):
        names.append("plan.json")
    return [f"{name}: not what the wishes on record and these moves give" for name in names]
