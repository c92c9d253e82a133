"""Steps on the board: a person changes arc, a row changes bounds; every sum and tally follows."""

from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.board.ground import Ground, Now
from diaopei.planning.model import Ints


@machine_code
def missed(ground: Ground, now: Now, row: int) -> int:
    """By how much a row is missed."""
    total = now.sums[row]
    if total < ground.lower[row]:
        return int(ground.lower[row] - total)
    if total > ground.upper[row]:
        return int(total - ground.upper[row])
    return 0


@machine_code
def tell(ground: Ground, now: Now, row: int, sign: int) -> None:
    """Adds what a row is missed by to the tally, or takes it off."""
    short = missed(ground, now, row)
    if short == 0:
        return
    if ground.hard[row]:
        step = ground.step[row]
        now.tally[1] += sign * ground.weight[row] * ((short + step - 1) // step)
    now.tally[0] -= sign * short * ground.cost[row]


@machine_code
def put(ground: Ground, now: Now, person: int, arc: int) -> None:
    """Takes a person from their arc to another."""
    old = now.arc[person]
    for entry in range(ground.start[old], ground.start[old + 1]):
        row = ground.row[entry]
        tell(ground, now, row, -1)
        now.sums[row] -= ground.coef[entry]
        tell(ground, now, row, 1)
    for entry in range(ground.start[arc], ground.start[arc + 1]):
        row = ground.row[entry]
        tell(ground, now, row, -1)
        now.sums[row] += ground.coef[entry]
        tell(ground, now, row, 1)
    now.tally[0] += ground.gain[arc] - ground.gain[old]
    now.arc[person] = arc


@machine_code
def put_all(ground: Ground, now: Now, people: Ints, arcs: Ints) -> None:
    """Takes people to arcs, one after the other."""
    for place in range(len(people)):
        put(ground, now, people[place], arcs[place])


@machine_code
def bend(ground: Ground, now: Now, row: int, lower: int, upper: int) -> None:
    """Gives a row other bounds."""
    tell(ground, now, row, -1)
    ground.lower[row] = lower
    ground.upper[row] = upper
    tell(ground, now, row, 1)


@machine_code
def coefficient(ground: Ground, arc: int, row: int) -> int:
    """What an arc uses of a row."""
    for entry in range(ground.start[arc], ground.start[arc + 1]):
        if ground.row[entry] == row:
            return int(ground.coef[entry])
    return 0


@machine_code
def is_full(ground: Ground, now: Now, post: int) -> bool:
    """Whether a post has no free seat."""
    return bool(now.sums[post] >= ground.upper[post])


@machine_code
def is_over(ground: Ground, now: Now, post: int) -> bool:
    """Whether a post has more holders than seats."""
    return bool(now.sums[post] > ground.upper[post])


@machine_code
def alone(ground: Ground, now: Now, person: int) -> int:
    """The best open arc of a person while all others stay where the plan has them.

    Least broken first, then the most gained, then the first; the person is put on it.
    """
    best = -1
    broken, value = 0, 0
    for arc in range(ground.first[person], ground.first[person + 1]):
        if not now.open[arc]:
            continue
        put(ground, now, person, arc)
        worse = now.tally[1] > broken or (now.tally[1] == broken and now.tally[0] <= value)
        if best < 0 or not worse:
            best, broken, value = arc, now.tally[1], now.tally[0]
    if best >= 0:
        put(ground, now, person, best)
    return best
