"""Markdown with or without front matter. The text is left as it is; blocks say what is read, marks what of a block is passed over.

No block: front matter, pictures (their alternative text is a file name more often than a sentence), rules, fenced code, link and
footnote definitions, and the apparatus at the end of an article. Passed over inside a block: `**`, `*`, `_`, backticks, a link's
brackets and address, HTML tags, `>`. A table gives one block a row, its header row with level 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noria.documents.draft import Draft, Outline
from noria.documents.frontmatter import read_front_matter
from noria.documents.metadata import merge, with_origin
from noria.documents.model import Block, Mark, Metadata
from noria.documents.prose import Line, lines_of, running_text
from noria.values.span import Span

_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?")
_EMPTY_HEADING = re.compile(r"#{1,6}")
_ITEM = re.compile(r"(?:(?:[*+-]|\d{1,3}[.)])[ \t]+|[•‣▪◦][ \t]*)(?=\S)")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_\s][^*_]{0,90}[^*_.:,;\s])(?:\*\*|__)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BELOW_ALL = 7  # the level of a line in bold that stands as a heading
_ROW = re.compile(r"\|.*\|?")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?")
_DEFINITION = re.compile(r"\[[^\]]+\]:[ \t].*")
# "[object Object]" is what a careless exporter writes where a reference stood.
_JUNK = re.compile(r"(?:\[object Object\]\s*)+")
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,400}}(?:\[[^\[\]\n]{{0,200}}\]?[^\[\]\n]{{0,200}}){{0,2}}\]{_TARGET}")
_LINK = re.compile(rf"\[(?P<label>[^\[\]]+)\](?P<target>{_TARGET})")
_FOOTNOTE = re.compile(r"\[\^(?P<key>[^\]\s]{1,30})\]")
_REF = re.compile(r"<ref\b(?P<attributes>[^<>]*?)(?:/>|>.*?</ref>)", re.IGNORECASE | re.DOTALL)
_REF_NAME = re.compile(r"name\s*=\s*\"?(?P<name>[^\"/>]+)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?\s*>|<!--.*?-->", re.DOTALL)
_DELIMITER = re.compile(r"\*{1,3}|_{1,3}|\n")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_CODE = re.compile(r"`+")


def looks_like_markdown(text: str) -> bool:
    """Whether `text` has `#` headings, pictures or links in Markdown's form."""
    return bool(re.search(r"^#{1,6} \S", text, re.MULTILINE) or _IMAGE.search(text)
                or len(_LINK.findall(text)) >= 2 or len(re.findall(r"\*\*[^*\n]+\*\*", text)) >= 2)


def read_markdown(text: str) -> Draft:
    front = read_front_matter(text)
    blocks = tuple(_blocks(text, lines_of(text, front.end)))
    title = next((block.span.of(text) for block in blocks if block.kind == "title"), None)
    marks = sorted((mark for block in blocks for mark in _inline(text, block.span)), key=lambda mark: mark.span)
    found: Metadata = merge(front.found, with_origin("file", title=title))
    return Draft(text=text, blocks=blocks, found=found, infobox=front.infobox, marks=_apart(marks),
                 problems=(front.problem,) if front.problem else ())


def _blocks(text: str, lines: list[Line]) -> Iterator[Block]:
    outline, title_seen = Outline(), False
    group: list[Line] = []
    fenced = False
    comments = [Span(*match.span()) for match in _COMMENT.finditer(text)] if "<!--" in text else []
    for number, line in enumerate([*lines, Line(Span(len(text), len(text)), 0)]):
        words = line.span.of(text)
        fence = words.startswith(("```", "~~~"))
        hidden = any(comment.contains(line.span) for comment in comments)
        plain = bool(words) and not (fenced or fence or hidden) and _is_plain(words)
        if group and not (plain and _goes_on(text, group, line)):
            yield from _paragraph(text, group, outline)
            group = []
        if hidden:
            continue
        fenced ^= fence
        heading = None if fenced or fence else _HEADING.fullmatch(text, line.span.start, line.span.end)
        if heading is not None:
            span = _without_junk(text, Span(*heading.span("words")))
            level = len(heading["level"])
            if span and level == 1 and not title_seen and not outline.section:
                title_seen = True
                yield Block("title", span, (), 1)
            elif span:
                above = outline.enter(level, span.of(text))
                if not outline.in_apparatus:
                    yield Block("heading", span, above, level)
        elif plain:
            bold = None if group else _BOLD_LINE.fullmatch(text, line.span.start, line.span.end)
            if bold is None:
                group.append(line)
            elif not outline.in_apparatus:
                above = outline.enter(_BELOW_ALL, bold["words"])
                yield Block("heading", Span(*bold.span("words")), above, _BELOW_ALL)
        elif not fenced and _ROW.fullmatch(words) and not _RULE.fullmatch(words) and not outline.in_apparatus:
            yield from _row(text, line, outline, header=number + 1 < len(lines) and bool(_RULE.fullmatch(lines[number + 1].span.of(text))))


def _goes_on(text: str, group: list[Line], line: Line) -> bool:
    """Whether `line` belongs to the paragraph or item before it: an item goes on where the line is indented or begins in lower case."""
    words = line.span.of(text)
    if _ITEM.match(words):
        return False
    in_item = _ITEM.match(text, group[0].span.start, group[0].span.end) is not None
    return not in_item or line.width - len(line.span) >= 2 or words[0].islower()


def _is_plain(words: str) -> bool:
    """Whether a line is running text, not a block of its own kind and not one without words."""
    special = (_HEADING, _EMPTY_HEADING, _RULE, _DEFINITION, _ROW, _JUNK)
    if any(pattern.fullmatch(words) for pattern in special):
        return False
    return bool(_IMAGE.sub("", _TAG.sub("", words)).strip())


def _paragraph(text: str, group: list[Line], outline: Outline) -> Iterator[Block]:
    """The block of consecutive lines; the first may begin with a list bullet, whose depth is the indentation's."""
    if outline.in_apparatus:
        return
    span = Span(group[0].span.start, group[-1].span.end)
    item = _ITEM.match(text, span.start, span.end)
    if item is None:
        yield from running_text(text, span, outline.section)
    else:
        yield Block("item", Span(item.end(), span.end), outline.section, 1 + (group[0].width - len(group[0].span)) // 2)


def _row(text: str, line: Line, outline: Outline, *, header: bool) -> Iterator[Block]:
    start, end = line.span.start, line.span.end
    while start < end and text[start] in "| \t":
        start += 1
    while end > start and text[end - 1] in "| \t":
        end -= 1
    if start < end:
        yield Block("table", Span(start, end), outline.section, 1 if header else 0)


def _without_junk(text: str, span: Span) -> Span:
    junk = _JUNK.search(text, span.start, span.end)
    end = junk.start() if junk else span.end
    return Span(span.start, span.start + len(text[span.start:end].rstrip()))


def _inline(text: str, span: Span) -> Iterator[Mark]:
    """The markup inside one block, and its footnote references."""
    at = (span.start, span.end)
    for pattern in (_IMAGE, _TAG, _CODE, _QUOTE, _JUNK):
        for match in pattern.finditer(text, *at):
            if match[0].strip():
                yield Mark(Span(*match.span()), "")
    for match in _REF.finditer(text, *at):
        name = _REF_NAME.search(match["attributes"])
        yield Mark(Span(*match.span()), name["name"].strip() if name else "")
    for match in _FOOTNOTE.finditer(text, *at):
        yield Mark(Span(*match.span()), match["key"])
    for match in _LINK.finditer(text, *at):
        yield Mark(Span(match.start(), match.start() + 1), "")
        yield Mark(Span(match.end("label"), match.end()), "")
    yield from _emphasis(text, span)


def _emphasis(text: str, span: Span) -> Iterator[Mark]:
    """The `*` and `_` runs that open and close emphasis on one line: an opening run stands before a word, a closing one behind."""
    open_: dict[str, Span] = {}
    for match in _DELIMITER.finditer(text, span.start, span.end):
        run, here = match[0], Span(*match.span())
        if run == "\n":
            open_.clear()
            continue
        before = text[here.start - 1] if here.start > span.start else " "
        after = text[here.end] if here.end < span.end else " "
        inside_word = run[0] == "_" and before.isalnum() and after.isalnum()
        if run in open_ and not before.isspace() and not inside_word:
            yield Mark(open_.pop(run), "")
            yield Mark(here, "")
        elif not after.isspace() and not inside_word and before != "\\":
            open_[run] = here


def _apart(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks without those that overlap an earlier or wider one."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if not out or mark.span.start >= out[-1].span.end:
            out.append(mark)
    return tuple(out)
