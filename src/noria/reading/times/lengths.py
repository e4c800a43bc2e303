"""Builders of durations: "three weeks", "the past 24 hours", "the first week of May", "46-day"."""

from __future__ import annotations

from typing import Final

from noria.reading.times import guards
from noria.reading.times import words as w
from noria.reading.times.dates import calendar
from noria.reading.times.tokens import duration, rate, count_in, unit_of
from noria.reading.times.forms import Calendar, Found, Length, Position
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed

_NEAR: Final = {K["NEXT"], K["LAST"], K["PAST"], K["SAME"], K["THIS"]}


def stretch(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the next two weeks", "the past 24 hours", "the following days"."""
    at = end - 1
    word = next(lexed.word(i) for i in range(first, end) if lexed.kinds[i] in _NEAR | {K["ORDWORD"]})
    toward = w.NEIGHBOURS.get(word, 0)
    if (word in w.ORDINALS and word != "first") or (word == "this" and K["DASH"] in lexed.kinds[first:end]):  # "this five-month siege"
        return []
    numbered = any(lexed.kinds[i] in {K["WORD"], K["DAY"], K["NUM"], K["BIG"], K["SOME"]} for i in range(first, at))
    if lexed.kinds[at] == K["UNIT"] and not numbered and not (lexed.kinds[first] == K["THE"] and word == "past"):
        return []
    if lexed.kinds[at] == K["UNIT"]:
        toward = -1
    count = count_in(lexed, first + (lexed.kinds[first] == K["THE"]), at) if numbered else None
    if lexed.kinds[at] == K["UNIT"] and not numbered:
        count = 1
    unit = unit_of(lexed, at)
    return [Found(first, at, Length(duration(count, unit), unit, count, toward))]


def edge_stretch(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the first week of May", "the last two months of 1951"."""
    at = next(i for i in range(first, end) if lexed.kinds[i] in {K["UNIT"], K["UNITS"]})
    inner = next(i for i in range(at + 1, end) if lexed.kinds[i] in {K["MONTH"], K["ABBR"], K["YEAR"], K["NUM"], K["DAY"]})
    period = calendar(lexed, inner, end)
    head = first + (lexed.kinds[first] == K["THE"])
    word = lexed.word(head)
    if not period or not isinstance(period[0].form, Calendar) or (word in w.ORDINALS and unit_of(lexed, at) not in {"W", "D", "M", "TH"}):
        return []
    unit = unit_of(lexed, at)
    count = count_in(lexed, head + 1, at) if at > head + 1 else 1
    nth = w.ORDINALS.get(word, 1)
    if nth > 1 and unit == "D":
        return []
    if count == 1 and lexed.kinds[at] == K["UNITS"]:
        count = None
    side: Position = "late" if word in {"last", "final", "late"} else "early"
    if nth > 1:
        return [Found(first, period[0].last, Length(duration(count, unit), unit, float(nth), 0, period[0].form, "mid"))]
    return [Found(first, period[0].last, Length(duration(count, unit), unit, count, 0, period[0].form, side))]


def length(lexed: Lexed, first: int, end: int) -> list[Found]:
    at = next(i for i in range(first, end) if lexed.kinds[i] in {K["UNIT"], K["UNITS"]})
    unit = unit_of(lexed, at)
    head = lexed.kind(at - 1)
    if head == K["A"] and lexed.kinds[at] == K["UNIT"] and (rate(lexed, first) or unit in {"TS", "TM"}):
        return []
    if lexed.kinds[at] == K["UNIT"] and head not in {K["A"], K["DASH"], K["WORD"], K["SOME"], K["DAY"], K["NUM"]}:
        return []
    if guards.clock_like(lexed, first, at) or (lexed.kind(first - 1) == K["DASH"] and lexed.kinds[first] == K["WORD"]):
        return []
    start = first
    count = count_in(lexed, first, at)
    if head == K["A"] and lexed.kinds[at] == K["UNITS"]:
        count = None
    if K["HALF"] in lexed.kinds[at:end] and count is not None:
        count += 0.5
    return [Found(start, end - 1, Length(duration(count, unit), unit, count))]


def half_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    unit = unit_of(lexed, end - 1)
    count = count_in(lexed, first, end - 2)
    return [Found(first, end - 1, Length(duration(None if count is None else count + 0.5, unit), unit, count))]


def qualified_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"two bloody weeks", "a single year", "three long months": one adjective between the number and the unit."""
    unit, middle = unit_of(lexed, end - 1), lexed.word(end - 2)
    if unit not in {"D", "W", "M", "Y", "TH", "DE"} or not middle.isalpha() or middle in w.COUNTED - {"more", "additional"}:
        return []
    count = count_in(lexed, first, end - 2)
    if lexed.kinds[end - 1] == K["UNIT"] and count != 1:
        return []
    return [Found(first, end - 1, Length(duration(count, unit), unit, count))]


def bare_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    unit = unit_of(lexed, first)
    if end - first == 1 and (lexed.kind(first - 1) not in {K["PREP"], K["IN"], K["AFTER"], K["AND"], K["THAN"], K["OF"], K["APPROX"]} or unit == "TS"):
        return []
    return [Found(first, end - 1, Length(duration(None, unit), unit, None))]
