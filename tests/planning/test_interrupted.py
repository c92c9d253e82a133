"""Work stopped at any moment leaves a plan that is legal and claims no more than is proved."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Plan, Progress, Round, write_plan
from diaopei.planning.exact import SolverError
from diaopei.planning.layers import solve_layers
from diaopei.planning.round import LAYERS
from diaopei.reporting import build_report, render_html
from diaopei.snapshot.facts import Facts


@cache
def ready() -> Draft:
    """The round that is stopped, made ready once: solving changes nothing in it."""
    return Draft.of(prefecture(50), "ngari", Round(batch="12%"))


def stopped_after(steps: int, stop: BaseException | None = None) -> Plan:
    """A plan of a round whose user presses ctrl-C, or whose solver gives up, at a given step."""
    left = [steps]

    def watch(step: Progress) -> None:
        left[0] -= 1
        if left[0] == 0 and step.act not in ("interrupted", "failed"):
            raise stop or KeyboardInterrupt

    return ready().proposed(watch)


@pytest.mark.parametrize(
    ("steps", "stop"),
    [(steps, None) for steps in (1, 2, 4, 5, 6, 8, 9, 11, 13)]
    + [(steps, SolverError("the solver stopped with 'Unknown'")) for steps in (2, 6, 9)],
)
def test_the_plan_in_hand_is_kept_and_checked(
    steps: int, stop: BaseException | None, tmp_path: Path
) -> None:
    plan = stopped_after(steps, stop)
    write_plan(plan, tmp_path)
    assert check(tmp_path).problems == ()
    assert plan.summary["complete"] is False or plan.layers["proved"].all()
    for value, bound, sense in plan.layers.select("value", "bound", "sense").rows():
        assert value <= bound if sense == "max" else value >= bound


def test_a_solver_that_gives_up_is_told_with_its_words() -> None:
    told: list[Progress] = []

    def watch(step: Progress) -> None:
        told.append(step)
        if len(told) == 6:
            raise SolverError("the solver stopped with 'Unknown'")

    plan = ready().proposed(watch)
    failed = [step for step in told if step.act == "failed"]
    assert [step.words for step in failed] == ["the solver stopped with 'Unknown'"]
    assert plan.summary["complete"] is False


def test_a_solver_that_gives_up_at_once_leaves_no_plan_but_its_words() -> None:
    draft = ready()

    def gives_up(step: Progress) -> None:
        if step.act == "relaxed":
            raise SolverError("the solver stopped with 'Unknown'")

    model = replace(draft.model, lower=draft.model.lower + 10**6 * ~draft.model.soft)
    with pytest.raises(SolverError, match="Unknown"):
        list(solve_layers(model, {}, np.arange(model.arcs), gives_up))


def test_whoever_keeps_the_plan_so_far_hears_of_every_layer() -> None:
    heard = list[list[str]]()
    ready().proposed(keep=lambda solved: heard.append([done.layer.name for done in solved]))
    assert heard == [[*LAYERS, "ties"][: n + 1] for n in range(len(LAYERS) + 1)]


def test_layers_before_the_stop_are_those_of_the_whole_plan() -> None:
    whole = ready().proposed().layers
    early = stopped_after(6).layers.filter("proved")
    assert early.height < len(LAYERS)
    assert early["bound"].to_list() == whole["bound"].head(early.height).to_list()


def test_the_report_says_that_the_work_was_stopped() -> None:
    plan = stopped_after(4)
    page = render_html(build_report("round", Facts(plan.snapshot), plan=plan), "en")
    assert "Stopped early" in page
