"""Builders: from the tokens of a rule to the form they say. A builder that returns nothing refuses the match."""

from __future__ import annotations

import re
from typing import Final

from noria.reading.times import guards
from noria.reading.times import words as w
from noria.reading.times.forms import Calendar, Found, Habit, Length, Pointer, Position, Shift
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed

_JOINERS: Final = {K["DASH"], K["TO"], K["AND"], K["COMMA"], K["SLASHMARK"]}
_NEAR: Final = {K["NEXT"], K["LAST"], K["PAST"], K["SAME"], K["THIS"]}


def number(lexed: Lexed, i: int) -> int | None:
    """The whole number of token `i`: digits, "seven", "5th", "fifth"."""
    word = lexed.word(i)
    if word in w.NUMBERS:
        return w.NUMBERS[word]
    if word in w.ORDINALS:
        return w.ORDINALS[word]
    digits = re.sub(r"(st|nd|rd|th)$", "", word).replace(",", "")
    return int(digits) if digits.isdigit() else None


def unit_of(lexed: Lexed, i: int) -> str:
    word = lexed.word(i)
    return w.UNITS.get(word) or w.PLURAL_UNITS.get(word) or ""


def position(lexed: Lexed, first: int, last: int) -> tuple[Position | None, int | None]:
    """Which third, or which half (1, 2), of a period the words before it name."""
    for i in range(first, last):
        kind, word = lexed.kinds[i], lexed.word(i)
        if kind in {K["EARLY"], K["LATER"]} and word in w.POSITIONS:
            return w.POSITIONS[word], None  # type: ignore[return-value]
        if kind == K["EDGE"]:
            return w.EDGES[word], None  # type: ignore[return-value]
        if kind == K["LATTER"] or (kind in {K["ORDWORD"], K["LAST"]} and lexed.kind(i + 1) == K["HALF"]):
            if lexed.word(i + 1) != "half":
                return "late" if word in {"latter", "last", "final"} else "early", None
            return None, 2 if word in {"latter", "second", "last", "final"} else 1
    return None, None


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
        if kind == K["YEAR"] or (kind in {K["NUM"], K["DAY"]} and K["ERA"] in lexed.kind(i + 1) + lexed.kind(i - 1) * (i > first)) or (kind in {K["NUM"], K["DAY"]} and K["AD"] in (lexed.kind(i + 1), lexed.kind(i - 1))):
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
    year = inner[0].form.year if inner and isinstance(inner[0].form, Calendar) else None
    offset = next((w.NEIGHBOURS.get(lexed.word(i), 0) for i in range(first, end) if lexed.kinds[i] in _NEAR), None)
    where, half = position(lexed, first, at)
    return [Found(first, end - 1, Calendar(
        year=year, season=w.SEASONS.get(lexed.word(at), "FA"), position=where, half=half, of=offset))]


def century(lexed: Lexed, first: int, end: int) -> list[Found]:
    at = next(i for i in range(first, end) if lexed.kinds[i] == K["UNIT"])
    if lexed.word(at) != "century":
        return []
    tokens = [i for i in range(first, at) if lexed.kinds[i] in {K["ORD"], K["ORDWORD"], K["WORD"]}]
    count = sum(number(lexed, i) or 0 for i in tokens[-2:])
    where, half = position(lexed, first, tokens[0])
    signed = -count if K["ERA"] in lexed.kinds[at:end] else count
    return [Found(first, end - 1, Calendar(century=signed, position=where, half=half))]


def near(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the next day", "that evening", "later that year", "the end of the month", "last week"."""
    target = next((i for i in reversed(range(first, end)) if lexed.kinds[i] in {K["UNIT"], K["PART"], K["SEASON"]}), None)
    if target is None:
        return []
    if lexed.kind(end - 1) == K["POSS"] or lexed.kinds[end - 1] == K["EDGE"]:
        return [Found(first, end - 1, Shift(unit_of(lexed, target), 0, position=w.EDGES[lexed.word(end - 1)]))]  # type: ignore[arg-type]
    kinds = lexed.kinds[first:end]
    word = lexed.word(target)
    direction = 0
    for i in range(first, end):
        if lexed.kinds[i] in {K["NEXT"], K["PAST"], K["AFTER"], K["LATER"]} or (lexed.kinds[i] == K["LAST"] and word != "day"):
            direction = w.NEIGHBOURS.get(lexed.word(i)) or w.SHIFTS_AFTER.get(lexed.word(i), 0)
            if lexed.kinds[i] == K["LATER"] and i == first:
                direction = 0
    spoken = K["THE"] not in kinds and any(lexed.word(i) in {"this", "last", "next", "past"} for i in range(first, end))
    where, half = position(lexed, first, target)
    if lexed.kinds[target] == K["SEASON"]:
        return [Found(first, end - 1, Calendar(season=w.SEASONS[word], of=direction, position=where))]
    if lexed.kinds[target] == K["PART"]:
        return [Found(first, end - 1, Shift("D", direction, direction, part=w.PARTS_OF_DAY[word], spoken=spoken))]
    unit = unit_of(lexed, target)
    lasting = any(lexed.word(i) == "past" or (lexed.word(i) == "next" and lexed.word(first - 1) in {"for", "over"}) for i in range(first, end))
    if lasting and direction and unit in {"W", "M", "Y", "DE", "CE"} and lexed.kinds[end - 1] == K["UNIT"]:
        return [Found(first, end - 1, Length(duration(1, unit), unit, 1, direction))]
    if unit in {"TS", "TM", "TH"} or (lexed.word(end - 1) == "after" and _continues(lexed, end)):
        return []
    return [Found(first, end - 1, Shift(unit, direction, position=where, half=half, spoken=spoken))]


def near_part(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the afternoon of the next day", "the early hours of Tuesday"."""
    hours = next((i for i in range(first, end) if lexed.kinds[i] in {K["PART"], K["UNITS"]}), first)
    if lexed.kinds[hours] == K["UNITS"] and lexed.word(hours) != "hours":
        return []
    code = w.PARTS_OF_DAY.get(lexed.word(hours), "TMO")
    last = lexed.kinds[end - 1]
    if last == K["WEEKDAY"]:
        return [Found(first, end - 1, Calendar(weekday=w.WEEKDAYS[lexed.word(end - 1)], part=code))]
    if last == K["ORD"]:
        return [Found(first, end - 1, Calendar(day=number(lexed, end - 1), part=code))]
    if unit_of(lexed, end - 1) != "D":
        return []
    inner = near(lexed, next(i for i in range(hours + 1, end) if lexed.kinds[i] in {K["OF"], K["ON"]}) + 1, end)
    if not inner or not isinstance(inner[0].form, Shift):
        return []
    return [Found(first, end - 1, Shift("D", inner[0].form.count, inner[0].form.direction, part=code))]


def _continues(lexed: Lexed, i: int) -> bool:
    return lexed.kind(i) == K["AND"]


def _count(lexed: Lexed, first: int, end: int) -> float | None:
    """The number said in the tokens; None for "a few", "several" and bare plurals. "a" is one."""
    total: float | None = None
    for i in range(first, end):
        kind = lexed.kinds[i]
        if kind == K["SOME"]:
            return 2 if lexed.word(i) == "couple" else None
        if kind in {K["WORD"], K["DAY"], K["NUM"], K["BIG"], K["YEAR"]}:
            value = _float(lexed, i)
            if value is None:
                return None
            total = value if total is None else total * value if value == 100 else total + value
        elif kind in {K["A"], K["THE"]} and total is None:
            total = 1
    return total


def _float(lexed: Lexed, i: int) -> float | None:
    whole = number(lexed, i)
    if whole is not None:
        return whole
    try:
        return float(lexed.word(i))
    except ValueError:
        return None


def duration(count: float | None, unit: str) -> str:
    """ISO 8601 duration; X where the count is left open."""
    amount = "X" if count is None else f"{count:g}"
    if unit.startswith("T"):
        return f"PT{amount}{unit[1:]}"
    return f"P{amount}{unit}"


def shift(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"two days later", "a month earlier", "weeks later", "15 months ago"."""
    at = next(i for i in reversed(range(first, end)) if lexed.kinds[i] in {K["UNIT"], K["UNITS"]})
    word = lexed.word(end - 1)
    direction = w.SHIFTS_AFTER.get(word) or w.NEIGHBOURS.get(word, 0)
    if word in {"before", "after"} and lexed.word(first - 1) in {"for", "within"}:
        return []
    if not direction or (word in {"past", "next", "following"} and lexed.kind(end) != K["STOP"]) or guards.clock_like(lexed, first, at):
        return []
    counted = at > first
    if lexed.kinds[at] == K["UNIT"] and not counted:
        return []
    event = word in {"after", "before", "prior"} and lexed.kind(end) not in {K["STOP"], K["COMMA"], K["AND"], K["CLOSE"], K["QUOTE"], K["DASH"]}
    count = _count(lexed, first, at) if counted else None
    whole = int(count) if count is not None and count == int(count) else None
    return [Found(first, end - 1, Shift(unit_of(lexed, at), None if whole is None else direction * whole, direction, spoken=word == "ago", from_event=event))]


def stretch(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the next two weeks", "the past 24 hours", "the following days"."""
    at = end - 1
    word = next(lexed.word(i) for i in range(first, end) if lexed.kinds[i] in _NEAR | {K["ORDWORD"]})
    toward = w.NEIGHBOURS.get(word, 0)
    if word in w.ORDINALS and word != "first":
        return []
    numbered = any(lexed.kinds[i] in {K["WORD"], K["DAY"], K["NUM"], K["BIG"], K["SOME"]} for i in range(first, at))
    if lexed.kinds[at] == K["UNIT"] and not numbered and not (lexed.kinds[first] == K["THE"] and word == "past"):
        return []
    if lexed.kinds[at] == K["UNIT"]:
        toward = -1
    count = _count(lexed, first + (lexed.kinds[first] == K["THE"]), at) if numbered else None
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
    count = _count(lexed, head + 1, at) if at > head + 1 else 1
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
    if head == K["A"] and lexed.kinds[at] == K["UNIT"] and (_rate(lexed, first) or unit in {"TS", "TM"}):
        return []
    if lexed.kinds[at] == K["UNIT"] and head not in {K["A"], K["DASH"], K["WORD"], K["SOME"], K["DAY"], K["NUM"]}:
        return []
    if guards.clock_like(lexed, first, at) or (lexed.kind(first - 1) == K["DASH"] and lexed.kinds[first] == K["WORD"]):
        return []
    start = first
    count = _count(lexed, first, at)
    if head == K["A"] and lexed.kinds[at] == K["UNITS"]:
        count = None
    if K["HALF"] in lexed.kinds[at:end] and count is not None:
        count += 0.5
    return [Found(start, end - 1, Length(duration(count, unit), unit, count))]


def half_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    unit = unit_of(lexed, end - 1)
    count = _count(lexed, first, end - 2)
    return [Found(first, end - 1, Length(duration(None if count is None else count + 0.5, unit), unit, count))]


def qualified_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"two bloody weeks", "a single year", "three long months": one adjective between the number and the unit."""
    unit, middle = unit_of(lexed, end - 1), lexed.word(end - 2)
    if unit not in {"D", "W", "M", "Y", "TH", "DE"} or not middle.isalpha() or middle in w.COUNTED - {"more", "additional"}:
        return []
    count = _count(lexed, first, end - 2)
    if lexed.kinds[end - 1] == K["UNIT"] and count != 1:
        return []
    return [Found(first, end - 1, Length(duration(count, unit), unit, count))]


def nth_day(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the third evening", "the first day of the siege": counted from an event."""
    if unit_of(lexed, end - 1) not in {"D", ""} and lexed.kinds[end - 1] == K["UNIT"]:
        return []
    if lexed.word(end - 2) == "first" and lexed.kind(end) != K["OF"]:
        return []
    return [Found(first, end - 1, Pointer(f"XXXX-XX-XX{w.PARTS_OF_DAY.get(lexed.word(end - 1), '') if lexed.kinds[end - 1] == K['PART'] else ''}"))]


def long_time(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"a long time", "a short period"."""
    words = {lexed.word(i) for i in range(first, end)}
    return [Found(first, end - 1, Pointer("null"))] if words & {"long", "short", "brief", "considerable"} else []


def _rate(lexed: Lexed, i: int) -> bool:
    """"30 a day", "$700 million a year": "a" after a number says "per"."""
    numbers = {K["NUM"], K["DAY"], K["BIG"], K["WORD"]}
    if lexed.kind(i - 1) == K["OTHER"] and lexed.kind(i - 2) in numbers:
        return True
    return lexed.kind(i - 1) in numbers or lexed.word(i - 1) in {"million", "times", "once", "twice"}


def bare_length(lexed: Lexed, first: int, end: int) -> list[Found]:
    unit = unit_of(lexed, first)
    if end - first == 1 and (lexed.kind(first - 1) not in {K["PREP"], K["IN"], K["AFTER"], K["AND"], K["THAN"], K["OF"], K["APPROX"]} or unit == "TS"):
        return []
    return [Found(first, end - 1, Length(duration(None, unit), unit, None))]


def habit(lexed: Lexed, first: int, end: int) -> list[Found]:
    last = end - 1
    kind = lexed.kinds[last]
    if kind == K["SETWORD"]:
        return [] if lexed.text[lexed.spans[last][0]].isupper() and lexed.kind(last + 1) == K["CAP"] else [Found(last, last, Habit(w.SETS[lexed.word(last)]))]
    if lexed.kinds[first] in {K["A"], K["PER"]}:
        unit = unit_of(lexed, last)
        if lexed.kinds[first] == K["A"] and (not _rate(lexed, first) or unit in {"TS", "TM"}):
            return []
        return [Found(first, last, Habit(duration(1, unit)))]
    if kind == K["PART"]:
        return [Found(first, last, Habit(f"XXXX-XX-XX{w.PARTS_OF_DAY[lexed.word(last)]}"))]
    if kind == K["WEEKDAY"]:
        return [Found(first, last, Habit(f"XXXX-WXX-{w.WEEKDAYS[lexed.word(last)] + 1}"))]
    value = w.SET_OF_UNIT.get(unit_of(lexed, last))
    return [Found(first, last, Habit(value))] if value else []


def pointer(lexed: Lexed, first: int, end: int) -> list[Found]:
    word = lexed.word(end - 1)
    if lexed.kinds[end - 1] == K["REF"]:
        if lexed.text[lexed.spans[end - 1][0]].isupper() and lexed.kind(end) == K["CAP"] and word in {"current", "future", "recent"}:
            return []
        start = end - 1
        if word == "future" and lexed.kinds[first] == K["THE"]:
            start = first
        return [Found(start, end - 1, Pointer(w.REFERENCES[word]))]
    if K["PRESENT"] in lexed.kinds[first:end]:
        return [Found(first, end - 1, Pointer("PRESENT_REF"))]
    if lexed.kinds[first:end] == K["THE"] + K["PAST"] and word == "past" and lexed.kind(end) in {
            K["STOP"], K["COMMA"], K["AND"], K["CLOSE"], K["QUOTE"], K["TENSE"]}:
        return [Found(first, end - 1, Pointer("PAST_REF"))]
    if end - first == 3 and lexed.kinds[first] == K["AT"]:
        return [Found(first, end - 1, Pointer("PRESENT_REF"))]
    return []


def time(lexed: Lexed, first: int, end: int) -> list[Found]:
    """Pointers back without a date: "the same time", "this period"."""
    word, head = lexed.word(first), lexed.kind(first - 1)
    if lexed.kind(end - 1) == K["BEING"]:
        return [Found(first, end - 1, Pointer("PRESENT_REF"))]
    noun = lexed.word(end - 1)
    if noun in {"date", "point", "moment"} or (word in {"a", "an"}):
        return []
    if word == "the" and lexed.kind(first + 1) != K["SAME"] and (noun != "time" or head != K["AT"] or lexed.kind(end) == K["OF"]):
        return []
    if word in {"this", "that"} and noun == "time" and head not in {K["AT"], K["PREP"], K["IN"], K["CIRCA"], K["TO"], K["AFTER"]}:
        return []
    if word in {"these", "those"}:
        return []
    present = word == "this" and noun == "time" and lexed.word(first - 1) in {"by", "at", "around", "about"}
    return [Found(first, end - 1, Pointer("PRESENT_REF" if present else "null"))]


def today(lexed: Lexed, first: int, end: int) -> list[Found]:
    word = lexed.word(end - 1)
    part = "TNI" if word in {"tonight", "overnight"} else None
    return [Found(first, end - 1, Shift(
        "D", w.DEICTIC_DAYS[word], -1 if word == "overnight" else w.DEICTIC_DAYS[word], part=part, spoken=word != "overnight"))]


def part(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the evening", "dawn" after "at", "night" in "night attacks"."""
    at = next(i for i in reversed(range(first, end)) if lexed.kinds[i] == K["PART"])
    word = lexed.word(at)
    before = lexed.kind(first - 1)
    timed = before in {K["AT"], K["PREP"], K["TO"], K["IN"], K["AFTER"], K["ON"]}
    if lexed.kinds[at] == K["PART"] and lexed.text[lexed.spans[at][0]].isupper() and at > 0 and lexed.kind(at - 1) != K["STOP"]:
        return []
    code = w.PARTS_OF_DAY[word]
    if first < at:
        return [Found(first, end - 1, Shift("D", 0, part=code))] if timed or lexed.kinds[first] == K["EARLY"] or before == K["STOP"] else []
    if word in {"night", "nights", "nighttime", "daytime", "evenings", "mornings"}:
        return [Found(at, end - 1, Habit(f"XXXX-XX-XX{code}"))] if before != K["A"] else []
    return [Found(at, end - 1, Shift("D", 0, part=code))] if timed else []


def ordinal_day(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"on the 5th", not "the 5th Division"."""
    following = lexed.kind(end)
    if following in {K["CAP"], K["UNIT"], K["DASH"], K["OF"]} or lexed.word(end) in w.NOT_AFTER_ORDINAL or lexed.word(end).endswith("s"):
        return []
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
