"""Writes the page of all figures, and its two pictures, from ``results.json``.

Run: ``python benchmarks/page.py``. A test compares page and pictures with the results.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import results
from curves import Chart

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
PICTURES = ROOT / "docs" / "pictures"
OURS, FLOOR, EXACT = "prices/standard", "flow/no rows", "exact/exact"
NAMES = {
    OURS: "prices, standard", "prices/quick": "prices, quick",
    "prices/thorough": "prices, thorough", EXACT: "exact engine", FLOOR: "min-cost flow, no rows",
    "cp_sat/2 workers": "CP-SAT, 2 workers", "cp_sat/1 worker": "CP-SAT, 1 worker",
    "highs/mip": "HiGHS MIP", "pdlp/relaxation": "PDLP", "timefold_search/search": "Timefold",
}  # fmt: skip
SEARCHING = ("cp_sat/", "highs/", "timefold_search/")
"""Peers that look for a plan."""

PARTS = {"cluster": "Beyond one machine"}
"""Parts of other benchmarks whose plain figures are shown as they are."""

HEAD = """# Benchmarks

Every figure here was measured by `make bench`, which renews this page; none is written by hand. A
round is made up: units of 12 seats, about 17 arcs a person, five in a hundred seats empty, eight in
a hundred people overdue, two in a hundred without a post. All goals are folded into one weighted
layer, as the peers take it; strict layers are further down.

The *net* gap is (bound − plan) / plan without the 1,000 points for each seat filled; the raw gap,
with them, is about twenty times smaller and flatters. The *share of the gain* is (bound − plan) /
(bound − a plan of the fewest moves), which no constant can dilute. A bound of ours is what prices
alone prove, in whole numbers; *proved* says that the search also showed no plan to be better. A
peer's plan is counted again by us: its value, and every row it must keep; of PDLP's prices we count
the bound they prove.
"""


MUCH = 2**62
LEAST = 0.0001
"""The smallest number drawn."""

Figures = Mapping[str, Mapping[str, Any]]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(str(value) for value in line) + " |\n" for line in lines)


def by_instance(figures: Figures) -> dict[tuple[str, int], dict[str, Mapping[str, Any]]]:
    """The figures of each family and size, by who measured."""
    found: dict[tuple[str, int], dict[str, Mapping[str, Any]]] = {}
    for key, figure in figures.items():
        family, people, who = key.split("/", 2)
        found.setdefault((family, int(people)), {})[who] = figure
    order = sorted(found, key=lambda one: (one[1], one[0] != "standard", one[0]))
    return {one: found[one] for one in order}


def percent(figure: Mapping[str, Any], name: str = "gap_percent") -> str:
    """A gap as text, `–` where there is none."""
    return f"{figure[name]:.4f} %" if name in figure else "–"


def seconds(figure: Mapping[str, Any]) -> str:
    """Processor and wall seconds."""
    return f"{figure['cpu']:.2f} / {figure['wall']:.2f}" if "cpu" in figure else "–"


def outcome(figure: Mapping[str, Any]) -> str:
    """How a program ended, in a word."""
    if figure.get("rows_missed"):
        return f"breaks {figure['rows_missed']} rows"
    if "value" not in figure and figure["status"] == "stopped":
        return "no plan" if "bound" not in figure else "bound only"
    words = {"optimal": "proved", "infeasible": "proved impossible", "stopped": "not proved"}
    return words.get(str(figure["status"]), str(figure["status"]))


def ours_rows(figures: Figures) -> list[list[object]]:
    """The price engine on every instance."""
    rows: list[list[object]] = []
    for (family, people), who in by_instance(figures).items():
        for name in (OURS, "prices/quick", "prices/thorough"):
            if name not in who:
                continue
            mine, floor = who[name], who.get(FLOOR, {})
            times = f"{mine['cpu'] / floor['cpu']:.2f}×" if floor.get("cpu") else "–"
            rows.append([
                f"{people:,}", family, name.split("/")[1], seconds(mine), times, outcome(mine),
                percent(mine), percent(mine, "raw_gap_percent"),
                percent(mine, "gap_of_gain_percent"), beforehand(mine),
                mine.get("memory_mb", "–"), mine.get("runs"),
            ])  # fmt: skip
    return rows


def beforehand(figure: Mapping[str, Any]) -> str:
    """What was known of an instance before: its best plan, or the smallest batch."""
    if "below_planted" in figure:
        return f"{figure['below_planted']:,} points below the best"
    if "fewest_moves" in figure:
        fewest, batch = figure["fewest_moves"]
        return f"batch {batch:,}, at least {fewest:,} must move"
    return ""


def peer_rows(figures: Figures) -> list[list[object]]:
    """Every other program on every instance, beside the price engine's plan."""
    rows: list[list[object]] = []
    for (family, people), who in by_instance(figures).items():
        ours = who.get(OURS, {})
        for name in NAMES:
            if name.startswith(("prices/", "flow/")) or name not in who:
                continue
            mine = who[name]
            rows.append([
                f"{people:,}", family, NAMES[name], outcome(mine), below(mine, ours),
                had(mine, ours), above(mine, ours), seconds(mine),
                mine.get("limit_seconds", "none"),
                mine.get("memory_mb", "–"),
            ])  # fmt: skip
    return rows


def below(mine: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    """By how many points, and how much of our net value, a plan lies below ours."""
    if "value" not in mine or "value" not in ours:
        return "–"
    loss = ours["value"] - mine["value"]
    return f"{loss:,} ({100 * loss / ours['net']:.3f} %)" if loss else "same"


def above(mine: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    """How far a bound lies above our plan, as part of our net value."""
    if "bound" not in mine or "value" not in ours:
        return "–"
    return f"{100 * (mine['bound'] - ours['value']) / ours['net']:.4f} %"


def had(mine: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    """How far below ours a peer's plan was when we were done."""
    if "plans_met" not in mine or "value" not in ours:
        return "–"
    value = mine.get("had_at_our_time")
    return "no plan" if value is None else f"{ours['value'] - value:,}"


def scores(figures: Figures) -> list[list[object]]:
    """Of each peer: on how many instances our plan is better, the same, or worse."""
    rows: list[list[object]] = []
    for name, title in NAMES.items():
        if name.startswith(SEARCHING):
            rows.append([title, *compared(figures, name)])
    return rows


def compared(figures: Figures, name: str) -> tuple[int, int, int]:
    """Instances on which our plan is better than a peer's, the same, and worse."""
    both = [who for who in by_instance(figures).values() if name in who and OURS in who]
    ahead = [worth(who[OURS]) - worth(who[name]) for who in both]
    return (
        sum(lead > 0 for lead in ahead),
        sum(lead == 0 for lead in ahead),
        sum(lead < 0 for lead in ahead),
    )


def worth(figure: Mapping[str, Any]) -> int:
    """What an answer is worth beside another: a proof that there is no plan beats any claim."""
    if figure["status"] == "infeasible":
        return MUCH
    value = figure.get("value")
    return -MUCH if value is None else int(value)


def headline(figures: Figures) -> dict[str, Any]:
    """The price engine against the floor at the largest size there is, and against all peers."""
    both = [
        (people, who[OURS], who[FLOOR])
        for (family, people), who in by_instance(figures).items()
        if family == "standard" and OURS in who and FLOOR in who
    ]
    told: dict[str, Any] = {}
    if both:
        people, mine, floor = both[-1]
        told = {"people": people, "times_flow": round(mine["cpu"] / floor["cpu"], 2)}
        told |= {name: mine[name] for name in ("arcs", "cpu", "gap_percent", "memory_mb")}
    won = [compared(figures, name) for name in NAMES if name.startswith(SEARCHING)]
    better, same, worse = (sum(counts) for counts in zip(*won, strict=True))
    return told | {"better": better, "same": same, "worse": worse}


def charts(figures: Figures) -> dict[str, Chart]:
    """Time and gap of everybody on the standard family, by size."""
    every_one = by_instance(figures).items()
    standard = {people: who for (family, people), who in every_one if family == "standard"}

    def curve(name: str, field: str) -> list[tuple[float, float]]:
        known = [(people, who.get(name, {})) for people, who in standard.items()]
        return [(people, max(one[field], LEAST)) for people, one in known if field in one]

    def every(field: str) -> dict[str, list[tuple[float, float]]]:
        return {title: curve(name, field) for name, title in NAMES.items()}

    times = Chart("Processor time, standard family", "seconds", every("cpu"))
    gaps = Chart("Net gap proved by a program's own bound, standard family",
                 f"percent; {LEAST:g} stands for none", every("gap_percent"))  # fmt: skip
    return {"bench-time": times, "bench-gap": gaps}


def about(part: Mapping[str, Any]) -> str:
    """Machine, versions and settings."""
    rows = [
        [name, text, ", ".join(f"{tool} {number}" for tool, number in said["versions"].items())]
        for name, said in part["about"].items()
        for text in said["settings"].values()
    ]
    where = f"{part['machine']}, Python {part['python']}; seed 0 everywhere."
    return f"{where}\n\n{table(['program', 'setting', 'versions'], rows)}"


OUR_HEADS = ("people", "family", "pace", "CPU / wall s", "× flow", "plan", "net gap", "raw gap",
             "of the gain", "known beforehand", "MB", "runs")  # fmt: skip
PEER_HEADS = ("people", "family", "program", "outcome", "below our plan", "at our time",
              "bound above our plan", "CPU / wall s", "limit s", "MB")  # fmt: skip


OUR_TEXT = """*× flow* is processor time against OR-Tools' minimum-cost flow on the same arcs
without any row but seats. In `tight-batch` all who must move do and everybody is placed, under the
smallest batch that allows it; in `planted` the best plan is known; `infeasible` has no plan.
"""
PEER_TEXT = """Each peer begins with the plan in which everybody stays and may search for ten times
our wall time, at least 10 s and at most 30 s; the time shown also counts what it takes to build its
model. *At our time* is how far below ours the plan was that it held when we were done.
"""


def contest(part: Mapping[str, Any]) -> list[str]:
    """The table of our engines and their peers."""
    figures = part["figures"]
    return [
        about(part),
        "![Processor time by size](../pictures/bench-time.svg)\n",
        "![Net gap by size](../pictures/bench-gap.svg)\n",
        "## Our plans and their proofs\n",
        OUR_TEXT,
        table(OUR_HEADS, ours_rows(figures)),
        "## Beside the peers\n",
        PEER_TEXT,
        table(("peer", "our plan better", "the same", "worse"), scores(figures)),
        table(PEER_HEADS, peer_rows(figures)),
    ]


AGREED = """Of {compared} rounds of up to 1,000 people in strict layers, {agreeing} have the same
value in every layer by the price engine and by the exact one; the price engine proved
{proved_by_prices} of them itself.
"""


def agreement(part: Mapping[str, Any]) -> list[str]:
    """How far both engines agree."""
    return [
        "## Two engines, the same layers\n",
        AGREED.format(**part),
    ]


def strict(part: Mapping[str, Any]) -> list[str]:
    """What strict layers cost."""
    rows = []
    for name, one in part["families"].items():
        ratio = f"{one['ratio']}×" if "ratio" in one else "not done"
        done = one["layers"].values()
        layers = "; ".join(
            f"{layer['layer']} {layer['value']:,} ({layer['bound']:,}), {layer['cpu']} s"
            for layer in done
        )
        proved = f"{sum(layer['proved'] for layer in done)} of {len(done)}"
        single, whole = one.get("weighted_cpu", "–"), one.get("strict_cpu", "–")
        rows.append([name, single, whole, ratio, one["runs"], proved, layers])
    heads = ("family", "weighted, CPU s", "strict, CPU s", "ratio", "runs", "layers proved",
             "layers done: value (proved bound), CPU")  # fmt: skip
    return [f"## Strict layers at {part['people']:,} people\n", table(heads, rows)]


def board(part: Mapping[str, Any]) -> list[str]:
    """How long an edit takes, by kind and by how goals are added up."""
    rows = [
        [goals, edit, *(one["wall_ms"][name] for name in ("median", "p99", "max")),
         one["breaks_alone_percent"], one["mended_percent"], one["touched"]["median"]]
        for goals in ("weighted", "strict")
        for edit, one in part.get(goals, {}).get("edits", {}).items()
    ]  # fmt: skip
    heads = ("goals", "edit", "median ms", "p99 ms", "most ms", "break rows alone, %",
             "of these mended, %", "others touched, median")  # fmt: skip
    said = f"{part['count']:,} edits of a plan of {part['people']:,} people, from Python.\n"
    return ["## Edits while one watches\n", said, table(heads, rows)]


def plain(title: str, part: Mapping[str, Any]) -> list[str]:
    """A part's numbers and words, as they are."""
    rows = [[key.replace("_", " "), value] for key, value in part.items()
            if isinstance(value, str | int | float) and key != "stamp"]  # fmt: skip
    return [f"## {title}\n", table(("what", "measured"), rows)]


def text(measured: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [HEAD]
    for name, told in (("contest", contest), ("agreement", agreement), ("strict", strict),
                       ("board", board)):  # fmt: skip
        if name in measured:
            parts += told(measured[name])
    for name, title in PARTS.items():
        if name in measured:
            parts += plain(title, measured[name])
    return "\n".join(parts)


def written(measured: Mapping[str, Any]) -> dict[Path, str]:
    """Every file this makes, with its text."""
    drawn = charts(measured["contest"]["figures"]) if "contest" in measured else {}
    pictures = {PICTURES / f"{name}.svg": chart.svg() for name, chart in drawn.items()}
    return {PAGE: text(measured), **pictures}


def main() -> None:
    for path, new in written(results.every()).items():
        path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
