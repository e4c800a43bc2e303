"""The grammar of times: rules over token classes, each with the builder that reads the form off the matched tokens.

A rule is written with class names and regular-expression operators; `$NAME` stands for a piece defined above it. At one place
the longest match that its builder accepts wins, the earlier rule where two are as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from noria.reading.times import dates, lengths, pointers, relatives
from noria.reading.times.forms import Found
from noria.reading.times.lexer import CODES, Lexed

_PIECES: Final = {
    "YR": "(YEAR (ERA|AD)? | (NUM|DAY) (ERA|AD) | AD (NUM|DAY|YEAR) | SHORTYEAR)",
    "MON": "(MONTH | ABBR STOP?)",
    "NEAR": "(THE SAME | THIS SAME? | THE? (NEXT|LAST|PAST))",
    "POS": "((EARLY|LATER) IN THE? | THE? EARLY DASH? | THE? EDGE OF THE? | THE? (EARLY|LATTER|LATER|ORDWORD|ORD|LAST) HALF OF THE?)",
    "OFYEAR": "(COMMA? OF? $YR | OF $NEAR UNIT)",
    "DATE": "((WEEKDAY COMMA?)? (THE? (DAY|ORD) (DASH? | OF) $MON ($OFYEAR)? | $MON OF? THE? (DAY|ORD) ($OFYEAR)?))",
    "N": "(WORD (DASH? WORD)? | DAY | NUM | BIG)",
    "AP": "(AT LEAST | MORE THAN | CIRCA STOP? | APPROX)",
    "HOWMANY": "(($AP)* A? SOME OF? | ($AP)* A | ($AP)* $N)",
    "JOIN": "(DASH | TO THE? | AND THE? | SLASHMARK)",
}
Builder = Callable[[Lexed, int, int], "list[Found]"]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    build: Builder


def _expand(pattern: str) -> str:
    while "$" in pattern:
        pattern = re.sub(r"\$([A-Z]+)", lambda m: _PIECES[m[1]], pattern)
    pattern = pattern.replace("(", "(?:")
    pattern = re.sub(r"\{([A-Z ]+)\}", lambda m: f"(?<=[{m[1]}])", pattern)
    return re.sub(r"[A-Z]+", lambda m: CODES[m[0]], pattern).replace(" ", "")


RULES: Final = tuple(Rule(name, re.compile(_expand(pattern)), build) for name, pattern, build in (
    ("days of a month", "THE? (DAY|ORD) (($JOIN|COMMA AND?) (DAY|ORD))+ OF? $MON ($OFYEAR)?", dates.days),
    ("days after a month", "$MON THE? (DAY|ORD) ($JOIN (DAY|ORD))+ ($OFYEAR)?", dates.days),
    ("day", "((EARLY|LATER) (ON|IN)?)? $DATE", dates.calendar),
    ("part of a day", "((EARLY|LATER) (ON|IN)?)? THE? EARLY? DASH? PART UNITS? (OF|ON) $DATE", dates.calendar),
    ("night of two days", "THE? PART (OF|ON|PREP) THE? (DAY|ORD) $JOIN (DAY|ORD) OF? $MON ($OFYEAR)?", dates.night),
    ("hours of a day", "((EARLY|LATER) (ON|IN)?)? THE? (EARLY|ORDWORD) DASH? UNITS (OF|ON) $DATE", dates.calendar),
    ("part of a near day", "((EARLY|LATER) (ON|IN)?)? THE? (EARLY DASH?)? (PART UNITS? | (EARLY|ORDWORD) UNITS) (OF|ON) ($NEAR UNIT | WEEKDAY | THE ORD)", relatives.near_part),
    ("day at", "$DATE COMMA? (CLOCK|DAY) AMPM | (CLOCK|DAY) AMPM? COMMA $DATE", dates.calendar),
    ("weekday", "((EARLY|LATER) (ON|IN)?)? (THE? (NEXT|LAST|PAST|SAME)|THIS)? WEEKDAY PART?", dates.calendar),
    ("month", "($POS)? (CIRCA STOP?)? $MON ($OFYEAR)?", dates.calendar),
    ("month of", "($POS)? THE UNIT OF $MON ($OFYEAR)?", dates.calendar),
    ("month near", "($POS)? $NEAR MONTH", dates.calendar),
    ("year", "($POS)? (CIRCA STOP?)? (THE (UNIT|UNITS) OF?)? $YR", dates.calendar),
    ("short year", "YEAR DASH (DAY|NUM)", dates.years),
    ("bare year", "{IN PREP OF TO AND DASH OPEN AFTER} (NUM|DAY)", dates.ancient_year),
    ("season", "($POS)? (THE|$NEAR)? EARLY? DASH? (SEASON|FALL) (($OFYEAR))?", dates.season),
    ("season of year", "($POS)? YEAR (SEASON|FALL)", dates.season),
    ("decade", "($POS)? THE? EARLY? DASH? DECADE ERA?", dates.calendar),
    ("century", "($POS)? THE? EARLY? DASH? (ORD|ORDWORD (DASH? ORDWORD)?|WORD DASH ORDWORD) DASH? UNIT (ERA|AD)?", dates.century),
    ("edge of a unit", "(THE? EDGE OF | THE? (EARLY|LATTER|LATER|ORDWORD|LAST) HALF OF | (EARLY|LATER) IN) (THE | $NEAR) UNIT", relatives.near),
    ("weekend", "{PREP APPROX AT ON} THE UNIT", relatives.weekend),
    ("end of unit", "UNIT POSS EDGE", relatives.near),
    ("near", "(EARLY|LATER)? (ON|IN)? $NEAR EARLY? (UNIT|PART|SEASON)", relatives.near),
    ("day after", "THE (UNIT|PART) (AFTER|NEXT|LATER|PAST)", relatives.near),
    ("shift", "($HOWMANY)? DASH? (UNIT|UNITS) (LATER|AFTER|NEXT|PAST)", relatives.shift),
    ("stretch", "THE? (NEXT|LAST|PAST|THIS SAME?|SAME) ($HOWMANY)? DASH? (UNIT|UNITS)", lengths.stretch),
    ("edge stretch", "THE? (ORDWORD|LAST|EARLY|NEXT) ($N|SOME)? (UNIT|UNITS) OF (THE? UNIT OF)? $MON ($OFYEAR)?", lengths.edge_stretch),
    ("edge stretch of year", "THE? (ORDWORD|LAST|EARLY|NEXT) ($N|SOME)? (UNIT|UNITS) OF $YR", lengths.edge_stretch),
    ("opening stretch", "THE (ORDWORD|LAST) ($N|SOME) UNITS", lengths.stretch),
    ("length", "($HOWMANY) DASH? (UNIT|UNITS) (DASH? LONG | OF AGE | AND A DASH? HALF DASH? LONG?)?", lengths.length),
    ("half length", "($AP)* $N AND A? HALF UNITS", lengths.half_length),
    ("qualified length", "(($AP)* $N OTHER UNITS | A OTHER UNIT)", lengths.qualified_length),
    ("nth day", "THE (ORDWORD|LAST) (UNIT|PART)", pointers.nth_day),
    ("long time", "A OTHER? (LONG|OTHER) (TIME|PERIOD) (OF TIME)?", pointers.long_time),
    ("bare length", "UNITS DASH LONG | UNIT DASH LONG | UNITS", lengths.bare_length),
    ("set", "EVERY OTHERWORD? (UNIT|PART|WEEKDAY|SEASON) | PER UNIT | A UNIT | SETWORD", pointers.habit),
    ("pointer", "REF | THE? (PAST|REF) | PRESENT DASH? UNIT | AT THIS TIME | TO REF", pointers.pointer),
    ("time", "(THE TIME BEING | (THE SAME|THIS|THE) (TIME|PERIOD) | A (TIME|PERIOD))", pointers.time),
    ("today", "((EARLY|LATER))? TODAY", relatives.today),
    ("part", "THE? EARLY? DASH? PART UNITS?", relatives.part),
    ("clock", "CLOCK AMPM? HRS? | (DAY) AMPM | MIL (HRS|UNITS)?", dates.calendar),
    ("ordinal day", "{ON PREP OF TO AND} THE ORD", dates.ordinal_day),
    ("feast", "HOLIDAY (CAP|PART|UNIT)? ((OF|COMMA)? YEAR)?", dates.feast),
    ("iso", "ISO", dates.iso), ("slashes", "SLASH", dates.slashes),
))
# No rule begins with one of these, the commonest by far; passing over them first makes the search four times as fast.
_NEVER_FIRST: Final = "".join(CODES[name] for name in (
    "OTHER", "CAP", "COMMA", "STOP", "PREP", "TENSE", "IN", "ON", "OF", "AND", "QUOTE", "OPEN", "CLOSE", "POSS", "THAN", "DASH"))
_ANY: Final = re.compile(f"(?![{_NEVER_FIRST}])(?:{'|'.join(rule.pattern.pattern for rule in RULES)})")


def find(lexed: Lexed) -> Iterator[Found]:
    """The forms of a passage from left to right, not overlapping."""
    at = 0
    while (start := _ANY.search(lexed.kinds, at)) is not None:
        best = _longest(lexed, start.start())
        yield from best
        at = best[-1].last + 1 if best else start.start() + 1


def _longest(lexed: Lexed, at: int) -> list[Found]:
    matches = [(m.end(), rule) for rule in RULES if (m := rule.pattern.match(lexed.kinds, at))]
    matches.sort(key=lambda match: -match[0])
    for end, rule in matches:
        found = rule.build(lexed, at, end)
        if found:
            return found
    return []
