"""How broad a person's service would be after the post: what it has, and what the post adds.

Who lacks grassroots service, or service in a prefecture's organ, and would gain it in this post
is marked as if it were there already; so between two posts the one that supplies what is lacking
for the next step comes first (development exchange; grassroots service of two years,
Regulations on Selection and Appointment 2019, art. 8 (1)).
"""

import numpy as np
import polars as pl

from diaopei.fit.criterion import Criterion, Judgement, Marks
from diaopei.fit.grid import (
    Flags,
    Grid,
    Numbers,
    by_person,
    codes,
    everyone,
    first_true,
    labels_of,
)
from diaopei.fit.service import months_by, scatter
from diaopei.fit.sparse import Sparse, keyed, sparse
from diaopei.fit.view import View
from diaopei.snapshot.tables import TIERS

ENOUGH = 12
"""Months served before a system, county or tier counts as known."""

ROOTED = 24
"""Months of grassroots service, or in an organ, before nothing is lacking."""

KINDS = {"system": (4, 75), "county_id": (3, 50), "tier": (3, 50)}
"""How many distinct ones count, and what each is worth: together 600."""

SUPPLIED = 200
"""What grassroots service, and service in an organ, are worth each: together 400."""

GRASSROOTS = ("county", "township")


def judge(view: View) -> Judgement:
    """Adds the kinds of breadth to the two kinds of service every career needs."""
    months = {column: months_by(view.service, column) for column in KINDS}
    terms: list[Marks] = [_distinct(view, column, months[column]) for column in KINDS]
    post_tier = codes(view.posts["tier"], TIERS)
    below = pl.col("tier").is_in(GRASSROOTS)
    lacks = np.column_stack([_lacks(view, tiers) for tiers in (below, ~below)])
    supplies = np.array([[t in GRASSROOTS, t not in GRASSROOTS] for t in TIERS] + [[False] * 2])
    whole = (~lacks[:, np.newaxis, :] | supplies).sum(axis=2)
    terms.append(Grid((whole * SUPPLIED).astype(np.int32), everyone(view), post_tier))
    known = months["system"].filter(pl.col("months") >= ENOUGH)["person"].to_numpy()
    return Judgement(
        terms=tuple(terms),
        case=Grid(_cases(lacks, supplies), everyone(view), post_tier),
        measures={"systems": by_person(np.bincount(known, minlength=view.people_count), view)},
    )


def _distinct(view: View, column: str, months: pl.DataFrame) -> Sparse:
    """The marks for distinct systems (counties, tiers), the one of the post included."""
    most, worth = KINDS[column]
    labels = labels_of(view.posts[column])
    known = months.filter(pl.col("months") >= ENOUGH)
    count = np.bincount(known["person"].to_numpy(), minlength=view.people_count)
    as_is = (np.minimum(count, most) * worth).astype(np.int32)
    with_one_more = (np.minimum(count + 1, most) * worth).astype(np.int32)
    keys, source = keyed(known, column, labels)
    values = as_is[known["person"].to_numpy()[source]]
    post_class = codes(view.posts[column], labels)
    return sparse(keys, values, (with_one_more, as_is), len(labels), post_class)


def _lacks(view: View, tiers: pl.Expr) -> Flags:
    """Who has served too little in some tiers."""
    service = view.service.filter(tiers).with_columns(kind=pl.lit("one"))
    months = scatter(months_by(service, "kind"), "kind", ["one"], view.people_count)
    return months[:, 0] < ROOTED


def _cases(lacks: Flags, supplies: Flags) -> Numbers:
    """0 supplies grassroots, 1 supplies organ, 2 and 3 the same still lacking, 4 whole."""
    root, organ = lacks[:, :1], lacks[:, 1:]
    gives_root, gives_organ = supplies.T[:, np.newaxis, :]
    return first_true(root & gives_root, organ & gives_organ, root & ~gives_root, organ)


CRITERION = Criterion(
    title={"en": "Breadth", "zh-hans": "经历广度", "zh-hant": "經歷廣度"},
    weight=15,
    reads=(
        "posts.system",
        "posts.county_id",
        "posts.tier",
        "service.person",
        "service.system",
        "service.county_id",
        "service.tier",
        "service.start_month",
        "service.end_month",
    ),
    judge=judge,
    sentences={
        "supplies_grassroots": {
            "en": "Lacks grassroots service, which this post supplies; knows {systems} systems.",
            "zh-hans": "缺基层经历，本岗位可补；熟悉{systems}个系统。",
            "zh-hant": "缺基層經歷，本崗位可補；熟悉{systems}個系統。",
        },
        "supplies_organ": {
            "en": "Lacks service in an organ above the county, which this post supplies; "
            "knows {systems} systems.",
            "zh-hans": "缺地级以上机关经历，本岗位可补；熟悉{systems}个系统。",
            "zh-hant": "缺地級以上機關經歷，本崗位可補；熟悉{systems}個系統。",
        },
        "lacks_grassroots": {
            "en": "Lacks grassroots service, also after this post; knows {systems} systems.",
            "zh-hans": "缺基层经历，本岗位不能补；熟悉{systems}个系统。",
            "zh-hant": "缺基層經歷，本崗位不能補；熟悉{systems}個系統。",
        },
        "lacks_organ": {
            "en": "Lacks service in an organ above the county, also after this post; "
            "knows {systems} systems.",
            "zh-hans": "缺地级以上机关经历，本岗位不能补；熟悉{systems}个系统。",
            "zh-hant": "缺地級以上機關經歷，本崗位不能補；熟悉{systems}個系統。",
        },
        "whole": {
            "en": "Has grassroots service and service in organs; knows {systems} systems.",
            "zh-hans": "基层和机关经历齐备；熟悉{systems}个系统。",
            "zh-hant": "基層和機關經歷齊備；熟悉{systems}個系統。",
        },
    },
)
