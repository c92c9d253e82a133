"""Writes the reference pages from the code and the rulebooks, before each build of the docs."""

import contextlib
import importlib
import inspect
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

import diaopei
from diaopei.cli import every_command
from diaopei.cli import main as main_command
from diaopei.cli.rule_values import values_on
from diaopei.screening import load_rulebook, shipped
from diaopei.snapshot.tables import TABLES

GENERATED = Path(__file__).resolve().parent / "reference" / "generated"
FOLDERS = {
    "formats": ("diaopei.io.formats", "File formats"),
    "checks": ("diaopei.snapshot.checks", "Checks of the doctor"),
    "kinds": ("diaopei.screening.kinds", "Kinds of rule"),
    "criteria": ("diaopei.fit.criteria", "Criteria of fit"),
    "constraints": ("diaopei.planning.constraints", "Constraints of a plan"),
    "goals": ("diaopei.planning.goals", "Goals of a plan"),
    "mechanisms": ("diaopei.planning.mechanisms", "Mechanisms of wishes"),
    "reports": ("diaopei.reporting.reports", "Reports"),
}


def cell(value: object) -> str:
    """Text that a cell of a Markdown table can hold."""
    return str(value).replace("|", "\\|").replace("\n", " ")


def table(heads: tuple[str, ...], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)


def tables_page() -> str:
    """Every table with every column, its type and its codes."""
    parts = ["# Tables", "`*` marks a value that may not be missing; a key is in bold.", ""]
    for name, schema in TABLES.items():
        keys = schema.primary_key()
        frame = schema.create_empty()
        rows = [
            (
                f"**{column}**" if column in keys else column,
                "" if schema.columns()[column].nullable else "\\*",
                _type_name(kind),
            )
            for column, kind in frame.schema.items()
        ]
        parts += [f"## {name}", inspect.getdoc(schema) or "", table(("column", "", "holds"), rows)]
    return "\n\n".join(parts)


def _type_name(kind: pl.DataType) -> str:
    if isinstance(kind, pl.Enum):
        return " ".join(f"`{code}`" for code in kind.categories)
    if isinstance(kind, pl.List):
        return "list of text"
    names: dict[type[pl.DataType], str] = {
        pl.String: "text", pl.Date: "date", pl.Boolean: "true or false", pl.Int32: "whole number",
    }  # fmt: skip
    return names[type(kind)]


def commands_page() -> str:
    """The help of every command, as the terminal shows it."""
    parts = ["# Commands", f"```text\n{_help()}\n```"]
    for name in every_command():
        parts += [f"## {name}", f"```text\n{_help(name)}\n```"]
    return "\n\n".join(parts)


def _help(*words: str) -> str:
    """What the terminal shows for a command."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main_command([*words, "--help"])
    return said.getvalue().rstrip()


def rules_page(book_name: str, day: date) -> str:
    """Every rule of a rulebook with the values in force on a day, and their sources."""
    book = load_rulebook(book_name)
    parts = [
        f"# Rules of `{book_name}`",
        f"Values in force on {day}. (?) marks a source nobody has checked yet.",
    ]
    for rule in book.rules:
        rows = [tuple(value) for value in values_on(rule, day)]
        about = f"{rule.title['zh-hans']} · {rule.title['zh-hant']}"
        parts += [
            f"## {rule.name}",
            rule.title["en"],
            about,
            f"Kind `{rule.kind}`, `{rule.strictness}`.",
        ]
        parts += [table(("figure", "value", "since", "source"), rows)]
    return "\n\n".join(parts)


def plugins_page(package: str, heading: str) -> str:
    """Every plug-in of a folder: name, titles, and what its module says of itself."""
    folder = Path(str(importlib.import_module(package).__file__)).parent
    parts = [f"# {heading}", f"Each is one file in `{package.replace('.', '/')}/`."]
    for path in sorted(folder.glob("*.py")):
        if path.stem == "__init__":
            continue
        module = importlib.import_module(f"{package}.{path.stem}")
        titles = [
            v.title for v in vars(module).values() if isinstance(getattr(v, "title", None), Mapping)
        ]
        named = (
            [" · ".join(titles[0][key] for key in ("en", "zh-hans", "zh-hant"))] if titles else []
        )
        parts += [f"## {path.stem}", *named, inspect.getdoc(module) or ""]
    return "\n\n".join(parts)


def library_page() -> str:
    """The public words of the library, with signature and docstring."""
    parts = ["# Library", "The same words as the commands: `import diaopei`."]
    for name in diaopei.__all__:
        word: Callable[..., object] = getattr(diaopei, name)
        text = inspect.getdoc(word) or ""
        parts += [
            f"## {name}",
            f"```python\n{name}{_signature(word)}\n```",
            f"```text\n{text}\n```",
        ]
    return "\n\n".join(parts)


def _signature(word: Callable[..., object]) -> str:
    """A signature with bare type names."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", str(inspect.signature(word)))


def pages(day: date) -> dict[str, str]:
    """Every reference page by file name."""
    return {
        "tables.md": tables_page(),
        "commands.md": commands_page(),
        "library.md": library_page(),
        **{f"rules-{book}.md": rules_page(book, day) for book in shipped()},
        **{f"{name}.md": plugins_page(*about) for name, about in FOLDERS.items()},
    }


def main() -> None:
    """Writes all pages."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    for name, text in pages(date.today()).items():  # noqa: DTZ011, TID251
        (GENERATED / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
