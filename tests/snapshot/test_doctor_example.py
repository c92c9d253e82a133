from pathlib import Path

import polars as pl
import pytest

from diaopei.io import read
from diaopei.snapshot.doctor import examine

EXAMPLE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ngari-2023"
FOLDERS = [EXAMPLE] if EXAMPLE.exists() else []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_example_of_1325_people_has_no_error(folder: Path) -> None:
    snapshot = read(folder).snapshot
    assert snapshot.people.height == 1325
    assert examine(snapshot).filter(pl.col("severity") == "error").is_empty()


@pytest.mark.parametrize("folder", FOLDERS)
def test_one_slip_in_the_example_is_found_alone(folder: Path) -> None:
    snapshot = read(folder).snapshot
    slip = pl.when(pl.col("assignment_id") == "A000002").then(pl.lit("P99999")).otherwise("post_id")
    broken = snapshot.replace(assignments=snapshot.assignments.with_columns(post_id=slip))
    found = examine(broken).filter(pl.col("severity") == "error")
    assert found.select("check", "row", "value").rows() == [("dead_reference", "A000002", "P99999")]
