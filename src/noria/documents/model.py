"""The document as the rest of Noria sees it. Offsets count code points of `Document.text`, which never changes once read.

For plain text and Markdown `text` is the file decoded, line ends as a single line feed, nothing else touched. For HTML, wikitext and feeds it
is the text that was taken out of the markup. Reference marks, front matter and other things that are not read stay in `text`,
so that offsets hold; `blocks` say what is to be read, `marks` what is to be passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from noria.values.day import Day
from noria.values.span import Span

BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "table", "dateline"]
MetaOrigin = Literal["option", "meta file", "file", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document besides its text. `origins` says where each value came from, by field name."""

    title: str | None = None
    publisher: str | None = None
    published: Day | None = None
    kind: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    origins: dict[str, MetaOrigin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that reads as one: a paragraph, a heading, a list item.

    `section` is the path of headings above it. `day` is a date that the block stands under by its layout alone (the date of an
    embedded post), not one that its sentences state.
    """

    kind: BlockKind
    span: Span
    section: tuple[str, ...] = ()
    level: int = 0
    day: Day | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference mark such as `[25]` (key "25"). It closes the words before it, wherever the layout puts it."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class InfoboxItem:
    """One entry of an infobox value; `depth` counts list bullets (0 for none), so that `A, * B, ** C` nests."""

    text: str
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class InfoboxField:
    """One infobox line. `span` is the whole line, `key` as written, `items` the value cut at its list marks."""

    key: str
    span: Span
    value: Span
    items: tuple[InfoboxItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`id` is addressed by content: the same text (and, in a feed, the same entry key) has the same id everywhere.

    `key` is the entry's own id in its feed, "" for a file that is one document; with `text` it re-derives `id`.
    """

    id: str
    file: str
    text: str
    sha256: str
    meta: Metadata
    blocks: tuple[Block, ...]
    infobox: tuple[InfoboxField, ...] = ()
    marks: tuple[Mark, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, with where and why; the rest of the run goes on."""

    file: str
    message: str
    line: int | None = None
