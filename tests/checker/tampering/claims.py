"""What is told: the tables beside the plan are all written from the choice and the law."""

from dataclasses import replace
from random import Random

import polars as pl
from tests.checker.kept import Kept
from tests.checker.tampering.cells import cell, dropped, other, put, tampering


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
    name = chance.choice(["moves", "moves", "layers", "goals", "binding", "findings"])
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
