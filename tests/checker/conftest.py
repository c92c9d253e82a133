"""A small plan on disk, and a way to change it and seal it again."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from diaopei.fiction import prefecture
from diaopei.planning import Plan, Round, propose, write_plan

Change = Callable[[Path], None]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan") / "sound"
    write_plan(propose(prefecture(120, seed=5), choices=Round(batch="12%")), folder)
    return folder


@pytest.fixture(scope="session")
def small() -> Plan:
    """Proved by its prices, its plans parted into cases."""
    return propose(prefecture(50, seed=5), choices=Round(batch="20%"))


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "copy"))


def told(folder: Path) -> dict[str, Any]:
    words: dict[str, Any] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return words


def retold(folder: Path, **words: Any) -> None:
    text = json.dumps(told(folder) | words, ensure_ascii=False)
    (folder / "plan.json").write_text(text, encoding="utf-8")


def sealed(folder: Path) -> None:
    seals = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in told(folder)["files"]
    }
    retold(folder, files=seals)


def changed(folder: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    path = folder / "certificate" / f"{table}.parquet"
    change(pl.read_parquet(path)).write_parquet(path, statistics=False)
    sealed(folder)
