"""Bounds by hand on the smallest certificates, and by the prices of real plans."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.checker.form import SCALE, Tables, malformed
from diaopei.checker.proof import NONE, Proof, dot
from diaopei.planning import Plan

ARC = {"arc": pl.UInt32, "person_id": pl.String, "kind": pl.String, "to_post_id": pl.String,
       "home": pl.Boolean, "chosen": pl.Boolean, "gain_fit": pl.Int64}  # fmt: skip
ROW = {"index": pl.UInt32, "constraint": pl.String, "row": pl.String, "subject": pl.String,
       "at_least": pl.Int64, "at_most": pl.Int64, "soft": pl.Boolean,
       "cost_fit": pl.Int64}  # fmt: skip
ENTRY = {"index": pl.UInt32, "arc": pl.UInt32, "coef": pl.Int32}
LAYER = {"layer": pl.String, "sense": pl.String, "constant": pl.Int64, "kept": pl.Int64}
CASE = {"case": pl.Int64, "parent": pl.Int64, "person_id": pl.String, "among": pl.String,
        "arc": pl.Int64, "inside": pl.Boolean}  # fmt: skip
PROOF = {"layer": pl.String, "case": pl.Int64, "empty": pl.Boolean, "cuts": pl.List(pl.Int64),
         "bound": pl.Int64}  # fmt: skip
PRICE = {"layer": pl.String, "case": pl.Int64, "index": pl.Int64, "price": pl.Int64}

SCHEMAS: dict[str, dict[str, Any]] = {
    "arcs": ARC, "rows": ROW, "entries": ENTRY, "layers": LAYER, "cases": CASE,
    "proofs": PROOF, "prices": PRICE,
}  # fmt: skip
TWO_FOR_ONE_POST: dict[str, list[tuple[Any, ...]]] = {
    # A and B may each stay (0 points) or take the post (9 and 7 points); the post has one seat.
    "arcs": [
        (0, "A", "stay", "J1", True, False, 0),
        (1, "A", "move", "J9", False, True, 9),
        (2, "B", "stay", "J2", True, True, 0),
        (3, "B", "move", "J9", False, False, 7),
    ],
    "rows": [(0, "seats", "J9", "J9", None, 1, False, 0)],
    "entries": [(0, 1, 1), (0, 3, 1)],
    "layers": [("fit", "max", 0, 9)],
    "cases": [],
    "proofs": [("fit", 0, False, [], 9 * SCALE)],
    "prices": [("fit", 0, 0, 7 * SCALE)],
}


def tables(**changed: list[tuple[Any, ...]]) -> Tables:
    """The two who want one post, with some tables told otherwise."""
    made = {
        name: pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")
        for name, rows in (TWO_FOR_ONE_POST | changed).items()
    }
    assert malformed(made) == []
    return made


def proved(made: Tables) -> tuple[list[int], list[str]]:
    """Each layer's bound in units of 1/SCALE, and what was found wrong."""
    proof = Proof(made)
    return [most for most, _ in proof.bounds()], proof.found


def priced(price: int, bound: int) -> Tables:
    return tables(prices=[("fit", 0, 0, price)], proofs=[("fit", 0, False, [], bound)])


@pytest.mark.parametrize(
    ("price", "bound"),
    [
        (7 * SCALE, 9 * SCALE),
        (9 * SCALE, 9 * SCALE),
        (0, 16 * SCALE),
        (5 * SCALE, 11 * SCALE),
        (20 * SCALE, 20 * SCALE),
    ],
)
def test_the_price_of_the_seat_bounds_what_both_can_gain(price: int, bound: int) -> None:
    assert proved(priced(price, bound)) == ([bound], [])


def test_a_bound_that_the_prices_do_not_show_is_refused() -> None:
    _, found = proved(priced(5 * SCALE, 9 * SCALE))
    assert found == ["fit: the prices do not show the bound told of case 0"]


@pytest.mark.parametrize("price", [-1, -7 * SCALE])
def test_a_price_that_leans_on_no_bound_is_refused(price: int) -> None:
    _, found = proved(priced(price, 16 * SCALE - 2 * price))
    assert "fit: a price has the wrong sign or size" in found


@pytest.mark.parametrize(("price", "right"), [(-3 * SCALE, True), (-3 * SCALE - 1, False)])
def test_the_price_of_a_soft_row_is_at_most_what_missing_it_costs(price: int, right: bool) -> None:
    made = tables(
        rows=[(0, "range", "J9", "J9", 1, None, True, 3)],
        prices=[("fit", 0, 0, price)],
        proofs=[("fit", 0, False, [], 16 * SCALE - price)],
    )
    found = proved(made)[1]
    assert ("fit: a price has the wrong sign or size" in found) is not right


def test_a_proof_that_a_case_is_empty_must_show_it() -> None:
    """Nobody's gain counts in it, so what it adds up to is no bound on the gains."""
    made = tables(proofs=[("fit", 0, True, [], 7 * SCALE)])
    _, found = proved(made)
    assert "fit: the prices do not show the bound told of case 0" in found


def test_a_missed_row_costs_its_points() -> None:
    made = tables(
        rows=[(0, "range", "J9", "J9", 2, None, True, 3)],
        prices=[],
        layers=[("fit", "max", 5, 11)],
        proofs=[("fit", 0, False, [], 21 * SCALE)],
    )
    proof = Proof(made)
    assert (proof.score(0), proof.missed.tolist()) == (5 + 9 - 3, [1])


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ([1, 3], "certificate: the plan breaks rows that must be kept"),
        ([0, 1, 2], "certificate: not everybody has just one place"),
        ([1], "certificate: not everybody has just one place"),
        ([0, 3], "fit: the plan gives up more than is allowed"),
    ],
)
def test_a_choice_that_is_no_plan_is_refused(chosen: list[int], problem: str) -> None:
    arcs = [(*arc[:5], arc[0] in chosen, arc[6]) for arc in TWO_FOR_ONE_POST["arcs"]]
    assert problem in Proof(tables(arcs=arcs)).found


def cases(one: tuple[Any, ...], other: tuple[Any, ...], *proofs: tuple[Any, ...]) -> Tables:
    """The plans parted in two, each case with a bound of its own at no price."""
    return tables(cases=[one, other], prices=[], proofs=list(proofs))


YES, NO = (1, 0, "A", "arc", 1, True), (2, 0, "A", "arc", 1, False)
BOTH: tuple[tuple[Any, ...], ...] = (
    ("fit", 1, False, [], 16 * SCALE),
    ("fit", 2, False, [], 7 * SCALE),
)


def test_both_cases_together_bound_the_whole() -> None:
    assert proved(cases(YES, NO, *BOTH)) == ([16 * SCALE], [])


@pytest.mark.parametrize(
    ("one", "other", "proofs"),
    [
        (YES, NO, BOTH[:1]),
        (YES, NO, BOTH[1:]),
        (YES, (2, 0, "A", "arc", 1, True), BOTH),
        (YES, (2, 0, "B", "arc", 1, False), BOTH),
        (YES, (2, 0, "A", "stay", 1, False), BOTH),
        (YES, (2, 0, "A", "arc", 0, False), BOTH),
        (YES, (2, 1, "A", "arc", 1, False), BOTH),
    ],
)
def test_cases_that_leave_plans_out_are_refused(
    one: tuple[Any, ...], other: tuple[Any, ...], proofs: tuple[Any, ...]
) -> None:
    assert "fit: the proofs do not cover every plan" in proved(cases(one, other, *proofs))[1]


@given(st.lists(st.tuples(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62)), max_size=9))
@settings(deadline=None)
def test_products_are_added_up_without_wrapping_round(pairs: list[tuple[int, int]]) -> None:
    columns = pl.DataFrame(pairs, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    assert dot(columns["a"].to_numpy(), columns["b"].to_numpy()) == sum(a * b for a, b in pairs)


def test_real_plans_are_proved_by_their_prices(small: Plan) -> None:
    proof = Proof(small.certificate.tables())
    bounds = [most // SCALE for most, _ in proof.bounds()]
    signs = [1 if layer["sense"] == "max" else -1 for layer in proof.layers]
    told = small.layers["certified"].to_list()
    assert [sign * bound for sign, bound in zip(signs, bounds, strict=True)] == told
    assert proof.found == []
    assert abs(min(bounds)) < NONE
