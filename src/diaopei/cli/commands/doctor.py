"""`diaopei doctor SNAP`: every issue of the data at once."""

import typer

from diaopei.cli.arguments import Accept, Output, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say


def run(source: Source, accept: Accept = None, output: Output = None) -> None:
    """Shows the issues; exits with 1 if errors are left."""
    from diaopei.cli.outputs import deliver
    from diaopei.cli.sources import read_source
    from diaopei.snapshot.doctor import accepted, examine
    from diaopei.snapshot.issue import all_issues

    reading = read_source(source)
    found = all_issues([reading.issues, examine(reading.snapshot)])
    errors, passed = accepted(found, accept or [])
    warnings = found.remove(found["severity"] == "error")
    deliver("issues", all_issues([errors, warnings]), output)
    print(
        say(
            f"{errors.height} errors, {warnings.height} warnings, {passed.height} accepted",
            f"{errors.height} 个错误，{warnings.height} 个提醒，{passed.height} 个已放行",
            f"{errors.height} 個錯誤，{warnings.height} 個提醒，{passed.height} 個已放行",
        )
    )
    if errors.height:
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
