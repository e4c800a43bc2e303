"""Places left open in one report and settled in another: the same name, where all that settle it mean one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from noria.claims.model import Claim, PlaceRef
from noria.derive.geography import is_area
from noria.reference.codebook import fold

_folded = lru_cache(maxsize=100_000)(fold)


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with every open place that bears the name of exactly one settled place settled as that place.

    A name that settled both a town and the area around it is the town's; one of several towns stays open.
    """
    known: dict[str, dict[str, PlaceRef]] = defaultdict(dict)
    for claim in claims:
        for place in claim.places:
            if place.id is not None and place.point is not None:
                for name in {_folded(place.mention), _folded(place.name or "")} - {""}:
                    held = known[name].setdefault(place.id, place)
                    known[name][place.id] = max(held, place, key=lambda p: (p.confidence, p.name or "", p.mention))
    meant = {name: found for name, places in known.items() if (found := _one(list(places.values()))) is not None}
    return [_settle(claim, meant) for claim in claims]


def _one(places: Sequence[PlaceRef]) -> PlaceRef | None:
    towns = [place for place in places if not is_area(place)] or places
    return towns[0] if len(towns) == 1 else None


def _settle(claim: Claim, meant: dict[str, PlaceRef]) -> Claim:
    if all(place.id is not None or place.point is not None for place in claim.places):
        return claim
    return replace(claim, places=tuple(_as(place, meant.get(_folded(place.mention))) for place in claim.places))


def _as(place: PlaceRef, found: PlaceRef | None) -> PlaceRef:
    if found is None or place.id is not None or place.point is not None:
        return place
    return replace(found, mention=place.mention, relation=place.relation, distance_km=place.distance_km, candidates=place.candidates)
