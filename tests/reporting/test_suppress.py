import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaopei.reporting.suppress import ALSO_HIDDEN, HIDDEN, LEAST, hidden, suppressed

COUNTS = st.lists(st.integers(0, 30), max_size=8)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([20, 30], ["20", "30"]),
        ([4, 30], [HIDDEN, ALSO_HIDDEN]),
        ([5, 30], ["5", "30"]),
        ([4, 30, 9], [HIDDEN, "30", ALSO_HIDDEN]),
        ([4, 3, 9], [HIDDEN, HIDDEN, "9"]),
        ([0, 30], ["0", "30"]),
        ([1, 0, 0], [HIDDEN, "0", "0"]),
        ([], []),
    ],
)
def test_small_cells_are_hidden(counts: list[int], shown: list[str]) -> None:
    assert suppressed(pl.Series("n", counts, dtype=pl.Int64)).to_list() == shown


@given(COUNTS)
def test_no_count_under_the_least_is_ever_shown(counts: list[int]) -> None:
    shown = suppressed(pl.Series("n", counts, dtype=pl.Int64)).to_list()
    assert [said for said in shown if said.isdigit() and 0 < int(said) < LEAST] == []


@given(COUNTS)
def test_no_hidden_count_follows_from_the_total(counts: list[int]) -> None:
    shut = hidden(pl.Series("n", counts, dtype=pl.Int64))
    others = [count for at, count in enumerate(counts) if at not in shut and count]
    assert len(shut) != 1 or not others
