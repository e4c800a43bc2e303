"""The plain-text dump of an encyclopedia article: `= Title =`, `Infobox` and `- Key: value` lines, `== Section ==`, ` * ` items.

The text is left as it is. Lines in between are read like plain text, so a heading that lost its marks ("May 24") is still one.
"""

from __future__ import annotations

import re

from noria.documents.draft import Draft, Outline
from noria.documents.infobox import FIELD, read_field
from noria.documents.metadata import with_origin
from noria.documents.model import Block, InfoboxField
from noria.documents.prose import Line, body_blocks, lines_of, paragraphs
from noria.values.span import Span

_HEADING = re.compile(r"(={1,6})\s*(?P<words>[^=\s](?:.*?[^=\s])?)\s*\1")
_INFOBOX = re.compile(r"Infobox\b[^.]{0,60}")


def looks_like_dump(text: str) -> bool:
    """Whether `text` begins with `= Title =`, or has an infobox of `- Key: value` lines or `== Section ==` lines."""
    lines = [line for line in lines_of(text) if line.span][:400]
    if lines and (_HEADING.fullmatch(text, lines[0].span.start, lines[0].span.end) or _infobox_at(text, lines, 0)):
        return True
    return sum(_HEADING.fullmatch(text, line.span.start, line.span.end) is not None for line in lines) >= 2


def read_dump(text: str) -> Draft:
    lines, outline = lines_of(text), Outline()
    blocks: list[Block] = []
    infobox: list[InfoboxField] = []
    title: str | None = None
    waiting: list[Line] = []
    at = 0

    def settle() -> None:
        if not outline.in_apparatus:
            blocks.extend(body_blocks(text, paragraphs(text, waiting), outline.section))
        waiting.clear()

    while at < len(lines):
        span = lines[at].span
        heading = _HEADING.fullmatch(text, span.start, span.end)
        if heading is not None:
            settle()
            words = Span(*heading.span("words"))
            if title is None and len(heading[1]) == 1:
                title = words.of(text)
                blocks.append(Block("title", words, (), 1))
            else:
                above = outline.enter(len(heading[1]), words.of(text))
                if not outline.in_apparatus:
                    blocks.append(Block("heading", words, above, len(heading[1])))
        elif _infobox_at(text, lines, at):
            settle()
            at, fields = _fields(text, lines, at + 1)
            infobox.extend(fields)
            continue
        else:
            waiting.append(lines[at])
        at += 1
    settle()
    return Draft(text=text, blocks=tuple(blocks), infobox=tuple(infobox), found=with_origin("file", title=title, kind="encyclopedia"))


def _infobox_at(text: str, lines: list[Line], at: int) -> bool:
    """Whether line `at` says "Infobox" and the next one is a field."""
    if at + 1 >= len(lines) or not _INFOBOX.fullmatch(text, lines[at].span.start, lines[at].span.end):
        return False
    return _is_field(text, lines[at + 1])


def _is_field(text: str, line: Line) -> bool:
    return FIELD.fullmatch(text, line.span.start, line.span.end) is not None


def _fields(text: str, lines: list[Line], at: int) -> tuple[int, list[InfoboxField]]:
    """The fields from line `at` up to a blank line or a heading; a line that begins no field goes on with the one before."""
    spans: list[Span] = []
    while at < len(lines) and lines[at].span and not _HEADING.fullmatch(text, lines[at].span.start, lines[at].span.end):
        if _is_field(text, lines[at]) or not spans:
            spans.append(lines[at].span)
        else:
            spans[-1] = Span(spans[-1].start, lines[at].span.end)
        at += 1
    fields = (read_field(text, span) for span in spans)
    return at, [field for field in fields if field is not None]
