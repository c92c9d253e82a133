from pathlib import Path

import pytest
from tests.planning.worlds import world

from diaopei.errors import DataError, UnreadableError
from diaopei.planning.own_list import read_list
from diaopei.snapshot import Snapshot


@pytest.fixture(scope="module")
def office() -> Snapshot:
    posts = [{"post_id": "P1"}, {"post_id": "P2"}, {"post_id": "FREE"}]
    return world({"A": "P1", "B": "P2"}, posts)


def refused(text: str, snapshot: Snapshot, folder: Path) -> str:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((DataError, UnreadableError)) as told:
        read_list(path, snapshot)
    return str(told.value)


def test_a_list_is_read_with_the_rows_a_spreadsheet_counts(
    office: Snapshot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("person_id,post_id\nA, FREE\nB,P1\n", encoding="utf-8")
    assert read_list(path, office).rows() == [(2, "A", "FREE"), (3, "B", "P1")]


def test_a_plans_own_moves_are_a_list_too(office: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "moves.csv"
    path.write_text("person_id,from_post_id,to_post_id\nA,P1,\n", encoding="utf-8")
    assert read_list(path, office).rows() == [(2, "A", None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("person_id,post_id\nX,P1\n", "row 2: no person is called 'X'"),
        ("person_id,post_id\nA,P9\n", "row 2: no post is called 'P9'"),
        ("person_id,post_id\nA,FREE\nB,P1\nA,P2\n", "row 4: A stands in row 2 already"),
        ("person_id,post_id\nA,\n", "row 2: post_id is empty"),
        ("person_id,post_id\n,P1\n", "row 2: person_id is empty"),
        ("person_id,post_id\n", "there is no move in it"),
        ("who,where\nA,P1\n", "the columns person_id and post_id are needed; it has who, where"),
        ("", "is empty"),
    ],
)
def test_a_mistake_is_named_by_its_row(
    text: str, wanted: str, office: Snapshot, tmp_path: Path
) -> None:
    assert wanted in refused(text, office, tmp_path)


def test_all_mistakes_are_named_at_once_in_the_order_of_rows(
    office: Snapshot, tmp_path: Path
) -> None:
    told = refused("person_id,post_id\nX,P1\nA,P9\n", office, tmp_path).splitlines()
    assert ["row 2" in told[0], "row 3" in told[1], len(told)] == [True, True, 2]


def test_of_many_mistakes_the_first_are_named(office: Snapshot, tmp_path: Path) -> None:
    rows = "".join(f"X{n},P1\n" for n in range(30))
    told = refused(f"person_id,post_id\n{rows}", office, tmp_path).splitlines()
    assert told[-1] == "… and 20 more"


def test_a_list_that_is_not_there_is_told(office: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such list"):
        read_list(tmp_path / "none.csv", office)
