"""The certificate: its arcs and rows are decided by the law, its prices by what they prove."""

from random import Random

import polars as pl
from tests.checker.kept import Kept
from tests.checker.tampering.cells import cell, dropped, put, tampering


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
