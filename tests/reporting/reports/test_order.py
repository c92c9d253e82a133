from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.reporting import Report, build_report
from diaopei.reporting.handovers import handovers, named_legs
from diaopei.snapshot.facts import Facts

Build = Callable[[str], Report]
FIRST, HANDED = date(2023, 7, 1), date(2023, 7, 8)


def test_a_chain_is_told_seat_by_seat_from_the_vacancy_on(facts: Facts, plan: Any) -> None:
    seats = handovers(facts, plan).filter(pl.col("chain") == "C1")
    assert seats.select("post_id", "leaver", "comer").rows() == [
        ("GARC-2", None, "Jim"), ("TOWN-2", "Jim", "Gus"), ("FIN-3", "Gus", None),
    ]  # fmt: skip
    assert seats.select("leaves_on", "starts_on").rows()[1] == (FIRST, FIRST)


def test_in_a_ring_the_first_takes_what_the_last_leaves(facts: Facts, plan: Any) -> None:
    seats = handovers(facts, plan).filter(pl.col("chain") == "R2")
    assert seats.select("post_id", "leaver", "comer").rows() == [
        ("FIN-1", "Ada", "Ben"), ("SCH-1", "Ben", "Ada"),
    ]  # fmt: skip


def test_a_head_hands_over_by_name(facts: Facts, plan_of: Callable[..., Any]) -> None:
    plan = plan_of(
        ("F", "GARC-1", "PUB-3", "lateral", ["rotation"], "C1", 1),
        ("B", "SCH-1", "GARC-1", "lateral", ["fit"], "C1", 2),
    )
    told = named_legs(facts, plan).filter(pl.col("act") == "hand_over")
    columns = ("name", "unit", "post", "day", "until", "with_name")
    assert told.select(columns).rows() == [("Fay", "Garc", "head", FIRST, HANDED, "Ben")]
    report = build_report("order", facts, plan=plan)
    assert report.figures["order.vacancy_days"].value == 7
    assert report.figures["order.vacancy_days"].unit == "day"


def test_days_that_could_not_be_kept_are_told(facts: Facts, plan_of: Callable[..., Any]) -> None:
    plan = plan_of(("H", "PUB-1", "PUB-3", "lateral", ["rotation"], "C1", 1))
    report = build_report("order", facts, plan=plan)
    assert report.figures["order.unkept"].rows.select("reason", "name", "post_id").rows() == [
        ("left_empty", "Hal", "PUB-1")
    ]
    assert len(report.paragraphs) == 2


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
def test_the_report_says_from_when_to_when(report_of: Build, lang: str) -> None:
    body = report_of("order").paragraphs[0].body[lang]
    assert "2023-07-01" in body
    assert "{" not in body


def test_a_chain_is_drawn_with_all_its_names(report_of: Build) -> None:
    pictures = report_of("order").drawings[0].pictures("en")
    assert len(pictures) == 2
    assert all(name in pictures[0] for name in ("Jim", "Gus", "2023-07-01", "vacant"))
