import cluster
import numpy as np
import pytest
from cluster import Counted, at_home, flat, homes
from tests.planning.jurisdictions.nations import cut, nation

from diaopei.planning.jurisdictions.shortlist import size
from diaopei.planning.jurisdictions.workers import Here


@pytest.mark.parametrize("parts", [2, 5])
def test_every_jurisdiction_has_about_as_many_people(parts: int) -> None:
    counts = np.bincount(homes("standard", 600, parts, 0))
    assert len(counts) == parts
    assert counts.min() > 0.7 * 600 / parts


def test_staying_breaks_no_row() -> None:
    model = nation()
    assert not model.missed(at_home(model))[~model.soft].any()


def test_bytes_count_what_travels_and_not_what_stays() -> None:
    counted = Counted(Here())
    parts = cut(nation())
    told = counted.run(size, [(part,) for part in parts])
    assert [arcs for _, arcs, _ in told] == [part.model.arcs for part in parts]
    assert counted.sent == [0]
    assert counted.back[0] > sum(rows.nbytes for _, _, rows in told)
    assert len(counted.cpu) == len(parts)


def test_figures_of_the_page_go_from_few_people_to_many() -> None:
    figures = {"standard/100000": {"rounds": 15}, "standard/10000": {"rounds": 10, "arcs": 1}}
    assert list(flat(figures).items()) == [
        ("10000_people:_rounds_of_asking", 10),
        ("100000_people:_rounds_of_asking", 15),
    ]


def test_sizes_with_a_number_of_jurisdictions_can_be_measured() -> None:
    assert sorted(cluster.PARTS) == [10_000, 100_000, 1_000_000]
