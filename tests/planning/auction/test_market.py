import numpy as np
import polars as pl
import pytest

from diaopei.planning import Draft
from diaopei.planning.auction.market import Trade, trade
from diaopei.planning.auction.stakes import Stakes
from diaopei.planning.model import UNBOUNDED, Layer, Model


def small(seats: list[int], least: list[int]) -> Model:
    """Three people: A may stay in post 0 or go to 1, B only stays in 1, C may go to 0, 1 or out.

    The rows: everybody once, two posts, what post 0 needs, and at least one of A and B stays.
    """
    person = np.array([0, 0, 1, 2, 2, 2])
    post = np.array([0, 1, 1, 0, 1, -1])
    entries = [(int(who), arc) for arc, who in enumerate(person)]
    entries += [(3 + int(at), arc) for arc, at in enumerate(post) if at >= 0]
    entries += [(5, int(arc)) for arc in np.flatnonzero(post == 0)] + [(6, 0), (6, 2)]
    rows, arcs = np.array(sorted(entries, key=lambda entry: entry[1])).T
    free, none = -UNBOUNDED, np.zeros(7, dtype=np.int64)
    names = ["one_place"] * 3 + ["seats"] * 2 + ["must_fill", "team_changes"]
    return Model(
        person=person,
        start=np.searchsorted(arcs, np.arange(7)),
        entry_row=rows,
        entry_coef=np.ones(len(rows), dtype=np.int64),
        lower=np.array([1, 1, 1, free, free, *least]),
        upper=np.array([1, 1, 1, *seats, UNBOUNDED, UNBOUNDED]),
        soft=none > 0,
        layers=(Layer("worth", "max", np.array([5, 7, 0, 3, 9, -4]), none, 0, ()),),
        names=pl.DataFrame({"constraint": names}),
        measured={},
        among={},
    )


def traded(model: Model) -> Trade:
    return trade(model, np.ones(model.arcs, dtype=bool))


def test_rows_are_seats_needs_or_priced_by_multipliers() -> None:
    made = traded(small([1, 2], [1, 1]))
    assert made.seat_row.tolist() == [3, 4]
    assert made.needs.index.tolist() == [5]
    assert made.rows.rows.tolist() == [6]


def test_who_has_no_choice_takes_a_seat_and_what_rows_ask() -> None:
    made = traded(small([1, 2], [1, 1]))
    assert made.fixed.tolist() == [2]
    assert made.taken.tolist() == [0, 1]
    assert made.rows.taken.tolist() == [1]
    assert np.diff(made.market.seats).tolist() == [1, 1]


def test_posts_whose_seats_are_all_taken_are_shut_to_others() -> None:
    made = traded(small([2, 1], [1, 1]))
    assert sorted(made.fixed.tolist()) == [0, 2]
    assert made.shut.tolist() == [1, 4]
    assert made.shut_post.tolist() == [1, 1]
    assert made.arcs.tolist() == [3, 5]


@pytest.mark.parametrize(
    ("arcs", "score", "feasible"),
    [([0, 3], 5 + 9, True), ([1, 2], 7 + 3, True), ([0, 4], 5 - 4, True), ([1, 4], 7 - 4, False)],
)
def test_a_choice_is_counted(arcs: list[int], score: int, feasible: bool) -> None:
    model = small([1, 2], [1, 1])
    made = traded(model)
    assert made.arcs.tolist() == [0, 1, 3, 4, 5]
    stakes = Stakes(made, model.layers[0], [])
    tally = stakes.tally(np.array([arcs[0], {2: 2, 3: 3, 4: 4}[arcs[1]]], dtype=np.int32))
    assert (tally.scores[0], tally.feasible) == (score, feasible)


def test_every_row_of_a_real_round_is_in_one_place(draft: Draft) -> None:
    model = draft.model
    made = traded(model)
    once = model.names["constraint"] == "one_place"
    parts = [np.flatnonzero(once.to_numpy()), made.seat_row, made.needs.index, made.rows.rows]
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(model.lower)))
    arcs = np.concatenate([made.arcs, made.fixed, made.shut])
    assert sorted(arcs.tolist()) == list(range(model.arcs))


def test_a_choice_is_counted_as_the_model_counts_it(draft: Draft) -> None:
    model = draft.model
    made = traded(model)
    first = made.market.first[:-1].astype(np.int32)
    chosen = np.sort(np.concatenate([made.fixed, made.arcs[first]]))
    for layer in model.layers:
        tally = Stakes(made, layer, []).tally(first)
        assert tally.scores[0] == model.score(layer, chosen)
        over = model.missed(chosen)
        assert tally.missed.tolist() == over[made.rows.rows].tolist()
