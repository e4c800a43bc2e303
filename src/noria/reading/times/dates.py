"""Builders of dates: days, months, years, seasons, decades, centuries, clock times. A builder that returns nothing refuses the match."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from noria.reading.times import guards
from noria.reading.times import words as w
from noria.reading.times.tokens import number, position
from noria.reading.times.forms import Calendar, Found, Pointer
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed

_NEAR: Final = {K["NEXT"], K["LAST"], K["PAST"], K["SAME"], K["THIS"]}


def calendar(lexed: Lexed, first: int, end: int) -> list[Found]:
    """Days, months, years, decades, times of day: whatever the tokens name, in any order."""
    kinds = lexed.kinds[first:end]
    if K["ABBR"] in kinds and not any(K[k] in kinds for k in ("DAY", "ORD", "YEAR")):
        return []
    end = guards.trim_year(lexed, first, end)
    year, month, day, weekday, decade, part = None, None, None, None, None, None
    offset: int | None = None
    short = False
    dated = any(K[k] in kinds for k in ("MONTH", "ABBR"))
    for i in range(first, end):
        kind, word = lexed.kinds[i], lexed.word(i)
        if kind == K["YEAR"] or (kind in {K["NUM"], K["DAY"]} and _has_era(lexed, i)):
            year = int(word)
        elif kind == K["SHORTYEAR"]:
            year, short = int(word[-2:]), True
        elif kind in {K["DAY"], K["ORD"]} and dated and day is None:
            day = number(lexed, i)
        elif kind == K["DAY"] and lexed.kind(i + 1) == K["AMPM"]:
            part = _clock(word, lexed.word(i + 1))
        elif kind in {K["MONTH"], K["ABBR"]}:
            month = w.MONTHS.get(word) or w.MONTH_ABBREVIATIONS[word]
        elif kind == K["WEEKDAY"]:
            weekday = w.WEEKDAYS[word]
        elif kind == K["UNITS"] and part is None and dated and word == "hours":
            part = "TMO"
        elif kind == K["PART"]:
            part = w.PARTS_OF_DAY[word]
        elif kind == K["DECADE"]:
            decade = _decade(word)
        elif kind in {K["CLOCK"], K["MIL"]}:
            part = _clock(word, lexed.word(i + 1))
        elif kind in _NEAR and offset is None:
            offset = w.NEIGHBOURS.get(word, 0)
    if K["ERA"] in lexed.kinds[first:end] and year is not None:
        year = 1 - year
    if K["ERA"] in lexed.kinds[first:end] and decade is not None:
        decade = -decade
    if (day is not None and not 1 <= day <= 31) or not guards.accepts(lexed, first, end, month=month, year=year, day=day):
        return []
    if (part is None and K["CLOCK"] in kinds) or (K["MIL"] in kinds and part is None):
        return []
    where, half = position(lexed, first, end) if day is None and lexed.kinds[first] != K["LATER"] else (None, None)
    return [Found(first, end - 1, Calendar(
        year=year, month=month, day=day, weekday=weekday, decade=decade, part=part, of=offset, position=where, half=half, short=short))]


def _has_era(lexed: Lexed, i: int) -> bool:
    """"216 BC", "70 AD", "AD 70"."""
    return lexed.kind(i + 1) in {K["ERA"], K["AD"]} or lexed.kind(i - 1) == K["AD"]


def days(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"25–28 February 2022", "May 6 and 7": each day an expression of its own, the one beside the month with month and year."""
    months = [i for i in range(first, end) if lexed.kinds[i] in {K["MONTH"], K["ABBR"]}]
    at = months[0]
    numbers = [i for i in range(first, end) if lexed.kinds[i] in {K["DAY"], K["ORD"]}]
    before = numbers[0] < at
    if not before and guards.counts(lexed, numbers[-1]) and lexed.kind(numbers[-1] + 1) != K["COMMA"]:
        return []
    if lexed.kind(first - 1) == K["CAP"] and lexed.gap(first - 1):
        return []
    core = (numbers[-1], end) if before else (at, numbers[0] + 1)
    full = calendar(lexed, *core) if before else calendar(lexed, at, end)
    if not full or not isinstance(full[0].form, Calendar):
        return []
    form = full[0].form
    out = []
    for i in numbers:
        start = i - 1 if i > first and lexed.kinds[i - 1] == K["THE"] else i
        last = i
        if before and i == numbers[-1]:
            last = full[0].last
        if not before and i == numbers[0]:
            start = first
        if not before and i == numbers[-1]:
            last = full[0].last
        day = number(lexed, i)
        if day is None or not 1 <= day <= 31:
            return []
        out.append(Found(start, last, Calendar(year=form.year, month=form.month, day=day, of=form.of)))
    return out


def night(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the night of 7–8 March": one time, from the first day into the second."""
    at = next(i for i in range(first, end) if lexed.kinds[i] == K["PART"])
    numbers = [i for i in range(at + 1, end) if lexed.kinds[i] in {K["DAY"], K["ORD"]}]
    inner = calendar(lexed, numbers[1], end)
    if not inner or not isinstance(inner[0].form, Calendar):
        return []
    form = replace(inner[0].form, day=number(lexed, numbers[0]), until=inner[0].form.day, part=w.PARTS_OF_DAY[lexed.word(at)])
    return [Found(first, inner[0].last, form)]


def years(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"1942–43": the second year is short."""
    start = calendar(lexed, first, first + 1)
    whole, short = int(lexed.word(first)), int(lexed.word(end - 1))
    if not start or len(lexed.word(end - 1)) != 2 or short <= whole % 100 or lexed.kind(end) in {K["MONTH"], K["ABBR"]}:
        return []
    return [*start, Found(end - 1, end - 1, Calendar(year=whole - whole % 100 + short))]


def ancient_year(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"in 496" is a year only in a text that counts years BC; the resolver decides."""
    i = first
    year = int(lexed.word(i))
    if end != i + 1 or year < 32 or guards.counts(lexed, i) or lexed.kind(i + 1) in {K["ERA"], K["AD"], K["MONTH"]}:
        return []
    return [Found(i, i, Calendar(year=year, maybe_bc=True))]


def season(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"spring 1916", "the winter", "late summer of that year"; "fall" only where an article or a year shows it is autumn."""
    end = guards.trim_year(lexed, first, end)
    at = next((i for i in range(first, end) if lexed.kinds[i] in {K["SEASON"], K["FALL"]}), None)
    if at is None or lexed.word(at - 1) == "final" or (first == at and not guards.season_like(lexed, at)):
        return []
    year_at = next((i for i in range(first, end) if lexed.kinds[i] in {K["YEAR"], K["NUM"], K["DAY"], K["SHORTYEAR"]}), None)
    if lexed.kinds[at] == K["FALL"] and (year_at is None or (lexed.kind(first - 1) == K["A"])) and not (
            lexed.kind(at - 1) in {K["THIS"], K["NEXT"], K["LAST"], K["EARLY"]} and lexed.kind(at + 1) != K["OF"]):
        return []
    inner = calendar(lexed, year_at, min(end, year_at + 2)) if year_at is not None else []
    dated = inner[0].form if inner and isinstance(inner[0].form, Calendar) else Calendar()
    offset = next((w.NEIGHBOURS.get(lexed.word(i), 0) for i in range(first, end) if lexed.kinds[i] in _NEAR), None)
    where, half = position(lexed, first, at)
    return [Found(first, end - 1, Calendar(
        year=dated.year, season=w.SEASONS.get(lexed.word(at), "FA"), position=where, half=half, of=offset, short=dated.short))]


def century(lexed: Lexed, first: int, end: int) -> list[Found]:
    at = next(i for i in range(first, end) if lexed.kinds[i] == K["UNIT"])
    if lexed.word(at) != "century":
        return []
    tokens = [i for i in range(first, at) if lexed.kinds[i] in {K["ORD"], K["ORDWORD"], K["WORD"]}]
    count = sum(number(lexed, i) or 0 for i in tokens[-2:])
    where, half = position(lexed, first, tokens[0])
    signed = -count if K["ERA"] in lexed.kinds[at:end] else count
    return [Found(first, end - 1, Calendar(century=signed, position=where, half=half))]


def ordinal_day(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"on the 5th", not "the 5th Division"."""
    following = lexed.kind(end)
    if following in {K["CAP"], K["UNIT"], K["DASH"], K["OF"]} or lexed.word(end) in w.NOT_AFTER_ORDINAL:
        return []
    if following == K["AND"] and lexed.kind(end + 1) in {K["ORD"], K["THE"], K["ORDWORD"]}:
        return []  # "the 5th and 7th Divisions"
    return [Found(first, end - 1, Calendar(day=number(lexed, end - 1)))]


def feast(lexed: Lexed, first: int, end: int) -> list[Found]:
    year_at = next((i for i in range(first, end) if lexed.kinds[i] == K["YEAR"]), None)
    year = int(lexed.word(year_at)) if year_at is not None else None
    second = lexed.word(first + 1) if end > first + 1 else ""
    name = lexed.word(first)
    last = end - 1
    if lexed.kind(first + 1) == K["CAP"] and f"{name} {second}" not in w.FEASTS:
        last = first
        year = None
    fixed = w.FEASTS.get(f"{name} {second}") or w.FEASTS.get(name)
    if fixed is None:
        return []
    code = w.PARTS_OF_DAY.get(second) if last > first else None
    return [Found(first, last, Calendar(year=year, month=fixed[0], day=fixed[1], part=code))]


def iso(lexed: Lexed, first: int, end: int) -> list[Found]:
    year, month, day = (int(part) for part in lexed.word(first).split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    return [Found(first, end - 1, Calendar(year=year, month=month, day=day))]


def slashes(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"13/04/2024" is the 13th of April; "04/12/2024" says day and month in an order that nobody can know, and keeps only its year."""
    a, b, year = (int(part) for part in re.split(r"[/.]", lexed.word(first)))
    if year < 100:
        return []
    if a > 12 and 1 <= b <= 12 and a <= 31:
        return [Found(first, end - 1, Calendar(year=year, month=b, day=a))]
    if b > 12 and 1 <= a <= 12 and b <= 31:
        return [Found(first, end - 1, Calendar(year=year, month=a, day=b))]
    if a == b and 1 <= a <= 12:
        return [Found(first, end - 1, Calendar(year=year, month=a, day=b))]
    if "." in lexed.word(first) and 1 <= b <= 12:  # the dotted form is day first wherever it is written
        return [Found(first, end - 1, Calendar(year=year, month=b, day=a))]
    return [Found(first, end - 1, Pointer(f"{year:04d}-XX-XX"))]


def _clock(word: str, after: str) -> str | None:
    digits = re.match(r"(\d{1,2}):?(\d\d)?", word)
    if digits is None:
        return None
    if len(word) == 4 and word.isdigit():
        hour, minute = int(word[:2]), int(word[2:])
    else:
        hour, minute = int(digits[1]), int(digits[2] or 0)
    if after.startswith("p") and hour < 12:
        hour += 12
    if after.startswith("a") and after[:2] in {"a.", "am"} and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _decade(word: str) -> int:
    digits = int(re.sub(r"\D", "", word))
    return 1900 + digits if digits < 100 else digits
