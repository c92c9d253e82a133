import families
import numpy as np
import pytest
from families import FAMILIES

from diaopei.planning.auction.neighbourhood import SHORT, Links, links, near
from diaopei.planning.model import Ints, Model

FAR = 10**9
NOBODY = np.zeros(0, dtype=np.int64)


def chain(slack: list[int]) -> tuple[Links, Ints]:
    """Person i is in rows i and i + 1, one arc each; the second arc stands `slack[i]` below."""
    people = len(slack)
    row = np.ravel([[i, i + 1] for i in range(people)]).astype(np.int32)
    into = np.concatenate([[0], np.cumsum(np.bincount(row))])
    told = Links(
        first=np.arange(people + 1) * 2,
        person=np.repeat(np.arange(people), 2),
        start=np.arange(2 * people + 1),
        row=row,
        into=into,
        arc_of=np.argsort(row, kind="stable").astype(np.int32),
    )
    return told, np.ravel([[0, far] for far in slack])


def found(
    told: Links, slack: Ints, rows: list[int], radius: int, hop: int = 0, most: int = 99
) -> list[tuple[int, int]]:
    group = near(told, slack, (np.array(rows), NOBODY), (radius, hop), most)
    return [(int(person), int(far)) for person, far in group]


def test_the_nearest_come_first_and_ways_add_up() -> None:
    told, slack = chain([1, 2, 4, 8])
    assert found(told, slack, [0], FAR) == [(0, 0), (1, 1), (2, 3), (3, 7)]


def test_a_way_longer_than_the_radius_is_not_gone() -> None:
    told, slack = chain([1, 2, 4, 8])
    assert found(told, slack, [0], 3) == [(0, 0), (1, 1), (2, 3)]


def test_every_link_adds_a_hop() -> None:
    told, slack = chain([0, 0, 0])
    assert found(told, slack, [0], 10, hop=5) == [(0, 0), (1, 5), (2, 10)]


def test_no_more_are_found_than_wanted() -> None:
    told, slack = chain([0, 0, 0, 0])
    assert len(found(told, slack, [0], FAR, most=2)) == 2


def test_people_can_be_where_the_search_begins() -> None:
    told, slack = chain([5, 5, 5])
    group = near(told, slack, (NOBODY, np.array([2])), (FAR, 0), 99)
    assert group[0].tolist() == [2, 0]
    assert sorted(group[:, 0]) == [0, 1, 2]


@pytest.fixture
def model() -> Model:
    return families.model(FAMILIES["standard"], 3_000, 0)


def test_rows_that_everybody_is_in_make_nobody_a_neighbour(model: Model) -> None:
    told = links(model)
    size = np.bincount(model.entry_row, minlength=len(model.lower))
    assert (np.diff(told.into) == np.where(size <= SHORT, size, 0)).all()
    assert (size > SHORT).any()


def test_links_lead_from_rows_to_arcs_and_back(model: Model) -> None:
    told = links(model)
    row = int(np.argmax(np.diff(told.into)))
    for arc in told.arc_of[told.into[row] : told.into[row + 1]]:
        assert row in told.row[told.start[arc] : told.start[arc + 1]]
        person = told.person[arc]
        assert told.first[person] <= arc < told.first[person + 1]
