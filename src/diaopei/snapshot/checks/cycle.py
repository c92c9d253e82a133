"""Parents and superiors lead upwards and never back."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from diaopei.snapshot.check import Check
from diaopei.snapshot.snapshot import Snapshot

LINES = (
    ("places", "place_id", "parent_id"),
    ("units", "unit_id", "parent_id"),
    ("posts", "post_id", "reports_to"),
)
"""Table, its key, and the column that names the row above."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Rings in the places, the unit tree and the reporting lines; one issue a ring."""
    for table, key, above in LINES:
        nodes = snapshot.table(table).select(key, above).drop_nulls(key)
        nodes = nodes.unique(key, keep="first", maintain_order=True)
        rings = _rings(nodes[key], nodes[above])
        yield pl.DataFrame(
            {
                "table": [table] * len(rings),
                "row": [ring[0] for ring in rings],
                "column": [above] * len(rings),
                "value": [ring[1] for ring in rings],
                "reason": [f"leads back to itself: {' > '.join(ring)}" for ring in rings],
            },
            schema=dict.fromkeys(("table", "row", "column", "value", "reason"), pl.String),
        )


def _rings(keys: pl.Series, above: pl.Series) -> list[list[str]]:
    """Each ring once, from its smallest key, closed by the same key."""
    up = _positions(keys, above)
    ids = keys.to_list()
    todo, rings = set(_on_rings(up).tolist()), []
    while todo:
        ring = [todo.pop()]
        while up[ring[-1]] != ring[0]:
            ring.append(int(up[ring[-1]]))
        todo.difference_update(ring)
        first = ring.index(min(ring, key=ids.__getitem__))
        turned = ring[first:] + ring[: first + 1]
        rings.append([ids[node] for node in turned])
    return sorted(rings)


def _positions(keys: pl.Series, above: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each row the row number of the one above, or the row count where there is none."""
    numbered = pl.DataFrame({"above": keys, "position": np.arange(len(keys))})
    found = (
        above.alias("above")
        .to_frame()
        .join(numbered, on="above", how="left", validate="m:1", maintain_order="left")
    )
    positions: np.ndarray[tuple[int], np.dtype[np.int64]] = (
        found["position"].fill_null(len(keys)).to_numpy().astype(np.int64)
    )
    return positions


def _on_rings(
    up: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Rows on a ring: where so many steps up as there are rows still lead somewhere.

    Doubling the stride takes a logarithm of the depth; only rings are left at the end.
    """
    stride = np.append(up, len(up))
    for _ in range(len(up).bit_length()):
        stride = stride[stride]
    reached = np.unique(stride)
    return reached[reached < len(up)]


CHECK = Check(
    title={"en": "Line that leads back to itself", "zh-hans": "隶属关系循环",
           "zh-hant": "隸屬關係循環"},
    severity="error",
    mend="correct the row above of one member of the ring",
    find=find,
)  # fmt: skip
