"""`diaopei screen SNAP`: who is due, by which rule."""

from typing import TYPE_CHECKING

from diaopei.cli.arguments import AsOf, Output, Rulebook, Source
from diaopei.cli.command import Command

if TYPE_CHECKING:
    import polars as pl

    from diaopei.screening.rulebook import Rulebook as Book

VERDICTS = ("breach", "due", "soon", "unknown", "exempt")


def run(
    source: Source, rulebook: Rulebook = "ngari", as_of: AsOf = None, output: Output = None
) -> None:
    """Shows how many findings each rule has; with -o writes every finding."""
    from diaopei.cli.console import working
    from diaopei.cli.language import say
    from diaopei.cli.outputs import deliver
    from diaopei.cli.sources import open_snapshot
    from diaopei.screening import load_rulebook, screen
    from diaopei.snapshot.facts import Facts

    snapshot = open_snapshot(source, as_of)
    book = load_rulebook(rulebook)
    with working(say("Screening", "正在筛查", "正在篩查")):
        findings = screen(Facts(snapshot), book)
    show_counts(findings, book)
    if output is not None:
        deliver("findings", findings, output)


def show_counts(findings: "pl.DataFrame", book: "Book") -> None:
    """One line a rule with findings: its title, and the number of each verdict."""
    from diaopei.cli.console import show_rows
    from diaopei.cli.language import pick

    counts = {
        (str(rule), str(verdict)): int(count)
        for rule, verdict, count in findings.group_by("rule", "verdict", maintain_order=True)
        .len()
        .iter_rows()
    }
    rules = sorted({rule for rule, _ in counts})
    show_rows(
        ("rule", *VERDICTS, ""),
        [
            (rule, *(counts.get((rule, verdict)) for verdict in VERDICTS), pick(book[rule].title))
            for rule in rules
        ],
        shown=len(rules),
    )


COMMAND = Command(
    run,
    title={
        "en": "List who is due to move, by which rule",
        "zh-hans": "筛查应交流人员及依据",
        "zh-hant": "篩查應交流人員及依據",
    },
    place=3,
)
