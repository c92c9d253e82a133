"""Made-up rounds parted into jurisdictions."""

import families
import numpy as np
from families import FAMILIES

from diaopei.planning.jurisdictions.lists import Lists
from diaopei.planning.jurisdictions.part import Part, frame_of, parted
from diaopei.planning.jurisdictions.shortlist import Question
from diaopei.planning.jurisdictions.workers import Here
from diaopei.planning.model import Ints, Model


def nation(
    family: str = "standard", people: int = 300, seed: int = 0, *, strict: bool = False
) -> Model:
    """A whole round."""
    return families.model(FAMILIES[family], people, seed, strict=strict)


def homes(model: Model, parts: int) -> Ints:
    """People cut into equal runs."""
    home: Ints = np.arange(model.people) * parts // model.people
    return home


def at_home(model: Model) -> Ints:
    """Everybody stays; who holds no post has the way out, which is the last arc."""
    first = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    last = np.append(first[1:], model.arcs) - 1
    start: Ints = np.where(model.among["stay"][first], first, last)
    return start


def lists(model: Model, parts: list[Part]) -> Lists:
    """The lists of a nation, with nobody on them but where they are."""
    opened = Lists(frame_of(model), parts, Here())
    opened.open(at_home(model))
    return opened


def fair(model: Model, seed: int, few: int = 0, a_post: int = 0, within: int = 0) -> Question:
    """A question at arbitrary prices of the sign that every row allows."""
    rng = np.random.default_rng(seed)
    prices = rng.integers(0, 2**24, len(model.lower))
    prices = np.where(model.upper < 2**62, prices, -prices)
    prices[model.lower == model.upper] = 0
    return Question(0, prices, np.zeros(0, dtype=np.int64), few, a_post, within)


def cut(model: Model, parts: int = 3) -> list[Part]:
    """A round in some jurisdictions."""
    return parted(model, homes(model, parts))
