import importlib.util
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from diaopei.io import read, write_snapshot
from diaopei.screening import load_rulebook, screen
from diaopei.screening.cases import run
from diaopei.snapshot import Snapshot
from diaopei.snapshot.doctor import examine
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "examples" / "uk_ministers"
SHARED = REPOSITORY.parent / "shared" / "data" / "uk-ministers"
SOURCES = [SHARED] if SHARED.exists() else []
DAY = date(2019, 12, 31)
COMPLETED = {1: 2372, 2: 1018, 3: 373, 5: 100, 7: 20, 10: 7}
IMPOSSIBLE = ["acf055e5-8475-4b2c-8063-be34b3e754da", "b10eac21-75f5-4c95-9ee5-780f42d73a12"]


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("convert", EXAMPLE / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def snapshot(source: Path) -> Snapshot:
    made: Snapshot = example().convert(source)
    return made


def links(*rows: tuple[str, str, str]) -> pl.DataFrame:
    columns = ["predecessor_organisation_id", "successor_organisation_id", "type"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_the_script_is_at_most_a_page() -> None:
    assert len((EXAMPLE / "convert.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_a_chain_of_renames_leads_to_the_last_name() -> None:
    renamed = links(("A", "B", "Name change"), ("B", "C", "Name change"))
    assert example().last_names(renamed) == {"A": "C", "B": "C"}


def test_a_merger_is_no_rename() -> None:
    merged = links(("A", "B", "Name change"), ("B", "C", "Merger"))
    assert example().last_names(merged) == {"A": "B"}


@pytest.mark.parametrize("rule", ["same-post", "same-department"])
def test_the_rules_of_the_example_meet_their_cases(rule: str) -> None:
    assert run(load_rulebook(EXAMPLE / "rulebook")[rule]) == []


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("years", "count"), COMPLETED.items())
def test_completed_appointments_are_counted_by_months(source: Path, years: int, count: int) -> None:
    ended = snapshot(source).assignments.filter(pl.col("end").is_not_null())
    assert ended.filter(months_between("start", "end") >= 12 * years).height == count


@pytest.mark.parametrize("source", SOURCES)
def test_those_in_office_at_the_end_of_2019_are_known(source: Path) -> None:
    facts = Facts(snapshot(source).replace(as_of=DAY))
    current = facts.stations.filter("is_current")
    women = facts.snapshot.people.filter(pl.col("sex") == "female")
    held = current.group_by("person_id", maintain_order=True).len()["len"]
    assert (current.height, facts.holders.height) == (136, 117)
    assert facts.holders.join(women, on="person_id", how="semi").height == 39
    assert (held >= 2).sum() == 19


@pytest.mark.parametrize("source", SOURCES)
def test_the_doctor_reports_the_two_impossible_rows_and_the_missing_births(source: Path) -> None:
    errors = examine(snapshot(source)).filter(pl.col("severity") == "error")
    backwards = errors.filter(pl.col("check") == "ends_before_start")
    assert backwards["row"].to_list() == IMPOSSIBLE
    assert errors.height == 3
    assert errors.filter(pl.col("column") == "birth")["reason"].to_list() == [
        "needed, and empty in all 1149 rows"
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_the_folder_written_reads_back_the_same(source: Path, tmp_path: Path) -> None:
    write_snapshot(snapshot(source), tmp_path / "uk")
    assert read(tmp_path / "uk").snapshot.digest() == snapshot(source).digest()


@pytest.mark.parametrize("source", SOURCES)
def test_whoever_is_due_for_the_post_has_held_one_for_three_years(source: Path) -> None:
    facts = Facts(snapshot(source).replace(as_of=DAY))
    due = screen(facts, load_rulebook(EXAMPLE / "rulebook")).filter(pl.col("rule") == "same-post")
    current = facts.stations.filter("is_current")
    long = current.filter(months_between("start", DAY) >= 36)["person_id"].unique()
    assert sorted(due["subject_id"]) == sorted(long)
    assert due.height == 7


@pytest.mark.parametrize("source", SOURCES)
def test_a_renamed_department_is_one_department(source: Path) -> None:
    facts = Facts(snapshot(source).replace(as_of=DAY))
    due = screen(facts, load_rulebook(EXAMPLE / "rulebook"))
    rows = due.filter(pl.col("rule") == "same-department")
    assert rows.height == 1
    assert rows["measure"].to_list() == [65]
