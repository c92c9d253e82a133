"""THE COMMAND LINE: arguments → one call → print, exit status.

A command is one file in `commands/`. Nothing heavy is imported before a command runs, so that
`--help` answers at once.
"""

import os
import sys
from collections.abc import Sequence

import typer

from diaopei import __version__
from diaopei.cli.command import Command
from diaopei.cli.language import LANGUAGES, VARIABLE, pick, say
from diaopei.discover import plugins
from diaopei.errors import DiaopeiError, InfeasibleError


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 the user must mend something, 2 wrong call."""
    language, rest = _language_of(list(sys.argv[1:] if arguments is None else arguments))
    if language is not None:
        if language not in LANGUAGES:
            print(f"--lang {language}: not one of {', '.join(LANGUAGES)}", file=sys.stderr)
            sys.exit(2)
        os.environ[VARIABLE] = language
    try:
        build_app()(rest, prog_name="diaopei")
    except DiaopeiError as error:
        said = pick(error.told) if isinstance(error, InfeasibleError) else str(error)
        for line in said.splitlines():
            print(line, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)


def build_app() -> typer.Typer:
    """The application with every command found in `commands/`, in the order of the work."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=_about())(_options)
    for name, command in every_command().items():
        app.command(name, help=pick(command.title))(command.run)
    return app


def every_command() -> dict[str, Command]:
    """Every command by the name it is called by, in the order of the work."""
    found = plugins("diaopei.cli.commands", Command)
    ordered = sorted(found.items(), key=lambda item: (item[1].place, item[0]))
    return {name.replace("_", "-"): command for name, command in ordered}


def _about() -> str:
    return say(
        "Plans the exchange of officials: a roster in, a proved and explained plan of moves out.",
        "安排干部交流：输入花名册，输出经过验证、逐条说明理由的调配方案。",
        "安排幹部交流：輸入花名冊，輸出經過驗證、逐條說明理由的調配方案。",
    )


def _options(
    lang: str = typer.Option(
        None,
        metavar="|".join(LANGUAGES),
        help=say("Language of what is shown", "显示语言", "顯示語言"),
    ),
    version: bool = typer.Option(
        False,
        "--version",
        callback=lambda wanted: _tell_version(wanted=wanted),
        is_eager=True,
        help=say("Tell the version and stop", "显示版本", "顯示版本"),
    ),
) -> None:
    """Takes the options of the program; `--lang` is taken wherever it stands, by `main`."""


def _tell_version(*, wanted: bool) -> None:
    if wanted:
        print(f"diaopei {__version__}")
        raise typer.Exit


def _language_of(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The value of `--lang`, wherever it stands, and the arguments without it."""
    rest: list[str] = []
    language = None
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            language = next(words, "")
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return language, rest
