"""After an edit: broken rows are mended one by one, then what was left empty is filled again.

Every chain taken breaks less of hard rows than before, or as little and gains more, so mending
ends. Rows still broken count at their prices while chains are compared.
"""

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.board.desk import (
    DEPTH,
    HEAPED,
    LOGGED,
    ROUND,
    SEARCH,
    TURNS,
    Desk,
    clear,
    draft,
    empty_seat,
    keep,
    lay,
)
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.board.seeking import enters, invite, seek, turn, turn_all
from diaopei.planning.board.stepping import is_full, missed

TRIED, REFILLED = 160, 40
"""Chains tried to mend a row, and to better what an edit left."""

CARED = 32
"""A person more in a chain counts this part of what mending a row is worth."""

REPAIRS, GAINS = 24, 2
"""How many chains mend one edit at most in one round, and how many better it afterwards."""

ROUNDS = 2
"""A row found past mending is tried once more after others were mended."""


@machine_code
def mend(ground: Ground, now: Now, desk: Desk, rows: Small) -> None:
    """Takes chains until no row that an edit touched is broken, or none can be mended.

    Args:
        ground: the model.
        now: the board.
        desk: its log has the steps taken so far; chains are logged behind them.
        rows: rows to look at first.
    """
    for _ in range(ROUNDS):
        before = desk.size[LOGGED]
        desk.size[ROUND] += 1
        for _ in range(REPAIRS):
            if now.tally[1] == 0 or not mend_one(ground, now, desk, rows):
                break
        if now.tally[1] == 0 or desk.size[LOGGED] == before:
            break
    for _ in range(GAINS):
        if not refill(ground, now, desk):
            break


@machine_code
def mend_one(ground: Ground, now: Now, desk: Desk, rows: Small) -> bool:
    """Takes one chain that mends a broken row; false if no broken row has one."""
    for row in rows:
        if mend_row(ground, now, desk, row):
            return True
    for place in range(desk.size[LOGGED]):
        person = desk.log_person[place]
        for arc in (desk.log_arc[place], now.arc[person]):
            for entry in range(ground.start[arc], ground.start[arc + 1]):
                if mend_row(ground, now, desk, ground.row[entry]):
                    return True
    return False


@machine_code
def mend_row(ground: Ground, now: Now, desk: Desk, row: int) -> bool:
    """Takes the best chain from a broken row, if there is one."""
    if not ground.hard[row] or missed(ground, now, row) == 0:
        return False
    if desk.given_up[row] == desk.size[ROUND]:
        return False
    relief = ground.cost[row] * min(missed(ground, now, row), ground.step[row])
    clear(now, desk, (1, relief // CARED, 0))
    turn(ground, now, desk, row, 1 if now.sums[row] < ground.lower[row] else -1)
    if take(ground, now, desk, TRIED):
        return True
    desk.given_up[row] = desk.size[ROUND]
    return False


@machine_code
def take(ground: Ground, now: Now, desk: Desk, tries: int) -> bool:
    """Takes the best chain from the steps drafted, if there is one; see `seek`."""
    if desk.size[LOGGED] > (TURNS - 1) * DEPTH:
        return False
    best = seek(ground, now, desk, tries)
    if best < 0:
        return False
    lay(ground, now, desk, best)
    keep(desk)
    return True


@machine_code
def refill(ground: Ground, now: Now, desk: Desk) -> bool:
    """Takes the best chain into a seat left empty by what was done so far, or of who did it."""
    desk.size[SEARCH] += 1
    clear(now, desk, (0, 0, hope(ground, now, desk)))
    for place in range(desk.size[LOGGED]):
        post = ground.post[desk.log_arc[place]]
        if post >= 0 and not is_full(ground, now, post) and enters(desk, desk.filled, post):
            invite(ground, now, desk, -1, post)
        person = desk.log_person[place]
        spend(ground, now, desk, desk.log_arc[place])
        spend(ground, now, desk, now.arc[person])
        for arc in range(ground.first[person], ground.first[person + 1]):
            left = ground.post[now.arc[person]]
            draft(ground, now, desk, arc, (-1, left, empty_seat(ground, left)))
    if desk.size[HEAPED] == 0:
        return False
    return take(ground, now, desk, REFILLED)


@machine_code
def spend(ground: Ground, now: Now, desk: Desk, arc: int) -> None:
    """Drafts who could use the room left in an arc's rows that have a price, seats apart."""
    for entry in range(ground.start[arc], ground.start[arc + 1]):
        row = ground.row[entry]
        above, under = now.sums[row] - ground.lower[row], ground.upper[row] - now.sums[row]
        step = ground.step[row]
        short = above < step and under < step
        if row == ground.post[arc] or ground.price[row] == 0 or short:
            continue
        if enters(desk, desk.filled, row):
            turn(ground, now, desk, row, -1 if above < under else 1)


@machine_code
def use(ground: Ground, now: Now, desk: Desk, row: int, sign: int) -> bool:
    """Takes the best chain that makes a row's sum larger (1) or smaller (-1), if any gains.

    People near the plan are asked first; everybody, if none of them gains.
    """
    for part in (CARED, 1):
        desk.size[SEARCH] += 1
        room = ground.price[row] * ground.step[row]
        clear(now, desk, (0, 0, (hope(ground, now, desk) + room) // part + 1))
        turn_all(ground, now, desk, row, sign)
        if take(ground, now, desk, TRIED):
            return True
    return False


@machine_code
def hope(ground: Ground, now: Now, desk: Desk) -> int:
    """What the proofs count as lost where the log has changed something.

    People below their best, rows with a price that are broken or not used up. A chain that touches
    nothing else with a loss does no better than was thought by more.
    """
    lost = 0
    for place in range(desk.size[LOGGED]):
        person = desk.log_person[place]
        lost += 0 if desk.held[person] else ground.below[now.arc[person]]
        lost += idle(ground, now, desk, desk.log_arc[place])
        lost += idle(ground, now, desk, now.arc[person])
    return lost


@machine_code
def idle(ground: Ground, now: Now, desk: Desk, arc: int) -> int:
    """What the prices of an arc's rows lose, those not counted in this search yet."""
    lost = 0
    for entry in range(ground.start[arc], ground.start[arc + 1]):
        row = ground.row[entry]
        if desk.counted[row] == desk.size[SEARCH]:
            continue
        desk.counted[row] = desk.size[SEARCH]
        room = min(ground.upper[row] - now.sums[row], now.sums[row] - ground.lower[row])
        lost += ground.price[row] * min(abs(room), ground.step[row])
    return lost
