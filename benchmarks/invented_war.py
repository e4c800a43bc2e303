"""An invented war of any length, told by generated documents: the same number, the same document, on every machine.

Each day has its occurrences at some of three thousand places; the documents of the next days tell them in words of their own, or
copy one another's sentences word for word or nearly so. A document makes some hundred claims, about 230 claims tell of one day, so a
million claims are twelve years of war. Nothing is read: the claims are made beside the text that they quote.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from noria.claims.extraction import Extraction
from noria.claims.infobox_facts import FactLine, InfoboxFacts, Member, SideFacts, line_id
from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef, Refusal
from noria.documents.model import Block, Document, Metadata
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.place import Point
from noria.values.span import Span
from noria.values.vocabulary import ClaimType

PLACES = 3000
A_DAY = 45  # occurrences
DOCUMENTS_A_DAY = 2.3
FIRST = Day(2003, 3, 1).ordinal
CLAIMS_A_DOCUMENT = 100  # on the average
_SYLLABLES = "ba da ka la ma na ra sa ta za be de ke le me ne re se te bo do ko lo mo no ro so to bu du ku lu mu nu ru".split()
_SIDES = ("Northern League", "Coast Republic", "Hill Council", "River Front")
_KINDS = ("Brigade", "Army", "Guard", "Militia", "Legion", "Corps")
_MONITORS = tuple(f"{name} {kind}" for name in ("Lake", "Plain", "Harbour", "Valley") for kind in ("Observatory", "Agency", "Daily"))
_VERBS: dict[ClaimType, tuple[str, ...]] = {
    "capture": ("captured", "seized", "took"), "withdraw": ("withdrew from", "left"), "hold": ("held", "defended"),
    "advance": ("advanced toward", "entered"), "encircle": ("surrounded", "besieged"), "clash": ("clashed at", "fought at"),
    "airstrike": ("bombed", "struck from the air"), "shelling": ("shelled", "fired rockets at"), "bombing": ("mined", "blew up a car at"),
    "attack": ("attacked", "raided"), "deploy": ("deployed to", "arrived at"), "detain": ("detained people at", "arrested men at"),
    "launch": ("launched an offensive at", "began an operation at"), "displace": ("drove families from", "displaced people from")}
_WEIGHTS = {"capture": 8, "withdraw": 4, "hold": 4, "advance": 8, "encircle": 2, "clash": 14, "airstrike": 12, "shelling": 18, "bombing": 4,
            "attack": 14, "deploy": 5, "detain": 3, "launch": 0.4, "displace": 3}
_TAILS = ("near the old bridge", "after a night of heavy rain", "while shops were still open", "along the eastern road", "before the market",
          "despite the truce of the week before", "in what people called the worst day of the month", "with help from allied units",
          "as columns of smoke rose over the fields", "close to the railway yard", "although the roads were blocked", "on both banks of the canal")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened: told by several documents, each in its own words."""

    type: ClaimType
    day: int
    place: int
    actor: int
    target: int
    dead: int


@cache
def places() -> tuple[PlaceRef, ...]:
    dice = random.Random("places")
    names: dict[str, None] = {}
    while len(names) < PLACES:
        names.setdefault("".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((2, 3, 3)))).capitalize())
    return tuple(PlaceRef(name, name, f"invented:{number}", Point(round(dice.uniform(10, 18), 4), round(dice.uniform(20, 30), 4)),
                          precision="populated place", confidence=0.9) for number, name in enumerate(names))


@cache
def actors() -> tuple[tuple[int, ActorRef], ...]:
    """Side and name of forty-eight actors; the codebook knows every other one."""
    return tuple((side, ActorRef(f"{number + 1}th {name.split()[0]} {kind}")) for side, name in enumerate(_SIDES)
                 for number in range(2) for kind in _KINDS)


@cache
def codebook() -> Codebook:
    return Codebook(sides=tuple(Side(id=f"s{number}", name=name) for number, name in enumerate(_SIDES)),
                    actors=tuple(Actor(id=f"a{number}", name=actor.mention, side=f"s{side}") for number, (side, actor) in enumerate(actors()) if number % 2 == 0))


@lru_cache(maxsize=4000)
def occurrence(day: int, number: int) -> Occurrence:
    dice = random.Random(f"occurrence {day} {number}")
    place = int(PLACES * dice.random() ** 3)  # a few towns see much of the war
    actor = dice.randrange(len(actors()))
    target = dice.choice([i for i, (side, _) in enumerate(actors()) if side != actors()[actor][0]])
    type_: ClaimType = dice.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]  # type: ignore[assignment]
    return Occurrence(type_, day, place, actor, target, dice.choice((0, 0, 0, 1, 2, 3, 5, 8, 12, 30)))


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence: its words and whatever its claims need."""

    text: str
    told: Occurrence
    dead: int
    source: str | None
    loose: bool


@lru_cache(maxsize=4000)
def telling(document: int, number: int) -> Telling:
    """The sentence that a document would write of its own accord."""
    dice = random.Random(f"telling {document} {number}")
    told = occurrence(day_of(document) - dice.choice((0, 0, 1, 1, 2)), int(A_DAY * dice.random() ** 1.5))
    actor, target = actors()[told.actor][1].mention, actors()[told.target][1].mention
    verb, where = dice.choice(_VERBS[told.type]), places()[told.place].mention
    dead = max(0, told.dead + dice.choice((0, 0, 0, -1, 1))) if told.dead else 0
    source, loose = (dice.choice(_MONITORS) if dice.random() < 0.3 else None), dice.random() < 0.15
    words = [f"{source} said that" if source else "", "the" if source else "The", actor, verb, "the outskirts" if loose else where, dice.choice(_TAILS)]
    words += [f"on {Day.from_ordinal(told.day)}"] if dice.random() < 0.7 else []
    words += [f"and {dead} fighters of the {target} were killed"] if dead else [f"against the {target}"]
    return Telling(" ".join(filter(None, words)) + ".", told, dead, source, loose)


def day_of(document: int) -> int:
    return FIRST + int(document / DOCUMENTS_A_DAY)


def _sentences(document: int) -> Iterator[Telling]:
    dice = random.Random(f"document {document}")
    for number in range(dice.randrange(33, 100)):
        chance = dice.random()
        if chance > 0.14 or document < 8:
            yield telling(document, number)
            continue
        copied = telling(document - dice.randrange(1, 8), dice.randrange(30))
        if chance > 0.05:
            yield copied
        else:
            yield Telling(f"Meanwhile {copied.text[0].lower()}{copied.text[1:]}", copied.told, copied.dead, copied.source, copied.loose)


def document(number: int) -> tuple[Document, Extraction]:
    """The document of this number with what a reader takes from it."""
    told = list(dict.fromkeys(_sentences(number)))
    box = f"| conflict = Campaign {number // 300}\n" if number % 300 == 0 else ""
    spans, text = [], f"Report {number}\n\n{box}"
    for sentence in told:
        spans.append(Span(len(text), len(text) + len(sentence.text)))
        text += sentence.text + (" " if len(spans) % 6 else "\n\n")
    publisher = f"{_MONITORS[number * 7 % len(_MONITORS)]}" if number % 3 else f"Paper {number % 11}"
    published = Day.from_ordinal(day_of(number))
    id = content_id("d", {"text": text, "key": ""})
    ref = DocumentRef(id, "", f"Report {number}", publisher, str(published))
    made = Document(id=id, file="", text=text, sha256=content_id("h", text), blocks=(Block("paragraph", Span(0, len(text))),),
                    meta=Metadata(title=ref.title, publisher=publisher, published=published))
    claims = [claim for sentence, span in zip(told, spans, strict=True) for claim in _claims(ref, sentence, span)]
    refusals = (Refusal(id, spans[0], told[0].text, "generated", "generated"),)
    return made, Extraction(tuple(claims), refusals, _facts(ref, text, number, box) if box else None)


def _claims(ref: DocumentRef, sentence: Telling, span: Span) -> Iterator[Claim]:
    told, here = sentence.told, places()[sentence.told.place]
    day = Day.from_ordinal(told.day)
    stated = f"on {day}" in sentence.text
    time = ClaimTime(Interval.day(day), str(day), "day", f"on {day}" if stated else None, "explicit" if stated else "narrative")
    actor, target = actors()[told.actor][1], actors()[told.target][1]
    source = (Attribution(sentence.source, sentence.source, "said"),) if sentence.source else ()
    counts = (Count("killed", sentence.dead, sentence.dead, group="fighters"),) if sentence.dead else ()
    for type_, trigger, victims in ((told.type, actor.mention, ()), ("casualty", "killed", counts)):
        if type_ == "casualty" and not counts:
            continue
        at = span.start + sentence.text.index(trigger)
        yield Claim(document=ref, type=type_, actors=(actor,), targets=(target,), places=() if sentence.loose else (here,), time=time,  # type: ignore[arg-type]
                    counts=victims, attribution=source, evidence=Evidence(sentence.text, span, trigger, Span(at, at + len(trigger))), confidence=0.8,
                    extractor="invented", rule=f"invented.{type_}").identified()


def _facts(ref: DocumentRef, text: str, number: int, box: str) -> InfoboxFacts:
    start = text.index(box)
    line = FactLine(line_id(ref.id, Span(start, start + len(box)), box), "conflict", box, Span(start, start + len(box)))
    days = Interval(Day.from_ordinal(day_of(number)), Day.from_ordinal(day_of(number) + 60))
    sides = tuple(SideFacts(side + 1, belligerents=(Member(actors()[side * 12][1], line.span, line.id),)) for side in (number // 300 % 2, 2))
    return InfoboxFacts(document=ref, name=f"Campaign {number // 300}", time=ClaimTime(days, f"{days.start}/{days.end}", "days"), sides=sides, lines=(line,))
