"""A bound on a set of moves; it acts in planning, which asks for the number to keep."""

from datetime import date

from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.rule import Rule

LIMITS = (
    "batch", "team_changes", "principals_together", "level_step", "no_higher", "establishment",
    "must_fill", "vacancy", "quota", "couples",
)  # fmt: skip
UNITS = ("percent", "count", "level", "metre", "person")
WHOLE = 100


def bound(rule: Rule, among: int, on: date) -> int:
    """The number a plan may not pass: the limit itself, or its percentage of `among`.

    Args:
        rule: a rule of this kind.
        among: how many there are: people in force, a team's members in force, seats.
        on: the day whose value counts.

    Returns:
        A percentage is rounded down unless the rule says ``round: up``.
    """
    limit = rule.number("limit", on=on)
    if rule.numbers["limit"].unit != "percent":
        return limit
    if rule.parameters.get("round") == "up":
        return -(-among * limit // WHOLE)
    return among * limit // WHOLE


KIND = Kind(
    title={
        "en": "A bound on a set of moves",
        "zh-hans": "对一批调整的限制",
        "zh-hant": "對一批調整的限制",
    },
    words={"limits": Words(LIMITS), "round": Words(("up", "down"), needed=False)},
    figures={
        "limit": Figure(UNITS, stricter="lower"),
        "down": Figure(("level",), needed=False, stricter="lower"),
    },
    bound=bound,
    private=("health_limit",),
)
