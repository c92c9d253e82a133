from datetime import date

import polars as pl
from tests.planning.wishers import AS_OF, tables

from diaopei.planning.merit import merit
from diaopei.snapshot import Snapshot, shape
from diaopei.snapshot.facts import Facts


def merit_of(*years: tuple[str, int, str], held: str | None = "P1") -> int:
    told = tables({"A": held}, {"P1": {}})
    rows = [{"person_id": who, "year": year, "grade": grade} for who, year, grade in years]
    told |= {"appraisals": rows}
    frames = {name: shape(name, pl.DataFrame(r) if r else None) for name, r in told.items()}
    table = merit(Facts(Snapshot.of({"name": "small", "as_of": AS_OF}, frames)))
    return int(table.filter(pl.col("person_id") == "A")["merit"].item())


def test_it_is_the_months_at_the_level() -> None:
    assert merit_of() == 28


def test_it_runs_from_the_level_where_no_post_is_held() -> None:
    assert merit_of(held=None) == 28


def test_an_excellent_year_adds_half_a_year_and_a_poor_one_does_not_count() -> None:
    assert merit_of(("A", 2021, "excellent"), ("A", 2022, "competent")) == 34
    assert merit_of(("A", 2022, "basic")) == 16
    assert merit_of(("A", 2022, "incompetent")) == 16


def test_years_before_the_level_add_nothing() -> None:
    assert merit_of(("A", 2020, "excellent")) == 28


def test_it_knows_nothing_of_sex_age_ethnicity_health_or_family() -> None:
    told = tables({"A": "P1"}, {"P1": {}})
    plain = {name: shape(name, pl.DataFrame(r)) for name, r in told.items() if r}
    other = plain["people"].with_columns(
        sex=pl.lit("female"), ethnicity=pl.lit("04"), birth=pl.lit(date(1999, 1, 1)),
        health_limit=pl.lit("no_higher"),
    )  # fmt: skip
    ties = pl.DataFrame({"person_id": ["A"], "relation": ["spouse"], "other_name": ["B"]})
    about = {"name": "small", "as_of": AS_OF}
    before = merit(Facts(Snapshot.of(about, plain)))
    after = merit(Facts(Snapshot.of(about, plain | {"people": other, "ties": ties})))
    assert before.equals(after)
