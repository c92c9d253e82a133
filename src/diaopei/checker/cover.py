"""The cases of a proof: which proved ones make up the open ones of the layer above.

A case is parted by one question about one person (does the arc lie among these?) into the plans
that answer yes and those that answer no; whatever holds of both holds of the case.
"""

from collections import defaultdict
from collections.abc import Container
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.checker.form import Tables

Alive = npt.NDArray[np.bool_]


def covered(
    above: dict[int, Alive], told: Container[int], tables: Tables
) -> tuple[dict[int, Alive], bool]:
    """The proved cases that make up the open ones, each with the arcs it leaves; and whether all.

    Args:
        above: the open cases, each with the arcs it leaves.
        told: the numbers of the proved cases.
        tables: a certificate that has its form.
    """
    sides: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for branch in tables["cases"].to_dicts():
        sides[branch["parent"]].append(branch)
    found, whole, todo = {}, True, list(above.items())
    while todo:
        case, alive = todo.pop()
        if case in told:
            found[case] = alive
        elif len(sides[case]) == 2 and _complementary(*sides[case]):
            todo += [(side["case"], alive & _left(side, tables["arcs"])) for side in sides[case]]
        else:
            whole = False
    return found, whole


def _complementary(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two branches part a case by one question, with both answers."""
    same = all(one[name] == other[name] for name in ("person_id", "among", "arc"))
    return same and one["inside"] != other["inside"]


def _left(branch: dict[str, Any], arcs: pl.DataFrame) -> Alive:
    """The arcs a branch leaves: all of other people, and of its person one side."""
    among = {
        "stay": pl.col("kind") == "stay",
        "home": pl.col("home"),
        "arc": pl.col("arc") == branch["arc"],
    }[branch["among"]]
    left = (pl.col("person_id") != branch["person_id"]) | (among == branch["inside"])
    alive: Alive = arcs.select(left=left)["left"].to_numpy()
    return alive
