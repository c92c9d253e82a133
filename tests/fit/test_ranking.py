from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.errors import DiaopeiError
from diaopei.fit import score, shortlist
from diaopei.fit import scoring as scoring_module
from diaopei.snapshot.facts import Facts

FactsOf = Callable[..., Facts]
Rows = list[dict[str, Any]]

LEVELS = ("section_principal", "section_deputy", "clerk")
UNITS = ("HOUSING", "FINANCE", "WATER", "TOWN")
PERSON = st.fixed_dictionaries(
    {
        "level": st.none() | st.sampled_from(LEVELS),
        "specialties": st.none() | st.just(["housing"]),
        "education": st.sampled_from(["graduate", "bachelor"]),
        "status": st.sampled_from(["active", "active", "active", "retired", "departed"]),
    }
)
POST = st.fixed_dictionaries(
    {"level": st.sampled_from(LEVELS), "unit_id": st.sampled_from(UNITS)},
    optional={"min_education": st.just("bachelor")},
)


def numbered(key: str, rows: Rows) -> Rows:
    return [{key: f"{n:02d}"} | row for n, row in enumerate(rows)]


def eligible(facts: Facts) -> pl.DataFrame:
    held = facts.holders.select("person_id", "post_id", held="level")
    gone = pl.col("status").cast(pl.String).is_in(["retired", "departed"])
    people = facts.snapshot.people.filter(~gone).join(
        held, on="person_id", how="left", validate="1:1"
    )
    posts = facts.snapshot.posts.select("post_id", to="level")
    cross = people.drop("post_id").join(posts, how="cross")
    level, to = pl.coalesce("level", "held").to_physical(), pl.col("to").to_physical()
    near = (level.cast(int) - to.cast(int)).is_in([0, 1])
    return cross.filter(near).join(held, on=["person_id", "post_id"], how="anti")


@settings(max_examples=40, deadline=None)
@given(st.lists(PERSON, max_size=9), st.lists(POST, max_size=9), st.integers(1, 4))
def test_everyone_keeps_the_best_scores_there_are(
    facts_of: FactsOf, people: Rows, posts: Rows, keep: int
) -> None:
    facts = facts_of(
        people=numbered("person_id", people),
        posts=numbered("post_id", posts),
        assignments=[
            {"person_id": "00", "post_id": "00", "unit_id": "HOUSING", "start": date(2020, 1, 1)}
        ],
    )
    fits = shortlist(facts, keep)
    everything = score(facts, eligible(facts).select("person_id", "post_id"))
    assert fits.join(everything, on=fits.columns, how="anti").is_empty()
    for side in ("person_id", "post_id"):
        best = everything.group_by(side, maintain_order=True).agg(
            pl.col("score").top_k(keep).sort(descending=True)
        )
        kept = fits.group_by(side, maintain_order=True).agg(
            pl.col("score").top_k(keep).sort(descending=True)
        )
        assert kept.sort(side).equals(best.sort(side))


@pytest.fixture(scope="module")
def alike(facts_of: FactsOf) -> Facts:
    people = [{"level": "clerk"} for _ in range(12)]
    posts = [{"level": "clerk"} for _ in range(12)]
    return facts_of(people=numbered("person_id", people), posts=numbered("post_id", posts))


def test_people_who_are_alike_are_not_all_sent_to_the_same_posts(alike: Facts) -> None:
    fits = shortlist(alike, keep=2)
    assert fits["post_id"].n_unique() == 12
    assert fits.group_by("post_id", maintain_order=True).len()["len"].max() == 3


def test_cutting_the_grid_into_blocks_changes_nothing(
    alike: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shortlist(alike, keep=3)
    monkeypatch.setattr(scoring_module, "CELLS", 30)
    assert shortlist(alike, keep=3).equals(whole)


def test_the_order_of_the_rows_of_the_snapshot_changes_nothing(alike: Facts) -> None:
    turned = {name: table.reverse() for name, table in alike.snapshot.tables().items()}
    other = Facts(alike.snapshot.replace(**turned))
    assert shortlist(other, keep=3).equals(shortlist(alike, keep=3))


def test_it_can_be_asked_for_some_people_and_some_posts(alike: Facts) -> None:
    fits = shortlist(alike, 5, people=pl.Series(["03", "01"]), posts=pl.Series(["07"]))
    assert fits.select("person_id", "post_id").rows() == [("01", "07"), ("03", "07")]


@pytest.mark.parametrize("keep", [0, -1])
def test_keeping_nothing_is_refused(alike: Facts, keep: int) -> None:
    with pytest.raises(DiaopeiError, match=f"keep: {keep}"):
        shortlist(alike, keep)
