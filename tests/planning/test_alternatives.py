from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from diaopei.checker import check
from diaopei.errors import RoundError
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Plan, Round, propose, replayed, write_plan
from diaopei.planning.alternatives import OTHER, Alternative, alternatives, tolerances
from diaopei.planning.model import TIES

ENGINES = ("exact", "prices")


@pytest.fixture(scope="module", params=ENGINES)
def several(request: pytest.FixtureRequest) -> tuple[Plan, list[Alternative]]:
    told = propose(prefecture(80), "ngari", Round(batch="15%", engine=request.param))
    return told, alternatives(told, 2)


def moved(plan: Plan) -> set[tuple[str, str]]:
    return set(plan.moves.select("person_id", "to_post_id").rows())


def test_others_are_found_and_none_is_another(several: tuple[Plan, list[Alternative]]) -> None:
    plan, others = several
    assert len(others) == 2
    chosen = [one.certificate.arcs["chosen"].to_numpy() for one in
              (plan, *(each.plan for each in others))]  # fmt: skip
    for place, one in enumerate(chosen):
        assert not any(np.array_equal(one, other) for other in chosen[:place])


def test_each_keeps_every_layer_within_its_tolerance(
    several: tuple[Plan, list[Alternative]],
) -> None:
    plan, others = several
    may = tolerances(plan, None)
    best = dict(plan.layers.select("layer", "value").rows())
    for each in others:
        for layer, sense, value in each.plan.layers.select("layer", "sense", "value").rows():
            lost = (best[layer] - value) * (1 if sense == "max" else -1)
            assert layer in ("calm", TIES) or lost <= may.get(layer, 0)


def test_the_checker_agrees_with_each_and_so_does_the_round_made_ready_again(
    several: tuple[Plan, list[Alternative]], tmp_path: Path
) -> None:
    for place, each in enumerate(several[1]):
        write_plan(each.plan, tmp_path / str(place))
        assert check(tmp_path / str(place)).problems == ()
        assert replayed(tmp_path / str(place)) == []


def test_own_moves_are_those_of_no_plan_before(several: tuple[Plan, list[Alternative]]) -> None:
    plan, others = several
    own = len(moved(others[0].plan) - moved(plan))
    assert others[0].own_moves <= own
    assert others[0].own_moves >= 1


def test_being_another_is_no_layer_of_the_plan(several: tuple[Plan, list[Alternative]]) -> None:
    for each in several[1]:
        assert OTHER not in each.plan.layers["layer"].to_list()
        assert each.plan.summary["complete"]


def test_the_same_call_gives_the_same(plan: Plan) -> None:
    once, twice = (alternatives(plan, 1, {"fit": 300}) for _ in range(2))
    assert once
    assert [one.plan.moves.rows() for one in once] == [two.plan.moves.rows() for two in twice]


def test_more_to_give_up_makes_plans_more_unlike(plan: Plan) -> None:
    near = [plan, *(one.plan for one in alternatives(plan, 1, {}))]
    far = alternatives(plan, 1, {"fit": 300})
    assert len(moved(far[0].plan) & moved(plan)) <= len(moved(near[-1]) & moved(plan))


@pytest.mark.parametrize(
    ("within", "wanted"),
    [
        ({"beauty": 1}, "the plan has no such layer"),
        ({"fit": "much"}, "write a number of points"),
        ({"fit": -3}, "write a number of points"),
    ],
)
def test_a_tolerance_nobody_can_read_is_refused(
    plan: Plan, within: dict[str, int | str], wanted: str
) -> None:
    with pytest.raises(RoundError, match=wanted):
        alternatives(plan, 1, within)


def test_one_per_cent_of_the_lowest_layer_of_points_is_the_default(plan: Plan) -> None:
    best = plan.layers.filter(layer="fit")["bound"][0]
    assert tolerances(plan, None) == {"fit": abs(best) // 100}
    assert tolerances(plan, {"exchange": 5}) == {"exchange": 5}


def test_where_nobody_may_move_no_other_is_told(draft: Draft) -> None:
    told = replace(draft.problem.round, batch=0)
    holding = draft.problem.facts.holders["person_id"]
    people = draft.problem.facts.snapshot.people
    shut = people.with_columns(
        status=pl.when(pl.col("person_id").is_in(holding.implode())).then("status")
        .otherwise(pl.lit("retired").cast(people.schema["status"]))
    )  # fmt: skip
    snapshot = draft.problem.facts.snapshot.replace(people=shut)
    assert alternatives(propose(snapshot, "ngari", told), 2) == []


@pytest.mark.parametrize("layer", ["seats", "duty", "calm"])
def test_where_no_layer_counts_points_nothing_is_given_up_for_another_plan(layer: str) -> None:
    plan = propose(prefecture(50), "ngari", Round(batch="20%", layers=(layer,)))
    for other in alternatives(plan, 1):
        assert other.plan.layers["value"][0] == plan.layers["value"][0]
