"""Whether a person has served long enough at the present level for the step the post means.

Equal level is ready. One step up is ready after two years to a principal's post and three to
the deputy's post above (Regulations on Selection and Appointment 2019, art. 8 (3)); earlier, in
proportion. Whether the step may be taken at all is for the rulebook: this only marks it.
"""

import numpy as np

from diaopei.fit.criterion import FULL, Criterion, Judgement
from diaopei.fit.grid import Grid, Numbers, codes, everyone, first_true, numbers
from diaopei.fit.view import View
from diaopei.snapshot.tables import LEVELS

BELOW = 500
"""A post below the present level: ready, but it asks for less than was reached."""

STEP = 3
MARKS = np.array([0, FULL, BELOW, 0, 0], np.int32)
"""By case; a step up is marked by the months served."""

NEEDED = np.array([36 if level.endswith("_deputy") else 24 for level in LEVELS], np.int32)
"""Months at the level below before the step to this level."""


def judge(view: View) -> Judgement:
    """Marks each person against each level."""
    level = codes(view.people["level"], LEVELS)[:, np.newaxis]
    served = numbers(view.people["months_at_level"], unknown=-1)[:, np.newaxis]
    step = level - np.arange(len(LEVELS), dtype=np.int32)[np.newaxis, :]
    case = _cases(level, served, step)
    earned = np.minimum(np.maximum(served, 0) * FULL // NEEDED, FULL).astype(np.int32)
    marks = np.where(case == STEP, earned, MARKS[case])
    people, posts = everyone(view), codes(view.posts["level"], LEVELS)
    shape = np.ones_like(step)
    measures = {
        "served": Grid(served * shape, people, posts),
        "needed": Grid(NEEDED * shape, people, posts),
    }
    terms = (Grid(marks.astype(np.int32), people, posts),)
    return Judgement(terms=terms, case=Grid(case, people, posts), measures=measures)


def _cases(level: Numbers, served: Numbers, step: Numbers) -> Numbers:
    """0 not known, 1 equal, 2 below, 3 one step up, 4 more than one."""
    unknown = (level == len(LEVELS)) | ((step == 1) & (served < 0))
    return first_true(unknown, step == 0, step < 0, step == 1)


CRITERION = Criterion(
    title={"en": "Readiness", "zh-hans": "任职年限", "zh-hant": "任職年限"},
    weight=10,
    reads=("people.level", "people.months_at_level", "posts.level"),
    judge=judge,
    sentences={
        "unknown": {
            "en": "Present level, or since when, is not on record.",
            "zh-hans": "现任职务层次或任职时间未登记。",
            "zh-hant": "現任職務層次或任職時間未登記。",
        },
        "equal": {
            "en": "At the level of the post already.",
            "zh-hans": "现任职务层次与岗位相同。",
            "zh-hant": "現任職務層次與崗位相同。",
        },
        "below": {
            "en": "The post lies below the present level.",
            "zh-hans": "岗位低于现任职务层次。",
            "zh-hant": "崗位低於現任職務層次。",
        },
        "step": {
            "en": "One step up: {served} months at the present level, {needed} asked.",
            "zh-hans": "晋升一级：现职务层次任职{served}个月，要求{needed}个月。",
            "zh-hant": "晉升一級：現職務層次任職{served}個月，要求{needed}個月。",
        },
        "leap": {
            "en": "More than one step up.",
            "zh-hans": "跨级晋升。",
            "zh-hant": "跨級晉升。",
        },
    },
)
