import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from diaopei.screening import load_rulebook

Call = Callable[..., Any]


def first(town: Path, table: str, column: str) -> str:
    return str(pl.read_csv(town / f"{table}.csv", infer_schema=False)[column][0])


def test_the_best_people_for_a_post_come_first(call: Call, town: Path) -> None:
    said = call("fit", town, "--post", first(town, "posts", "post_id"), "--top", 3)
    scores = [int(line.split()[2]) for line in said.out.splitlines()[1:]]
    assert said.status == 0
    assert scores == sorted(scores, reverse=True)


def test_one_pair_is_told_part_by_part(call: Call, town: Path) -> None:
    person, post = first(town, "people", "person_id"), first(town, "posts", "post_id")
    said = call("fit", town, "--post", post, "--person", person)
    assert said.out.startswith(f"{person} → {post}: ")
    assert len(said.out.splitlines()) > 7


def test_all_pairs_worth_a_look_can_be_written(call: Call, town: Path, tmp_path: Path) -> None:
    assert call("fit", town, "--top", 2, "-o", tmp_path / "fits.csv").status == 0
    assert {"person_id", "post_id", "score"} <= set(pl.read_csv(tmp_path / "fits.csv").columns)


@pytest.mark.parametrize("word", ["--post", "--person"])
def test_a_name_nobody_has_is_refused(word: str, call: Call, town: Path) -> None:
    said = call("fit", town, word, "X9")
    assert said.status == 1
    assert "'X9'" in said.err


def test_rules_are_listed_with_value_and_source(call: Call) -> None:
    said = call("rules", "--as-of", "2023-05-31")
    row = next(line for line in said.out.splitlines() if line.startswith("same-department"))
    assert "7 year" in row
    assert "西藏日報" in row


def test_every_rule_in_force_is_listed(call: Call, tmp_path: Path) -> None:
    call("rules", "--as-of", "2026-01-01", "-o", tmp_path / "rules.csv")
    assert set(pl.read_csv(tmp_path / "rules.csv")["rule"]) == {
        rule.name for rule in load_rulebook("ngari").rules
    }


def test_a_changed_value_says_whom_it_would_touch(call: Call, town: Path, tmp_path: Path) -> None:
    changed = ("--changed", "same-department.limit=1y")
    said = call("rules", town, *changed, "-o", tmp_path / "touched.csv")
    touched = pl.read_csv(tmp_path / "touched.csv")
    assert said.status == 0
    assert set(touched["rule"]) == {"same-department"}
    assert touched.filter(pl.col("before") == pl.col("after")).is_empty()


@pytest.mark.parametrize("word", ["same-dep.limit=5y", "same-department.limt=5y", "nonsense"])
def test_a_change_of_nothing_known_is_refused(word: str, call: Call, town: Path) -> None:
    assert call("rules", town, "--changed", word).status == 1


@pytest.mark.parametrize("suffix", ["html", "json", "txt", "xlsx"])
def test_a_report_takes_the_format_of_its_file_name(
    suffix: str, call: Call, town: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"due.{suffix}"
    assert call("report", "due-list", town, "-o", file).status == 0
    assert file.stat().st_size > 0


def test_the_bulletin_of_a_snapshot_gives_its_figures(
    call: Call, town: Path, tmp_path: Path
) -> None:
    call("report", "bulletin", town, "-o", tmp_path / "b.json")
    figures = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["figures"]
    assert len(figures) == 17


def test_a_report_about_a_plan_says_what_it_needs(call: Call, town: Path, tmp_path: Path) -> None:
    said = call("report", "round", town, "-o", tmp_path / "r.html")
    assert said.status == 1
    assert "diaopei plan" in said.err


@pytest.mark.parametrize(("kind", "file"), [("weather", "w.html"), ("due-list", "w.pdf")])
def test_an_unknown_report_or_format_is_refused_with_those_there_are(
    kind: str, file: str, call: Call, town: Path, tmp_path: Path
) -> None:
    said = call("report", kind, town, "-o", tmp_path / file)
    assert said.status == 1
    assert "there are: " in said.err
