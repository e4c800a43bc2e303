"""One passage laid out for the parser, and the way back from its words to the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from noria.documents.marks import citations_for
from noria.documents.model import Document
from noria.reading.mending import mended
from noria.reading.frames import irregular, regular
from noria.reading.grammar import Tree
from noria.reading.names import Name, NameFinder, settle_kind
from noria.reading.numbers import read_numbers
from noria.reading.output import NameMention, NumberMention, Sentence, TimeExpression, Token
from noria.reading.parts import Parts, parts
from noria.reading.passage import Passage
from noria.reading.pieces import asides, pieces
from noria.reading.pipeline import Parsed, Piece, Pipeline
from noria.reading.predicates import predicates
from noria.reading.sentences import split_sentences
from noria.reading.sightings import Sightings
from noria.reading.slips import with_verbs
from noria.reading.titles import persons_by_title
from noria.reference.lexicons import words
from noria.values.span import Span

_ABBREVIATION = re.compile(r"\s\(([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\)")
_PEOPLE = ("forces", "people", "irregulars")
_BEFORE = re.compile(r"([\w'’-]+)\s+$")


def _spells(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in the name in their order, so that it can be one of that name and not of a longer one."""
    letters = iter(name.lower())
    return all(letter in letters for letter in short.lower() if letter.isalpha())


def _start(time: TimeExpression) -> int:
    return time.span.start


class Layout:
    """`bounds` are the sentences of the passage, `names` the proper names of each in passage positions."""

    def __init__(self, passage: Passage, times: Sequence[TimeExpression], finder: NameFinder, pipeline: Pipeline) -> None:
        self.passage = passage
        self.bounds = split_sentences(passage.text)
        self._pipeline = pipeline
        first, last = passage.at[0], passage.at[-1] + 1
        inside = times[bisect_left(times, first, key=_start) : bisect_left(times, last, key=_start)]
        self._times = [t for t in inside if t.span.end <= last]
        self._dates = [(self._place(t.span.start), self._place(t.span.end)) for t in self._times]
        headline = passage.kind in ("title", "heading")
        self._seen = Sightings.of(())
        self.names: list[list[Name]] = []
        for begin, end in self.bounds:
            barred = [(a - begin, b - begin) for a, b in self._dates if begin <= a < end]
            found = finder.find(passage.text[begin:end], barred, headline=headline)
            self.names.append([replace(n, start=n.start + begin, end=n.end + begin) for n in found])
        self._rows: dict[int, list[Piece]] = {}
        self._parts: dict[int, Parts] = {}

    @cached_property
    def _asides(self) -> list[tuple[int, int]]:
        return asides(self.passage.text, self.bounds, self._dates)

    def pieces(self, n: int) -> list[Piece]:
        """The words of sentence `n` as the parser is to meet them; most sentences are never asked for theirs."""
        if n not in self._rows:
            begin, end = self.bounds[n]
            self._rows[n] = pieces(self.passage.text, self._pipeline.tokenize(self.passage.text[begin:end], begin), self.names[n], self._asides)
        return self._rows[n]

    def parts(self, n: int) -> Parts:
        """How sentence `n` is cut for the parser."""
        if n not in self._parts:
            self._parts[n] = parts(self.pieces(n))
        return self._parts[n]

    def join(self, seen: Sightings) -> None:
        """Take what the document's names tell of each other, and make names one that its acronyms show to be one; before the pieces are asked for."""
        self._seen = seen
        self.names = [seen.joined(self.passage.text, names) for names in self.names]

    def text(self, n: int) -> str:
        """The words of sentence `n`."""
        return self.passage.text[slice(*self.bounds[n])]

    def _place(self, offset: int) -> int:
        """Passage position of a document offset."""
        return bisect_left(self.passage.at, offset)

    def sentence(self, document: Document, index: int, n: int, parsed: Sequence[Parsed] | None, labels: Mapping[str, str]) -> Sentence:
        """Sentence `n` of the passage, number `index` of the document. Without a parse it has its names, times and numbers, and of its
        words only those that tell whether a name is a place's.
        """
        bounds, names = self.bounds[n], self.names[n]
        span = self.passage.span(*bounds)
        times = tuple(t for t in self._times if span.overlaps(t.span))
        numbers = tuple(
            NumberMention(self.passage.span(q.start + bounds[0], q.end + bounds[0]), self.passage.text[q.start + bounds[0] : q.end + bounds[0]],
                          q.low, q.high, q.approximate)
            for q in read_numbers(self.text(n)) if not self._dated(q.start + bounds[0], q.end + bounds[0], names))
        mentions, kept = self._mentions(n, parsed, labels)
        tokens = self._sketch(bounds[0], names, kept) if parsed is None else self._tokens(self.pieces(n), parsed, kept, mentions)
        mentions = persons_by_title(tokens, mentions)
        sentence = Sentence(index, span, self.passage.block, tokens, mentions, times, numbers, citations_for(document, span), parsed=parsed is not None)
        return sentence if parsed is None else replace(sentence, predicates=tuple(predicates(Tree(sentence))))

    def _mentions(self, n: int, parsed: Sequence[Parsed] | None, labels: Mapping[str, str]) -> tuple[tuple[NameMention, ...], dict[int, int]]:
        """The names that stand, and for the number of each name its number among those."""
        tags = {} if parsed is None else {piece.name: p.tag for piece, p in zip(self.pieces(n), parsed, strict=True)}
        kept: dict[int, int] = {}
        mentions: list[NameMention] = []
        for number, name in enumerate(self.names[n]):
            if parsed is not None and number not in tags:
                continue  # it stands in an aside that the parser was not shown
            label = labels.get(name.text, "")
            tag = tags.get(number, "NNP" if label else "")
            kind = "actor" if name.kind == "equipment" and name.text in self._seen.forces else settle_kind(
                name, label, "NNP" if name.text in self._seen.capital else tag)
            if kind is not None:
                kept[number] = len(mentions)
                sure = name.sure or (kind == "nationality" and tag == "NNPS")  # "Zulus"
                mentions.append(NameMention(self.passage.span(name.start, name.end), name.text, kind, name.feature, sure, name.known))
        return tuple(mentions), kept

    def _tokens(self, row: Sequence[Piece], parsed: Sequence[Parsed], kept: Mapping[int, int], names: Sequence[NameMention]) -> tuple[Token, ...]:
        return mended(with_verbs([
            Token(i, piece.text, _lemma(piece, p, named=piece.name in kept), p.tag, p.pos, p.dep, p.head,
                  self.passage.span(piece.start, piece.end), kept.get(piece.name, -1))
            for i, (piece, p) in enumerate(zip(row, parsed, strict=True))]), names)

    def _sketch(self, begin: int, names: Sequence[Name], kept: Mapping[int, int]) -> tuple[Token, ...]:
        """The names of an unparsed sentence, each below the word before it where that may be a preposition."""
        out: list[Token] = []
        for number, name in enumerate(names):
            if number not in kept:
                continue
            before = self._word_before(begin, name.start)
            if before is not None:
                word = self.passage.text[slice(*before)].lower()
                out.append(Token(len(out), word, word, "IN", "ADP", "prep", len(out), self.passage.span(*before)))
            i = len(out)
            out.append(Token(i, name.text, name.text, "NNP", "PROPN", "pobj" if before else "dep", i - 1 if before else i,
                             self.passage.span(name.start, name.end), kept[number]))
        return tuple(out)

    def _word_before(self, begin: int, end: int) -> tuple[int, int] | None:
        """Where the lower-case word before a name stands, articles and compass words passed over."""
        while (match := _BEFORE.search(self.passage.text, begin, end)) is not None:
            if match[1] not in ("the", "a") and match[1] not in words("names", "compass"):
                return match.span(1) if match[1].islower() else None
            end = match.start()
        return None

    def _dated(self, start: int, end: int, names: Sequence[Name]) -> bool:
        """Whether a quantity is part of a date or of a name ("Hill 800"), and so no count."""
        if any(name.start < end and start < name.end for name in names):
            return True
        span: Span = self.passage.span(start, end)
        return any(t.span.overlaps(span) for t in self._times)

    def aliases(self) -> dict[str, str]:
        """Abbreviations that the text introduces in brackets behind a name: "RCD" -> "Rally for Congolese Democracy"."""
        out = {}
        for names in self.names:
            for name in names:
                match = _ABBREVIATION.match(self.passage.text, name.end)
                if match and _spells(match[1], name.text):
                    out[match[1]] = name.text
        return out


def _lemma(piece: Piece, parsed: Parsed, *, named: bool) -> str:
    """A word's dictionary form; a name's is the name, that of a state of people shown as a noun ("85 wounded") the word."""
    if named:
        return piece.text
    if piece.shown != piece.text and piece.text in words("groups", "states"):
        return piece.text
    word = piece.text.lower()
    lemma = irregular().get(word) or (parsed.tag in ("VBD", "VBN", "VBG") and regular().get(word)) or parsed.lemma.lower()
    if parsed.tag == "NNPS" or (parsed.tag == "NNP" and any(lemma.removesuffix("s") in words("groups", key) for key in _PEOPLE)):
        return lemma.removesuffix("s")  # "Rebels" at the head of a sentence
    return lemma
