"""Ties by id: of plans equal in every goal one is told apart, the same on every machine."""

import hashlib

import numpy as np
import numpy.typing as npt
import polars as pl

SPREAD = 2**16
"""Tie costs lie from 1 to this; two different sets of moves rarely cost the same."""


def tie_costs(arcs: pl.DataFrame) -> npt.NDArray[np.int64]:
    """A cost from 1 to 65,536 for each move, from the hash of person and post; 0 for staying."""
    moves = arcs.with_columns(
        key=pl.when(pl.col("kind") != "stay").then(
            pl.format("{}>{}", "person_id", pl.col("to_post_id").fill_null("-"))
        )
    )
    people = _hashed(arcs["person_id"])
    posts = _hashed(arcs["to_post_id"].fill_null("-"))
    mixed = (people * 0x9E3779B1 + posts * 0x85EBCA77) % (2**61 - 1) % SPREAD + 1
    return np.where(moves["key"].is_null().to_numpy(), 0, mixed).astype(np.int64)


def _hashed(names: pl.Series) -> npt.NDArray[np.int64]:
    """The first 30 bits of each name's SHA-256; names repeat, so each is hashed once."""
    unique = names.unique(maintain_order=True).to_list()
    codes = [int.from_bytes(hashlib.sha256(n.encode()).digest()[:4], "big") >> 2 for n in unique]
    table = dict(zip(unique, codes, strict=True))
    return names.replace_strict(table, return_dtype=pl.Int64).to_numpy()
