"""Writes the table of measured figures into the READMEs from ``results.json``.

Run: ``python benchmarks/readme_table.py``. A test compares the pages with the results.
"""

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
PAGES = {"README.md": "en", "README.zh-Hans.md": "zh-hans"}
HEADS = {"en": ("What", "Measured", "By"), "zh-hans": ("项目", "实测", "复现")}
ROWS: dict[str, dict[str, tuple[str, str]]] = {
    "workbook": {
        "en": (
            "A workbook of {rows:,} rows × {columns} columns read, against bare python-calamine",
            "{ratio}× ({seconds} s against {bare_seconds} s)",
        ),
        "zh-hans": (
            "读取并检查 {rows:,} 行 × {columns} 列工作簿，与单用 python-calamine 相比",
            "{ratio} 倍（{seconds} 秒比 {bare_seconds} 秒）",
        ),
    },
    "screening_million": {
        "en": (
            "{people:,} people, {assignments:,} assignments: read and screened ({rules} rules)",
            "{wall_seconds} s, {peak_gib} GiB",
        ),
        "zh-hans": (
            "{people:,} 人、{assignments:,} 条任职记录：读取、检查、以 {rules} 条规则筛查",
            "{wall_seconds} 秒，{peak_gib} GiB",
        ),
    },
    "planning": {
        "en": (
            "A round of {people:,} people, {arcs:,} possible moves and {rows:,} rows, in layers",
            "{wall_seconds} s, {peak_gib} GiB",
        ),
        "zh-hans": (
            "一批次：{people:,} 人、{arcs:,} 项可能的调动、{rows:,} 条约束，逐层求解",
            "{wall_seconds} 秒，{peak_gib} GiB",
        ),
    },
    "fit": {
        "en": (
            "{people:,} people × {posts:,} posts scored, the best {keep} of each kept",
            "{grid_and_shortlist_seconds} s",
        ),
        "zh-hans": (
            "{people:,} 人 × {posts:,} 个岗位评分，各留最佳 {keep} 个",
            "{grid_and_shortlist_seconds} 秒",
        ),
    },
    "budgets": {
        "en": (
            "`diaopei --help`; median lines of a file, of a function; tests to source",
            "{help_seconds} s; {file_median:g}, {function_median:g}; {tests_to_source}",
        ),
        "zh-hans": (
            "`diaopei --help`；文件与函数行数中位数；测试与源码行数比",
            "{help_seconds} 秒；{file_median:g}、{function_median:g}；{tests_to_source}",
        ),
    },
}


def table(measured: dict[str, Any], language: str) -> str:
    """The Markdown table of one language; figures not measured yet have no row."""
    heads = HEADS[language]
    lines = [heads, ("---",) * len(heads)]
    for key, texts in ROWS.items():
        if key in measured:
            what, value = texts[language]
            told = measured[key]
            lines.append((what.format(**told), value.format(**told), f"`benchmarks/{key}.py`"))
    machine = sorted({str(told["machine"]) for told in measured.values() if "machine" in told})
    rows = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return f"{rows}\n{', '.join(machine)}\n"


def renewed(page: str, measured: dict[str, Any], language: str) -> str:
    """A page with its table renewed."""
    text = table(measured, language)
    return BLOCK.sub(lambda found: f"{found[1]}{text}{found[2]}", page)


def results() -> dict[str, Any]:
    """The figures last measured, by benchmark."""
    kept: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return kept


def main() -> None:
    for name, language in PAGES.items():
        path = ROOT / name
        page = path.read_text(encoding="utf-8")
        path.write_text(renewed(page, results(), language), encoding="utf-8")


if __name__ == "__main__":
    main()
