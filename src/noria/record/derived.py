"""What was derived from the claims, as rows. It can always be rebuilt: it is replaced whole, or the rows of single keys are.

The record does not know the shapes of results (they belong to a room above): it keeps each as JSON text beside the columns
by which it is looked up. `Rows` maps a table of `TABLES` to its rows, each row a dict by column name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, insert, or_, select, update

from noria.record.schema import (
    bucket,
    casualty,
    claim_result,
    event,
    event_party,
    event_place,
    force,
    holding,
    metadata,
    operation,
    origin,
    problem,
    shelf,
    tally,
    testimony,
)
from noria.values.day import Day

ResultRow = Row[*tuple[Any, ...]]
Rows = Mapping[str, Iterable[Mapping[str, Any]]]

_CHUNK = 10_000
_AT_ONCE = 500  # keys asked for in one question: databases bound the number of parameters

TABLES: tuple[str, ...] = tuple(table.name for table in (
    event, event_place, event_party, claim_result, shelf, bucket, origin, tally, testimony, holding, casualty, operation, force, problem))

# In which results are given back.
ORDER: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "event": (event.c.start.is_(None), event.c.start, event.c.id), "holding": (holding.c.place, holding.c.ordinal),
    "casualty": (casualty.c.scope, casualty.c.scope_id, casualty.c.part, casualty.c.ordinal), "operation": (operation.c.id,),
    "force": (force.c.ordinal,), "problem": (problem.c.rule, problem.c.rank)}


class Derived:
    """Derived results in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, rows: Rows) -> None:
        """Put `rows` in place of all that was derived before."""
        self.clear()
        self.put(rows)

    def put(self, rows: Rows) -> None:
        """Add rows."""
        for name in TABLES:
            wanted = iter(rows.get(name, ()))
            while chunk := list(islice(wanted, _CHUNK)):
                self._connection.execute(insert(metadata.tables[name]), chunk)

    def clear(self) -> None:
        """Forget all that was derived."""
        for name in reversed(TABLES):
            self._connection.execute(delete(metadata.tables[name]))

    def drop(self, name: str, **keys: Collection[Any]) -> None:
        """Forget the rows of a table whose columns have one of these values each; the first column's values may be many."""
        table = metadata.tables[name]
        (column, values), *more = keys.items()
        for part in _parted(values):
            self._connection.execute(delete(table).where(table.c[column].in_(part), *(table.c[key].in_(list(held)) for key, held in more)))

    def drop_from(self, place: str, ordinal: int) -> None:
        """Forget the holdings of a place from one on."""
        self._connection.execute(delete(holding).where(holding.c.place == place, holding.c.ordinal >= ordinal))

    def set_part(self, parts: Mapping[str, str | None]) -> None:
        """Say of events in which part of the ledger of everything their figures are."""
        if parts:
            self._connection.execute(update(event).where(event.c.id == bindparam("of")).values(part=bindparam("to")),
                                     [{"of": id, "to": part} for id, part in parts.items()])

    def count(self, changes: Mapping[tuple[str, str, str], float]) -> None:
        """Add to counts, by kind, key and item; those that come to nothing go."""
        keys = {entry[1] for entry in changes}
        held = {(row.kind, row.key, row.item): row.number for row in self.rows("tally", ("kind", "key", "item", "number"), key=keys)
                if (row.kind, row.key, row.item) in changes}
        rows = [{"kind": kind, "key": key, "item": item, "number": held.get((kind, key, item), 0) + number}
                for (kind, key, item), number in changes.items() if number]
        if rows:
            self._connection.execute(delete(tally).where(tally.c.kind == bindparam("of"), tally.c.key == bindparam("by"), tally.c.item == bindparam("at")),
                                     [{"of": row["kind"], "by": row["key"], "at": row["item"]} for row in rows])
        if kept := [row for row in rows if row["number"]]:
            self._connection.execute(insert(tally), kept)

    def rows(self, name: str, columns: Sequence[str], **keys: Collection[Any]) -> Iterator[ResultRow]:
        """Some columns of the rows of a table whose columns have one of these values each; the first column's values may be many."""
        table = metadata.tables[name]
        query = select(*(table.c[column] for column in columns))
        if not keys:
            yield from self._connection.execute(query)
            return
        (first, values), *more = keys.items()
        for part in _parted(values):
            yield from self._connection.execute(query.where(table.c[first].in_(part), *(table.c[key].in_(list(held)) for key, held in more)))

    def around(self, first: int, last: int, longest: int) -> Iterator[ResultRow]:
        """The standings of claims with a day from `first` to `last`; none lasts longer than so many days."""
        yield from self._connection.execute(select(claim_result.c.standing).where(
            claim_result.c.start.between(first - longest, last), claim_result.c.end >= first))

    def within(self, first: int, last: int, places: Collection[str] | None = None) -> Iterator[ResultRow]:
        """The ids of events whose days lie within these, with the ids of their places; of events at one of some places alone."""
        query: Select[Any] = (select(event.c.id, event_place.c.place).outerjoin(event_place, event_place.c.event == event.c.id)
                              .where(event.c.start >= first, event.c.start <= last, event.c.end <= last))
        if places is None:
            yield from self._connection.execute(query)
            return
        at = select(event_place.c.event)
        for part in _parted(places):
            yield from self._connection.execute(query.where(event.c.id.in_(at.where(event_place.c.place.in_(part)))))

    def reckoned(self, first: int, last: int, longest: int) -> Iterator[ResultRow]:
        """The ids and parts of the events that have figures in the ledger of everything and one of their first days, so many and one, from `first` to `last`."""
        yield from self._connection.execute(select(event.c.id, event.c.part).where(
            event.c.start.between(first - longest, last), event.c.end >= first, event.c.part.is_not(None)))

    def excerpts(self) -> dict[str, str]:
        """Of each document that is an excerpt of another, that other."""
        return {row.document: row.above for row in self._connection.execute(select(origin.c.document, origin.c.above).where(origin.c.above.is_not(None)))}

    def parties(self) -> dict[tuple[str, str, str], float]:
        """How often sides are called by names."""
        return {(row.kind, row.key, row.item): row.number for row in self.rows("tally", ("kind", "key", "item", "number"), kind=["party"])}

    def reckons_undated(self) -> bool:
        """Whether an event without a day has figures in the ledger of everything."""
        return self._connection.execute(select(event.c.id).where(event.c.start.is_(None), event.c.part.is_not(None)).limit(1)).first() is not None

    def testimony(self, place: str, since: int | None = None) -> Iterator[ResultRow]:
        """What claims say of who holds a place, of a day or later days alone, in the order of claims: claim, JSON text, event of the claim."""
        query = (select(testimony.c.claim, testimony.c.payload, claim_result.c.event)
                 .outerjoin(claim_result, claim_result.c.claim == testimony.c.claim)
                 .where(testimony.c.place == place).order_by(testimony.c.claim, testimony.c.ordinal))
        yield from self._connection.execute(query if since is None else query.where(testimony.c.day >= since))

    def payloads(self, name: str) -> list[str]:
        """The JSON texts of one table of results, in their order."""
        return list(self._connection.execute(select(metadata.tables[name].c.payload).order_by(*ORDER[name])).scalars())

    def payload(self, name: str, id: str) -> str | None:
        """The JSON text of one event, operation or force; None where there is none of this id."""
        table = metadata.tables[name]
        return self._connection.execute(select(table.c.payload).where(table.c.id == id)).scalar_one_or_none()

    def holdings(self, on: Day) -> list[str]:
        """The JSON texts of the holdings that contain the day, one a place at most, in the order of places."""
        return list(self._connection.execute(
            select(holding.c.payload).where(or_(holding.c.since.is_(None), holding.c.since <= on.ordinal),
                                            or_(holding.c.until.is_(None), holding.c.until >= on.ordinal)).order_by(holding.c.place)).scalars())

    def casualties(self, scope: str, id: str) -> list[str]:
        """The JSON texts of the casualty lines of one event or operation."""
        return list(self._connection.execute(select(casualty.c.payload).where(casualty.c.scope == scope, casualty.c.scope_id == id)
                                             .order_by(casualty.c.part, casualty.c.ordinal)).scalars())

    def of_claims(self, column: str) -> dict[str, str]:
        """The `event` or `origin` of every claim that has one, by claim id, in the order of ids."""
        value = claim_result.c[column]
        rows = self._connection.execute(select(claim_result.c.claim, value).where(value.is_not(None)).order_by(claim_result.c.claim))
        return {row[0]: row[1] for row in rows}


def _parted(values: Collection[Any]) -> Iterator[list[Any]]:
    wanted = iter(sorted(values))
    while part := list(islice(wanted, _AT_ONCE)):
        yield part
