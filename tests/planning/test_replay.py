"""The days and the wishes of a plan are made anew from its own folder, and compared."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from diaopei.planning import Plan, replayed, write_plan

Change = Callable[[Path], None]


@pytest.fixture(scope="module", name="sound")
def sound_fixture(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replay") / "plan"
    write_plan(plan, folder)
    return folder


def without_last_row(name: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        pl.read_csv(path, infer_schema=False)[:-1].write_csv(path)

    return change


def told_otherwise(word: str, value: object) -> Change:
    def change(folder: Path) -> None:
        path = folder / "plan.json"
        words = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(words | {word: value}), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (without_last_row("legs.csv"), "legs.csv"),
        (without_last_row("wishes/standing.csv"), "wishes/standing.csv"),
        (without_last_row("wishes/ways.csv"), "wishes/ways.csv"),
        (told_otherwise("vacancy_days", 99), "plan.json"),
        (told_otherwise("first_day", "2023-06-02"), "plan.json: first_day"),
    ],
    ids=["a leg less", "a wish less", "a mechanism less", "other days", "another first day"],
)
def test_what_was_changed_is_named(change: Change, named: str, sound: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sound, tmp_path / "copy")
    change(folder)
    assert any(problem.startswith(named) for problem in replayed(folder))


def test_a_plan_left_alone_is_what_its_round_gives(sound: Path) -> None:
    assert replayed(sound) == []
