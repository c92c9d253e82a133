"""Measures the house: size of files and functions, tests against source, start of the command.

Run: ``python benchmarks/budgets.py``. The result goes to ``benchmarks/results.json``.
"""

import ast
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("results.json")
RUNS = 9


def sizes(folder: str) -> tuple[list[int], list[int]]:
    """Lines of every file below a folder, and of every function in them."""
    files, functions = [], []
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        files.append(len(text.splitlines()))
        functions += [
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
    return files, functions


def seconds_of_help() -> float:
    """Median wall time of `diaopei --help` as a fresh process."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "diaopei", "--help"], check=True, stdout=subprocess.DEVNULL
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    files, functions = sizes("src")
    tests, _ = sizes("tests")
    figures = {
        "files": len(files),
        "file_median": statistics.median(files),
        "file_longest": max(files),
        "functions": len(functions),
        "function_median": statistics.median(functions),
        "function_longest": max(functions),
        "tests_to_source": round(sum(tests) / sum(files), 2),
        "help_seconds": round(seconds_of_help(), 2),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
    }
    print(json.dumps(figures))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["budgets"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
