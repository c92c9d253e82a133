from pathlib import Path

import highspy
import pytest

from diaopei.planning import Plan, export_models


def optimum(path: Path) -> float:
    solver = highspy.Highs()
    solver.silent()
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.setOptionValue("mip_rel_gap", 0.0)
    assert solver.run() == highspy.HighsStatus.kOk
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(solver.getInfo().objective_function_value)


@pytest.fixture(scope="module", name="models")
def models_fixture(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return export_models(plan.certificate, tmp_path_factory.mktemp("models") / "mps")


def test_there_is_a_model_for_each_layer(plan: Plan, models: list[Path]) -> None:
    expected = [f"{n}-{name}.mps" for n, name in enumerate(plan.layers["layer"], start=1)]
    assert [path.name for path in models] == expected


@pytest.mark.parametrize("place", range(5))
def test_another_reading_of_the_model_finds_the_same_optimum(
    place: int, plan: Plan, models: list[Path]
) -> None:
    layer = plan.layers.row(place, named=True)
    sign = 1 if layer["sense"] == "max" else -1
    assert round(sign * optimum(models[place])) == layer["value"]
