"""A block of a document as it is read: reference marks taken out, white space folded, every character traced to its offset."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from noria.documents.model import Block, Document, Mark
from noria.values.day import Day
from noria.values.span import Span


_WORD = re.compile(r"\S+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is clean; `at[i]` is the document offset of `text[i]`. `block` indexes `Document.blocks`."""

    block: int
    kind: str
    section: tuple[str, ...]
    text: str
    at: Sequence[int]
    level: int = 0
    day: Day | None = None

    def span(self, start: int, end: int) -> Span:
        """The document span of `text[start:end]` (not empty)."""
        return Span(self.at[start], self.at[end - 1] + 1)


def passages(document: Document) -> list[Passage]:
    """The passages of a document, in order; blocks without a letter or digit are left out."""
    out = []
    starts = [mark.span.start for mark in document.marks]
    for number, block in enumerate(document.blocks):
        inside = document.marks[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        text, at = _clean(document, block, inside)
        if any(c.isalnum() for c in text):
            out.append(Passage(number, block.kind, block.section, text, at, block.level, block.day))
    return out


def _clean(document: Document, block: Block, marks: Sequence[Mark]) -> tuple[str, Sequence[int]]:
    start, end = block.span.start, block.span.end
    text = block.span.of(document.text)
    if not marks and _UNEVEN.search(text) is None:
        first = start + len(text) - len(text.lstrip())
        return text.strip(), range(first, first + len(text.strip()))
    words: list[str] = []
    at: list[int] = []
    space = -1  # where white space stands before the next word
    for begin, close in _between(start, end, marks):
        behind = begin
        for match in _WORD.finditer(document.text, begin, close):
            if match.start() > behind and space < 0:
                space = behind
            if space >= 0 and words:
                words.append(" ")
                at.append(space)
            words.append(match.group())
            at.extend(range(match.start(), match.end()))
            space, behind = -1, match.end()
        if close > behind and space < 0:
            space = behind
    return "".join(words), at


def _between(start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """The stretches of `start`..`end` that no mark covers."""
    for mark in marks:
        if mark.span.start > start:
            yield start, mark.span.start
        start = max(start, mark.span.end)
    if start < end:
        yield start, end
