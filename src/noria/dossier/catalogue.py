"""What pages list of a dossier, asked of a record by its keys and a page at a time, never out of everything at once.

What the dossier holds today stands in its own record. What was known on a day is worked out anew and put into a record of its own in a
temporary folder, so that both are asked in the same way.
"""

from __future__ import annotations

import tempfile
import weakref
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from noria.claims.model import Claim, PlaceRef
from noria.derive.derive import Worked
from noria.derive.geography import place_key
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, PlaceKey, Problem, Results
from noria.derive.tolls.ledger import line_order
from noria.documents.model import Document, Metadata
from noria.dossier.results_codec import lines_of_everything, to_rows
from noria.record.documents import SourceState
from noria.record.listing import EventsAsked, Listing, PartyRow
from noria.record.store import Store
from noria.values.day import Day
from noria.values.folding import fold
from noria.values.interval import Interval
from noria.values.place import Point

T = TypeVar("T")
Result = TypeVar("Result", Event, Holding, CasualtyLine, Operation, Force, Problem)


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place with how many events happened at it and how many claims name it."""

    place: PlaceKey
    events: int
    claims: int


@dataclass(frozen=True)
class Catalogue:
    """The lists of one record."""

    store: Store

    @classmethod
    def of(cls, claims: Sequence[Claim], results: Results) -> Catalogue:
        """The lists of claims and results that stand in no record; the record made for them goes with the catalogue."""
        folder = tempfile.TemporaryDirectory(prefix="noria-")
        store = Store.fresh(Path(folder.name) / "noria.db")
        by_file: dict[str, dict[str, Document]] = defaultdict(dict)
        for told in (claim.document for claim in claims):
            by_file[told.file].setdefault(told.id, Document(id=told.id, file=told.file, text="", sha256="", meta=Metadata(), blocks=()))
        with store.writing() as record:
            for file, documents in sorted(by_file.items()):
                record.documents.put(SourceState(file, "", ""), list(documents.values()))
            record.claims.put(claims)
            record.derived.replace(to_rows(Worked(results=results)))
        made = cls(store)
        weakref.finalize(made, _forget, store, folder)
        return made

    def _ask(self, question: Callable[[Listing], T]) -> T:
        with self.store.reading() as record:
            return question(record.listing)

    def number(self, table: str) -> int:
        """How many claims, events, problems … there are."""
        return self._ask(lambda listing: listing.number(table))

    def events(self, asked: EventsAsked, first: int, number: int) -> tuple[list[Event], int]:
        """A page of the events asked for in the order of time, undated ones last, and how many there are in all."""
        return self._ask(lambda listing: (_read(listing.events(asked, first, number), Event), listing.number_of_events(asked)))

    def weightiest(self, number: int) -> list[Event]:
        """The events that most independent origins tell, then most accounts; of equals the later one first."""
        return self._ask(lambda listing: _read(listing.weightiest(number), Event))

    def events_of(self, ids: Sequence[str]) -> list[Event]:
        """The events of these ids, in the order of time."""
        return self._ask(lambda listing: _read(listing.events_of(ids), Event))

    def in_time(self, ids: Sequence[str]) -> list[str]:
        """Those of these ids that are events, in the order of time."""
        return self._ask(lambda listing: listing.ids_in_time(ids))

    def near(self, types: Collection[str], since: int, until: int) -> list[Event]:
        """Events of these types that touch these days (numbers) or have no date."""
        return self._ask(lambda listing: _read(listing.near(types, since, until), Event))

    def event(self, id: str) -> Event | None:
        return next(iter(self.events_of([id])), None)

    @cached_property
    def days(self) -> list[Interval]:
        """The times of all dated events, in order."""
        return self._ask(lambda listing: [Interval(Day.from_ordinal(start), Day.from_ordinal(end)) for start, end in listing.days()])

    @cached_property
    def span(self) -> Interval | None:
        """All days from the first dated event or holding to the last."""
        held = self._ask(Listing.holding_days)
        found = [*held, *(day.ordinal for time in self.days for day in (time.start, time.end))]
        return Interval(Day.from_ordinal(min(found)), Day.from_ordinal(max(found))) if found else None

    @cached_property
    def places(self) -> dict[str, PlaceTold]:
        """Every place that an event or a claim names, by key, in the order of names."""
        events, claims = self._ask(lambda listing: (listing.event_places(), listing.claim_places()))
        out: dict[str, PlaceTold] = {}
        for row in (*events, *claims):
            key = row.key or place_key(row.id, row.mention)
            point = Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
            had = out.get(key) or PlaceTold(PlaceKey(key, row.name, point), 0, 0)
            place = had.place if had.place.point is not None or point is None else PlaceKey(key, row.name, point)
            out[key] = PlaceTold(place, had.events + (row.number if row.key else 0), had.claims + (0 if row.key else row.number))
        return dict(sorted(out.items(), key=lambda item: (fold(item[1].place.name), item[0])))

    @cached_property
    def _mentions(self) -> dict[str, list[str]]:
        """The names under which each place left open stands, by its key."""
        found: dict[str, list[str]] = {}
        for row in self._ask(Listing.claim_places):
            if row.id is None:
                found.setdefault(place_key(None, row.mention), []).append(row.mention)
        return found

    def names_of(self, place: str) -> list[str]:
        """The names, as written, under which a place stands that was left open."""
        return self._mentions.get(place, [])

    def claims_at(self, place: str, here: Collection[str], gone: Collection[str], first: int, number: int) -> tuple[list[Claim], int]:
        """A page of the claims that name a place, and how many do; `here` are those that do by a correction, `gone` those that do no more."""
        mentions = self._mentions.get(place, ())
        return self._ask(lambda listing: listing.claims_at(None if mentions else place, mentions, here, gone, first, number))

    def naming(self, name: str) -> list[PlaceRef]:
        """The resolved places that claims mean by a name, or that have it as their own or as their id; one for each."""
        folded = fold(name)
        with self.store.reading() as record:
            refs = [place for claim in record.claims.naming({folded}) for place in claim.places if fold(place.mention) == folded]
        for id in (id for id, told in self.places.items() if name == id or fold(told.place.name) == folded):
            refs += [place for claim in self.claims_at(id, (), (), 0, 1)[0] for place in claim.places]
        return list({place.id: place for place in refs if place.id is not None and (
            place.id == name or folded in {fold(place.mention), fold(place.name or place.mention)})}.values())

    @cached_property
    def parties(self) -> list[PartyRow]:
        """Every party of an event, by key."""
        return self._ask(Listing.parties)

    @cached_property
    def holders(self) -> set[str | None]:
        """Every side that holds a place at some time."""
        return self._ask(Listing.holders)

    def holdings_of(self, place: str) -> list[Holding]:
        """Who held a place, in the order of time."""
        return self._ask(lambda listing: _read(listing.holdings_of(place), Holding))

    def sentences(self, words: str, number: int) -> tuple[list[Claim], int]:
        """The first claims whose sentence holds all these words, each as the beginning of a word, and how many there are."""
        return self._ask(lambda listing: listing.sentences(words, number))

    @cached_property
    def operations(self) -> dict[str, Operation]:
        with self.store.reading() as record:
            return {one.id: one for one in _read(record.derived.payloads("operation"), Operation)}

    @cached_property
    def forces(self) -> list[Force]:
        with self.store.reading() as record:
            return _read(record.derived.payloads("force"), Force)

    def problems(self, first: int, number: int) -> list[Problem]:
        return self._ask(lambda listing: _read(listing.rows("problem", first, number), Problem))

    def problems_of(self, rule: str) -> list[Problem]:
        """The problems of one rule, or with a point at its end of all whose names begin so."""
        return self._ask(lambda listing: _read(listing.problems_of(rule), Problem))

    def lines(self, scope: str, first: int = 0, number: int = 1_000_000) -> tuple[list[CasualtyLine], int]:
        """A page of the casualty lines of a scope, those of events in the order of time, and how many there are."""
        if scope == "all":
            with self.store.reading() as record:
                found = sorted(lines_of_everything(record.derived), key=line_order)
            return found[first : first + number], len(found)

        def ask(listing: Listing) -> tuple[list[CasualtyLine], int]:
            found, total = listing.lines(scope, first, number)
            return _read(found, CasualtyLine), total

        return self._ask(ask)

    def lines_of(self, events: Sequence[str]) -> list[CasualtyLine]:
        """The casualty lines of these events."""
        return self._ask(lambda listing: _read(listing.lines_of(events), CasualtyLine))

    def line_of(self, scope: str, id: str) -> list[CasualtyLine]:
        """The casualty lines of one event or operation."""
        with self.store.reading() as record:
            return _read(record.derived.casualties(scope, id), CasualtyLine)


def _read(payloads: Iterable[str], kind: type[Result]) -> list[Result]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(payload) for payload in payloads]


def _forget(store: Store, folder: tempfile.TemporaryDirectory[str]) -> None:
    store.close()
    folder.cleanup()
