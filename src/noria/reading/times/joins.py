"""Neighbouring dates that lend each other what they leave out, and the ranges that two of them span.

In "from 3 to 9 May", "April and June 1955", "499–493 BC" and "30 November – 5 December 2024" the year (and the month, and BC) stands
once, at the last of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from noria.reading.times.forms import Calendar, Found
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed
from noria.reading.times.words import SEASON_MONTHS

_LENDS: Final = {K["DASH"], K["TO"], K["AND"], K["COMMA"], K["THE"], K["SLASHMARK"], K["PREP"], K["OF"], K["IN"], K["ON"]}
_RANGES: Final = {K["DASH"], K["TO"]}


def between(lexed: Lexed, left: Found, right: Found) -> str:
    """The classes of the tokens between two finds."""
    return lexed.kinds[left.last + 1:right.first]


def lend(lexed: Lexed, found: list[Found]) -> list[Found]:
    """The finds with gaps filled from the right-hand neighbour they are joined to."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        gap = between(lexed, out[i], out[i + 1])
        left, right = out[i].form, out[i + 1].form
        if not isinstance(left, Calendar) or not isinstance(right, Calendar) or not gap or len(gap) > 4:
            continue
        timed = left.part is not None and left.day is None and left.weekday is None and (right.day is not None or right.weekday is not None)
        if set(gap) - (_LENDS | {K["CAP"], K["TIME"], K["OTHER"]} if timed else _LENDS):
            continue
        if timed and not set(gap) & _RANGES:
            out[i] = replace(out[i], form=replace(
                left, year=right.year, month=right.month, day=right.day, weekday=right.weekday, of=right.of))
            continue
        if not set(gap) & {K["DASH"], K["TO"], K["AND"], K["COMMA"], K["SLASHMARK"]}:
            continue
        filled = _fill(left, right, spans=bool(set(gap) & _RANGES) or spans_range(lexed, out[i], out[i + 1]))
        if filled is not left:
            out[i] = replace(out[i], form=filled)
    return out


def _fill(left: Calendar, right: Calendar, *, spans: bool) -> Calendar:
    if right.year is None:
        return left
    if left.year is not None:
        if right.year <= 0 < left.year and (left.maybe_bc or left.month is None) and 1 - left.year <= right.year:
            return replace(left, year=1 - left.year, maybe_bc=False)
        return left
    if left.month is None and left.season is None and not (left.day is not None and right.day is not None):
        return left
    if left.of is not None or ((left.season is None) != (right.season is None) and right.month is None and right.season is None):
        return left
    month = left.month if left.month is not None or left.season is not None else right.month
    ends = right.month if right.month is not None else SEASON_MONTHS[right.season][0] if right.season is not None else 12
    begins = left.month if left.month is not None else SEASON_MONTHS[left.season][0] if left.season is not None else 1
    year = right.year - (spans and begins > ends)
    return replace(left, year=year, month=month)


def spans_range(lexed: Lexed, left: Found, right: Found) -> bool:
    """Whether two dates are the ends of one stretch: "3–9 May", "from A to B", "between A and B"."""
    gap = [k for k in between(lexed, left, right) if k != K["THE"]]
    if gap == [K["COMMA"], K["AND"]]:
        gap = gap[1:]
    if len(gap) != 1:
        return False
    if gap[0] in _RANGES:
        return True
    return gap[0] == K["AND"] and lexed.word(left.first - 1) == "between"
