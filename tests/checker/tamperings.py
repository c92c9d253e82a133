"""Tamperings: each makes something in a plan false, by the way it is made and not by any check.

Why each is false stands with it. What would leave all claims true is not made: rows of a table in
another order, a price of a row that everybody's one place makes free, a price nobody tells of,
words that say how a plan was made (`versions`), and issues beside those of the doctor.
"""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import polars as pl
from tests.checker.kept import Kept, Tampering

from diaopei.planning import Round
from diaopei.snapshot.tables import LEVELS

TAMPERINGS: dict[str, Tampering] = {}


def tampering(make: Tampering) -> Tampering:
    TAMPERINGS[make.__name__] = make
    return make


def other(value: Any, chance: Random) -> Any:
    """A value of the same kind that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1]) * chance.choice([1, 1, 2, 10, 2**20, 2**40])
    if isinstance(value, float):
        return value + chance.choice([0.5, 1.0, -1.0])
    if isinstance(value, str):
        return value + chance.choice(["0", "1", "-1"])
    if isinstance(value, date):
        return value.replace(year=value.year - 1, day=1)
    if isinstance(value, list):
        return value[:-1] if value else ["somebody"]
    if isinstance(value, dict):
        key = chance.choice(sorted(value)) if value else "something"
        return {**value, key: other(value.get(key, "nothing"), chance)}
    return 7 if value is None else value


def put(table: pl.DataFrame, row: int, column: str, value: Any) -> pl.DataFrame:
    """A table with one cell changed."""
    kind = table.schema[column]
    cells = table[column].to_list()
    cells[row] = value
    return table.with_columns(pl.Series(column, cells, dtype=kind))


def cell(
    table: pl.DataFrame, chance: Random, among: list[str] | None = None
) -> pl.DataFrame | None:
    """A table with one cell, drawn by chance, changed to something else of its kind."""
    if not table.height:
        return None
    column = chance.choice(among or table.columns)
    row = chance.randrange(table.height)
    kind, was = table.schema[column], table[column][row]
    was = was.to_list() if isinstance(was, pl.Series) else was
    if isinstance(kind, pl.Enum):
        new = chance.choice([name for name in kind.categories if name != was])
    elif was is None:
        new = date(2023, 7, 1) if kind == pl.Date else "X" if kind == pl.String else 1
    else:
        new = other(was, chance)
    if kind in (pl.Int32, pl.UInt32) and not 0 <= new < 2**31:
        new = 1 if was is None else was + 1  # type: ignore[operator]
    return put(table, row, column, new)


def dropped(table: pl.DataFrame, chance: Random) -> pl.DataFrame | None:
    """A table with one row less."""
    if not table.height:
        return None
    row = chance.randrange(table.height)
    return pl.concat([table[:row], table[row + 1 :]])


# What is told: the tables beside the plan are all written from the choice and the law.


@tampering
def a_word_of_the_plan(kept: Kept, chance: Random) -> Kept:
    name = chance.choice(sorted(set(kept.told) - {"versions", "files", "layers"}))
    return kept.telling(**{name: other(kept.told[name], chance)})


@tampering
def a_word_left_out(kept: Kept, chance: Random) -> Kept:
    left = chance.choice(sorted(set(kept.told) - {"versions", "files"}))
    told = {name: word for name, word in kept.told.items() if name != left}
    return replace(kept, told=told)


@tampering
def a_claim_of_a_layer(kept: Kept, chance: Random) -> Kept:
    """In `plan.json` alone, or in `layers.csv` as well."""
    layers = [dict(layer) for layer in kept.told["layers"]]
    layer = chance.choice(layers)
    name = chance.choice(sorted(layer))
    layer[name] = other(layer[name], chance)
    if name == "sense" or chance.random() < 0.5:
        return kept.telling(layers=layers)
    both = pl.DataFrame(layers, schema=kept.csv["layers"].schema)
    return kept.telling(layers=layers).with_csv("layers", both)


@tampering
def a_better_value_with_its_bound_and_gap(kept: Kept, chance: Random) -> Kept:
    """Value and bound as one would like them, consistent with each other."""
    layers = [dict(layer) for layer in kept.told["layers"]]
    layer, by = chance.choice(layers), chance.randrange(1, 50)
    for name in ("value", "bound", "certified"):
        layer[name] += by if layer["sense"] == "max" else -by
    both = pl.DataFrame(layers, schema=kept.csv["layers"].schema)
    return kept.telling(layers=layers).with_csv("layers", both)


@tampering
def a_cell_of_a_table(kept: Kept, chance: Random) -> Kept | None:
    name = chance.choice(
        [
            "moves",
            "moves",
            "layers",
            "goals",
            "binding",
            "findings",
            "legs",
            "vacancies",
            "envy",
            "standing",
            "ways",
        ]
    )
    table = cell(kept.csv[name], chance)
    return None if table is None else kept.with_csv(name, table)


@tampering
def a_row_of_a_table_left_out(kept: Kept, chance: Random) -> Kept | None:
    """Of the issues too: those in a made-up plan are all the doctor's."""
    name = chance.choice(sorted(kept.csv))
    table = dropped(kept.csv[name], chance)
    return None if table is None else kept.with_csv(name, table)


@tampering
def a_move_made_twice(kept: Kept, chance: Random) -> Kept:
    moves = kept.csv["moves"]
    return kept.with_csv("moves", pl.concat([moves, moves.sample(1, seed=chance.randrange(99))]))


@tampering
def a_move_more(kept: Kept, chance: Random) -> Kept:
    """Of somebody who stays, to where somebody else goes."""
    moves = kept.csv["moves"]
    stay = kept.certificate["arcs"].filter("chosen", pl.col("kind") == "stay")["person_id"]
    row = moves.sample(1, seed=chance.randrange(99))
    return kept.with_csv(
        "moves", pl.concat([moves, put(row, 0, "person_id", chance.choice(stay.to_list()))])
    )


@tampering
def two_people_swapped(kept: Kept, chance: Random) -> Kept:
    """Each goes where the other should: both hold different posts, so both moves are others."""
    moves = kept.csv["moves"]
    one, two = chance.sample(range(moves.height), 2)
    to = moves["to_post_id"]
    swapped = put(put(moves, one, "to_post_id", to[two]), two, "to_post_id", to[one])
    return kept.with_csv("moves", swapped)


@tampering
def another_person_in_a_move(kept: Kept, chance: Random) -> Kept:
    people = sorted(
        set(kept.facts.snapshot.people["person_id"]) - set(kept.csv["moves"]["person_id"])
    )
    row = chance.randrange(kept.csv["moves"].height)
    return kept.with_csv("moves", put(kept.csv["moves"], row, "person_id", chance.choice(people)))


# The certificate: its arcs and rows are decided by the law, its prices by what they prove.


@tampering
def another_choice(kept: Kept, chance: Random) -> Kept:
    """One flag turned: somebody has two places, or none."""
    arcs = kept.certificate["arcs"]
    row = chance.randrange(arcs.height)
    return kept.certifying("arcs", put(arcs, row, "chosen", not arcs["chosen"][row]))


@tampering
def another_arc_of_a_person(kept: Kept, chance: Random) -> Kept | None:
    """Chosen instead of the first; the moves may be told to fit, then values are false.

    The gains in the last layer differ between any two arcs taken here.
    """
    last = f"gain_{kept.certificate['layers']['layer'][-1]}"
    arcs, moves = kept.certificate["arcs"], kept.csv["moves"]
    mover = chance.choice(moves["person_id"].to_list())
    was = arcs.filter("chosen", person_id=mover).row(0, named=True)
    rest = arcs.filter(
        ~pl.col("chosen"), pl.col("kind") == "move", pl.col(last) != was[last],
        person_id=mover,
    )  # fmt: skip
    if not rest.height:
        return None
    new = rest.row(chance.randrange(rest.height), named=True)
    number = pl.col("arc")
    flags = arcs.with_columns(
        chosen=(pl.col("chosen") & (number != was["arc"])) | (number == new["arc"])
    )
    there = kept.certifying("arcs", flags)
    if chance.random() < 0.5:
        return there
    row = moves["person_id"].to_list().index(mover)
    return there.with_csv("moves", put(moves, row, "to_post_id", new["to_post_id"]))


@tampering
def a_cell_of_the_law(kept: Kept, chance: Random) -> Kept | None:
    """Arcs, rows and entries are what the law gives, layers what the goals and the plan give."""
    name = chance.choice(["arcs", "rows", "entries", "layers"])
    table = cell(kept.certificate[name], chance)
    return None if table is None else kept.certifying(name, table)


@tampering
def a_weight_of_the_law(kept: Kept, chance: Random) -> Kept | None:
    """Gains of arcs, costs and bounds of rows, coefficients."""
    name = chance.choice(["arcs", "rows", "entries"])
    table = kept.certificate[name]
    weights = [
        column for column in table.columns
        if column.startswith(("gain_", "cost_", "at_", "soft", "coef", "home"))
    ]  # fmt: skip
    changed = cell(table, chance, weights)
    return None if changed is None else kept.certifying(name, changed)


@tampering
def a_row_of_the_certificate_left_out(kept: Kept, chance: Random) -> Kept | None:
    """Of the law, of the cases, or of the proofs: every case and every proof is needed."""
    name = chance.choice(["arcs", "rows", "entries", "layers", "cases", "proofs"])
    table = dropped(kept.certificate[name], chance)
    return None if table is None else kept.certifying(name, table)


@tampering
def a_law_taken_out_with_all_its_entries(kept: Kept, chance: Random) -> Kept:
    """The rows after it numbered anew, entries and prices with them."""
    rows, entries = kept.certificate["rows"], kept.certificate["entries"]
    gone = chance.randrange(rows.height)
    later = pl.col("index") - (pl.col("index") > gone).cast(pl.Int64)
    told = {
        name: table.filter(pl.col("index") != gone).with_columns(
            index=later.cast(table.schema["index"])
        )
        for name, table in (("rows", rows), ("entries", entries),
                            ("prices", kept.certificate["prices"]))
    }  # fmt: skip
    for name, table in told.items():
        kept = kept.certifying(name, table)
    return kept


@tampering
def an_entry_more(kept: Kept, chance: Random) -> Kept:
    entries = kept.certificate["entries"]
    more = entries.sample(1, seed=chance.randrange(99))
    return kept.certifying("entries", pl.concat([entries, more]))


@tampering
def a_side_of_a_case(kept: Kept, chance: Random) -> Kept | None:
    """One of the two sides only: they no longer answer one question with yes and with no."""
    columns = ["parent", "person_id", "among", "arc", "inside"]
    table = cell(kept.certificate["cases"], chance, columns)
    return None if table is None else kept.certifying("cases", table)


@tampering
def a_bound_told_otherwise(kept: Kept, chance: Random) -> Kept:
    table = cell(kept.certificate["proofs"], chance, ["bound"])
    assert table is not None
    return kept.certifying("proofs", table)


@tampering
def a_proof_of_something_else(kept: Kept, chance: Random) -> Kept | None:
    """Said of another layer or case: the one it was of is no longer proved."""
    table = kept.certificate["proofs"]
    row, column = chance.randrange(table.height), chance.choice(["layer", "case"])
    rest = [
        value for value in table[column].unique().sort().to_list() if value != table[column][row]
    ]
    if not rest:
        return None
    return kept.certifying("proofs", put(table, row, column, chance.choice(rest)))


@tampering
def cuts_of_the_wrong_sign_or_number(kept: Kept, chance: Random) -> Kept:
    """A price of a layer above is never positive, and each layer above has one."""
    table = kept.certificate["proofs"]
    row = chance.randrange(1, table.height)
    cuts = table["cuts"][row].to_list()
    more = [[*cuts, 0], cuts[:-1], [abs(cuts[0]) + chance.randrange(1, 2**30), *cuts[1:]]]
    return kept.certifying("proofs", put(table, row, "cuts", chance.choice(more)))


@tampering
def a_case_called_empty(kept: Kept, chance: Random) -> Kept | None:
    """Where one proof covers all plans, the plan itself shows that it is not empty."""
    table = kept.certificate["proofs"]
    single = table.filter(pl.len().over("layer") == 1)["layer"].to_list()
    if not single:
        return None
    name = chance.choice(single)
    row = table["layer"].to_list().index(name)
    told = put(table, row, "empty", value=True)
    kept_at = kept.certificate["layers"].filter(layer=name)["kept"][0]
    bound = chance.choice([-1, 0, kept_at * 2**20, table["bound"][row]])
    return kept.certifying("proofs", put(told, row, "bound", bound))


def told_prices(kept: Kept) -> pl.DataFrame:
    """Places of the prices that `binding.csv` tells again: of the widest case of each layer.

    The price of a row that gives a person one place adds to the bound what it takes from the
    person's arcs, whatever it is, and is not told.
    """
    certificate = kept.certificate
    widest = (
        certificate["proofs"].filter(~pl.col("empty"))
        .sort("bound", descending=True, maintain_order=True)
        .unique("layer", keep="first", maintain_order=True)
    )  # fmt: skip
    free = certificate["rows"].filter(pl.col("constraint") == "one_place")["index"].cast(pl.Int64)
    return (
        certificate["prices"].with_row_index("place")
        .join(widest, on=["layer", "case"], how="semi")
        .filter(~pl.col("index").is_in(free.implode()))
    )  # fmt: skip


@tampering
def a_price(kept: Kept, chance: Random) -> Kept:
    """Up, down, or of the other sign."""
    prices, told = kept.certificate["prices"], told_prices(kept)
    row = told["place"][chance.randrange(told.height)]
    was = prices["price"][row]
    more = [was + 1, was - 1, was * 2, -was, was + 2**30, was - 2**30, 2**62, -(2**62)]
    new = chance.choice(
        [price for price in more if abs(price) != abs(was) or chance.random() < 0.5]
    )
    return kept.certifying("prices", put(prices, row, "price", new))


@tampering
def a_price_left_out_or_moved(kept: Kept, chance: Random) -> Kept:
    prices, told = kept.certificate["prices"], told_prices(kept)
    row = told["place"][chance.randrange(told.height)]
    if chance.random() < 0.5:
        return kept.certifying("prices", pl.concat([prices[:row], prices[row + 1 :]]))
    priced = prices.filter(layer=prices["layer"][row], case=prices["case"][row])["index"]
    free = sorted(set(range(kept.certificate["rows"].height)) - set(priced))
    return kept.certifying("prices", put(prices, row, "index", chance.choice(free)))


@tampering
def a_price_that_leans_on_nothing(kept: Kept, chance: Random) -> Kept:
    """Positive on a row without an upper bound, or negative on one without a lower."""
    prices, rows = kept.certificate["prices"], kept.certificate["rows"]
    proof = chance.choice(kept.certificate["proofs"].to_dicts())
    one_sided = rows.filter(pl.col("at_most").is_null() | pl.col("at_least").is_null())
    row = chance.choice(one_sided.to_dicts())
    size = chance.randrange(1, 2**24)
    new = {
        "layer": proof["layer"], "case": proof["case"], "index": row["index"],
        "price": size if row["at_most"] is None else -size,
    }  # fmt: skip
    rest = prices.join(
        pl.DataFrame([new], schema=prices.schema), on=["layer", "case", "index"], how="anti"
    )
    return kept.certifying("prices", pl.concat([rest, pl.DataFrame([new], schema=prices.schema)]))


# Facts and choices: first those that no longer are what the plan names by their hashes.


@tampering
def a_fact_of_the_snapshot(kept: Kept, chance: Random) -> Kept | None:
    name = chance.choice(["people", "posts", "assignments", "ties", "units", "places", "reserve"])
    table = getattr(kept.facts.snapshot, name)
    plain = [
        column for column in table.columns
        if table.schema[column] in (pl.Int64, pl.Int32, pl.Boolean, pl.Date, pl.String)
        or isinstance(table.schema[column], pl.Enum)
    ]  # fmt: skip
    changed = cell(table, chance, plain)
    return None if changed is None else kept.with_facts(**{name: changed})


@tampering
def a_choice_of_the_round(kept: Kept, chance: Random) -> Kept:
    return replace(kept, round=_other_round(kept, chance))


@tampering
def a_choice_of_the_round_named_by_its_hash(kept: Kept, chance: Random) -> Kept:
    """The law, a claim or what a layer must keep is another under any of these rounds."""
    return replace(kept, round=_other_round(kept, chance)).renamed()


def _other_round(kept: Kept, chance: Random) -> Round:
    """Another batch, a mover held, a post forbidden, other layers, limits, rules or an engine."""
    was, move = kept.round, kept.csv["moves"].filter(pl.col("effect") != "leave").row(0, named=True)
    changes: list[dict[str, Any]] = [
        {"batch": kept.told["batch"] - 1},
        {"batch": kept.told["batch"] + 3},
        {"hold": (*was.hold, move["person_id"])},
        {"forbid": {**was.forbid, move["person_id"]: (move["to_post_id"],)}},
        {"layers": ("duty", "seats", *was.layers[2:])},
        {"layers": was.layers[:-1]},
        {"tolerance": {**was.tolerance, "fit": 5}},
        {"rules": {"one-level-up.limit": 2}},
        {"engine": "prices"},
    ]
    return replace(was, **chance.choice(changes))


# Facts named by their hashes again, under which the plan breaks the law.


def _mover(kept: Kept, chance: Random) -> dict[str, Any]:
    moves = kept.csv["moves"].filter(pl.col("from_post_id").is_not_null())
    return moves.drop_nulls("to_post_id").sample(1, seed=chance.randrange(99)).row(0, named=True)


def _where(kept: Kept, name: str, row: tuple[str, str], **new: Any) -> Kept:
    """A fact changed in the row of a table that has a key."""
    table = getattr(kept.facts.snapshot, name)
    key, value = row
    ((column, fact),) = new.items()
    number = table[key].to_list().index(value)
    return kept.with_facts(**{name: put(table, number, column, fact)})


@tampering
def a_mover_who_is_not_there_to_be_moved(kept: Kept, chance: Random) -> Kept:
    status = chance.choice(["on_leave", "retired", "under_review", "departed"])
    who = _mover(kept, chance)["person_id"]
    return _where(kept, "people", ("person_id", who), status=status).renamed()


@tampering
def a_mover_struck_off_the_register(kept: Kept, chance: Random) -> Kept:
    who, name = _mover(kept, chance)["person_id"], chance.choice(["people", "assignments"])
    table = getattr(kept.facts.snapshot, name).filter(pl.col("person_id") != who)
    return kept.with_facts(**{name: table}).renamed()


@tampering
def a_post_far_above_or_gone(kept: Kept, chance: Random) -> Kept:
    """Three levels above the highest there is: nobody may climb so far."""
    to = _mover(kept, chance)["to_post_id"]
    if chance.random() < 0.5:
        posts = kept.facts.snapshot.posts.filter(pl.col("post_id") != to)
        return kept.with_facts(posts=posts).renamed()
    top = min(map(LEVELS.index, kept.facts.snapshot.posts["level"].cast(pl.String)))
    high = LEVELS[max(0, top - 3)]
    return _where(kept, "posts", ("post_id", to), level=high).renamed()


@tampering
def a_post_that_must_be_filled(kept: Kept, chance: Random) -> Kept | None:
    """One that its holder leaves and nobody comes to."""
    moves = kept.csv["moves"]
    held = kept.facts.holders.join(moves, on="person_id", how="anti")["post_id"]
    left = sorted(set(moves["from_post_id"].drop_nulls()) - set(moves["to_post_id"]) - set(held))
    if not left:
        return None
    return _where(kept, "posts", ("post_id", chance.choice(left)), must_fill=True).renamed()


@tampering
def kin_under_whom_a_mover_comes(kept: Kept, chance: Random) -> Kept | None:
    """A tie between a mover and who then holds the post that the new one reports to."""
    moves = kept.csv["moves"]
    after = dict(kept.facts.holders.select("post_id", "person_id").rows())
    after |= dict(moves.drop_nulls("to_post_id").select("to_post_id", "person_id").rows())
    gone = set(moves["person_id"])
    heads = dict(kept.facts.snapshot.posts.select("post_id", "reports_to").rows())
    pairs = [
        (who, after[heads[to]])
        for who, to in moves.drop_nulls("to_post_id").select("person_id", "to_post_id").rows()
        if heads.get(to) in after
        and (after[heads[to]] not in gone
             or heads[to] in set(moves.filter(person_id=after[heads[to]])["to_post_id"]))
    ]  # fmt: skip
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    tie = pl.DataFrame({"person_id": [one], "other_id": [two], "relation": ["direct_line"]})
    ties = kept.facts.snapshot.ties
    new = tie.select(
        (pl.col(name) if name in tie.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in ties.schema.items()
    )
    return kept.with_facts(ties=pl.concat([ties, new])).renamed()
