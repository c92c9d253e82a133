"""`diaopei doctor SNAP`: every issue of the data at once."""

from typing import Annotated

import typer

from diaopei.cli.command import Command, Output, Source
from diaopei.cli.language import say


def run(
    source: Source,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHECK[:ROW]=REASON",
            help=say("Let an error through, with a reason", "附理由放行错误", "附理由放行錯誤"),
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Prints the issues; exits with 1 if errors are left."""
    from diaopei.cli.console import show_frame
    from diaopei.cli.sources import acceptances, examined, write_table

    found, passed = examined(source, acceptances(accept or []))
    if output is not None:
        write_table("issues", found, output)
    else:
        show_frame(found.drop("check"), shown=200)
    errors = int((found["severity"] == "error").sum())
    warnings = found.height - errors
    print(
        say(
            f"{errors} errors, {warnings} warnings, {passed.height} accepted",
            f"{errors} 个错误，{warnings} 个提醒，{passed.height} 个已放行",
            f"{errors} 個錯誤，{warnings} 個提醒，{passed.height} 個已放行",
        )
    )
    if errors:
        raise typer.Exit(1)


COMMAND = Command(
    run,
    title={
        "en": "Say what is wrong in the data, where, and how to mend it",
        "zh-hans": "检查数据：哪里有误，如何更正",
        "zh-hant": "檢查資料：哪裡有誤，如何更正",
    },
    place=2,
)
