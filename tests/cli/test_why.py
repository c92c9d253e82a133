from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Call = Callable[..., Any]


def moved(planned: Path) -> dict[str, Any]:
    """The first move of the plan that leads to a post."""
    moves = pl.read_csv(planned / "moves.csv", infer_schema=False)
    return moves.drop_nulls("to_post_id").row(0, named=True)


def test_why_names_the_person_and_the_post_they_move_to(call: Call, planned: Path) -> None:
    move = moved(planned)
    said = call("why", planned, move["person_id"])
    assert said.status == 0
    assert move["person_id"] in said.out


def test_why_speaks_the_language_asked_for(call: Call, planned: Path) -> None:
    person = moved(planned)["person_id"]
    told = {lang: call("why", planned, person, "--lang", lang).out for lang in ("en", "zh-hant")}
    assert told["en"] != told["zh-hant"]


def test_why_not_tells_what_stands_against_a_move(call: Call, planned: Path) -> None:
    person = moved(planned)["person_id"]
    posts = pl.read_parquet(planned / "snapshot" / "posts.parquet")["post_id"]
    said = call("why-not", planned, person, posts[0])
    assert said.status == 0
    assert person in said.out


@pytest.mark.parametrize("words", [("why", "X9"), ("why-not", "X9", "P1")])
def test_somebody_unknown_is_refused_by_name(
    words: tuple[str, ...], call: Call, planned: Path
) -> None:
    said = call(words[0], planned, *words[1:])
    assert said.status == 1
    assert "X9" in said.err


def test_a_plan_compared_with_another_shows_what_changed(
    call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    (tmp_path / "round.yaml").write_text("batch: 0\n", encoding="utf-8")
    call("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "none")
    said = call("compare", planned, tmp_path / "none")
    assert said.status == 0
    assert moved(planned)["person_id"] in said.out
