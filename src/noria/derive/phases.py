"""What sentences say of how operations lie inside each other: "a phase of", "part of", "as part of", "during". Plain English of any war, in patterns.

Only a claim's own sentence is read. A proper name is "Operation …", "the Battle of …", or a noun such as offensive, campaign or war in capitals behind a name; with
a small letter ("the Lake offensive") it may be anybody's, and counts only where an operation of that name is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from noria.claims.model import Claim

Kind = Literal["part", "inside", "phase"]

_CAP = r"(?:[A-Z][\w'’-]*|al-[A-Z][\w'’-]*)"
_RUN = rf"{_CAP}(?:(?:\s+(?:of|the|for|and|in|on)){{0,2}}\s+{_CAP})*"
_NOUN = r"(?:offensive|counter-?offensive|campaign|operation|war|insurgency|uprising|invasion|siege|battle)"
_PROPER_NOUN = r"(?:Offensive|Counter-?[Oo]ffensive|Campaign|Operation|War|Insurgency|Uprising|Invasion|Siege|Battle|Crisis|Revolution)"
_OF = r"(?:[Bb]attle|[Ss]iege|[Ff]all|[Rr]elief|[Ii]nvasion|[Rr]aid|[Dd]efen[cs]e|[Ll]iberation)\s+(?:of|on)\s+(?:the\s+)?"
_NAME = (rf"(?!The\s)(?:[Oo]peration\s+[\"“‘']?{_CAP}(?:(?:\s+(?:of|the|and))?\s+{_CAP})*|{_OF}{_RUN}|(?:\d{{4}}\s+)?(?:{_CAP}\s+){{1,4}}(?:{_NOUN}|{_PROPER_NOUN})s?"
         rf"|{_CAP}\s+{_PROPER_NOUN}s?)")
_IS_PART = (r"(?:part|(?:first |second |third |fourth |opening |initial |final |last |next |new )?(?:phase|stage)|component|element|battle|operation|offensive|engagement|episode)"
            r"\s+(?:of|in|within|during)\s+(?:the\s+)?")
_PART = re.compile(rf"(?P<one>{_NAME})[\"”’']?(?:\s+\([^)]*\))?(?:,?\s+(?:which|that))?(?:,|\s+(?:was|is|formed|became|constituted|marked|began as))\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?{_IS_PART}"
                   rf"[\"“‘']?(?P<above>{_NAME})")
_PHASE = re.compile(rf"(?P<one>(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Oo]pening|[Ff]inal|[Ll]ast|[Nn]ext|[Nn]ew)\s+(?:phase|stage))\s+of\s+(?:the\s+)?[\"“‘']?(?P<above>{_NAME})")
_INSIDE = re.compile(rf"\b(?:[Aa]s\s+(?:a\s+)?part\s+of|[Dd]uring|[Ww]ithin\s+the\s+framework\s+of|[Ii]n\s+the\s+course\s+of)\s+(?:the\s+)?(?:(?:first|opening|final|last|early|initial)\s+(?:days|weeks|hours|phase|stage)\s+of\s+)?"
                     rf"(?:the\s+)?[\"“‘']?(?P<above>{_NAME})")
_HINT = re.compile(r"part of|phase|stage|component of|element of|[Dd]uring|framework of|course of|battle of|battle in|operation of|operation in|offensive of|offensive in|engagement|episode")
_DURING = re.compile(r"\b(?:[Dd]uring|[Ii]n|[Aa]fter|[Bb]efore|[Ss]ince)\s+(?:the\s+)?\Z")
_PROPER = re.compile(rf"^(?:[Oo]peration\s+[\"“‘']?[A-Z]|(?:Battle|Siege|Fall|Relief|Invasion|Raid|Defen[cs]e|Liberation)\s+o[fn]\s|.*\b{_PROPER_NOUN}s?$)")


@dataclass(frozen=True, slots=True)
class Phase:
    """One thing that a sentence says of operations.

    part: the operation `one` is part of `above`; inside: what the sentence tells happened in `above`; phase: it tells of `one`, "second phase", of `above`.
    """

    kind: Kind
    above: str
    one: str | None = None


def phases(claim: Claim) -> tuple[Phase, ...]:
    """What the claim's sentence says of operations; nothing of what it plans or denies."""
    if claim.factuality in {"planned", "denied"} or claim.rule.startswith("infobox."):
        return ()
    return _of_sentence(claim.evidence.quote)


@lru_cache(maxsize=50_000)
def _of_sentence(quote: str) -> tuple[Phase, ...]:
    if _HINT.search(quote) is None:
        return ()
    found: dict[Phase, None] = {}
    for match in _PART.finditer(quote):
        found[Phase("part", match["above"], match["one"])] = None
    for match in _PHASE.finditer(quote):
        if _DURING.search(quote, 0, match.start()) or any(said.kind == "part" and said.above == match["above"] for said in found):
            continue  # it only says when, or the phase has a name of its own
        found[Phase("phase", match["above"], match["one"].lower())] = None
    for match in _INSIDE.finditer(quote):
        found[Phase("inside", match["above"])] = None
    return tuple(found)


def is_proper(name: str) -> bool:
    """Whether a name is an operation's of its own, whether or not any other document knows it."""
    return _PROPER.match(name) is not None
