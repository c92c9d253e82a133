import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Plan, Round, propose
from diaopei.planning.arcs import placements
from diaopei.planning.constraint import broken
from diaopei.planning.eligibility import refusals
from diaopei.planning.model import constraints
from diaopei.snapshot import TABLES, Snapshot


def taken(plan: Plan) -> pl.Series:
    return plan.certificate.arcs.filter("chosen")["arc"]


def after(snapshot: Snapshot, draft: Draft, plan: Plan) -> pl.DataFrame:
    """Who holds which post after the moves."""
    here = draft.problem.facts.holders.select("person_id", "post_id")
    stay = here.join(plan.moves, on="person_id", how="anti")
    come = plan.moves.drop_nulls("to_post_id").select("person_id", post_id="to_post_id")
    return pl.concat([stay, come])


def test_the_plan_moves_someone(plan: Plan) -> None:
    assert plan.moves.height > 3


@pytest.mark.parametrize("name", list(constraints()))
def test_no_row_is_broken(name: str, draft: Draft, plan: Plan) -> None:
    table = constraints()[name].build(draft.problem)
    assert broken(table, taken(plan)).is_empty()


def test_nobody_moves_twice_and_no_post_is_overfilled(draft: Draft, plan: Plan) -> None:
    assert plan.moves["person_id"].is_unique().all()
    held = after(plan.snapshot, draft, plan).group_by("post_id", maintain_order=True).len()
    seats = held.join(draft.problem.facts.posts, on="post_id", validate="1:1")
    assert seats.filter(pl.col("len") > pl.col("seats")).is_empty()


def test_no_rule_refuses_a_move(draft: Draft, plan: Plan) -> None:
    pairs = plan.moves.drop_nulls("to_post_id").select("person_id", post_id="to_post_id")
    grouped = pairs.join(draft.problem.groups, on="post_id", validate="m:1")
    made = placements(draft.problem, grouped.select("person_id", post_id="group_id"))
    assert made.height == pairs.height
    assert refusals(draft.problem, made).is_empty()


def test_every_layer_is_proved_and_the_prices_show_no_less(plan: Plan) -> None:
    assert plan.layers["proved"].all()
    assert plan.layers["value"].equals(plan.layers["bound"])
    for row in plan.layers.to_dicts():
        sign = 1 if row["sense"] == "max" else -1
        assert sign * row["value"] <= sign * row["certified"]


def test_the_goals_of_a_layer_add_up_to_it(plan: Plan) -> None:
    summed = plan.goals.group_by("layer", maintain_order=True).agg(pl.col("value").sum())
    both = summed.join(plan.layers, on="layer", suffix="_layer", validate="1:1")
    assert both["value"].equals(both["value_layer"])


def test_a_reason_is_a_finding_of_the_mover(plan: Plan) -> None:
    told = plan.moves.explode("reasons", empty_as_null=True, keep_nulls=False)
    due = plan.findings.filter(pl.col("verdict").is_in(["due", "breach"]))
    missing = told.drop_nulls("reasons").join(
        due, left_on=["person_id", "reasons"], right_on=["subject_id", "rule"], how="anti"
    )
    assert missing.is_empty()


def test_the_summary_counts_the_moves(plan: Plan) -> None:
    effects = plan.moves["effect"].cast(pl.String).to_list()
    assert plan.summary["moves"] == len(effects)
    assert plan.summary["promotions"] == effects.count("promotion")
    assert plan.summary["people_in_force"] * 20 // 100 == plan.summary["batch"]
    leaving = plan.moves["from_post_id"].drop_nulls()
    assert len(leaving) <= plan.summary["batch"]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(seed: int, plan: Plan) -> None:
    frames = {
        name: plan.snapshot.table(name).sample(fraction=1, shuffle=True, seed=seed)
        for name in TABLES if name != "precisions"
    }  # fmt: skip
    again = propose(plan.snapshot.replace(**frames), "ngari", Round(batch="20%"))
    assert again.moves.equals(plan.moves)
    assert again.layers.equals(plan.layers)


@pytest.mark.parametrize("seed", [1, 2])
def test_another_prefecture_keeps_every_row_too(seed: int) -> None:
    other = Draft.of(prefecture(60, seed), "ngari", Round(batch="15%"))
    chosen = pl.Series(other.solve()[-1].chosen)
    assert [
        name
        for name, told in constraints().items()
        if broken(told.build(other.problem), chosen).height
    ] == []


@settings(QUIET, max_examples=5)
@given(small=worlds(), batch=st.integers(0, 3))
def test_a_larger_batch_is_never_worse(small: Snapshot, batch: int) -> None:
    less, more = (Draft.of(small, NGARI, Round(batch=n)).solve() for n in (batch, batch + 1))
    scores = [[done.score for done in solved[:4]] for solved in (less, more)]
    assert scores[0] <= scores[1]
