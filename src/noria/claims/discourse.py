"""What earlier sentences leave in the reader's mind: who was spoken of, which place, whose words. Pronouns and "the city" ask here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from noria.claims.model import ActorRef, Attribution, PlaceRef

_SINGULAR_PERSON = frozenset(["he", "she", "him", "her", "his"])
_SITES = frozenset("airport airbase base hospital prison bridge camp dam station school university castle fortress hill mountain junction port factory".split())
_SETTLEMENTS = frozenset("city town village settlement neighbourhood neighborhood suburb".split())
_AREAS = frozenset("province governorate region country district island valley enclave pocket".split())


@dataclass(frozen=True, slots=True)
class Topic:
    """The place a document is about, if its title says so; `scene` if all of it happens there."""

    place: PlaceRef | None = None
    scene: bool = False


@dataclass
class Discourse:
    """The running memory of one document; sentences are told to it in order.

    `places` and `actors` hold what was mentioned, newest last, with whether the mention was a person, several, and the like.
    """

    topic: Topic
    places: list[tuple[PlaceRef, str | None, int]] = field(default_factory=list)
    forces: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    group: str | None = None
    strikes: dict[str, tuple[ActorRef, ...]] = field(default_factory=dict)
    speakers: tuple[Attribution, ...] = ()
    block_places: tuple[PlaceRef, ...] = ()
    block: int = -1

    @property
    def scene(self) -> tuple[PlaceRef, ...]:
        """Where everything happens that has no place of its own: the place of a battle's article."""
        return (self.topic.place,) if self.topic.place is not None and self.topic.scene else ()

    def enter(self, block: int) -> None:
        """A new block begins: what carried over inside the paragraph does no longer."""
        if block != self.block:
            self.block = block
            self.block_places = ()

    def saw_place(self, place: PlaceRef, feature: str | None, offset: int) -> None:
        self.places.append((place, feature, offset))

    def _earlier(self, offset: int) -> Iterator[tuple[PlaceRef, str | None]]:
        """Places named before an offset of the document, the latest first."""
        for place, feature, at in reversed(self.places):
            if at < offset:
                yield place, feature

    def place_for(self, noun: str, offset: int) -> PlaceRef | None:
        """The place that "the city", "the base" or "there" at `offset` means: the latest before it that can be called so."""
        word = noun.lower()
        if word == "country":
            return next((place for place, _ in self._earlier(offset) if place.precision == "country"), None)
        if self.topic.place is not None and word in _SETTLEMENTS and _settlement(self.topic.place):
            return self.topic.place
        for place, feature in self._earlier(offset):
            name = place.mention.lower()
            last = name.split()[-1]
            if place.precision == "country":
                continue
            if word in ("there", "where", "here", "it", "area", "location", "site", "place", "territory", "facility", "which", "enclave", "pocket", "stronghold"):
                return place
            if word in (feature, last):
                return place
            if word in _SITES and (last in _SITES or feature in _SITES) and word in (name, last, feature or ""):
                return place
            if word in _SETTLEMENTS | {"capital"} and last not in _SITES | _AREAS and (feature is None or feature in _SETTLEMENTS) and _settlement(place):
                return place
            if word in _AREAS and (feature in _AREAS or place.precision in ("province", "district", "country")) and (feature in (None, word)):
                return place
        return None

    def named_like(self, description: str, offset: int) -> PlaceRef | None:
        """The latest place whose name ends in this description: "air base" after "Ghardabiya Air Base"."""
        tail = description.lower()
        return next((place for place, _ in self._earlier(offset) if place.mention.lower().endswith(f" {tail}")), None)

    def actor_for(self, pronoun: str) -> str | None:
        """Whom a pronoun means: he and she the latest person, they and it the latest force."""
        word = pronoun.lower()
        if word in _SINGULAR_PERSON:
            return self.persons[-1] if self.persons else None
        return self.forces[-1] if self.forces else None


def _settlement(place: PlaceRef) -> bool:
    return place.precision in ("populated place", "unresolved", "near", "site")
