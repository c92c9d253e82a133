"""Too few for too many: posts that must be filled and who could fill them, people and their places.

Two questions that need no search (Hall 1935; by Mendelsohn and Dulmage 1958 both answers together
are a plan of these rows): can every must-fill post have a holder of its own, and can everybody have
a seat? Arcs that a single row shuts (a pin, a hold, a forbid, a batch of nobody) are left out, and
the row is named where that matters.
"""

from dataclasses import dataclass

import numpy as np

from diaopei.planning.closures import Closures, closures
from diaopei.planning.exact import SolverError
from diaopei.planning.matching import Matched, Sides, matched, reached, sides
from diaopei.planning.model import UNBOUNDED, Ints, Model
from diaopei.planning.runs import places

MUST_FILL, SEATS, ONE_PLACE = "must_fill", "seats", "one_place"
"""The constraints whose rows are needs, room, and granted."""

TRIED = 32
"""From how many that stay short the smallest set is looked for."""


@dataclass(frozen=True)
class Shortage:
    """More needed than there can be: of posts to fill, or of people to seat.

    Attributes:
        rows: by number, the rows in conflict: those of the posts first, then those that shut arcs.
        posts: of them those of the posts: `must_fill` rows that need, or `seats` rows with room.
        people: by number, all who can fill these posts, or all who can go nowhere but there.
        needed: how many holders the posts need, or how many people need a seat.
        available: how many people there are, or how many seats.
        of_people: whether people are short of seats, not posts of people.
    """

    rows: Ints
    posts: Ints
    people: Ints
    needed: int
    available: int
    of_people: bool


@dataclass(frozen=True)
class _Game:
    """The two sides over the arcs that are open, with their names in the model.

    `left` and `right` are the numbers of rows or people; `arc` is by link.
    """

    told: Sides
    left: Ints
    right: Ints
    of_people: bool

    def shown(self, lefts: Ints) -> tuple[int, Ints]:
        """What some lefts need, and their neighbours, counted from the links anew."""
        mine = np.isin(self.told.left, lefts)
        return int(self.told.need[lefts].sum()), np.unique(self.told.right[mine])


def shortage(model: Model, home: Ints) -> Shortage | None:
    """The smallest set found of posts with too few people, or of people with too few seats.

    Each set is minimal: without any one of its rows the others can be kept. A row that nothing
    can keep comes alone, without posts.

    Args:
        model: rows and arcs.
        home: everybody's arc of changing nothing, to begin with.

    Returns:
        The set; None where all must-fill posts can be filled and all people seated, as far as
        single rows go that shut arcs.
    """
    kind = model.names["constraint"].cast(str).to_numpy()
    named = (kind == MUST_FILL) | (kind == SEATS) | (kind == ONE_PLACE)
    shut = closures(model, np.flatnonzero(~named & ~model.soft))
    if len(shut.hopeless):
        none = shut.hopeless[:0]
        return Shortage(shut.hopeless[:1], none, none, 1, 0, of_people=False)
    open_arcs = ~shut.shut(model.arcs)
    for game in (_posts, _people):
        one = game(model, kind, open_arcs)
        found = _least(one, _begun(one, model, home))
        if found is not None:
            return _Core(model, shut, one).of(found)
    return None


def _posts(model: Model, kind: np.ndarray, open_arcs: np.ndarray) -> _Game:
    """Must-fill posts and the people who can come to them, each of whom counts once."""
    needs = _counting(model, (kind == MUST_FILL) & (model.lower > 0))
    at = np.flatnonzero(needs[model.entry_row] & open_arcs[model.entry_arc])
    pairs = model.entry_row[at], model.person[model.entry_arc[at]]
    room = np.ones(model.people, dtype=np.int64)
    return _game((needs, model.lower), np.arange(model.people), pairs, room)


def _people(model: Model, kind: np.ndarray, open_arcs: np.ndarray) -> _Game:
    """People with nowhere to go but posts, and the posts with their seats."""
    limited = _counting(model, (kind == SEATS) & (model.upper < UNBOUNDED))
    at = np.flatnonzero(limited[model.entry_row] & open_arcs[model.entry_arc])
    free = open_arcs.copy()
    free[model.entry_arc[at]] = False
    bound = np.ones(model.people, dtype=np.bool_)
    bound[model.person[free]] = False
    at = at[bound[model.person[model.entry_arc[at]]]]
    pairs = model.person[model.entry_arc[at]], model.entry_row[at]
    need = np.ones(model.people, dtype=np.int64)
    game = _game((bound, need), np.flatnonzero(limited), pairs, model.upper[limited])
    return _Game(game.told, game.left, game.right, of_people=True)


def _game(
    lefts: tuple[np.ndarray, Ints], right: Ints, pairs: tuple[Ints, Ints], room: Ints
) -> _Game:
    """The sides of pairs of a left and a right by their numbers in the model."""
    wanted, need = lefts
    left = np.flatnonzero(wanted)
    key = np.unique(np.searchsorted(left, pairs[0]) * len(right)
                    + np.searchsorted(right, pairs[1]))  # fmt: skip
    count = max(1, len(right))
    told = sides(key // count, key % count, need[left], room)
    return _Game(told, left, right, of_people=False)


def _counting(model: Model, rows: np.ndarray) -> np.ndarray:
    """Of some rows those that must be kept and simply count arcs, no arc in two of them."""
    at = np.flatnonzero(rows[model.entry_row])
    row, arc = model.entry_row[at], model.entry_arc[at]
    shared = np.bincount(arc, minlength=model.arcs)[arc] > 1
    odd = np.zeros(len(model.lower), dtype=np.bool_)
    odd[row[shared | (model.entry_coef[at] != 1)]] = True
    plain: np.ndarray = rows & ~model.soft & ~odd
    return plain


def _begun(game: _Game, model: Model, home: Ints) -> Matched:
    """The most that can be matched, from everybody who can staying where they are."""
    told, at = game.told, model.entries(home)
    row, person = model.entry_row[at], model.person[model.entry_arc[at]]
    ends = (person, row) if game.of_people else (row, person)
    known = np.isin(ends[0], game.left) & np.isin(ends[1], game.right)
    count = max(1, len(game.right))
    key = (np.searchsorted(game.left, ends[0][known]) * count
           + np.searchsorted(game.right, ends[1][known]))  # fmt: skip
    begun = np.isin(told.left * count + told.right, key)
    begun &= places(np.where(begun, told.left, -1)) < told.need[told.left]
    begun &= places(np.where(begun, told.right, -1)) < told.room[told.right]
    return matched(told, begun)


def _least(game: _Game, now: Matched) -> Ints | None:
    """Of the sets reached from lefts that stay short the one with fewest lefts."""
    short = np.flatnonzero(now.got < game.told.need)
    found = [reached(game.told, now, int(left))[0] for left in short[:TRIED]]
    return min(found, key=len) if found else None


@dataclass(frozen=True)
class _Core:
    """A set of lefts that stay short, with the rows that keep everybody else from helping."""

    model: Model
    shut: Closures
    game: _Game

    def of(self, lefts: Ints) -> Shortage:
        """The shortage of a set, no row of which can be spared.

        Raises:
            SolverError: counted anew, the set is not short.
        """
        lefts = self._thinned(lefts)
        shutting = self._shutting(lefts)
        for row in shutting.copy():
            less = shutting[shutting != row]
            if self._lacking(lefts) > 1 and self._short(lefts, less):
                shutting = less
        return self._told(lefts, shutting)

    def _lacking(self, lefts: Ints) -> int:
        """How many more are needed than the neighbours have room for."""
        need, near = self.game.shown(lefts)
        return need - int(self.game.told.room[near].sum())

    def _thinned(self, lefts: Ints) -> Ints:
        """The lefts without those that can be spared; only one lacking twice leaves any."""
        if self._lacking(lefts) == 1:
            return lefts
        every = np.unique(self.shut.row)
        for left in lefts.copy():
            less = lefts[lefts != left]
            if len(less) and self._short(less, every):
                lefts = less
        return lefts

    def _links(self, lefts: Ints) -> tuple[Ints, Ints, Ints]:
        """All arcs of some lefts, open or not: the left, the arc, and the right or -1."""
        model, game = self.model, self.game
        place = np.full(max(len(model.lower), model.people), -1, dtype=np.int64)
        place[game.left[lefts]] = lefts
        if not game.of_people:
            at = np.flatnonzero(place[model.entry_row] >= 0)
            arc = model.entry_arc[at]
            return place[model.entry_row[at]], arc, model.person[arc]
        arc = np.flatnonzero(place[model.person] >= 0)
        seat = np.full(model.arcs, -1, dtype=np.int64)
        to = np.full(len(model.lower), -1, dtype=np.int64)
        to[game.right] = np.arange(len(game.right))
        at = model.entries(arc)
        at = at[to[model.entry_row[at]] >= 0]
        seat[model.entry_arc[at]] = to[model.entry_row[at]]
        return place[model.person[arc]], arc, seat[arc]

    def _short(self, lefts: Ints, rows: Ints) -> bool:
        """Whether some lefts stay short when only some rows shut arcs."""
        left, arc, right = self._links(lefts)
        open_arcs = ~np.isin(arc, self.shut.arc[np.isin(self.shut.row, rows)])
        free = np.unique(left[open_arcs & (right < 0)])
        inside = open_arcs & ~np.isin(left, free)
        wanted = np.setdiff1d(lefts, free)
        near, to = np.unique(right[inside], return_inverse=True)
        told = self.game.told
        small = sides(np.searchsorted(wanted, left[inside]), to, told.need[wanted], told.room[near])
        return bool((matched(small).got < small.need).any())

    def _shutting(self, lefts: Ints) -> Ints:
        """The fewest rows, as far as simply found, that shut all arcs leading elsewhere."""
        _, arc, right = self._links(lefts)
        _, near = self.game.shown(lefts)
        arcs, rows = self.shut.of(arc[~np.isin(right, near)])
        chosen: list[int] = []
        while len(arcs):
            several = np.unique(arcs, return_counts=True)
            alone = np.isin(arcs, several[0][several[1] == 1])
            names, count = np.unique(rows[alone] if alone.any() else rows, return_counts=True)
            taken = names if alone.any() else names[[np.argmax(count)]]
            chosen += taken.tolist()
            left = ~np.isin(arcs, arcs[np.isin(rows, taken)])
            arcs, rows = arcs[left], rows[left]
        return self._spared(np.array(chosen, dtype=np.int64), arc[~np.isin(right, near)])

    def _spared(self, chosen: Ints, apart: Ints) -> Ints:
        """Some rows without those whose arcs the others shut as well."""
        arcs, rows = self.shut.of(apart)
        inside = np.isin(rows, chosen)
        arcs, rows = arcs[inside], rows[inside]
        for row in chosen[::-1]:
            less = rows != row
            if len(np.unique(arcs[less])) == len(np.unique(arcs)):
                arcs, rows = arcs[less], rows[less]
        return np.unique(rows)

    def _told(self, lefts: Ints, shutting: Ints) -> Shortage:
        game = self.game
        _, arc, right = self._links(lefts)
        open_arcs = ~np.isin(arc, self.shut.arc[np.isin(self.shut.row, shutting)])
        near = np.unique(right[open_arcs])
        needed = int(game.told.need[lefts].sum())
        available = int(game.told.room[near].sum()) if near.min(initial=0) >= 0 else needed
        if needed <= available:
            msg = "a shortage found could not be confirmed; run again, or report the round file"
            raise SolverError(msg)
        mine, others = game.left[lefts], game.right[near]
        posts, people = (others, mine) if game.of_people else (mine, others)
        rows = np.concatenate([posts, shutting])
        return Shortage(rows, posts, people, needed, available, game.of_people)
