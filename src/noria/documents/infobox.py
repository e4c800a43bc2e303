"""Infobox values: lists that were flattened into one line (`A, * B, ** C, D | E`) cut back into entries, each with its exact place.

An entry ends at a comma with white space behind it, at ` | `, at a list bullet and at a line end; not inside parentheses, not inside a
date ("May 23 – October 23, 2017") and not inside a number ("115,000"). Entries that lost their content (", ,") are left out; leftovers
of flag images ("20px", "Flag of X.svg") are cut from the head of an entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from noria.documents.model import InfoboxField, InfoboxItem
from noria.values.span import Span

FIELD = re.compile(r"[-*•]\s*(?P<key>[A-Za-z][\w .'/()-]{0,40}?)\s*:(?:\s+(?P<value>.*)|$)", re.DOTALL)
_LEFTOVER = re.compile(r"\s*(?:(?:\d{1,3}x)?\d{1,3}px\b|(?:File:|Image:)?[^,|*\n]{1,80}?\.(?:svg|png|jpe?g|gif)\b|undefined\b|\(\s*\))[\s,]*",
                       re.IGNORECASE)
_CUT = re.compile(r"(?P<stop>,(?=[\s,*]|$)|\||\n)|(?P<bullet>(?<=[\s,|])\*+)", re.MULTILINE)
_DATE_HEAD = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}$")
_LAST_MARK = re.compile(r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3}|citation needed)\](?:[\s,;|]*)\Z")
_YEAR = re.compile(r",\s+\d{4}\b")


def read_field(text: str, line: Span) -> InfoboxField | None:
    """The infobox line at `line` (`- Key: value`), None where it is none."""
    match = FIELD.fullmatch(text, line.start, line.end)
    if match is None:
        return None
    value = Span(*match.span("value")) if match["value"] else Span(line.end, line.end)
    return make_field(text, match["key"].strip(), line, value)


def make_field(text: str, key: str, line: Span, value: Span) -> InfoboxField:
    """An infobox field whose value stands at `value`."""
    return InfoboxField(key, line, value, split_value(text, value))


def split_value(text: str, value: Span) -> tuple[InfoboxItem, ...]:
    """The entries of the value at `value`, in order; `depth` counts the bullets before an entry, 0 where there are none."""
    shut = _parentheses(text, value)
    items: list[InfoboxItem] = []
    start, depth = value.start, 0
    for cut in _CUT.finditer(text, value.start, value.end):
        if _in_parentheses(cut.start(), shut) or (cut["stop"] == "," and _in_date(text, value.start, cut.start())):
            continue
        _append(text, Span(start, cut.start()), depth, items)
        start = cut.end()
        depth = len(cut["bullet"]) if cut["bullet"] else 0
    _append(text, Span(start, value.end), depth, items)
    return tuple(items)


def _append(text: str, piece: Span, depth: int, items: list[InfoboxItem]) -> None:
    start, end = piece.start, _content_end(text, piece)
    while (leftover := _LEFTOVER.match(text, start, end)) is not None:
        start = leftover.end()
    while start < end and _is_edge(text[start]):
        start += 1
    if any(c.isalnum() for c in text[start:end]):
        items.append(InfoboxItem(re.sub(r"\s+", " ", text[start:end]), Span(start, end), depth))


def _content_end(text: str, piece: Span) -> int:
    """Where `piece` ends once separators, reference marks and empty parentheses are taken off its end."""
    end = piece.end
    while end > piece.start:
        mark = _LAST_MARK.search(text, max(piece.start, end - 24), end)
        if mark is not None:
            end = mark.start()
        elif _is_edge(text[end - 1]):
            end -= 1
        elif text[end - 1] == ")" and (bare := text[piece.start:end - 1].rstrip()).endswith("("):
            end = piece.start + len(bare) - 1
        else:
            break
    return end


def _is_edge(char: str) -> bool:
    return char.isspace() or char in ",;|"


def _parentheses(text: str, value: Span) -> list[tuple[int, int]]:
    """The outermost closed pairs of parentheses; one that is never closed holds nothing together."""
    pairs: list[tuple[int, int]] = []
    open_: list[int] = []
    for at in range(value.start, value.end):
        if text[at] == "(":
            open_.append(at)
        elif text[at] == ")" and open_:
            start = open_.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at))
    return pairs


def _in_parentheses(at: int, pairs: list[tuple[int, int]]) -> bool:
    number = bisect_right(pairs, at, key=lambda pair: pair[0]) - 1
    return number >= 0 and pairs[number][0] < at < pairs[number][1]


def _in_date(text: str, start: int, comma: int) -> bool:
    return bool(_YEAR.match(text, comma)) and bool(_DATE_HEAD.search(text[max(start, comma - 16):comma]))
