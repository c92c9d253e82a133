import json
import shutil
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.cli.conftest import Said

from diaopei.cli.outputs import demand_plan_folder
from diaopei.cli.rounds import progress_text
from diaopei.planning import Progress

Call = Callable[..., Any]


def test_a_plan_is_a_folder_with_all_it_rests_on(planned: Path) -> None:
    wanted = ("plan.json", "moves.csv", "layers.csv", "findings.csv", "issues.csv", "round.yaml")
    there = {path.name for path in planned.iterdir()}
    assert {*wanted, "certificate", "report.html", "report.xlsx"} <= there
    told = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    assert {"snapshot", "rulebook"} <= set(told["hashes"])


def test_plan_tells_its_layers_and_moves(planning: Said, planned: Path) -> None:
    for layer in ("seats", "duty", "exchange", "fit", "calm"):
        assert f"\n{layer} " in planning.out
    moves = pl.read_csv(planned / "moves.csv")
    assert planning.out.startswith(f"{moves.height} moves among ")


def test_every_layer_can_be_handed_to_another_solver(planned: Path) -> None:
    models = sorted(path.name for path in (planned.parent / "models").iterdir())
    assert models[0] == "1-seats.mps"
    assert len(models) == pl.read_csv(planned / "layers.csv").height


def test_a_round_file_is_kept_with_the_plan(call: Call, town: Path, tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text("batch: 1\n", encoding="utf-8")
    said = call("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "plan")
    assert said.out.startswith(("0 moves", "1 moves"))
    assert "batch: 1" in (tmp_path / "plan" / "round.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("batsh: 1\n", "batsh"),
        ("batch: many\n", "many"),
        (f"batch: {10**30}\n", f"{10**30} is not a number of people"),
        ("a: [\n", "round.yaml"),
    ],
)
def test_a_round_file_with_a_mistake_is_refused_by_name(
    text: str, hint: str, call: Call, town: Path, tmp_path: Path
) -> None:
    (tmp_path / "round.yaml").write_text(text, encoding="utf-8")
    said = call("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "plan")
    assert said.status == 1
    assert hint in said.err


def test_a_weight_that_could_overflow_is_refused_with_the_numbers(
    call: Call, town: Path, tmp_path: Path
) -> None:
    ships = files("diaopei.rulebooks") / "ngari"
    rule = yaml.safe_load((ships / "same-department.yaml").read_text(encoding="utf-8"))
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "rulebook.yaml").write_text(
        "rulebook: ours\nextends: ngari\nauthority: us\n"
        "title: {en: ours, zh-hans: 本地, zh-hant: 本地}\n",
        encoding="utf-8",
    )
    heavy = yaml.safe_dump({**rule, "weight": 10**15}, allow_unicode=True, sort_keys=False)
    (tmp_path / "ours" / "same-department.yaml").write_text(heavy, encoding="utf-8")
    said = call("plan", town, "--rulebook", tmp_path / "ours", "-o", tmp_path / "plan")
    assert said.status == 1
    assert "same-department" in said.err
    assert "weight must be an integer from 1 to 100, not 1000000000000000" in said.err
    assert not (tmp_path / "plan").exists()


def test_a_tolerance_that_could_overflow_is_refused_with_the_numbers(
    call: Call, town: Path, tmp_path: Path
) -> None:
    (tmp_path / "round.yaml").write_text(f"tolerance: {{fit: {10**30}}}\n", encoding="utf-8")
    said = call("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "plan")
    assert said.status == 1
    assert "layer fit: stakes up to " in said.err
    assert f"tolerance of {10**30:,} points do not fit into 64 bits" in said.err


def test_a_register_with_errors_gets_no_plan(call: Call, broken: Path, tmp_path: Path) -> None:
    said = call("plan", broken, "-o", tmp_path / "plan")
    assert said.status == 1
    assert not (tmp_path / "plan").exists()


def test_check_agrees_with_a_plan_as_it_was_written(call: Call, planned: Path) -> None:
    said = call("check", planned)
    assert said.status == 0
    assert said.out.splitlines()[-1] == "The plan is legal; its values and bounds hold."


def test_check_refuses_a_plan_somebody_changed(call: Call, planned: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(planned, changed)
    moves = (changed / "moves.csv").read_text(encoding="utf-8").splitlines()
    (changed / "moves.csv").write_text("\n".join(moves[:-1]) + "\n", encoding="utf-8")
    said = call("check", changed)
    assert said.status == 1
    assert "moves.csv" in said.err


@pytest.mark.parametrize("kind", ["round", "teams", "due-list"])
def test_reports_on_a_plan(kind: str, call: Call, planned: Path, tmp_path: Path) -> None:
    said = call("report", kind, planned, "-o", tmp_path / "r.html", "--lang", "zh-hant")
    assert said.status == 0
    assert 'lang="zh-Hant"' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_folder_that_is_no_plan_is_refused(call: Call, town: Path) -> None:
    said = call("check", town)
    assert said.status == 1
    assert "no plan" in said.err


def test_demo_does_the_whole_job_and_says_where_to_look(call: Call, tmp_path: Path) -> None:
    said = call("demo", "--people", 60, "--out", tmp_path / "demo")
    assert said.status == 0
    for line in said.out.splitlines()[-4:]:
        assert Path(line.split("  ")[-1].strip()).exists()


def test_a_plan_made_on_a_cluster_is_an_ordinary_plan(
    call: Call, town: Path, tmp_path: Path
) -> None:
    said = call("plan", town, "-o", tmp_path / "plan", "--cluster", "auto")
    assert said.status == 0
    told = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    assert told["engine"] == "prices"
    assert call("check", tmp_path / "plan").status == 0


def test_the_exact_engine_is_refused_on_a_cluster(call: Call, town: Path, tmp_path: Path) -> None:
    choices = tmp_path / "round.yaml"
    choices.write_text("engine: exact\n", encoding="utf-8")
    said = call("plan", town, "-o", tmp_path / "p", "--round", choices, "--cluster", "auto")
    assert said.status == 1
    assert "on a cluster say 'prices'" in said.err


def test_without_the_extra_a_cluster_is_refused_with_the_next_step(
    call: Call, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    said = call("plan", town, "-o", tmp_path / "p", "--cluster", "auto")
    assert said.status == 1
    assert "pip install 'diaopei[cluster]'" in said.err
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    "act",
    [
        "compiling",
        "drafting",
        "relaxed",
        "asked",
        "searching",
        "found",
        "parting",
        "done",
        "interrupted",
        "failed",
    ],
)
def test_whatever_the_planner_does_has_words(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIAOPEI_LANG", "en")
    assert "value 3 · bound 5 · gap 2" in progress_text(Progress("fit", act, 3, 5))


@pytest.mark.parametrize("name", ["precious", "precious/moves.csv", "precious/moves.csv/plan"])
def test_a_plan_is_never_written_over_other_things(
    name: str, call: Call, town: Path, tmp_path: Path
) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "moves.csv").write_text("mine", encoding="utf-8")
    said = call("plan", town, "-o", tmp_path / name)
    assert said.status == 1
    assert str(tmp_path / name) in said.err
    assert "name a" in said.err
    assert (tmp_path / "precious" / "moves.csv").read_text(encoding="utf-8") == "mine"


def test_the_root_is_no_folder_for_a_plan(call: Call, town: Path) -> None:
    said = call("plan", town, "-o", "/")
    assert (said.status, said.out) == (1, "")
    assert "a folder of its own" in said.err


def test_a_plan_may_be_written_again_also_where_only_half_of_it_stands(
    planned: Path, tmp_path: Path
) -> None:
    (tmp_path / "half" / "certificate").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    before = sorted([*planned.rglob("*"), *tmp_path.rglob("*")])
    for folder in (planned, tmp_path / "new", tmp_path / "half", tmp_path / "empty"):
        demand_plan_folder(folder)
    assert sorted([*planned.rglob("*"), *tmp_path.rglob("*")]) == before


ABOUT = [
    ("check",), ("board", "--strike", "X"), ("price", "batch_size"), ("order",), ("wishes",),
    ("report", "round"), ("alternatives",), ("why", "X"), ("score", "list.csv"),
]  # fmt: skip
DAMAGES = {
    "plan.json": (b'{"a":', b"[]", b'{"layers": 1}'),
    "certificate/prices.parquet": (b"PAR1",),
    "moves.csv": (b"person_id\nX\n",),
}


@pytest.mark.parametrize("words", ABOUT, ids=lambda words: words[0])
def test_no_command_answers_from_a_plan_that_was_changed(
    words: tuple[str, ...], call: Call, planned: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "plan"
    shutil.copytree(planned, copy)
    kind = [words[1], copy, "-o", tmp_path / "x.html"] if words[0] == "report" else [copy]
    rest = () if words[0] == "report" else words[1:]
    for name, contents in DAMAGES.items():
        whole = (copy / name).read_bytes()
        for content in contents:
            (copy / name).write_bytes(content)
            said = call(words[0], *kind, *rest)
            assert (said.status, said.out) == (1, "")
            assert name in said.err
        (copy / name).unlink()
        assert call(words[0], *kind, *rest).status == 1
        (copy / name).write_bytes(whole)
