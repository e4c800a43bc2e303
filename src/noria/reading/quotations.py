"""Direct speech: what stands in quotation marks, over as many sentences and paragraphs as it runs."""

from __future__ import annotations

import re

from noria.documents.model import Document
from noria.values.span import Span

_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
# Fewer words in quotation marks are a term or a name.
_WORDS = 4


def quotations(document: Document) -> tuple[Span, ...]:
    """The quotations of a document in order, from the opening mark to behind the closing one; those of a few words are left out.

    A quotation that its paragraph leaves open goes on where the next paragraph opens with a mark; else it ends with its paragraph.
    """
    text = document.text
    out: list[Span] = []
    start: int | None = None
    for number, block in enumerate(document.blocks):
        first = block.span.start
        going_on = start is not None
        for mark in _MARK.finditer(text, block.span.start, block.span.end):
            i, c = mark.start(), mark[0]
            if i == first and going_on:
                continue
            before = text[i - 1] if i > block.span.start else " "
            opens = c in _OPENING or (c == _STRAIGHT and (before.isspace() or before in "([—–-") and text[i + 1 : i + 2].strip() != "")
            if opens and start is None:
                start = i
            elif not opens and start is not None:
                out.append(Span(start, i + 1))
                start = None
        after = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        if start is not None and (after is None or text[after.span.start] not in _OPENING + _STRAIGHT):
            out.append(Span(start, block.span.end))
            start = None
    return tuple(span for span in out if len(span.of(text).split()) >= _WORDS)
