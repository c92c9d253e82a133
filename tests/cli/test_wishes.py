from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from diaopei.fiction import prefecture
from diaopei.io import write_snapshot
from diaopei.planning.by_wishes import mechanisms
from diaopei.snapshot import shape

Call = Callable[..., Any]


def test_a_plan_stands_beside_every_mechanism(call: Call, planned: Path) -> None:
    said = call("wishes", planned)
    assert said.status == 0
    firsts = [line.split("  ")[0] for line in said.out.splitlines()]
    assert {"these moves", *mechanisms()} <= set(firsts)


def test_without_a_plan_everybody_staying_is_compared(call: Call, town: Path) -> None:
    said = call("wishes", town)
    these = next(line for line in said.out.splitlines() if line.startswith("these moves"))
    assert these.split()[2] == "0"


@pytest.mark.parametrize("name", mechanisms())
def test_a_mechanism_gives_its_tables(name: str, call: Call, town: Path, tmp_path: Path) -> None:
    said = call("wishes", town, "--mechanism", name, "-o", tmp_path / "town.csv")
    assert said.status == 0
    moves = pl.read_csv(tmp_path / "town-moves.csv")
    assert moves["starts_on"].null_count() == 0
    if name != "serial_dictatorship":
        assert pl.read_csv(tmp_path / "town-worse_off.csv").is_empty()


def test_a_mechanism_gives_the_same_beside_a_plan(
    call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    for source in (town, planned):
        call("wishes", source, "--mechanism", "top_trading_cycles",
             "-o", tmp_path / f"{source.name}.csv")  # fmt: skip
    of_town, of_plan = (pl.read_csv(tmp_path / f"{s}-standing.csv") for s in ("town", "plan"))
    assert of_town.equals(of_plan)


def test_choices_of_a_round_count_in_a_mechanism_too(
    call: Call, town: Path, tmp_path: Path
) -> None:
    words = ("wishes", town, "--mechanism", "top_trading_cycles", "-o")
    call(*words, tmp_path / "free.csv")
    movers = pl.read_csv(tmp_path / "free-moves.csv")["person_id"].to_list()
    assert movers
    (tmp_path / "round.yaml").write_text(f"hold: [{movers[0]}]\n", encoding="utf-8")
    call(*words, tmp_path / "held.csv", "--round", tmp_path / "round.yaml")
    assert movers[0] not in pl.read_csv(tmp_path / "held-moves.csv")["person_id"].to_list()


def test_where_nobody_has_wishes_one_line_says_so(call: Call, tmp_path: Path) -> None:
    silent = prefecture(60).replace(wishes=shape("wishes", None))
    write_snapshot(silent, tmp_path / "town", "csv")
    for words in ((), ("--mechanism", "top_trading_cycles")):
        assert call("wishes", tmp_path / "town", *words).out == "No wishes are on record.\n"


def test_an_unknown_mechanism_is_refused_with_those_there_are(call: Call, town: Path) -> None:
    said = call("wishes", town, "--mechanism", "lottery")
    assert said.status == 1
    assert "top_trading_cycles" in said.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", ("各种方式: 4", "意愿次序", "本方案", "留任")),
     ("zh-hant", ("各種方式: 4", "意願次序", "本方案", "留任"))],
)  # fmt: skip
def test_wishes_are_told_in_the_readers_words(
    lang: str, words: tuple[str, ...], call: Call, planned: Path
) -> None:
    said = call("wishes", planned, "--lang", lang)
    assert [word in said.out for word in words] == [True] * 4
    assert not {"person_id", "wish_order", "stays", "deferred_acceptance"} & set(said.out.split())
    asked = call("wishes", planned, "--mechanism", "serial_dictatorship", "--lang", lang)
    assert asked.status == 0
    assert "wish_order" not in asked.out
