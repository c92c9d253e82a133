import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diaopei.cli import every_command

Call = Callable[..., Any]

HEAVY = (
    "polars",
    "numpy",
    "highspy",
    "dataframely",
    "yaml",
    "jinja2",
    "xlsxwriter",
    "rich",
    "numba",
)


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from diaopei.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert in_a_new_process(code).splitlines()[-1] == "loaded: []"


def test_the_package_itself_imports_nothing_heavy() -> None:
    code = f"import sys, diaopei; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert in_a_new_process(code).strip() == "[]"


def test_help_names_every_command_in_the_order_of_the_work(call: Call) -> None:
    said = call("--help")
    assert said.status == 0
    places = [said.out.index(f"\n  {name} ") for name in every_command()]
    assert places == sorted(places)


@pytest.mark.parametrize("name", list(every_command()))
def test_every_command_explains_itself_and_each_of_its_options(name: str, call: Call) -> None:
    said = call(name, "--help")
    assert said.status == 0
    assert every_command()[name].title["en"] in " ".join(said.out.split())
    for argument in inspect.signature(every_command()[name].run).parameters.values():
        described = [part for part in argument.annotation.__metadata__ if part.help]
        assert described, f"{name}: {argument.name} has no help"


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
@pytest.mark.parametrize("words", [("--lang", "{}", "--help"), ("--help", "--lang={}")])
def test_the_language_may_stand_anywhere_in_the_call(language: str, words: tuple[str, ...]) -> None:
    asked = [word.format(language) for word in words]
    code = f"from diaopei.cli import main; main({asked!r})"
    said = in_a_new_process(code)
    assert every_command()["doctor"].title[language] in said


def test_help_of_options_is_in_the_language_asked_for() -> None:
    said = in_a_new_process(
        "from diaopei.cli import main; main(['doctor', '--help', '--lang', 'zh-hant'])"
    )
    assert "快照資料夾" in said


def test_an_unknown_language_is_a_wrong_call(call: Call) -> None:
    said = call("--lang", "de", "--help")
    assert (said.status, said.err) == (2, "--lang de: not one of en, zh-hans, zh-hant\n")


@pytest.mark.parametrize("words", [(), ("doctr",), ("doctor",), ("doctor", "a", "--colour")])
def test_a_wrong_call_exits_with_2(words: tuple[str, ...], call: Call) -> None:
    assert call(*words).status == 2


@pytest.mark.parametrize("name", ["doctor", "screen", "fit"])
def test_a_source_that_is_not_there_is_one_line_and_exit_1(
    name: str, call: Call, tmp_path: Path
) -> None:
    said = call(name, tmp_path / "nowhere")
    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert "nowhere" in said.err


def test_the_version_is_told(call: Call) -> None:
    assert call("--version").out.startswith("diaopei ")
