"""A thousand tamperings, every one of them refused."""

from collections import Counter
from random import Random

import pytest
from tests.checker.kept import Bench, Kept
from tests.checker.tamperings import TAMPERINGS

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round, read_plan, write_plan

MANY = 1_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A plan read from its folder, every layer of it proved by its prices alone, in cases."""
    folder = tmp_path_factory.mktemp("plan") / "plan"
    draft = Draft.of(prefecture(50, seed=5), "ngari", Round(batch="20%"))
    write_plan(draft.plan(draft.solve()), folder)
    return Kept.of(read_plan(folder))


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def test_the_plan_as_it_was_written_is_taken(kept: Kept, bench: Bench) -> None:
    assert bench.problems(kept) == []
    assert kept.certificate["cases"].height
    assert kept.csv["layers"]["value"].equals(kept.csv["layers"]["certified"])


def test_a_thousand_tamperings_are_all_refused(kept: Kept, bench: Bench) -> None:
    chance, made, passed = Random(2023), Counter[str](), []  # noqa: S311
    names = sorted(TAMPERINGS)
    while made.total() < MANY:
        name = names[made.total() % len(names)]
        tampered = TAMPERINGS[name](kept, chance)
        made[name] += 1
        if tampered is None:
            names.remove(name)
        elif not bench.refuses(tampered):
            passed.append((name, made[name]))
    assert passed == []
    assert set(made) == set(TAMPERINGS)
