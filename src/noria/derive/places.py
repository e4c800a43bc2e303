"""Places left open in one report and settled in another: the same name, where all that settle it mean one place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from noria.claims.model import Claim, PlaceRef
from noria.derive.geography import is_area
from noria.reference.codebook import fold
from noria.values.place import Point

Meanings = Mapping[str, PlaceRef]

_folded = lru_cache(maxsize=100_000)(fold)


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with every open place that bears the name of exactly one settled place settled as that place."""
    told: dict[str, list[str]] = {}
    for name, item in {found for claim in claims for place in claim.places if not is_open(place) for found in names_of(place)}:
        told.setdefault(name, []).append(item)
    found = meanings(told)
    return [settle(claim, found) for claim in claims]


def is_open(place: PlaceRef) -> bool:
    """Whether nobody could say which place it is."""
    return place.id is None and place.point is None


@lru_cache(maxsize=100_000)
def names_of(place: PlaceRef) -> tuple[tuple[str, str], ...]:
    """The folded names of a place, each with the place that it means as JSON; of an open place its name alone."""
    if is_open(place):
        return ((_folded(place.mention), ""),)
    if place.id is None or place.point is None:
        return ()
    item = json.dumps([place.id, place.name, place.mention, place.point.lat, place.point.lon, place.precision, place.confidence], ensure_ascii=False)
    return tuple((name, item) for name in sorted({_folded(place.mention), _folded(place.name or "")} - {""}))


def meanings(told: Mapping[str, Iterable[str]]) -> dict[str, PlaceRef]:
    """What names mean, of the places that each was taken for.

    A name that settled both a town and the area around it is the town's; one of several towns means nothing.
    """
    return {name: found for name, items in told.items() if (found := _one(items)) is not None}


def settle(claim: Claim, meant: Meanings) -> Claim:
    """The claim with its open places as their names mean."""
    if not any(map(is_open, claim.places)):
        return claim
    return replace(claim, places=tuple(_as(place, meant.get(_folded(place.mention))) for place in claim.places))


def _one(items: Iterable[str]) -> PlaceRef | None:
    """The one place meant, as the surest report has it."""
    best: dict[str, PlaceRef] = {}
    for item in sorted(items, key=lambda item: (json.loads(item)[6], item)):
        id, name, mention, lat, lon, precision, confidence = json.loads(item)
        best[id] = PlaceRef(mention, name, id, Point(lat, lon), precision=precision, confidence=confidence)
    towns = [place for place in best.values() if not is_area(place)] or list(best.values())
    return towns[0] if len(towns) == 1 else None


def _as(place: PlaceRef, found: PlaceRef | None) -> PlaceRef:
    if found is None or not is_open(place):
        return place
    return replace(found, mention=place.mention, relation=place.relation, distance_km=place.distance_km, candidates=place.candidates)
