"""The form of a certificate: what must hold of its tables before anybody adds them up.

Columns and kinds, numbers that lead nowhere, and sizes: what passes here can be added up in
whole numbers of 64 bits without one of them wrapping round.
"""

from collections.abc import Iterator

import polars as pl

SCALE = 2**20
"""Prices are whole numbers of 1/1,048,576 point."""

LARGEST = 2**61
"""Every sum of the proof that is not made in Python's own numbers stays below this."""

Tables = dict[str, pl.DataFrame]
_COLUMNS: dict[str, dict[str, pl.DataType]] = {
    "arcs": {
        "arc": pl.UInt32(),
        "person_id": pl.String(),
        "kind": pl.String(),
        "to_post_id": pl.String(),
        "home": pl.Boolean(),
        "chosen": pl.Boolean(),
    },
    "rows": {
        "index": pl.UInt32(),
        "constraint": pl.String(),
        "row": pl.String(),
        "subject": pl.String(),
        "at_least": pl.Int64(),
        "at_most": pl.Int64(),
        "soft": pl.Boolean(),
    },
    "entries": {"index": pl.UInt32(), "arc": pl.UInt32(), "coef": pl.Int32()},
    "layers": {
        "layer": pl.String(),
        "sense": pl.String(),
        "constant": pl.Int64(),
        "kept": pl.Int64(),
    },
    "cases": {
        "case": pl.Int64(),
        "parent": pl.Int64(),
        "person_id": pl.String(),
        "among": pl.String(),
        "arc": pl.Int64(),
        "inside": pl.Boolean(),
    },
    "proofs": {
        "layer": pl.String(),
        "case": pl.Int64(),
        "empty": pl.Boolean(),
        "cuts": pl.List(pl.Int64()),
        "bound": pl.Int64(),
    },
    "prices": {
        "layer": pl.String(),
        "case": pl.Int64(),
        "index": pl.Int64(),
        "price": pl.Int64(),
    },
}
TABLES = tuple(_COLUMNS)
"""The tables of a certificate."""

_MAY_BE_EMPTY = {("arcs", "to_post_id"), ("rows", "at_least"), ("rows", "at_most")}


def malformed(tables: Tables) -> list[str]:
    """What is wrong with a certificate's form, in lines; a proof takes only what has none."""
    for test in (_other_columns, _empty_cells, _loose_ends, _too_large):
        found = [f"certificate: {problem}" for problem in test(tables)]
        if found:
            return found
    return []


def _other_columns(tables: Tables) -> Iterator[str]:
    """Columns that are missing, too many, or of another kind."""
    names = tables["layers"].get_column("layer", default=pl.Series(dtype=pl.String)).to_list()
    for table, columns in _COLUMNS.items():
        each = {"arcs": "gain", "rows": "cost"}.get(table)
        more = {f"{each}_{name}": pl.Int64() for name in names} if each else {}
        wanted, given = columns | more, dict(tables[table].schema)
        for name in sorted(set(wanted) | set(given)):
            if wanted.get(name) != given.get(name):
                yield f"{table}.{name} is {given.get(name)}, not {wanted.get(name)}"


def _empty_cells(tables: Tables) -> Iterator[str]:
    for name, table in tables.items():
        for column in table.columns:
            if (name, column) not in _MAY_BE_EMPTY and table[column].null_count():
                yield f"{name}.{column} has empty cells"
    if any(None in cuts for cuts in tables["proofs"]["cuts"]):
        yield "proofs.cuts has empty cells"


def _loose_ends(tables: Tables) -> Iterator[str]:
    """Numbers and names that stand for nothing, or for two things."""
    arcs, rows, entries, layers, cases, proofs, prices = (tables[name] for name in TABLES)
    known = layers["layer"]
    person = arcs["person_id"]
    sound = {
        "arcs are not numbered from 0": (arcs["arc"] == pl.int_range(arcs.height, eager=True)),
        "a kind of arc is unknown": arcs["kind"].is_in(["stay", "move", "out"]),
        "rows are not numbered from 0": (rows["index"] == pl.int_range(rows.height, eager=True)),
        "an entry names no row": entries["index"] < rows.height,
        "an entry names no arc": entries["arc"] < arcs.height,
        "a layer's sense is unknown": layers["sense"].is_in(["min", "max"]),
        "cases are not numbered from 1": (
            cases["case"] == pl.int_range(1, cases.height + 1, eager=True)
        ),
        "a case parts a later one": (cases["parent"] >= 0) & (cases["parent"] < cases["case"]),
        "a case names nobody": cases["person_id"].is_in(person.unique().implode()),
        "a case parts by what is unknown": cases["among"].is_in(["stay", "home", "arc"]),
        "a proof names no layer": proofs["layer"].is_in(known.implode()),
        "a price names no layer": prices["layer"].is_in(known.implode()),
        "a price names no row": prices["index"].is_between(0, rows.height, closed="left"),
    }
    yield from (told for told, good in sound.items() if not good.all())
    keys = {"layers": ["layer"], "proofs": ["layer", "case"], "prices": ["layer", "case", "index"]}
    for name, key in keys.items():
        if tables[name].select(key).is_duplicated().any():
            yield f"{name} tells one thing twice"
    if not arcs.height or not layers.height:
        yield "there are no arcs, or no layers"
    elif int(person.rle_id()[-1]) + 1 != person.n_unique():
        yield "the arcs of a person do not stand together"


def _too_large(tables: Tables) -> Iterator[str]:
    """Numbers with which a sum could leave 64 bits, at the very worst."""
    arcs, rows, entries = tables["arcs"], tables["rows"], tables["entries"]
    names = tables["layers"]["layer"].to_list()
    gain = max(_largest(arcs[f"gain_{name}"]) for name in names)
    cost = max(_largest(rows[f"cost_{name}"]) for name in names)
    cut = max((sum(map(abs, cuts)) for cuts in tables["proofs"]["cuts"].to_list()), default=0)
    price, coef = _largest(tables["prices"]["price"]), _largest(entries["coef"])
    busiest = int(entries["arc"].value_counts()["count"].max() or 0)  # type: ignore[arg-type]
    worst = {
        "gains": arcs.height * gain,
        "gains and prices of an arc": (SCALE + cut) * gain + busiest * coef * price,
        "costs and prices of a row": (SCALE + cut) * cost,
        "entries of a row": entries.height * coef,
        "bounds of a row": max(_largest(rows["at_least"]), _largest(rows["at_most"])),
    }
    for told, most in worst.items():
        if most >= LARGEST:
            yield f"{told} may come to {most:,}, which does not fit into 64 bits"


def _largest(column: pl.Series) -> int:
    """The largest size of a number in a column, in Python's own numbers."""
    low, high = column.min(), column.max()
    return max(-int(low), int(high)) if low is not None and high is not None else 0  # type: ignore[arg-type]
