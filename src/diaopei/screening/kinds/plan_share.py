"""A share a plan should reach; it acts in planning, which asks for the number to reach."""

from datetime import date

from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.rule import Rule

WHOLE = 100


def bound(rule: Rule, among: int, on: date) -> int:
    """The least number that is the share of `among` asked for, rounded up."""
    return -(-among * rule.number("at_least", on=on) // WHOLE)


KIND = Kind(
    title={
        "en": "A share the plan should reach",
        "zh-hans": "方案应当达到的比例",
        "zh-hant": "方案應當達到的比例",
    },
    words={"of": Words(("promotions",))},
    figures={"at_least": Figure(("percent",), stricter="higher")},
    bound=bound,
    selections=("among",),
    private=("sex", "ethnicity"),
)
