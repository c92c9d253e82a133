"""Where chains are drafted before one is taken: a heap of steps to try, and what was tried."""

from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Flags
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.board.stepping import is_full, put
from diaopei.planning.model import Ints

STEPS = 1 << 17
"""Steps drafted in one search at most."""

DEPTH = 12
"""People in one chain at most."""

TURNS = 96
"""How often one edit is mended or bettered at most, and how many rows it may look after."""


class Desk(NamedTuple):
    """Drafted steps and marks; nothing on it outlives an edit.

    Step `s`: `person[s]` takes `arc[s]` after the step `parent[s]`; `left[s]` is the post the chain
    has emptied, and `loss[s]` what it loses so far: by the prices when drafted, counted exactly
    once it was `tried`. `heap[:size[HEAPED]]` are steps by loss and the `length` of their chain.
    `laid` are the steps on the board for trial with the arcs left, `moved` marks their people,
    `held` people who may not be touched; `entered` and `filled` say in which search a post was last
    reached, `given_up` in which round of mending a row was found past mending, `counted` in which
    search it was counted. `log_person` and `log_arc` are the steps taken for good, with the arcs
    left.
    """

    loss: Ints
    tried: Flags
    length: Small
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


DRAFTED, HEAPED, LAID, LOGGED, SEARCH, ROUND, BEST, LEAST, BEFORE, BROKEN, MUST, CARE, HOPE = range(
    13
)
"""What the numbers of `size` are.

Steps drafted, in the heap, laid, logged; the searches and rounds of mending so far; the best chain
found and what it loses; the tally before the search; whether hard rows must be broken less (1);
what a person more in a chain counts while chains wait, so that short ones are tried before long;
and by how much a chain may at most do better than was thought when it was drafted.
"""


def desk_for(ground: Ground) -> Desk:
    """An empty desk."""
    people, rows = len(ground.first) - 1, len(ground.lower)

    def small(count: int) -> Small:
        return np.zeros(count, dtype=np.int32)

    return Desk(
        loss=np.zeros(STEPS, dtype=np.int64),
        tried=np.zeros(STEPS, dtype=bool),
        length=small(STEPS),
        person=small(STEPS), arc=small(STEPS), parent=small(STEPS), left=small(STEPS),
        heap=small(STEPS),
        laid=small(DEPTH), was=small(DEPTH),
        log_person=small(TURNS * DEPTH), log_arc=small(TURNS * DEPTH),
        moved=np.zeros(people, dtype=bool), held=np.zeros(people, dtype=bool),
        entered=small(rows), filled=small(rows), given_up=small(rows),
        counted=small(rows),
        size=np.zeros(13, dtype=np.int64),
    )  # fmt: skip


@machine_code
def clear(now: Now, desk: Desk, told: tuple[int, int, int]) -> None:
    """Begins a search from the board as it is; `told` are MUST, CARE and HOPE."""
    desk.size[DRAFTED] = 0
    desk.size[HEAPED] = 0
    desk.size[SEARCH] += 1
    desk.size[BEST] = -1
    desk.size[LEAST] = 0
    desk.size[BEFORE] = now.tally[0]
    desk.size[BROKEN] = now.tally[1]
    desk.size[MUST], desk.size[CARE], desk.size[HOPE] = told


@machine_code
def draft(ground: Ground, now: Now, desk: Desk, arc: int, told: tuple[int, int, int]) -> None:
    """Drafts the step of an arc's person onto it; a chain that may end there is counted at once.

    `told` is the step before it (-1: the first of a chain), the post the chain leaves empty, and
    what is lost besides what the arc stands further below its person's best.
    """
    parent, left, lost = told
    step = desk.size[DRAFTED]
    person = ground.person[arc]
    held = now.arc[person]
    stuck = desk.held[person] or desk.moved[person] or held == arc
    # A chain longer than may be laid would be found the best and then not be taken.
    stuck = stuck or (parent >= 0 and desk.length[parent] == DEPTH)
    loss = lost + ground.below[arc] - ground.below[held]
    if step == STEPS or stuck or not now.open[arc] or is_vain(desk, loss):
        return
    desk.loss[step] = loss
    desk.tried[step] = False
    desk.length[step] = desk.length[parent] + 1 if parent >= 0 else 1
    desk.person[step] = person
    desk.arc[step] = arc
    desk.parent[step] = parent
    desk.left[step] = left
    desk.size[DRAFTED] = step + 1
    post = ground.post[arc]
    if post < 0 or not is_full(ground, now, post):
        put(ground, now, person, arc)
        judge(now, desk, step)
        put(ground, now, person, held)
    rise(desk, step)


@machine_code
def is_vain(desk: Desk, loss: int) -> bool:
    """Whether a chain that is thought to lose so much cannot be the best."""
    found = desk.size[BEST] >= 0 or desk.size[MUST] == 0
    return bool(found and loss - desk.size[HOPE] >= desk.size[LEAST])


@machine_code
def judge(now: Now, desk: Desk, step: int) -> None:
    """Counts what the chain on the board loses, and remembers it if it is the best so far."""
    loss = desk.size[BEFORE] - now.tally[0]
    desk.loss[step] = loss
    desk.tried[step] = True
    must = desk.size[MUST] == 1
    kept = now.tally[1] < desk.size[BROKEN] or (not must and now.tally[1] == desk.size[BROKEN])
    if kept and (loss < desk.size[LEAST] or (must and desk.size[BEST] < 0)):
        desk.size[BEST] = step
        desk.size[LEAST] = loss


@machine_code
def empty_seat(ground: Ground, post: int) -> int:
    """What the prices lose on a seat left empty; nothing if it is no seat."""
    return int(ground.price[post]) if post >= 0 else 0


@machine_code
def key(desk: Desk, step: int) -> int:
    """By what steps wait: what is lost, and a little for everybody touched."""
    return int(desk.loss[step] + desk.size[CARE] * desk.length[step])


@machine_code
def rise(desk: Desk, step: int) -> None:
    """Puts a step into the heap."""
    place = desk.size[HEAPED]
    desk.size[HEAPED] = place + 1
    mine = key(desk, step)
    while place > 0:
        above = (place - 1) // 2
        if key(desk, desk.heap[above]) <= mine:
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
    place, mine = 0, key(desk, last)
    while 2 * place + 1 < count:
        child = 2 * place + 1
        if child + 1 < count and key(desk, desk.heap[child + 1]) < key(desk, desk.heap[child]):
            child += 1
        if key(desk, desk.heap[child]) >= mine:
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
