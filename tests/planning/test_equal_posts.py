from datetime import date

import polars as pl
from hypothesis import given
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI, Rows, book, moved, plan_of, problem_of, world

from diaopei.planning.draft import Draft
from diaopei.planning.equal_posts import seated
from diaopei.planning.round import Round
from diaopei.snapshot import Snapshot

BLIND = book(*(rule.name for rule in NGARI.rules if rule.parameters.get("measure") != "same_post"))
"""The rulebook without the rules that count the time in one post."""

TWINS: Rows = [{"post_id": post, "title": "x"} for post in "PQR"]


def groups(posts: Rows, choices: Round | None = None) -> dict[str, str]:
    ready = problem_of(world({"A": "P"}, posts), book(), choices)
    return dict(ready.groups.sort("post_id").rows())


def test_posts_alike_in_all_but_the_id_are_one() -> None:
    assert groups(TWINS) == {"P": "P", "Q": "P", "R": "P"}


def test_any_difference_keeps_posts_apart() -> None:
    for change in (
        {"level": "section_deputy"}, {"must_fill": True}, {"specialties": ["finance"]},
        {"unit_id": "HOUSING"}, {"reports_to": "P"}, {"min_education": "bachelor"},
    ):  # fmt: skip
        assert groups([TWINS[0], TWINS[1] | change])["Q"] == "Q"


def test_the_order_of_a_list_is_no_difference() -> None:
    one, other = (["audit", "finance"], ["finance", "audit"])
    told = [TWINS[0] | {"work_kinds": one}, TWINS[1] | {"work_kinds": other}]
    assert groups(told) == {"P": "P", "Q": "P"}


def test_a_leader_and_a_post_named_by_hand_stand_alone() -> None:
    led = [*TWINS, {"post_id": "S", "reports_to": "P"}]
    assert groups(led) == {"P": "P", "Q": "Q", "R": "Q", "S": "S"}
    assert groups(TWINS, Round(forbid={"A": ("Q",)})) == {"P": "P", "Q": "Q", "R": "P"}
    assert groups(TWINS, Round(pin={"A": "R"})) == {"P": "P", "Q": "P", "R": "R"}


def test_seats_are_given_in_the_order_of_ids() -> None:
    text = {"person_id": pl.String, "group_id": pl.String}
    moves = pl.DataFrame([("B", "P"), ("A", "P"), ("C", "Z")], schema=text, orient="row")
    posts = pl.DataFrame(
        {"post_id": ["Z", "R", "Q", "P"], "group_id": ["Z", "P", "P", "P"], "seats": [1, 1, 1, 1]}
    )
    stays = pl.DataFrame({"held_post_id": ["Q"]})
    found = seated(moves, stays, posts).sort("person_id").rows()
    assert found == [("A", "P"), ("B", "R"), ("C", "Z")]


def test_who_leaves_one_of_a_group_frees_it_for_another() -> None:
    posts = [*TWINS[:2], {"post_id": "H", "unit_id": "HOUSING"}, {"post_id": "K"}]
    small = world({"A": "P", "B": "Q", "C": "K"}, posts)
    plan = plan_of(small, book(), pin={"A": "H"}, hold=("B",), forbid={"C": ("H",)})
    assert moved(plan).get("C", "P") == "P"


def test_a_post_alike_is_no_other_post() -> None:
    long: Rows = [{"person_id": "A", "start": date(2010, 1, 1)}]
    due = world({"A": "P"}, TWINS, since=long)
    plan = plan_of(due, book("inner-organ-10y"))
    assert plan.findings["verdict"].to_list() == ["due"]
    assert moved(plan) == {}


@QUIET
@given(small=worlds(pool=False))
def test_merging_changes_no_layer(small: Snapshot) -> None:
    apart = small.replace(posts=small.posts.with_columns(title="post_id"))
    alike = small.replace(posts=small.posts.with_columns(title=pl.lit("post")))
    found = [
        [done.value for done in Draft.of(one, BLIND, Round(batch=3)).solve()[:-1]]
        for one in (apart, alike)
    ]
    assert found[0] == found[1]
