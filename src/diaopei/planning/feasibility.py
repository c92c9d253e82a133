"""Whether a choice of arcs keeps every hard row: a small whole-number search that grows by rows.

Everybody staying breaks nothing but demands made by hand. So the search begins with the demands,
looks which other rows its answer breaks, takes those in, and goes on until nothing is broken or no
answer is left; then the rows taken in cannot be kept together, and that is a proof.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.planning.exact import search
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.runs import places

PEACE = 2**20
"""What it is worth that a person changes nothing, against one row broken by a move alone."""

SIMPLER = 2**10
"""What one row broken by a move alone counts, against the spread of moves that break as many."""

NEAREST = 3
"""So many arcs of a row are tried before all of them, those that break least."""

MANY = 20_000
"""Of fewer arcs all are searched at once."""


@dataclass(frozen=True)
class Small:
    """A model of some rows: of each person's arcs that are alike in them, the simplest one.

    `rows` are the numbers of its rows in the whole model, those named first, then one a person.
    """

    model: Model
    arcs: Ints
    rows: Ints
    named: int

    def choice(self, kept: npt.NDArray[np.bool_] | None = None) -> Ints | None:
        """A calm choice that keeps the named rows (or those of them marked), if there is one."""
        model = self.model if kept is None else self._without(~kept)
        return self._best(model, np.arange(len(self.arcs)))

    def near_choice(self, few: int) -> Ints | None:
        """A choice that keeps the named rows by their nearest arcs; none proves nothing.

        Whoever has one of the few nearest arcs of a named row may take any arc, all others stay at
        home. Of many demands nearly all can be met by these.

        Args:
            few: how many arcs of a row.
        """
        model, gain = self.model, self.model.layers[0].gain
        named = np.flatnonzero(model.entry_row < self.named)
        arc, row = model.entry_arc[named], model.entry_row[named]
        asked = np.zeros(model.people, dtype=bool)
        asked[model.person[arc[_among_best(row, gain[arc], few)]]] = True
        return self._best(model, np.flatnonzero(asked[model.person] | (gain == PEACE)))

    def _best(self, model: Model, arcs: Ints) -> Ints | None:
        found = search(model, arcs, model.layers[0], [], None)
        return None if found is None else self.arcs[found.chosen]

    def cheapest(self, at_home: npt.NDArray[np.bool_], weight: Ints) -> Ints | None:
        """The choice that misses rows as cheaply as can be, and then moves few people.

        Args:
            at_home: by arc of the small model, whether it changes nothing.
            weight: by row of the whole model, what missing it by one costs; 0 if it may not be.
        """
        price = weight[self.rows] * (self.model.people + 1)
        none = np.zeros_like(price)
        layer = Layer("give way", "max", at_home.astype(np.int64), price, 0, ())
        model = replace(self.model, soft=price > none, layers=(layer,))
        found = search(model, np.arange(len(self.arcs)), layer, [], None)
        return None if found is None else self.arcs[found.chosen]

    def _without(self, dropped: npt.NDArray[np.bool_]) -> Model:
        lower, upper = self.model.lower.copy(), self.model.upper.copy()
        lower[: self.named][dropped] = -UNBOUNDED
        upper[: self.named][dropped] = UNBOUNDED
        return replace(self.model, lower=lower, upper=upper)


def at_home(arcs: pl.DataFrame) -> Ints:
    """Everybody's arc of staying, or of the way out for those who hold no post.

    Args:
        arcs: arc, person_id and kind, in the order of their numbers.
    """
    stays = pl.col("kind") == "stay"
    home = arcs.filter(pl.col("kind") != "move").sort("person_id", ~stays, maintain_order=True)
    return (
        home.unique("person_id", keep="first", maintain_order=True)["arc"]
        .to_numpy()
        .astype(np.int64)
    )


def feasible(model: Model, home: Ints, first: Ints, many: int = MANY) -> tuple[Ints | None, Ints]:
    """A choice that keeps every hard row; or none, and rows that cannot be kept together.

    Args:
        model: rows and arcs.
        home: everybody's arc of changing nothing.
        first: the rows to begin with: those that `home` breaks.
        many: from so many arcs the nearest are tried before all of them.
    """
    rows = first
    if not len(first):
        return home, first
    strained = strain(model, home)
    while True:
        small = reduced_to(model, home, rows, strained)
        found = small.near_choice(NEAREST) if len(small.arcs) >= many else None
        found = small.choice() if found is None else found
        if found is None:
            return None, rows
        chosen = _with_home(model, home, found)
        missed = np.flatnonzero((model.missed(chosen) > 0) & ~model.soft)
        more = np.setdiff1d(missed, rows)
        if not len(more):
            return chosen, rows
        rows = np.concatenate([rows, more])


def giving_way(
    model: Model, home: Ints, rows: Ints, weight: Ints
) -> tuple[dict[int, int], Ints] | None:
    """The cheapest way to miss some rows so that all others are kept; none if there is none.

    As in `feasible` the search grows by the rows its answer breaks, so each answer is at least as
    cheap as any choice of the whole, and the last one is a choice of the whole.

    Args:
        model: rows and arcs.
        home: everybody's arc of changing nothing.
        rows: the rows to begin with.
        weight: by row, what missing it by one costs; 0 for rows that may not be missed.

    Returns:
        By row by how much it is missed, and the choice.
    """
    strained = strain(model, home)
    while True:
        small = reduced_to(model, home, rows, strained)
        found = small.cheapest(np.isin(small.arcs, home), weight)
        if found is None:
            return None
        chosen = _with_home(model, home, found)
        missed = model.missed(chosen) * ~model.soft
        more = np.setdiff1d(np.flatnonzero(missed), rows)
        if not len(more):
            return {int(row): int(missed[row]) for row in np.flatnonzero(missed)}, chosen
        rows = np.concatenate([rows, more])


def _with_home(model: Model, home: Ints, found: Ints) -> Ints:
    """A choice of some people with everybody else at home."""
    moved = np.isin(model.person[home], model.person[found])
    return np.sort(np.concatenate([home[~moved], found]))


def loosened(model: Model, room: dict[int, int]) -> Model:
    """The model with some rows given more room.

    Args:
        model: the model as it was.
        room: by the number of a row, how many more it lets pass.
    """
    lower, upper = model.lower.copy(), model.upper.copy()
    for row, more in room.items():
        lower[row] -= more if lower[row] > -UNBOUNDED else 0
        upper[row] += more if upper[row] < UNBOUNDED else 0
    return replace(model, lower=lower, upper=upper)


def without(model: Model, row: int) -> Model:
    """The model as if a row were not there."""
    lower, upper = model.lower.copy(), model.upper.copy()
    lower[row], upper[row] = -UNBOUNDED, UNBOUNDED
    return replace(model, lower=lower, upper=upper)


def strain(model: Model, home: Ints) -> Ints:
    """How many hard rows each arc breaks if its person alone takes it and all others stay."""
    total, count = model.activity(home), len(model.lower)
    at_home = np.isin(model.entry_arc, home)
    key = model.person[model.entry_arc] * count + model.entry_row
    order = np.argsort(key[at_home], kind="stable")
    keys, coefs = key[at_home][order], model.entry_coef[at_home][order]
    spot = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    same = keys[spot] == key
    held = np.where(same, coefs[spot], 0)

    def broken(rows: Ints, sums: Ints) -> npt.NDArray[np.bool_]:
        wrong: npt.NDArray[np.bool_] = (sums < model.lower[rows]) | (sums > model.upper[rows])
        return wrong & ~model.soft[rows]

    comes = broken(model.entry_row, total[model.entry_row] + model.entry_coef - held)
    goes = broken(model.entry_row, total[model.entry_row] - held) & same
    change = np.bincount(model.entry_arc, comes.astype(int) - goes, minlength=model.arcs)
    left = np.bincount(model.person[model.entry_arc[at_home]], goes[at_home])
    alone: Ints = (change + left[model.person]).astype(np.int64)
    return alone


def reduced_to(model: Model, home: Ints, rows: Ints, strained: Ints) -> Small:
    """The model of some rows over the people they touch."""
    place = np.full(len(model.lower), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    touching = place[model.entry_row] >= 0
    people = np.unique(model.person[model.entry_arc[touching]])
    weight = np.where(_marked(model, home), -PEACE, strained * SIMPLER + _spread(model))
    arcs = _simplest(model, weight, people, touching)
    alone = model.names["constraint"].to_numpy() == "one_place"
    of_arcs = np.isin(model.entry_arc, arcs)
    single = np.unique(model.entry_row[of_arcs & alone[model.entry_row]])
    single = np.setdiff1d(single, rows)
    every = np.concatenate([rows, single])
    place[every] = np.arange(len(every))
    used = of_arcs & (place[model.entry_row] >= 0)
    entries = (np.searchsorted(arcs, model.entry_arc[used]), place[model.entry_row[used]])
    part = _part(model, (arcs, -weight[arcs]), every, entries, model.entry_coef[used])
    return Small(part, arcs, every, len(rows))


def _simplest(model: Model, weight: Ints, people: Ints, touching: npt.NDArray[np.bool_]) -> Ints:
    """Of each person's arcs with the same entries the one of least weight."""
    told = pl.DataFrame(
        {"arc": model.entry_arc[touching], "row": model.entry_row[touching],
         "coef": model.entry_coef[touching]}
    )  # fmt: skip
    alike = (
        told.sort("arc", "row")
        .group_by("arc", maintain_order=True)
        .agg(entries=pl.format("{}*{}", "coef", "row").str.join(" "))
    )
    mine = np.flatnonzero(np.isin(model.person, people))
    table = pl.DataFrame({"arc": mine, "person": model.person[mine], "weight": weight[mine]})
    kept = (
        table.join(alike, on="arc", how="left", validate="1:1", maintain_order="left")
        .sort("person", "weight", "arc")
        .unique(["person", "entries"], keep="first", maintain_order=True)
    )
    return kept["arc"].sort().to_numpy().astype(np.int64)


def _among_best(groups: Ints, worth: Ints, few: int) -> npt.NDArray[np.bool_]:
    """Which elements are among the few of their group that are worth most, the first of equals."""
    order = np.lexsort((-worth, groups))
    best = np.zeros(len(groups), dtype=bool)
    best[order] = places(groups[order]) < few
    return best


def _marked(model: Model, arcs: Ints) -> npt.NDArray[np.bool_]:
    marked = np.zeros(model.arcs, dtype=bool)
    marked[arcs] = True
    return marked


def _spread(model: Model) -> Ints:
    """A small number by arc that differs from arc to arc, so that people go to different posts."""
    return np.arange(model.arcs, dtype=np.int64) * 0x9E3779B1 % SIMPLER


def _part(
    model: Model, told: tuple[Ints, Ints], rows: Ints, entries: tuple[Ints, Ints], coefs: Ints
) -> Model:
    """A model of its own of some arcs and rows; its one layer is calm."""
    arcs, gain = told
    nothing = np.zeros(len(rows), dtype=np.int64)
    calm = Layer("calm", "max", gain, nothing, 0, ())
    return replace(
        model,
        person=model.person[arcs],
        start=np.searchsorted(entries[0], np.arange(len(arcs) + 1)).astype(np.int64),
        entry_row=entries[1].astype(np.int64),
        entry_coef=coefs,
        lower=model.lower[rows],
        upper=model.upper[rows],
        soft=np.zeros(len(rows), dtype=bool),
        layers=(calm,),
    )
