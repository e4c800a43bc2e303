"""Names of places where they stand in documents, with what each was taken for and what people decided of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, func, insert, or_, select

from noria.claims.model import PlaceMention
from noria.record.schema import document, toponym
from noria.values.decision import Decision, holding_in

_PART = 500  # names asked for at once: databases bound the number of parameters


class Toponyms:
    """Names of places in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._decoder = msgspec.json.Decoder(PlaceMention)

    def put(self, mentions: Sequence[PlaceMention]) -> None:
        """Take in the names of documents that are in the record. Footprints are left out: claims have them."""
        rows = [{"document": m.document, "start": m.span.start, "key": m.key, "place": m.place.id, "judgement": m.judgement,
                 "payload": msgspec.json.encode(replace(m, place=replace(m.place, footprint=None))).decode()} for m in mentions]
        if rows:
            self._connection.execute(insert(toponym), rows)

    def of(self, place: str | None = None, keys: Iterable[str] = ()) -> list[PlaceMention]:
        """Mentions that were taken for a place, and those left open that bear one of these folded names; in the order of documents and text."""
        wanted = toponym.c.key.in_(sorted(keys)) & toponym.c.place.is_(None)
        query = (select(toponym.c.payload).join(document).where(wanted if place is None else or_(toponym.c.place == place, wanted))
                 .order_by(document.c.file, document.c.entry, toponym.c.start))
        return [self._decoder.decode(payload) for payload in self._connection.execute(query).scalars()]

    def count(self, key: str, document_id: str | None = None) -> int:
        """How often a folded name stands, in all or in one document."""
        query = select(func.count()).select_from(toponym).where(toponym.c.key == key)
        if document_id is not None:
            query = query.where(toponym.c.document == document_id)
        return int(self._connection.execute(query).scalar_one())

    def keys(self) -> list[str]:
        """Every folded name, in order."""
        return list(self._connection.execute(select(toponym.c.key).distinct().order_by(toponym.c.key)).scalars())

    def outdated(self, decided: Sequence[Decision]) -> list[str]:
        """Files with a name that was read by other decisions than these: they are to be read again."""
        names = sorted({decision.key for decision in decided})
        parts = [names[first : first + _PART] for first in range(0, len(names), _PART)]
        query = select(document.c.file, toponym.c.document, toponym.c.key, toponym.c.judgement).distinct().join(document)
        rows = [*self._connection.execute(query.where(toponym.c.judgement.is_not(None))),
                *(row for part in parts for row in self._connection.execute(query.where(toponym.c.judgement.is_(None), toponym.c.key.in_(part))))]
        held = {id: holding_in(id, decided) for id in {row.document for row in rows}}
        return sorted({row.file for row in rows if row.judgement != ((found := held[row.document].get(row.key)) and found.judgement)})
