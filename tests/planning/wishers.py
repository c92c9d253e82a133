"""Small rounds with wishes: who holds what, who asks for what, who has how much merit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from diaopei.planning.arcs import problem
from diaopei.planning.problem import Problem, Setting
from diaopei.planning.round import Round
from diaopei.screening import Rulebook, load_rulebook, screen
from diaopei.snapshot import Snapshot, shape
from diaopei.snapshot.facts import Facts

NGARI = load_rulebook("ngari")
AS_OF = date(2023, 5, 31)
Row = dict[str, Any]

PLACES = {"SEAT": ("prefecture", 4300), "GAR": ("county", 4300), "RUTOG": ("county", 4500)}
UNITS = {"FINANCE": "SEAT", "GAR-LAND": "GAR", "RUTOG-LAND": "RUTOG", "RUTOG-TOWN": "TOWN"}


def tables(held: Mapping[str, str | None], posts: Mapping[str, Row]) -> dict[str, list[Row]]:
    """People and posts of section principals; a post's row may say otherwise."""
    post = {"unit_id": "FINANCE", "level": "section_principal", "seats": 1}
    home = {name: row.get("unit_id", "FINANCE") for name, row in posts.items()}
    places: list[Row] = [
        {"place_id": name, "name": name, "kind": kind, "altitude_m": metres}
        for name, (kind, metres) in PLACES.items()
    ]
    return {
        "places": [*places, {"place_id": "TOWN", "name": "Town", "kind": "township",
                             "parent_id": "RUTOG", "altitude_m": 4600}],
        "units": [{"unit_id": u, "name": u, "tier": "county", "kind": "government", "place_id": p}
                  for u, p in UNITS.items()],
        "posts": [{"post_id": name, "title": name} | post | row for name, row in posts.items()],
        "people": [{"person_id": who, "name": who, "birth": date(1985, 1, 1), "status": "active",
                    "level": "section_principal", "level_since": date(2021, 1, 1),
                    "work_since": date(2005, 7, 1)} for who in held],
        "assignments": [{"assignment_id": who, "person_id": who, "post_id": p, "kind": "post",
                         "unit_id": home[p], "start": date(2021, 1, 1)}
                        for who, p in held.items() if p],
    }  # fmt: skip


def wishing(
    held: Mapping[str, str | None],
    posts: Mapping[str, Row],
    wishes: list[Row],
    *rules: str,
    choices: Round | None = None,
) -> Problem:
    """The problem of a round in which people wish; `order` is counted where not stated."""
    told = tables(held, posts) | {"wishes": [{"order": n} | w for n, w in enumerate(wishes, 1)]}
    frames = {
        name: shape(name, pl.DataFrame(rows) if rows else None) for name, rows in told.items()
    }
    facts = Facts(Snapshot.of({"name": "small", "as_of": AS_OF}, frames))
    book = Rulebook("few", NGARI.title, tuple(NGARI[name] for name in rules))
    return problem(Setting(facts, book, screen(facts, book), choices or Round()))


def merits(**told: int) -> pl.DataFrame:
    """An order of merit by name."""
    return pl.DataFrame({"person_id": list(told), "merit": list(told.values())})


def went(moves: pl.DataFrame) -> dict[str, str | None]:
    """Who goes where."""
    return dict(moves.select("person_id", "to_post_id").rows())
