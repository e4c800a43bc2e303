"""The claims of one sentence: its predicates dated, placed, attributed and counted, with what earlier sentences left open filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.counting import counts
from noria.claims.denials import denials, denies_told
from noria.claims.discourse import Discourse, Topic
from noria.claims.gapped import gapped
from noria.claims.lasting import OPERATIONS, Event
from noria.claims.mentions import is_definite, mention
from noria.claims.model import ActorRef, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef
from noria.claims.parties import STRIKES, Parties
from noria.claims.referents import Referents
from noria.claims.resolve import Resolver
from noria.claims.sources import Sources
from noria.claims.speech import Speech
from noria.claims.statements import news
from noria.claims.timing import claim_time
from noria.claims.whereabouts import Whereabouts
from noria.reading.attribution import voices
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.irrealis import timeless
from noria.reading.names import is_people
from noria.reading.output import Predicate, Sentence
from noria.reading.pieces import SUMMING_UP
from noria.reading.times import TimeReading
from noria.reference.lexicons import words
from noria.values.edtf import edtf
from noria.values.interval import Interval
from noria.values.span import Span
from noria.values.vocabulary import ClaimType, Factuality

# What somebody does to others.
_AGAINST = STRIKES | {"capture", "hold", "encircle", "launch", "detain"}
# What each of two parties may have done in one place on one day.
_DONE_BY_EACH = STRIKES | {"capture", "hold", "advance", "deploy", "defect"}
# Steps of a campaign.
_STEPS = frozenset({"launch", "capture", "advance", "withdraw", "hold", "encircle", "clash", "attack", "deploy"})
# Rules of taking by which a place may change hands twice in a sentence.
_TAKING_BACK = frozenset(["capture.verb", "capture.control", "capture.back", "capture.works", "capture.given", "capture.under"])
EXTRACTOR = "rules 0.1"


class SentenceClaims:
    """Makes the claims of one document's sentences, in order; remembers what they mention."""

    def __init__(self, document: DocumentRef, text: str, times: TimeReading, resolver: Resolver, speech: Speech, period: Interval | None = None,
                 topic: Topic = Topic()) -> None:  # noqa: B008 - frozen
        self._document = document
        self._text = text
        self._times = times
        self._resolver = resolver
        self._period = period
        self._called = frozenset((document.title or "").lower().split()) & OPERATIONS
        self._discourse = Discourse(topic)
        self._speech = speech
        self._sources = Sources(text, resolver, speech, self._discourse)
        self._parties = Parties()
        self._whereabouts = Whereabouts(text, resolver, self._discourse)
        self._referents = Referents(self._discourse, resolver, text)

    def claims(self, sentence: Sentence, kind: str = "paragraph", author: str | None = None) -> list[Claim]:
        """Claims of `sentence`, which stands in a block of `kind`, each once; the memory moves on. `author` is who wrote the block, where
        it is a post that the document shows.
        """
        self._discourse.enter(sentence.block, sentence.span.start)
        self._author = author
        tree = Tree(sentence)
        self._whereabouts.see(tree)
        if kind == "heading":
            self._whereabouts.head(tree)
        found = _merge(tree, [p for p in sentence.predicates if not (p.type in ("hold", "agree", "clash") and p.factuality == "planned")])
        found = [p for p in news(tree, found) if p.type == "state" or not self._only_said(tree, p.head)]
        if kind == "heading" or (kind == "title" and not any(not p.nominal for p in found)):
            found = []  # a heading names what its section tells
        told: list[tuple[Claim, Predicate]] = []
        for predicate, when in (part for p in found for part in gapped(tree, p, self._times)):
            claim = self._claim(tree, predicate, found, when)
            if claim is None:
                continue
            if claim.type == "state" and denies_told(tree, predicate):
                denier = tuple(self._resolver.source(a.mention, claim.evidence.trigger_text) for a in claim.actors)
                denied = denials([c for c, _ in told], denier, claim.evidence)
                told += [(d, predicate) for d in denied]
                if denied:
                    continue
            if predicate.nominal and not claim.actors and claim.type in STRIKES - {"attack"} and is_definite(tree, predicate.head):
                claim = replace(claim, actors=self._discourse.strikes.get(claim.type, ()))
            told.append((claim, predicate))
            self._discourse.heard(claim)
        self._whereabouts.settle(tree, told)
        self._remember(tree)
        return _once(self._parties.complete(tree, told, sentence.block))

    def _only_said(self, tree: Tree, head: int) -> bool:
        """Whether a quotation speaks of a thing without telling that it happened: "either they leave or they die"."""
        clause = timeless(tree, head) if self._speech.around(tree.tokens[head].span.start) is not None else None
        return clause is not None and self._speech.around(tree.tokens[clause].span.start) is not None

    def _claim(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate], when: ClaimTime | None) -> Claim | None:
        if predicate.type == "casualty" and any(tree.tokens[t].text.lower() in ("nobody", "none") for t in predicate.targets):
            return None  # "nobody was hurt"
        said = voices(tree, predicate.head)
        attribution = self._sources.of(tree, predicate.head, said, self._author)
        actors = self._referents.actors(tree, predicate.actors)
        targets = self._referents.actors(tree, predicate.targets, machines=predicate.type == "materiel")
        if predicate.type in _AGAINST:
            targets = tuple(t for t in targets if t.mention not in {a.mention for a in actors})  # nobody attacks himself
        if predicate.type == "state":
            spoke = self._sources.speakers(tree, predicate.actors)
            actors = spoke or actors
            if not actors:
                return None
            attribution = tuple(a for a in attribution if a.mention not in {actor.mention for actor in actors})
        factuality = predicate.factuality
        if factuality == "realised" and said:
            factuality = "denied" if said[-1].denies else "unverified" if any(v.doubtful for v in said) else factuality
        places = self._whereabouts.of(tree, predicate, found)
        kind = self._kind(tree, predicate, actors)
        told = counts(tree, self._text, predicate)
        if predicate.type == "casualty" and factuality in ("planned", "failed"):
            kind, told = "attack", tuple(c for c in told if (c.low, c.high) != (1, 1))  # who was to be killed is no toll
        return Claim(
            document=self._document, type=_type(kind),
            factuality=_factuality(factuality), actors=actors,
            targets=targets, places=places, time=when or self._time(tree, predicate),
            counts=told, attribution=attribution, evidence=self._evidence(tree, predicate),
            citations=tree.sentence.citations, confidence=_confidence(predicate, places), extractor=EXTRACTOR, rule=predicate.rule)

    def _kind(self, tree: Tree, predicate: Predicate, actors: tuple[ActorRef, ...]) -> str:
        """The type of a predicate; "the attack" and "was struck" after an air strike are of air strikes, as long as nobody else is said to act."""
        before = self._discourse.strike
        lemma = tree.tokens[predicate.head].lemma
        if (predicate.rule, lemma) in (("attack.verb", "strike"), ("bombing.noun", "bombing")) and actors and all(
                self._resolver.known_place(a.mention).precision == "country" or (lemma == "bombing" and is_people(a.mention)) for a in actors):
            return "airstrike"  # a state strikes from afar, and bombs from the air
        if predicate.rule == "airstrike.strike" and before is not None and before[0] == "shelling" and before[2] == self._discourse.block and not actors and is_definite(
                tree, predicate.head):
            return "shelling"
        if predicate.type != "attack" or before is None:
            return predicate.type
        type_, whose, block = before
        again = block == self._discourse.block and (is_definite(tree, predicate.head) if predicate.nominal else not actors and tree.is_passive(predicate.head))
        struck = tree.tokens[predicate.head].lemma in ("strike", "target", "hit", "attack")
        same = bool(actors) and {a.mention for a in actors} == {a.mention for a in whose}
        return type_ if struck and (again or (same and tree.tokens[predicate.head].lemma == "strike")) else predicate.type

    def _time(self, tree: Tree, predicate: Predicate) -> ClaimTime:
        time = claim_time(tree, predicate.head, self._times, self._event(tree, predicate))
        if predicate.type == "launch" and time.interval is not None and time.interval == self._period:
            # what the document is about began on the first of its days
            day = Interval.day(time.interval.start)
            return ClaimTime(day, edtf(day, "day"), "day", time.mention, time.basis)
        return time

    def _event(self, tree: Tree, predicate: Predicate) -> Event:
        """What the document is about, as far as it has been read."""
        return Event(self._period, self._discourse.begun, self._called, SUMMING_UP.match(self._text, tree.sentence.span.start) is not None, predicate.type in _STEPS)

    def _evidence(self, tree: Tree, predicate: Predicate) -> Evidence:
        span = tree.sentence.span
        start, end = tree.text(*predicate.trigger)
        return Evidence(span.of(self._text), span, self._text[start:end], Span(start, end))

    def _remember(self, tree: Tree) -> None:
        for token in tree.tokens:
            if token.name >= 0:
                name = tree.sentence.names[token.name]
                if name.kind == "person":
                    self._discourse.persons.append(name.text)
            elif token.dep in ("nsubj", "nsubjpass") and token.tag == "NN" and token.lemma in words("names", "ranks"):
                self._discourse.persons.append(mention(tree, self._text, token.i))
            if _forces_spoken_of(tree, token.i):
                self._discourse.forces.append(tuple(self._referents.called(tree, c) for c in tree.conjuncts(token.i)))
        named = [t for t in tree.tokens if t.name >= 0 and tree.sentence.names[t.name].kind in ("actor", "other") and "force" in categories(tree, t.i)]
        if named:
            leading = [t for t in named if t.dep == "nsubj" or (t.dep == "compound" and tree.tokens[t.head].dep == "nsubj")]
            told = {t.text for t in leading or named}
            self._discourse.body = told.pop() if len(told) == 1 else None
        self._sources.remember(tree)


# What counts on from a group that was named: "killing two of the crew and injuring the third".
_ANOTHER = frozenset("second third fourth fifth sixth other others more comrades colleagues companions".split())


def _forces_spoken_of(tree: Tree, i: int) -> bool:
    """Whether a later "they" may mean whom a word names: an army or group that does or suffers something; not a person who only speaks."""
    token = tree.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or not (token.dep in ("nsubj", "nsubjpass") or (token.dep == "pobj" and tree.tokens[token.head].dep == "agent")):
        return False
    if token.name < 0:
        return "force" in categories(tree, i)
    name = tree.sentence.names[token.name]
    speaks = not name.sure and " " in name.text and tree.tokens[token.head].lemma in words("cues", "report")
    return name.kind in ("actor", "nationality", "other") and not speaks


def _merge(tree: Tree, found: Sequence[Predicate]) -> list[Predicate]:
    """Leave out what only restates: a noun of the same type at a verb of that type, "the assault" after an attack was told."""
    out: list[Predicate] = []
    lent: dict[int, tuple[int, ...]] = {}
    for predicate in found:
        twin = next((p for p in found if p is not predicate and p.type == predicate.type and predicate.nominal and not p.nominal and predicate.rule != "materiel.at-cost"
                     and predicate.head in tree.subtree(p.head) and abs(p.head - predicate.head) <= 8), None)
        again = predicate.nominal and is_definite(tree, predicate.head) and any(
            p.type == predicate.type and p.head < predicate.head and p.factuality == predicate.factuality for p in out)
        if twin is not None and predicate.type in STRIKES and predicate.head in tree.objects(twin.head):
            lent[twin.head] = predicate.targets  # "carried out strikes against the camp"
        if twin is None and not again:
            out.append(predicate)
    return [replace(p, targets=p.targets or lent.get(p.head, ())) for p in out]


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that say the same of the same sentence are one; the first stays, its counts and targets are joined with the second's."""
    out: list[Claim] = []
    for claim in claims:
        same = next((i for i, c in enumerate(out) if _same(c, claim)), None)
        if same is None:
            out.append(claim)
        else:
            first = out[same]
            known = {(c.measure, c.low, c.high) for c in first.counts}
            out[same] = replace(first, counts=(*first.counts, *(c for c in claim.counts if (c.measure, c.low, c.high) not in known)),
                                actors=first.actors or claim.actors, targets=first.targets or claim.targets, places=first.places or claim.places)
    return out


def _same(first: Claim, second: Claim) -> bool:
    if first.type != second.type or first.factuality != second.factuality or first.attribution != second.attribution:
        return False
    if first.type == "state" and first.evidence.trigger != second.evidence.trigger:
        return False  # to vow and to call for are two statements
    if first.time.interval != second.time.interval or _by_others(first, second):
        return False
    if {p.mention for p in first.places} != {p.mention for p in second.places} and first.places and second.places:
        return False
    if {c.measure for c in first.counts} & {"freed"} != {c.measure for c in second.counts} & {"freed"} and first.counts and second.counts:
        return False
    a, b = ({t.mention for t in c.targets if not t.mention[0].isdigit() and t.mention not in _ANOTHER} for c in (first, second))
    if (a or b) and any(x.measure == y.measure and (x.low, x.high) != (y.low, y.high) and "subset" not in (x.kind, y.kind) and y.group not in _ANOTHER
                        for x in first.counts for y in second.counts):
        return False  # 784 on one side, 18 on the other
    return not a or not b or bool(a & b)


def _by_others(first: Claim, second: Claim) -> bool:
    """Whether two claims tell what different parties did: "the army holds the west, with rebels holding the east"."""
    if first.type == "capture" and {t.mention for t in second.targets} & {a.mention for a in first.actors}:
        return True  # "recaptured three villages, before losing them again"
    if first.type not in _DONE_BY_EACH or not first.actors or not second.actors or (first.type == "capture" and second.rule not in _TAKING_BACK):
        return False
    one, other = ({word for a in claim.actors for name in (a.mention, a.name, a.id) if name for word in name.lower().split()} for claim in (first, second))
    return not one & other


def _confidence(predicate: Predicate, places: tuple[PlaceRef, ...]) -> float:
    value = 0.7 if predicate.nominal else 0.85
    if not places and predicate.type not in ("state", "agree", "launch"):
        value -= 0.15
    return round(value, 2)


def _type(value: str) -> ClaimType:
    return value  # type: ignore[return-value]  # frames are checked against the vocabulary when they are loaded


def _factuality(value: str) -> Factuality:
    return value  # type: ignore[return-value]
