from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from diaopei.reporting import Report, build_report
from diaopei.reporting.groups import group_shares
from diaopei.reporting.profiles import team_profiles
from diaopei.reporting.seating import after, named_moves, seated
from diaopei.reporting.table import ARROW
from diaopei.snapshot.facts import Facts

Build = Callable[[str], Report]


def profile(facts: Facts, unit: str) -> dict[str, Any]:
    rows = team_profiles(facts, seated(facts)).filter(pl.col("unit_id") == unit)
    return rows.row(0, named=True)


def test_a_team_is_counted_by_what_its_members_are(facts: Facts) -> None:
    team = profile(facts, "BURF")
    wanted = {
        "members": 2, "women": 1, "han": 0, "minority": 2, "local": 2, "aid": 0,
        "grassroots_long": 1, "organ_experience": 0, "born_1970s": 2, "mean_age": 45.0,
    }  # fmt: skip
    assert {key: team[key] for key in wanted} == wanted


def test_who_holds_no_team_seat_is_not_of_the_team(facts: Facts) -> None:
    assert profile(facts, "FIN")["members"] == 2


@pytest.mark.parametrize(
    ("unit", "before", "later"),
    [("GARC", 1, 2), ("TOWN", 1, 1), ("FIN", 2, 2), ("SCH", 1, 1), ("GARG", 1, 1)],
)
def test_a_plan_is_seated_as_though_made_today(
    facts: Facts, plan: Any, unit: str, before: int, later: int
) -> None:
    assert profile(facts, unit)["members"] == before
    assert profile(after(facts, plan), unit)["members"] == later


def test_after_a_plan_nobody_sits_twice_and_nobody_is_lost(facts: Facts, plan: Any) -> None:
    now, then = (seated(each).sort("person_id") for each in (facts, after(facts, plan)))
    assert now["person_id"].to_list() == then["person_id"].to_list()
    assert then.filter(pl.col("person_id") == "A")["post_id"].to_list() == ["SCH-1"]


def test_one_who_leaves_to_the_pool_leaves_the_seat_empty(
    facts: Facts, plan_of: Callable[..., Any]
) -> None:
    plan = plan_of(("F", "GARC-1", None, "lateral", ["rotation"], "C1", 1))
    assert seated(after(facts, plan)).filter(pl.col("person_id") == "F").is_empty()


def test_one_who_enters_takes_a_seat(facts: Facts, plan_of: Callable[..., Any]) -> None:
    plan = plan_of(("L", None, "GARC-2", "lateral", ["composition"], "C1", 1))
    assert profile(after(facts, plan), "GARC")["members"] == 2


def test_touched_teams_show_what_changes(report_of: Build) -> None:
    rows = report_of("teams").table("touched").rows
    found = rows.filter(pl.col("team") == "Garc").row(0, named=True)
    assert found["members"] == f"1{ARROW}2"
    assert found["women"] == "1"


def test_teams_the_plan_does_not_touch_are_not_among_them(report_of: Build) -> None:
    teams = report_of("teams").table("touched").rows["team"].to_list()
    assert "Burf" not in teams
    assert teams == ["Fin", "Sch", "Garc", "Town"]


def test_targets_missed_are_counted_before_and_after(report_of: Build) -> None:
    teams = report_of("teams").table("teams").rows
    missed = dict(teams.select("team", "targets_missed").iter_rows())
    targets = report_of("teams").table("targets").rows.filter(pl.col("verdict") == "breach")
    assert sum(missed.values()) == targets.height
    assert missed["Garg"] > 0


def test_without_findings_targets_are_unknown(facts: Facts) -> None:
    report = build_report("teams", facts)
    assert report.table("teams").rows["targets_missed"].null_count() == 7
    assert [table.name for table in report.tables] == ["teams"]


def test_group_shares_hide_small_cells(facts: Facts, plan: Any) -> None:
    shown = group_shares(facts, plan).rows.filter(pl.col("dimension") == "sex")
    assert shown.filter(pl.col("group") == "female")["before"].to_list() == ["<5"]
    assert shown["promoted"].to_list() == ["0", "<5"]
    assert shown["before_pct"].null_count() == 2


def test_group_shares_of_large_groups_are_given(
    tables: dict[str, list[dict[str, Any]]],
    facts_of: Callable[..., Facts],
    plan_of: Callable[..., Any],
) -> None:
    some = [("female", 6), ("male", 14)]
    people, posts, held = [], [], []
    for sex, number in some:
        for n in range(number):
            key = f"{sex}{n}"
            people.append(tables["people"][0] | {"person_id": key, "sex": sex})
            posts.append(tables["posts"][0] | {"post_id": key})
            held.append(
                tables["assignments"][0]
                | {"assignment_id": key, "person_id": key, "post_id": key, "end": None}
            )
    tables |= {"people": people, "posts": posts, "assignments": held, "ties": [], "reserve": []}
    here = facts_of(tables)
    gone = plan_of(("female0", "female0", None, "lateral", [], "C1", 1), among=here)
    rows = group_shares(here, gone).rows.filter(pl.col("dimension") == "sex")
    wanted = ["group", "before", "after", "before_pct", "after_pct"]
    assert rows.select(wanted).rows() == [
        ("female", "6", "5", 30.0, 26.3),
        ("male", "14", "14", 70.0, 73.7),
    ]


def test_moves_are_named_at_both_ends_in_natural_order(facts: Facts, plan: Any) -> None:
    rows = named_moves(facts, plan)
    first = rows.row(0, named=True)
    assert (first["name"], first["from_unit"], first["to_unit"]) == ("Jim", "Town", "Garc")
    assert rows["chain"].to_list() == ["C1", "C1", "R2", "R2"]


def test_chain_ten_comes_after_chain_nine(facts: Facts, plan_of: Callable[..., Any]) -> None:
    plan = plan_of(
        *((who, None, None, "lateral", [], chain, 1) for who, chain in (("A", "C10"), ("B", "C9")))
    )
    assert named_moves(facts, plan)["chain"].to_list() == ["C9", "C10"]
