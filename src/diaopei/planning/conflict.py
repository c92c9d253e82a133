"""Why no plan exists: the fewest demands, rules and seats that cannot be kept together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from diaopei.planning.exact import SolverError
from diaopei.planning.feasibility import (
    Small,
    at_home,
    feasible,
    loosened,
    reduced_to,
    strain,
    without,
)
from diaopei.planning.labels import Labels
from diaopei.planning.model import Ints, Model, constraints
from diaopei.planning.problem import Problem
from diaopei.screening import Rule

LIMITS = {
    "batch_size": "batch",
    "couples": "couples",
    "establishment": "establishment",
    "must_fill": "must_fill",
    "principals_together": "principals_together",
    "seats": "quota",
    "team_changes": "team_changes",
}
"""The plan limit of the rulebook behind a constraint."""

RAISABLE = ("batch_size", "team_changes")
"""Constraints whose number a round may set higher."""

MOST_ROOM = 8
"""How much further a number is tried before it is no way out."""


@dataclass(frozen=True)
class Conflict:
    """Rows that cannot be kept together; without any one of them the others can.

    Attributes:
        rows: constraint, row, subject, at_least, at_most, text: each member of the conflict.
        ways: act (`drop` a demand, `raise` a number), constraint, row, by (how many more),
            text: what lets the whole round be planned; demands first, then the smallest raise.
    """

    rows: pl.DataFrame
    ways: pl.DataFrame

    def message(self) -> str:
        """The conflict in one line: its members, then the ways out."""
        told = "; ".join(f"({n}) {text}" for n, text in enumerate(self.rows["text"], 1))
        out = " or ".join(self.ways["text"]) or (
            "drop one of the demands and plan again: no single change mends the whole round"
        )
        return f"no plan can meet all of these: {told}. To mend it: {out}"


def opening(problem: Problem, model: Model) -> Ints | None:
    """A choice that keeps every hard row, changing as little as it can; None if there is none."""
    home = at_home(problem.arcs)
    return feasible(model, home, asked(model, home))[0]


def conflict(problem: Problem, model: Model) -> Conflict | None:
    """The smallest set of rows in conflict, each claim checked again; None if a plan exists.

    Whole constraints are let go first, then single rows, as long as the others stay impossible
    together (deletion filter, Chinneck and Dravnieks 1991); everybody holding one place is taken
    for granted. In the end each member is left out once more, and a choice must then exist.

    Raises:
        SolverError: a claim did not hold when it was checked again.
    """
    home = at_home(problem.arcs)
    chosen, rows = feasible(model, home, asked(model, home))
    if chosen is not None:
        return None
    members = model.names[smallest(model, home, rows)].sort(
        pl.col("constraint") != "by_hand", maintain_order=True
    )
    told = _told(problem, model, members)
    return Conflict(
        told.select("constraint", "row", "subject", "at_least", "at_most", "text"),
        _ways(problem, model, told),
    )


def smallest(model: Model, home: Ints, rows: Ints) -> Ints:
    """Of rows that cannot be kept together a set of which none can be spared.

    Raises:
        SolverError: the claim did not hold when it was checked again.
    """
    small = reduced_to(model, home, rows, strain(model, home))
    kept = _filtered(small, model.names["constraint"].gather(rows))
    _demand_irreducible(small, kept)
    few: Ints = rows[kept]
    return few


def asked(model: Model, home: Ints) -> Ints:
    """The hard rows that changing nothing breaks: demands."""
    return np.flatnonzero((model.missed(home) > 0) & ~model.soft)


def _filtered(small: Small, of: pl.Series) -> np.ndarray:
    """Which named rows are left when none can be spared."""
    kept = np.ones(small.named, dtype=bool)
    wholes = [(of == name).to_numpy() for name in of.unique(maintain_order=True)]
    singles = [np.arange(small.named) == place for place in range(small.named)]
    by_hand = (of == "by_hand").to_numpy()
    late = [one for one in singles if (one & by_hand).any()]
    for part in [*wholes, *(one for one in singles if not (one & by_hand).any()), *late]:
        if (part & kept).any() and small.choice(kept & ~part) is None:
            kept &= ~part
    return kept


def _demand_irreducible(small: Small, kept: np.ndarray) -> None:
    others = (kept & (np.arange(len(kept)) != place) for place in np.flatnonzero(kept))
    if small.choice(kept) is not None or any(small.choice(less) is None for less in others):
        msg = "a conflict found could not be confirmed; run again, or report the round file"
        raise SolverError(msg)


def _ways(problem: Problem, model: Model, members: pl.DataFrame) -> pl.DataFrame:
    """What of the members, changed alone, lets the whole round be planned."""
    rows = []
    for place, one in enumerate(members.to_dicts(), 1):
        by_hand = one["constraint"] == "by_hand"
        if by_hand and _possible(problem, without(model, one["index"])):
            rows.append(("drop", one["constraint"], one["row"], 0, f"drop ({place})"))
        raisable = one["constraint"] in RAISABLE
        if raisable and (more := _least_room(problem, model, one["index"])):
            words = f"raise the number of ({place}) by {more}"
            rows.append(("raise", one["constraint"], one["row"], more, words))
    schema = {"act": pl.String, "constraint": pl.String, "row": pl.String, "by": pl.Int64,
              "text": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort("by", maintain_order=True)


def _possible(problem: Problem, model: Model) -> bool:
    return opening(problem, model) is not None


def _least_room(problem: Problem, model: Model, row: int) -> int:
    """How many more must pass in a row for a plan to exist; 0 if that does not help."""
    if not _possible(problem, without(model, row)):
        return 0
    for more in range(1, MOST_ROOM + 1):
        if _possible(problem, loosened(model, {row: more})):
            return more
    return 0


def _told(problem: Problem, model: Model, members: pl.DataFrame) -> pl.DataFrame:
    """The members with their `name`, and `text`: what they say, of whom, by which rule."""
    labels, titles = Labels(problem.facts), constraints()
    names, texts = [], []
    for one in members.to_dicts():
        about = ", ".join(labels.subjects(one["row"]) or labels.subjects(one["subject"]))
        if one["constraint"] == "by_hand":
            name = f"the demand to {one['row'].split()[0]} {about}"
            text = name
        else:
            title = titles[one["constraint"]].title["en"]
            name = f"{title} ({about})" if about else title
            text = f"{name}: {_bounds(model, one)}{_seated(problem, one)}{_source(problem, one)}"
        names.append(name)
        texts.append(text)
    return members.with_columns(pl.Series("name", names), pl.Series("text", texts))


def _bounds(model: Model, one: dict[str, Any]) -> str:
    """What the row allows, in the words of the constraint."""
    most, least = one["at_most"], one["at_least"]
    if one["constraint"] in ("batch_size", "team_changes"):
        people = int(model.entry_coef[model.entry_row == one["index"]].sum())
        return f"{people - least} of {people} may move"
    if one["constraint"] == "seats":
        return f"{most} seat" + ("s" if most != 1 else "")
    return f"at most {most}" if most is not None else f"at least {least}"


def _seated(problem: Problem, one: dict[str, Any]) -> str:
    """Who sits in a seat and has no other place to go."""
    if one["constraint"] != "seats":
        return ""
    many = problem.arcs.filter(pl.len().over("person_id") == 1, pl.col("kind") == "stay")
    fixed = many.filter(pl.col("to_post_id") == one["row"])["person_id"]
    labels = Labels(problem.facts)
    held = ", ".join(labels.of(who) for who in fixed)
    return f", held by {held}, for whom no other post is open" if held else ""


def _source(problem: Problem, one: dict[str, Any]) -> str:
    rule = _rule(problem, one)
    return "" if rule is None else f" [{rule.name}, {rule.basis(on=problem.as_of)}]"


def _rule(problem: Problem, one: dict[str, Any]) -> Rule | None:
    """The rule a constraint's row stands for."""
    if one["constraint"] in LIMITS:
        return problem.limit_rule(LIMITS[one["constraint"]])
    names = [rule.name for rule in problem.rulebook.rules]
    if one["constraint"] == "kin":
        wanted = "sensitive_work" if "work in" in one["row"] else "same_chain"
        for rule in problem.rulebook.of_kind("avoidance"):
            if rule.word("relation") == wanted:
                return rule
    return problem.rulebook[one["row"]] if one["row"] in names else None
