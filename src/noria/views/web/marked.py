"""A document's text cut up for the reader: blocks, in them passages that claims quote, in those the words that made each claim.

The whole text is kept, in order and once: joined, the pieces are `Document.text`. Every claim whose evidence lies in the text has
exactly one anchor, on the first of its trigger's words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from noria.claims.model import Claim
from noria.documents.model import Document
from noria.values.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text of one look: inside the triggers of `claims`, or a reference mark; `anchors` are claims that start here."""

    text: str
    claims: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive segments; `claims` are those that quote them, none for text that nothing was read from."""

    segments: tuple[Segment, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the document, or (kind "between") text that belongs to none: an infobox, front matter, blank lines."""

    kind: str
    level: int
    passages: tuple[Passage, ...]

    @property
    def bare(self) -> bool:
        """Whether this is only markup and blank space between blocks: no letter, no digit."""
        return self.kind == "between" and not any(c.isalnum() for p in self.passages for s in p.segments for c in s.text)


@dataclass(frozen=True, slots=True)
class _Quoted:
    span: Span
    claims: tuple[Claim, ...]


def marked_text(document: Document, claims: Sequence[Claim]) -> tuple[Part, ...]:
    """The parts of `document` in order, with `claims` marked where they stand."""
    length = len(document.text)
    quoted = _quoted([claim for claim in claims if claim.evidence.span.end <= length])
    ends = [each.span.end for each in quoted]
    marks = [mark.span for mark in document.marks]
    anchored: set[str] = set()
    parts = []
    for kind, level, span in _regions(document):
        passages = []
        at = span.start
        for each in quoted[bisect_left(ends, span.start + 1) :]:
            if each.span.start >= span.end:
                break
            start, end = max(each.span.start, span.start), min(each.span.end, span.end)
            if at < start:
                passages.append(Passage(tuple(_segments(document.text, Span(at, start), (), marks, anchored))))
            segments = tuple(_segments(document.text, Span(start, end), each.claims, marks, anchored))
            passages.append(Passage(segments, tuple(claim.id for claim in each.claims)))
            at = end
        if at < span.end:
            passages.append(Passage(tuple(_segments(document.text, Span(at, span.end), (), marks, anchored))))
        parts.append(Part(kind, level, tuple(passages)))
    return tuple(parts)


def _regions(document: Document) -> Iterable[tuple[str, int, Span]]:
    """Blocks and what lies between them, covering the text once; a block that overlaps the one before is cut."""
    at, length = 0, len(document.text)
    for block in sorted(document.blocks, key=lambda b: b.span):
        start, end = max(block.span.start, at), min(block.span.end, length)
        if end <= start:
            continue
        yield from _between(document.text, at, start)
        yield block.kind, block.level, Span(start, end)
        at = end
    yield from _between(document.text, at, length)


def _between(text: str, start: int, end: int) -> Iterable[tuple[str, int, Span]]:
    """Text that belongs to no block; lines of mere markup at its head stand apart, so that the rest is shown without them."""
    head = start
    for line in text[start:end].splitlines(keepends=True):
        if any(character.isalnum() for character in line):
            break
        head += len(line)
    for first, last in ((start, head), (head, end)):
        if first < last:
            yield "between", 0, Span(first, last)


def _quoted(claims: Iterable[Claim]) -> list[_Quoted]:
    """Claims by the stretch of text they quote; quotes that overlap become one stretch."""
    out: list[_Quoted] = []
    for claim in sorted(claims, key=lambda c: (c.evidence.span, c.evidence.trigger)):
        span = claim.evidence.span
        if out and span.start < out[-1].span.end:
            last = out[-1]
            out[-1] = _Quoted(Span(last.span.start, max(last.span.end, span.end)), (*last.claims, claim))
        else:
            out.append(_Quoted(span, (claim,)))
    return out


def _segments(text: str, within: Span, claims: Sequence[Claim], marks: Sequence[Span], anchored: set[str]) -> Iterable[Segment]:
    """`within` cut at every end of a trigger and of a reference mark. Claims get their anchor once, noted in `anchored`."""
    first = bisect_left(marks, Span(within.start, within.start))
    near = []
    for mark in marks[first:]:
        if mark.start >= within.end:
            break
        near.append(mark)
    cuts = {within.start, within.end}
    for span in (*near, *(claim.evidence.trigger for claim in claims)):
        cuts |= {min(max(end, within.start), within.end) for end in (span.start, span.end)}
    points = sorted(cuts)
    for start, end in pairwise(points):
        here = Span(start, end)
        starting = tuple(c.id for c in claims if c.evidence.trigger.start <= start and c.id not in anchored)
        anchored.update(starting)
        yield Segment(text[start:end], tuple(c.id for c in claims if c.evidence.trigger.overlaps(here)), starting,
                      any(mark.overlaps(here) for mark in near))
