"""Chains near by: who could step where, who gives way then, who could follow into what is left.

At the plan's prices a step costs what the new arc stands further below its person's best; the
cheapest chain is tried first (Dijkstra on reduced costs, as successive shortest paths do). When it
is tried, what it loses is counted exactly, with every row; it waits again if others are cheaper.
"""

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.board.desk import (
    BEFORE,
    BEST,
    DRAFTED,
    HEAPED,
    SEARCH,
    Desk,
    cheapest_step,
    draft,
    empty_seat,
    is_vain,
    key,
    lay,
    rise,
    take_up,
)
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.board.stepping import coefficient, is_full, is_over

MANY = 256
"""First steps of a search from a row, or people invited to a post, at most."""

LOOKED, ASKED = 1_024, 96
"""Arcs of a row looked at from its front, and from its back, where each stands for all others of
its person."""

TIMES = 2
"""A post is gone through fewer times than this in one search: first ways are not always lawful."""

AFTER = 32
"""Chains still tried after a better one was found."""


@machine_code
def seek(ground: Ground, now: Now, desk: Desk, tries: int) -> int:
    """The best chain that grows from the steps drafted, by so many tries; -1 if there is none."""
    left = tries
    while desk.size[HEAPED] > 0 and left > 0:
        left -= 1
        best = desk.size[BEST]
        step = cheapest_step(desk)
        if is_vain(desk, desk.loss[step]):
            break
        if not lay(ground, now, desk, step):
            continue
        if is_next(desk, step, desk.size[BEFORE] - now.tally[0]):
            post = ground.post[desk.arc[step]]
            if post >= 0 and is_over(ground, now, post):
                give_way(ground, now, desk, step, post)
            else:
                follow(ground, now, desk, step)
        take_up(ground, now, desk)
        if desk.size[BEST] != best:
            left = min(left, AFTER)
    return int(desk.size[BEST])


@machine_code
def is_next(desk: Desk, step: int, loss: int) -> bool:
    """Whether a step is still the cheapest now that its loss is counted; else it waits again."""
    if desk.tried[step]:
        return True
    desk.tried[step] = True
    desk.loss[step] = loss
    if desk.size[HEAPED] == 0 or key(desk, step) <= key(desk, desk.heap[0]):
        return True
    rise(desk, step)
    return False


@machine_code
def enters(desk: Desk, marks: Small, post: int) -> bool:
    """Whether a post may be gone through once more in this search; marks that it was."""
    first = desk.size[SEARCH] * TIMES
    times = max(marks[post] - first, 0)
    if times == TIMES - 1:
        return False
    marks[post] = first + times + 1
    return True


@machine_code
def give_way(ground: Ground, now: Now, desk: Desk, step: int, post: int) -> None:
    """Drafts what holders of a post with too many can do instead."""
    if not enters(desk, desk.entered, post):
        return
    for place in range(ground.into[post], ground.into[post + 1]):
        held = ground.within[place]
        person = ground.person[held]
        if now.arc[person] != held or desk.moved[person]:
            continue
        for arc in range(ground.first[person], ground.first[person + 1]):
            if ground.post[arc] != post:
                left = desk.left[step]
                if ground.post[arc] == left:
                    told = (step, -1, desk.loss[step] - empty_seat(ground, left))
                else:
                    told = (step, left, desk.loss[step])
                draft(ground, now, desk, arc, told)


@machine_code
def follow(ground: Ground, now: Now, desk: Desk, step: int) -> None:
    """Drafts who could come into the post that a chain leaves empty."""
    post = desk.left[step]
    if post < 0 or is_full(ground, now, post) or not enters(desk, desk.filled, post):
        return
    invite(ground, now, desk, step, post)


@machine_code
def invite(ground: Ground, now: Now, desk: Desk, step: int, post: int) -> None:
    """Drafts people elsewhere who could come into a post, the nearest of them if they are many."""
    lost = (desk.loss[step] if step >= 0 else 0) - empty_seat(ground, post)
    last = desk.size[DRAFTED] + MANY
    for place in range(ground.into[post], ground.into[post + 1]):
        arc = ground.within[place]
        here = ground.post[now.arc[ground.person[arc]]]
        if here != post:
            draft(ground, now, desk, arc, (step, here, lost + empty_seat(ground, here)))
        if desk.size[DRAFTED] >= last:
            break


@machine_code
def turn(ground: Ground, now: Now, desk: Desk, row: int, sign: int) -> None:
    """Drafts first steps that make a row's sum larger (sign 1) or smaller (sign -1).

    In a long row those nearest to the plan: from its front arcs not taken, from its back arcs left.
    """
    first, last = ground.into[row], ground.into[row + 1]
    most = desk.size[DRAFTED] + MANY
    for place in range(first, min(last, first + LOOKED)):
        step_into(ground, now, desk, (row, sign, place))
        if desk.size[DRAFTED] >= most:
            break
    most = desk.size[DRAFTED] + MANY
    for place in range(last - 1, max(first, last - ASKED) - 1, -1):
        step_out(ground, now, desk, (row, sign, place))
        if desk.size[DRAFTED] >= most:
            break


@machine_code
def step_into(ground: Ground, now: Now, desk: Desk, told: tuple[int, int, int]) -> None:
    """Drafts the arc at a place of a row, if taking it turns the row the way of the sign."""
    row, sign, place = told
    arc = ground.within[place]
    held = now.arc[ground.person[arc]]
    if held != arc and sign * (ground.used[place] - coefficient(ground, held, row)) > 0:
        left = ground.post[held]
        draft(ground, now, desk, arc, (-1, left, empty_seat(ground, left)))


@machine_code
def step_out(ground: Ground, now: Now, desk: Desk, told: tuple[int, int, int]) -> None:
    """Drafts all that is not in a row for who takes the arc at a place of it, if that turns it."""
    row, sign, place = told
    if sign * ground.used[place] >= 0:
        return
    held = ground.within[place]
    person = ground.person[held]
    if now.arc[person] != held:
        return
    left = ground.post[held]
    for arc in range(ground.first[person], ground.first[person + 1]):
        # An arc of the row comes round by itself.
        if coefficient(ground, arc, row) == 0:
            draft(ground, now, desk, arc, (-1, left, empty_seat(ground, left)))


@machine_code
def turn_all(ground: Ground, now: Now, desk: Desk, row: int, sign: int) -> None:
    """Drafts all first steps that turn a row; see `turn`."""
    for place in range(ground.into[row], ground.into[row + 1]):
        step_into(ground, now, desk, (row, sign, place))
        step_out(ground, now, desk, (row, sign, place))
