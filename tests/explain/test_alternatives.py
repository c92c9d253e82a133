import polars as pl
import pytest

from diaopei.errors import UnknownNameError
from diaopei.explain import side_by_side
from diaopei.fiction import prefecture
from diaopei.planning import Plan, Round, propose
from diaopei.planning.alternatives import Alternative, alternatives


@pytest.fixture(scope="module")
def several() -> tuple[Plan, list[Alternative]]:
    plan = propose(prefecture(50), "ngari", Round(batch="20%"))
    return plan, alternatives(plan, 2, {"exchange": "20%", "fit": 200})


def test_each_plan_is_told_with_what_it_gives_up(
    several: tuple[Plan, list[Alternative]],
) -> None:
    plan, others = several
    told = side_by_side(plan, others)
    assert told.title == f"Plans side by side: {1 + len(others)}"
    assert told.sentences[0].startswith(f"Plan 2: {others[0].plan.moves.height} moves")
    lost = plan.layers["value"][2] - others[0].plan.layers["value"][2]
    assert lost > 0
    assert f"{lost:,} points of exchange needs met" in told.sentences[0]


def test_layers_stand_beside_each_other(several: tuple[Plan, list[Alternative]]) -> None:
    plan, others = several
    table = side_by_side(plan, others).tables["layers"]
    assert table.columns == ["layer", "sense", "bound", "plan_1", "plan_2", "plan_3"]
    assert table["plan_2"].to_list() == others[0].plan.layers["value"].to_list()


def test_just_those_are_named_whom_the_plans_do_not_treat_alike(
    several: tuple[Plan, list[Alternative]],
) -> None:
    plan, others = several
    table = side_by_side(plan, others).tables["people"]
    plans = [plan, *(each.plan for each in others)]
    moves = [one.moves.select("person_id", "to_post_id") for one in plans]
    count = pl.concat(moves).group_by("person_id", "to_post_id", maintain_order=True).len()
    differ = set(count.filter(pl.col("len") < len(plans))["person_id"])
    assert set(table["person_id"]) == differ
    assert table["name"].null_count() == 0


def test_without_others_it_says_so(several: tuple[Plan, list[Alternative]]) -> None:
    told = side_by_side(several[0], [], "zh-hant")
    assert told.sentences == ("在此容差內沒有其他方案；可放寬某層容差。",)


def test_a_language_nobody_wrote_is_refused(several: tuple[Plan, list[Alternative]]) -> None:
    with pytest.raises(UnknownNameError):
        side_by_side(*several, "fr")
