"""The part a time plays in its sentence, from the words before it; and whether it dates the sentence or something else in it."""

from __future__ import annotations

from typing import Final

from noria.reading.output import TimeRole
from noria.reading.times.forms import Calendar, Found
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed
from noria.reading.times.words import NAMED_BY_SEASON

_ROLES: Final[dict[str, TimeRole]] = {
    "by": "by", "since": "since", "until": "until", "till": "until", "before": "before", "after": "after", "during": "during",
    "throughout": "during", "between": "between", "starting": "since", "beginning": "since", "from": "since",
    "following": "after",
}
_EVENTS: Final = frozenset("offensive operation campaign battle siege raid counteroffensive uprising clashes war".split())
_OPENING: Final = 9  # tokens
_SKIP: Final = {K["THE"], K["CIRCA"], K["APPROX"], K["ON"], K["IN"], K["A"]}


def role_of(lexed: Lexed, found: Found) -> TimeRole:
    """The preposition's part: "by 26 September" is by, "as of 14 March" as of, a bare date on."""
    i = found.first - 1
    while lexed.kind(i) in _SKIP and found.first - i < 3:
        i -= 1
    word = lexed.word(i)
    if word == "to" and lexed.word(i - 1) == "prior":
        return "before"
    if word == "of" and lexed.word(i - 1) == "as":
        return "as of"
    if word == "to" and lexed.word(i - 1) in {"up", "down"}:
        return "until"
    return _ROLES.get(word, "on")


def is_name(lexed: Lexed, found: Found) -> bool:
    """"the 1917 battle", "a March 2020 ceasefire": the date is part of a thing's name and stands right before its noun."""
    if not isinstance(found.form, Calendar) or found.form.part is not None:
        return False
    before, after = lexed.kind(found.first - 1), lexed.kind(found.last + 1)
    if after not in {K["CAP"], K["OTHER"]} or (lexed.gap(found.last) != " " and lexed.gap(found.last) != ""):
        return False
    if found.form.season is not None and found.form.year is None and found.form.of is None and lexed.word(found.last + 1) in NAMED_BY_SEASON:
        return before not in {K["IN"], K["PREP"], K["OF"], K["ON"]} or lexed.kinds[found.first] == K["THE"]  # "their main summer offensive", not "in summer fighting began"
    if lexed.kinds[found.first] == K["THE"]:
        return False
    return before in {K["THE"], K["A"], K["POSS"], K["CAP"], K["THIS"]} or (before == K["OTHER"] and after == K["CAP"])


def in_brackets(lexed: Lexed, found: Found) -> bool:
    """Inside a parenthesis of this passage."""
    opened = lexed.kinds.rfind(K["OPEN"], 0, found.first)
    return opened >= 0 and lexed.kinds.find(K["CLOSE"], opened) > found.last


def opens_with(lexed: Lexed, found: Found) -> bool:
    """Whether it stands in brackets behind the event that its sentence opens with: "In the Orsk offensive (June 1915), …"."""
    opened = lexed.kinds.rfind(K["OPEN"], 0, found.first)
    start = lexed.kinds.rfind(K["STOP"], 0, found.first) + 1
    if opened < 0 or found.first != opened + 1 or not 0 < opened - start <= _OPENING or not in_brackets(lexed, found):
        return False
    return lexed.word(start) in {"in", "during"} and lexed.word(opened - 1) in _EVENTS and K["COMMA"] not in lexed.kinds[start:opened]
