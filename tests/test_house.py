"""Our conventions: each is a test here, or it is not one."""

import ast
import re
import statistics
import subprocess
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "diaopei"
FRAGMENT_KINDS = ("rules", "added", "fixed", "data", "technical")
SHELLS = ("cli", "web")
TEXT_SUFFIXES = {
    ".py", ".md", ".toml", ".txt", ".json", ".yaml", ".yml", ".html", ".css", ".js", ".in", "",
}  # fmt: skip


@cache
def tracked() -> tuple[str, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(name for name in sorted(set(listed.stdout.split("\n"))) if (ROOT / name).is_file())


def names(*folders: str, suffix: str = ".py") -> list[str]:
    return [name for name in tracked() if name.endswith(suffix) and name.startswith(folders)]


def lines(name: str) -> int:
    return len((ROOT / name).read_text(encoding="utf-8").splitlines())


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(name: str) -> list[Function]:
    return [node for node in ast.walk(tree(name)) if isinstance(node, Function)]


def span(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def calls(name: str, word: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", None) == word or getattr(node.func, "id", None) == word)
    ]


def says(call: ast.Call, keyword: str) -> bool:
    return any(given.arg in (keyword, None) for given in call.keywords)


CODE = names("src/", "tests/", "benchmarks/", "docs/", "examples/")
PRODUCT = names("src/")
CORE = [name for name in PRODUCT if not name.startswith(tuple(f"src/diaopei/{s}" for s in SHELLS))]
PLUGIN_FOLDERS = (
    "cli.commands", "explain.questions", "fit.criteria", "io.formats", "planning.constraints",
    "planning.goals", "reporting.reports", "screening.kinds", "snapshot.checks",
)  # fmt: skip
TITLED = [
    (folder, path.stem)
    for folder in PLUGIN_FOLDERS
    for path in sorted((SOURCE / folder.replace(".", "/")).glob("*.py"))
    if path.stem != "__init__" and folder != "snapshot.checks"
]


@pytest.mark.parametrize("name", CODE)
def test_no_file_is_over_400_lines(name: str) -> None:
    assert lines(name) <= 400


def test_the_median_file_has_at_most_90_lines() -> None:
    assert statistics.median(lines(name) for name in PRODUCT) <= 90


@pytest.mark.parametrize("name", CODE)
def test_no_function_is_over_60_lines(name: str) -> None:
    assert [f.name for f in functions(name) if span(f) > 60] == []


def test_the_median_function_has_at_most_9_lines() -> None:
    assert statistics.median(span(f) for name in PRODUCT for f in functions(name)) <= 9


@pytest.mark.parametrize("name", CORE)
def test_no_function_of_the_core_takes_more_than_five_arguments(name: str) -> None:
    def size(function: Function) -> int:
        given = function.args
        named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        return len([arg for arg in named if arg.arg not in ("self", "cls")])

    assert [f.name for f in functions(name) if size(f) > 5] == []


@pytest.mark.parametrize("name", CORE)
def test_the_core_asks_no_clock_and_prints_nothing(name: str) -> None:
    clocks = ("today", "now", "utcnow", "localtime", "gmtime", "time_ns")
    assert [word for word in (*clocks, "print", "input", "breakpoint") if calls(name, word)] == []


@pytest.mark.parametrize("name", CORE)
def test_every_join_says_what_it_expects_and_every_group_keeps_its_order(name: str) -> None:
    joins = [
        call.lineno
        for call in calls(name, "join")
        if (says(call, "on") or says(call, "left_on"))
        and not says(call, "validate")
        and not any(
            given.arg == "how" and getattr(given.value, "value", "") in ("semi", "anti", "cross")
            for given in call.keywords
        )
    ]
    groups = [c.lineno for c in calls(name, "group_by") if not says(c, "maintain_order")]
    assert (joins, groups) == ([], [])


@pytest.mark.parametrize("name", PRODUCT)
def test_nothing_is_swallowed_or_left_to_do(name: str) -> None:
    broad = [
        node.lineno
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    text = (ROOT / name).read_text(encoding="utf-8")
    left = re.findall(r"#\s*(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError", text)
    assert (broad, left) == ([], [])


@pytest.mark.parametrize("name", names("tests/"))
def test_no_test_is_skipped_or_mocked(name: str) -> None:
    if name == "tests/test_house.py":
        return
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail|importorskip)\(", text) == []
    assert re.findall(r"\bunittest\.mock\b|\bMagicMock\b", text) == []


@pytest.mark.parametrize("name", [n for n in tracked() if Path(n).suffix in TEXT_SUFFIXES])
def test_no_file_names_a_machine_or_a_registry_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = (
        []
        if name.startswith("tests/")
        else re.findall(r"(?<![\w.])/(?:work|root|tmp|home)/\w", text)
    )
    hosts = "|".join(
        rf"{a}\.{b}"
        for a, b in (("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"))
    )
    assert (paths, re.findall(hosts, text)) == ([], [])


@pytest.mark.parametrize("name", PRODUCT)
def test_rooms_have_names_of_the_trade(name: str) -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "core", "services", "managers", "misc"}
    assert vague.isdisjoint(Path(name).with_suffix("").parts)


@pytest.mark.parametrize("name", PRODUCT)
def test_every_public_function_has_a_docstring(name: str) -> None:
    public = [f for f in tree(name).body if isinstance(f, Function) and not f.name.startswith("_")]
    assert ast.get_docstring(tree(name))
    assert [f.name for f in public if not ast.get_docstring(f)] == []


def test_rooms_document_themselves() -> None:
    rooms = [path for path in SOURCE.iterdir() if (path / "__init__.py").exists()]
    undocumented = [
        room.name
        for room in rooms
        if not ast.get_docstring(tree(f"src/diaopei/{room.name}/__init__.py"))
    ]
    assert undocumented == []


@pytest.mark.parametrize(("folder", "name"), TITLED)
def test_every_plug_in_has_a_title_in_three_languages(folder: str, name: str) -> None:
    module = import_module(f"diaopei.{folder}.{name}")
    titles = [
        value.title
        for value in vars(module).values()
        if hasattr(value, "title") and isinstance(getattr(value, "title", None), dict)
    ]
    assert titles
    for title in titles:
        assert set(title) == {"en", "zh-hans", "zh-hant"}
        assert all(text.strip() for text in title.values())


def test_only_the_exact_engine_knows_the_solver() -> None:
    knows = [
        n
        for n in PRODUCT
        if re.search(r"^\s*(?:import|from) highspy", (ROOT / n).read_text(encoding="utf-8"), re.M)
    ]
    assert set(knows) <= {"src/diaopei/planning/exact.py"}


def test_the_checker_stands_on_the_snapshot_alone() -> None:
    checker = [name for name in PRODUCT if name.startswith("src/diaopei/checker")]
    rooms = {
        found
        for name in checker
        for found in re.findall(
            r"(?:from|import) diaopei\.(\w+)", (ROOT / name).read_text(encoding="utf-8")
        )
    }
    assert rooms <= {"snapshot", "errors", "checker"}


@pytest.mark.parametrize("name", names("changes/", suffix=".md"))
def test_a_changelog_fragment_is_short_and_of_a_known_kind(name: str) -> None:
    slug, kind, _ = Path(name).name.split(".")
    assert re.fullmatch(r"[a-z0-9-]+", slug)
    assert kind in FRAGMENT_KINDS
    assert 1 <= lines(name) <= 4


def test_changelog_kinds_are_those_the_release_notes_know() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known = [kind["directory"] for kind in settings["tool"]["towncrier"]["type"]]
    assert tuple(known) == FRAGMENT_KINDS


def test_decisions_are_numbered_without_gap_or_double() -> None:
    numbers = sorted(int(Path(n).name[:4]) for n in names("docs/decisions/0", suffix=".md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_trade_is_written_with_its_own_characters() -> None:
    converted = ("乾" + "部", "閱" + "曆", "阿" + "裏", "全" + "麵")
    texts = [n for n in tracked() if Path(n).suffix in {".py", ".yaml", ".md", ".html"}]
    wrong = [
        n for n in texts if any(w in (ROOT / n).read_text(encoding="utf-8") for w in converted)
    ]
    assert [name for name in wrong if not name.startswith("tests/io/")] == []


def test_links_of_the_front_pages_lead_somewhere() -> None:
    for page in ("README.md", "README.zh-Hans.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
        local = [link for link in links if "://" not in link]
        assert [link for link in local if not (ROOT / link).exists()] == []
