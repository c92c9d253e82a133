"""Calls the command line in this process and gives status, output and notes."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from diaopei.cli import main


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
