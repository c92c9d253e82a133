"""Reports as one HTML page: strict about what is text, what is markup, and what may load."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from diaopei.reporting import words
from diaopei.reporting.columns import Column
from diaopei.reporting.drawing import Drawing
from diaopei.reporting.figure import Figure
from diaopei.reporting.prose import filled, keys_in
from diaopei.reporting.report import Paragraph, Report
from diaopei.reporting.table import ARROW, Table
from diaopei.reporting.texts import Text, known_language

HTML_LANG = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}

SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
"""What has a meaning in HTML, and how it is written when it has none."""


def render_html(reports: Report | Sequence[Report], lang: str = "zh-hans") -> str:
    """One page with one report or several, in one language.

    Args:
        reports: what to show, in order; the first gives the page its title.
        lang: one of `LANGUAGES`.

    Raises:
        UnknownNameError: there is no such language.
    """
    shown = [reports] if isinstance(reports, Report) else list(reports)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            reports=[Shown(report, known_language(lang)) for report in shown],
            lang=lang,
            html_lang=HTML_LANG[lang],
            style=Markup((_FOLDER / "report.css").read_text(encoding="utf-8")),  # noqa: S704 (our own)
            words=words,
        )
    )


_FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Shown:
    """A report seen in one language, as the template asks for it."""

    def __init__(self, report: Report, lang: str) -> None:
        self.report, self.lang = report, lang

    def said(self, what: Text) -> str:
        """A wording in this language."""
        return what[self.lang]

    def anchor(self, *parts: str) -> str:
        """An id on the page, the same for the same thing."""
        return re.sub(r"[^\w-]", "-", "-".join((self.report.name, *parts)))

    def prose(self, told: Paragraph) -> Markup:
        """Sentences with each figure as a link to its rows."""
        return Markup(filled(str(escape(told.body[self.lang])), self.report.figures, self._link))  # noqa: S704

    def figures_of(self, told: Paragraph) -> list[Figure]:
        """The figures a paragraph speaks of."""
        return [self.report.figures[key] for key in keys_in(told.body[self.lang])]

    def part_name(self, figure: Figure, part: str) -> str:
        """What a part of a figure is called: a code of one of its columns, or a word."""
        lists = [words.PART_NAMES, *(column.codes or {} for column in figure.evidence.columns)]
        return next((names[part][self.lang] for names in lists if part in names), part)

    def body(self, table: Table) -> Markup:
        """The rows of a table as markup; every cell is escaped."""
        return _table_body(table, self.lang)

    def pictures(self, drawing: Drawing) -> list[Markup]:
        """The pictures of a drawing, whose modules escape every word themselves."""
        return [Markup(svg) for svg in drawing.pictures(self.lang)]  # noqa: S704

    def _link(self, figure: Figure) -> str:
        target = self.anchor("rows", figure.key)
        return f'<a class="number" href="#{target}">{escape(figure.shown())}</a>'


def _table_body(table: Table, lang: str) -> Markup:
    """All rows at once: cells escaped, wrapped and joined by polars, so long rosters stay fast."""
    if table.rows.is_empty():
        return Markup("")
    shown = table.shown(lang)
    cells = [_cell(table, column) for column in table.columns]
    rows = shown.select(pl.concat_str(pl.lit("<tr>"), *cells, pl.lit("</tr>")).alias("row"))
    return Markup("\n".join(rows["row"]))  # noqa: S704 (escaped above)


def _cell(table: Table, column: Column) -> pl.Expr:
    """A cell as markup, of a class: number (`n`, naught `z`), day, change, several lines."""
    safe = pl.col(column.key).str.replace_many(list(SIGNS), list(SIGNS.values()))
    if table.is_numeric(column):
        naught = pl.when(safe == "0").then(pl.lit(" z")).otherwise(pl.lit(""))
        return pl.format('<td class="n{}">{}</td>', naught, safe)
    if table.rows.schema[column.key] == pl.Date:
        return pl.format('<td class="d">{}</td>', safe)
    changed = pl.col(column.key).str.contains(ARROW, literal=True)
    lines = pl.col(column.key).str.contains("\n", literal=True)
    kind = pl.when(changed).then(pl.lit(' class="c"')).when(lines).then(pl.lit(' class="l"'))
    opening = pl.format("<td{}>", kind.otherwise(pl.lit("")))
    return pl.format("{}{}</td>", opening, safe)
