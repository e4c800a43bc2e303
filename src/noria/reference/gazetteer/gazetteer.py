"""The gazetteer: every table that knows places, asked by name.

The world default is compiled once and kept in the cache folder; tables of the user are compiled into the same folder under their
content, so a changed table is compiled anew. Nothing here decides between namesakes; `noria.reading.toponyms` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from noria.errors import BadGazetteer
from noria.reference.codebook import Codebook
from noria.reference.gazetteer.cache import cache_folder
from noria.reference.gazetteer.compiled import Table, open_table, open_world
from noria.reference.gazetteer.entry import AREAS, Entry
from noria.reference.gazetteer.index import Index
from noria.reference.gazetteer.join import joined
from noria.reference.gazetteer.match import How, Match
from noria.reference.gazetteer.names import acronym, light, likeness, loose, romanised, skeleton
from noria.reference.gazetteer.nearest import NearestCountry
from noria.reference.gazetteer.tables import site_entries
from noria.reference.gazetteer.theatre import Theatre

LIKE_IN_OWN_TABLES = 0.76  # measured on pairs of romanisations: true pairs lie above, chance pairs of one skeleton mostly below
LIKE_AT_HOME = 0.86
LIKE_OF_SHORT = 0.85
LIKE_WITHOUT_VOWELS = 0.8  # of a name in a script that does not write them, where all consonants are the same
LIKE_IN_THE_WORLD = 0.94
MOST_CANDIDATES = 64
_SHORTEST_BEGINNING = 3  # letters
_BORNE: tuple[How, float] = ("name", 1.0)
_ALSO_BORNE: tuple[How, float] = ("other name", 0.95)
_LOOSELY: tuple[tuple[How, float], ...] = (("but for the article", 0.92), ("but for the article", 0.97))  # by another name, by the main one
_DIVISIONS = frozenset({"admin1", "admin2"})
_MAIN_SHARE = 0.25  # a town with this share of a division's people goes by the division's name, whatever its own
_HOME_SHARE = 0.2  # a country with this share of an own table's rows is home


class Gazetteer:
    """Places by name. `own` are the dossier's tables and the codebook's sites, which stand before the `world`; `tables` the files of the former."""

    def __init__(self, own: Sequence[Index], world: Index, *, theatre: Theatre = Theatre(), tables: Sequence[Table] = ()) -> None:  # noqa: B008 - frozen
        self.own = tuple(own)
        self.world = world
        self.theatre = theatre
        self.tables = tuple(tables)
        self.home = _home(self.own, theatre)
        self._known: dict[str, bool] = {}
        self._matches: dict[str, tuple[Match, ...]] = {}

    @classmethod
    def open(cls, tables: Sequence[Path] = (), codebook: Codebook = Codebook(), *, theatre: Theatre = Theatre(),  # noqa: B008 - frozen
             cache: Path | None = None) -> Gazetteer:
        """The world, the user's `tables` and the codebook's sites.

        `theatre` is where the dossier plays; `cache` replaces the cache folder. Rows that cannot be used are in `problems`.
        Raises BadGazetteer where a whole table cannot be read, BadSetting where the cache folder cannot be written.
        """
        folder = cache_folder(cache)
        world = open_world(folder)
        sites = [Index.in_memory(NearestCountry(world).fill(site_entries(codebook.sites)), "codebook")] if codebook.sites else []
        opened = [open_table(folder, path, world) for path in tables]
        return cls([*sites, *(table.index for table in opened)], world, theatre=theatre, tables=opened)

    @property
    def problems(self) -> tuple[BadGazetteer, ...]:
        """The rows of the tables that could not be used."""
        return tuple(problem for table in self.tables for problem in table.problems)

    def tabled(self, name: str) -> bool:
        """Whether a place of the dossier's own tables bears this name."""
        key = light(name)
        return bool(key) and any(index.has(key) for index in self.own)

    def knows(self, name: str) -> bool:
        """Whether some place bears this name, forgiving case, accents, punctuation and article. "US" is known, "us" is not."""
        known = self._known.get(name)
        if known is None:
            folded = light(name)
            short = acronym(name)
            loosened = loose(folded)
            keys = [key for key in (short, folded, loosened, "~" + loosened) if key]
            known = self._known[name] = bool(folded) and any(index.has(key) for index in (*self.own, self.world) for key in keys)
        return known

    def is_country(self, name: str) -> bool:
        """Whether a name is above all a country's, spelled as the tables have it."""
        return self.knows(name) and (found := self.matches(name)) != () and found[0].entry.kind == "country"

    def candidates(self, name: str) -> list[Entry]:
        """The places that the name may mean, the dossier's own and the most populous first; romanisations are forgiven."""
        return [match.entry for match in self.matches(name)]

    def matches(self, name: str) -> tuple[Match, ...]:
        """As `candidates`, with how each was met. Kept, so asking again is cheap."""
        found = self._matches.get(name)
        if found is None:
            found = self._matches[name] = self._find(name)
        return found

    def entry(self, id: str) -> Entry | None:
        """The entry with this id, None where no table has it."""
        for index in (*self.own, self.world):
            if rows := index.rows("@" + id):
                return index.entry(rows[0])
        return None

    def alike(self, name: str, least: float) -> list[Match]:
        """Places of all tables whose name sounds at least so much like this one, 0..1."""
        folded = light(name)
        return [match for index in (*self.own, self.world) for match in self._sounding(index, folded, own=index is not self.world, least=least)]

    def beginning(self, name: str) -> list[Match]:
        """Places of all tables whose name begins so, the most populous of each table."""
        folded = light(name)
        if len(folded) < _SHORTEST_BEGINNING:
            return []
        return [Match(index.entry(row), "beginning", 0.5, index is not self.world)
                for index in (*self.own, self.world) for row in _foremost(index, index.beginning(folded))]

    def _find(self, name: str) -> tuple[Match, ...]:
        folded = light(name)
        if not folded:
            return ()
        keys = folded, loose(folded), acronym(name)
        own = [match for index in self.own for match in _bearing(index, *keys, own=True)]
        if self.own and all(match.entry.kind in AREAS for match in own):  # a unit's name is its main town's too, perhaps in another spelling
            met = {match.entry.id for match in own}
            own += [match for index in self.own for match in self._sounding(index, folded, own=True) if match.entry.id not in met]
        world = _bearing(self.world, *keys, own=False)
        if not world and not own:
            world = self._sounding(self.world, folded, own=False)
        found = _nested(joined([*own, *world]) if own else world)
        if len(found) > 1:
            found.sort(key=lambda match: (not match.own, -match.likeness, -match.entry.population, match.entry.id))
        return tuple(found[:MOST_CANDIDATES])

    def _sounding(self, index: Index, folded: str, *, own: bool, least: float | None = None) -> list[Match]:
        loosened = loose(romanised(folded))
        bones = skeleton(loosened)
        if bones is None or (not own and len(bones) < 3):
            return []
        if least is None and len(bones) < 3:  # many names have any two consonants
            least = LIKE_OF_SHORT
        out = []
        for row in _foremost(index, index.rows("#" + bones)):
            entry = index.entry(row)
            alike = max(likeness(loosened, loose(light(other))) for other in (entry.name, *entry.other_names) if other.isascii() or entry.name == other)
            if loosened != folded and len(bones) > 2 and not folded.isascii():
                alike = max(alike, LIKE_WITHOUT_VOWELS)
            if alike >= (least or (LIKE_IN_OWN_TABLES if own else LIKE_AT_HOME if entry.country in self.home else LIKE_IN_THE_WORLD)):
                out.append(Match(entry, "romanisation", round(alike * 0.9, 3), own))
        return out


def _bearing(index: Index, folded: str, loosened: str, short: str | None, *, own: bool) -> list[Match]:
    """The places of a table that bear the name, given by the keys that it is looked up under."""
    strict, further = index.marked(folded), index.marked("~" + loosened)
    if short is not None:
        strict += index.marked(short)
    if loosened != folded:
        further += index.marked(loosened)
    rows: dict[int, tuple[How, float]] = {row >> 1: _BORNE if row & 1 else _ALSO_BORNE for row in sorted(strict)}
    for row in sorted(further):
        if row >> 1 not in rows or rows[row >> 1] == _LOOSELY[0]:
            rows[row >> 1] = _LOOSELY[row & 1]
    return [Match(index.entry(row), how, likeness, own) for row in _foremost(index, list(rows)) for how, likeness in (rows[row],)]


def _foremost(index: Index, rows: list[int]) -> list[int]:
    if len(rows) <= MOST_CANDIDATES:
        return rows
    return sorted(rows, key=lambda row: (-int(index.population[row]), row))[:MOST_CANDIDATES]


def _nested(matches: list[Match]) -> list[Match]:
    divisions = [match.entry for match in matches if match.entry.kind in _DIVISIONS]
    if not divisions:
        return matches
    foremost = max(divisions, key=lambda entry: (entry.kind == "admin1", entry.population))
    holders = [division for division in divisions if division is foremost or division.kind == "admin1"]
    return [replace(match, nested=True) if match.entry.kind in {"populated place", "capital"} and any(
        holder.contains(match.entry) and (match.how == "name" or match.entry.population >= _MAIN_SHARE * holder.population) for holder in holders)
        else match for match in matches]


def _home(own: Sequence[Index], theatre: Theatre) -> frozenset[str]:
    home = set(theatre.countries)
    for index in own:
        codes, counts = np.unique(index.country, axis=0, return_counts=True)
        home |= {code.tobytes().decode() for code, count in zip(codes, counts, strict=True) if code[0] and count >= _HOME_SHARE * len(index)}
    return frozenset(home)
