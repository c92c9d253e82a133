from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fit import all_criteria, score, score_grid
from diaopei.fit.criterion import Criterion
from diaopei.fit.view import OPEN, PROTECTED, view_of
from diaopei.snapshot import TABLES
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import AFFILIATIONS, BASE_AGES, HEALTH_LIMITS

FactsOf = Callable[..., Facts]

PLACES = st.none() | st.sampled_from(["NG", "GAR", "RUT", "GAR1"])
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.text(max_size=4),
    "sex": st.none() | st.sampled_from(["female", "male"]),
    "birth": st.dates(date(1950, 1, 1), date(2005, 1, 1)),
    "ethnicity": st.none() | st.sampled_from(["01", "03", "04", "11"]),
    "native_place_id": PLACES,
    "birth_place_id": PLACES,
    "growth_place_id": PLACES,
    "party": st.none() | st.sampled_from(["01", "02", "13"]),
    "party_since": st.none() | st.dates(date(1970, 1, 1), date(2023, 1, 1)),
    "health_limit": st.none() | st.sampled_from(HEALTH_LIMITS),
    "affiliation": st.none() | st.sampled_from(AFFILIATIONS),
    "retirement_base_age": st.none() | st.sampled_from(BASE_AGES),
}
FLIPS = st.fixed_dictionaries(CHANGES)
TIES = st.lists(st.sampled_from(["spouse", "direct_line", "collateral", "affinity"]), max_size=3)

PEOPLE: list[dict[str, Any]] = [
    {"person_id": "A", "specialties": ["housing"], "level": "section_deputy"},
    {"person_id": "B", "education": "graduate", "level_since": date(2020, 1, 1)},
]
POSTS = [{"post_id": "P"}, {"post_id": "Q", "unit_id": "FINANCE", "specialties": ["housing"]}]
SERVED = [
    {"person_id": "A", "unit_id": "FINANCE", "post_id": "Q", "start": date(2019, 1, 1)},
    {"person_id": "B", "unit_id": "HOUSING", "post_id": "P", "start": date(2020, 1, 1)},
]
PAIRS = pl.DataFrame({"person_id": ["A", "A", "B", "B"], "post_id": ["P", "Q", "P", "Q"]})


@settings(max_examples=50, deadline=None)
@given(FLIPS, FLIPS, TIES)
def test_no_protected_value_moves_any_score(
    facts_of: FactsOf, first: dict[str, Any], second: dict[str, Any], ties: list[str]
) -> None:
    plain = facts_of(people=PEOPLE, posts=POSTS, assignments=SERVED)
    flipped = facts_of(
        people=[PEOPLE[0] | first, PEOPLE[1] | second],
        posts=POSTS,
        assignments=SERVED,
        ties=[{"person_id": "A", "other_id": "B", "relation": relation} for relation in ties],
        requests=[
            {
                "request_id": "R",
                "person_id": "B",
                "filed": first["birth"],
                "ground": "health",
                "status": "open",
            }
        ],
    )
    assert score(flipped, PAIRS).equals(score(plain, PAIRS))


def test_the_flips_cover_every_protected_column() -> None:
    assert set(CHANGES) == set(PROTECTED) - {"person_id"}


def test_no_protected_column_is_open_to_any_criterion() -> None:
    assert not set(OPEN["people"]) & set(PROTECTED)
    assert not {"person_id", "name"} & {name for names in OPEN.values() for name in names}


def test_every_column_of_people_is_protected_open_or_known_to_be_left_out() -> None:
    left_out = {"work_since", "degree", "level_since", "rank", "rank_since", "status"}
    declared = set(TABLES["people"].create_empty().columns)
    assert declared == set(PROTECTED) | left_out | (set(OPEN["people"]) - {"months_at_level"})


def test_the_view_holds_the_open_columns_and_no_others(facts_of: FactsOf) -> None:
    facts = facts_of(people=PEOPLE, posts=POSTS, assignments=SERVED)
    view = view_of(facts, pl.Series(["B", "A"]), pl.Series(["Q"]))
    for table, columns in OPEN.items():
        assert tuple(getattr(view, table).columns) == columns


def test_a_criterion_is_handed_only_what_it_asks_for(facts_of: FactsOf) -> None:
    view = view_of(facts_of(), pl.Series(["A"]), pl.Series(["P"])).only(["posts.system"])
    assert view.posts.columns == ["system"]
    assert view.people.columns == view.service.columns == view.appraisals.columns == []
    assert (view.people_count, view.post_count) == (1, 1)


@pytest.mark.parametrize("column", [*PROTECTED, "ties.relation"])
def test_a_criterion_that_asks_for_a_protected_column_is_refused(column: str) -> None:
    read = column if "." in column else f"people.{column}"
    example = all_criteria()["specialty"]
    with pytest.raises(ValueError, match=f"may not read {read}"):
        Criterion(
            title=example.title,
            weight=1,
            reads=(read,),
            judge=example.judge,
            sentences=example.sentences,
        )


def test_positions_follow_the_ids_given(facts_of: FactsOf) -> None:
    facts = facts_of(people=PEOPLE, posts=POSTS, assignments=SERVED)
    view = view_of(facts, pl.Series(["B", "A"]), pl.Series(["Q", "P"]))
    assert view.people["education"].to_list() == ["graduate", None]
    assert view.posts["system"].to_list() == ["finance", "housing"]
    assert view.service.select("person", "system").rows() == [(0, "housing"), (1, "finance")]
    starts = view.service["start_month"].to_list()
    assert [later - earlier for earlier, later in pairwise(starts)] == [-12]


def test_twelve_thousand_flips_at_once_move_no_score(facts_of: FactsOf) -> None:
    count = 1000
    rng = np.random.default_rng(2023)
    ids = [f"{n:04d}" for n in range(count)]
    open_facts = {"education": "bachelor", "level": "section_deputy", "specialties": ["housing"]}
    plain = facts_of(
        people=[{"person_id": person} | open_facts for person in ids],
        posts=POSTS,
        assignments=[
            {"person_id": person, "unit_id": unit, "start": date(int(year), 3, 1)}
            for person, unit, year in zip(
                ids,
                rng.choice(["FINANCE", "HOUSING", "TOWN"], count),
                rng.integers(2000, 2023, count),
                strict=True,
            )
        ],
    )
    strangers: dict[str, list[Any]] = {
        "sex": ["female", "male"],
        "ethnicity": ["01", "04"],
        "party": ["01", "13"],
        "health_limit": list(HEALTH_LIMITS),
        "affiliation": list(AFFILIATIONS),
        "retirement_base_age": list(BASE_AGES),
        "name": ["甲", "乙"],
        "native_place_id": ["NG", "GAR"],
        "birth_place_id": ["NG", "GAR"],
        "growth_place_id": ["NG", "GAR"],
        "birth": [date(1960, 1, 1), date(2000, 1, 1)],
        "party_since": [date(1990, 1, 1), None],
    }
    assert set(strangers) == set(CHANGES)
    drawn = [
        pl.Series(column, [values[n] for n in rng.integers(0, len(values), count)])
        for column, values in strangers.items()
    ]
    people = plain.snapshot.people.with_columns(drawn)
    flipped = Facts(plain.snapshot.replace(people=people))
    assert np.array_equal(score_grid(flipped, ids, ["P", "Q"]), score_grid(plain, ids, ["P", "Q"]))
