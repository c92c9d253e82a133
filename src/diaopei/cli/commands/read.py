"""`diaopei read SRC -o SNAP`: any format becomes a snapshot folder."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.command import Command
from diaopei.cli.language import say

Kept = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="SNAP",
        help=say("Folder to write", "输出文件夹", "輸出資料夾"),
    ),
]  # fmt: skip
Origin = Annotated[
    Path,
    typer.Argument(
        metavar="SRC",
        help=say(
            "A folder of CSV or Parquet, a workbook, or a roster",
            "CSV 或 Parquet 文件夹、工作簿或花名册",
            "CSV 或 Parquet 資料夾、活頁簿或花名冊",
        ),
    ),
]
Form = Annotated[
    str, typer.Option(metavar="csv|parquet", help=say("Form of the tables", "表格格式", "表格格式"))
]


def run(source: Origin, output: Kept, form: Form = "csv") -> None:
    """Writes the snapshot and its issues; exits with 1 if there are errors."""
    from diaopei.cli.sources import kept_issues, read_source, tell_issues
    from diaopei.io import write_snapshot, write_tables

    if form not in ("csv", "parquet"):
        msg = f"--form {form}: csv or parquet"
        raise typer.BadParameter(msg)
    reading = read_source(source)
    write_snapshot(reading.snapshot, output, form)
    beside = kept_issues(output)
    write_tables({"issues": reading.issues}, beside)
    tell_issues(reading.issues)
    people, posts = reading.snapshot.people.height, reading.snapshot.posts.height
    print(
        say(
            f"{people} people, {posts} posts → {output}; {reading.issues.height} issues → {beside}",
            f"{people} 人、{posts} 个岗位 → {output}；{reading.issues.height} 个问题 → {beside}",
            f"{people} 人、{posts} 個崗位 → {output}；{reading.issues.height} 個問題 → {beside}",
        )
    )
    if (reading.issues["severity"] == "error").any():
        raise typer.Exit(1)


COMMAND = Command(
    run,
    title={
        "en": "Read files of any format into a snapshot folder",
        "zh-hans": "读取各种格式的文件，生成快照文件夹",
        "zh-hant": "讀取各種格式的檔案，產生快照資料夾",
    },
    place=1,
)
