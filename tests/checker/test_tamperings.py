"""A thousand tamperings, every one of them refused."""

from collections import Counter
from random import Random

import pytest
from tests.checker.kept import Bench, Kept
from tests.checker.tampering import TAMPERINGS

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Progress, Round, read_plan, write_plan

MANY = {"proved in cases": 600, "with a tolerance": 200, "stopped": 200}
ROUNDS = {
    "proved in cases": (5, Round(batch="20%")),
    "with a tolerance": (8, Round(batch="20%", tolerance={"exchange": 60, "fit": 9})),
    "stopped": (0, Round(batch="12%")),
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kept]:
    """Plans read from their folders: one proved by prices alone, in cases; and two that are not."""
    return {name: _kept(name, tmp_path_factory) for name in ROUNDS}


def _kept(name: str, places: pytest.TempPathFactory) -> Kept:
    seed, told = ROUNDS[name]
    draft, heard = Draft.of(prefecture(50, seed=seed), "ngari", told), list[str]()

    def watch(step: Progress) -> None:
        heard.append(step.act)
        if name == "stopped" and len(heard) == 6:
            raise KeyboardInterrupt

    folder = places.mktemp("plan") / "plan"
    write_plan(draft.proposed(watch), folder)
    return Kept.of(read_plan(folder))


@pytest.fixture(scope="module", params=list(MANY))
def case(request: pytest.FixtureRequest, plans: dict[str, Kept]) -> tuple[str, Kept, Bench]:
    return str(request.param), plans[request.param], Bench()


def test_plans_as_they_were_written_are_taken(plans: dict[str, Kept]) -> None:
    bench = Bench()
    found = {name: bench.problems(kept) for name, kept in plans.items()}
    assert not any(found.values()), found
    cases = plans["proved in cases"]
    assert cases.certificate["cases"].height
    assert cases.csv["layers"]["value"].equals(cases.csv["layers"]["certified"])
    assert not plans["stopped"].told["complete"]


def test_tamperings_are_all_refused(case: tuple[str, Kept, Bench]) -> None:
    name, kept, bench = case
    chance, made, passed = Random(name), Counter[str](), []  # noqa: S311
    kinds = sorted(TAMPERINGS)
    while made.total() < MANY[name]:
        kind = chance.choice(kinds)
        tampered = TAMPERINGS[kind](kept, chance)
        if tampered is None:
            continue
        made[kind] += 1
        if not bench.refuses(tampered):
            passed.append((kind, made[kind]))
    assert passed == []
    assert len(made) >= 0.8 * len(TAMPERINGS)


def test_a_thousand_are_made() -> None:
    assert sum(MANY.values()) == 1_000
