import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from diaopei.errors import UnreadableError
from diaopei.planning import Plan, read_plan, write_plan
from diaopei.planning.fairness import TABLES as WISHES
from diaopei.planning.folder import DATED, TABLES

MAKE = """
import sys
from pathlib import Path
from diaopei.fiction import prefecture
from diaopei.planning import Round, propose, write_plan
write_plan(propose(prefecture(50), "ngari", Round(batch="20%")), Path(sys.argv[1]))
"""


@pytest.fixture(scope="module", name="folder")
def folder_fixture(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "plan"
    write_plan(plan, path)
    return path


@pytest.fixture(scope="module", name="again")
def again_fixture(folder: Path) -> Plan:
    return read_plan(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_back_as_it_was_written(name: str, plan: Plan, again: Plan) -> None:
    assert getattr(again, name).equals(getattr(plan, name))


@pytest.mark.parametrize("name", DATED)
def test_a_table_of_days_comes_back_as_it_was_written(name: str, plan: Plan, again: Plan) -> None:
    assert getattr(again.order, name).equals(getattr(plan.order, name))
    assert (again.order.first_day, again.order.pace) == (plan.order.first_day, plan.order.pace)
    assert again.order.at_least == plan.order.at_least


@pytest.mark.parametrize("name", WISHES)
def test_a_table_of_wishes_comes_back_as_it_was_written(name: str, plan: Plan, again: Plan) -> None:
    assert plan.fairness is not None
    assert again.fairness is not None
    assert again.fairness.tables()[name].equals(plan.fairness.tables()[name])


def test_a_plan_without_wishes_takes_those_of_an_earlier_one_away(
    plan: Plan, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "plan")
    without = replace(plan, fairness=None, summary=dict(plan.summary) | {"wishes": None})
    write_plan(without, tmp_path / "plan")
    assert not [name for name in files(tmp_path / "plan") if name.startswith("wishes/")]
    assert read_plan(tmp_path / "plan").fairness is None


def test_snapshot_round_rules_and_certificate_come_back(plan: Plan, again: Plan) -> None:
    assert again.snapshot.digest() == plan.snapshot.digest()
    assert again.round == plan.round
    assert again.rulebook.digest() == plan.rulebook.digest()
    assert dict(again.summary) == json.loads(json.dumps(dict(plan.summary)))
    for name, table in plan.certificate.tables().items():
        assert again.certificate.tables()[name].equals(table)


def test_a_plan_read_and_written_again_is_the_same_bytes(
    folder: Path, again: Plan, tmp_path: Path
) -> None:
    write_plan(again, tmp_path / "again")
    assert files(tmp_path / "again") == files(folder)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_other_hashes_writes_the_same_bytes(
    seed: str, folder: Path, tmp_path: Path
) -> None:
    words = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, "-c", MAKE, str(tmp_path / "plan")], env=os.environ | words, check=True
    )
    assert files(tmp_path / "plan") == files(folder)


def test_the_seals_name_every_file_the_plan_rests_on(folder: Path) -> None:
    told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert set(told["files"]) == set(files(folder)) - {"plan.json"}


def test_no_cell_of_a_table_is_a_formula(folder: Path) -> None:
    for name in TABLES:
        table = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        cells = [cell for column in table for cell in column.drop_nulls()]
        assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no plan\.json"):
        read_plan(tmp_path)


def test_a_plan_without_its_certificate_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes((folder / "plan.json").read_bytes())
    with pytest.raises(UnreadableError, match="certificate"):
        read_plan(tmp_path)
