"""Leadership teams and the classes of people a rule wants in them."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.screening.rule import Rule
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

KINDS_PRESENT = ("birth_decades", "specialties", "affiliation_mix")
"""These count how many of the listed classes are present; the others count people."""

YEAR = 12


def demands(facts: Facts, rule: Rule) -> pl.DataFrame:
    """What a rule of the kind `team` demands of every unit it binds that has members in force.

    Returns:
        `unit_id`, `value` (a class of people, as in `in_class`), `at_least`, `at_most` (null where
        not asked), `unit` (person or percent), and `needs`: how many of the unit's values must
        be met. Where the rule counts people, one value stands for all its classes and `needs`
        is 1; where it counts kinds present, each class asks for one person.
    """
    ground = Ground(facts)
    day = ground.as_of
    low, high = (
        rule.number(name, on=day) if name in rule.numbers else None
        for name in ("at_least", "at_most")
    )
    unit = rule.numbers["at_least" if low is not None else "at_most"].unit
    values, needs = [rule.word("counts")], 1
    if rule.word("counts") in KINDS_PRESENT:
        values, needs, low, high, unit = list(rule.listed("of")), low or 0, 1, None, "person"
    teams = bound_units(ground, rule).filter("bound").select("unit_id")
    return teams.join(pl.DataFrame({"value": values}), how="cross").with_columns(
        at_least=pl.lit(low, dtype=pl.Int64),
        at_most=pl.lit(high, dtype=pl.Int64),
        unit=pl.lit("percent" if unit == "percent" else "person"),
        needs=pl.lit(needs, dtype=pl.Int64),
    )


def in_class(facts: Facts, rule: Rule) -> pl.DataFrame:
    """`value`, `person_id`: everybody in force who counts for a class the rule names."""
    ground = Ground(facts)
    marked = _marked(ground, rule, ground.people)
    return marked.filter("counts").select("value", "person_id")


def bound_units(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Units with team members in force which the rule binds (`bound` true) or may bind (null)."""
    manned = ground.members.select("unit_id").unique(maintain_order=True)
    units = ground.units.join(manned, on="unit_id", how="semi", maintain_order="left")
    return ground.bound(units, rule)


def counted(ground: Ground, rule: Rule) -> pl.DataFrame:
    """`unit_id`, `low`, `high`, `size`, `evidence`: how many count surely, how many at most.

    People, or kinds present, as the rule counts; they differ where a value is not known.
    """
    members = _marked(ground, rule, ground.members)
    per_value = members.group_by("unit_id", "value", maintain_order=True).agg(
        low=pl.col("counts").fill_null(value=False).sum(),
        high=pl.col("counts").fill_null(value=True).sum(),
        size=pl.len(),
        evidence=pl.col("assignment_id"),
    )
    if rule.word("counts") not in KINDS_PRESENT:
        return per_value.drop("value")
    return per_value.group_by("unit_id", maintain_order=True).agg(
        low=(pl.col("low") > 0).sum(),
        high=(pl.col("high") > 0).sum(),
        size=pl.col("size").first(),
        evidence=pl.col("evidence").first(),
    )


def _marked(ground: Ground, rule: Rule, people: pl.DataFrame) -> pl.DataFrame:
    """The people once for each value of the rule, with `counts`: true, false or not known."""
    what, of = rule.word("counts"), rule.listed("of")
    columns = [name for name in ("unit_id", "person_id", "assignment_id") if name in people]
    values = of if what in KINDS_PRESENT else (what,)
    parts = [
        people.select(*columns, value=pl.lit(value), counts=_counts(ground, rule, value))
        for value in values
    ]
    return pl.concat(parts)


def _counts(ground: Ground, rule: Rule, value: str) -> pl.Expr:
    """Whether a person counts for a value, by what the rule counts."""
    of = list(rule.listed("of"))
    match rule.word("counts"):
        case "women":
            return pl.col("sex") == "female"
        case "below_age":
            age = months_between("birth", ground.as_of) // YEAR
            return age < rule.number("age", on=ground.as_of)
        case "birth_decades":
            decade = pl.col("birth").dt.year() // 10 * 10
            return decade == int(value.rstrip("s"))
        case "specialties":
            return pl.col("specialties").list.contains(value).fill_null(value=False)
        case "affiliation_mix":
            return pl.col("affiliation") == value
        case column:
            return pl.col(column).is_in(of)
