"""The infobox lexicon as look-ups: phrases found in a piece of text, longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from noria.reference.lexicons import load_lexicon, words

LEXICON = "infobox"


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` is a phrase of the lexicon, listed under `key`."""

    start: int
    end: int
    key: str


@cache
def phrases(table: str, *, case: bool = False) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every phrase of `table`, and the key each (lower case unless `case`) is listed under."""
    keys = {phrase if case else phrase.casefold(): key for key, listed in load_lexicon(LEXICON)[table].items() for phrase in listed}
    longest = sorted(keys, key=len, reverse=True)
    body = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", 0 if case else re.IGNORECASE), keys


def find(table: str, text: str) -> list[Hit]:
    """The phrases of `table` in `text`, in order, not overlapping."""
    pattern, keys = phrases(table)
    return [Hit(m.start(), m.end(), keys[re.sub(r"\s+", " ", m.group(0)).casefold()]) for m in pattern.finditer(text)]


@cache
def _equipment() -> dict[str, str]:
    listed = {word: measure for measure in ("vehicles", "weapons", "aircraft") for word in words("groups", measure)}
    own = load_lexicon(LEXICON)["equipment"]
    return listed | {phrase.casefold(): measure for measure in ("aircraft", "ships") for phrase in own[measure]}


def equipment_measure(group: str) -> str | None:
    """vehicles, aircraft, ships or weapons where the group's last word names equipment ("T-72 tanks", "Mi-8s"), else None."""
    last = re.findall(r"[\w-]+", group)[-1:]
    for word in (w.casefold() for w in last):
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            if form in _equipment():
                return _equipment()[form]
    for word in last:
        if designation := re.fullmatch(r"([A-Z][A-Za-z]*)-\d+\w*", word):
            return "aircraft" if designation[1].lower() in words("groups", "flying") else "vehicles"
    return None


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """The phrases at `key` of `table`, in lower case."""
    return frozenset(phrase.casefold() for phrase in load_lexicon(LEXICON)[table][key])
