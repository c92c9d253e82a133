import subprocess
import sys
from pathlib import Path

import pytest

from diaopei.planning.auction.machine_code import text_of_all

CALLER = "@machine_code\ndef caller(number: int) -> int:\n    return called(number) + 1\n"
CALLED = "@machine_code\ndef called(number: int) -> int:\n    return number\n"


def written(folder: Path, **texts: str) -> str:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    return text_of_all(folder)


def test_what_is_kept_is_known_by_every_function_it_may_have_in_it(tmp_path: Path) -> None:
    before = written(tmp_path, caller=CALLER, called=CALLED)
    assert written(tmp_path, plain="def other() -> None: ...\n") == before
    assert written(tmp_path, called=CALLED.replace("number\n", "2 * number\n")) != before


SAME = """
import sys
sys.path.insert(0, sys.argv[1])
from diaopei.planning.auction import machine_code as told
told._FOLDER = told.Path(sys.argv[1]) / told.text_of_all(told.Path(sys.argv[1]))
from caller import caller
print(caller(20))
"""
IMPORT = "from diaopei.planning.auction.machine_code import machine_code\n"


@pytest.mark.parametrize("times", [1, 2])
def test_a_changed_function_is_never_called_as_it_was(tmp_path: Path, times: int) -> None:
    for factor in (times, times + 1):
        called = IMPORT + CALLED.replace("number\n", f"{factor} * number\n")
        written(tmp_path, called=called, caller=IMPORT + "from called import called\n" + CALLER)
        ran = subprocess.run(
            [sys.executable, "-c", SAME, str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == str(20 * factor + 1)
