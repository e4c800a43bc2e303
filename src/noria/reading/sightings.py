"""What the names of a document tell of each other: a name means one thing in it, and its initials show how far it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from noria.reading.names import Name

_SMALL = re.compile(r",? (?:(?:and|of|in|for) )?(?:the )?")
_ACRONYM = re.compile(r"[A-Z]{3,7}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Sightings:
    """`capital`: names seen where a capital proves something; `forces`: codes ("M23") seen as somebody's name; `acronyms`."""

    capital: frozenset[str]
    forces: frozenset[str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Sightings:
        """The sightings of all names of a document."""
        seen = tuple(names)
        return cls(frozenset(n.text for n in seen if not n.initial), frozenset(n.text for n in seen if n.kind == "actor"),
                   frozenset(n.text for n in seen if _ACRONYM.fullmatch(n.text)))

    def joined(self, text: str, names: Sequence[Name]) -> list[Name]:
        """Names of one passage with those made one that an acronym of the document shows to be one: "Front for Unity" and "Progress" by "FUP"."""
        out: list[Name] = []
        for name in names:
            if out and _SMALL.fullmatch(text[out[-1].end : name.start]) and _initials(whole := text[out[-1].start : name.end]) in self.acronyms and (
                    out[-1].kind in ("actor", "other")):
                out[-1] = replace(out[-1], end=name.end, text=whole, kind="actor", feature=None, sure=True, known=False)
            else:
                out.append(name)
        return out


def _initials(text: str) -> str:
    return "".join(word[0] for word in _WORD.findall(text) if word[0].isupper())
