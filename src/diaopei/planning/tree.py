"""Cases: the plans parted by where a person goes, until prices prove each case by themselves.

A branch says of one person that the arc lies among some of theirs, or not: those that stay
(`stay`), those that end in the county they are in (`home`), or one arc alone (`arc`). The two
branches of a case cover it, so whatever holds of all open cases holds of every plan.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diaopei.planning.model import Floats, Ints, Layer, Model

Alive = npt.NDArray[np.bool_]
WHOLE = 1e-6


@dataclass(frozen=True)
class Branch:
    """One side of a parting: `parent` is the case parted, `inside` whether the arc lies among."""

    parent: int
    person: int
    among: str
    arc: int
    inside: bool


@dataclass(frozen=True)
class Case:
    """An open case: its number in the tree and the arcs still of use in it."""

    number: int
    alive: Alive


class Tree:
    """All cases ever parted, the whole problem being case 0."""

    def __init__(self, model: Model) -> None:
        """Begins with the whole problem."""
        self.model = model
        self.branches: list[Branch | None] = [None]

    def whole(self) -> Case:
        """The case of all plans."""
        return Case(0, np.ones(self.model.arcs, dtype=bool))

    def part(self, case: Case, layer: Layer, arcs: Ints, columns: Floats) -> tuple[Case, Case]:
        """The two cases in which a broken value of the relaxation is gone.

        Args:
            case: what to part.
            layer: whose relaxation it was; people who matter to it come first.
            arcs: the arcs of the relaxation.
            columns: their values, not all of them whole.
        """
        person, among, arc = self._widest(layer, arcs, columns)
        first = int(np.searchsorted(self.model.person, person))
        after = int(np.searchsorted(self.model.person, person, side="right"))
        mine = np.arange(first, after)
        chosen = mine == arc if among == "arc" else self.model.among[among][mine]
        return (
            self._side(case, Branch(case.number, person, among, arc, inside=True), mine[~chosen]),
            self._side(case, Branch(case.number, person, among, arc, inside=False), mine[chosen]),
        )

    def _side(self, case: Case, branch: Branch, shut: Ints) -> Case:
        alive = case.alive.copy()
        alive[shut] = False
        self.branches.append(branch)
        return Case(len(self.branches) - 1, alive)

    def _widest(self, layer: Layer, arcs: Ints, columns: Floats) -> tuple[int, str, int]:
        """The person and set of arcs most undecided; who matters to the layer first."""
        model = self.model
        matters = np.zeros(model.people)
        used = arcs[(columns > WHOLE) & (layer.gain[arcs] != 0)]
        matters[model.person[used]] = 1.0
        undecided = {}
        for among, marked in model.among.items():
            inside = marked[arcs]
            share = np.bincount(model.person[arcs[inside]], columns[inside], model.people)
            undecided[among] = np.minimum(share, 1 - share)
        for weight in (matters, np.ones(model.people)):
            for among, open_share in undecided.items():
                person = int(np.argmax(open_share * weight))
                if (open_share * weight)[person] > WHOLE:
                    return person, among, -1
        broken = np.minimum(columns, 1 - columns)
        arc = int(arcs[np.argmax(broken)])
        return int(model.person[arc]), "arc", arc
