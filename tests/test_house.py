"""Our conventions: each is a test here, or it is not one."""

import ast
import re
import statistics
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    "planning.goals", "planning.mechanisms", "reporting.reports", "screening.kinds",
    "snapshot.checks",
)  # fmt: skip
TITLED = [
    (folder, path.stem)
    for folder in PLUGIN_FOLDERS
    for path in sorted((SOURCE / folder.replace(".", "/")).glob("*.py"))
    if path.stem != "__init__" and folder != "snapshot.checks"
]


def offenders(files: Iterable[str], wrong: Callable[[str], Sequence[object]]) -> dict[str, object]:
    """What is wrong, by file; nothing where all is well."""
    return {name: found for name in files if (found := wrong(name))}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_file_is_over_400_lines() -> None:
    assert {name: lines(name) for name in CODE if lines(name) > 400} == {}


def test_the_median_file_has_at_most_90_lines() -> None:
    assert statistics.median(lines(name) for name in PRODUCT) <= 90


def test_no_function_is_over_60_lines() -> None:
    assert offenders(CODE, lambda n: [f.name for f in functions(n) if span(f) > 60]) == {}


def test_the_median_function_has_at_most_9_lines() -> None:
    assert statistics.median(span(f) for name in PRODUCT for f in functions(name)) <= 9


def size(function: Function) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return len([arg for arg in named if arg.arg not in ("self", "cls")])


def test_no_function_of_the_core_takes_more_than_five_arguments() -> None:
    assert offenders(CORE, lambda n: [f.name for f in functions(n) if size(f) > 5]) == {}


def test_the_core_asks_no_clock_and_prints_nothing() -> None:
    clocks = ("today", "now", "utcnow", "localtime", "gmtime", "time_ns")
    words = (*clocks, "print", "input", "breakpoint")
    assert offenders(CORE, lambda n: [word for word in words if calls(n, word)]) == {}


def is_loose_join(call: ast.Call) -> bool:
    """A join on keys that does not say what it expects, where it could match too much."""
    harmless = any(
        given.arg == "how" and getattr(given.value, "value", "") in ("semi", "anti", "cross")
        for given in call.keywords
    )
    is_table = says(call, "on") or says(call, "left_on")
    return is_table and not says(call, "validate") and not harmless


def test_every_join_says_what_it_expects() -> None:
    loose = offenders(CORE, lambda n: [c.lineno for c in calls(n, "join") if is_loose_join(c)])
    assert loose == {}


def test_every_group_keeps_its_order() -> None:
    def loose(name: str) -> list[int]:
        return [c.lineno for c in calls(name, "group_by") if not says(c, "maintain_order")]

    assert offenders(PRODUCT, loose) == {}


def swallows(name: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]


def test_no_error_is_swallowed() -> None:
    assert offenders(PRODUCT, swallows) == {}


def test_nothing_is_left_to_do() -> None:
    left = re.compile(r"#\s*(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    assert offenders(PRODUCT, lambda n: left.findall(text_of(n))) == {}


def test_no_test_is_skipped_or_mocked() -> None:
    skips = re.compile(
        r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail|importorskip)\(|unittest\.mock|MagicMock"
    )
    others = [name for name in names("tests/") if name != "tests/test_house.py"]
    assert offenders(others, lambda n: skips.findall(text_of(n))) == {}


TEXTS = [name for name in tracked() if Path(name).suffix in TEXT_SUFFIXES]


def test_no_file_names_a_machine() -> None:
    paths = re.compile(r"(?<![\w.])/(?:work|root|tmp|home)/\w")
    told = [name for name in TEXTS if not name.startswith("tests/")]
    assert offenders(told, lambda n: paths.findall(text_of(n))) == {}


def test_no_file_names_a_registry_host() -> None:
    parts = (("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"))
    hosts = re.compile("|".join(rf"{a}\.{b}" for a, b in parts))
    assert offenders(TEXTS, lambda n: hosts.findall(text_of(n))) == {}


def test_rooms_have_names_of_the_trade() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "core", "services", "managers", "misc"}
    assert [name for name in PRODUCT if vague & set(Path(name).with_suffix("").parts)] == []


def test_every_module_and_public_function_says_what_it_is() -> None:
    def silent(name: str) -> list[str]:
        module = [] if ast.get_docstring(tree(name)) else ["(module)"]
        public = [
            node
            for node in tree(name).body
            if isinstance(node, Function | ast.ClassDef) and node.name[0] != "_"
        ]
        return module + [node.name for node in public if not ast.get_docstring(node)]

    assert offenders(PRODUCT, silent) == {}


@pytest.mark.parametrize(("folder", "name"), TITLED)
def test_every_plug_in_has_a_title_in_three_languages(folder: str, name: str) -> None:
    values = vars(import_module(f"diaopei.{folder}.{name}")).values()
    titles = [v.title for v in values if isinstance(getattr(v, "title", None), Mapping)]
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
    checker = names("src/diaopei/checker")
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
