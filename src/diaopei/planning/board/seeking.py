"""Chains near by: who could step where, who gives way then, who could follow into what is left.

At the plan's prices a step costs what the new arc stands further below its person's best; the
cheapest chain is tried first (Dijkstra on reduced costs, as successive shortest paths do). What a
chain is worth is then counted exactly, with every row.
"""

from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.board.desk import (
    DRAFTED,
    HEAPED,
    LAID,
    SEARCH,
    Desk,
    cheapest_step,
    draft,
    lay,
    take_up,
)
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.board.stepping import coefficient, is_full, is_over

TRIED = 240
"""Chains tried in one search."""

AFTER = 40
"""Chains still tried after a better one was found."""


@machine_code
def seek(ground: Ground, now: Now, desk: Desk, told: tuple[bool, int]) -> int:
    """The best chain that grows from the steps drafted; -1 if there is none to be taken.

    `told` says whether hard rows must be broken less by it, or only not more while more is gained;
    and by how much a chain may at most do better than its reach says.
    """
    must, hope = told
    best, broken, value = -1, now.tally[1], now.tally[0]
    before = value
    left = TRIED
    while desk.size[HEAPED] > 0 and left > 0:
        left -= 1
        step = cheapest_step(desk)
        if (best >= 0 or not must) and desk.reach[step] - hope >= before - value:
            break
        if not lay(ground, now, desk, step):
            continue
        post = ground.post[desk.arc[step]]
        if post >= 0 and is_over(ground, now, post):
            give_way(ground, now, desk, step, post)
        else:
            kept = now.tally[1] < broken or (not must and now.tally[1] == broken)
            if kept and (now.tally[0] > value or (must and best < 0)):
                best, value = step, now.tally[0]
                left = min(left, AFTER)
            follow(ground, now, desk, step)
        take_up(ground, now, desk)
    return best


@machine_code
def give_way(ground: Ground, now: Now, desk: Desk, step: int, post: int) -> None:
    """Drafts what holders of a post with too many can do instead."""
    if desk.entered[post] == desk.size[SEARCH]:
        return
    desk.entered[post] = desk.size[SEARCH]
    for place in range(ground.into[post], ground.into[post + 1]):
        held = ground.within[place]
        person = ground.person[held]
        if now.arc[person] != held or desk.moved[person]:
            continue
        for arc in range(ground.first[person], ground.first[person + 1]):
            if ground.post[arc] != post:
                filled = ground.post[arc] == desk.left[step]
                draft(ground, now, desk, arc, (step, -1 if filled else desk.left[step]))


@machine_code
def follow(ground: Ground, now: Now, desk: Desk, step: int) -> None:
    """Drafts who could come into the post that a chain leaves empty."""
    post = desk.left[step]
    if post < 0 or desk.filled[post] == desk.size[SEARCH] or is_full(ground, now, post):
        return
    desk.filled[post] = desk.size[SEARCH]
    invite(ground, now, desk, step, post)


@machine_code
def invite(ground: Ground, now: Now, desk: Desk, step: int, post: int) -> None:
    """Drafts everybody elsewhere who could come into a post."""
    for place in range(ground.into[post], ground.into[post + 1]):
        arc = ground.within[place]
        here = ground.post[now.arc[ground.person[arc]]]
        if here != post:
            draft(ground, now, desk, arc, (step, here))


@machine_code
def turn(ground: Ground, now: Now, desk: Desk, row: int, sign: int) -> None:
    """Drafts every first step that makes a row's sum larger (sign 1) or smaller (sign -1)."""
    for place in range(ground.into[row], ground.into[row + 1]):
        arc = ground.within[place]
        person = ground.person[arc]
        held = now.arc[person]
        here = sign * coefficient(ground, arc, row)
        if held != arc:
            if here > sign * coefficient(ground, held, row):
                draft(ground, now, desk, arc, (-1, ground.post[held]))
        elif here < 0:
            for other in range(ground.first[person], ground.first[person + 1]):
                # An arc of the row comes round by itself.
                if coefficient(ground, other, row) == 0:
                    draft(ground, now, desk, other, (-1, ground.post[held]))


@machine_code
def few(desk: Desk, most: int) -> None:
    """Keeps only the cheapest first steps where there are many."""
    count = desk.size[DRAFTED]
    if count <= most:
        return
    chosen = desk.heap[:most].copy()
    for place in range(most):
        chosen[place] = cheapest_step(desk)
    desk.size[HEAPED] = most
    for place in range(most):
        desk.heap[place] = chosen[place]
