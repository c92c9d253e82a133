import numpy as np
import pytest

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round
from diaopei.planning.jurisdictions.homes import homes


@pytest.fixture(scope="module")
def draft() -> Draft:
    return Draft.of(prefecture(200, 4), "ngari", Round(batch="20%"))


@pytest.mark.parametrize("least", [1, 20, 60])
def test_jurisdictions_have_enough_people_each(draft: Draft, least: int) -> None:
    home = homes(draft.problem, least)
    assert len(home) == draft.model.people
    sizes = np.bincount(home)
    assert (sizes[:-1] >= least).all()
    assert sizes[-1] > 0


def test_people_of_one_county_stay_together(draft: Draft) -> None:
    home = homes(draft.problem, 20)
    of_county: dict[str | None, set[int]] = {}
    present = draft.problem.present.select("person_id", "from_county_id")
    for place, (_, county) in enumerate(present.rows()):
        of_county.setdefault(county, set()).add(int(home[place]))
    assert len(of_county) > 2
    assert all(len(numbers) == 1 for numbers in of_county.values())


def test_few_people_are_one_jurisdiction(draft: Draft) -> None:
    assert set(homes(draft.problem)) == {0}
