"""What the reading saw, in plain types: no spaCy object leaves the room. All spans are offsets into the document's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from noria.values.footprint import Footprint
from noria.values.interval import Basis, Granularity, Interval
from noria.values.place import Precision, Relation
from noria.values.span import Span

if TYPE_CHECKING:
    from noria.reading.times.reading import TimeReading

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeRole = Literal["on", "by", "since", "until", "before", "after", "during", "as of", "between"]
NameKind = Literal["place", "actor", "person", "nationality", "equipment", "event", "other"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One TIMEX3: `value` in ISO-TimeML ("1939-10", "P3W", "PRESENT_REF"), and the days it names, if it names any.

    `interval` is None where the text does not say enough; `reason` then tells why. `role` is the preposition's part.
    """

    span: Span
    text: str
    type: TimexType
    value: str
    interval: Interval | None = None
    granularity: Granularity | None = None
    role: TimeRole = "on"
    basis: Basis = "explicit"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A quantity as a range: "at least 17" is 17..None, "dozens" 24..None and approximate."""

    span: Span
    text: str
    low: int | None
    high: int | None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class NameMention:
    """A proper name, held together before the parse: "Tell Malah", "66th Brigade base".

    `feature` is the common noun that says what it is where one stands beside it ("town", "river"). `sure` is False where only a
    look-up or the entity label tells the kind, so that the name's part in the sentence may overrule it; `known` where the gazetteer
    has a place of that name.
    """

    span: Span
    text: str
    kind: NameKind
    feature: str | None = None
    sure: bool = True
    known: bool = False


class PlaceReading(Struct, frozen=True, gc=False):  # not a dataclass: news have some in every sentence, ten times faster so
    """A toponym resolved or left open. `candidates` are gazetteer ids, best first, `scores` how likely each is; `reasons`
    say why the first won or none did; `judgement` is the id of the one that settled it.

    `lat`, `lon` are those of the named place; `relation`, `distance_km` and `footprint` say where it lies from there what is told.
    `acts` where the name stands for who rules from there ("Damascus said"), so that nothing happened in it.
    """

    span: Span
    text: str
    name: str | None
    id: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    confidence: float
    candidates: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    relation: Relation = "in"
    distance_km: float | None = None
    footprint: Footprint | None = None
    scores: tuple[float, ...] = ()
    judgement: str | None = None
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse; `head` is an index in the same sentence, its own index at the root."""

    i: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    span: Span
    name: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its parse. `span` is its exact place in the document; `block` indexes `Document.blocks`.

    Where `parsed` is False nothing in it can be a claim: `tokens` are then its names alone, each behind the word that stands before it.
    """

    index: int
    span: Span
    block: int
    tokens: tuple[Token, ...]
    names: tuple[NameMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    citations: tuple[str, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    parsed: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document. `aliases` are the abbreviations it introduces ("RCD" -> the name in full)."""

    document: str
    sentences: tuple[Sentence, ...]
    times: TimeReading
    places: tuple[PlaceReading, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceArgument:
    """A place in a predicate: token `head` is a name, or a common noun ("the city") that earlier text must explain.

    `lent` where the clauses around the predicate name it and not its own words.
    """

    head: int
    relation: str
    named: bool
    lent: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """Something a sentence says happened. Numbers are token indexes in that sentence; `trigger` is first..last word.

    `factuality` and `cues` are what the words around the predicate settle; `failing` marks an attempt named by its failure.
    """

    type: str
    rule: str
    head: int
    trigger: tuple[int, int]
    actors: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    places: tuple[PlaceArgument, ...] = ()
    factuality: str = "realised"
    measure: str | None = None
    nominal: bool = False
