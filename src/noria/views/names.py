"""Names as people ask for them: which places, actors and sources a typed name means, or a clear word that there is none.

A name is compared folded (no case, accents, articles, punctuation) with every way it is written in the material, then by id:
asking for one spelling of a place finds it under all its spellings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from noria.claims.model import ActorRef, Attribution, Claim, PlaceRef
from noria.derive.model import Party, PlaceKey, Results
from noria.errors import NothingFound
from noria.reference.codebook import Codebook, fold

SUGGESTIONS = 3
NEAR_ENOUGH = 65  # rapidfuzz token_set_ratio, 0-100; below this a suggestion reads as noise


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """One place asked for: the ids it has in the material, and its folded name for what could not be resolved."""

    folded: str
    ids: frozenset[str]

    def ref(self, place: PlaceRef) -> bool:
        """Whether a claim's or an event's place is the one asked for."""
        return place.id in self.ids if place.id is not None else fold(place.mention) == self.folded

    def key(self, place: PlaceKey) -> bool:
        """Whether a holding's place is the one asked for."""
        return place.id in self.ids or fold(place.name) == self.folded

    def named(self, text: str) -> bool:
        """Whether a bare id or name is the one asked for."""
        return text in self.ids or fold(text) == self.folded


@dataclass(frozen=True, slots=True)
class ActorQuery:
    """An actor or a side asked for: folded names, the ids of the actor and the forces under it, the ids of the side."""

    names: frozenset[str]
    ids: frozenset[str]
    sides: frozenset[str]

    def ref(self, actor: ActorRef) -> bool:
        return self.known(actor.id, actor.name or actor.mention, None) or fold(actor.mention) in self.names

    def party(self, party: Party) -> bool:
        return self.known(party.id, party.name, party.side)

    def known(self, id: str | None, name: str | None, side: str | None) -> bool:
        """Whether an id, a name or a side is what was asked for."""
        return id in self.ids or side in self.sides or (name is not None and fold(name) in self.names)


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """A publisher or somebody quoted: folded names and, where the codebook knows the source, its id."""

    names: frozenset[str]
    id: str | None

    def claim(self, claim: Claim) -> bool:
        """Whether the claim was published by, or is said to come from, the source asked for."""
        return self.named(claim.document.publisher) or any(self.attribution(a) for a in claim.attribution)

    def attribution(self, attribution: Attribution) -> bool:
        if self.id is not None and attribution.id == self.id:
            return True
        return self.named(attribution.name) or self.named(attribution.mention)

    def named(self, name: str | None) -> bool:
        return name is not None and fold(name) in self.names


def find_place(text: str, claims: Iterable[Claim], results: Results) -> PlaceQuery:
    """The place called `text`, or with that id, in these claims and results. Raises NothingFound with near names."""
    folded = fold(text)
    ids: set[str] = set()
    names: dict[str, None] = {}
    met = False
    refs = [place for claim in claims for place in claim.places]
    for ref in refs:
        written = [name for name in (ref.mention, ref.name) if name is not None]
        names.update(dict.fromkeys(written))
        if text == ref.id or folded in map(fold, written):
            met = True
            ids.update(() if ref.id is None else (ref.id,))
    for holding in results.holdings:
        names.setdefault(holding.place.name)
        if text == holding.place.id or fold(holding.place.name) == folded:
            met = True
            ids.add(holding.place.id)
    if not met:
        raise nothing_called("place", text, names)
    return PlaceQuery(folded, frozenset(ids))


def find_actor(text: str, codebook: Codebook, claims: Iterable[Claim], results: Results) -> ActorQuery:
    """The actor or side called `text`, or with that id, in the codebook or the material. Raises NothingFound with near names."""
    folded = fold(text)
    parties = {party for event in results.events for party in event.parties}
    sides = frozenset(side.id for side in codebook.sides if text == side.id or fold(side.name) == folded)
    sides |= {party.side for party in parties if party.side == text}
    names = {fold(party.name) for party in parties if party.side in sides}
    ids = {actor.id for actor in codebook.actors if codebook.side_of(actor.id) in sides}
    actor = codebook.actor(text) or codebook.actor_by_id(text)
    if actor is not None:
        names.update(map(fold, (actor.name, *actor.other_names)))
        ids |= _forces_under(actor.id, codebook)
    refs = [ref for claim in claims for ref in (*claim.actors, *claim.targets)]
    written = dict.fromkeys(name for ref in refs for name in (ref.mention, ref.name) if name is not None)
    written.update(dict.fromkeys([*(party.name for party in parties), *(force.name for force in results.forces)]))
    if text in {ref.id for ref in refs} | {force.id for force in results.forces}:
        ids.add(text)
    if folded in map(fold, written):
        names.add(folded)
    if not (names or ids or sides):
        raise nothing_called("actor or side", text, (*written, *codebook.names(), *(side.name for side in codebook.sides)))
    return ActorQuery(frozenset(names), frozenset(ids), sides)


def find_source(text: str, codebook: Codebook, claims: Iterable[Claim]) -> SourceQuery:
    """The publisher or quoted source called `text`, or with that id in the codebook. Raises NothingFound with near names."""
    known = codebook.source(text) or next((source for source in codebook.sources if source.id == text), None)
    if known is not None:
        return SourceQuery(frozenset(map(fold, (known.name, *known.other_names))), known.id)
    names = dict.fromkeys(
        name for claim in claims
        for name in (claim.document.publisher, *(n for a in claim.attribution for n in (a.name, a.mention))) if name is not None)
    if all(fold(name) != fold(text) for name in names):
        raise nothing_called("source", text, names)
    return SourceQuery(frozenset({fold(text)}), None)


def nothing_called(what: str, text: str, names: Iterable[str]) -> NothingFound:
    """The failure to raise where no `what` is called `text`, with up to three near names out of `names`."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(fold(name), name)
    near = process.extract(fold(text), list(folded), scorer=fuzz.token_set_ratio, score_cutoff=NEAR_ENOUGH, limit=SUGGESTIONS)
    if not near:
        return NothingFound(f"no {what} is called {text!r} here")
    return NothingFound(f"no {what} is called {text!r} here; did you mean {_either([folded[match[0]] for match in near])}?")


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _forces_under(actor: str, codebook: Codebook) -> frozenset[str]:
    """The actor's id and those of all forces that are part of it, at any depth."""
    found = {actor}
    while below := {a.id for a in codebook.actors if a.part_of in found} - found:
        found |= below
    return frozenset(found)
