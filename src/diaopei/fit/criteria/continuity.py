"""How well a person knows the county of the post: months served in it, up to five years."""

from diaopei.fit.criterion import Criterion, Judgement
from diaopei.fit.service import months_judged
from diaopei.fit.view import View

SCALE = ((0, 0), (12, 300), (36, 700), (60, 1000))
"""Months served and their mark: a year shows the seasons, one term shows the rest."""


def judge(view: View) -> Judgement:
    """Marks each person against each county (the prefecture's seat is a place of its own)."""
    return months_judged(view, "county_id", SCALE)


CRITERION = Criterion(
    title={"en": "Knowledge of the county", "zh-hans": "熟悉县情", "zh-hant": "熟悉縣情"},
    weight=5,
    reads=(
        "posts.county_id",
        "service.person",
        "service.county_id",
        "service.start_month",
        "service.end_month",
    ),
    judge=judge,
    sentences={
        "served": {
            "en": "Served {months} months in the post's county.",
            "zh-hans": "在岗位所在县任职{months}个月。",
            "zh-hant": "在崗位所在縣任職{months}個月。",
        },
        "new": {
            "en": "Has not served in the post's county.",
            "zh-hans": "未在岗位所在县任职。",
            "zh-hant": "未在崗位所在縣任職。",
        },
    },
)
