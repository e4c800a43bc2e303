"""Proves the record: every id re-derives, every quote stands at its offsets, every reference names something that is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, select

from noria.claims.infobox_facts import facts_from_json, line_id
from noria.claims.json_form import from_json
from noria.claims.model import Claim, claim_id
from noria.documents.model import Document
from noria.errors import NoriaError
from noria.record.documents import read_document
from noria.record.schema import claim, claim_result, document, event, infobox, refusal
from noria.values.ids import content_id

# One trigger makes few claims of one type ("captured A, B and C" is one claim); beyond this an id is not one of ours.
ORDINALS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Something in the record that does not hold: which check, what, and where in which document."""

    check: str
    message: str
    document: str | None = None
    file: str | None = None
    start: int | None = None
    end: int | None = None
    claim: str | None = None

    def __str__(self) -> str:
        where = self.file or self.document or "record"
        if self.start is not None:
            where += f" {self.start}..{self.end}"
        named = f" (claim {self.claim})" if self.claim else ""
        return f"{where}: {self.message}{named}"


def breaks(connection: Connection) -> Iterator[Break]:
    """Every break, document by document, then those among what was derived."""
    documents = connection.execute(select(document.c.id, document.c.file, document.c.text, document.c.payload)
                                   .order_by(document.c.file, document.c.entry)).all()
    for row in documents:
        try:
            doc = read_document(row.text, row.payload)
        except (NoriaError, ValueError) as error:
            yield Break(check="document", message=f"the document cannot be read back: {error}", document=row.id, file=row.file)
            continue
        yield from _document(doc, row.id)
        yield from _claims(connection, doc)
        yield from _refusals(connection, doc)
        yield from _infobox(connection, doc)
    yield from _derived(connection)


def _document(doc: Document, stored_id: str) -> Iterator[Break]:
    derived = content_id("d", {"text": doc.text, "key": doc.key})
    if not doc.id == stored_id == derived:
        yield Break(check="document id", message=f"the document is kept as {stored_id}, its text gives {derived}",
                    document=stored_id, file=doc.file)
    for block in doc.blocks:
        if block.span.end > len(doc.text):
            yield Break(check="block", message="a block lies beyond the end of the text", document=stored_id, file=doc.file,
                        start=block.span.start, end=block.span.end)


def _claims(connection: Connection, doc: Document) -> Iterator[Break]:
    columns = (claim.c.id, claim.c.payload, claim.c.type, claim.c.factuality, claim.c.start, claim.c.end, claim.c.at)
    for row in connection.execute(select(*columns).where(claim.c.document == doc.id).order_by(claim.c.at, claim.c.id)):
        try:
            found = from_json(json.loads(row.payload))
        except (NoriaError, ValueError, KeyError, TypeError) as error:
            yield Break(check="claim", message=f"the claim cannot be read back: {error}", document=doc.id, file=doc.file, claim=row.id)
            continue
        when = found.time.interval
        told = (found.id, found.type, found.factuality, when.start.ordinal if when else None, when.end.ordinal if when else None,
                found.evidence.trigger.start)
        checks = list(_claim(found, doc))
        if told != (row.id, row.type, row.factuality, row.start, row.end, row.at):
            checks.append(("claim row", "the columns of the claim do not say what the claim says"))
        span = found.evidence.span
        for check, message in checks:
            yield Break(check=check, message=message, document=doc.id, file=doc.file, start=span.start, end=span.end, claim=row.id)


def _claim(found: Claim, doc: Document) -> Iterator[tuple[str, str]]:
    """What is wrong with one claim, as check and message."""
    evidence = found.evidence
    if evidence.span.of(doc.text) != evidence.quote:
        yield "quote", f"the text there is not the quote {_short(evidence.quote)}"
    if not evidence.span.contains(evidence.trigger):
        yield "trigger", f"the trigger {evidence.trigger_text!r} at {evidence.trigger.start} lies outside its quote"
    if evidence.trigger.of(doc.text) != evidence.trigger_text:
        yield "trigger", f"the text at {evidence.trigger.start}..{evidence.trigger.end} is not the trigger {evidence.trigger_text!r}"
    if found.document.id != doc.id:
        yield "claim document", f"the claim says that it is of document {found.document.id}"
    if all(claim_id(doc.id, found.type, evidence, ordinal) != found.id for ordinal in range(ORDINALS)):
        yield "claim id", "the id does not re-derive from document, evidence and type"


def _refusals(connection: Connection, doc: Document) -> Iterator[Break]:
    query = select(refusal).where(refusal.c.document == doc.id).order_by(refusal.c.ordinal)
    for row in connection.execute(query):
        if doc.text[row.start : row.end] != row.quote:
            yield Break(check="refusal", message=f"the text there is not the refused {_short(row.quote)}", document=doc.id, file=doc.file,
                        start=row.start, end=row.end)


def _infobox(connection: Connection, doc: Document) -> Iterator[Break]:
    for payload in connection.execute(select(infobox.c.payload).where(infobox.c.document == doc.id)).scalars():
        for line in facts_from_json(json.loads(payload)).lines:
            if line.span.of(doc.text) != line.quote or line_id(doc.id, line.span, line.quote) != line.id:
                yield Break(check="infobox", message=f"the text there is not the infobox line {_short(line.quote)}, or its id is another",
                            document=doc.id, file=doc.file, start=line.span.start, end=line.span.end)


def _derived(connection: Connection) -> Iterator[Break]:
    known = set(connection.execute(select(claim.c.id)).scalars())
    for facts in connection.execute(select(infobox.c.payload)).scalars():
        known.update(line.id for line in facts_from_json(json.loads(facts)).lines)
    events = set(connection.execute(select(event.c.id)).scalars())
    for row in connection.execute(select(claim_result.c.claim, claim_result.c.event).order_by(claim_result.c.claim)):
        yield from _missing("claim", "what was derived", [row.claim], known)
        if row.event is not None:
            yield from _missing("event", f"claim {row.claim}", [row.event], events)
    for name in ("event", "holding", "casualty", "operation", "force", "problem"):
        table = event.metadata.tables[name]
        key: Column[str] = next(iter(table.primary_key.columns))
        for of, text in connection.execute(select(key, table.c.payload).order_by(*table.primary_key.columns)):
            yield from _missing("claim", f"{name} {of}".strip(), _named_claims(json.loads(text)), known)


def _missing(kind: str, who: str, names: Iterable[str], known: set[str]) -> Iterator[Break]:
    for name in names:
        if name not in known:
            yield Break(check="derived", message=f"{who} rests on {kind} {name}, which is not in the record; run noria build")


def _named_claims(value: Any) -> Iterator[str]:
    """Every claim id that a result's JSON names, at any depth: under "claims" and "claim", which mean nothing else there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "claims":
                yield from inner
            elif key == "claim":
                yield inner
            else:
                yield from _named_claims(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_claims(inner)


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 60 else quote[:57] + "…")
