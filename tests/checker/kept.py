"""A plan in memory, as its folder keeps it: what a tamperer may change, and who may refuse it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import polars as pl

from diaopei.checker.check import judged
from diaopei.checker.form import Tables
from diaopei.checker.reading import Held, misshapen
from diaopei.errors import DiaopeiError
from diaopei.planning import Draft, Plan, Round
from diaopei.planning.certificate import Certificate
from diaopei.planning.replay import differences, misnamed
from diaopei.screening import Rulebook, load_rulebook
from diaopei.snapshot.facts import Facts

CSV = ("moves", "layers", "goals", "binding", "findings", "issues")


@dataclass(frozen=True)
class Kept:
    """`told` is `plan.json`, `csv` the tables beside it; files are taken to be sealed again."""

    told: dict[str, Any]
    csv: Tables
    certificate: Tables
    facts: Facts
    round: Round

    @classmethod
    def of(cls, plan: Plan) -> "Kept":
        told = {**plan.summary, "layers": plan.layers.to_dicts(), "files": {}}
        csv = {name: getattr(plan, name) for name in CSV}
        return cls(told, csv, plan.certificate.tables(), Facts(plan.snapshot), plan.round)

    def telling(self, **words: Any) -> "Kept":
        return replace(self, told=copy.deepcopy(self.told) | words)

    def with_csv(self, name: str, table: pl.DataFrame) -> "Kept":
        return replace(self, csv=self.csv | {name: table})

    def certifying(self, name: str, table: pl.DataFrame) -> "Kept":
        return replace(self, certificate=self.certificate | {name: table})

    def with_facts(self, **tables: pl.DataFrame) -> "Kept":
        return replace(self, facts=Facts(self.facts.snapshot.replace(**tables)))

    def renamed(self) -> "Kept":
        """With the hashes of what is there now, as a tamperer who knows the format writes them."""
        told = {"snapshot": self.facts.snapshot.digest(), "round": self.round.digest()}
        return self.telling(hashes={**self.told["hashes"], **told})

    def plan(self) -> Plan:
        return Plan(
            **self.csv,
            snapshot=self.facts.snapshot,
            rulebook=_book(self.round.rulebook, *self.round.rules.items()),
            round=self.round,
            certificate=Certificate(**self.certificate),
            summary={k: v for k, v in self.told.items() if k not in ("layers", "files")},
        )


@cache
def _book(name: str, *rules: tuple[str, Any]) -> Rulebook:
    return load_rulebook(name, dict(rules) or None)


Tampering = Callable[[Kept, Random], Kept | None]
"""A plan with something in it made false, or None where there is nothing of the kind to change."""


class Bench:
    """Checks plans as `diaopei check` does; snapshots and rounds are made ready once each."""

    def __init__(self) -> None:
        self.drafts: dict[tuple[str, str], Draft] = {}

    def refuses(self, kept: Kept) -> bool:
        try:
            return bool(self.problems(kept))
        except DiaopeiError:
            return True

    def problems(self, kept: Kept) -> list[str]:
        moves = kept.csv["moves"].select("person_id", "from_post_id", "to_post_id")
        plan = Held(kept.told, moves, kept.facts, kept.certificate)
        wrong = list(misshapen(kept.told))
        wrong = wrong or list(judged(plan).problems)
        if not wrong and kept.told["layers"] != kept.csv["layers"].to_dicts():
            wrong = ["layers.csv: not what plan.json tells"]
        if wrong:
            return wrong
        whole = kept.plan()
        return misnamed(whole) or differences(whole, self.draft(whole))

    def draft(self, plan: Plan) -> Draft:
        key = (plan.snapshot.digest(), plan.round.digest())
        if key not in self.drafts:
            self.drafts[key] = Draft.of(plan.snapshot, plan.rulebook, plan.round)
        return self.drafts[key]
