"""Work stopped at any moment leaves a plan that is legal and claims no more than is proved."""

from pathlib import Path

import pytest

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.planning import Plan, Progress, Round, propose, write_plan
from diaopei.planning.round import LAYERS
from diaopei.reporting import build_report, render_html
from diaopei.snapshot.facts import Facts


def stopped_after(steps: int) -> Plan:
    """A plan of a round whose user presses ctrl-C at a given step."""
    left = [steps]

    def watch(step: Progress) -> None:
        left[0] -= 1
        if left[0] == 0 and step.act != "interrupted":
            raise KeyboardInterrupt

    return propose(prefecture(50), choices=Round(batch="12%"), watch=watch)


@pytest.mark.parametrize("steps", [1, 2, 4, 5, 6, 8, 9, 11, 13])
def test_the_plan_in_hand_is_kept_and_checked(steps: int, tmp_path: Path) -> None:
    plan = stopped_after(steps)
    write_plan(plan, tmp_path)
    assert check(tmp_path).problems == ()
    assert plan.summary["complete"] is False or plan.layers["proved"].all()
    for value, bound, sense in plan.layers.select("value", "bound", "sense").rows():
        assert value <= bound if sense == "max" else value >= bound


def test_layers_before_the_stop_are_those_of_the_whole_plan() -> None:
    whole = propose(prefecture(50), choices=Round(batch="12%")).layers
    early = stopped_after(6).layers.filter("proved")
    assert early.height < len(LAYERS)
    assert early["bound"].to_list() == whole["bound"].head(early.height).to_list()


def test_the_report_says_that_the_work_was_stopped() -> None:
    plan = stopped_after(4)
    page = render_html(build_report("round", Facts(plan.snapshot), plan=plan), "en")
    assert "Stopped early" in page
