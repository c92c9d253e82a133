"""From a snapshot, a rulebook and a round to a plan that is proved and checked."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

import polars as pl

from diaopei.errors import DataError, InfeasibleError, RoundError
from diaopei.planning.arcs import pinned, placements, problem
from diaopei.planning.batch import batch
from diaopei.planning.certificate import binding, certify
from diaopei.planning.conflict import conflict, opening
from diaopei.planning.eligibility import refusals
from diaopei.planning.engines import engine_of, solved_by
from diaopei.planning.exact import SolverError
from diaopei.planning.fairness import Fairness, Given, fairness_beside, given
from diaopei.planning.layers import Progress, Solved, Watch, silent
from diaopei.planning.model import Model, compile_model
from diaopei.planning.move import moves_of
from diaopei.planning.order import Order, demand_first_day, first_day_of, ordered, pace_of
from diaopei.planning.plan import Plan, goals_table, layers_table, shares
from diaopei.planning.problem import Problem, Setting
from diaopei.planning.round import Round
from diaopei.planning.weights import refuse_heavy, refuse_heavy_rules
from diaopei.screening import Rulebook, load_rulebook, screen
from diaopei.snapshot import Snapshot
from diaopei.snapshot.doctor import accepted, examine
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.issue import all_issues

if TYPE_CHECKING:
    from diaopei.planning.by_jurisdictions import Apart

Keep = Callable[[list[Solved]], None]
"""Told of the layers solved so far, after each of them."""


def _unkept(_: list[Solved]) -> None:
    """Keeps nothing."""


def propose(
    snapshot: Snapshot,
    rulebook: Rulebook | str | None = None,
    choices: Round | None = None,
    watch: Watch = silent,
    issues: pl.DataFrame | None = None,
) -> Plan:
    """The best plan of moves for a round, each layer proved over every eligible arc.

    Stopped by the keyboard, or where the solver gives up, the best plan so far is returned, its
    last layers not proved.

    Args:
        snapshot: the facts on the day; the round's `as_of` overrides the snapshot's.
        rulebook: the rules, or their name; the round's, if not given.
        choices: the round's choices; defaults if not given.
        watch: told of progress: layer, what happens, value and bound.
        issues: what the reader found, to stand beside what the doctor finds.

    Raises:
        DataError: the doctor finds errors that were not accepted, or there is nobody to plan for.
        RoundError: the round names unknown people, posts or rules.
        InfeasibleError: the demands cannot all be met; the message names those in conflict.
    """
    return Draft.of(snapshot, rulebook, choices or Round(), issues).proposed(watch)


@dataclass(frozen=True)
class Draft:
    """A round made ready to solve: the problem, its model, and what the doctor found."""

    problem: Problem
    model: Model
    issues: pl.DataFrame

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        rulebook: Rulebook | str | None,
        told: Round,
        issues: pl.DataFrame | None = None,
    ) -> "Draft":
        """Examines, screens and compiles; raises as `propose` does.

        Raises:
            RoundError: the first day lies before the snapshot's.
            WeightError: weights or tolerances whose sums would not fit into 64 bits.
        """
        if rulebook is not None:
            name = rulebook if isinstance(rulebook, str) else rulebook.name
            told = replace(told, rulebook=name)
        found = _examined(snapshot, told, issues)
        facts = Facts(_with_waivers(_on_day(snapshot, told.as_of), told))
        demand_first_day(first_day_of(told, facts.snapshot), facts.snapshot)
        book = _book(rulebook, told)
        refuse_heavy_rules(book)
        setting = Setting(facts, book, screen(facts, book), told)
        ready = problem(setting)
        _demand_people(ready)
        _demand_pins(ready)
        model = compile_model(ready)
        refuse_heavy(model, told.tolerance)
        return cls(ready, model, found)

    def facts(self) -> dict[str, object]:
        """What `plan.json` says of the snapshot, the law and the model; nothing of the solution."""
        ready = self.problem
        snapshot = ready.facts.snapshot
        return {
            "name": snapshot.name,
            "as_of": snapshot.as_of.isoformat(),
            "fictitious": snapshot.fictitious,
            "rulebook": ready.rulebook.name,
            "hashes": {
                "snapshot": snapshot.digest(),
                "rulebook": ready.rulebook.digest(),
                "round": ready.round.digest(),
            },
            "people_in_force": ready.stays.height,
            "arcs": ready.arcs.height,
            "rows": len(self.model.lower),
            "batch": batch(ready, ready.stays.height),
            "accepted": dict(ready.round.accept),
            "limits": ready.limits(),
            "pins": sorted(ready.round.pin),
            "first_day": first_day_of(ready.round, snapshot).isoformat(),
            "pace": asdict(pace_of(ready.round)),
        }

    def proposed(
        self, watch: Watch = silent, keep: Keep = _unkept, cluster: str | None = None
    ) -> Plan:
        """Solves and makes the plan; raises as `propose` does.

        Args:
            watch: told of progress.
            keep: told of the layers solved so far after each of them, to keep the plan in hand.
            cluster: jurisdictions work apart: "auto" for the cores of this machine, or the
                host:port of a cluster; None for one process.

        Raises:
            RoundError: the round asks for the exact engine, which sees everybody at once.
            ClusterError: the extra is not installed, or no cluster answers there.
        """
        solved = self.solve(watch, keep) if cluster is None else self._apart(watch, keep, cluster)
        if not solved:
            raise InfeasibleError(_no_plan(self))
        return self.plan(solved)

    def _apart(self, watch: Watch, keep: Keep, cluster: str) -> list[Solved]:
        """The layers, solved by jurisdictions on a cluster."""
        if self.problem.round.engine == "exact":
            msg = "round: engine 'exact' sees everybody at once; on a cluster say 'prices'"
            raise RoundError(msg)
        # Loaded only here: machine code takes a second to load, and most rounds need no cluster.
        from diaopei.planning.by_jurisdictions import Apart
        from diaopei.planning.jurisdictions.cluster import connected
        from diaopei.planning.jurisdictions.homes import homes

        with connected(cluster) as workers:
            return self.solve(watch, keep, Apart(homes(self.problem), workers))

    def solve(
        self, watch: Watch = silent, keep: Keep = _unkept, apart: "Apart | None" = None
    ) -> list[Solved]:
        """The layers in order; fewer if stopped or given up, none if no plan exists.

        Args:
            watch: told of progress.
            keep: told of the layers solved so far after each of them.
            apart: jurisdictions and who works for them, where they are priced apart.

        Raises:
            SolverError: the solver gave up before any layer was solved.
        """
        solved: list[Solved] = []
        kept = opening(self.problem, self.model)
        if kept is None:
            return solved
        try:
            for done in solved_by(self.problem.round, self.model, kept, watch, apart):
                solved.append(done)
                keep(solved)
        except KeyboardInterrupt:
            watch(Progress("", "interrupted"))
            if not solved:
                raise
        except SolverError as error:
            watch(Progress("", "failed", words=str(error)))
            if not solved:
                raise
        return solved

    def plan(self, solved: list[Solved]) -> Plan:
        """The plan of the layers solved; the last one's choice of arcs is what is proposed."""
        facts = self.problem.facts
        order, moves = self.in_order(moves_of(self.problem, solved[-1].chosen))
        fair = self.fairness(moves)
        rows = [binding(self.model, done).with_columns(layer=pl.lit(done.layer.name))
                for done in solved]  # fmt: skip
        return Plan(
            snapshot=facts.snapshot,
            rulebook=self.problem.rulebook,
            round=self.problem.round,
            findings=self.problem.findings,
            issues=self.issues,
            moves=moves,
            layers=layers_table(self.model, solved),
            goals=goals_table(self.model, solved),
            binding=pl.concat(rows).select("layer", "constraint", "row", "subject", "points"),
            order=order,
            fairness=fair,
            certificate=certify(self.problem, self.model, solved),
            summary={
                **_summary(self, solved, moves),
                **order.summary(),
                "wishes": None if fair is None else fair.summary(),
            },
        )

    def fairness(self, moves: pl.DataFrame) -> Fairness | None:
        """What some moves do to wishes; None where nobody has any."""
        beside = self._given
        return None if beside is None else fairness_beside(moves, self.problem, beside)

    @cached_property
    def _given(self) -> Given | None:
        """What the mechanisms give, once for all plans of the round."""
        return given(self.problem, self.model)

    def in_order(self, moves: pl.DataFrame) -> tuple[Order, pl.DataFrame]:
        """The days of some moves by the round's pace, and the moves with their days."""
        told, facts = self.problem.round, self.problem.facts
        return ordered(moves, facts, first_day_of(told, facts.snapshot), pace_of(told))


def _examined(snapshot: Snapshot, told: Round, read: pl.DataFrame | None) -> pl.DataFrame:
    issues = all_issues([examine(snapshot), *([] if read is None else [read])])
    left, _ = accepted(issues, [f"{check}={why}" for check, why in told.accept.items()])
    if left.height:
        first = left.row(0, named=True)
        msg = (
            f"the registry has {left.height} errors that stop a plan; the first: "
            f"{first['table']} {first['row']}: {first['reason']}; {first['mend']}"
        )
        raise DataError(msg)
    return issues


def _on_day(snapshot: Snapshot, as_of: date | None) -> Snapshot:
    return snapshot if as_of is None else snapshot.replace(as_of=as_of)


def _with_waivers(snapshot: Snapshot, told: Round) -> Snapshot:
    """The snapshot with the round's waivers beside those on record."""
    if not told.waive:
        return snapshot
    same = ["rule", "subject_id", "by", "reason"]
    more = pl.DataFrame(
        [
            {
                "rule": waiver["rule"],
                "subject_id": waiver["subject"],
                "granted": snapshot.as_of,
                "by": waiver["by"],
                "reason": waiver["reason"],
            }
            for waiver in told.waive
        ]
    )
    new = more.join(snapshot.waivers, on=same, how="anti")
    return snapshot.replace(waivers=pl.concat([snapshot.waivers, new], how="diagonal_relaxed"))


def _book(rulebook: Rulebook | str | None, told: Round) -> Rulebook:
    if isinstance(rulebook, Rulebook):
        return rulebook.changed(told.rules) if told.rules else rulebook
    return load_rulebook(rulebook or told.rulebook, dict(told.rules) or None)


def _demand_people(ready: Problem) -> None:
    """A plan needs somebody to plan for."""
    if ready.arcs.is_empty():
        msg = (
            f"{ready.facts.snapshot.name}: nobody in the register holds a post or may be given "
            "one, so there is nothing to plan; see that people and assignments were read"
        )
        raise DataError(msg)


def _demand_pins(ready: Problem) -> None:
    """Every pinned move must be an arc; else the rules that refuse each are named."""
    moves = ready.arcs.filter(pl.col("kind") == "move")
    missing = pinned(ready).join(
        moves, left_on=["person_id", "post_id"], right_on=["person_id", "to_post_id"], how="anti"
    )
    if missing.is_empty():
        return
    against = refusals(ready, placements(ready, missing))
    for person, post in missing.rows():
        _demand_other_post(ready, person, post)
        if against.filter(person_id=person, post_id=post).is_empty():
            msg = f"round: {person} is not on the staff who may be placed; drop the pin to {post}"
            raise RoundError(msg)
    told = "; ".join(_refusal(against, *pair) for pair in missing.rows())
    msg = f"round: {told}; waive the rule for that person or post, or drop the pin"
    raise InfeasibleError(msg)


def _demand_other_post(ready: Problem, person: str, post: str) -> None:
    held = ready.stays.filter(person_id=person)["held_post_id"].to_list()
    if post in held:
        msg = f"round: the pin {person}: {post} names the post held now; use 'stay'"
        raise RoundError(msg)


def _refusal(against: pl.DataFrame, person: str, post: str) -> str:
    rows = against.filter(person_id=person, post_id=post).select("rule", "reference").rows()
    reasons = "; ".join(f"{rule} ({reference})" for rule, reference in rows)
    return f"the pin {person}: {post} is refused by {reasons}"


def _no_plan(put: Draft) -> str | Mapping[str, str]:
    """The smallest set of demands, rules and seats that stand against each other, by language."""
    found = conflict(put.problem, put.model)
    if found is None:
        return f"the solver found no plan of {put.problem.facts.snapshot.name}; report the round"
    return found.messages()


def _summary(put: Draft, solved: list[Solved], moves: pl.DataFrame) -> Mapping[str, object]:
    ready = put.problem
    return {
        **put.facts(),
        "engine": engine_of(ready.round, put.model.people),
        "versions": {name: version(name) for name in ("diaopei", "highspy", "polars")},
        # Another good plan leaves ties open: they choose among equal plans only.
        "complete": set(ready.round.layers) <= {done.layer.name for done in solved},
        "proved": all(done.proved for done in solved),
        **shares(ready, moves),
    }
