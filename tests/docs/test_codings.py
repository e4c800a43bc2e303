"""`docs/codings.md` against the code: every column and rule of every codebook, and no other."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from noria.views.codings import CODEBOOKS
from noria.views.codings.people import KINDS
from noria.views.export.coded import RULES_COLUMNS, UNCODED_COLUMNS

TEXT = (Path(__file__).parents[2] / "docs" / "codings.md").read_text(encoding="utf-8")


def section(title):
    return re.split(r"\n## ", TEXT.split(f"\n## {title}\n", 1)[1])[0]


@pytest.mark.parametrize("name", list(CODEBOOKS))
def test_columns_and_rules(name):
    book = CODEBOOKS[name]
    text = section(book.title)
    line = next(line for line in text.splitlines() if line.startswith("Columns: "))
    assert re.findall(r"`([^`]+)`", line) == list(book.columns)
    rules = dict(re.findall(r"^\| `([\w.-]+)` \| ([^`|].*) \|$", text, re.MULTILINE))
    assert rules == dict(book.rules)


@pytest.mark.parametrize("name", list(CODEBOOKS))
def test_every_column_has_the_rules_that_make_it(name):
    book = CODEBOOKS[name]
    made: dict[str, str] = {}
    for columns, rule in re.findall(r"^\| (.+) \| `([\w.*-]+)` \|$", section(book.title), re.MULTILINE):
        named = re.findall(r"`([^`]+)`", columns)
        if "…" in columns:
            first, last = map(book.columns.index, named)
            named = [column for column in book.columns[first : last + 2] if column.endswith(named[0][-4:])]
        made |= dict.fromkeys(named, rule)
        assert any(fnmatch(one, rule) for one in book.rules), rule
    assert set(made) == set(book.columns)


def test_kinds_and_sidecars():
    assert set(KINDS) <= set(re.findall(r"`([^`]+)`", section("What the codebook of a dossier gives")))
    files = section("Files")
    for columns in (RULES_COLUMNS, UNCODED_COLUMNS):
        assert ", ".join(f"`{column}`" for column in columns) in files
