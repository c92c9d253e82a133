import polars as pl
from tests.planning.worlds import book, broken_rows, chosen, problem_of, world

from diaopei.planning.constraint import broken
from diaopei.planning.constraints.one_place import one_place

SMALL = world({"A": "P1", "N": None}, [{"post_id": "P1"}, {"post_id": "P2"}])


def test_everybody_ends_somewhere_once() -> None:
    ready = problem_of(SMALL, book())
    everywhere = ready.arcs["arc"]
    nowhere = everywhere.clear()
    assert broken(one_place.build(ready), everywhere)["row"].to_list() == ["A", "N"]
    assert broken(one_place.build(ready), nowhere)["row"].to_list() == ["A", "N"]
    assert broken_rows(one_place, ready, {"A": "P2", "N": "P1"}) == []
    assert broken_rows(one_place, ready, {"N": None}) == []


def test_who_holds_no_post_has_no_way_to_stay() -> None:
    ready = problem_of(SMALL, book())
    assert broken_rows(one_place, ready, {}) == ["N"]
    kinds = ready.arcs.filter(pl.col("person_id") == "N")["kind"].to_list()
    assert kinds == ["move", "move", "out"]


def test_a_broken_row_says_what_it_sums_to() -> None:
    ready = problem_of(SMALL, book())
    twice = pl.concat([chosen(ready, {"N": "P1"}), chosen(ready, {"A": "P2", "N": "P1"})])
    rows = broken(one_place.build(ready), twice).to_dicts()
    assert rows == [{"row": "A", "subject": "A", "at_least": 1, "at_most": 1, "total": 2}]
