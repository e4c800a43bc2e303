"""What single tokens and short runs of them say: numbers, units, thirds and halves of a period."""

from __future__ import annotations

import re

from noria.reading.times import words as w
from noria.reading.times.forms import Position
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed


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


def count_in(lexed: Lexed, first: int, end: int) -> float | None:
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


def rate(lexed: Lexed, i: int) -> bool:
    """"30 a day", "$700 million a year": "a" after a number says "per"."""
    numbers = {K["NUM"], K["DAY"], K["BIG"], K["WORD"]}
    if lexed.kind(i - 1) == K["OTHER"] and lexed.kind(i - 2) in numbers:
        return True
    return lexed.kind(i - 1) in numbers or lexed.word(i - 1) in {"million", "times", "once", "twice"}
