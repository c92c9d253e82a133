"""Whether a person has served long enough at the present level for the step the post means.

Equal level is ready. One step up is ready after two years to a principal's post and three to
the deputy's post above (Regulations on Selection and Appointment 2019, art. 8 (3)); earlier, in
proportion. Whether the step may be taken at all is for the rulebook: this only marks it.
"""

import numpy as np

from diaopei.fit.criterion import FULL, Criterion, Judgement
from diaopei.fit.grid import Grid, Numbers, codes, first_true, numbers
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
    """Marks classes of people (level, months at it) against each level."""
    months = numbers(view.people["months_at_level"], unknown=-1)
    pairs = np.column_stack([codes(view.people["level"], LEVELS), months])
    classes, people = np.unique(pairs, axis=0, return_inverse=True)
    level, served = classes[:, :1], classes[:, 1:]
    step = level - np.arange(len(LEVELS), dtype=np.int32)[np.newaxis, :]
    case = _cases(level, served, step)
    earned = np.minimum(np.maximum(served, 0) * FULL // NEEDED, FULL)
    posts = codes(view.posts["level"], LEVELS)

    def grid(values: Numbers) -> Grid:
        return Grid(np.broadcast_to(values, step.shape), people.astype(np.int32), posts)

    return Judgement(
        terms=(grid(np.where(case == STEP, earned, MARKS[case])),),
        case=grid(case),
        measures={"served": grid(served), "needed": grid(NEEDED)},
    )


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
