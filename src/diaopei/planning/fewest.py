"""The fewest moves: how many people have to move whatever the batch says, and the proof.

One layer alone, that as many as can stay, over all rows but the batch. Whole prices of the other
rows prove by weak duality that no plan lets more people stay, whatever solver they came from.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from diaopei.planning.exact import Relaxation
from diaopei.planning.feasibility import without
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.model import TIES, UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced
from diaopei.planning.proving import Prover
from diaopei.planning.tree import Tree

BATCH = "batch_size"
"""The constraint whose row counts who stays."""

SMALL = 2_000
"""Up to so many people linear relaxations find the prices, beyond it the auction."""

MOST_PRICES = 200
"""Of so many prices at most it is tried whether the proof can spare them."""

PLACES = 8
"""Boundaries tried when prices are rounded to whole moves."""


@dataclass(frozen=True)
class Fewest:
    """How many people have to move, and what proves it.

    Attributes:
        people: how many people the batch counts.
        allowed: how many of them it lets move.
        proved: at least so many move in every plan that keeps the other rows.
        met: how many move in the best plan found; None if none was found.
        chosen: that plan's arcs.
        prices: by row of the model its price, in units of 1/SCALE, that proves it.
    """

    people: int
    allowed: int
    proved: int
    met: int | None
    chosen: Ints | None
    prices: Ints

    @property
    def refutes(self) -> bool:
        """Whether it is proved that no plan keeps the batch."""
        return self.proved > self.allowed


def batch_row(model: Model) -> int | None:
    """The number of the row that limits how many move, if there is one."""
    found = np.flatnonzero((model.names["constraint"] == BATCH).to_numpy())
    return int(found[0]) if len(found) else None


def fewest(model: Model, row: int, start: Ints | None) -> Fewest:
    """The fewest moves of any plan that keeps every row but the batch.

    Args:
        model: rows and arcs.
        row: the batch: at least so many of its arcs stay.
        start: a choice that keeps all other rows, or None.
    """
    free = _counted(model, row)
    chosen, raw = _small(free, start) if model.people <= SMALL else _large(free, start)
    # Everybody holds one place anyway: a price on that shifts what all arcs of a person are worth.
    raw = np.where((model.names["constraint"] == "one_place").to_numpy(), 0, raw)
    prices = max([*_whole_moves(raw), raw], key=lambda told: proved(model, row, told))
    prices = _fewer(model, row, prices) if model.people <= SMALL else prices
    people = _people(model, row)
    return Fewest(
        people=people,
        allowed=people - int(model.lower[row]),
        proved=proved(model, row, prices),
        met=None if chosen is None else people - free.score(free.layers[0], chosen),
        chosen=chosen,
        prices=prices,
    )


def proved(model: Model, row: int, prices: Ints) -> int:
    """How many people have to move, added up from the prices alone, in whole numbers.

    Raises:
        ValueError: a price of a sign that its row does not allow; it would prove nothing.
    """
    free = _counted(model, row)
    unbounded = ((prices > 0) & (free.upper >= UNBOUNDED)) | (
        (prices < 0) & (free.lower <= -UNBOUNDED)
    )
    if unbounded.any():
        msg = f"row {np.flatnonzero(unbounded)[0]}: its price leans on a bound it does not have"
        raise ValueError(msg)
    layer, every = free.layers[0], np.ones(free.arcs, dtype=bool)
    both = (prices, prices[:0])
    best = best_by_person(free, reduced(free, layer, [], both), every)
    return max(0, _people(model, row) - bound(free, layer, [], both, best) // SCALE)


def _whole_moves(prices: Ints) -> list[Ints]:
    """Prices rounded to whole moves, with the boundary at each of some places in between.

    Where the rows are a network the best prices are whole, and of all boundaries one at least
    proves no less than the prices it came from.
    """
    return [(prices + SCALE * place // PLACES) // SCALE * SCALE for place in range(PLACES)]


def _fewer(model: Model, row: int, prices: Ints) -> Ints:
    """The prices without those that the proof can spare, so that a reader has fewer to add up."""
    most = proved(model, row, prices)
    for place in np.flatnonzero(prices)[:MOST_PRICES]:
        less = prices.copy()
        less[place] = 0
        if proved(model, row, less) >= most:
            prices = less
    return prices


def proof_table(model: Model, found: Fewest) -> pl.DataFrame:
    """The rows with a price: constraint, row, subject, at_least, at_most, price.

    Prices are in units of 1/1,048,576 move; with them anyone can add the proof up.
    """
    priced = np.flatnonzero(found.prices)
    bounds = [
        pl.Series(name, values[priced]).replace([UNBOUNDED, -UNBOUNDED], [None, None])
        for name, values in (("at_least", model.lower), ("at_most", model.upper))
    ]
    return model.names[priced].select("constraint", "row", "subject").with_columns(
        *bounds, pl.Series("price", found.prices[priced])
    )  # fmt: skip


def _people(model: Model, row: int) -> int:
    """How many people the batch counts: those with an arc in it."""
    return len(np.unique(model.person[model.entry_arc[model.entry_row == row]]))


def _counted(model: Model, row: int) -> Model:
    """The model without the batch, its one layer that as many stay as can, and ties."""
    stays = np.zeros(model.arcs, dtype=np.int64)
    mine = model.entry_row == row
    stays[model.entry_arc[mine]] = model.entry_coef[mine]
    none = np.zeros(len(model.lower), dtype=np.int64)
    spread = -(np.arange(model.arcs, dtype=np.int64) * 0x9E3779B1 % 2**16)
    layers = (Layer("stay", "max", stays, none, 0, ()), Layer(TIES, "min", spread, none, 0, ()))
    free = without(model, row)
    # Soft rows cost nothing here, so they may as well not be there.
    lower = np.where(model.soft, -UNBOUNDED, free.lower)
    upper = np.where(model.soft, UNBOUNDED, free.upper)
    return replace(free, lower=lower, upper=upper, layers=layers)


def _small(free: Model, start: Ints | None) -> tuple[Ints | None, Ints]:
    """The best plan and the prices by linear relaxation and branch and bound."""
    layer, arcs = free.layers[0], first_arcs(free)
    tree = Tree(free)
    relaxation = Relaxation(free, arcs if start is None else np.union1d(arcs, start))
    relaxation.aim(layer)
    work = Prover(free, relaxation, tree, layer)
    work.take(start)
    work.open([tree.whole()])
    if not work.proved:
        work.search()
    return work.chosen, work.opened[0].proof.rows


def _large(free: Model, start: Ints | None) -> tuple[Ints | None, Ints]:
    """The best plan met and the prices by auction, which begins from nobody's place.

    A plan to begin with would hold the prices back (measured), so it only stands in where the
    auction meets none as good.
    """
    # Loaded only here: machine code takes a second to load, and small rounds need none.
    from diaopei.planning.auction.engine import STANDARD, Above, priced

    layer, every = free.layers[0], np.ones(free.arcs, dtype=bool)
    known = priced(free, layer, Above([], every), STANDARD)
    met = [chosen for chosen in (known.chosen, start) if chosen is not None]
    best = max(met, key=lambda chosen: free.score(layer, chosen)) if met else None
    return best, known.rows
