"""Each rule of the texts that were read is a file, or the page says why it is none."""

import re
from pathlib import Path

import pytest

from diaopei.screening.rulebook import load_rulebook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "rules-not-covered.md"
TEXTS = {
    "exchange and terms": """same-post-10y same-area-level-10y new-team-member-elsewhere
        key-principals key-principals-10y inner-organ-10y sensitive-post-10y long-time-general
        young-no-grassroots
        principals-not-together serve-full-term one-special-move-per-term two-terms same-level-15y
        too-frequent probation under-review""",
    "avoidance": """kin-same-chain kin-sensitive-work business-of-family growth-place-county
        growth-place-prefecture territory-statute township-principal ethnic-autonomous-relax
        special-place-flex report""",
    "civil servants law": """vacancy establishment quota transfer-in-floor secondment-keeps-post
        early-retirement""",
    "qualification": """service-5y grassroots-2y two-lower-posts deputy-2y lower-principal-3y
        education education-bureau training health party-age step-by-step exceptional-limits
        exceptional-grounds one-year absence-extends township-deputy township-principal-2y
        civil-5y township-5y rank-min-years""",
    "unsuited and retirement": "unsuited-adjust retirement-month at-age months-left",
    "the bulletin": """same-department money-departments follow-up-6m specialty-match altitude-years
        altitude-not-up health-request family-request altitude-request separation-request
        personal-request spouse-together both-move-in-one-plan grassroots-share remote-return
        cooldown batch-size not-all-change one-level-up must-fill""",
    "reserve": """reserve-age-band reserve-age-band-section reserve-review in-out
        secondment-end shadowing-end complete-grassroots rotation-breadth women-in-reserve""",
    "teams": """women-min minority-mix age-ladder young-min specialty-cover local-outside-mix
        aid-cadre head-nationality""",
}  # fmt: skip
WANTED = [(text, name) for text, names in TEXTS.items() for name in names.split()]
SHIPPED = {rule.name for rule in load_rulebook("ngari").rules}
PARTLY = {"exceptional-limits"}


def left_out() -> set[str]:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    return {name for row in rows for name in re.findall(r"`([a-z0-9-]+)`", row.split("|")[1])}


@pytest.mark.parametrize(("text", "name"), WANTED)
def test_a_rule_is_shipped_or_its_absence_is_explained(text: str, name: str) -> None:
    assert (name in SHIPPED) != (name in left_out() - PARTLY)


def test_no_rule_is_shipped_that_stands_under_no_text() -> None:
    assert {name for _, name in WANTED} >= SHIPPED
