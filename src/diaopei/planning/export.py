"""Each layer's model as MPS, so that any other solver can contradict us."""

from pathlib import Path

import numpy as np
import polars as pl

from diaopei.planning.certificate import Certificate
from diaopei.planning.exact import write_mps
from diaopei.planning.model import UNBOUNDED, Layer, Model


def export_models(certificate: Certificate, folder: Path) -> list[Path]:
    """Writes `<place>-<layer>.mps` for each layer, the layers above kept, over every eligible arc.

    Columns are first one slack a soft row, then the arcs by number; each is to be maximised.

    Args:
        certificate: a plan's.
        folder: made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = model_of(certificate)
    kept = certificate.layers["kept"].to_list()
    paths = []
    for place, layer in enumerate(model.layers):
        path = folder / f"{place + 1}-{layer.name}.mps"
        above = list(zip(model.layers[:place], kept[:place], strict=True))
        write_mps(model, np.arange(model.arcs), layer, above, str(path))
        paths.append(path)
    return paths


def model_of(certificate: Certificate) -> Model:
    """The model that a certificate was made from, but for what its goals are called."""
    arcs, rows, entries = certificate.arcs, certificate.rows, certificate.entries
    person = arcs["person_id"].rank("dense").to_numpy().astype(np.int64) - 1
    layers = [
        Layer(
            name=told["layer"],
            sense=told["sense"],
            gain=arcs[f"gain_{told['layer']}"].to_numpy(),
            price=rows[f"cost_{told['layer']}"].to_numpy(),
            constant=told["constant"],
            goals=(),
        )
        for told in certificate.layers.to_dicts()
    ]
    return Model(
        person=person,
        start=np.searchsorted(entries["arc"].to_numpy(), np.arange(len(person) + 1)),
        entry_row=entries["index"].to_numpy().astype(np.int64),
        entry_coef=entries["coef"].to_numpy().astype(np.int64),
        lower=rows["at_least"].fill_null(-UNBOUNDED).to_numpy(),
        upper=rows["at_most"].fill_null(UNBOUNDED).to_numpy(),
        soft=rows["soft"].to_numpy(),
        layers=tuple(layers),
        names=rows,
        measured={},
        among={
            "home": arcs["home"].to_numpy(),
            "stay": arcs.select(pl.col("kind") == "stay").to_series().to_numpy(),
        },
    )
