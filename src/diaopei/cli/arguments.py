"""The arguments that several commands share; imported when the language is known."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.language import say

Source = Annotated[
    Path,
    typer.Argument(
        metavar="SNAP",
        help=say(
            "A snapshot folder, a workbook or a roster",
            "快照文件夹、工作簿或花名册",
            "快照資料夾、活頁簿或花名冊",
        ),
    ),
]
MaybeSource = Annotated[
    Path | None,
    typer.Argument(
        metavar="SNAP",
        help=say(
            "With --changed: whose people to compare",
            "与 --changed 合用：比较哪份快照",
            "與 --changed 合用：比較哪份快照",
        ),
    ),
]
PlanFolder = Annotated[
    Path,
    typer.Argument(metavar="PLAN", help=say("A plan's folder", "方案文件夹", "方案資料夾")),
]
Rulebook = Annotated[
    str,
    typer.Option(
        help=say("A rulebook's name, or its folder", "规则集名称或文件夹", "規則集名稱或資料夾")
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help=say(
            "The day asked about, YYYY-MM-DD; else the snapshot's",
            "查询日期 YYYY-MM-DD，缺省为快照日期",
            "查詢日期 YYYY-MM-DD，預設為快照日期",
        ),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=say(
            "Where to write: .csv, .parquet, .json or .xlsx",
            "输出文件：.csv、.parquet、.json 或 .xlsx",
            "輸出檔案：.csv、.parquet、.json 或 .xlsx",
        ),
    ),
]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CHECK[:ROW]=REASON",
        help=say("Let an error through, with a reason", "附理由放行错误", "附理由放行錯誤"),
    ),
]
Changed = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE.NUMBER=VALUE",
        help=say(
            "Another value, such as same-department.limit=5y",
            "改用其他数值，如 same-department.limit=5y",
            "改用其他數值，如 same-department.limit=5y",
        ),
    ),
]
PersonId = Annotated[
    str, typer.Argument(metavar="PERSON", help=say("A person's id", "人员编号", "人員編號"))
]
RoundFile = Annotated[
    Path | None,
    typer.Option(
        "--round",
        metavar="FILE",
        help=say("The choices of the round, YAML", "本批次的选择（YAML）", "本批次的選擇（YAML）"),
    ),
]
RoundsBook = Annotated[
    str | None,
    typer.Option(
        "--rulebook",
        help=say(
            "A rulebook's name or folder; else the round's, else ngari",
            "规则集名称或文件夹；缺省依批次文件，再缺省为 ngari",
            "規則集名稱或資料夾；預設依批次檔，再預設為 ngari",
        ),
    ),
]
