"""What pages list, one page of it at a time: events by time, weight, place, party or words, places and parties with how often they are told of.

As in `derived.py`, results come back as the JSON texts they were given as.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, false, func, or_, select

from noria.record.derived import ORDER
from noria.record.claims import read_claims, select_claims
from noria.record.schema import casualty, claim, claim_place, claim_result, event, event_party, event_place, holding, metadata, problem
from noria.record.search import claims_with
from noria.claims.model import Claim
from noria.values.day import Day

_PART = 10_000  # ids in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsAsked:
    """Which events: those whose time holds the day, of the types, at a place or of a party (keys), told in these words, part of an operation."""

    on: Day | None = None
    types: frozenset[str] = frozenset()
    place: str | None = None
    party: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place by the id and the words that claims or events have for it, and how many there are. `key` is given by events alone."""

    id: str | None
    key: str | None
    name: str
    mention: str
    lat: float | None
    lon: float | None
    number: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of events and how many it is in."""

    key: str
    name: str
    side: str | None
    events: int


class Listing:
    """Pages of lists in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def number(self, table: str) -> int:
        """How many rows a table has."""
        return int(self._connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one())

    def events(self, asked: EventsAsked, first: int, number: int) -> list[str]:
        """`number` events from the one after `first`, in the order of time; undated ones last."""
        query = self._asked(select(event.c.payload), asked).order_by(event.c.start.is_(None), event.c.start, event.c.end, event.c.id)
        return list(self._connection.execute(query.offset(first).limit(number)).scalars())

    def number_of_events(self, asked: EventsAsked) -> int:
        return int(self._connection.execute(self._asked(select(func.count()).select_from(event), asked)).scalar_one())

    def weightiest(self, number: int) -> list[str]:
        """The events that most origins tell, then most accounts; of equals the later one first."""
        query = select(event.c.payload).order_by(event.c.origins.desc(), event.c.accounts.desc(), event.c.end.is_(None), event.c.end.desc(), event.c.id.desc())
        return list(self._connection.execute(query.limit(number)).scalars())

    def events_of(self, ids: Sequence[str]) -> list[str]:
        """The events of these ids, in the order of time."""
        found: list[Row[Any]] = []
        for first in range(0, len(ids), _PART):
            query = select(event.c.start, event.c.end, event.c.id, event.c.payload).where(event.c.id.in_(ids[first : first + _PART]))
            found += self._connection.execute(query)
        return [row.payload for row in sorted(found, key=lambda row: (row.start is None, row.start or 0, row.end or 0, row.id))]

    def ids_in_time(self, ids: Sequence[str]) -> list[str]:
        """Those of these ids that are events, in the order of time."""
        found: list[Row[Any]] = []
        for first in range(0, len(ids), _PART):
            found += self._connection.execute(select(event.c.start, event.c.end, event.c.id).where(event.c.id.in_(ids[first : first + _PART])))
        return [row.id for row in sorted(found, key=lambda row: (row.start is None, row.start or 0, row.end or 0, row.id))]

    def near(self, types: Collection[str], since: int, until: int) -> list[str]:
        """Events of these types that touch these days (numbers), or have no date."""
        query = select(event.c.payload).where(event.c.type.in_(types), or_(
            event.c.start.is_(None), (event.c.start <= until) & (event.c.end >= since))).order_by(event.c.start.is_(None), event.c.start, event.c.end, event.c.id)
        return list(self._connection.execute(query).scalars())

    def days(self) -> Iterator[tuple[int, int]]:
        """First and last day (numbers) of every dated event."""
        for row in self._connection.execute(select(event.c.start, event.c.end).where(event.c.start.is_not(None)).order_by(event.c.start, event.c.end)):
            yield row.start, row.end

    def holding_days(self) -> list[int]:
        """The first and the last of the days (numbers) on which a holding begins or ends."""
        found = self._connection.execute(select(func.min(holding.c.since), func.min(holding.c.until), func.max(holding.c.since), func.max(holding.c.until))).one()
        return [day for day in found if day is not None]

    def holders(self) -> set[str | None]:
        """Every side that holds a place at some time."""
        return set(self._connection.execute(select(holding.c.side).distinct()).scalars())

    def holdings_of(self, place: str) -> list[str]:
        """Who held a place, in the order of time."""
        return list(self._connection.execute(
            select(holding.c.payload).where(holding.c.place == place).order_by(holding.c.since.is_not(None), holding.c.since, holding.c.ordinal)).scalars())

    def event_places(self) -> list[PlaceRow]:
        """Every place of an event, with the number of events at it."""
        rows = self._connection.execute(select(
            event_place.c.key, func.min(event_place.c.place).label("place"), func.min(event_place.c.name).label("name"), func.max(event_place.c.lat).label("lat"),
            func.max(event_place.c.lon).label("lon"), func.count(event_place.c.event.distinct()).label("n")).group_by(event_place.c.key).order_by(event_place.c.key))
        return [PlaceRow(row.place, row.key, row.name, row.name, row.lat, row.lon, row.n) for row in rows]

    def claim_places(self) -> list[PlaceRow]:
        """Every place that a claim names as it was read, those left open by each of their names, with the number of claims."""
        columns = (func.min(claim_place.c.name).label("name"), func.max(claim_place.c.lat).label("lat"), func.max(claim_place.c.lon).label("lon"),
                   func.count(claim_place.c.claim.distinct()).label("n"))
        known = select(claim_place.c.place, func.min(claim_place.c.mention).label("mention"), *columns).where(
            claim_place.c.place.is_not(None)).group_by(claim_place.c.place).order_by(claim_place.c.place)
        open_ = select(claim_place.c.place, claim_place.c.mention, *columns).where(claim_place.c.place.is_(None)).group_by(
            claim_place.c.place, claim_place.c.mention).order_by(claim_place.c.mention)
        return [PlaceRow(row.place, None, row.name, row.mention, row.lat, row.lon, row.n) for query in (known, open_)
                for row in self._connection.execute(query)]

    def claims_at(self, id: str | None, mentions: Collection[str], here: Collection[str], gone: Collection[str], first: int, number: int) -> tuple[list[Claim], int]:
        """A page of the claims that name a place (by its id, or left open by one of these names), and how many there are in all.

        `here` are claims that name it by a correction, `gone` those that do so no more.
        """
        named = claim_place.c.place == id if id is not None else claim_place.c.place.is_(None) & claim_place.c.mention.in_(mentions)
        wanted = or_(claim.c.id.in_(select(claim_place.c.claim).where(named)) & claim.c.id.not_in(gone), claim.c.id.in_(here))
        total = int(self._connection.execute(select(func.count()).select_from(claim).where(wanted)).scalar_one())
        return list(read_claims(self._connection, select_claims().where(wanted).offset(first).limit(number))), total

    def parties(self) -> list[PartyRow]:
        """Every party of an event."""
        rows = self._connection.execute(select(
            event_party.c.key, func.min(event_party.c.name).label("name"), func.min(event_party.c.side).label("side"),
            func.count(event_party.c.event.distinct()).label("n")).group_by(event_party.c.key).order_by(event_party.c.key))
        return [PartyRow(row.key, row.name, row.side, row.n) for row in rows]

    def sentences(self, words: str, number: int) -> tuple[list[Claim], int]:
        """The first claims whose sentence holds all these words, in the order of documents, and how many there are."""
        found = claims_with(self._connection, words)
        if found is None:
            return [], 0
        inside = claim.c.id.in_(found)
        total = int(self._connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())
        return list(read_claims(self._connection, select_claims().where(inside).limit(number))), total

    def rows(self, table: str, first: int, number: int) -> list[str]:
        """A page of one table of results, in the order they were derived."""
        derived = metadata.tables[table]
        return list(self._connection.execute(select(derived.c.payload).order_by(*ORDER[table]).offset(first).limit(number)).scalars())

    def problems_of(self, rule: str) -> list[str]:
        """The problems of one rule, or with a point at its end of all whose names begin so."""
        of = problem.c.rule.startswith(rule, autoescape=True) if rule.endswith(".") else problem.c.rule == rule
        return list(self._connection.execute(select(problem.c.payload).where(of).order_by(*ORDER["problem"])).scalars())

    def lines(self, scope: str, first: int, number: int) -> tuple[list[str], int]:
        """A page of the casualty lines of one scope, those of events in the order of their time; and how many there are."""
        total = int(self._connection.execute(select(func.count()).select_from(casualty).where(casualty.c.scope == scope)).scalar_one())
        query = select(casualty.c.payload).where(casualty.c.scope == scope)
        if scope == "event":
            query = query.join(event, event.c.id == casualty.c.scope_id).order_by(event.c.start.is_(None), event.c.start, event.c.end, event.c.id, casualty.c.ordinal)
        else:
            query = query.order_by(*ORDER["casualty"])
        return list(self._connection.execute(query.offset(first).limit(number)).scalars()), total

    def lines_of(self, events: Sequence[str]) -> list[str]:
        """The casualty lines of these events, in the order they were derived."""
        found: list[Row[Any]] = []
        for first in range(0, len(events), _PART):
            query = select(casualty.c.scope_id, casualty.c.ordinal, casualty.c.payload).where(casualty.c.scope == "event", casualty.c.scope_id.in_(events[first : first + _PART]))
            found += self._connection.execute(query)
        return [row.payload for row in sorted(found, key=lambda row: (row.scope_id, row.ordinal))]

    def _asked(self, query: Select[Any], asked: EventsAsked) -> Select[Any]:
        if asked.on is not None:
            query = query.where(event.c.start <= asked.on.ordinal, event.c.end >= asked.on.ordinal)
        if asked.types:
            query = query.where(event.c.type.in_(asked.types))
        if asked.place is not None:
            query = query.where(event.c.id.in_(select(event_place.c.event).where(event_place.c.key == asked.place)))
        if asked.party is not None:
            query = query.where(event.c.id.in_(select(event_party.c.event).where(event_party.c.key == asked.party)))
        if asked.words is not None:
            query = query.where(self._told_in(asked.words))
        return query

    def _told_in(self, words: str) -> ColumnElement[bool]:
        found = claims_with(self._connection, words)
        if found is None:
            return false()
        told: Subquery = found.subquery()
        return event.c.id.in_(select(claim_result.c.event).where(claim_result.c.claim.in_(select(told.c.claim)), claim_result.c.event.is_not(None)))
