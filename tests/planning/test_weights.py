from collections.abc import Mapping
from dataclasses import replace

import families
import numpy as np
import pytest
from families import FAMILIES
from tests.planning.worlds import NGARI, book

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round
from diaopei.planning.model import Model
from diaopei.planning.weights import HEAVIEST, WeightError, refuse_heavy, refuse_heavy_rules
from diaopei.screening import Rulebook


def heavy(weight: int) -> Rulebook:
    """The rulebook of the prefecture with one rule's weight as a program may set it."""
    rules = [
        replace(rule, weight=weight) if rule.name == "same-department" else rule
        for rule in NGARI.rules
    ]
    return replace(NGARI, rules=tuple(rules))


@pytest.fixture(scope="module")
def model() -> Model:
    return families.model(FAMILIES["standard"], 60, strict=True)


@pytest.mark.parametrize("engine", ["exact", "prices"])
@pytest.mark.parametrize("weight", [10**15, 10**17, 10**18])
def test_a_weight_that_could_overflow_is_refused_by_either_engine(weight: int, engine: str) -> None:
    with pytest.raises(WeightError, match=rf"same-department of \w+: a weight of {weight:,}"):
        Draft.of(prefecture(50), heavy(weight), Round(engine=engine))


@pytest.mark.parametrize("engine", ["exact", "prices"])
def test_stakes_that_add_up_to_too_much_are_refused_with_the_numbers(engine: str) -> None:
    told = r"layer exchange: stakes up to [\d,]+ points for \d\d people"
    with pytest.raises(WeightError, match=told):
        Draft.of(prefecture(50), heavy(HEAVIEST), Round(engine=engine))


def test_the_heaviest_rule_and_every_shipped_rule_are_taken() -> None:
    refuse_heavy_rules(heavy(HEAVIEST))
    refuse_heavy_rules(NGARI)
    refuse_heavy_rules(book("same-department"))


@pytest.mark.parametrize(
    ("tolerance", "refused"), [({}, False), ({"fit": 10**6}, False), ({"fit": 10**30}, True)]
)
def test_a_tolerance_counts_as_well(
    model: Model, tolerance: Mapping[str, int], refused: bool
) -> None:
    if not refused:
        refuse_heavy(model, tolerance)
        return
    with pytest.raises(WeightError, match=r"tolerance of 1,000,000,000"):
        refuse_heavy(model, tolerance)


@pytest.mark.parametrize("size", [2**34, 2**44, 2**62])
def test_gains_and_prices_of_missed_rows_both_count(model: Model, size: int) -> None:
    fit = next(layer for layer in model.layers if layer.name == "fit")
    gain, price = np.zeros_like(fit.gain), np.zeros_like(fit.price)
    gain[0] = -size
    with_gain = replace(model, layers=(replace(fit, gain=gain),))
    with_price = replace(model, layers=(replace(fit, gain=gain * 0, price=price + size),))
    for heavier in (with_gain, with_price):
        if size * model.people < 2**41:
            refuse_heavy(heavier, {})
            continue
        with pytest.raises(WeightError, match=f"stakes up to {size:,} points for 60 people"):
            refuse_heavy(heavier, {})
