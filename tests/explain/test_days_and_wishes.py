from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from tests.explain.conftest import LAW, Planned, office

from diaopei.explain import why
from diaopei.explain.days_and_wishes import days_told, wishes_told
from diaopei.explain.question import Question
from diaopei.planning import Plan, Round, propose
from diaopei.snapshot import shape

FIRST = date(2023, 6, 1)
PIN = {"B": "FREE", "A": "stay", "C": "stay"}


def wishing(*rows: dict[str, Any], pin: dict[str, str] | None = None) -> Plan:
    """The office of four, some of them with wishes; only B moves, to the free post."""
    wishes = shape("wishes", pl.DataFrame(rows))
    return propose(office().replace(wishes=wishes), LAW, Round(batch=4, pin=pin or PIN))


def told(plan: Plan, person: str, lang: str = "en") -> list[str]:
    return wishes_told(Question(plan, lang), person)


def test_who_moves_hears_on_which_day(planned: Planned) -> None:
    plan = planned()
    day = plan.moves.filter(pl.col("person_id") == "A")["starts_on"].item()
    assert day == plan.snapshot.as_of + timedelta(1)
    assert days_told(Question(plan, "en"), "A") == [
        f"Starts at P2 unit·P2 on {day}.", f"Leaves P1 unit·P1 on {day}.",
    ]  # fmt: skip
    assert set(days_told(Question(plan, "en"), "A")) <= set(why(plan, "A").sentences)


def test_who_stays_hears_of_no_day(planned: Planned) -> None:
    assert days_told(Question(planned(), "en"), "D") == []


def test_who_stated_no_wishes_hears_of_none(planned: Planned) -> None:
    assert told(planned(), "A") == []
    assert told(wishing({"person_id": "A", "post_id": "P2", "order": 1}), "B") == []


def test_a_wish_met_is_told_by_its_number() -> None:
    plan = wishing({"person_id": "B", "post_id": "P3", "order": 1},
                   {"person_id": "B", "post_id": "FREE", "order": 2})  # fmt: skip
    assert told(plan, "B")[0] == "Wishes stated: 2; this is no. 2."


def test_a_wish_given_to_lower_merit_is_told_with_both_figures() -> None:
    plan = wishing({"person_id": "A", "post_id": "FREE", "order": 1},
                   pin={"C": "FREE", "A": "stay", "B": "stay"})  # fmt: skip
    assert plan.fairness is not None
    merit = plan.fairness.envy.row(0, named=True)
    assert told(plan, "A") == [
        "Wishes stated: 1; none of them is met.",
        "Wish no. 1, FREE unit·FREE, went to C person, of lower merit ({} to {} months).".format(
            merit["their_merit"], merit["merit"]
        ),
    ]


def test_a_wish_left_free_and_one_the_rules_refuse_are_told() -> None:
    stays = {"A": "stay", "B": "stay", "C": "stay"}
    free = wishing({"person_id": "A", "post_id": "FREE", "order": 1}, pin=stays)
    assert "Wish no. 1, FREE unit·FREE, stands free" in told(free, "A")[1]
    barred = wishing({"person_id": "A", "post_id": "HIGH", "order": 1}, pin=stays)
    assert told(barred, "A")[1] == "None of them leads to a post that the rules allow."


@pytest.mark.parametrize(("lang", "word"), [("zh-hans", "满足"), ("zh-hant", "滿足")])
def test_it_is_told_in_chinese(lang: str, word: str) -> None:
    plan = wishing({"person_id": "A", "post_id": "FREE", "order": 1})
    assert word in told(plan, "A", lang)[0]
