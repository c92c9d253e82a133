from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diaopei.reporting import Report, build_report
from diaopei.snapshot.facts import Facts

Tables = dict[str, list[dict[str, Any]]]

BY_HAND = {
    "rotation.same_unit_7y": 1,
    "rotation.between_prefecture_units": 1,
    "fit.specialist_units": 1,
    "development.reserve_division": 1,
    "development.reserve_section": 1,
    "development.secondments_central": 1,
    "development.shadowing": 3,
    "development.shadowing_units": 2,
    "development.division_level_born_1985": 1,
    "composition.county_teams": 2,
    "composition.county_teams_han_pct": 50.0,
    "composition.county_teams_women_pct": 50.0,
    "care.altitude_moves": 1,
    "care.separations_solved": 2,
    "care.promoted": 2,
    "care.promoted_grassroots": 1,
    "care.promoted_grassroots_pct": 50.0,
}

WHO = {
    "rotation.same_unit_7y": ["A"],
    "fit.specialist_units": ["C"],
    "development.reserve_division": ["H"],
    "development.reserve_section": ["I"],
    "development.shadowing": ["I", "J", "K"],
    "development.division_level_born_1985": ["K"],
    "composition.county_teams": ["F", "M"],
    "care.altitude_moves": ["D"],
    "care.separations_solved": ["D", "E"],
    "care.promoted": ["F", "G"],
    "care.promoted_grassroots": ["F"],
}


def test_the_small_world_is_counted_as_by_hand(bulletin: Report) -> None:
    assert {key: figure.value for key, figure in bulletin.figures.items()} == BY_HAND


@pytest.mark.parametrize("key", WHO)
def test_the_rows_say_who_was_counted(bulletin: Report, key: str) -> None:
    assert sorted(bulletin.figures[key].rows["person_id"].unique()) == WHO[key]


def change(tables: Tables, name: str, key: str, **values: Any) -> None:
    column = {"assignments": "assignment_id", "requests": "request_id", "units": "unit_id"}
    for row in tables[name]:
        if row[column.get(name, "person_id")] == key:
            row.update(values)


DAYS = {"start", "end", "left", "entered", "birth", "filed", "since"}


def typed(name: str, said: Any) -> Any:
    return date.fromisoformat(f"{said}-01") if name in DAYS and said is not None else said


CASES = [
    ("rotation.same_unit_7y", 1, "assignments", "1", {"start": "2015-09"}),
    ("rotation.same_unit_7y", 0, "assignments", "1", {"start": "2015-10"}),
    ("rotation.same_unit_7y", 0, "assignments", "1", {"is_leadership": False}),
    ("rotation.same_unit_7y", 0, "assignments", "2", {"purpose": ["fit"]}),
    ("rotation.same_unit_7y", 2, "assignments", "3", {"start": "2015-06"}),
    ("rotation.between_prefecture_units", 0, "units", "PUB", {"tier": "county"}),
    ("rotation.between_prefecture_units", 2, "units", "SCH", {"kind": "mass"}),
    ("rotation.between_prefecture_units", 0, "assignments", "2", {"start": "2021-12"}),
    ("rotation.between_prefecture_units", 1, "assignments", "2", {"start": "2022-01"}),
    ("fit.specialist_units", 0, "units", "FIN", {"system": "audit"}),
    ("fit.specialist_units", 0, "units", "FIN", {"tier": "county"}),
    ("development.reserve_section", 2, "reserve", "J", {"left": None}),
    ("development.reserve_section", 2, "reserve", "J", {"left": "2023-06"}),
    ("development.reserve_division", 0, "reserve", "H", {"left": "2023-05"}),
    ("development.reserve_division", 0, "reserve", "H", {"entered": "2023-06"}),
    ("development.secondments_central", 0, "units", "MOF", {"tier": "region"}),
    ("development.secondments_central", 0, "assignments", "20", {"start": "2021-12"}),
    ("development.shadowing", 2, "assignments", "23", {"kind": "loan"}),
    ("development.shadowing_units", 1, "assignments", "23", {"unit_id": "XZ1"}),
    ("development.division_level_born_1985", 0, "people", "K", {"status": "retired"}),
    ("development.division_level_born_1985", 2, "people", "L", {"birth": "1985-01"}),
    ("composition.county_teams", 1, "assignments", "14", {"end": "2023-05"}),
    ("composition.county_teams", 2, "assignments", "14", {"end": "2023-06"}),
    ("composition.county_teams_women_pct", 0.0, "people", "F", {"sex": "male"}),
    ("composition.county_teams_women_pct", 0.0, "people", "F", {"sex": None}),
    ("composition.county_teams_han_pct", 100.0, "people", "M", {"ethnicity": "01"}),
    ("care.altitude_moves", 0, "requests", "R1", {"ground": "family"}),
    ("care.altitude_moves", 0, "requests", "R1", {"filed": "2022-06"}),
    ("care.altitude_moves", 0, "assignments", "8", {"purpose": None}),
    ("care.separations_solved", 0, "assignments", "9", {"end": "2023-01"}),
    ("care.separations_solved", 0, "assignments", "8", {"end": "2023-01"}),
    ("care.separations_solved", 0, "assignments", "7", {"unit_id": "BURF"}),
    ("care.promoted", 1, "rank_changes", "G", {"means": "reset"}),
    ("care.promoted", 1, "rank_changes", "G", {"since": "2021-12"}),
    ("care.promoted", 1, "rank_changes", "G", {"person_id": "F"}),
    ("care.promoted_grassroots", 0, "units", "TOWN", {"tier": "prefecture"}),
    ("care.promoted_grassroots_pct", 100.0, "assignments", "12", {"unit_id": "GARG"}),
]


@pytest.mark.parametrize(("key", "value", "table", "row", "values"), CASES)
def test_a_fact_at_the_border_decides_what_is_counted(
    tables: Tables,
    facts_of: Callable[..., Facts],
    key: str,
    value: float,
    table: str,
    row: str,
    values: dict[str, Any],
) -> None:
    change(tables, table, row, **{name: typed(name, said) for name, said in values.items()})
    assert build_report("bulletin", facts_of(tables)).figures[key].value == value
