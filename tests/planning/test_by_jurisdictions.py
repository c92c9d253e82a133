from pathlib import Path

import pytest
from tests.planning.jurisdictions.nations import at_home, homes, nation

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round, write_plan
from diaopei.planning.auction.engine import STANDARD
from diaopei.planning.by_jurisdictions import Apart, solve_by_jurisdictions
from diaopei.planning.by_prices import TooLargeError, solve_by_prices
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.jurisdictions.homes import homes as counties
from diaopei.planning.jurisdictions.workers import Here
from diaopei.planning.layers import Progress, Solved, Watch, solve_layers
from diaopei.planning.model import Model


def silent(_: Progress) -> None:
    """Watches nothing."""


def apart(model: Model, watch: Watch = silent, parts: int = 3) -> list[Solved]:
    way = Apart(homes(model, parts), Here(), STANDARD)
    return list(solve_by_jurisdictions(model, {}, at_home(model), watch, way))


@pytest.mark.parametrize(
    "family", ["standard", "correlated", "geographic", "churn-2", "couples-10", "composition-x5"]
)
def test_one_sum_of_goals_is_within_a_hundredth_of_a_per_cent_of_one_machine(family: str) -> None:
    model = nation(family, 2_500, 1)
    (one,) = solve_by_prices(model, {}, at_home(model), silent, STANDARD)
    (many,) = apart(model)
    assert many.score >= one.score - one.score // 10_000
    assert many.certified <= one.certified + one.score // 10_000
    assert not model.missed(many.chosen)[~model.soft].any()


@pytest.mark.parametrize("family", ["standard", "churn-2", "kin-cliques"])
@pytest.mark.parametrize("seed", [0, 1])
def test_strict_layers_are_those_of_the_exact_engine(family: str, seed: int) -> None:
    model = nation(family, 60, seed, strict=True)
    exact = list(solve_layers(model, {}, first_arcs(model), silent))
    many = apart(model)
    assert [done.value for done in many] == [done.value for done in exact]
    assert all(done.proved for done in many)


@pytest.mark.parametrize(("people", "seed"), [(60, 0), (120, 3), (200, 4)])
def test_a_prefecture_parted_by_counties_has_the_layers_of_one_machine(
    people: int, seed: int, tmp_path: Path
) -> None:
    draft = Draft.of(prefecture(people, seed), "ngari", Round(batch="20%", engine="prices"))
    home = counties(draft.problem, 15)
    assert home.max() >= 1
    many = draft.solve(apart=Apart(home, Here()))
    assert [done.value for done in many] == [done.value for done in draft.solve()]
    write_plan(draft.plan(many), tmp_path / "plan")
    assert check(tmp_path / "plan").problems == ()


def test_the_watch_hears_of_every_round_of_asking() -> None:
    heard: list[Progress] = []
    model = nation(people=400)
    (done,) = apart(model, heard.append)
    asked = [step for step in heard if step.act == "asked"]
    assert len(asked) > 1
    assert all(step.bound is not None and step.bound >= done.value for step in asked)
    assert (heard[-1].act, heard[-1].value) == ("done", done.value)


def test_weights_too_large_are_refused_before_anybody_is_asked() -> None:
    model = nation(people=60)
    model.layers[0].gain[:] *= 2**40
    with pytest.raises(TooLargeError, match="60 people do not fit"):
        apart(model)
