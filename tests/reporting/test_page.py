import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from diaopei.errors import UnknownNameError
from diaopei.reporting import Report, build_report, render_html, report_kinds
from diaopei.reporting.texts import LANGUAGES
from diaopei.snapshot.facts import Facts

KINDS = list(report_kinds())
EVIL = "<script>alert('x')</script>&\"'"
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Everything a test asks of a page; refuses tags that are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, about in self.tags if (value := about.get(attribute)) is not None]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.fixture(params=KINDS)
def report(request: pytest.FixtureRequest, report_of: Callable[[str], Report]) -> Report:
    return report_of(request.param)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_tag_is_closed(report: Report, lang: str) -> None:
    assert Page(render_html(report, lang)).open == []


def test_every_link_leads_to_something_on_the_page(report: Report) -> None:
    page = Page(render_html(report))
    targets = [link.removeprefix("#") for link in page.values("href")]
    assert [link for link in page.values("href") if not link.startswith("#")] == []
    assert set(targets) <= set(page.values("id"))


def test_no_id_stands_twice(report: Report) -> None:
    ids = Page(render_html(report)).values("id")
    assert len(set(ids)) == len(ids)


def test_nothing_is_fetched_and_nothing_runs(report: Report) -> None:
    html = render_html(report)
    page = Page(html)
    banned = {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert banned & {tag for tag, _ in page.tags} == set()
    assert [value for name in ("src", "action", "srcset") for value in page.values(name)] == []
    assert re.findall(r"url\(|@import|https?://", html) == []
    assert [name for _, about in page.tags for name in about if name.startswith("on")] == []


def test_the_page_forbids_everything_but_its_own_style(report: Report) -> None:
    policy = next(
        about["content"]
        for tag, about in Page(render_html(report)).tags
        if tag == "meta" and about.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


@pytest.mark.parametrize(("lang", "code"), [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant")])
def test_the_page_says_its_language(bulletin: Report, lang: str, code: str) -> None:
    assert ("html", {"lang": code}) in Page(render_html(bulletin, lang)).tags


def test_an_unknown_language_is_refused(bulletin: Report) -> None:
    with pytest.raises(UnknownNameError, match="no language is called 'fr'"):
        render_html(bulletin, "fr")


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_text_and_never_markup(
    tables: dict[str, list[dict[str, Any]]],
    facts_of: Callable[..., Facts],
    plan: Any,
    findings: Any,
    kind: str,
) -> None:
    for name in ("people", "units", "places"):
        tables[name] = [row | {"name": EVIL + row["name"]} for row in tables[name]]
    tables["posts"] = [row | {"title": EVIL} for row in tables["posts"]]
    report = build_report(kind, facts_of(tables, name=EVIL), findings=findings, plan=plan)
    page = Page(render_html(report, "en"))
    assert page.count("script") == 0
    assert page.open == []
    assert EVIL in page.text


def test_every_number_of_the_bulletin_links_to_its_rows(bulletin: Report) -> None:
    page = Page(render_html(bulletin))
    for key in bulletin.figures:
        anchor = "bulletin-rows-" + key.replace(".", "-")
        assert f"#{anchor}" in page.values("href")
        assert anchor in page.values("id")


def test_every_drawing_has_a_title_and_a_table_of_its_numbers(report: Report) -> None:
    page = Page(render_html(report))
    drawn = [about for tag, about in page.tags if tag == "svg"]
    assert all(about["role"] == "img" and about["aria-label"] for about in drawn)
    assert page.count("desc") == len(drawn)
    captions = re.findall(r"<caption>(.*?)</caption>", render_html(report))
    for drawing in report.drawings:
        assert drawing.table.rows.is_empty() or drawing.table.title["zh-hans"] in captions


def test_several_reports_share_one_page(report_of: Callable[[str], Report]) -> None:
    page = Page(render_html([report_of("round"), report_of("teams"), report_of("bulletin")]))
    ids = page.values("id")
    assert {"round-report", "teams-report", "bulletin-report"} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert page.count("h1") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_report_is_the_same_bytes(facts: Facts, lang: str) -> None:
    once, again = (render_html(build_report("bulletin", facts), lang) for _ in range(2))
    assert once == again


def test_fictitious_data_says_so(bulletin: Report) -> None:
    assert "虛構數據" in render_html(bulletin, "zh-hant")


def test_real_data_does_not(
    tables: dict[str, list[dict[str, Any]]], facts_of: Callable[..., Facts]
) -> None:
    real = build_report("bulletin", facts_of(tables, fictitious=False))
    assert "虛構" not in render_html(real, "zh-hant")


def test_numbers_stand_flush_right_and_naughts_are_pale(report_of: Callable[[str], Report]) -> None:
    html = render_html(report_of("due_list"))
    assert '<td class="n z">0</td>' in html
    assert '<td class="n">1</td>' in html
