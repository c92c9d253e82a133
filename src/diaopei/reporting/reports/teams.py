"""Teams: what each is made of, which targets it misses, and what a plan would change."""

import dataclasses

import polars as pl

from diaopei.reporting.columns import Column
from diaopei.reporting.drawing import so_many
from diaopei.reporting.drawings.ladder import Ladder
from diaopei.reporting.figure import Figure, count, share
from diaopei.reporting.names import name_units
from diaopei.reporting.profiles import PROFILE, members, team_profiles
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.seating import after, seated
from diaopei.reporting.subjects import named_findings, rule_column
from diaopei.reporting.table import ARROW, Table
from diaopei.reporting.texts import Text, text
from diaopei.screening import screen
from diaopei.snapshot.facts import Facts

TITLE = text("Teams", "领导班子结构", "領導班子結構")
COUNTED = (*PROFILE, "targets_missed")
DRAWN_FROM = 3
"""Teams of so many members and more get a ladder of their own."""


def _build(sources: Sources) -> Report:
    facts = sources.facts
    now = _named(sources, team_profiles(facts, seated(facts)))
    before = _with_targets(now, _missed(sources))
    tables = [_table("teams", TITLE, before)]
    ladder = before.filter(pl.col("members") >= DRAWN_FROM, pl.col("system") == "leadership")
    if sources.plan is not None:
        touched = _touched(sources, before)
        tables.insert(0, _table("touched", _TOUCHED, _changes(touched)))
        ladder = touched.filter(pl.col("members").max().over("unit_id") >= DRAWN_FROM)
    missed = _targets(sources)
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(_WHOLE, _BODY),),
        figures=keyed(_figures(sources)),
        drawings=(
            Ladder("ladders", so_many(_LADDER, ladder["unit_id"].n_unique()), _rungs(ladder)),
        ),
        tables=(*tables, missed) if missed else tuple(tables),
    )


def _figures(sources: Sources) -> list[Figure]:
    rows = members(sources.facts, seated(sources.facts))
    named = name_units(sources.facts, rows, unit="unit_id").sort("unit_id", "post_id", "person_id")
    once = named.unique("person_id", keep="first", maintain_order=True)
    women = once.with_columns((pl.col("sex") == "female").fill_null(value=False).alias("counts"))
    columns = ("person_id", "name", "unit", "tier", "sex", "ethnicity", "birth", "affiliation")
    whole, part = "teams.members", "teams.women_pct"
    return [
        count(_MEMBERS, Table.of(whole, _MEMBERS, once, columns), by="tier"),
        share(_WOMEN, Table.of(part, _WOMEN, women, (*columns, "counts")), 1, (None, whole)),
    ]


def _named(sources: Sources, profiles: pl.DataFrame) -> pl.DataFrame:
    """Profiles with the team's name, tier and system, in the order of tiers and units."""
    units = sources.facts.snapshot.units.select("unit_id", "tier", "system", team="name")
    named = profiles.join(units, on="unit_id", how="left", validate="1:1")
    return named.sort("tier", "unit_id")


def _missed(sources: Sources) -> pl.DataFrame | None:
    """Team findings in breach now; none where nothing was screened."""
    if sources.findings is None and sources.plan is None:
        return None
    return _breaches(sources.needed_findings())


def _missed_after(sources: Sources, made: Facts) -> pl.DataFrame | None:
    """Team findings in breach after the plan; unknown without the rulebook."""
    if sources.rulebook is None:
        return None
    team_rules = dataclasses.replace(sources.rulebook, rules=sources.rulebook.of_kind("team"))
    return _breaches(screen(made, team_rules))


def _breaches(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(pl.col("subject_kind") == "team", pl.col("verdict") == "breach")


def _with_targets(profiles: pl.DataFrame, missed: pl.DataFrame | None) -> pl.DataFrame:
    """Profiles with `targets_missed`, how many team rules each is in breach of."""
    if missed is None:
        return profiles.with_columns(targets_missed=pl.lit(None, pl.UInt32))
    tally = missed.group_by("subject_id", maintain_order=True).agg(targets_missed=pl.len())
    joined = profiles.join(
        tally, left_on="unit_id", right_on="subject_id", how="left", validate="1:1"
    )
    return joined.with_columns(pl.col("targets_missed").fill_null(0).cast(pl.UInt32))


def _touched(sources: Sources, before: pl.DataFrame) -> pl.DataFrame:
    """Two rows for each team the plan enters or leaves: before, after."""
    plan = sources.needed_plan()
    ends = [pl.col("from_post_id"), pl.col("to_post_id")]
    posts = pl.concat([plan.moves.select(post_id=end) for end in ends]).drop_nulls()
    team = sources.facts.posts.filter(pl.col("is_team_member").fill_null(value=False))
    units = team.join(posts, on="post_id", how="semi").select("unit_id").unique()
    made = after(sources.facts, plan)
    then = _named(sources, team_profiles(made, seated(made)))
    both = pl.concat(
        [
            before.with_columns(dueness=pl.lit("before")),
            _with_targets(then, _missed_after(sources, made)).with_columns(dueness=pl.lit("after")),
        ]
    )
    kept = both.join(units, on="unit_id", how="semi")
    order = pl.col("dueness").replace_strict({"before": 0, "after": 1}, return_dtype=pl.Int8)
    return kept.sort("tier", "unit_id", order)


def _changes(touched: pl.DataFrame) -> pl.DataFrame:
    """One row a team: each count as it stays, or as `before → after` where it changes."""
    first, last = pl.col(COUNTED).first().cast(pl.String), pl.col(COUNTED).last().cast(pl.String)
    tally = touched.group_by("unit_id", maintain_order=True).agg(
        pl.col("team", "tier").first(),
        first.fill_null("–").name.prefix("before_"),
        last.fill_null("–").name.prefix("after_"),
    )
    return tally.select("team", "tier", *(_arrow(column) for column in COUNTED))


def _arrow(column: str) -> pl.Expr:
    before, after = pl.col(f"before_{column}"), pl.col(f"after_{column}")
    return (
        pl.when(before == after)
        .then(before)
        .otherwise(pl.concat_str(before, pl.lit(ARROW), after))
        .alias(column)
    )


def _table(name: str, title: Text, rows: pl.DataFrame) -> Table:
    return Table.of(name, title, rows, ("team", "tier", *COUNTED))


def _rungs(rows: pl.DataFrame) -> Table:
    state = [_WHEN] if "dueness" in rows.columns else []
    return Table.of("ladders", _LADDER, rows, ("team", *state, *COUNTED))


def _targets(sources: Sources) -> Table | None:
    if sources.findings is None and sources.plan is None:
        return None
    found = named_findings(sources).filter(pl.col("subject_kind") == "team")
    columns = ("subject", rule_column(sources), "verdict", "measure", "limit", "unit_of_measure",
               "reference")  # fmt: skip
    return Table.of("targets", _TARGETS, found.sort("rule", "subject_id"), columns)


_WHEN = Column(
    "dueness",
    text("state", "状态", "狀態"),
    {"before": text("before", "调前", "調前"), "after": text("after", "调后", "調後")},
)
_TOUCHED = text(
    "Teams touched by the plan", "方案涉及的班子：调前与调后", "方案涉及的班子：調前與調後"
)
_LADDER = text("Age ladders", "年龄梯次", "年齡梯次")
_TARGETS = text("Targets and teams", "结构目标与班子", "結構目標與班子")
_MEMBERS = text("team members in force", "班子成员", "班子成員")
_WOMEN = text("share of women", "女干部占比", "女幹部佔比")
_WHOLE = text("All teams", "全部班子", "全部班子")
_BODY = text(
    "The teams have [[teams.members]] members in force; [[teams.women_pct]] % are women.",
    "各级领导班子现有成员[[teams.members]]名，女干部占[[teams.women_pct]]%。",
    "各級領導班子現有成員[[teams.members]]名，女幹部佔[[teams.women_pct]]%。",
)

REPORT = ReportKind(title=TITLE, build=_build)
