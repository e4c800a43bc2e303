"""The codebook: what the user knows of one conflict's actors, sides, sources and sites. Data, not code.

`codebook.toml` holds `[[side]]`, `[[actor]]`, `[[source]]` and `[[place]]` tables; the keys allowed are the fields of the
dataclasses below, any other key is refused with its name. Names match without case, article, accents and punctuation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from noria.errors import BadCodebook
from noria.values.folding import fold as fold  # noqa: PLC0414 - names are folded where names are looked up

Entry = TypeVar("Entry", "Side", "Actor", "Source", "Site")
Named = TypeVar("Named", bound="Actor | Source")
PEOPLE = frozenset({"person", "journalist", "aid worker", "health worker", "civilian"})  # kinds of actor that are one person


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to the conflict, as maps colour it."""

    id: str
    name: str
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A force, group, state, person or population. `part_of` is the id of the force above it; `country` an ISO 3166 code.

    `acled` and `ucdp` are the names that ACLED and UCDP have for it, `ucdp_id` its number in UCDP's actor list, where the user knows them.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    side: str | None = None
    kind: str | None = None
    part_of: str | None = None
    country: str | None = None
    acled: str | None = None
    ucdp: str | None = None
    ucdp_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who reports: a monitor, an agency, an office. `affiliation` is the id of the side it speaks for, if any.

    `interests` are ids of sides or actors whose good name it is known to favour without speaking for them; `scale` is ACLED's `source_scale`.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    affiliation: str | None = None
    interests: tuple[str, ...] = ()
    scale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place no gazetteer has: a base, a bridge, a hill."""

    id: str
    name: str
    lat: float
    lon: float
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    inside: str | None = None


@dataclass(frozen=True)
class Codebook:
    """All of it, with look-ups by any name. An empty codebook knows nobody."""

    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    sites: tuple[Site, ...] = ()

    @cached_property
    def _actors_by_name(self) -> Mapping[str, Actor]:
        return _by_name(self.actors)

    @cached_property
    def _sources_by_name(self) -> Mapping[str, Source]:
        return _by_name(self.sources)

    @cached_property
    def _actors_by_id(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    def actor(self, name: str) -> Actor | None:
        """The actor known by exactly this name, folded."""
        return self._actors_by_name.get(fold(name))

    def source(self, name: str) -> Source | None:
        """The source known by exactly this name, folded."""
        return self._sources_by_name.get(fold(name))

    def actor_by_id(self, id: str) -> Actor | None:
        return self._actors_by_id.get(id)

    def side_of(self, actor_id: str) -> str | None:
        """The side of an actor, its own or that of the nearest force above it."""
        seen: set[str] = set()
        actor = self.actor_by_id(actor_id)
        while actor is not None and actor.id not in seen:
            if actor.side is not None:
                return actor.side
            seen.add(actor.id)
            actor = self.actor_by_id(actor.part_of) if actor.part_of else None
        return None

    def names(self) -> Iterator[str]:
        """Every name of every actor, source and site, as written."""
        for entries in (self.actors, self.sources, self.sites):
            for entry in entries:
                yield entry.name
                yield from entry.other_names


def load_codebook(path: Path) -> Codebook:
    """Read `codebook.toml`. Raises BadCodebook naming the table and key that cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadCodebook("there is no such codebook", file=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadCodebook(f"not valid TOML: {error}", file=path, line=int(line[1]) if line else None) from error
    unknown = sorted(set(data) - {"side", "actor", "source", "place"})
    if unknown:
        raise BadCodebook(f"unknown table [[{unknown[0]}]]; a codebook holds side, actor, source and place", file=path)
    book = Codebook(
        sides=_entries(Side, data.get("side", []), "side", path),
        actors=_entries(Actor, data.get("actor", []), "actor", path),
        sources=_entries(Source, data.get("source", []), "source", path),
        sites=_entries(Site, data.get("place", []), "place", path))
    _check_references(book, path)
    return book


def _entries(kind: type[Entry], rows: list[dict[str, Any]], table: str, path: Path) -> tuple[Entry, ...]:
    allowed = {f.name for f in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING}
    out: list[Entry] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where = f"[[{table}]] number {number} ({row.get('id') or row.get('name') or 'no id'})"
        if unknown := sorted(set(row) - allowed):
            raise BadCodebook(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(allowed))}", file=path)
        if missing := sorted(needed - set(row)):
            raise BadCodebook(f"{where}: {missing[0]!r} is missing", file=path)
        if row["id"] in seen:
            raise BadCodebook(f"{where}: the id is used twice", file=path)
        seen.add(row["id"])
        values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        out.append(kind(**values))
    return tuple(out)


def _check_references(book: Codebook, path: Path) -> None:
    sides, actors = {side.id for side in book.sides}, {actor.id for actor in book.actors}
    for actor in book.actors:
        if actor.side is not None and actor.side not in sides:
            raise BadCodebook(f"actor {actor.id!r}: no [[side]] has the id {actor.side!r}", file=path)
        if actor.part_of is not None and actor.part_of not in actors:
            raise BadCodebook(f"actor {actor.id!r}: no [[actor]] has the id {actor.part_of!r}", file=path)
    for source in book.sources:
        if source.affiliation is not None and source.affiliation not in sides:
            raise BadCodebook(f"source {source.id!r}: no [[side]] has the id {source.affiliation!r}", file=path)
        if unknown := sorted(set(source.interests) - sides - actors):
            raise BadCodebook(f"source {source.id!r}: no [[side]] or [[actor]] has the id {unknown[0]!r}", file=path)


def _by_name(entries: Iterable[Named]) -> dict[str, Named]:
    index: dict[str, Named] = {}
    for entry in entries:
        for name in (entry.name, *entry.other_names):
            index.setdefault(fold(name), entry)
    return index
