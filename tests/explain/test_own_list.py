import polars as pl
import pytest
from tests.explain.conftest import Planned

from diaopei.errors import UnknownNameError
from diaopei.explain import score_list


def listed(*moves: tuple[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(moves, schema=["person_id", "post_id"], orient="row")


def test_the_plans_own_moves_are_told_as_the_best(planned: Planned) -> None:
    plan = planned()
    told = score_list(plan, plan.moves.select("person_id", post_id="to_post_id"))
    assert told.sentences[0] == "Every move is lawful and every rule of the round is kept."
    assert told.sentences[-1].startswith("The list reaches all that is provably possible")


def test_a_refused_move_is_told_with_its_rule_and_source(planned: Planned) -> None:
    told = score_list(planned(), listed(("A", "HIGH")))
    assert told.sentences[0].startswith("As it stands the list cannot be carried out: refused 1")
    assert "altitude-not-up" in told.sentences[1]
    assert told.sentences[1].endswith("]")


def test_one_who_may_not_be_moved_is_told_by_status(planned: Planned) -> None:
    told = score_list(planned(), listed(("D", "FREE")))
    assert "nobody of this status may be moved" in told.sentences[1]


def test_who_would_be_left_without_a_post_is_told_so(planned: Planned) -> None:
    told = score_list(planned(), listed(("B", None)))
    assert told.sentences[1].endswith("nobody who holds a post is left without one")


def test_a_post_nobody_knows_is_refused_by_name(planned: Planned) -> None:
    with pytest.raises(UnknownNameError, match="'P99'"):
        score_list(planned(), listed(("B", "P99")))


def test_two_on_one_seat_are_told_by_the_row_they_break(planned: Planned) -> None:
    told = score_list(planned(), listed(("B", "FREE"), ("C", "FREE")))
    assert any("1 seat" in said and "makes it 2" in said for said in told.sentences)
    assert told.tables["broken"].height == 1


def test_a_list_that_falls_short_hears_how_far_it_gets(planned: Planned) -> None:
    plan = planned()
    told = score_list(plan, plan.moves.select("person_id", post_id="to_post_id").head(1))
    assert "of what is provably possible" in told.sentences[-1]


def test_posts_held_already_are_counted(planned: Planned) -> None:
    told = score_list(planned(), listed(("A", "P1")))
    assert told.sentences[1].endswith("equal to it: 1.")


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant"])
def test_the_answer_comes_in_the_language_asked_for(planned: Planned, lang: str) -> None:
    told = score_list(planned(), listed(("A", "HIGH"), ("B", "FREE"), ("C", "FREE")), lang)
    assert not any("the list" in said for said in told.sentences)


def test_a_language_nobody_wrote_is_refused(planned: Planned) -> None:
    with pytest.raises(UnknownNameError):
        score_list(planned(), listed(("A", "FREE")), "fr")
