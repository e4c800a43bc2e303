"""Parts of a build that need no language pipeline: a claim for every line that says "shelled", one event a claim."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from record_factory import claim_at

from noria.claims.extraction import Extraction
from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import ClaimTime, PlaceRef, Refusal
from noria.derive.derive import Worked
from noria.derive.model import Event, Problem, Results
from noria.documents.metadata import merge
from noria.documents.model import Block, Document, Metadata
from noria.documents.model import Problem as ReadingProblem
from noria.dossier.parts import Parts, ReaderSpec
from noria.errors import MissingPart, UnreadableDocument
from noria.reference.codebook import Codebook
from noria.values.ids import content_id
from noria.values.judgement import Judgement
from noria.values.interval import Interval
from noria.values.span import Span


def read_file(path: Path, given: Metadata | None) -> Iterator[Document | ReadingProblem]:
    """A document a file; in a `.jsonl`, a document a line. "unreadable" and "interrupt" at its start do what they say."""
    data = path.read_bytes()
    if data.startswith(b"unreadable"):
        raise UnreadableDocument("the file is binary", file=path)
    if data.startswith(b"interrupt"):
        raise KeyboardInterrupt
    if data.startswith(b"crash"):
        raise ZeroDivisionError
    if data.startswith(b"die"):
        os._exit(3)
    text = data.decode().replace("\r\n", "\n")
    for number, entry in enumerate(text.splitlines() if path.suffix == ".jsonl" else [text], 1):
        if not entry:
            yield ReadingProblem(str(path), "the entry is empty", number)
            continue
        yield Document(
            id=content_id("d", {"text": entry, "key": ""}), file=str(path), text=entry, sha256=hashlib.sha256(entry.encode()).hexdigest(),
            meta=merge(given or Metadata()), blocks=(Block("paragraph", Span(0, len(entry))),))


class LineReader:
    def extract(self, document: Document) -> Extraction:
        claims, refusals, at = [], [], 0
        for line in document.text.splitlines(keepends=True):
            sentence, day = line.strip(), document.meta.published
            if "shelled" in sentence:
                made = claim_at(document, sentence, "shelled", "shelling", places=(PlaceRef(mention="the port"),),
                                time=ClaimTime(Interval.day(day), str(day), "day") if day else ClaimTime(None, reason="no date"))
                claims.append(made)
            elif sentence:
                refusals.append(Refusal(document.id, Span(at, at + len(sentence)), sentence, "says nothing of shells", "fake"))
            at += len(line)
        return Extraction(tuple(claims), tuple(refusals))


def make_reader(spec: ReaderSpec) -> LineReader:
    assert isinstance(spec, ReaderSpec)
    return LineReader()


def missing_reader(spec: ReaderSpec) -> LineReader:
    raise MissingPart("the language pipeline is not installed", file="noria.toml", line=3)


def prepare(spec: ReaderSpec) -> Sequence[str]:
    return [f"{path.name}:2: no coordinates" for path in spec.tables]


def derive(claims: Sequence, codebook: Codebook, facts: Sequence[InfoboxFacts], judgements: Sequence[Judgement]) -> Worked:
    events = tuple(
        Event(id=content_id("e", c.id), type=c.type, factuality=c.factuality, time=c.time.interval, edtf=c.time.edtf, places=c.places,
              parties=(), counts=c.counts, accounts=(), origins=1, claims=(c.id,), rule=f"fake of {len(codebook.sides)} sides")
        for c in sorted(claims, key=lambda c: c.id))
    return Worked(results=Results(events=events, problems=(Problem("fake", "all is made up"),) if claims else (),
                   event_of={e.claims[0]: e.id for e in events}, origin_of={c.id: content_id("o", c.id) for c in claims}))


PARTS = Parts(name="fake", read_file=read_file, prepare=prepare, make_reader=make_reader, derive=derive)
