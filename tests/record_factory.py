"""Documents and claims that fit together, for tests of the record and of what stands on it."""

from __future__ import annotations

import hashlib

from noria.claims.model import Claim, ClaimTime, DocumentRef, Evidence
from noria.documents.model import Block, Document, Mark, Metadata
from noria.record.documents import SourceState
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.span import Span


def document(text: str, *, file: str = "report.txt", published: str | None = "2024-12-04", key: str = "", **meta) -> Document:
    """A document of one paragraph."""
    day = Day.parse(published) if published else None
    return Document(
        id=content_id("d", {"text": text, "key": key}), file=file, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        meta=Metadata(published=day, origins={"published": "option"} if day else {}, **meta),
        blocks=(Block("paragraph", Span(0, len(text)), ("Course", "First day"), 2, day, "correspondent"),),
        marks=(Mark(Span(0, 1), "25"),), key=key)


def claim_at(doc: Document, quote: str, trigger: str, type_="attack", *, ordinal: int = 0, **rest) -> Claim:
    """A claim whose quote and trigger stand in `doc` where they first occur."""
    start = doc.text.index(quote)
    at = start + quote.index(trigger)
    return Claim(
        document=DocumentRef(doc.id, doc.file, doc.meta.title, doc.meta.publisher,
                             str(doc.meta.published) if doc.meta.published else None),
        type=type_, time=rest.pop("time", ClaimTime(None, reason="no date in the text")),
        evidence=Evidence(quote, Span(start, start + len(quote)), trigger, Span(at, at + len(trigger))),
        extractor="test", rule="test.rule", **rest).identified(ordinal)


def put(store, doc: Document, claims=(), refusals=()) -> None:
    """One document as the only one of its file."""
    with store.writing() as record:
        record.documents.put(SourceState(doc.file, doc.sha256, "r-1"), [doc])
        record.claims.put(list(claims))
        record.claims.put_refusals(list(refusals))
