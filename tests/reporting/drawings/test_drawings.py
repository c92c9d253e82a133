import re
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaopei.reporting import Report
from diaopei.reporting.columns import Column
from diaopei.reporting.drawings.bars import Bars
from diaopei.reporting.drawings.chains import PER_LINE, Chains
from diaopei.reporting.drawings.flow import WIDTH, Flow
from diaopei.reporting.drawings.ladder import RUNGS, Ladder
from diaopei.reporting.drawings.timeline import EDGE, LABELS, Timeline
from diaopei.reporting.drawings.timeline import WIDTH as ACROSS
from diaopei.reporting.svg import clipped, tag, width_of, words
from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, same

TITLE = same("title")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (what we drew ourselves)


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in parsed(svg).iter("text")]


def flow(*rows: tuple[str, str, int], names: dict[str, str] | None = None) -> Flow:
    frame = pl.DataFrame(rows, schema=["from", "to", "moves"], orient="row")
    codes = {key: same(name) for key, name in (names or {}).items()}
    ends = [Column(side, TITLE, codes) for side in ("from", "to")]
    return Flow("flow", TITLE, Table.of("flow", TITLE, frame, (*ends, "moves")))


def test_a_flow_names_both_ends_with_their_totals() -> None:
    svg = flow(("a", "b", 2), ("a", "c", 1), ("b", "c", 4)).pictures("en")[0]
    said = [text.replace("\u00a0", " ") for text in texts(svg)]
    assert said == ["a  3", "b  4", "2  b", "5  c"]


def test_a_band_is_as_tall_as_its_moves() -> None:
    svg = flow(("a", "b", 2), ("a", "c", 6)).pictures("en")[0]
    paths = [path.attrib["d"] for path in parsed(svg).iter("path")]
    heights = []
    for path in paths:
        top, bottom = re.findall(r" ([\d.]+)(?:V([\d.]+))", path)[0]
        heights.append(float(bottom) - float(top))
    assert heights[1] == pytest.approx(3 * heights[0], abs=0.2)


def test_a_flow_keeps_the_order_and_names_of_its_codes() -> None:
    svg = flow(("x", "y", 1), ("y", "x", 1), names={"y": "first", "x": "second"}).pictures("en")[0]
    assert [text.split("\u00a0")[0] for text in texts(svg)][:2] == ["first", "second"]


@given(st.text("縣直鄉鎮ab · ", min_size=1, max_size=22))
def test_no_label_of_a_flow_is_cut(name: str) -> None:
    svg = flow(("a", "b", 1), names={"a": name, "b": "b"}).pictures("zh-hant")[0]
    label = next(iter(parsed(svg).iter("text")))
    assert float(label.attrib["x"]) - width_of(f"{name}  1", 12.0) >= 0
    assert float(parsed(svg).attrib["width"]) == WIDTH


def test_units_of_the_same_name_stay_apart() -> None:
    svg = flow(("a", "b", 1), ("c", "b", 2), names={"a": "same", "c": "same"}).pictures("en")[0]
    assert [text.replace("\u00a0", " ") for text in texts(svg)][:2] == ["same  1", "same  2"]


def test_a_flow_without_moves_draws_nothing() -> None:
    nothing = flow(("a", "b", 1))
    empty = Table("flow", TITLE, nothing.table.columns, nothing.table.rows.clear())
    assert Flow("flow", TITLE, empty).pictures("en") == []


def chain(*people: str, ring: bool = False) -> Chains:
    posts = [f"P{n}" for n in range(len(people) + 1)]
    if ring:
        posts[-1] = posts[0]
    rows = [
        {"chain": "1", "place_in_chain": n + 1, "name": name, "from_post_id": posts[n + 1],
         "from_unit": f"U{n + 1}", "from_post": "deputy", "to_post_id": posts[n],
         "to_unit": f"U{n}" if not (ring and n == 0) else f"U{len(people)}", "to_post": "deputy",
         "purposes": ["care"], "score": 700 + n}
        for n, name in enumerate(people)
    ]  # fmt: skip
    columns = [Column(key, TITLE) for key in rows[0]]
    return Chains("chains", TITLE, Table.of("chains", TITLE, pl.DataFrame(rows), columns))


def test_a_chain_begins_with_its_vacancy() -> None:
    said = texts(chain("Ada", "Ben").pictures("en")[0])
    assert said[:4] == ["Chain 1 · 2 persons", "U0", "deputy", "vacant"]
    assert {"Ada", "Ben", "700", "701"} <= set(said)


def test_a_ring_has_no_vacancy_and_leads_back() -> None:
    svg = chain("Ada", "Ben", ring=True).pictures("en")[0]
    said = texts(svg)
    assert said[0] == "Ring 1 · 2 persons"
    assert "vacant" not in said
    assert len(list(parsed(svg).iter("path"))) == 2


def test_a_single_move_is_no_chain() -> None:
    assert chain("Ada").pictures("en") == []


@pytest.mark.parametrize("people", [2, PER_LINE - 1, PER_LINE, 2 * PER_LINE])
def test_a_chain_wraps_within_its_width(people: int) -> None:
    drawn = parsed(chain(*(f"N{n}" for n in range(people))).pictures("en")[0])
    width, height = float(drawn.attrib["width"]), float(drawn.attrib["height"])
    boxes = [box.attrib for box in drawn.iter("rect")]
    assert len(boxes) == people + 1
    assert max(float(box["x"]) + float(box["width"]) for box in boxes) <= width
    assert max(float(box["y"]) + float(box["height"]) for box in boxes) <= height


def ladder(*rows: dict[str, Any]) -> Ladder:
    frame = pl.DataFrame([dict.fromkeys(RUNGS, 0) | row for row in rows])
    columns = [Column(key, TITLE) for key in frame.columns]
    return Ladder("ladder", TITLE, Table.of("ladder", TITLE, frame, columns))


def squares(svg: str) -> list[str]:
    return [box.attrib["fill"] for box in parsed(svg).iter("rect")]


def test_a_ladder_has_a_square_for_every_member() -> None:
    svg = ladder({"team": "T", "born_1970s": 2, "born_1990s": 1}).pictures("en")[0]
    assert len(squares(svg)) == 3
    assert "none" not in squares(svg)


def test_a_ladder_before_and_after_shows_both() -> None:
    before, after = {"team": "T", "born_1970s": 2}, {"team": "T", "born_1980s": 1}
    svg = ladder(before, after).pictures("zh-hant")[0]
    assert squares(svg).count("none") == 2
    assert len(squares(svg)) == 3
    assert {"2 → 0", "0 → 1"} <= set(texts(svg))


def test_each_team_has_a_picture_of_its_own() -> None:
    drawn = ladder({"team": "T", "born_1970s": 1}, {"team": "S", "born_1970s": 1})
    assert [parsed(svg).attrib["aria-label"] for svg in drawn.pictures("en")] == [
        "title: T",
        "title: S",
    ]


def bars(*rows: tuple[str, float | None, float | None]) -> Bars:
    frame = pl.DataFrame(rows, schema=["group", "before_pct", "after_pct"], orient="row")
    return Bars("bars", TITLE, Table.of("bars", TITLE, frame))


def test_bars_are_as_long_as_their_shares() -> None:
    svg = bars(("women", 25.0, 50.0)).pictures("en")[0]
    ground, before, after = (float(box.attrib["width"]) for box in parsed(svg).iter("rect"))
    assert before / ground == pytest.approx(0.25, abs=0.001)
    assert after / ground == pytest.approx(0.5, abs=0.001)
    assert "25.0 → 50.0 %" in texts(svg)


def test_a_hidden_share_is_not_drawn() -> None:
    svg = bars(("women", None, None), ("men", 60.0, 61.0)).pictures("en")[0]
    assert "women" not in texts(svg)
    assert bars(("women", None, 3.0)).pictures("en") == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["bulletin", "round", "teams"])
def test_every_picture_is_well_formed_and_speaks_to_who_cannot_see(
    report_of: Callable[[str], Report], kind: str, lang: str
) -> None:
    for drawing in report_of(kind).drawings:
        for svg in drawing.pictures(lang):
            root = parsed(svg)
            assert root.attrib["role"] == "img"
            assert [part.tag for part in root[:2]] == ["title", "desc"]
            assert all(part.text for part in root[:2])


@given(st.text(max_size=40), st.floats(20, 300), st.sampled_from([10.0, 12.0]))
def test_a_clipped_line_fits(said: str, width: float, size: float) -> None:
    shown = clipped(said, width, size)
    assert width_of(shown, size) <= width or shown == "…"
    assert shown == said or shown.endswith("…")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30))
def test_words_and_attributes_are_escaped(said: str) -> None:
    drawn = parsed(tag("g", words(1, 2.04, said), data_x=said))
    assert "".join(drawn.itertext()) == said
    assert drawn[0].attrib == {"x": "1", "y": "2"}


def timeline(*seats: tuple[str | None, int | None, str | None, int | None]) -> ET.Element:
    """Seats of one chain: who leaves on which day of June, who comes."""
    rows = [
        (
            "C1",
            "unit",
            "post",
            goes,
            out and date(2023, 6, out),
            comes,
            into and date(2023, 6, into),
        )
        for goes, out, comes, into in seats
    ]
    columns = ["chain", "unit", "post", "leaver", "leaves_on", "comer", "starts_on"]
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    table = Table.of("seats", TITLE, frame, columns)
    drawn = Timeline("timeline", TITLE, table, date(2023, 6, 1), date(2023, 6, 11))
    return parsed(drawn.pictures("en")[0])


def spans(drawn: ET.Element) -> list[tuple[float, float]]:
    found = [bar.attrib for bar in drawn.iter() if bar.tag.endswith("rect")]
    return [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in found]


def test_bars_of_a_hand_over_overlap_by_its_days() -> None:
    leaver, comer = spans(timeline(("Ada", 11, "Ben", 6)))
    room = ACROSS - LABELS - 2 * EDGE
    assert leaver[1] - comer[0] == pytest.approx(room / 2, abs=0.2)


def test_a_seat_nobody_holds_is_dashed_from_day_to_day() -> None:
    drawn = timeline(("Ada", 1, "Ben", 6), (None, None, "Cai", 1), ("Dan", 1, None, None))
    dashed = [bar for bar in drawn.iter() if "stroke-dasharray" in bar.attrib]
    assert len(dashed) == 3
    assert len(spans(drawn)) == 7


def test_a_timeline_whose_days_are_all_one_is_drawn_too() -> None:
    leaver, comer = spans(timeline(("Ada", 1, "Ben", 1)))
    assert leaver[1] == comer[0]
