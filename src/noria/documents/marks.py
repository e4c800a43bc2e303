"""Reference marks in running text: `[25]`, `[8][17]`, `[note 3]`, `[a]`, `[citation needed]`.

A mark closes the words before it, wherever the layout puts it: `… fell.[4]`, `… fell. [4] The next …` and a line that begins with
`[4]` all give [4] to the words before. Where a mark stands at the very head of a block, those words are in another block, or, in an
excerpt that gives each sentence a line of its own, not in the text at all. Nothing in the layout tells the two cases apart, so such a
mark belongs to no sentence; it is passed over like every other.

A Mark with an empty key is markup (`**`, `](url)`), passed over and never a citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from noria.documents.model import Document, Mark
from noria.values.span import Span

_NOTICES = (r"citations? needed|clarification needed|verification needed|better source needed|full citation needed|page needed|"
            r"attribution needed|failed verification|not in citation given|unreliable source\??|original research\??|dubious|"
            r"according to whom\??|by whom\??|who\?|when\?|where\?|which\?|why\?|how\?|dead link|update|needs update|sic")
_MARK = re.compile(
    rf"\[(?P<key>\d{{1,3}}|(?:note|nb|n|fn|ref)\.? ?\d{{1,3}}|(?P<letter>[a-zA-Z]{{1,2}})|(?P<notice>(?:{_NOTICES})(?: ?[–-] ?discuss)?))\]"
    r"(?P<page>:\s?\d+(?:[–-]\d+)?(?![\w.,]\d))?", re.IGNORECASE)
_LEFTOVER = re.compile(r"(?P<head>\|\s*|)(?P<file>[^|\n.:]{1,80}\.(?:svg|png|jpe?g|gif)\b:?)", re.IGNORECASE)


def find_leftovers(text: str, within: Iterable[Span]) -> tuple[Mark, ...]:
    """File names of flags and maps that a careless export left at the head of a list item or table cell ("Flag of X.svg 3 May …")."""
    return tuple(Mark(Span(*match.span("file")), "") for span in within for match in _LEFTOVER.finditer(text, span.start, span.end)
                 if match["head"] or match.start() == span.start)


def find_marks(text: str, within: Iterable[Span]) -> tuple[Mark, ...]:
    """The reference marks of `text` inside the spans `within`, in order. `[h]e` and `to [a] friend` are an editor's words, not marks."""
    out: list[Mark] = []
    for span in within:
        for match in _MARK.finditer(text, span.start, span.end):
            if match["letter"] is None or _closes(text, match, span, out):
                out.append(Mark(Span(match.start(), match.end()), re.sub(r"\s+", " ", match["key"])))
    return tuple(sorted(out, key=lambda mark: mark.span))


def _closes(text: str, match: re.Match[str], within: Span, before: list[Mark]) -> bool:
    """Whether a lettered mark hangs on the word before it and starts no word itself."""
    glued = match.start() > within.start and not text[match.start() - 1].isspace()
    after_mark = bool(before) and before[-1].span.end == match.start()
    opens_quote = glued and not after_mark and text[match.start() - 1] in "\"'“‘([—–-/"
    starts_word = match.end() < len(text) and text[match.end()].isalnum()
    return (glued or after_mark) and not opens_quote and not starts_word


def citations_for(document: Document, span: Span) -> tuple[str, ...]:
    """The keys of the marks that close the words of `span`: those inside it behind a word of it, and those right behind its end.

    Marks before the first word of `span` belong to what stands before it. Keys in order of the text, each once.
    """
    block = _home(document, span)
    if block is None:
        return ()
    marks, keys = document.marks, []
    for number in range(bisect_left(marks, span.start, key=lambda mark: mark.span.start), len(marks)):
        mark = marks[number]
        if mark.span.start >= block.end:
            break
        owner = _last_word(document.text, marks, number, block.start)
        if owner is not None and owner >= span.end:
            break
        if owner is not None and owner >= span.start and mark.key:
            keys.append(mark.key)
    return tuple(dict.fromkeys(keys))


def _home(document: Document, span: Span) -> Span | None:
    """The block or infobox value that `span` stands in: a mark never looks for its words beyond it."""
    at = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    if at >= 0 and document.blocks[at].span.overlaps(span):
        return document.blocks[at].span
    return next((field.value for field in document.infobox if field.span.overlaps(span)), None)


def _last_word(text: str, marks: tuple[Mark, ...], number: int, floor: int) -> int | None:
    """Offset of the last letter or digit before mark `number` that is in no mark, not before `floor`."""
    at = marks[number].span.start - 1
    number -= 1
    while at >= floor:
        while number >= 0 and marks[number].span.start > at:
            number -= 1
        if number >= 0 and marks[number].span.end > at:
            at = marks[number].span.start - 1
        elif text[at].isalnum():
            return at
        else:
            at -= 1
    return None
