"""Where chains are drafted before one is taken: a heap of steps to try, and what was tried."""

from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Flags
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.board.stepping import put
from diaopei.planning.model import Ints

STEPS = 1 << 17
"""Steps drafted in one search at most."""

DEPTH = 12
"""People in one chain at most."""

TURNS = 96
"""How often one edit is mended or bettered at most, and how many rows it may look after."""


class Desk(NamedTuple):
    """Drafted steps and marks; nothing on it outlives an edit.

    Step `s`: `person[s]` takes `arc[s]` after the step `parent[s]`, at `price[s]` in all; `left[s]`
    is the post the chain has emptied, and `reach[s]` the price with that of the empty seat.
    `heap[:size[HEAPED]]` are steps by reach. `laid` are the
    steps on the board for trial with the arcs left, `moved` marks their people, `held` people who
    may not be touched; `entered` and `filled` say in which search a post was last reached, `given_up` in
    which round of mending a row was found past mending, `counted` in which search it was counted.
    `log_person` and `log_arc` are the steps taken for good, with the arcs left.
    """

    price: Ints
    reach: Ints
    person: Small
    arc: Small
    parent: Small
    left: Small
    heap: Small
    laid: Small
    was: Small
    log_person: Small
    log_arc: Small
    moved: Flags
    held: Flags
    entered: Small
    filled: Small
    given_up: Small
    counted: Small
    size: Ints


DRAFTED, HEAPED, LAID, LOGGED, SEARCH, ROUND = range(6)
"""What the numbers of `size` count."""


def desk_for(ground: Ground) -> Desk:
    """An empty desk."""
    people, rows = len(ground.first) - 1, len(ground.lower)

    def small(count: int) -> Small:
        return np.zeros(count, dtype=np.int32)

    return Desk(
        price=np.zeros(STEPS, dtype=np.int64),
        reach=np.zeros(STEPS, dtype=np.int64),
        person=small(STEPS), arc=small(STEPS), parent=small(STEPS), left=small(STEPS),
        heap=small(STEPS),
        laid=small(DEPTH), was=small(DEPTH),
        log_person=small(TURNS * DEPTH), log_arc=small(TURNS * DEPTH),
        moved=np.zeros(people, dtype=bool), held=np.zeros(people, dtype=bool),
        entered=small(rows), filled=small(rows), given_up=small(rows),
        counted=small(rows),
        size=np.zeros(6, dtype=np.int64),
    )  # fmt: skip


@machine_code
def clear(desk: Desk) -> None:
    """Begins a new search."""
    desk.size[DRAFTED] = 0
    desk.size[HEAPED] = 0
    desk.size[SEARCH] += 1


@machine_code
def draft(ground: Ground, now: Now, desk: Desk, arc: int, told: tuple[int, int]) -> None:
    """Drafts the step of an arc's person onto it.

    `told` is the step before it (-1: the first of a chain), and the post the chain leaves empty.
    """
    parent, left = told
    step = desk.size[DRAFTED]
    person = ground.person[arc]
    stuck = desk.held[person] or desk.moved[person] or now.arc[person] == arc
    if step == STEPS or stuck or not now.open[arc]:
        return
    price = ground.below[arc] - ground.below[now.arc[person]]
    price += desk.price[parent] if parent >= 0 else 0
    desk.price[step] = price
    desk.reach[step] = price + (ground.price[left] if left >= 0 else 0)
    desk.person[step] = person
    desk.arc[step] = arc
    desk.parent[step] = parent
    desk.left[step] = left
    desk.size[DRAFTED] = step + 1
    rise(desk, step)


@machine_code
def rise(desk: Desk, step: int) -> None:
    """Puts a step into the heap."""
    place = desk.size[HEAPED]
    desk.size[HEAPED] = place + 1
    while place > 0:
        above = (place - 1) // 2
        if desk.reach[desk.heap[above]] <= desk.reach[step]:
            break
        desk.heap[place] = desk.heap[above]
        place = above
    desk.heap[place] = step


@machine_code
def cheapest_step(desk: Desk) -> int:
    """Takes the cheapest step out of the heap."""
    found = int(desk.heap[0])
    count = desk.size[HEAPED] - 1
    desk.size[HEAPED] = count
    last = desk.heap[count]
    place = 0
    while 2 * place + 1 < count:
        child = 2 * place + 1
        if child + 1 < count and desk.reach[desk.heap[child + 1]] < desk.reach[desk.heap[child]]:
            child += 1
        if desk.reach[desk.heap[child]] >= desk.reach[last]:
            break
        desk.heap[place] = desk.heap[child]
        place = child
    desk.heap[place] = last
    return found


@machine_code
def lay(ground: Ground, now: Now, desk: Desk, step: int) -> bool:
    """Puts a chain on the board for trial; false, and nothing laid, if it cannot be one.

    A chain is too long, or comes round to a person a second time.
    """
    desk.size[LAID] = 0
    while step >= 0:
        person = desk.person[step]
        count = desk.size[LAID]
        if count == DEPTH or desk.moved[person]:
            take_up(ground, now, desk)
            return False
        desk.laid[count] = step
        desk.was[count] = now.arc[person]
        desk.moved[person] = True
        desk.size[LAID] = count + 1
        put(ground, now, person, desk.arc[step])
        step = desk.parent[step]
    return True


@machine_code
def take_up(ground: Ground, now: Now, desk: Desk) -> None:
    """Takes the chain laid off the board again."""
    for place in range(desk.size[LAID]):
        person = desk.person[desk.laid[place]]
        put(ground, now, person, desk.was[place])
        desk.moved[person] = False
    desk.size[LAID] = 0


@machine_code
def keep(desk: Desk) -> None:
    """Leaves the chain laid on the board for good, and logs it."""
    for place in range(desk.size[LAID]):
        person = desk.person[desk.laid[place]]
        count = desk.size[LOGGED]
        desk.log_person[count] = person
        desk.log_arc[count] = desk.was[place]
        desk.size[LOGGED] = count + 1
        desk.moved[person] = False
    desk.size[LAID] = 0
