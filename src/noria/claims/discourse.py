"""What earlier sentences leave in the reader's mind: who was spoken of, which place, whose words. Pronouns and "the city" ask here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from noria.claims.model import ActorRef, Attribution, Claim, PlaceRef
from noria.reference.lexicons import words
from noria.values.day import Day
from noria.values.place import Precision

# Within how many sentences a quotation without a speaker of its own is still the last speaker's.
_HEARD = 2
FIRST_PERSON = frozenset(["i", "we", "us", "me"])
_SINGULAR_PERSON = frozenset(["he", "she", "him", "her", "his"])
# Nouns that mean one site after another: "the base" is the airbase, "the centre" the conference hall.
_ALIKE = tuple(frozenset(group.split()) for group in (
    "airport airfield airbase aerodrome airstrip base", "base camp barracks garrison headquarters", "hall centre center building complex compound", "port harbour harbor",
    "prison jail", "fort fortress castle citadel", "hill height mountain mount hilltop ridge jabal", "highway road route motorway", "factory plant works", "village hamlet"))
_SETTLEMENTS = frozenset("city town village settlement neighbourhood neighborhood suburb".split())
_SMALL = frozenset("village hamlet settlement neighbourhood neighborhood suburb".split())
_ANYWHERE = frozenset("its there where here it latter area location site place territory facility which enclave pocket stronghold".split())
# Where nothing happens that a later sentence would be placed at.
WIDE: frozenset[Precision] = frozenset({"country", "region"})
_FEW = 3
# By what distance, in characters, a city is half as much in mind (towns and villages come and go faster), how much more one that was called so;
# how far apart those of one list may stand, and how many they may be.
_FADING = 400
_SO_CALLED = 1.5
_LISTED = 160
_MANY = 8
_NO_RIVERS = frozenset("sea lake ocean bay gulf canal strait straits reservoir channel".split())
_AREAS = frozenset("province governorate region oblast canton county country district island valley enclave pocket".split())


@dataclass(frozen=True, slots=True)
class Topic:
    """The place a document is about, if its title says so; `scene` if all of it happens there."""

    place: PlaceRef | None = None
    scene: bool = False


@dataclass
class Discourse:
    """The running memory of one document; sentences are told to it in order.

    `places`, `forces` and `persons` hold what was mentioned, newest last; `body` is the one army or group that the paragraph named last, `begun` the day
    of the latest launch; `section` is the place that the heading above names, `block_places` are those where the paragraph stands.
    """

    topic: Topic
    places: list[tuple[PlaceRef, str | None, int]] = field(default_factory=list)
    forces: list[tuple[str, ...]] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    body: str | None = None
    group: str | None = None
    machine: str | None = None
    strikes: dict[str, tuple[ActorRef, ...]] = field(default_factory=dict)
    strike: tuple[str, tuple[ActorRef, ...], int] | None = None
    opponents: tuple[ActorRef, ...] = ()
    begun: Day | None = None
    speakers: tuple[Attribution, ...] = ()
    spoke: int = -9
    block_places: tuple[PlaceRef, ...] = ()
    section: tuple[PlaceRef, ...] = ()
    block: int = -1
    sentence: int = 0
    _opened: int = 0
    _faced: int | None = None

    @property
    def scene(self) -> tuple[PlaceRef, ...]:
        """Where everything happens that has no place of its own: the place of a battle's article."""
        return (self.topic.place,) if self.topic.place is not None and self.topic.scene else ()

    def setting(self, *, anew: bool) -> tuple[PlaceRef, ...]:
        """Where something happens that is told without a place: where the paragraph stands, else the scene of the whole document.

        A building or road is left behind where the document has a scene to go back to; so is any place but the one that the document is about when
        a sentence tells things `anew` ("The next day, …", "Meanwhile, …"): nobody says where then, but in a document that has a scene. A long
        list of places is none.
        """
        topic = self.topic.place
        here = self.block_places or self.section
        if anew and not (topic is not None and any(place.mention.lower() == topic.mention.lower() for place in here)):
            return self.scene
        if not here or (self.scene and all(map(_is_spot, here))):
            return self.scene
        return here if len(here) <= _FEW and not all(place.precision in WIDE for place in here) else ()

    def enter(self, block: int, offset: int) -> None:
        """A sentence at `offset` of `block` begins; at a new block what carried over inside the paragraph does no longer."""
        self.sentence = offset
        if block != self.block:
            self.block = block
            self._opened = offset
            self.block_places = ()
            self.body = None
            if self._faced is not None:  # whom an attack was on is soon another
                self.opponents, self._faced = (), None

    def stand(self, places: tuple[PlaceRef, ...], *, adding: bool) -> None:
        """The paragraph stands at `places` from here on; `adding`: there too."""
        before = self.block_places if adding else ()
        self.block_places = (*before, *(p for p in places if p.mention not in {b.mention for b in before}))

    def heard(self, claim: Claim) -> None:
        """What later sentences may point back to in a claim: who struck, who fought whom, who suffered."""
        if claim.type in ("airstrike", "shelling", "bombing") and claim.actors:
            self.strikes[claim.type] = claim.actors
        if claim.type == "launch" and claim.factuality == "realised" and claim.time.interval is not None and claim.time.interval.days == 1:
            self.begun = claim.time.interval.start
        if claim.type == "clash" and len(claim.actors) == 2:
            self.opponents, self._faced = claim.actors, None
        elif claim.type in ("attack", "hold", "capture", "encircle") and len(claim.actors) == len(claim.targets) == 1 and _fights(claim.targets[0].mention):
            self.opponents, self._faced = (*claim.actors, *claim.targets), self.block
        if claim.type in ("airstrike", "shelling"):
            self.strike = (claim.type, claim.actors, self.block)
        if claim.type in ("casualty", "displace", "detain") or (claim.type == "attack" and any(_people(t.mention) for t in claim.targets)):
            self.group = next((t.mention for t in claim.targets if not t.mention[0].isdigit()), self.group)
        if claim.type == "materiel":
            self.machine = next((t.mention for t in claim.targets), self.machine)

    def saw_place(self, place: PlaceRef, feature: str | None, offset: int) -> None:
        self.places.append((place, feature, offset))

    def _earlier(self, offset: int, since: int = 0) -> Iterator[tuple[PlaceRef, str | None]]:
        """Places named between two offsets of the document, the latest first."""
        for place, feature, at in reversed(self.places):
            if at < since:
                return
            if at < offset:
                yield place, feature

    def place_for(self, noun: str, offset: int, *, shown: bool = False) -> PlaceRef | None:
        """The place that "the city", "the base" or "there" at `offset` means: the latest before it that can be called so.

        "The city" of an article on a place is that place, unless the sentence itself has just named another; `shown`: it is "this city".
        """
        word = noun.lower()
        if shown:
            return next((place for place, feature in self._earlier(offset) if _called(word, place, feature)), None)
        if word == "country":
            return next((place for place, _ in self._earlier(offset) if place.precision == "country"), None)
        topic = self.topic.place
        if topic is not None and self.topic.scene and word == "area":
            return topic
        if topic is not None and word in (_SETTLEMENTS if _settlement(topic) else _AREAS | {"area"}):
            here = self._earlier(offset, self._opened)
            other = next((place for place, feature in here if place.mention != topic.mention and feature == word), None)
            if other is None and word in _SMALL:  # an article on a town says "the village" of another
                other = next((place for place in self.block_places if place.mention != topic.mention and _settlement(place) and not _is_spot(place)), None)
            if other is None and word in _SETTLEMENTS:
                other = self._told_instead(topic, word, offset)
            return next((place for place, feature in self._earlier(offset, self.sentence)
                         if _called(word, place, feature) and (feature is not None or place.id is not None)), other or topic)
        if word in _SETTLEMENTS:
            return self._spoken_of(word, offset)
        return next((place for place, feature in self._earlier(offset) if _called(word, place, feature)), None)

    def _told_instead(self, topic: PlaceRef, word: str, offset: int) -> PlaceRef | None:
        """The settlement that a section or, in an article on an offensive, a paragraph tells of, and not of the one that the article is about."""
        heading = next((place for place in self.section if _called(word, place, None)), None)
        if self.topic.scene or heading is not None:
            return heading
        here = [place for place, feature in self._earlier(offset, self._opened) if _called(word, place, feature)]
        return None if any(place.mention == topic.mention for place in here) else next(iter(here), None)

    def city(self, offset: int) -> PlaceRef | None:
        """The city that "the outskirts" at `offset` are of: where the paragraph stands, else the one spoken of."""
        here = [place for place in self.block_places if _settlement(place) and not _is_spot(place)]
        return here[0] if len(self.block_places) == len(here) == 1 else self.place_for("city", offset)

    def _spoken_of(self, word: str, offset: int) -> PlaceRef | None:
        """The settlement that the text before `offset` speaks of most and last, those it called by this word above others."""
        weights: dict[str, float] = {}
        found: dict[str, PlaceRef] = {}
        for place, feature, at in reversed(self.places):
            if at < offset and _called(word, place, feature):
                key = place.id or place.mention.lower()
                found.setdefault(key, place)
                weights[key] = weights.get(key, 0.0) + (_SO_CALLED if feature == word else 1.0) * 0.5 ** ((offset - at) / (_FADING if word == "city" else _FADING / 2))
        return found[max(weights, key=weights.__getitem__)] if weights else None

    def several(self, noun: str, number: int | None, offset: int) -> tuple[PlaceRef, ...]:
        """The places that "the two towns" or "these villages" at `offset` mean: those listed last, if they are as many as that."""
        found: dict[str, PlaceRef] = {}
        since = max((at for place, feature, at in self.places if at < offset and _called(noun, place, feature)), default=0) - _LISTED
        for place, feature, at in self.places:
            if since < at < offset and _called(noun, place, feature):
                found.setdefault(place.mention.lower(), replace(place, relation="in"))
        last = tuple(found.values())[-(number or _MANY) :]
        if len(last) > 1 and number in (None, len(last)):
            return last
        here = tuple({place.mention.lower(): replace(place, relation="in") for place, feature, at in self.places if self.sentence <= at < offset and _called(noun, place, feature)}.values())
        return here if number is not None and number > len(here) else ()  # "took X and two other villages, and lost all three villages"

    def named_like(self, description: str, offset: int) -> PlaceRef | None:
        """The latest place whose name ends in this description: "air base" after "Ghardabiya Air Base", "conference centre" after "Essen conference hall"."""
        *before, last = description.lower().split()
        lasts = {last, *(word for group in _ALIKE if last in group for word in group)} if before else {last}
        tails = tuple(" ".join(("", *before, word)) for word in lasts)
        return next((place for place, _ in self._earlier(offset) if place.mention.lower().endswith(tails)), None)

    def just_spoke(self, sentence: int) -> bool:
        """Whether the latest speaker spoke right before sentence number `sentence`, or one sentence earlier."""
        return bool(self.speakers) and sentence - self.spoke <= _HEARD

    def actors_for(self, pronoun: str) -> tuple[str, ...]:
        """Whom a pronoun means: he and she the latest person, they and it the latest force; who "we" are depends on who speaks."""
        word = pronoun.lower()
        if word in FIRST_PERSON:
            return ()
        if word in _SINGULAR_PERSON:
            return tuple(self.persons[-1:])
        return self.forces[-1] if self.forces else ()


def _fights(mention: str) -> bool:
    last = mention.rsplit(maxsplit=1)[-1]
    return last[0].isupper() or not {last.lower(), last.lower().removesuffix("s")}.isdisjoint(words("groups", "forces"))


def _people(mention: str) -> bool:
    last = mention.lower().split()[-1]
    return not {last, last.removesuffix("s")}.isdisjoint(words("groups", "forces") | words("groups", "people"))


def _called(word: str, place: PlaceRef, feature: str | None) -> bool:
    """Whether a place that has been named may be called `word`."""
    last = place.mention.lower().split()[-1]
    if place.precision == "country":
        return False
    if word in _ANYWHERE or word in (feature, last) or any(word in group and last in group for group in _ALIKE):
        return True
    if word == "river" and place.precision == "water":
        return last not in _NO_RIVERS
    if word in _SETTLEMENTS | {"capital"} and _settlement(place):
        return last not in words("names", "place_words") | words("groups", "sites") and (feature is None or feature in _SETTLEMENTS) and not (
            (word in _SMALL and feature == "city") or (word in ("city", "capital") and feature in _SMALL))
    return word in _AREAS and feature in (None, word) and (feature in _AREAS or place.precision in ("province", "district", "country"))


def _is_spot(place: PlaceRef) -> bool:
    last = place.mention.lower().split()[-1]
    return place.precision == "site" or last in words("groups", "sites") or last in ("road", "highway", "street")


def _settlement(place: PlaceRef) -> bool:
    if place.mention.split()[0].lower() in words("names", "compass") or place.mention.split()[-1].lower() in _AREAS | {"township", "county"}:
        return False  # "Eastern X" is no city
    return place.precision in ("populated place", "unresolved", "near", "site")
