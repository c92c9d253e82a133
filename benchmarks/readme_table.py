"""Writes the table of measured figures into the READMEs from ``results.json``.

Run: ``python benchmarks/readme_table.py``. A test compares the pages with the results.
"""

import json
import re
from pathlib import Path
from string import Formatter
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
    "contest": {
        "en": (
            "{people:,} people, {arcs:,} arcs, all rows: plan, proof, against bare min-cost flow",
            "{times_flow}× ({cpu} s CPU), net gap {gap_percent} %, {memory_mb} MB",
        ),
        "zh-hans": (
            "{people:,} 人、{arcs:,} 条可行调动、全部约束：方案与证明，与无约束最小费用流相比",
            "{times_flow} 倍（CPU {cpu} 秒），净差距 {gap_percent} %，{memory_mb} MB",
        ),
    },
    "contest:peers": {
        "en": (
            "Plans against CP-SAT, HiGHS and Timefold, which search ten times as long",
            "better {better}, same {same}, worse {worse}",
        ),
        "zh-hans": (
            "方案与 CP-SAT、HiGHS、Timefold（时限为十倍）相比",
            "更优 {better}，相同 {same}，更差 {worse}",
        ),
    },
    "agreement": {
        "en": (
            "Strict layers by prices and by the exact engine: the same value in every layer",
            "{agreeing} of {compared} rounds",
        ),
        "zh-hans": (
            "逐层求解：价格引擎与精确引擎各层数值相同",
            "{compared} 个批次中 {agreeing} 个",
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
        name = key.split(":")[0]
        told, (what, value) = measured.get(name, {}), texts[language]
        if blanks(what + value) <= told.keys():
            lines.append((what.format(**told), value.format(**told), f"`benchmarks/{name}.py`"))
    machine = sorted({str(told["machine"]) for told in measured.values() if "machine" in told})
    rows = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return f"{rows}\n{', '.join(machine)}\n"


def blanks(words: str) -> set[str]:
    """What a text leaves to be filled in."""
    return {name for _, name, *_ in Formatter().parse(words) if name}


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
