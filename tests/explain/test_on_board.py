import polars as pl
import pytest
from tests.explain.conftest import Planned

from diaopei.errors import InfeasibleError, UnknownNameError
from diaopei.explain import on_board, why_not
from diaopei.planning.board import BoardError


def losses(table: pl.DataFrame) -> list[tuple[str, int, int, int]]:
    return table.select("layer", "plan", "then", "change").rows()


def test_an_edit_near_by_finds_what_solving_again_finds(planned: Planned) -> None:
    plan = planned()
    quick = on_board(plan).why_not("C", "P1")
    slow = why_not(plan, "C", "P1")
    assert losses(quick.tables["layers"]) == losses(slow.tables["losses"])
    assert quick.tables["touched"]["person_id"].to_list() == ["B"]
    assert quick.title == "If C person went to P1 unit·P1"


def test_a_strike_tells_layers_broken_rules_and_the_repair(planned: Planned) -> None:
    answer = on_board(planned()).strike("A").answer()
    assert answer.title == "Strike the move of A person"
    assert "On its own it breaks:" in answer.sentences
    assert "  A post has no more holders than seats: P1 unit·P1, by 1" in answer.sentences
    assert answer.tables["alone"]["constraint"].to_list() == ["seats"]
    assert answer.tables["broken"].is_empty()
    assert answer.tables["layers"]["layer"].to_list() == [
        "seats", "duty", "exchange", "fit", "calm",
    ]  # fmt: skip


def test_demands_stand_until_they_are_undone(planned: Planned) -> None:
    start = on_board(planned())
    held = start.pin("C", "stay")
    with pytest.raises(BoardError, match=r"Put C person into FREE .*earlier.*Pin C person to stay"):
        held.place("C", "FREE")
    assert held.undo().place("C", "FREE").asked == ("place", "C", "FREE")
    assert held.undo().answer().sentences == ()


def test_demands_that_contradict_are_told_by_name_in_the_language_asked_for(
    planned: Planned,
) -> None:
    start = on_board(planned(), "zh-hans")
    with pytest.raises(
        BoardError, match="不许C person任stay：与先前的要求相抵触（取消C person的调整）"
    ):
        start.strike("C").forbid("C", "stay")
    undone = start.strike("C").undo().forbid("C", "stay")
    with pytest.raises(BoardError, match="取消C person的调整：与先前的要求相抵触"):
        undone.strike("C")


def test_a_post_forbidden_to_who_does_not_go_there_changes_nothing(planned: Planned) -> None:
    answer = on_board(planned()).forbid("C", "FREE").answer()
    assert answer.sentences == ("Nothing changes.",)
    assert answer.tables["layers"]["change"].sum() == 0


def test_what_a_rule_refuses_is_refused_by_name(planned: Planned) -> None:
    board = on_board(planned())
    with pytest.raises(InfeasibleError, match="altitude-not-up"):
        board.pin("A", "HIGH")
    with pytest.raises(InfeasibleError, match="status under_review"):
        board.place("D", "FREE")
    with pytest.raises(InfeasibleError, match="no seat of it can be had"):
        board.place("A", "P4")


@pytest.mark.parametrize(("person", "post"), [("Z", "P1"), ("A", "P11")])
def test_an_unknown_name_is_refused(planned: Planned, person: str, post: str) -> None:
    with pytest.raises(UnknownNameError):
        on_board(planned()).pin(person, post)


@pytest.mark.parametrize(("lang", "title"), [("zh-hans", "取消A person的调整"),
                                             ("zh-hant", "取消A person的調整")])  # fmt: skip
def test_it_is_told_in_chinese(planned: Planned, lang: str, title: str) -> None:
    answer = on_board(planned(), lang).strike("A").answer()
    assert answer.title == title
    assert not any("breaks" in line for line in answer.sentences)


def test_a_name_given_for_an_id_leads_to_the_id(planned: Planned) -> None:
    board = on_board(planned())
    with pytest.raises(UnknownNameError, match="there are: A person, B person"):
        board.strike("person")
    with pytest.raises(UnknownNameError, match="there are: P1 unit·P1"):
        board.pin("C", "unit P1")
    with pytest.raises(UnknownNameError, match="see the ids in the plan's snapshot"):
        board.strike("nobody at all")
