"""The price engine on one weighted layer."""

from importlib.metadata import version

import families
import numpy as np
from instance import Answer, Instance, serve
from instances import arrays, modelled

from diaopei.planning.auction.engine import QUICK, STANDARD, THOROUGH, Above, priced, refined
from diaopei.planning.prices import SCALE

PACES = {"standard": STANDARD, "quick": QUICK, "thorough": THOROUGH}
SETTINGS = {name: f"pace {name.upper()}, 1 thread" for name in PACES}
SMALL = 200


def solve(given: Instance, _seconds: float, setting: str) -> Answer:
    """The bound that the prices alone prove, and the best plan; it takes the time it takes."""
    model, pace = modelled(given), PACES[setting]
    layer, above = model.layers[0], Above([], np.ones(model.arcs, dtype=bool))
    known = priced(model, layer, above, pace)
    plan, proved = refined(model, layer, above, known, pace)
    answer: Answer = {"status": "optimal" if proved else "stopped", "bound": known.bound / SCALE}
    if plan is None:
        return answer | {"status": "infeasible" if proved else "stopped"}
    return answer | {"plan": plan.tolist()}


def main() -> None:
    """Loads the machine code on a small round before the clock runs."""
    small = arrays(families.model(families.FAMILIES["standard"], SMALL))
    for pace in PACES:
        solve(small, 0, pace)
    serve({name: version(name) for name in ("numba", "numpy", "highspy")}, SETTINGS, solve)


if __name__ == "__main__":
    main()
