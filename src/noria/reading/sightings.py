"""What the names of a document tell of each other: a name means one thing in it, and its initials show how far it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from noria.reading.names import Name

_SMALL = re.compile(r",? (?:(?:and|of|in|for) )?(?:the )?")
_ACRONYM = re.compile(r"[A-Z]{3,7}")
_SETTLED = frozenset("city town village hamlet suburb neighbourhood neighborhood settlement district canton quarter".split())
# Names that may make up one.
_LONGEST = 4
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Sightings:
    """`capital`: names seen where a capital proves something; `forces`: codes ("M23") seen as somebody's name; `acronyms`; `settled`: names that
    the document says are those of towns, districts and the like ("the village of X"), and nobody's in it.
    """

    capital: frozenset[str]
    forces: frozenset[str]
    acronyms: frozenset[str]
    settled: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Sightings:
        """The sightings of all names of a document."""
        seen = tuple(names)
        return cls(frozenset(n.text for n in seen if not n.initial), frozenset(n.text for n in seen if n.kind == "actor"),
                   frozenset(n.text for n in seen if _ACRONYM.fullmatch(n.text)),
                   frozenset(n.text for n in seen if n.kind == "place" and n.sure and n.feature in _SETTLED) - {part for n in seen if n.kind == "person" for part in n.text.split()})

    def joined(self, text: str, names: Sequence[Name]) -> list[Name]:
        """Names of one passage with those made one that an acronym of the document shows to be one: "Front for Unity" and "Progress" by "FUP"."""
        out: list[Name] = []
        rest = [replace(n, kind="place", sure=True) if n.text in self.settled and n.kind in ("person", "other", "place") else n for n in names]
        while rest:
            length = max((n for n in range(1, min(len(rest), _LONGEST) + 1) if n == 1 or self._one(text, rest[:n])), default=1)
            first, last = rest[0], rest[length - 1]
            out.append(first if length == 1 else replace(first, end=last.end, text=text[first.start : last.end], kind="actor", feature=None, sure=True, known=False))
            rest = rest[length:]
        return out

    def _one(self, text: str, names: Sequence[Name]) -> bool:
        between = (text[a.end : b.start] for a, b in pairwise(names))
        return all(_SMALL.fullmatch(gap) for gap in between) and _initials(text[names[0].start : names[-1].end]) in self.acronyms


def _initials(text: str) -> str:
    return "".join(word[0] for word in _WORD.findall(text) if word[0].isupper())
