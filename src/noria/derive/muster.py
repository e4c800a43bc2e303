"""What sentences say of forces: who commands one, whose part one is, who came after whom. Plain English of any war, in patterns.

Only a claim's own sentence is read. A force is named by a proper name that ends in, or begins with, a word for a body of troops ("4th Desert Brigade",
"Army of the North"), or as the codebook has it; a commander by a name of two words or more, or of one behind a rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from noria.claims.model import Claim
from noria.derive.roles import is_nobody, plain_role
from noria.derive.words import person_key

Kind = Literal["commands", "replaces", "relieved", "part of", "joins", "leaves"]

_BODY = (r"(?:[Aa]rm(?:y|ies)|[Nn]avy|[Ff]orces?|[Bb]rigades?|[Dd]ivisions?|[Bb]attalions?|[Rr]egiments?|[Cc]orps|[Gg]uards?|[Ff]ront|[Mm]ovement|[Mm]ilitias?|[Ll]egion|[Gg]roup"
         r"|[Ss]quadrons?|[Cc]ompan(?:y|ies)|[Cc]ommand|[Cc]ouncil|[Cc]oalition|[Aa]lliance|[Uu]nits?|[Ff]leet|[Bb]attery|[Dd]etachment|[Cc]olumn)")
_WORD = r"(?:\d+(?:st|nd|rd|th)|[A-Z][\w'’-]*|al-[A-Z][\w'’-]*)"
_LINK = r"(?:\s+(?:of|the|for|and)){1,2}\s+|\s+"
_FORCE = rf"(?:{_WORD}\s+){{0,5}}?{_BODY}(?:\s+of(?:\s+the)?\s+{_WORD}(?:\s+{_WORD}){{0,3}})?"
_NAMED = rf"{_WORD}(?:(?:{_LINK}){_WORD}){{0,5}}"
_RANK = (r"(?:(?:[Ll]t\.?|[Ll]ieutenant|[Mm]aj\.?|[Mm]ajor|[Bb]rig\.?|[Bb]rigadier|[Cc]ol\.?|[Cc]olonel|[Cc]apt\.?|[Cc]aptain|[Gg]en\.?|[Gg]eneral|[Mm]arshal|[Ff]ield|[Aa]dmiral"
         r"|[Cc]ommander|[Ss]heikh|[Ee]mir|[Ss]ergeant|[Cc]ommodore|[Vv]ice|[Rr]ear)[ -]+)")
_PERSON = rf"(?P<{{0}}>{_RANK}*[A-Z][\w.'’-]+(?:\s+(?:al-|el-|de\s|van\s|bin\s)?[A-Z][\w'’-]+){{{{0,3}}}})"
_WHO, _OTHER = _PERSON.format("who"), _PERSON.format("other")
_BODIES = rf"(?P<force>{_FORCE})"
_ABOVE = rf"(?P<above>{_FORCE})"
_HEAD = r"(?:commander|leader|chief|head|commanding officer)"

_WORDS: tuple[tuple[Kind, str], ...] = (
    ("replaces", rf"{_WHO}\s+(?:has\s+|had\s+)?(?:replaced|succeeded)\s+{_OTHER},?\s+as\s+(?:the\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES}"),
    ("replaces", rf"{_OTHER}\s+(?:was|has been|had been)\s+(?:replaced|succeeded)\s+as\s+(?:the\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES}\s+by\s+{_WHO}"),
    ("commands", rf"{_WHO}\s+(?:was|has been|had been)\s+(?:appointed|named|made|installed)\s+(?:as\s+)?(?:the\s+)?(?:new\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES}"),
    ("commands", rf"{_WHO}\s+(?:took|assumed)\s+(?:over\s+)?command\s+of\s+(?:the\s+)?{_BODIES}"),
    ("relieved", (rf"{_WHO}(?:,\s+(?:the\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES},)\s+(?:was|has been|had been)\s+(?:dismissed|sacked|removed|relieved|fired)")),
    ("relieved", rf"{_WHO}\s+(?:was|has been|had been)\s+(?:dismissed|sacked|removed|relieved)\s+as\s+(?:the\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES}"),
    ("commands", rf"{_BODIES}\)?,?\s+(?:which\s+(?:was|is)\s+|was\s+|is\s+)?(?:commanded|led|headed)\s+by\s+(?:the\s+)?{_WHO}"),
    ("commands", rf"{_WHO},\s+(?:the\s+|a\s+)?{_HEAD}\s+of\s+(?:the\s+)?{_BODIES}"),
    ("commands", rf"{_HEAD}\s+of\s+(?:the\s+)?{_BODIES},?\s+{_WHO}"),
    ("commands", rf"{_BODIES}\s+{_HEAD}\s+{_WHO}"),
    ("part of", (rf"{_BODIES}\)?,?\s+(?:(?:which|that)\s+)?(?:(?:is|was)\s+)?(?:then\s+)?(?:a\s+|the\s+)?(?:part of|(?:unit|formation|component|wing|armed wing) of|attached to|subordinate to"
                 rf"|belonging to|under the command of)\s+(?:the\s+)?{_ABOVE}")),
    ("joins", (rf"{_BODIES}\s+(?:has\s+|had\s+|have\s+)?(?:joined|merged\s+(?:into|with)|came\s+under|defected\s+to|(?:was|were)\s+(?:placed\s+under|put\s+under|transferred\s+to|attached\s+to))"
               rf"\s+(?:the\s+command\s+of\s+)?(?:the\s+)?{_ABOVE}")),
    ("leaves", rf"{_BODIES}\s+(?:has\s+|had\s+|have\s+)?(?:left|quit|broke\s+away\s+from|split\s+from|defected\s+from)\s+(?:the\s+)?{_ABOVE}"),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_HINT = re.compile(r"\b(?:command|led|head|leader|chief|replaced|succeeded|dismissed|sacked|removed|relieved|part of|unit of|wing of|formation of|component of|attached|subordinate|belonging"
                   r"|joined|merged|defected|came under|left|quit|broke away|split)", re.IGNORECASE)
_RANKED = re.compile(rf"^((?:(?:the|its|their)\s+)?{_RANK}*)")


@dataclass(frozen=True, slots=True)
class Muster:
    """One thing that a sentence says of a force. `above` is the force it is, becomes or ceases to be part of; `other` whom `who` came after."""

    kind: Kind
    force: str
    who: str | None = None
    rank: str | None = None
    other: str | None = None
    above: str | None = None


def musters(claim: Claim) -> tuple[Muster, ...]:
    """What the claim's sentence says of forces; nothing of what it plans or denies."""
    if claim.factuality not in {"realised", "unverified"} or claim.rule.startswith("infobox."):
        return ()
    named = tuple(sorted({actor.mention for actor in (*claim.actors, *claim.targets) if any(c.isupper() for c in actor.mention)}))
    return _of_sentence(claim.evidence.quote, named)


@lru_cache(maxsize=50_000)
def _of_sentence(quote: str, named: tuple[str, ...]) -> tuple[Muster, ...]:
    if _HINT.search(quote) is None:
        return ()
    return tuple(dict.fromkeys(_found(quote, named)))


def _found(quote: str, named: tuple[str, ...]) -> Iterator[Muster]:
    taken: set[tuple[int, int]] = set()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(quote):
            span = match.span("force")
            if span in taken and kind == "commands":
                continue
            parts = match.groupdict()
            who, other = parts.get("who"), parts.get("other")
            force, above = _bare(parts["force"]), _bare(parts["above"]) if parts.get("above") else None
            if not _is_named(force) or (above is not None and not _is_named(above)) or any(name is not None and not person_key(name) for name in (who, other)) or above == force:
                continue
            if who is not None:
                taken.add(span)
            rank, bare = split_rank(who) if who else (None, None)
            if bare is not None or above is not None:
                yield Muster(kind, force, bare, rank, split_rank(other)[1] if other else None, above)
    yield from _led(quote, named, taken)


def _led(quote: str, named: tuple[str, ...], taken: set[tuple[int, int]]) -> Iterator[Muster]:
    """A party of the claim, whatever it is called, that the sentence says is led by somebody."""
    for mention in named:
        for match in re.finditer(rf"{re.escape(mention)}\)?,?\s+(?:was\s+|is\s+)?(?:commanded|led|headed)\s+by\s+(?:the\s+)?{_WHO}", quote):
            at = match.start()
            if _is_named(mention) and person_key(match["who"]) and not any(start < at + len(mention) and at < end for start, end in taken):
                rank, bare = split_rank(match["who"])
                yield Muster("commands", mention, bare, rank)


def _bare(force: str) -> str:
    return re.sub(r"^(?:The|Its|Their|A|An)\s+", "", force)


def _is_named(force: str) -> bool:
    """Whether a force bears a name of its own: "the army" and "rebel forces" are anybody's."""
    return not is_nobody(force) and plain_role(force) is None


def split_rank(person: str) -> tuple[str | None, str]:
    """Rank and bare name: "Colonel", "Jane Roe"."""
    match = _RANKED.match(person)
    rank = match[1] if match else ""
    bare = person[len(rank):].strip()
    return (rank.strip() or None, bare) if bare else (None, person)
