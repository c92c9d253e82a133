from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from diaopei.checker import SCALE, SHARED, Verdict
from diaopei.cli.verdicts import show_gap, show_proofs
from diaopei.planning import Plan, read_plan

LOSSES = {"layer": pl.String, "county": pl.String, "loss": pl.Int128}


@pytest.fixture
def plan(planned: Path) -> Plan:
    plan = read_plan(planned)
    layers = pl.DataFrame(
        [
            ("seats", "empty_posts", "min", 0, 0, 0, 0, True),
            ("exchange", "findings_ended", "max", 256, 256, 0, 312, True),
            ("fit", "fit_gained", "max", 489, 498, 9, 498, False),
        ],
        schema=plan.layers.schema,
        orient="row",
    )
    return replace(plan, layers=layers)


@pytest.fixture
def verdict(plan: Plan) -> Verdict:
    county = plan.snapshot.places.filter(pl.col("kind") == "county")["place_id"][0]
    losses = [
        ("seats", county, 12),
        ("exchange", county, 50 * SCALE),
        ("exchange", SHARED, 6 * SCALE),
        ("fit", county, 9 * SCALE + SCALE // 2),
        ("fit", SHARED, 3),
    ]
    layers = plan.layers.select("layer", "sense", "value", "certified")
    return Verdict((), layers, pl.DataFrame(losses, schema=LOSSES, orient="row"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("by prices alone", "by the solver's search", "not proved")),
        ("zh-hans", ("仅凭价格证明", "由求解器搜索证明", "未证明")),
        ("zh-hant", ("僅憑價格證明", "由求解器搜尋證明", "未證明")),
    ],
)
def test_each_layer_says_what_proves_it(
    language: str, words: tuple[str, ...], verdict: Verdict, plan: Plan,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", language)
    show_proofs(verdict, plan)
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.endswith(word) for line, word in zip(lines, words, strict=True)] == [True] * 3


def test_a_gap_is_told_by_county_in_points(
    verdict: Verdict, plan: Plan, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", "en")
    show_gap(verdict, plan)
    head, _, *lines = capsys.readouterr().out.splitlines()
    assert head == "Where the prices leave a gap, in points:"
    county = plan.snapshot.places.filter(pl.col("kind") == "county")["name"][0]
    assert [line.split()[-1] for line in lines] == ["50.00", "6.00", "9.50"]
    assert [county in line for line in lines] == [True, False, True]
    assert "shared by counties" in lines[1]


def test_nothing_is_told_of_a_gap_that_is_none(
    verdict: Verdict, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = verdict.layers.with_columns(certified=pl.col("value"))
    show_gap(replace(verdict, layers=closed), plan)
    assert capsys.readouterr().out == ""
