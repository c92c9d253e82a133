"""The rules others count on, number by number."""

from datetime import date

import pytest

from diaopei.screening.rulebook import Rulebook, load_rulebook

DAY = date(2023, 5, 31)
PLAN_DEFAULTS = [
    ("batch-size", "batch", "limit", "percent", 10),
    ("not-all-change", "team_changes", "limit", "percent", 33),
    ("principals-not-together", "principals_together", "limit", "count", 1),
    ("one-level-up", "level_step", "limit", "level", 1),
    ("one-level-up", "level_step", "down", "level", 0),
    ("altitude-not-up", "no_higher", "limit", "metre", 0),
    ("both-move-in-one-plan", "couples", "limit", "count", 0),
    ("must-fill", "must_fill", "limit", "count", 0),
]


@pytest.fixture(scope="module")
def ngari() -> Rulebook:
    return load_rulebook("ngari")


def test_same_department_is_due_at_84_months_and_soon_from_72(ngari: Rulebook) -> None:
    rule = ngari["same-department"]
    assert rule.word("measure") == "same_unit_in_leadership"
    assert rule.months("limit", on=DAY) == 84
    assert rule.months("limit", on=DAY) - rule.months("warn_before", on=DAY) == 72
    (binds,) = rule.binds
    assert dict(binds) == {"status": ("active",), "tier": ("prefecture",), "leadership": (True,)}


def test_altitude_years_has_the_issue_s_bands_and_is_due_at_96(ngari: Rulebook) -> None:
    rule = ngari["altitude-years"]
    assert rule.entry("bands", on=DAY).value == [[4000, 50], [4500, 100]]
    assert rule.months("limit", on=DAY) == 96
    assert "warn_before" not in rule.numbers


def test_a_follow_up_is_owed_after_six_months(ngari: Rulebook) -> None:
    rule = ngari["follow-up-6m"]
    assert rule.word("asks") == "visit"
    assert rule.months("limit", on=DAY) == 6


def test_county_and_township_teams_have_one_woman_at_least(ngari: Rulebook) -> None:
    rule = ngari["women-min"]
    assert rule.number("at_least", on=DAY) == 1
    (binds,) = rule.binds
    assert dict(binds) == {"tier": ("county", "township"), "system": ("leadership",)}


def test_retirement_is_soon_within_24_months(ngari: Rulebook) -> None:
    rule = ngari["retirement-month"]
    assert (rule.book, rule.strictness) == ("cn", "must")
    assert rule.months("warn_before", on=DAY) == 24


def test_kin_in_one_chain_is_a_national_must_over_all_four_relations(ngari: Rulebook) -> None:
    rule = ngari["kin-same-chain"]
    assert (rule.book, rule.strictness) == ("cn", "must")
    assert rule.listed("ties") == ("spouse", "direct_line", "collateral", "affinity")


def test_spouses_apart_are_a_finding_without_a_waiting_time(ngari: Rulebook) -> None:
    rule = ngari["spouse-together"]
    assert (rule.kind, list(rule.numbers)) == ("separation", ["basis"])


@pytest.mark.parametrize(("name", "limits", "number", "unit", "value"), PLAN_DEFAULTS)
def test_a_default_of_the_plan_has_the_issue_s_number(
    ngari: Rulebook, name: str, limits: str, number: str, unit: str, value: int
) -> None:
    rule = ngari[name]
    assert (rule.kind, rule.strictness) == ("plan_limit", "must")
    assert rule.word("limits") == limits
    assert (rule.numbers[number].unit, rule.number(number, on=DAY)) == (unit, value)


def test_three_in_five_of_the_promoted_come_from_counties_and_townships(ngari: Rulebook) -> None:
    rule = ngari["grassroots-share"]
    assert rule.number("at_least", on=DAY) == 60


@pytest.mark.parametrize(
    ("name", "because", "months"),
    [
        ("cooldown", "cooldown", 12),
        ("months-left", "months_left", 24),
        ("probation", "on_probation", 0),
        ("under-review", "under_review", 0),
    ],
)
def test_nobody_is_moved_who_may_not_be(
    ngari: Rulebook, name: str, because: str, months: int
) -> None:
    rule = ngari[name]
    assert (rule.kind, rule.strictness, rule.word("because")) == ("bar", "must", because)
    assert not months or rule.months("limit", on=DAY) == months


def test_every_rule_of_the_bulletin_and_every_default_speaks_on_the_first_day_of_the_window(
    ngari: Rulebook,
) -> None:
    silent = [r.name for r in ngari.rules if r.book == "ngari" and not r.in_force(date(2022, 1, 1))]
    assert silent == []


@pytest.mark.parametrize(
    ("book", "names"),
    [
        ("hefei", {"same-department-level-8y": 96, "same-department-10y": 120, "inner-organ-5y": 60,
                   "staff-department-12y": 144, "staff-post-5y": 60, "cooldown": 12}),
        ("gansu", {"funds-principals-5y": 60, "key-principals-10y": 60, "same-post-10y": 120}),
        ("jiangsu", {"same-post-5y": 60, "same-post-10y": 120}),
    ],
)  # fmt: skip
def test_a_local_example_has_the_published_figures(book: str, names: dict[str, int]) -> None:
    rules = load_rulebook(book)
    assert {name: rules[name].months("limit", on=DAY) for name in names} == names
