"""Pockets: the part of a model in which something is still open, the rest held as it is."""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.auction.cut_out import cut_out, layer_of
from diaopei.planning.auction.market import Flags
from diaopei.planning.exact import Effort, search_within
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import Cuts


@dataclass(frozen=True)
class Pocket:
    """A small model whose choices, with the arcs held, are choices of the whole model.

    `arcs` are the whole model's arcs of the small one, `held` the chosen arcs of all others.
    """

    model: Model
    layer: Layer
    cuts: Cuts
    arcs: Ints
    held: Ints

    def searched(self, start: Ints | None, effort: Effort) -> tuple[Ints | None, bool]:
        """The best choice of the whole model that the pocket allows, and whether it is proved.

        Args:
            start: a choice of the whole model that agrees with the arcs held, or none.
            effort: when to stop.
        """
        known = None if start is None else np.flatnonzero(np.isin(self.arcs, start))
        every = np.arange(len(self.arcs))
        found = search_within(
            self.model, every, self.layer, self.cuts, replace(effort, start=known)
        )
        if found is None or not len(found.chosen):
            return None, found is None
        return np.sort(np.concatenate([self.held, self.arcs[found.chosen]])), found.proved


def pocket(model: Model, layer: Layer, cuts: Cuts, arcs: Ints, held: Ints) -> Pocket:
    """The model left open by holding some arcs.

    Args:
        model: the whole model.
        layer: the score to make largest.
        cuts: the layers above with the scores they must keep.
        arcs: the arcs left open, all of people without an arc held.
        held: one arc of everybody else.
    """
    inside = np.zeros(len(model.lower), dtype=bool)
    inside[model.entry_row[model.entries(arcs)]] = True
    rows = np.flatnonzero(inside)
    used = model.activity(held)
    missed = np.maximum(0, np.maximum(model.lower - used, used - model.upper))
    outside = np.where(inside, 0, missed)
    small, open_rows = cut_out(model, arcs, (rows, used[rows]))

    def part(whole: Layer) -> Layer:
        constant = whole.constant + int(whole.gain[held].sum()) - int(whole.price @ outside)
        return layer_of(whole, arcs, open_rows, constant)

    return Pocket(small, part(layer), [(part(cut), low) for cut, low in cuts], arcs, held)


def opened(
    model: Model, layer: Layer, cuts: Cuts, left: tuple[Flags, Ints | None, Ints], effort: Effort
) -> tuple[Ints | None, bool]:
    """Searches the choices of a group of people while all others are held."""
    wanted, chosen, group = left
    inside = np.zeros(model.people, dtype=bool)
    inside[group] = True
    arcs = np.flatnonzero(wanted & inside[model.person])
    others = np.flatnonzero(wanted) if chosen is None else chosen
    held = others[~inside[model.person[others]]]
    found, proved = np.sort(held), True
    if len(arcs):
        choice, proved = pocket(model, layer, cuts, arcs, held).searched(chosen, effort)
        if choice is None:
            return None, proved
        found = choice
    return (found if keeps(model, cuts, found) else None), proved


def keeps(model: Model, cuts: Cuts, chosen: Ints) -> bool:
    """Whether a choice keeps every row that must be kept, and the layers above."""
    hard = model.missed(chosen)[~model.soft]
    return not hard.any() and all(model.score(cut, chosen) >= least for cut, least in cuts)
