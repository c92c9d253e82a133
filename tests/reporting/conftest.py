import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Any

import polars as pl
import pytest

from diaopei.planning.calendar import Pace
from diaopei.planning.fairness import COUNTS, Fairness
from diaopei.planning.fairness import TABLES as WISHES
from diaopei.planning.order import Order, ordered
from diaopei.reporting import Report, build_report
from diaopei.screening import Rulebook, load_rulebook, screen
from diaopei.snapshot import TABLES, Snapshot
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.issue import issues

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

AS_OF = date(2023, 5, 31)
SINCE = date(2022, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def place(key: str, kind: str, parent: str | None = None, altitude: int = 4000) -> dict[str, Any]:
    about = {"place_id": key, "name": key.title(), "kind": kind}
    return about | {"parent_id": parent, "altitude_m": altitude}


def unit(key: str, tier: str, kind: str, system: str, at: str) -> dict[str, Any]:
    about = {"unit_id": key, "name": key.title(), "tier": tier, "kind": kind}
    return about | {"system": system, "place_id": at}


def person(key: str, name: str, **about: object) -> dict[str, Any]:
    usual = {
        "sex": "male", "birth": day("1978-03"), "ethnicity": "04", "affiliation": "local",
        "status": "active", "level": "section_deputy", "work_since": day("2000-07"),
    }  # fmt: skip
    return {"person_id": key, "name": name} | usual | about


def held(key: str, who: str, post: str | None, at: str, start: str, **about: Any) -> dict[str, Any]:
    usual = {"kind": "post", "means": "appointment", "is_leadership": True}
    given = about | ({"end": day(about["end"])} if "end" in about else {})
    row = {"assignment_id": key, "person_id": who, "post_id": post, "unit_id": at}
    return row | {"start": day(start)} | usual | given


PLACES: Rows = [
    place("NG", "prefecture"),
    place("GAR", "county", "NG", 4300),
    place("BUR", "county", "NG", 3900),
    place("GAR1", "township", "GAR", 4600),
    place("LSA", "region"),
    place("BJ", "capital"),
]  # fmt: skip
UNITS: Rows = [
    unit("FIN", "prefecture", "government", "finance", "NG"),
    unit("PUB", "prefecture", "party", "publicity", "NG"),
    unit("SCH", "prefecture", "institution", "education", "NG"),
    unit("GARC", "county", "party", "leadership", "GAR"),
    unit("GARG", "county", "government", "leadership", "GAR"),
    unit("BURF", "county", "government", "finance", "BUR"),
    unit("TOWN", "township", "party", "leadership", "GAR1"),
    unit("MOF", "central", "government", "central", "BJ"),
    unit("XZ1", "region", "government", "region", "LSA"),
    unit("XZ2", "region", "government", "region", "LSA"),
]  # fmt: skip
POSTS: Rows = [
    {"post_id": f"{key}-{n}", "unit_id": key, "title": title, "level": "section_deputy",
     "is_leadership": True, "is_team_member": n < 3, "is_principal": n == 1,
     "must_fill": n == 1}
    for key in ("FIN", "PUB", "SCH", "GARC", "GARG", "BURF", "TOWN")
    for n, title in ((1, "head"), (2, "deputy"), (3, "office head"))
]  # fmt: skip
PEOPLE: Rows = [
    person("A", "Ada", specialties=["finance"]),
    person("B", "Ben"),
    person("C", "Cai", specialties=["finance", "audit"]),
    person("D", "Dan"),
    person("E", "Eve", sex="female"),
    person("F", "Fay", sex="female", ethnicity="01", birth=day("1991-05")),
    person("G", "Gus", birth=day("1969-01")),
    person("H", "Hal", birth=day("1983-02")),
    person("I", "Ida", sex="female", birth=day("1994-02"), affiliation="aid"),
    person("J", "Jim", affiliation="settled"),
    person("K", "Kay", level="division_deputy", birth=day("1985-01")),
    person("L", "Lou", level="division_deputy", birth=day("1984-12")),
    person("M", "Max", birth=day("1980-01")),
]  # fmt: skip
ASSIGNMENTS: Rows = [
    held("1", "A", "PUB-1", "PUB", "2014-09", end="2022-09"),
    held("2", "A", "FIN-1", "FIN", "2022-09", means="transfer", purpose=["rotation"]),
    held("3", "B", "PUB-2", "PUB", "2016-01", end="2022-06"),
    held("4", "B", "SCH-1", "SCH", "2022-06", means="transfer", purpose=["rotation"]),
    held("5", "C", "BURF-3", "BURF", "2018-01", end="2022-03"),
    held("6", "C", "FIN-2", "FIN", "2022-03", means="transfer", purpose=["fit"]),
    held("7", "D", "TOWN-3", "TOWN", "2010-01", end="2022-05"),
    held("8", "D", "BURF-1", "BURF", "2022-05", means="transfer", purpose=["care"]),
    held("9", "E", "BURF-2", "BURF", "2015-01"),
    held("10", "F", "TOWN-1", "TOWN", "2017-01", end="2022-10"),
    held("11", "F", "GARC-1", "GARC", "2022-10", means="promotion"),
    held("12", "G", "FIN-3", "FIN", "2012-01"),
    held("13", "H", "PUB-1", "PUB", "2022-11"),
    held("14", "M", "GARG-1", "GARG", "2019-01"),
    held("15", "J", "TOWN-2", "TOWN", "2020-01"),
    held("20", "H", None, "MOF", "2022-08", kind="secondment", end="2023-08"),
    held("21", "I", None, "XZ1", "2022-03", kind="shadowing", end="2022-09"),
    held("22", "J", None, "XZ1", "2022-04", kind="shadowing", end="2022-10"),
    held("23", "K", None, "XZ2", "2022-05", kind="shadowing", end="2022-11"),
]  # fmt: skip
TIES: Rows = [{"person_id": "E", "other_id": "D", "relation": "spouse"}
]  # fmt: skip
RESERVE: Rows = [
    {"person_id": "H", "list": "division", "entered": day("2020-09")},
    {"person_id": "I", "list": "section", "entered": day("2022-02")},
    {"person_id": "J", "list": "section", "entered": day("2020-01"),
     "left": day("2022-06"), "reason": "review"},
]  # fmt: skip
REQUESTS: Rows = [
    {"request_id": "R1", "person_id": "D", "filed": day("2021-11"), "ground": "altitude",
     "status": "met"},
]  # fmt: skip
RANK_CHANGES: Rows = [
    {"person_id": "G", "rank": "chief_clerk_2", "since": day("2023-01"),
     "means": "promotion"},
]  # fmt: skip


def small_tables() -> Tables:
    """One of everything the bulletin counts, and next to it something it must not count."""
    named = {
        "places": PLACES,
        "units": UNITS,
        "posts": POSTS,
        "people": PEOPLE,
        "assignments": ASSIGNMENTS,
        "ties": TIES,
        "reserve": RESERVE,
        "requests": REQUESTS,
        "rank_changes": RANK_CHANGES,
    }
    return {name: [dict(row) for row in rows] for name, rows in named.items()}


def facts_from(tables: Tables, **about: object) -> Facts:
    frames = {
        name: pl.DataFrame(rows, schema=TABLES[name].create_empty().schema, strict=False)
        for name, rows in tables.items()
    }
    named = {"name": "Small", "as_of": AS_OF, "since": SINCE, "fictitious": True}
    return Facts(Snapshot.of(named | about, frames))


LAYERS = pl.DataFrame(
    {"layer": ["seats", "calm"], "goal": ["empty_posts+without_post", "moves"],
     "sense": ["min", "min"], "value": [0, 4], "bound": [0, 4], "gap": [0, 0],
     "certified": [0, 4], "proved": [True, True]}
)  # fmt: skip
GOALS = pl.DataFrame(
    {"layer": ["seats", "seats", "calm"], "goal": ["empty_posts", "without_post", "moves"],
     "sense": ["min"] * 3, "value": [0, 0, 4]}
)  # fmt: skip


def wishes_told() -> Fairness:
    """Two people with wishes: one got the second, one was passed over for lower merit."""
    none = dict.fromkeys(COUNTS, 0)
    rows: dict[str, Rows] = {
        "standing": [
            {"person_id": "A", "from_post_id": "FIN-1", "to_post_id": "SCH-1", "wishes": 2,
             "first_open": 1, "wish_order": 2, "standing": "wished"},
            {"person_id": "C", "from_post_id": "FIN-2", "to_post_id": "FIN-2", "wishes": 1,
             "first_open": 1, "standing": "stays"},
        ],
        "ranks": [{"wish_order": 2, "people": 1}, {"people": 1}],
        "envy": [{"person_id": "C", "post_id": "SCH-1", "wish_order": 1, "merit": 80,
                  "given_to": "A", "their_merit": 20, "of_lower_merit": 1}],
        "left_free": [{"person_id": "C", "post_id": "GARG-2", "wish_order": 2}],
        "regressions": [{"person_id": "B", "from_post_id": "SCH-1", "to_post_id": "FIN-1",
                         "without_post": False, "levels_down": 0, "metres_up": 0,
                         "fit_lost": 12}],
        "ways": [{"way": "these moves", **none, "moves": 4, "wished": 1, "broken_rows": None},
                 {"way": "top_trading_cycles", **none, "moves": 2, "wished": 2,
                  "broken_rows": 1}],
        "broken": [{"way": "top_trading_cycles", "constraint": "batch_size", "row": "batch",
                    "subject": "batch", "at_least": 3, "total": 2}],
    }  # fmt: skip
    return Fairness(
        **{name: pl.DataFrame(told, schema=WISHES[name]) for name, told in rows.items()}
    )


@dataclass(frozen=True)
class SmallPlan:
    """A plan as reports read it: plain frames."""

    moves: pl.DataFrame
    layers: pl.DataFrame
    findings: pl.DataFrame
    order: Order
    fairness: Fairness | None = None
    goals: pl.DataFrame = field(default_factory=GOALS.clone)
    issues: pl.DataFrame = field(default_factory=issues)
    summary: dict[str, Any] = field(default_factory=lambda: {"accepted": {"two_holders": "known"}})


MOVES: dict[str, Any] = {
    "person_id": pl.String, "from_post_id": pl.String, "to_post_id": pl.String,
    "effect": pl.String, "purposes": pl.List(pl.String), "reasons": pl.List(pl.String),
    "score": pl.Int64, "chain": pl.String, "place_in_chain": pl.Int64, "starts_on": pl.Date,
}  # fmt: skip


def moves_of(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Rows of person, from, to, effect, purposes, chain, place."""
    full = [
        (who, left, taken, effect, purposes, ["same-department"], 700, chain, nth, day("2023-07"))
        for who, left, taken, effect, purposes, chain, nth in rows
    ]
    return pl.DataFrame(full, schema=MOVES, orient="row")


@pytest.fixture
def tables() -> Tables:
    return small_tables()


@pytest.fixture
def facts_of() -> Callable[..., Facts]:
    return facts_from


@pytest.fixture(scope="session")
def facts() -> Facts:
    return facts_from(small_tables())


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook("ngari")


@pytest.fixture(scope="session")
def findings(facts: Facts, rulebook: Rulebook) -> pl.DataFrame:
    return screen(facts, rulebook)


def planned(
    facts: Facts, findings: pl.DataFrame, *rows: tuple[Any, ...], among: Facts | None = None
) -> SmallPlan:
    """A plan of these moves, with its days; nobody has wishes."""
    order, moves = ordered(moves_of(*rows), among or facts, day("2023-07"), Pace(hand_over=7))
    return SmallPlan(moves, LAYERS, findings, order)


@pytest.fixture(scope="session")
def plan(facts: Facts, findings: pl.DataFrame) -> SmallPlan:
    """A chain of two into the empty second seat of the county, and a ring of two."""
    told = planned(
        facts,
        findings,
        ("J", "TOWN-2", "GARC-2", "promotion", ["development", "care"], "C1", 1),
        ("G", "FIN-3", "TOWN-2", "lateral", ["rotation"], "C1", 2),
        ("A", "FIN-1", "SCH-1", "lateral", ["rotation"], "R2", 1),
        ("B", "SCH-1", "FIN-1", "lateral", ["rotation"], "R2", 2),
    )
    return dataclasses.replace(told, fairness=wishes_told())


@pytest.fixture
def plan_of(facts: Facts, findings: pl.DataFrame) -> Callable[..., SmallPlan]:
    return partial(planned, facts, findings)


@pytest.fixture(scope="session")
def report_of(
    facts: Facts, findings: pl.DataFrame, plan: SmallPlan, rulebook: Rulebook
) -> Callable[[str], Report]:
    """Any kind of report on the small world and its plan, built once."""

    @cache
    def built(kind: str) -> Report:
        return build_report(kind, facts, findings=findings, plan=plan, rulebook=rulebook)

    return built


@pytest.fixture(scope="session")
def bulletin(facts: Facts) -> Report:
    return build_report("bulletin", facts)
