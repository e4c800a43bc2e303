"""What a format's reader hands over, and how it becomes a Document."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from noria.documents.marks import find_leftovers, find_marks
from noria.documents.metadata import merge
from noria.documents.model import Block, BlockKind, Document, InfoboxField, Mark, Metadata
from noria.errors import UnreadableDocument
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.span import Span

# The apparatus at the end of an encyclopedia article: titles of other works, not what happened. Its blocks are left out.
_APPARATUS = frozenset({
    "references", "notes", "footnotes", "citations", "notes and references", "see also", "external links", "further reading",
    "bibliography", "sources", "works cited", "explanatory notes", "notes and citations", "references and notes", "general references",
    "literature", "primary sources", "secondary sources",
})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text read from one format. `problems` are (message, line) pairs of what was passed over; `marks` those that are markup."""

    text: str
    blocks: tuple[Block, ...]
    found: Metadata = field(default_factory=Metadata)
    infobox: tuple[InfoboxField, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[tuple[str, int | None], ...] = ()


def finish(draft: Draft, *, file: str, sha256: str, given: Metadata | None = None, key: str = "") -> Document:
    """The Document of a draft. Raises UnreadableDocument where there is no letter or digit in it."""
    if not any(c.isalnum() for c in draft.text):
        raise UnreadableDocument("holds no text", file=file)
    leftovers = find_leftovers(draft.text, (block.span for block in draft.blocks if block.kind in {"item", "table"}))
    taken = sorted(draft.marks, key=lambda mark: mark.span)
    markup = sorted((*taken, *(mark for mark in leftovers if not _covered(mark.span, taken))), key=lambda mark: mark.span)
    read = [*(block.span for block in draft.blocks), *(field.value for field in draft.infobox)]
    reference = [mark for mark in find_marks(draft.text, read) if not _covered(mark.span, markup)]
    blocks = tuple(block for block in draft.blocks if any(c.isalnum() for c in block.span.of(draft.text)))
    return Document(
        id=content_id("d", {"text": draft.text, "key": key}), file=file, text=draft.text, sha256=sha256,
        meta=merge(*([given] if given else []), draft.found), blocks=blocks, infobox=draft.infobox,
        marks=tuple(sorted((*markup, *reference), key=lambda mark: mark.span)), key=key)


def _covered(span: Span, markup: list[Mark]) -> bool:
    """Whether a mark of `markup` (in order, none overlapping another) overlaps `span`."""
    number = bisect_left(markup, span.end, key=lambda mark: mark.span.start) - 1
    return number >= 0 and markup[number].span.overlaps(span)


class Outline:
    """The path of headings above the place that is being read."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._open)

    @property
    def in_apparatus(self) -> bool:
        """Whether the text here is references, further reading and the like."""
        return any(words.casefold() in _APPARATUS for words in self.section)

    def enter(self, level: int, words: str) -> tuple[str, ...]:
        """Open a heading of `level` (1 is the highest); the path above it is returned."""
        self._open = [(depth, title) for depth, title in self._open if depth < level]
        above = self.section
        self._open.append((level, words))
        return above


class TextBuilder:
    """Lays out the blocks of a format whose markup is taken out: each with a blank line between, white space folded."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def add(self, kind: BlockKind, words: str, section: tuple[str, ...] = (), *, level: int = 0, day: Day | None = None,
            author: str | None = None) -> None:
        """Append one block; nothing happens where `words` is blank."""
        span = self.write(words)
        if span is not None:
            self._blocks.append(Block(kind, span, section, level, day, author))

    def write(self, words: str, gap: str = "\n\n") -> Span | None:
        """Append text that is no block (an infobox line) behind `gap`; its span, None where it is blank."""
        words = re.sub(r"\s+", " ", words).strip()
        if not words:
            return None
        if self._parts:
            self._parts.append(gap)
            self._length += len(gap)
        span = Span(self._length, self._length + len(words))
        self._parts.append(words)
        self._length = span.end
        return span

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks)
