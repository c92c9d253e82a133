"""How long a person served in the system of the post: more counts for more, up to ten years."""

from diaopei.fit.criterion import Criterion, Judgement
from diaopei.fit.service import months_judged
from diaopei.fit.view import View

SCALE = ((0, 0), (24, 400), (60, 800), (120, 1000))
"""Months served and their mark: the first years teach most."""


def judge(view: View) -> Judgement:
    """Marks each person against each system."""
    return months_judged(view, "system", SCALE)


CRITERION = Criterion(
    title={"en": "Experience", "zh-hans": "系统经历", "zh-hant": "系統經歷"},
    weight=25,
    reads=(
        "posts.system",
        "service.person",
        "service.system",
        "service.start_month",
        "service.end_month",
    ),
    judge=judge,
    sentences={
        "served": {
            "en": "Served {months} months in the post's line of work.",
            "zh-hans": "在岗位所属系统任职{months}个月。",
            "zh-hant": "在崗位所屬系統任職{months}個月。",
        },
        "new": {
            "en": "Has not served in the post's line of work.",
            "zh-hans": "未在岗位所属系统任职。",
            "zh-hant": "未在崗位所屬系統任職。",
        },
    },
)
