import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fit.sparse import keyed, sparse

PEOPLE, LABELS = 5, ["a", "b", "c"]
ROWS = st.dictionaries(
    st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([*LABELS, "x", None])),
    st.integers(1, 9),
)
LABELLED = st.lists(st.integers(0, len(LABELS)), max_size=6)
SOME = st.lists(st.integers(0, PEOPLE - 1), max_size=6)


@settings(deadline=None)
@given(ROWS, LABELLED, SOME)
def test_it_says_what_a_full_matrix_would_say(
    rows: dict[tuple[int, str | None], int], labelled: list[int], some: list[int]
) -> None:
    schema = {"person": pl.Int32, "where": pl.String}
    table = pl.DataFrame(list(rows), schema=schema, orient="row")
    default = np.arange(10, 10 + PEOPLE, dtype=np.int32)
    unknown = -default
    full = np.repeat(default[:, np.newaxis], len(LABELS) + 1, axis=1)
    full[:, -1] = unknown
    for (person, label), value in rows.items():
        if label in LABELS:
            full[person, LABELS.index(label)] = value
    keys, source = keyed(table, "where", LABELS)
    values = np.array(list(rows.values()), np.int32)[source]
    post_class = np.array(labelled, np.int32)
    grid = sparse(keys, values, (default, unknown), len(LABELS), post_class)
    people, posts = np.array(some, np.int32), np.arange(len(labelled), dtype=np.int32)
    expected = full[np.ix_(people, post_class)]
    assert np.array_equal(grid.block(people, posts), expected)
    for times in (1, 9):
        every = np.repeat(people, len(posts)), np.tile(posts, len(people))
        repeated = np.tile(every, times)
        assert np.array_equal(grid.at(*repeated), np.tile(expected.ravel(), times))
    assert grid.span == (min(0, -10 - PEOPLE + 1), 10 + PEOPLE - 1)
