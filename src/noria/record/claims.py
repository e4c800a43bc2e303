"""Claims, refusals and the facts of infoboxes. What is read back comes in the order of documents, then of the text, then of ids."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from noria.claims.infobox_facts import InfoboxFacts, facts_from_json, facts_to_json
from noria.claims.json_form import from_json, to_json
from noria.claims.model import Claim, Refusal
from noria.errors import RecordBroken
from noria.record.changed import note_changed, note_infobox
from noria.record.schema import changed, claim, claim_actor, claim_place, claim_result, document, infobox, refusal
from noria.record.search import put_sentences
from noria.values.day import Day
from noria.values.folding import fold
from noria.values.span import Span


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PART = 500  # keys in one question of many
_ASKED_AT_ONCE = 10_000  # ids in one question; beyond, reading all is no slower, and a database takes no more than 32,766


class _Quote(msgspec.Struct):
    quote: str


class _Quoting(msgspec.Struct):
    """A claim's JSON text, of which nothing but the quote is read."""

    evidence: _Quote


_quoting = msgspec.json.Decoder(_Quoting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the record holds, in numbers. Open places and times are those that a claim names or needs and nobody could resolve.

    `refused_by` has the rules that refused sentences, with how many, the most frequent first.
    """

    documents: int
    claims: int
    refusals: int
    places_open: int
    times_open: int
    refused_by: tuple[tuple[str, int], ...]


class Claims:
    """Claims, refusals and infobox facts in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, claims: Sequence[Claim]) -> None:
        """Take in claims of documents that are in the record. Raises RecordBroken where an id is taken or a document missing."""
        if not claims:
            return
        try:
            self._connection.execute(insert(claim), [_row(c) for c in claims])
        except IntegrityError as error:
            raise RecordBroken(f"claims that cannot be kept, their ids are not their own or their document is missing: {error.orig}",
                               file=claims[0].document.file) from error
        note_changed(self._connection, claim.c.document.in_({c.document.id for c in claims}), None)
        places = [{"claim": c.id, "ordinal": i, "place": p.id, "name": p.name or p.mention, "mention": p.mention,
                   "lat": p.point.lat if p.point else None, "lon": p.point.lon if p.point else None}
                  for c in claims for i, p in enumerate(c.places)]
        actors = [{"claim": c.id, "role": role, "ordinal": i, "actor": a.id, "name": a.name or a.mention}
                  for c in claims for role, people in (("actor", c.actors), ("target", c.targets)) for i, a in enumerate(people)]
        if places:
            self._connection.execute(insert(claim_place), places)
        if actors:
            self._connection.execute(insert(claim_actor), actors)
        put_sentences(self._connection, claims)

    def put_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Take in the refusals of documents; call it once a document, it numbers them in the order given."""
        numbers: dict[str, int] = {}
        rows = []
        for r in refusals:
            numbers[r.document] = number = numbers.get(r.document, -1) + 1
            rows.append({"document": r.document, "ordinal": number, "start": r.span.start, "end": r.span.end, "quote": r.quote,
                         "reason": r.reason, "rule": r.rule})
        if rows:
            self._connection.execute(insert(refusal), rows)

    def put_facts(self, facts: Sequence[InfoboxFacts]) -> None:
        """Take in infoboxes, one a document at most."""
        if facts:
            note_infobox(self._connection)
            self._connection.execute(insert(infobox), [{"document": f.document.id, "payload": _json(facts_to_json(f))} for f in facts])

    def get(self, id: str) -> Claim | None:
        """One claim, with the event it belongs to."""
        return next(self._read(select_claims().where(claim.c.id == id)), None)

    def of(self, *, document_id: str | None = None, published_by: Day | None = None, event: str | None = None,
           ids: Sequence[str] | None = None) -> list[Claim]:
        """Claims with the event each belongs to; of one document, of documents published by a day, of one event, or of these ids."""
        query = select_claims()
        if ids is not None and len(ids) <= _ASKED_AT_ONCE:
            query = query.where(claim.c.id.in_(ids))
        if event is not None:
            query = query.where(claim_result.c.event == event)
        if document_id is not None:
            query = query.where(claim.c.document == document_id)
        if published_by is not None:
            query = query.where(document.c.published <= published_by.ordinal)
        if ids is not None and len(ids) > _ASKED_AT_ONCE:
            wanted = set(ids)
            return [found for found in self._read(query) if found.id in wanted]
        return list(self._read(query))

    def in_files(self, files: Collection[str]) -> list[Claim]:
        """All claims of the documents of these files."""
        return [one for file in sorted(files) for one in self._read(select_claims().where(document.c.file == file))]

    def naming(self, names: Collection[str]) -> list[Claim]:
        """All claims that name a place in one of these words, folded."""
        mentions = [mention for mention in self._connection.execute(select(claim_place.c.mention).distinct()).scalars() if fold(mention) in names]
        named = select(claim_place.c.claim).where(claim_place.c.mention.in_(mentions))
        return list(self._read(select_claims().where(claim.c.id.in_(named))))

    def changed(self) -> dict[str, Claim | None]:
        """What came or went since results were derived: by id each claim that they rest on, None for a new one. INFOBOX stands for any infobox."""
        rows = self._connection.execute(select(changed.c.claim, changed.c.was))
        return {row.claim: from_json(msgspec.json.decode(row.was)) if row.was is not None else None for row in rows}

    def settled(self) -> None:
        """Results stand for all claims there are."""
        self._connection.execute(delete(changed))

    def read(self, *, ids: Collection[str] | None = None, documents: Collection[str] | None = None) -> list[Claim]:
        """Claims as they were read, without their events, in any order: of these ids, or of these documents."""
        out = []
        for column, values in ((claim.c.id, ids or ()), (claim.c.document, documents or ())):
            wanted = sorted(values)
            for first in range(0, len(wanted), _PART):
                found = self._connection.execute(select(claim.c.payload).where(column.in_(wanted[first : first + _PART]))).scalars()
                out += [from_json(msgspec.json.decode(payload)) for payload in found]
        return out

    def quotes(self, ids: Collection[str]) -> dict[str, str]:
        """The quotes of these claims, by id."""
        wanted, out = sorted(ids), dict[str, str]()
        for first in range(0, len(wanted), _PART):
            found = self._connection.execute(select(claim.c.id, claim.c.payload).where(claim.c.id.in_(wanted[first : first + _PART])))
            out |= {row.id: _quoting.decode(row.payload).evidence.quote for row in found}
        return out

    def between(self, one: Collection[str], other: Collection[str]) -> list[str]:
        """The ids of claims that name actors by names of both kinds."""
        first, second = claim_actor.alias(), claim_actor.alias()
        query = select(first.c.claim).distinct().join(second, second.c.claim == first.c.claim)
        return list(self._connection.execute(query.where(first.c.name.in_(one), second.c.name.in_(other))).scalars())

    def unordered(self) -> Iterator[Claim]:
        """Every claim as it was read, without its event, in any order: for derivations, which sort for themselves."""
        for payload in self._connection.execute(select(claim.c.payload).execution_options(yield_per=_ASKED_AT_ONCE)).scalars():
            yield from_json(msgspec.json.decode(payload))

    def refusals(self, *, document_id: str | None = None, first: int = 0, number: int | None = None) -> list[Refusal]:
        """Refusals in the order of documents; of one document, or `number` of them from the one after `first`."""
        query = select(refusal).join(document).order_by(document.c.file, document.c.entry, refusal.c.ordinal).offset(first).limit(number)
        if document_id is not None:
            query = query.where(refusal.c.document == document_id)
        return [Refusal(row.document, Span(row.start, row.end), row.quote, row.reason, row.rule)
                for row in self._connection.execute(query)]

    def facts(self, *, document_id: str | None = None, published_by: Day | None = None) -> list[InfoboxFacts]:
        """Infoboxes in the order of documents; chosen as `of` chooses."""
        query = select(infobox.c.payload).join(document).order_by(document.c.file, document.c.entry)
        if document_id is not None:
            query = query.where(infobox.c.document == document_id)
        if published_by is not None:
            query = query.where(document.c.published <= published_by.ordinal)
        return [facts_from_json(json.loads(payload)) for payload in self._connection.execute(query).scalars()]

    def tally(self) -> Tally:
        """The numbers of the whole record."""
        def count(query: Select[Any]) -> int:
            return int(self._connection.execute(query).scalar_one())

        rules = self._connection.execute(select(refusal.c.rule, func.count().label("n")).group_by(refusal.c.rule)
                                         .order_by(func.count().desc(), refusal.c.rule))
        return Tally(
            documents=count(select(func.count()).select_from(document)), claims=count(select(func.count()).select_from(claim)),
            refusals=count(select(func.count()).select_from(refusal)),
            places_open=count(select(func.count()).select_from(claim_place).where(claim_place.c.place.is_(None))),
            times_open=count(select(func.count()).select_from(claim).where(claim.c.start.is_(None))),
            refused_by=tuple((row.rule, row.n) for row in rules))

    def _read(self, query: Select[Any]) -> Iterator[Claim]:
        return read_claims(self._connection, query)


def read_claims(connection: Connection, query: Select[Any]) -> Iterator[Claim]:
    """The claims that a question made of `select_claims` finds."""
    for row in connection.execute(query):
        found = from_json(msgspec.json.decode(row.payload))
        yield replace(found, event=row.event) if row.event is not None else found


def select_claims() -> Select[Any]:
    """A question for claims with the event of each, in the order of documents and texts."""
    return (select(claim.c.payload, claim_result.c.event).join(document).outerjoin(claim_result, claim_result.c.claim == claim.c.id)
            .order_by(document.c.file, document.c.entry, claim.c.at, claim.c.id))


def _row(c: Claim) -> dict[str, object]:
    when = c.time.interval
    said_by = c.attribution[0] if c.attribution else None
    return {"id": c.id, "document": c.document.id, "at": c.evidence.trigger.start, "type": c.type, "factuality": c.factuality,
            "start": when.start.ordinal if when else None, "end": when.end.ordinal if when else None,
            "attribution": (said_by.name or said_by.mention) if said_by else None,
            "payload": _json(to_json(c if c.event is None else replace(c, event=None)))}


def _json(value: dict[str, Any]) -> str:
    return _encode(value)
