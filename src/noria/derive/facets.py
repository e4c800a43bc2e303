"""A claim prepared for comparison: who, where, when, how many, in keys that compare cheaply."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from noria.claims.model import ActorRef, Claim, PlaceRef
from noria.derive.background import is_background, middle_days
from noria.derive.cues import DayPart, anew, cuts_a_line, day_part, is_running, leaves_parts, means_a_place, names_surroundings, of_quarters, stated, sums_up_days
from noria.derive.geography import is_area
from noria.derive.judged import Ties
from noria.derive.passages import normal
from noria.derive.sides import Sides
from noria.derive.words import group_class, is_ranked, operation_names, person_key
from noria.reference.codebook import fold
from noria.values.count import Count
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.vocabulary import FAMILY_OF

_STOP = frozenset("of in on to by from with and or was were is are be been had has have that which who as for it its their they he she his her "
                  "this these those into after before during over near not no up out than other including also said according while "
                  "when where reported".split())
_WORD = re.compile(r"[^\W\d_]{3,}")
_NONE: frozenset[Who] = frozenset()
_CONTEXT = 2  # sentences before and after that lend a claim without a place their places


@dataclass(frozen=True, slots=True)
class Who:
    """One party as compared."""

    key: str
    side: str | None


@dataclass(frozen=True, slots=True)
class _Harm:
    """Those whom one sentence says were harmed: the named, and the counted."""

    persons: tuple[frozenset[str], ...] = ()
    counts: tuple[Count, ...] = ()


_NOBODY = _Harm()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words of a sentence give to every claim of it. `text` is the sentence normalised."""

    text: str
    words: frozenset[str]
    names: frozenset[str]
    part: DayPart | None


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One node of the linking: a claim, or copies of one claim that share quote, type and place in the quote.

    `places` are those that the sentence names; `context` those lent by sentences around it. `fighters` are both parties of a clash. `toll`
    counts the people harmed by what it tells. `span` is the time in day numbers; `dated` tells that the sentence itself gives the day; `undated` that the
    whole story's days stand for it; `headline` that it is a report's title, which tells in brief what the report tells, and no second happening of it;
    `total` that it sums up a longer time; `old` that it lies years before the story. `wide` says that no place is a known point, or one is an area. `order` is a total order that does not depend on document ids unless all else is equal; `anchor` is
    its stable part.
    """

    claims: tuple[Claim, ...]
    type: str
    order: tuple[str, str, int, str]
    anchor: str
    sentence: frozenset[tuple[str, int]]
    documents: frozenset[str]
    passage: str
    ordinal: int
    time: Interval | None
    span: tuple[int, int] | None
    wide: bool
    places: tuple[PlaceRef, ...]
    context: tuple[PlaceRef, ...]
    actors: frozenset[Who]
    targets: frozenset[Who]
    fighters: frozenset[Who]
    persons: tuple[frozenset[str], ...]
    counts: tuple[Count, ...]
    toll: tuple[Count, ...]
    names: frozenset[str]
    words: frozenset[str]
    course: str
    victims: frozenset[str]
    summary: bool
    dated: bool
    undated: bool
    old: bool
    part: DayPart | None
    anew: bool
    parts: str
    total: bool
    headline: bool

    @property
    def lead(self) -> Claim:
        return self.claims[0]


def facets(claims: Sequence[Claim], sides: Sides, passage_of: Mapping[str, str], ties: Ties, texts: Collection[str] | None = None) -> list[Facet]:
    """The facets of claims, in their total order. Claims that `ties` hold apart are never one facet.

    `passage_of` has the passage of each claim. With `texts` (normalised quotes) only the facets of those are made; all claims of each must
    be there, with all claims of their documents.
    """
    lent, harm, middle = _Lent(claims), _harm(claims), middle_days(claims)
    said: dict[str, _Said] = {}
    out = []
    for group, text, ordinal in _twins(claims, ties, texts):
        quote = group[0].evidence.quote
        if quote not in said:
            said[quote] = _Said(text, content_words(text), frozenset(fold(name) for name in operation_names(quote)), day_part(quote))
        out.append(_facet(group, ordinal, said[quote], sides, passage_of[group[0].id], lent, harm, middle))
    return sorted(out, key=lambda facet: facet.order)


def _twins(claims: Sequence[Claim], ties: Ties, texts: Collection[str] | None) -> Iterator[tuple[list[Claim], str, int]]:
    """Copies of one claim together, with its quote normalised and its ordinal among the claims of its type in its sentence.

    Copies have the same quote, type and ordinal and do not contradict each other in time (a daily bulletin repeats a sentence
    word for word about another day).
    """
    sentences: dict[tuple[str, int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.document.id, claim.evidence.span.start, claim.type].append(claim)
    copies: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for (_, _, type_), group in sentences.items():
        ordered = sorted(group, key=_in_sentence) if len(group) > 1 else group
        for ordinal, claim in enumerate(ordered):
            text = normal(claim.evidence.quote)
            if texts is None or text in texts:
                copies[text, type_, ordinal].append(claim)
    for (text, _, ordinal), group in copies.items():
        if len(group) == 1:
            yield group, text, ordinal
            continue
        sets: list[list[Claim]] = []
        alone = text.count(" ") < 5
        for claim in sorted(group, key=lambda c: (c.time.interval is None, not c.places, c.document.published or "9999", c.id)):
            home = None if alone else next((s for s in sets if _agree(s[0], claim) and not any(ties.parted(c, claim) for c in s)), None)
            if home is None:
                sets.append([claim])
            else:
                home.append(claim)
        yield from ((held, text, ordinal) for held in sets)


def _in_sentence(claim: Claim) -> tuple[str, ...]:
    """Order of one sentence's claims of a type by what they say, so that copies of the sentence number them alike."""
    offset = claim.evidence.trigger.start - claim.evidence.span.start
    return (f"{offset:06d}", claim.evidence.quote, *(",".join(who.mention for who in group) for group in (claim.places, claim.actors, claim.targets)),
            str([(c.measure, c.low, c.high, c.group) for c in claim.counts]), claim.id)


def _agree(one: Claim, other: Claim) -> bool:
    if one.time.interval is not None and other.time.interval is not None and not one.time.interval.overlaps(other.time.interval):
        return False
    if one.factuality != other.factuality:
        return False
    mine, theirs = {p.mention for p in one.places}, {p.mention for p in other.places}
    return not mine or not theirs or bool(mine & theirs)


def _facet(group: list[Claim], ordinal: int, said: _Said, sides: Sides, passage: str, around: _Lent, harm: Mapping[tuple[str, int], _Harm],
           middle: Mapping[str, int]) -> Facet:
    lead = group[0]
    time, quote = lead.time.interval, lead.evidence.quote
    anchor = content_id("a", [lead.type, said.text, ordinal])
    published = min(claim.document.published or "9999" for claim in group)
    here = (lead.document.id, lead.evidence.span.start)
    violence = FAMILY_OF[lead.type] == "violence"
    parts = _parts(lead)
    lent = () if len(lead.places) == 1 and means_a_place(quote) else tuple(place for place in lead.places if not stated(place, quote))
    if all(place.mention.islower() for place in lead.places if place not in lent):
        lent = () if len(lent) < len(lead.places) else lent  # "the city and the adjacent airport": the site alone names nothing
    named = tuple(_surroundings(place, quote, parts) for place in lead.places if place not in lent)
    harmed = harm.get(here, _NOBODY) if violence else _NOBODY
    actors, targets = _who(lead.actors, sides), _who(lead.targets, sides)
    headline = any(claim.document.title is not None and _title(claim.document.title) == said.text for claim in group)
    return Facet(
        claims=tuple(group), type=lead.type, order=(published, anchor, ordinal, min(claim.id for claim in group)), anchor=anchor,
        sentence=frozenset((claim.document.id, claim.evidence.span.start) for claim in group),
        documents=frozenset(claim.document.id for claim in group), passage=passage, ordinal=ordinal,
        time=time, span=(time.start.ordinal, time.end.ordinal) if time else None, places=named,
        wide=not named or any(is_area(place) or place.point is None for place in named),
        context=() if named else lent or around.to(*here), actors=actors, targets=targets, fighters=actors | targets if lead.type == "clash" else _NONE,
        persons=harmed.persons if violence else _persons(lead, (*lead.actors, *lead.targets)),
        counts=lead.counts, toll=harmed.counts if violence else lead.counts if lead.type == "casualty" else (), names=said.names,
        words=said.words, course="" if headline else _course(lead), victims=_victims(lead.targets),
        summary=lead.rule.startswith("infobox."), dated=lead.time.basis in {"explicit", "relative"}, undated=lead.time.basis == "document",
        old=is_background(lead, middle), part=said.part, anew=anew(lead), parts=parts, total=_is_total(lead), headline=headline)


@lru_cache(maxsize=10_000)
def _title(title: str) -> str:
    return normal(title)


def _is_total(claim: Claim) -> bool:
    """Whether a claim gives the state of a count over a longer time, or without a day to it, rather than what one occurrence cost."""
    return claim.type in {"casualty", "displace"} and (sums_up_days(claim) or (claim.time.interval is None and is_running(claim)))


def _surroundings(place: PlaceRef, quote: str, parts: str) -> PlaceRef:
    """The place; where the sentence tells of the country around it, that country."""
    if place.point is None or is_area(place) or not (parts == "around" or names_surroundings(place.mention, quote)):
        return place
    return replace(place, id=None, precision="district")


def _parts(claim: Claim) -> str:
    """Of counted places: "of" one town, "around" one; empty where none are counted."""
    if claim.type in {"capture", "withdraw"} and leaves_parts(claim):
        return "of"
    counted = [count for count in claim.counts if count.measure == "places"]
    if not counted:
        return ""
    return "of" if any(of_quarters(count.group) for count in counted) else "around"


@lru_cache(maxsize=100_000)
def _who(actors: tuple[ActorRef, ...], sides: Sides) -> frozenset[Who]:
    return frozenset(Who(sides.directory.key(actor), sides.side(actor)) for actor in actors)


@lru_cache(maxsize=100_000)
def _victims(targets: tuple[ActorRef, ...]) -> frozenset[str]:
    return frozenset(group_class(target.mention) or "party" for target in targets)


def _persons(claim: Claim, parties: tuple[ActorRef, ...]) -> tuple[frozenset[str], ...]:
    """Named people among those who suffered, or who spoke."""
    named = [actor.mention for actor in parties if group_class(actor.mention) is None]
    if claim.type in {"casualty", "detain"}:
        single = {count.group for count in claim.counts if count.low == count.high == 1 and count.group}
        named = [target.mention for target in claim.targets if not single or target.mention in single]
    elif claim.type != "state":
        named = [mention for mention in named if is_ranked(mention)]
    return tuple(key for mention in named if (key := person_key(mention)))


def _harm(claims: Sequence[Claim]) -> dict[tuple[str, int], _Harm]:
    """The people that each sentence says were harmed: they identify the strike that it tells, too."""
    persons: dict[tuple[str, int], set[frozenset[str]]] = defaultdict(set)
    counts: dict[tuple[str, int], set[Count]] = defaultdict(set)
    for claim in claims:
        if claim.type == "casualty":
            here = (claim.document.id, claim.evidence.span.start)
            persons[here].update(_persons(claim, claim.targets))
            counts[here].update(claim.counts)
    return {here: _Harm(tuple(sorted(persons[here], key=sorted)), tuple(sorted(counts[here], key=repr))) for here in persons}


def _course(claim: Claim) -> str:
    """How far a movement got, or what was encircled: an approach is not an entry, a road no town. Empty where that does not matter."""
    if claim.type == "encircle":
        return "line" if cuts_a_line(claim) else "ring"
    if claim.type != "advance" or not claim.places:
        return ""
    return "in" if any(place.relation == "in" for place in claim.places) else "near"


def content_words(text: str) -> frozenset[str]:
    """Words that carry content, cut to five letters so that forms of one word meet."""
    return frozenset(word[:5] for word in _WORD.findall(text) if word not in _STOP)


class _Lent:
    """The places that sentences lend: of a sentence those of its own claims, else of the nearest sentences on the same day."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._rows: dict[str, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in claims:
            self._rows[claim.document.id][claim.evidence.span.start].append(claim)
        self._starts: dict[str, list[int]] = {}

    def to(self, document: str, start: int) -> tuple[PlaceRef, ...]:
        """What claims of the sentence of a document that starts there may be lent."""
        sentences = self._rows[document]
        if document not in self._starts:
            self._starts[document] = sorted(sentences)
        starts = self._starts[document]
        lent = _places_of(sentences[start], set())
        if not lent:
            at, days = bisect_left(starts, start), {claim.time.interval for claim in sentences[start] if claim.time.interval}
            near = starts[max(0, at - _CONTEXT) : at] + starts[at + 1 : at + 1 + _CONTEXT]
            lent = tuple(place for one in near for place in _places_of(sentences[one], days))
        return tuple(dict.fromkeys(sorted(lent, key=lambda place: (place.id or "", place.mention))))


def _places_of(group: list[Claim], days: set[Interval]) -> tuple[PlaceRef, ...]:
    return tuple(place for claim in sorted(group, key=lambda c: c.id) if not days or claim.time.interval in days for place in claim.places)
