"""`diaopei rules`: the rules with their values in force and where they stand."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from diaopei.cli.arguments import AsOf, Changed, MaybeSource, Output, Rulebook
from diaopei.cli.command import Command

if TYPE_CHECKING:
    import polars as pl

    from diaopei.screening.rule import Rule


def run(
    source: MaybeSource = None,
    rulebook: Rulebook = "ngari",
    as_of: AsOf = None,
    changed: Changed = None,
    output: Output = None,
) -> None:
    """Lists the rules; with --changed, whom another value would touch in a snapshot."""
    from diaopei.cli.outputs import deliver
    from diaopei.cli.sources import changed_values, day, open_snapshot, today
    from diaopei.screening import load_rulebook, touched
    from diaopei.snapshot.facts import Facts

    values = changed_values(changed or [])
    if source is None:
        book = load_rulebook(rulebook, values or None)
        table = listed(book.rules, day(as_of) or today())
    else:
        facts = Facts(open_snapshot(source, as_of))
        table = touched(facts, load_rulebook(rulebook), values)
    deliver("rules", table, output, shown=1000)


def listed(rules: "Iterable[Rule]", on: date) -> "pl.DataFrame":
    """One row a rule and figure in force on a day."""
    import polars as pl

    from diaopei.cli.language import pick
    from diaopei.cli.rule_values import values_on

    rows = [
        (rule.name, rule.strictness, pick(rule.title), *value)
        for rule in rules
        for value in values_on(rule, on)
    ]
    heads = ("rule", "strictness", "title", "figure", "value", "since", "source")
    return pl.DataFrame(rows, schema=heads, orient="row")


COMMAND = Command(
    run,
    title={
        "en": "List the rules with today's values and their sources",
        "zh-hans": "列出规则、现行数值及依据",
        "zh-hant": "列出規則、現行數值及依據",
    },
    place=11,
)
