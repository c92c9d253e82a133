"""What a jurisdiction does: looks through all its arcs at the prices, and says who is missing.

Every function here depends on its arguments alone. It may run anywhere, and again if a machine is
lost, and gives the same bytes.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diaopei.planning.auction.market import Flags
from diaopei.planning.jurisdictions.part import Part
from diaopei.planning.model import Ints
from diaopei.planning.prices import best_by_person, reduced
from diaopei.planning.runs import places

Bits = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Question:
    """Prices at which a jurisdiction looks through its arcs.

    `layer` is the number of the layer; `rows` has the prices of rows (for a part: of its own) and
    `cuts` those of the layers above, in units of 1/SCALE. At most `few` arcs a person are named,
    those less than `within` below the listed best, and `a_post` arcs a post besides.
    """

    layer: int
    rows: Ints
    cuts: Ints
    few: int = 0
    a_post: int = 0
    within: int = 0


class Answer(NamedTuple):
    """What the part's people add at most, and the arcs that should be listed.

    `best` is the sum over all people of what their best arc adds, in units of 1/SCALE. `arc` are
    arcs missing on the list and `post` their posts; `offer` are more arcs, the best few of each
    post `into`, and `short` by how much they fall short of their person's best. Arcs are numbered
    as in the part, posts by the whole's rows of seats, -1 where an arc takes no seat.
    """

    best: int
    arc: Ints
    post: Ints
    offer: Ints
    into: Ints
    short: Ints


class Lines(NamedTuple):
    """Arcs as the joint market takes them: numbers of the whole, gains by layer, rows used."""

    arc: Ints
    local: Ints
    person: Ints
    gain: Ints
    entries: Ints
    row: Ints
    coef: Ints


def answered(part: Part, alive: Flags, listed: Bits, question: Question) -> Answer:
    """What the part's people could add at the prices, and who is missing on the list.

    Args:
        part: the jurisdiction.
        alive: the arcs that the layers above leave.
        listed: the arcs listed, as packed bits.
        question: the prices, and how many to name.
    """
    worth = worths(part, question)
    on = unpacked(part, listed) & alive
    person, post = part.model.person, np.where(part.post >= 0, part.rows[part.post], -1)
    best = best_by_person(part.model, worth, alive)
    above = worth - best_by_person(part.model, worth, on)[person]
    missing = np.flatnonzero(alive & ~on & (above > -question.within))
    named = _first(person, above, missing, question.few)
    short = best[person] - worth
    into = np.flatnonzero(alive & ~on & (part.post >= 0))
    offer = _first(post, -short, into, question.a_post) if question.a_post else into[:0]
    return Answer(int(best.sum()), named, post[named], offer, post[offer], short[offer])


def worths(part: Part, question: Question) -> Ints:
    """What each arc of a part adds at the prices, in units of 1/SCALE."""
    layers = part.model.layers
    cuts = [(layer, 0) for layer in layers[: question.layer]]
    return reduced(part.model, layers[question.layer], cuts, (question.rows, question.cuts))


def _first(group: Ints, worth: Ints, among: Ints, count: int) -> Ints:
    """Of some arcs the `count` of each group that are worth most, the lower number first."""
    ranked = among[np.lexsort((among, -worth[among], group[among]))]
    kept: Ints = np.sort(ranked[places(group[ranked]) < count])
    return kept


def described(part: Part, alive: Flags, listed: Bits, named: tuple[Ints, Ints]) -> Lines:
    """The arcs named, and all others into some posts, as the joint market takes them.

    Args:
        part: the jurisdiction.
        alive: the arcs that the layers above leave.
        listed: the arcs listed already, as packed bits.
        named: numbers of arcs in the part, and rows of posts in the whole.
    """
    arcs, posts = named
    wanted = np.zeros(part.model.arcs, dtype=bool)
    wanted[arcs] = True
    asked = np.append(np.isin(part.rows, posts), values=False)
    local = np.flatnonzero((wanted | asked[part.post]) & alive & ~unpacked(part, listed))
    entries = part.model.entries(local)
    return Lines(
        arc=part.arcs[local],
        local=local,
        person=part.people[part.model.person[local]],
        gain=np.array([layer.gain[local] for layer in part.model.layers]),
        entries=part.model.start[local + 1] - part.model.start[local],
        row=part.rows[part.model.entry_row[entries]],
        coef=part.model.entry_coef[entries],
    )


def narrowed(part: Part, alive: Flags, question: Question, kept: tuple[Ints, int]) -> Flags:
    """The arcs alive that a plan keeping the layer may still use.

    Args:
        part: the jurisdiction.
        alive: the arcs that the layers above leave.
        question: the prices of the layer.
        kept: arcs that stay in any case, and how far in units of 1/SCALE an arc may stand below
            its person's best.
    """
    chosen, most = kept
    worth = worths(part, question)
    best = best_by_person(part.model, worth, alive)
    left: Flags = alive & (best[part.model.person] - worth <= most)
    left[chosen] = True
    return left


def everything(part: Part) -> Flags:
    """All arcs of a part."""
    return np.ones(part.model.arcs, dtype=bool)


def opening(part: Part, start: Ints) -> Ints:
    """The first and the last arc of each person, and the plan in hand.

    Args:
        part: the jurisdiction.
        start: a choice of arcs of the whole.
    """
    first = np.append(True, part.model.person[1:] != part.model.person[:-1])
    last = np.append(first[1:], True)
    return np.flatnonzero(first | last | np.isin(part.arcs, start))


def standing(part: Part, alive: Flags, listed: Bits) -> Flags:
    """Which of the arcs listed are still alive, in the order of their numbers."""
    still: Flags = alive[unpacked(part, listed)]
    return still


def size(part: Part) -> tuple[int, int, Ints]:
    """How many people and arcs a part has, and the rows of the whole it touches."""
    return len(part.people), part.model.arcs, part.rows


def packed(flags: Flags) -> Bits:
    """Flags as bits."""
    bits: Bits = np.packbits(flags)
    return bits


def unpacked(part: Part, bits: Bits) -> Flags:
    """Bits as flags, one for each arc of a part."""
    flags: Flags = np.unpackbits(bits, count=part.model.arcs).astype(bool)
    return flags
