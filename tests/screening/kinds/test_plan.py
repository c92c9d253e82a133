from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diaopei.screening import Rule
from diaopei.screening.kind import kinds

Rules = Callable[..., Rule]
DAY = date(2023, 5, 31)


@pytest.mark.parametrize(
    ("given", "among", "expected"),
    [
        ({"limits": "batch", "limit": ("percent", 10)}, 1325, 132),
        ({"limits": "batch", "limit": ("percent", 10)}, 9, 0),
        ({"limits": "team_changes", "limit": ("percent", 33), "round": "up"}, 7, 3),
        ({"limits": "team_changes", "limit": ("percent", 33), "round": "up"}, 3, 1),
        ({"limits": "team_changes", "limit": ("percent", 33), "round": "down"}, 3, 0),
        ({"limits": "principals_together", "limit": ("count", 1)}, 99, 1),
    ],
)
def test_a_limit_in_percent_is_a_whole_number_of_what_there_is(
    rule: Rules, given: dict[str, Any], among: int, expected: int
) -> None:
    bound = kinds()["plan_limit"].bound
    assert bound is not None
    assert bound(rule("plan_limit", **given), among, DAY) == expected


@pytest.mark.parametrize(("among", "expected"), [(10, 6), (11, 7), (0, 0)])
def test_a_share_to_reach_is_rounded_up(rule: Rules, among: int, expected: int) -> None:
    bound = kinds()["plan_share"].bound
    assert bound is not None
    share = rule(
        "plan_share", of="promotions", at_least=("percent", 60), among={"tier": ["county"]}
    )
    assert bound(share, among, DAY) == expected
    assert share.parameters["among"] == {"tier": ("county",)}
