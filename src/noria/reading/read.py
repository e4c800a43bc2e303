"""A Document read: sentences with their parse, names, times, numbers and places, in plain types."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from noria.documents.marks import citations_for
from noria.documents.model import Document
from noria.reading.frames import irregular
from noria.reading.grammar import Tree
from noria.reading.names import Name, NameFinder, settle_kind
from noria.reading.numbers import read_numbers
from noria.reading.output import NameMention, NumberMention, Reading, Sentence, TimeExpression, Token
from noria.reading.passage import Passage, passages
from noria.reading.pieces import pieces
from noria.reading.pipeline import DEFAULT_PIPELINE, Parsed, Piece, Pipeline
from noria.reading.places import read_places
from noria.reading.predicates import predicates
from noria.reading.sentences import split_sentences
from noria.reading.times import read_period, read_times
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from noria.values.interval import Interval

_ABBREVIATION = re.compile(r"\s\(([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\)")


class Reader:
    """Reads documents with one codebook, one gazetteer and one language pipeline."""

    def __init__(self, codebook: Codebook, gazetteer: Gazetteer, pipeline: str = DEFAULT_PIPELINE) -> None:
        self._codebook = codebook
        self._gazetteer = gazetteer
        self._pipeline = Pipeline(pipeline)
        self._names = NameFinder(codebook, gazetteer)

    def read(self, document: Document) -> Reading:
        """Everything the document says that later rooms need."""
        read = passages(document)
        times = read_times(read, document.meta.published, period(document))
        laid_out = [_Layout(passage, times.expressions, self._names, self._pipeline) for passage in read]
        parses = self._pipeline.parse(layout.pieces for layout in laid_out)
        sentences: list[Sentence] = []
        aliases: dict[str, str] = {}
        for layout, parsed in zip(laid_out, parses, strict=True):
            sentences.extend(layout.sentences(document, parsed, len(sentences)))
            aliases.update(layout.aliases())
        places = read_places(sentences, self._gazetteer, document.text)
        return Reading(document.id, tuple(sentences), times, places, aliases)


def period(document: Document) -> Interval | None:
    """The days the document is about, as its infobox gives them; None where it has no infobox date."""
    for field in document.infobox:
        if field.key.strip().lower() in ("date", "dates") and (found := read_period(field.value.of(document.text), document.meta.published)):
            return found
    return None


class _Layout:
    """One passage laid out for the parser, and the way back from its words to the document."""

    def __init__(self, passage: Passage, times: Sequence[TimeExpression], finder: NameFinder, pipeline: Pipeline) -> None:
        self.passage = passage
        self.bounds = split_sentences(passage.text)
        first, last = passage.at[0], passage.at[-1] + 1
        self.times = [t for t in times if first <= t.span.start and t.span.end <= last]
        barred = [(self._place(t.span.start), self._place(t.span.end)) for t in self.times]
        headline = passage.kind in ("title", "heading")
        self.names: list[list[Name]] = []
        for begin, end in self.bounds:
            inside = [(a - begin, b - begin) for a, b in barred if begin <= a < end]
            found = finder.find(passage.text[begin:end], inside, headline=headline)
            self.names.append([replace(n, start=n.start + begin, end=n.end + begin) for n in found])
        self.pieces: list[list[Piece]] = pieces(passage.text, pipeline.tokenize(passage.text), self.bounds, self.names, barred)

    def _place(self, offset: int) -> int:
        """Passage position of a document offset."""
        return bisect_left(self.passage.at, offset)

    def sentences(self, document: Document, parsed: Sequence[Parsed], first: int) -> list[Sentence]:
        out, begin = [], 0
        for n, (bounds, row) in enumerate(zip(self.bounds, self.pieces, strict=True)):
            end = begin + len(row)
            out.append(self._sentence(document, first + n, bounds, row, parsed[begin:end], begin, self.names[n]))
            begin = end
        return out

    def _sentence(self, document: Document, index: int, bounds: tuple[int, int], row: Sequence[Piece], parsed: Sequence[Parsed],
                  offset: int, names: Sequence[Name]) -> Sentence:
        span = self.passage.span(*bounds)
        kept: dict[int, int] = {}
        mentions: list[NameMention] = []
        for piece, p in zip(row, parsed, strict=True):
            if piece.name < 0:
                continue
            kind = settle_kind(names[piece.name], p.entity, p.tag)
            if kind is not None:
                kept[piece.name] = len(mentions)
                mentions.append(NameMention(self.passage.span(piece.start, piece.end), piece.text, kind, names[piece.name].feature,
                                            names[piece.name].sure, names[piece.name].known))
        tokens = tuple(
            Token(i, piece.text, irregular().get(piece.text.lower(), p.lemma.lower()) if piece.name < 0 else piece.text, p.tag, p.pos, p.dep,
                  min(max(p.head - offset, 0), len(row) - 1), self.passage.span(piece.start, piece.end), p.entity, kept.get(piece.name, -1))
            for i, (piece, p) in enumerate(zip(row, parsed, strict=True)))
        numbers = tuple(
            NumberMention(self.passage.span(q.start + bounds[0], q.end + bounds[0]), self.passage.text[q.start + bounds[0] : q.end + bounds[0]],
                          q.low, q.high, q.approximate)
            for q in read_numbers(self.passage.text[bounds[0] : bounds[1]]) if not self._dated(q.start + bounds[0], q.end + bounds[0], names))
        times = tuple(t for t in self.times if span.overlaps(t.span))
        sentence = Sentence(index, span, self.passage.block, tokens, tuple(mentions), times, numbers, citations_for(document, span))
        return replace(sentence, predicates=tuple(predicates(Tree(sentence))))

    def _dated(self, start: int, end: int, names: Sequence[Name]) -> bool:
        """Whether a quantity is part of a date or of a name ("Hill 800"), and so no count."""
        if any(name.start < end and start < name.end for name in names):
            return True
        span = self.passage.span(start, end)
        return any(t.span.overlaps(span) for t in self.times)

    def aliases(self) -> dict[str, str]:
        """Abbreviations that the text introduces in brackets behind a name: "RCD" -> "Rally for Congolese Democracy"."""
        out = {}
        for names in self.names:
            for name in names:
                match = _ABBREVIATION.match(self.passage.text, name.end)
                if match:
                    out[match[1]] = name.text
        return out
