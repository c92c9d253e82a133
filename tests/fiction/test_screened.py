from functools import cache

import polars as pl
import pytest

from diaopei.fiction import prefecture
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.facts import Facts

PEOPLE = 3000
SHARES = {
    "same-department": (0.005, 0.10),
    "altitude-years": (0.02, 0.35),
    "spouse-together": (0.01, 0.12),
    "follow-up-6m": (0.002, 0.05),
    "kin-same-chain": (0.0005, 0.02),
    "retirement-month": (0.001, 0.05),
    "women-min": (0.002, 0.05),
}
"""Of the people, the share a rule touches: enough to plan for, few enough to be believed."""


@cache
def findings() -> pl.DataFrame:
    return screen(Facts(prefecture(PEOPLE, seed=1)), load_rulebook("ngari"))


@pytest.mark.parametrize(("rule", "share"), SHARES.items())
def test_a_rule_touches_some_and_not_most(rule: str, share: tuple[float, float]) -> None:
    touched = findings().filter(pl.col("rule") == rule)["subject_id"].n_unique()
    low, high = share
    assert low <= touched / PEOPLE <= high


def test_verdicts_of_every_kind_are_met() -> None:
    assert set(findings()["verdict"].cast(pl.String)) == {
        "due", "soon", "exempt", "breach", "unknown",
    }  # fmt: skip
