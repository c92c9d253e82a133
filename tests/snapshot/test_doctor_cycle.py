import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.snapshot import Snapshot
from diaopei.snapshot.checks.cycle import find

KEYS = "ABCDEFGH"
LINES = st.lists(
    st.one_of(st.none(), st.sampled_from(KEYS)), min_size=len(KEYS), max_size=len(KEYS)
)


def rings(above: list[str | None]) -> list[str]:
    units = pl.DataFrame(
        {"unit_id": list(KEYS), "parent_id": above}, schema_overrides={"parent_id": pl.String}
    )
    snapshot = Snapshot.of({"name": "small", "as_of": None}, {"units": units})
    found = pl.concat(
        [frame for frame in find(snapshot) if not frame.is_empty()] or [pl.DataFrame()]
    )
    return [] if found.is_empty() else found["reason"].to_list()


def walked(above: list[str | None]) -> set[str]:
    up = dict(zip(KEYS, above, strict=True))
    on_ring = set()
    for key in KEYS:
        node = up[key]
        for _ in KEYS:
            if node == key:
                on_ring.add(key)
            node = up[node] if node else None
    return on_ring


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_exactly_the_members_of_rings_are_told(above: list[str | None]) -> None:
    members = [
        reason.removeprefix("leads back to itself: ").split(" > ") for reason in rings(above)
    ]
    assert all(ring[0] == ring[-1] == min(ring) for ring in members)
    told = [key for ring in members for key in ring[1:]]
    assert sorted(told) == sorted(walked(above))


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ([None, "A", "B", "C", "D", "E", "F", "G"], []),
        (["H", "A", "B", "C", "D", "E", "F", "G"], ["A > H > G > F > E > D > C > B > A"]),
        (["A", "A", "B", None, None, None, None, None], ["A > A"]),
        (["B", "A", "D", "C", "A", None, None, None], ["A > B > A", "C > D > C"]),
    ],
)
def test_rings_are_told_from_their_smallest_member(
    above: list[str | None], told: list[str]
) -> None:
    assert rings(above) == [f"leads back to itself: {ring}" for ring in told]
