"""An infobox as its readers ask for it: lines by folded key and side number, who is meant by a name, when it all was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from noria.claims.infobox.words import listed
from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef
from noria.documents.model import Document, InfoboxField, InfoboxItem
from noria.reference.codebook import Codebook
from noria.values.count import Count
from noria.values.span import Span
from noria.values.vocabulary import ClaimType, Factuality

EXTRACTOR = "rules 0.1"
CONFIDENCE = 0.9  # a list made by hand, read by a small grammar

PlaceResolver = Callable[[str, Span], PlaceRef]
_KEY = re.compile(r"(?P<base>[a-z]+)(?:(?P<number>\d)[a-z]?)?")
_CLAIMED = re.compile(r"(?P<who>.+?)(?:['’]s?)?\s+(?P<cue>claims?|estimates?|figures?|sources?|reports?|data|count)", re.IGNORECASE)
_PER = re.compile(r"(?P<cue>as per|per|according to|acc\. to|claimed by|reported by|by|via|source:)\s+(?:the\s+)?(?P<who>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """An infobox line with its key folded: "Casualties2" is base "casualties", number 2 (None without a number)."""

    base: str
    number: int | None
    field: InfoboxField


@dataclass(frozen=True)
class Frame:
    """One document's infobox and what is needed to understand it."""

    document: Document
    ref: DocumentRef
    codebook: Codebook
    time: ClaimTime

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines in their order; keys are folded to lower case without blanks and underscores."""
        out = []
        for field in self.document.infobox:
            match = _KEY.fullmatch(re.sub(r"[\W_]", "", field.key).casefold())
            if match:
                out.append(Line(match["base"], int(match["number"]) if match["number"] else None, field))
        return tuple(out)

    def of(self, *bases: str) -> Iterator[Line]:
        """Lines with one of these keys, whatever their number."""
        return (line for line in self.lines if line.base in bases)

    def belligerents(self, number: int | None) -> tuple[InfoboxItem, ...]:
        """The entries of the combatant line of this number that stand at its top.

        Where the first entry is bulleted, its heading was lost with the layout: all entries of that depth stand at the top.
        """
        for line in self.of("combatant", "belligerent", "side", "party"):
            if line.number == number and line.field.items:
                top = line.field.items[0].depth
                return tuple(item for item in line.field.items if item.depth == top and not item.text.rstrip().endswith(":"))
        return ()

    def units(self, number: int | None) -> tuple[InfoboxItem, ...]:
        """The top entries of the units line of this number."""
        for line in self.of("units", "unit"):
            if line.number == number and line.field.items:
                return tuple(item for item in line.field.items if item.depth == line.field.items[0].depth)
        return ()

    def under(self, base: str, number: int | None) -> tuple[InfoboxItem, ...]:
        """Every entry, at whatever depth, of the lines of this key and number."""
        return tuple(item for line in self.of(base) if line.number == number for item in line.field.items)

    def actor(self, mention: str) -> ActorRef:
        """Who is meant: the codebook's actor where it knows the name, with or without a word such as "fighters" behind it."""
        known = self.codebook.actor(mention)
        if known is None and " " in mention:
            head, last = mention.rsplit(maxsplit=1)
            known = self.codebook.actor(head) if last.casefold() in listed("generic", "combatants") else None
        return ActorRef(mention, known.name if known else None, known.id if known else None)

    def attribution(self, words: str) -> Attribution | None:
        """Who is said to say so, in a parenthesis or heading: "per X", "X claim", or a known source alone."""
        words = words.strip().rstrip(":").strip()
        match = _PER.fullmatch(words) or _CLAIMED.fullmatch(words)
        if match and not re.search(r"\d", match["who"]):  # "by 3 April" is no source
            return self._source(match["who"].strip(), match["cue"].casefold())
        return self._source(words, None) if self.codebook.source(words) else None

    def _source(self, mention: str, cue: str | None) -> Attribution:
        known = self.codebook.source(mention)
        if known:
            return Attribution(mention, known.name, cue, known.id)
        actor = self.codebook.actor(mention)
        return Attribution(mention, actor.name if actor else None, cue, actor.id if actor else None)

    def claim(self, line: Line, type_: ClaimType, trigger: Span, rule: str, *, actors: tuple[ActorRef, ...] = (),
              targets: tuple[ActorRef, ...] = (), places: tuple[PlaceRef, ...] = (), counts: tuple[Count, ...] = (), time: ClaimTime | None = None,
              attribution: tuple[Attribution, ...] = (), factuality: Factuality = "realised", note: str | None = None) -> Claim:
        """A claim that rests on `line`; its quote is the whole line, its time that of the infobox unless one is given. Not yet identified."""
        text, span = self.document.text, line.field.span
        marks = tuple(mark.key for mark in self.document.marks if span.contains(mark.span))
        return Claim(document=self.ref, type=type_, factuality=factuality, actors=actors, targets=targets, places=places, time=time or self.time,
                     counts=counts, attribution=attribution, evidence=Evidence(span.of(text), span, trigger.of(text), trigger),
                     citations=marks, confidence=CONFIDENCE, extractor=EXTRACTOR, rule=rule, note=note)
