"""Calls the command line in this process and gives status, output and notes."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from diaopei.cli import main
from diaopei.fiction import prefecture
from diaopei.io import write_snapshot


class Said(NamedTuple):
    status: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("DIAOPEI_LANG", "en")

    def run(*words: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(int(left.value.code or 0), said.out, said.err)

    return run


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up prefecture of sixty people as a snapshot folder."""
    folder = tmp_path_factory.mktemp("town") / "town"
    write_snapshot(prefecture(60), folder, "csv")
    return folder


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a birth that cannot be and an unknown sex."""
    folder = tmp_path_factory.mktemp("broken") / "broken"
    folder.mkdir()
    (folder / "snapshot.json").write_text('{"name": "b", "as_of": "2023-05-31"}', "utf-8")
    rows = "person_id,name,birth,sex\nP1,a,1980-02-30,male\nP2,b,1984-07,woman\n"
    (folder / "people.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def planning(town: Path) -> Said:
    """What planning the made-up prefecture says; its plan and models stand beside the town."""
    out, err = io.StringIO(), io.StringIO()
    words = ["plan", town, "-o", town.parent / "plan", "--export-model", town.parent / "models"]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("DIAOPEI_LANG", "en")
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
    return Said(int(left.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def planned(town: Path, planning: Said) -> Path:
    """The plan of the made-up prefecture as a folder."""
    assert planning.status == 0
    return town.parent / "plan"
