"""Layer by layer over jurisdictions that keep their own arcs: the same certificate as by prices."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from diaopei.planning.auction.engine import THOROUGH, Pace
from diaopei.planning.auction.machine_code import is_compiled
from diaopei.planning.by_prices import refuse_too_large
from diaopei.planning.jurisdictions.office import Office, Turn, Way
from diaopei.planning.jurisdictions.part import frame_of, parted
from diaopei.planning.jurisdictions.workers import Workers
from diaopei.planning.layers import Progress, Solved, Watch
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import SCALE
from diaopei.planning.proving import Proof


@dataclass(frozen=True)
class Apart:
    """Who works on what: the jurisdiction of each person, any whole numbers, and the workers.

    `pace` is how hard the office tries.
    """

    home: Ints
    workers: Workers
    pace: Pace = THOROUGH


def solve_by_jurisdictions(
    model: Model, tolerance: Mapping[str, int], start: Ints, watch: Watch, apart: Apart
) -> Iterator[Solved]:
    """Solves layer after layer; yields each as soon as it is done.

    Args:
        model: rows and layers over all eligible arcs.
        tolerance: by layer, how much of its score the layers below may give up.
        start: a choice that keeps every row.
        watch: told of progress, once a round.
        apart: jurisdictions and workers.

    Yields:
        The layers in order, not proved where the search was left before the end.

    Raises:
        TooLargeError: gains so large that sums of prices would not fit; the message has the
            numbers.
    """
    refuse_too_large(model)
    if not is_compiled():
        watch(Progress(model.layers[0].name, "compiling"))
    parts = [apart.workers.keep(part) for part in parted(model, apart.home)]
    office = Office(frame_of(model), parts, apart.workers, start)
    for number, done in enumerate(office.solved(tolerance, Way(apart.pace, _told(watch)))):
        layer, known = model.layers[number], done.known
        proof = Proof(0, known.rows, known.cuts, known.bound)
        solved = Solved(layer, done.chosen, done.score, done.kept, done.proved, (proof,), (None,))
        watch(Progress(layer.name, "done", solved.value, solved.bound))
        yield solved


def _told(watch: Watch) -> Callable[[Turn], None]:
    """A round of asking as progress of its layer."""

    def told(turn: Turn) -> None:
        sign = turn.layer.sign
        bound = sign * (turn.bound // SCALE)
        watch(Progress(turn.layer.name, "asked", sign * turn.score, bound))

    return told
