from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Call = Callable[..., Any]


def test_read_writes_a_snapshot_and_keeps_the_issues(
    call: Call, broken: Path, tmp_path: Path
) -> None:
    said = call("read", broken, "-o", tmp_path / "out")
    assert said.status == 1
    assert (tmp_path / "out" / "snapshot.json").is_file()
    issues = pl.read_csv(tmp_path / "out.issues.csv")
    assert {"birth", "sex"} <= set(issues["column"])
    assert "1980-02-30" in said.err


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_read_writes_reads_back_without_an_issue(
    form: str, call: Call, town: Path, tmp_path: Path
) -> None:
    said = call("read", town, "-o", tmp_path / "again", "--form", form)
    assert (said.status, said.err) == (0, "")
    assert list((tmp_path / "again").glob(f"people.{form}"))
    assert call("doctor", tmp_path / "again").out == call("doctor", town).out


def test_read_refuses_an_unknown_form_as_a_wrong_call(
    call: Call, town: Path, tmp_path: Path
) -> None:
    assert call("read", town, "-o", tmp_path / "x", "--form", "pdf").status == 2


def test_doctor_lists_every_issue_and_exits_with_1(call: Call, broken: Path) -> None:
    said = call("doctor", broken)
    assert said.status == 1
    assert "1980-02-30" in said.out
    assert "woman" in said.out


def test_doctor_lets_an_error_through_for_a_reason(call: Call, broken: Path) -> None:
    listed = call("doctor", broken, "-o", broken.parent / "issues.csv")
    issues = pl.read_csv(broken.parent / "issues.csv").filter(pl.col("severity") == "error")
    passed = [word for check in issues["check"].unique() for word in ("--accept", f"{check}=known")]
    assert listed.status == 1
    said = call("doctor", broken, *passed)
    assert said.status == 0
    assert said.out.splitlines()[-1].startswith("0 errors, ")
    assert said.out.endswith(f", {issues.height} accepted\n")


def test_a_source_with_errors_is_not_screened(call: Call, broken: Path) -> None:
    said = call("screen", broken)
    assert said.status == 1
    assert "diaopei doctor" in said.err.splitlines()[-1]


@pytest.mark.parametrize("suffix", ["csv", "parquet", "json", "xlsx"])
def test_findings_go_to_the_format_of_the_file_name(
    suffix: str, call: Call, town: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"findings.{suffix}"
    said = call("screen", town, "-o", file)
    assert said.status == 0
    assert file.stat().st_size > 0
    assert said.err.endswith(f"rows → {file}\n")


def test_screening_counts_what_it_writes(call: Call, town: Path, tmp_path: Path) -> None:
    said = call("screen", town, "-o", tmp_path / "f.parquet")
    findings = pl.read_parquet(tmp_path / "f.parquet")
    told = {line.split()[0] for line in said.out.splitlines()[1:]}
    assert told == set(findings["rule"])


def test_another_day_has_other_findings(call: Call, town: Path) -> None:
    later = call("screen", town, "--as-of", "2026-05-31")
    assert later.status == 0
    assert later.out != call("screen", town).out


def test_a_day_of_another_form_is_refused(call: Call, town: Path) -> None:
    said = call("screen", town, "--as-of", "31 May")
    assert (said.status, said.err) == (1, "--as-of 31 May: not a day; write it as 2023-05-31\n")


def test_what_could_not_be_read_still_stops_a_plan_of_the_snapshot(
    call: Call, broken: Path, tmp_path: Path
) -> None:
    call("read", broken, "-o", tmp_path / "out")
    said = call("plan", tmp_path / "out", "-o", tmp_path / "plan")
    assert said.status == 1
    assert not (tmp_path / "plan" / "plan.json").exists()
