"""A block of a document as it is read: reference marks taken out, white space folded, every character traced to its offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from noria.documents.model import Block, Document, Mark
from noria.values.day import Day
from noria.values.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is clean; `at[i]` is the document offset of `text[i]`. `block` indexes `Document.blocks`."""

    block: int
    kind: str
    section: tuple[str, ...]
    text: str
    at: tuple[int, ...]
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


def _clean(document: Document, block: Block, marks: Sequence[Mark]) -> tuple[str, tuple[int, ...]]:
    skip = {i for mark in marks for i in range(mark.span.start, mark.span.end)}
    chars: list[str] = []
    at: list[int] = []
    for i in range(block.span.start, block.span.end):
        if i in skip:
            continue
        c = document.text[i]
        if c.isspace():
            if not chars or chars[-1] == " ":
                continue
            c = " "
        chars.append(c)
        at.append(i)
    while chars and chars[-1] == " ":
        chars.pop()
        at.pop()
    return "".join(chars), tuple(at)
