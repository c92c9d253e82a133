import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fit.service import months_by

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=8)


def service(spans: list[tuple[int, int]]) -> pl.DataFrame:
    rows = [(0, "x", start, start + length) for start, length in spans]
    names = {"person": pl.Int32, "system": pl.String, "start_month": pl.Int32}
    return pl.DataFrame(rows, schema=names | {"end_month": pl.Int32}, orient="row")


@settings(deadline=None)
@given(SPANS)
def test_every_calendar_month_counts_once_however_posts_overlap(
    spans: list[tuple[int, int]],
) -> None:
    covered = {month for start, length in spans for month in range(start, start + length)}
    assert months_by(service(spans), "system")["months"].sum() == len(covered)


@settings(deadline=None)
@given(SPANS.flatmap(lambda spans: st.tuples(st.just(spans), st.permutations(spans))))
def test_the_order_of_the_rows_does_not_matter(
    orders: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    one, other = (months_by(service(spans), "system") for spans in orders)
    assert one.equals(other)


def test_an_unknown_system_is_no_system() -> None:
    rows = service([(0, 12)]).with_columns(system=pl.lit(None, pl.String))
    assert months_by(rows, "system").is_empty()
