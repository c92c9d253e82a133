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
    assert [word in line for line, word in zip(lines, words, strict=True)] == [True] * 3


def test_a_gap_is_told_by_county_in_points(
    verdict: Verdict, plan: Plan, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", "en")
    show_gap(verdict, plan)
    head, heads, *lines = capsys.readouterr().out.splitlines()
    assert head == "Where the prices leave a gap, in points:"
    assert heads.split("  ")[0] == "county"
    assert heads.endswith("exchange served  fit gained")
    county = plan.snapshot.places.filter(pl.col("kind") == "county")["name"][0]
    assert [line.split()[-2:] for line in lines[:2]] == [["56.00", "9.50"], ["50.00", "9.50"]]
    assert [county in line for line in lines] == [False, True, False]
    assert lines[0].startswith("all")
    assert "shared by counties" in lines[2]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No gap in any goal"), ("zh-hans", "均无差距"), ("zh-hant", "均無差距")],
)
def test_where_there_is_no_gap_it_is_said(
    language: str, words: str, verdict: Verdict, plan: Plan,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", language)
    closed = verdict.layers.with_columns(certified=pl.col("value"))
    show_gap(replace(verdict, layers=closed), plan)
    assert words in capsys.readouterr().out


def test_the_gap_of_each_layer_stands_beside_its_proof(
    verdict: Verdict, plan: Plan, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", "en")
    show_proofs(verdict, plan)
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["layer", "sense", "value", "certified", "gap"]
    assert [line.split()[4] for line in lines] == ["0", "56", "9"]
