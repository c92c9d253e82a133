"""How long and how finely the dual goes down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """Rounds of the dual, its first step, and bids from the coarsest to the finest step.

    Bids are at least a part `fine` of the grain; the first step and the coarsest bid are in parts
    of the unit of a descent, which is the grain or what missing a row costs, whichever is more.
    """

    rounds: int = 40
    step: float = 0.6
    coarse: float = 1 / 30
    fine: float = 1 / 15_000

    def bid(self, turn: int, grain: int, unit: int) -> int:
        """The step of bids in a round: shrinks evenly over four fifths of the rounds."""
        share = min(1.0, turn / (0.8 * self.rounds))
        first, last = self.coarse * unit, self.fine * grain
        return max(1, int(first * (last / first) ** share))


FAST = (Schedule(),)
"""One descent that most rounds do well with."""

LATER = tuple(Schedule(rounds=20, step=step, coarse=1 / 100) for step in (0.1, 0.03))
"""For a layer that begins with good prices."""

PROOF = tuple(
    Schedule(step=0.6 * 0.5**turn, coarse=0.3**turn / 30, fine=1 / 60_000) for turn in range(6)
)
"""Steps that have shrunk too soon begin anew from the best duals, smaller each time."""
