"""Tables of cases: a short text and the claims that a careful reader finds in it, in TOML (`docs/commands.md`, noria check)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from noria.claims.check import Expected, Figure
from noria.documents.metadata import with_origin
from noria.documents.model import Document
from noria.documents.read import read_text
from noria.errors import BadCase, NoriaError
from noria.values.day import Day
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES

KNOWN_FAILURES = "known_failures.txt"
_CLAIM_KEYS = frozenset(field.name for field in fields(Expected))
_NAME_LISTS = ("actors", "targets", "places", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and all the claims it makes. `tables` are the place tables that its file names."""

    id: str
    text: str
    published: Day | None = None
    kind: str | None = None
    claims: tuple[Expected, ...] = ()
    tables: tuple[Path, ...] = ()

    def document(self) -> Document:
        """The text as it is read; nothing but the case says what is known of it."""
        return read_text(self.text, file=self.id, given=with_origin("option", published=self.published, kind=self.kind))


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file in their order. Raises BadCase where something in it is not a case, OSError where it cannot be opened."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCase(f"not a table of cases: {error}", file=path) from error
    _keys(data, {"case", "gazetteer"}, "the file", path)
    tables = tuple(path.parent / name for name in data.get("gazetteer", []))
    cases = tuple(_cases(data.get("case", []), tables, path))
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise BadCase(f"the id {case.id} is given twice", file=path)
        seen.add(case.id)
    return cases


def known_failures(path: Path) -> frozenset[str]:
    """The ids listed in a file, one a line, or none where there is no such file; what follows a # is a remark."""
    if not path.exists():
        return frozenset()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)


def _cases(tables: list[dict[str, Any]], places: tuple[Path, ...], path: Path) -> Iterator[Case]:
    for number, table in enumerate(tables, 1):
        name = str(table.get("id", f"case {number}"))
        try:
            yield _case(table, places)
        except (BadCase, KeyError, TypeError, AttributeError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise BadCase(f"{name}: {reason}", file=path) from error
        except NoriaError as error:
            raise BadCase(f"{name}: {error.message}", file=path) from error


def _case(table: dict[str, Any], places: tuple[Path, ...]) -> Case:
    _keys(table, {"id", "text", "published", "kind", "claims"}, "a case")
    return Case(id=table["id"], text=table["text"], published=_day(table.get("published")), kind=table.get("kind"),
                claims=tuple(_expected(claim) for claim in table.get("claims", [])), tables=places)


def _expected(table: dict[str, Any]) -> Expected:
    _keys(table, _CLAIM_KEYS, "a claim")
    if table["type"] not in CLAIM_TYPES:
        raise BadCase(f"{table['type']!r} is no type of claim; the types are {', '.join(CLAIM_TYPES)}")
    if (factuality := table.get("factuality")) is not None and factuality not in FACTUALITIES:
        raise BadCase(f"{factuality!r} is no factuality; there are {', '.join(FACTUALITIES)}")
    for key in _NAME_LISTS:
        if not isinstance(table.get(key, []), list):
            raise BadCase(f"{key} must be a list of names")
    lists = {key: tuple(table[key]) for key in _NAME_LISTS if key in table}
    counts = tuple(_figure(count) for count in table["counts"]) if "counts" in table else None
    return Expected(type=table["type"], factuality=factuality, start=_day(table.get("start")), end=_day(table.get("end")), counts=counts,
                    optional=table.get("optional", False), **lists)


def _figure(table: dict[str, Any]) -> Figure:
    _keys(table, {"measure", "low", "high"}, "a count")
    return Figure(table["measure"], table.get("low"), table.get("high"))


def _day(text: str | None) -> Day | None:
    return Day.parse(text) if text is not None else None


def _keys(table: Mapping[str, Any], known: set[str] | frozenset[str], what: str, path: Path | None = None) -> None:
    if unknown := sorted(set(table) - known):
        raise BadCase(f"{what} has no key {unknown[0]!r}; it may have {', '.join(sorted(known))}", file=path)
