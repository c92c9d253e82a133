"""Times reading a 100,000-row, 30-column workbook against bare python-calamine on the same file.

Both sides run as fresh processes, one after the other, five times; the medians are compared.
Run: ``python benchmarks/workbook.py``. The result goes to ``benchmarks/results.json``.
"""

import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

ROWS, COLUMNS, RUNS, SEED = 100_000, 30, 5, 20230531
RESULTS = Path(__file__).with_name("results.json")
LIMIT = 2.0

BARE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names))
"""
OURS = """
import sys
from pathlib import Path
from diaopei.io import read
reading = read(Path(sys.argv[1]))
assert reading.issues.is_empty(), reading.issues
print(reading.snapshot.people.height)
"""
CODES = {
    "sex": ("female", "male"),
    "education": ("graduate", "bachelor", "junior_college"),
    "status": ("active", "on_leave"),
    "health_limit": ("none", "monitor"),
    "affiliation": ("local", "settled", "aid"),
    "level": ("section_principal", "section_deputy", "clerk"),
    "ethnicity": ("01", "04", "03"),
    "party": ("01", "13"),
}
DATES = ("birth", "party_since", "work_since", "level_since", "rank_since")


def write_people(path: Path) -> None:
    """A sheet of people with codes, dates, numbers and extra text columns, and the about sheet."""
    dice = random.Random(SEED)  # noqa: S311 - made-up data
    names = ["person_id", "name", "retirement_base_age", *CODES, *DATES]
    extra = [f"note_{number}" for number in range(COLUMNS - len(names))]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        about = book.add_worksheet("snapshot")
        about.write_row(0, 0, ["as_of", "2023-05-31"])
        sheet = book.add_worksheet("people")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, names + extra)
        for row in range(1, ROWS + 1):
            sheet.write_string(row, 0, f"N{row:06}")
            sheet.write_string(row, 1, f"人员{dice.randrange(10_000)}")
            sheet.write_number(row, 2, dice.choice((50, 55, 60)))
            for place, name in enumerate(names[3:], start=3):
                if name in CODES:
                    sheet.write_string(row, place, dice.choice(CODES[name]))
                else:
                    when = date(1970, 1, 1) + timedelta(days=dice.randrange(19_000))
                    sheet.write_datetime(row, place, when, day)
            for place in range(len(names), COLUMNS):
                sheet.write_string(row, place, f"note {dice.randrange(100_000)}")


def cpu() -> float:
    """Processor time of all ended child processes so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(code: str, path: Path) -> tuple[float, float]:
    """Wall and processor time of a fresh process that reads the file."""
    source = str(Path(__file__).resolve().parent.parent / "src")
    start, before = time.perf_counter(), cpu()
    subprocess.run(
        [sys.executable, "-c", code, str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": source},
    )
    return time.perf_counter() - start, cpu() - before


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.xlsx"
        write_people(path)
        pairs = [(seconds(BARE, path), seconds(OURS, path)) for _ in range(RUNS)]
    (bare, bare_cpu), (ours, ours_cpu) = (
        (statistics.median(wall), statistics.median(used))
        for wall, used in (zip(*side, strict=True) for side in zip(*pairs, strict=True))
    )
    figures = {
        "rows": ROWS,
        "columns": COLUMNS,
        "bare_seconds": round(bare, 2),
        "seconds": round(ours, 2),
        "ratio": round(ours / bare, 2),
        "bare_cpu_seconds": round(bare_cpu, 2),
        "cpu_seconds": round(ours_cpu, 2),
        "load_average": round(os.getloadavg()[0], 1),
        "runs": RUNS,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
    }
    print(json.dumps(figures))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["workbook"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if figures["ratio"] <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
