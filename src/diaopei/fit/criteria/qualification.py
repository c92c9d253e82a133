"""By how much a person's schooling exceeds what the post asks.

A post that asks for nothing is met exactly. Whether someone may hold the post at all is the
business of a rule, not of this mark.
"""

import numpy as np

from diaopei.fit.criterion import Criterion, Judgement
from diaopei.fit.grid import Grid, codes, first_true
from diaopei.fit.view import View
from diaopei.snapshot.tables import EDUCATION

MARKS = (600, 800, 1000)
"""Just as asked, one step above, two or more above; below what is asked 0."""

ASKS_NOTHING = UNKNOWN = len(EDUCATION)


def judge(view: View) -> Judgement:
    """Marks the five grades of schooling, and unknown, against what posts can ask."""
    steps = np.arange(len(EDUCATION) + 1)
    margin = steps[np.newaxis, :] - steps[:, np.newaxis]
    marks = np.array(MARKS, np.int32)[np.clip(margin, 0, len(MARKS) - 1)]
    marks[margin < 0] = 0
    case = first_true(margin > 0, margin == 0)
    marks[:, ASKS_NOTHING], case[:, ASKS_NOTHING] = MARKS[0], 3
    marks[UNKNOWN, :ASKS_NOTHING], case[UNKNOWN, :ASKS_NOTHING] = 0, 4
    classes = (
        codes(view.people["education"], EDUCATION),
        codes(view.posts["min_education"], EDUCATION),
    )
    grades = np.broadcast_to(steps, margin.shape).astype(np.int32)
    measures = {"has": Grid(grades.T.copy(), *classes), "asked": Grid(grades, *classes)}
    return Judgement(terms=(Grid(marks, *classes),), case=Grid(case, *classes), measures=measures)


GRADES = {
    "en": ("graduate", "bachelor", "junior college", "secondary", "below secondary", "none"),
    "zh-hans": ("研究生", "本科", "大专", "中专高中", "初中及以下", "无"),
    "zh-hant": ("研究生", "本科", "大專", "中專高中", "初中及以下", "無"),
}

CRITERION = Criterion(
    title={"en": "Qualification", "zh-hans": "学历条件", "zh-hant": "學歷條件"},
    weight=10,
    reads=("people.education", "posts.min_education"),
    judge=judge,
    words={"has": GRADES, "asked": GRADES},
    sentences={
        "above": {
            "en": "Schooling above what is asked: {has}, asked {asked}.",
            "zh-hans": "学历高于要求：{has}，要求{asked}。",
            "zh-hant": "學歷高於要求：{has}，要求{asked}。",
        },
        "met": {
            "en": "Schooling just as asked: {asked}.",
            "zh-hans": "学历符合要求：{asked}。",
            "zh-hant": "學歷符合要求：{asked}。",
        },
        "below": {
            "en": "Schooling below what is asked: {has}, asked {asked}.",
            "zh-hans": "学历低于要求：{has}，要求{asked}。",
            "zh-hant": "學歷低於要求：{has}，要求{asked}。",
        },
        "open": {
            "en": "The post asks for no schooling.",
            "zh-hans": "岗位无学历要求。",
            "zh-hant": "崗位無學歷要求。",
        },
        "unknown": {
            "en": "Schooling not on record; asked {asked}.",
            "zh-hans": "学历未登记；要求{asked}。",
            "zh-hant": "學歷未登記；要求{asked}。",
        },
    },
)
