"""What looks like a time and is none: counts, unit names, serial numbers, names of brigades called after a day."""

from __future__ import annotations

from noria.reading.times import words as w
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed

_MILITARY = frozenset({"brigade", "brigades", "division", "battalion", "movement", "group", "regiment", "bridge", "square", "street", "stadium"})
_NUMBERING = frozenset({"no", "number", "numbers", "resolution", "resolutions", "flight", "hill", "highway", "route", "page", "pp", "p", "gm",
                        "protocol", "article", "chapter", "figure", "boeing", "unit", "camp", "proclamation", "directive", "order", "law"})


def counts(lexed: Lexed, i: int) -> bool:
    """Whether the number at token `i` counts things: "1500 men", "1914 prisoners"."""
    return lexed.word(i + 1) in w.COUNTED or (lexed.kind(i + 1) == K["DASH"] and lexed.word(i + 2) in {"strong", "man", "pound", "mile", "mm"})


def accepts(lexed: Lexed, first: int, end: int, *, month: int | None, year: int | None, day: int | None) -> bool:
    """Whether the tokens are a date at all, by what stands around them."""
    if day is not None and month is not None and year is None and lexed.word(end) in _MILITARY:
        return False
    kinds = lexed.kinds[first:end]
    if month is not None and day is None and lexed.word(end) in _MILITARY and lexed.kind(first - 1) in {K["DAY"], K["ORD"]}:
        return False
    if month is not None and day is None and year is None and lexed.word(end - 1) in {"march", "may", "august"} and not _month_like(lexed, first, end):
        return False
    if year is not None and K["YEAR"] in kinds and K["ERA"] not in kinds and month is None:
        before = lexed.word(first - 1)
        if before in _NUMBERING or (lexed.kind(first - 1) == K["STOP"] and lexed.word(first - 2) in {"no", "p", "pp"}):
            return False
        dated = lexed.kind(first - 1) == K["IN"] or before in {"since", "during", "after", "before", "until"}
        if (counts(lexed, end - 1) and not dated) or lexed.kind(first - 1) in {K["APPROX"], K["THAN"], K["LEAST"]}:
            return False
    return True


def _month_like(lexed: Lexed, first: int, end: int) -> bool:
    """"March" opens orders and "May" opens wishes; a preposition, a dash, a comma or the line's edge makes them months."""
    if end - first > 1 and lexed.kinds[end - 2] in {K["EARLY"], K["OF"], K["NEXT"], K["LAST"], K["PAST"], K["DASH"], K["SAME"]}:
        return True
    before, after = lexed.kind(first - 1), lexed.kind(end)
    if after in {K["DASH"], K["TO"], K["AND"], K["COMMA"]} and lexed.kind(end + 1) == K["MONTH"]:
        return True
    if first == 0 and after == K["STOP"] and end < len(lexed.kinds):
        return True
    if before in {K["IN"], K["PREP"], K["OF"], K["TO"], K["AND"], K["DASH"], K["EARLY"], K["EDGE"], K["OPEN"], K["AFTER"], K["COMMA"], K["CIRCA"], K["ON"]}:
        return after not in {K["CAP"], K["TENSE"]} or before in {K["IN"], K["OF"], K["EARLY"], K["EDGE"]}
    return (before == K["THE"] and lexed.word(end - 1) != "march") or (first == 0 and end == len(lexed.kinds))


def season_like(lexed: Lexed, i: int) -> bool:
    """A capital makes "Winter" and "Summers" surnames, unless a preposition, a year or another name stands beside it."""
    if not lexed.text[lexed.spans[i][0]].isupper():
        return True
    return lexed.kind(i + 1) in {K["CAP"], K["YEAR"], K["OF"], K["IN"]} or lexed.kind(i - 1) in {
        K["STOP"], K["IN"], K["PREP"], K["THE"], K["NEXT"], K["LAST"], K["THIS"], K["EARLY"], K["YEAR"], K["OF"]}


def trim_year(lexed: Lexed, first: int, end: int) -> int:
    """Leave a number off the end of a date when it counts what follows: "On 5 March, 2000 men"."""
    last = end - 1
    if lexed.kinds[last] == K["YEAR"] and last > first and counts(lexed, last) and lexed.kinds[last - 1] == K["COMMA"]:
        return last - 1
    return end


def clock_like(lexed: Lexed, first: int, at: int) -> bool:
    """"0400 hours" is a time of the clock, not a length."""
    word = lexed.word(at - 1)
    return lexed.word(at) == "hours" and word.isdigit() and len(word) == 4 and at - first <= 2


