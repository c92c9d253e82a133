"""Whether a person's specialties are those the post names, or those of its system.

A post without named specialties asks for none; its system's own still counts for more than
none. The bulletin puts people with the specialty, or who know the field, into housing, finance,
economy, land and water posts (fit exchange, 2023).
"""

import numpy as np
import polars as pl

from diaopei.fit.criterion import Criterion, Judgement
from diaopei.fit.grid import Flags, Grid, Numbers, codes, first_true, labels_of
from diaopei.fit.view import View

MARKS = np.array([1000, 1000, 700, 500, 0, 0], np.int32)
"""By case, in the order of the sentences below."""


def judge(view: View) -> Judgement:
    """Marks classes of people (their specialties) against classes of posts."""
    vocabulary = labels_of(view.posts["specialties"], view.posts["system"])
    person_class, has = _incidence(view.people.select("specialties"), vocabulary)
    post_class, asked = _incidence(view.posts.select("specialties", "system"), vocabulary)
    line = _first(codes(view.posts["system"], vocabulary), post_class, len(asked))
    # Counts below 2**24 are exact in 32-bit floats, which multiply many times faster.
    named: Flags = has.astype(np.float32) @ asked.T.astype(np.float32) > 0
    related: Flags = has[:, line] > 0
    asks: Flags = asked.max(axis=1, initial=0)[np.newaxis, :] > 0
    blank = np.zeros(len(has), bool)
    blank[person_class] = view.people["specialties"].list.len().fill_null(0).to_numpy() == 0
    case = first_true(asks & named, ~asks & related, related, ~asks, blank[:, np.newaxis])
    marks = MARKS[case]
    return Judgement(
        terms=(Grid(marks, person_class, post_class),), case=Grid(case, person_class, post_class)
    )


def _incidence(rows: pl.DataFrame, vocabulary: list[str]) -> tuple[Numbers, Numbers]:
    """The class of each row, and class × word: 1 where the class's specialties hold the word.

    The words have one more column, always 0, for a word that is unknown.
    """
    listed = rows.with_columns(pl.col("specialties").list.sort().list.join(";"))
    key = listed.select(pl.concat_str(pl.all().fill_null(""), separator="|")).to_series()
    labels = labels_of(key)
    place = codes(key, labels)
    words = rows["specialties"].list.len().fill_null(0).to_numpy()
    table = np.zeros((len(labels), len(vocabulary) + 1), np.int32)
    said = rows["specialties"].drop_nulls().list.explode().drop_nulls()
    table[np.repeat(place, words), codes(said, vocabulary)] = 1
    table[:, -1] = 0
    return place, table


def _first(values: Numbers, classes: Numbers, count: int) -> Numbers:
    """One value for each class, whose members all share it."""
    chosen = np.zeros(count, np.int32)
    chosen[classes] = values
    return chosen


CRITERION = Criterion(
    title={"en": "Specialty", "zh-hans": "专业对口", "zh-hant": "專業對口"},
    weight=25,
    reads=("people.specialties", "posts.specialties", "posts.system"),
    judge=judge,
    sentences={
        "named": {
            "en": "Holds a specialty the post names.",
            "zh-hans": "具备岗位所列专业。",
            "zh-hant": "具備崗位所列專業。",
        },
        "of_the_system": {
            "en": "The post names no specialty; holds that of its line of work.",
            "zh-hans": "岗位未列专业，所学与本系统对口。",
            "zh-hant": "崗位未列專業，所學與本系統對口。",
        },
        "related": {
            "en": "Holds none the post names, but the specialty of its line of work.",
            "zh-hans": "不具备岗位所列专业，但所学与本系统对口。",
            "zh-hant": "不具備崗位所列專業，但所學與本系統對口。",
        },
        "open": {
            "en": "The post names no specialty.",
            "zh-hans": "岗位未列专业要求。",
            "zh-hant": "崗位未列專業要求。",
        },
        "unknown": {
            "en": "The post names specialties; none of the person's is on record.",
            "zh-hans": "岗位列有专业要求，本人专业未登记。",
            "zh-hant": "崗位列有專業要求，本人專業未登記。",
        },
        "lacking": {
            "en": "Holds none of the specialties the post names.",
            "zh-hans": "不具备岗位所列专业。",
            "zh-hant": "不具備崗位所列專業。",
        },
    },
)
