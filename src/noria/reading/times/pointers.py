"""Builders of times that are named but not dated: "every day", "now", "this period", "the third evening"."""

from __future__ import annotations

from noria.reading.times import words as w
from noria.reading.times.tokens import duration, rate, unit_of
from noria.reading.times.forms import Found, Habit, Pointer
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed


def habit(lexed: Lexed, first: int, end: int) -> list[Found]:
    last = end - 1
    kind = lexed.kinds[last]
    if kind == K["SETWORD"]:
        return [] if lexed.text[lexed.spans[last][0]].isupper() and lexed.kind(last + 1) == K["CAP"] else [Found(last, last, Habit(w.SETS[lexed.word(last)]))]
    if lexed.kinds[first] in {K["A"], K["PER"]}:
        unit = unit_of(lexed, last)
        if lexed.kinds[first] == K["A"] and (not rate(lexed, first) or unit in {"TS", "TM"}):
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
