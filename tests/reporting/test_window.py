from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diaopei.errors import DataError
from diaopei.reporting.promotions import promotions
from diaopei.reporting.separations import reunited
from diaopei.reporting.window import Window
from diaopei.snapshot.facts import Facts

Tables = dict[str, list[dict[str, Any]]]
FactsOf = Callable[..., Facts]


def stretch(tables: Tables, facts_of: FactsOf, **change: Any) -> date | None:
    """First day of leading in the unit that A left, when B's first row is changed into A's."""
    second = next(row for row in tables["assignments"] if row["assignment_id"] == "1")
    earlier = second | {"assignment_id": "0", "start": date(2012, 1, 1), "end": second["start"]}
    tables["assignments"].append(earlier | change)
    rows = Window(facts_of(tables)).moved_for("rotation")
    found = rows.filter(person_id="A")["before_leading_since"].to_list()
    assert len(found) == 1
    day: date | None = found[0]
    return day


@pytest.mark.parametrize(
    ("change", "since"),
    [
        ({}, date(2012, 1, 1)),
        ({"post_id": "PUB-2"}, date(2012, 1, 1)),
        ({"end": date(2014, 8, 1)}, date(2012, 1, 1)),
        ({"end": date(2014, 7, 31)}, date(2014, 9, 1)),
        ({"unit_id": "FIN"}, date(2014, 9, 1)),
        ({"is_leadership": False}, date(2014, 9, 1)),
        ({"is_leadership": None, "post_id": None}, date(2014, 9, 1)),
        ({"person_id": "B"}, date(2014, 9, 1)),
        ({"kind": "loan"}, date(2014, 9, 1)),
        ({"is_concurrent": True}, date(2014, 9, 1)),
    ],
)
def test_a_stretch_of_leading_goes_on_within_a_month(
    tables: Tables, facts_of: FactsOf, change: dict[str, Any], since: date
) -> None:
    assert stretch(tables, facts_of, **change) == since


def test_a_snapshot_without_a_window_says_what_to_write(tables: Tables, facts_of: FactsOf) -> None:
    with pytest.raises(DataError, match=r"'Small' has no `since`.*snapshot\.json"):
        _ = Window(facts_of(tables, since=None)).since


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        (date(2022, 8, 31), "PUB"),
        (date(2022, 9, 1), "FIN"),
        (date(2014, 9, 1), "PUB"),
        (date(2014, 8, 31), None),
    ],
)
def test_the_post_of_a_day_is_the_one_in_force(facts: Facts, day: date, unit: str | None) -> None:
    held = Window(facts).posted(day).filter(person_id="A")["unit_id"].to_list()
    assert held == ([unit] if unit else [])


def couples(tables: Tables, facts_of: FactsOf, *ties: dict[str, Any]) -> list[str]:
    tables["ties"] = list(ties)
    return reunited(Window(facts_of(tables)))["person_id"].to_list()


def test_a_couple_written_down_once_counts_for_both(tables: Tables, facts_of: FactsOf) -> None:
    tie = {"person_id": "D", "other_id": "E", "relation": "spouse"}
    assert couples(tables, facts_of, tie) == ["D", "E"]


def test_a_couple_written_down_twice_counts_once_each(tables: Tables, facts_of: FactsOf) -> None:
    tie = {"person_id": "D", "other_id": "E", "relation": "spouse"}
    back = {"person_id": "E", "other_id": "D", "relation": "spouse"}
    assert couples(tables, facts_of, tie, back) == ["D", "E"]


def test_other_kin_are_no_couple(tables: Tables, facts_of: FactsOf) -> None:
    tie = {"person_id": "D", "other_id": "E", "relation": "collateral"}
    assert couples(tables, facts_of, tie) == []


@pytest.mark.parametrize(("place", "who"), [("BUR", ["D"]), ("GAR", []), (None, []), ("LSA", [])])
def test_a_spouse_outside_the_register_stays_where_the_tie_says(
    tables: Tables, facts_of: FactsOf, place: str | None, who: list[str]
) -> None:
    tie = {"person_id": "D", "relation": "spouse", "other_name": "X", "other_place_id": place}
    assert couples(tables, facts_of, tie) == who


def test_a_township_belongs_to_its_county(tables: Tables, facts_of: FactsOf) -> None:
    tables["assignments"].append(
        tables["assignments"][0]
        | {"assignment_id": "99", "person_id": "I", "unit_id": "GARG", "end": None}
    )
    tie = {"person_id": "D", "other_id": "I", "relation": "spouse"}
    assert couples(tables, facts_of, tie) == []


def test_two_promotions_of_one_person_are_one_row_from_the_first(
    tables: Tables, facts_of: FactsOf
) -> None:
    rank = {"person_id": "F", "rank": "chief_clerk_2", "since": date(2023, 2, 1)}
    tables["rank_changes"].append(rank | {"means": "promotion"})
    row = promotions(Window(facts_of(tables))).filter(person_id="F").to_dicts()
    assert row == [
        {
            "person_id": "F",
            "day": date(2022, 10, 1),
            "means_all": ["promotion", "rank"],
            "unit_id": "TOWN",
            "tier": "township",
        }
    ]


def test_a_promotion_on_entry_comes_from_no_unit(tables: Tables, facts_of: FactsOf) -> None:
    tables["assignments"] = [row for row in tables["assignments"] if row["assignment_id"] != "10"]
    row = promotions(Window(facts_of(tables))).filter(person_id="F").to_dicts()[0]
    assert (row["unit_id"], row["tier"]) == (None, None)
