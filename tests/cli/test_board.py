from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Call = Callable[..., Any]


def movers(planned: Path) -> list[dict[str, Any]]:
    moves = pl.read_csv(planned / "moves.csv", infer_schema=False)
    return moves.drop_nulls(["from_post_id", "to_post_id"]).to_dicts()


def test_edits_are_told_one_after_the_other(call: Call, planned: Path) -> None:
    one, other = movers(planned)[:2]
    said = call("board", planned, "--strike", one["person_id"],
                "--forbid", f"{other['person_id']}={other['to_post_id']}")  # fmt: skip
    assert said.status == 0
    kept, struck = said.out.split("\n\nStrike the move of ")
    assert kept.startswith(f"Keep {other['person_id']}")
    assert struck.startswith(one["person_id"])
    assert "posts left empty" in struck


def test_a_pin_to_the_post_proposed_changes_nothing(call: Call, planned: Path) -> None:
    one = movers(planned)[0]
    said = call("board", planned, "--pin", f"{one['person_id']}={one['to_post_id']}")
    assert said.out.endswith("Nothing changes.\n")


def test_the_board_speaks_the_language_asked_for(call: Call, planned: Path) -> None:
    person = movers(planned)[0]["person_id"]
    said = call("board", planned, "--strike", person, "--lang", "zh-hant")
    assert said.out.startswith(f"取消{person}")
    assert "方案" in said.out


def test_somebody_put_elsewhere_makes_others_give_way(call: Call, planned: Path) -> None:
    one, other = movers(planned)[:2]
    said = call("board", planned, "--place", f"{one['person_id']}={other['to_post_id']}")
    assert said.status in (0, 1)
    assert one["person_id"] in said.out + said.err


@pytest.mark.parametrize("words", [("--pin", "N1"), ("--place", "=P1"), ("--forbid", "N1=")])
def test_a_demand_of_another_form_is_refused(
    words: tuple[str, str], call: Call, planned: Path
) -> None:
    said = call("board", planned, *words)
    assert said.status == 1
    assert "PERSON=POST" in said.err


def test_a_board_without_an_edit_says_which_there_are(call: Call, planned: Path) -> None:
    said = call("board", planned)
    assert (said.status, said.out) == (1, "")
    assert "--strike PERSON" in said.err


def test_edits_that_contradict_are_refused_by_name(call: Call, planned: Path) -> None:
    one = movers(planned)[0]
    there, who = f"{one['person_id']}={one['to_post_id']}", one["person_id"]
    said = call("board", planned, "--pin", there, "--forbid", there)
    assert said.status == 1
    assert said.err.startswith(f"Keep {who}")
    assert f"(Pin {who}" in said.err


def test_the_price_of_a_move_a_team_and_a_post_is_told(call: Call, planned: Path) -> None:
    for what in ("batch_size", "team_changes", movers(planned)[0]["to_post_id"]):
        said = call("price", planned, what)
        assert said.status == 0
        assert said.out.startswith(f"What one more or less is worth: {what}")


def test_where_one_less_leaves_no_plan_the_price_is_still_told(call: Call, planned: Path) -> None:
    said = call("price", planned, "seats")
    assert "one less: no plan that keeps every rule" in said.out
    assert "price is 0.0\n  one more gains 0.0 (found), 0.0 " not in said.out


def test_the_price_of_nothing_known_is_refused(call: Call, planned: Path) -> None:
    said = call("price", planned, "X9")
    assert said.status == 1
    assert "X9" in said.err
