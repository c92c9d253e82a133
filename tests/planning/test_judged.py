import polars as pl
import pytest

from diaopei.errors import DataError, UnknownNameError
from diaopei.planning import Draft, Plan
from diaopei.planning.judged import Judged, judge
from diaopei.planning.model import TIES


def listed(*moves: tuple[str, str | None]) -> pl.DataFrame:
    schema = {"person_id": pl.String, "post_id": pl.String}
    return pl.DataFrame(list(moves), schema=schema, orient="row")


def own(plan: Plan, draft: Draft, some: int | None = None) -> Judged:
    moves = plan.moves.select("person_id", post_id="to_post_id").head(some or plan.moves.height)
    return judge(plan, draft, moves)


def test_the_plans_own_moves_reach_all_that_is_possible(plan: Plan, draft: Draft) -> None:
    told = own(plan, draft)
    assert told.keeps_all
    values = plan.layers.filter(pl.col("layer") != TIES)["value"].to_list()
    assert told.layers["list"].to_list() == told.layers["plan"].to_list() == values
    assert set(told.layers["reach"].drop_nulls()) <= {100.0}


def test_nobody_on_the_list_is_worth_what_nobody_moving_is(plan: Plan, draft: Draft) -> None:
    told = judge(plan, draft, listed())
    assert told.layers["list"].to_list() == told.layers["nobody"].to_list()
    assert set(told.layers["reach"].drop_nulls()) <= {0.0}


def test_a_share_is_told_only_where_the_best_plans_are_better_than_nobody_moving(
    plan: Plan, draft: Draft
) -> None:
    table = own(plan, draft).layers
    sign = pl.when(pl.col("sense") == "max").then(1).otherwise(-1)
    better = sign * (pl.col("bound") - pl.col("nobody")) > 0
    told = table.filter(pl.col("layer") != "calm")
    assert told.select(better == pl.col("reach").is_not_null()).to_series().all()
    assert table.filter(layer="calm")["reach"].to_list() == [None]


def test_a_move_the_law_refuses_names_rule_and_article(plan: Plan, draft: Draft) -> None:
    levels = plan.snapshot.posts.filter(pl.col("level") == "bureau_principal")["post_id"]
    low = plan.snapshot.people.filter(pl.col("level") == "clerk", pl.col("status") == "active")
    told = judge(plan, draft, listed((low["person_id"][0], levels[0])))
    assert not told.keeps_all
    assert "one-level-up" in told.refused["rule"].to_list()
    assert told.refused["reference"].null_count() == 0
    assert told.moves["standing"].to_list() == ["refused"]
    assert told.layers["list"].to_list() == told.layers["nobody"].to_list()


def test_two_people_on_one_seat_break_the_row_of_its_seats(plan: Plan, draft: Draft) -> None:
    arcs = draft.problem.arcs.filter(kind="move").with_columns(
        many=pl.col("person_id").n_unique().over("to_post_id")
    )
    seats = draft.problem.posts.select("post_id", "seats")
    one = arcs.join(seats, left_on="to_post_id", right_on="post_id", validate="m:1").filter(
        pl.col("many") > 1, pl.col("seats") == 1
    )
    post = one["to_post_id"][0]
    both = one.filter(pl.col("to_post_id") == post)["person_id"].head(2).to_list()
    told = judge(plan, draft, listed(*((who, post) for who in both)))
    broken = told.broken.filter(constraint="seats", row=post)
    assert broken.height == 1
    assert broken["total"][0] > broken["at_most"][0]


def test_the_post_held_already_counts_as_staying(plan: Plan, draft: Draft) -> None:
    stay = draft.problem.stays.row(0, named=True)
    told = judge(plan, draft, listed((stay["person_id"], stay["held_post_id"])))
    assert told.moves["standing"].to_list() == ["stays"]
    assert told.keeps_all


def test_who_may_not_be_moved_is_refused_by_status(plan: Plan, draft: Draft) -> None:
    people = plan.snapshot.people.filter(pl.col("status") != "active")
    told = judge(plan, draft, listed((people["person_id"][0], plan.moves["to_post_id"][0])))
    assert told.refused["reason"].to_list() == ["status"]


@pytest.mark.parametrize("some", [1, 2, 3])
def test_a_part_of_the_plan_is_no_better_than_the_plan(plan: Plan, draft: Draft, some: int) -> None:
    told = own(plan, draft, some)
    first = told.layers.filter(pl.col("list") != pl.col("plan")).head(1)
    for one in first.to_dicts():
        sign = 1 if one["sense"] == "max" else -1
        assert told.broken.height or sign * one["list"] <= sign * one["plan"]


def test_a_name_the_register_does_not_have_is_refused(plan: Plan, draft: Draft) -> None:
    someone = plan.moves["person_id"][0]
    with pytest.raises(UnknownNameError, match="no post is called 'NOWHERE'"):
        judge(plan, draft, listed((someone, "NOWHERE")))
    with pytest.raises(UnknownNameError, match="no person is called 'NOBODY'"):
        judge(plan, draft, listed(("NOBODY", None)))


def test_a_person_on_the_list_twice_is_refused(plan: Plan, draft: Draft) -> None:
    someone, post = plan.moves.select("person_id", "to_post_id").row(0)
    with pytest.raises(DataError, match=f"{someone} stands in the list twice"):
        judge(plan, draft, listed((someone, post), (someone, None)))


def test_who_holds_a_post_is_not_left_without_one(plan: Plan, draft: Draft) -> None:
    someone = plan.moves.drop_nulls("from_post_id")["person_id"][0]
    told = judge(plan, draft, pl.DataFrame({"person_id": [someone], "post_id": [None]}))
    assert told.refused["reason"].to_list() == ["without"]
