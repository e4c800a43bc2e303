"""A passage cut into tokens, and each token into a class: the grammar of times is written over classes, not letters.

Classes are single characters of the private-use area, so that one string holds the classes of a whole passage and a regular
expression over it is a grammar. `Lexed.kinds[i]` is the class of token `i`, `Lexed.spans[i]` its place in the passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from noria.reading.times import words as w

NAMES: Final = (
    "OTHER", "CAP", "DAY", "YEAR", "NUM", "BIG", "ORD", "ISO", "SLASH", "CLOCK", "DECADE", "SHORTYEAR", "MONTH", "ABBR", "WEEKDAY", "SEASON",
    "FALL", "PART", "UNIT", "UNITS", "WORD", "ORDWORD", "SOME", "APPROX", "MORE", "THAN", "AT", "LEAST", "THE", "THIS", "SAME",
    "NEXT", "LAST", "EVERY", "A", "EARLY", "EDGE", "HALF", "LATER", "AFTER", "OF", "TO", "AND", "DASH", "COMMA", "OPEN", "CLOSE",
    "IN", "ON", "ERA", "AD", "AMPM", "HRS", "REF", "TODAY", "SETWORD", "TIME", "PERIOD", "LONG", "AGE", "HOLIDAY", "POSS", "PER", "STOP",
    "PREP", "PRESENT", "BEING", "PAST", "QUOTE", "LATTER", "TENSE", "SLASHMARK", "CIRCA", "MIL", "OTHERWORD",
)
CODES: Final = {name: chr(0xE000 + i) for i, name in enumerate(NAMES)}
OTHER, CAP = CODES["OTHER"], CODES["CAP"]

_TOKEN = re.compile(
    r"(?P<plain>[^\W\d_]++(?![\d.]|-\d))"
    r"|(?P<ISO>\d{4}-\d\d-\d\d(?!\d))"
    r"|(?P<SLASH>\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
    r"|(?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?)"
    r"|(?P<DECADE>\d{2,3}0['’]?s\b|['’]\d0s\b)"
    r"|(?P<ORD>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<hour>\d{1,2}(?=\s?[apAP]\.?[mM]\b))"
    r"|(?P<MIL>[0-2]\d[0-5]\d(?=\s?(?:hrs|hours|[hH])\b))"
    r"|(?P<BIG>[$€£¥#№]\s?\d[\d.,]*|\d{1,3}(?:,\d{3})+|\d+\.\d+|\d+%|\d+[^\W\d_]+|(?!(?:Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec|Jan|Feb)\b)[A-Z][A-Za-z]{0,4}-?\d[\w-]*)"
    r"|(?P<SHORTYEAR>['’](?!(?:[0-2]\d|3[01])(?:\s?[-–—]\s?\d|\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))\d\d\b)"  # not a quoted '15 May
    r"|(?P<num>\d+)"
    r"|(?P<AMPM>[ap]\.m\.?|[AP]\.M\.?)"
    r"|(?P<ERA>B\.\s?C\.(?:\s?E\.)?|B\.C)"
    r"|(?P<AD>A\.\s?D\.|C\.\s?E\.)"
    r"|(?P<POSS>['’]s?(?=\W|$))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])")
_MARKS = {"-": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", ",": "COMMA", "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE",
          ".": "STOP", "!": "STOP", "?": "STOP", ";": "STOP", ":": "STOP", '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "/": "SLASHMARK"}


def _classes() -> dict[str, str]:
    groups: dict[str, str | frozenset[str] | set[str] | dict[str, object]] = {
        "UNIT": {**w.UNITS}, "UNITS": {**w.PLURAL_UNITS}, "PART": {**w.PARTS_OF_DAY}, "SEASON": {**w.SEASONS}, "WORD": {**w.NUMBERS},
        "ORDWORD": {**w.ORDINALS}, "SOME": w.QUANTITIES, "EDGE": {**w.EDGES}, "HALF": "half part parts stages",
        "APPROX": "nearly almost over under only just some barely exactly mere another",
        "MORE": "more less fewer", "THAN": "than", "AT": "at", "LEAST": "least most", "THE": "the", "THIS": "this that these those",
        "SAME": "same very", "NEXT": "next following subsequent ensuing coming succeeding previous preceding intervening",
        "LAST": "last final", "PAST": "past prior", "EVERY": "every each", "A": "a an", "EARLY": "early late mid",
        "LATER": "later earlier ago afterwards afterward thereafter previously beforehand", "AFTER": "after before",
        "OF": "of", "TO": "to until till through", "AND": "and or", "IN": "in", "ON": "on", "HRS": "hrs h",
        "REF": {**w.REFERENCES}, "TODAY": {**w.DEICTIC_DAYS}, "SETWORD": {**w.SETS}, "TIME": "time", "PERIOD": "period era point date moment",
        "LONG": "long old", "AGE": "age", "PER": "per", "PRESENT": "present modern", "BEING": "being", "LATTER": "latter",
        "PREP": "by since from during throughout within for into between upon towards toward via beyond amid",
        "AMPM": "am pm", "FALL": "fall", "CIRCA": "about around approximately roughly circa ca c", "OTHERWORD": "other", "TENSE": "has have had was were is are",
    }
    table: dict[str, str] = {}
    for name, members in groups.items():
        for member in members.split() if isinstance(members, str) else members:
            table.setdefault(member, CODES[name])
    for word in ("night", "second"):
        table[word] = CODES["PART" if word == "night" else "ORDWORD"]
    for word in ("christmas", "easter", "ramadan"):
        table[word] = CODES["HOLIDAY"]
    return table


_CLASS_OF = _classes()
_CAPITAL = dict.fromkeys(w.MONTHS, CODES["MONTH"]) | dict.fromkeys(w.MONTH_ABBREVIATIONS, CODES["ABBR"])
_CAPITAL |= dict.fromkeys(w.WEEKDAYS, CODES["WEEKDAY"])
_UPPER = {"BC": CODES["ERA"], "BCE": CODES["ERA"], "AD": CODES["AD"], "CE": CODES["AD"]}


@dataclass(frozen=True, slots=True)
class Lexed:
    """`kinds` has one character a token; `spans` the token's place in `text`."""

    text: str
    kinds: str
    spans: tuple[tuple[int, int], ...]

    def word(self, i: int) -> str:
        """Token `i` in lower case; "" outside the passage."""
        if not 0 <= i < len(self.spans):
            return ""
        start, end = self.spans[i]
        return self.text[start:end].lower()

    def kind(self, i: int) -> str:
        """Class of token `i`, a stop outside the passage."""
        return self.kinds[i] if 0 <= i < len(self.kinds) else CODES["STOP"]

    def gap(self, i: int) -> str:
        """What stands between token `i` and the next."""
        return self.text[self.spans[i][1]:self.spans[i + 1][0]] if i + 1 < len(self.spans) else ""


def lex(text: str) -> Lexed:
    kinds: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or "mark"
        token = match.group()
        if group in {"plain", "word"}:
            kinds.append(_word_kind(token))
        elif group in {"num", "hour"}:
            kinds.append(_number_kind(token))
        elif group == "mark":
            kinds.append(CODES[_MARKS.get(token, "OTHER")])
        else:
            kinds.append(CODES[group])
        spans.append(match.span())
    return Lexed(text, "".join(kinds), tuple(spans))


def _word_kind(token: str) -> str:
    lower = token.lower()
    if lower == token:
        return _CLASS_OF.get(lower, OTHER)
    if token in _UPPER:
        return _UPPER[token]
    found = _CAPITAL.get(lower) or _CLASS_OF.get(lower)
    return found or CAP


def _number_kind(token: str) -> str:
    value = int(token)
    if len(token) <= 2:
        return CODES["DAY" if 1 <= value <= 31 else "NUM"]
    return CODES["YEAR" if len(token) == 4 and 1000 <= value <= 2100 else "NUM"]
