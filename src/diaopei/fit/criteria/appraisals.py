"""How a person was appraised in the five latest years on record, none older than five years."""

import numpy as np
import polars as pl

from diaopei.fit.criterion import Criterion, Judgement
from diaopei.fit.grid import by_person
from diaopei.fit.view import View
from diaopei.snapshot.tables import GRADES

YEARS = 5
MARKS = {"excellent": 1000, "competent": 600, "basic": 200, "incompetent": 0}


def judge(view: View) -> Judgement:
    """The mean mark of the years on record, rounded down; 0 where there is none."""
    year, last = pl.col("year"), view.as_of.year
    recent = (
        view.appraisals.filter(year.is_between(last - YEARS, last))
        .sort("person", "year", descending=[False, True])
        .group_by("person", maintain_order=True)
        .head(YEARS)
    )
    person = recent["person"].to_numpy()
    mark = np.array([MARKS[grade] for grade in GRADES], np.int32)
    grades = recent["grade"].to_physical().to_numpy()
    size = view.people_count
    years = np.bincount(person, minlength=size)
    total = np.bincount(person, weights=mark[grades], minlength=size).astype(np.int64)
    best = np.bincount(person[grades == GRADES.index("excellent")], minlength=size)
    return Judgement(
        terms=(by_person(total // np.maximum(years, 1), view),),
        case=by_person(years == 0, view),
        measures={"years": by_person(years, view), "excellent": by_person(best, view)},
    )


CRITERION = Criterion(
    title={"en": "Appraisals", "zh-hans": "年度考核", "zh-hant": "年度考核"},
    weight=10,
    reads=(
        "appraisals.person",
        "appraisals.year",
        "appraisals.grade",
    ),
    judge=judge,
    sentences={
        "graded": {
            "en": "Excellent in {excellent} of the last {years} years appraised.",
            "zh-hans": "近{years}个考核年度中{excellent}年优秀。",
            "zh-hant": "近{years}個考核年度中{excellent}年優秀。",
        },
        "unknown": {
            "en": "No appraisal of recent years on record.",
            "zh-hans": "近年考核结果未登记。",
            "zh-hant": "近年考核結果未登記。",
        },
    },
)
