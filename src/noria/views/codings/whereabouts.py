"""Where an incident happened: which of the places told a row stands for, and the units and country around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from noria.claims.model import Claim, PlaceRef
from noria.derive.cues import stated
from noria.derive.geography import key_of
from noria.reference.countries import Country, country
from noria.reference.gazetteer.entry import Entry
from noria.values.vocabulary import FAMILY_OF
from noria.views.codings.coded import Refused, ids
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident

_HELD = frozenset({"capture", "withdraw", "hold"})  # deeds that happen to each place named
_LEFT = frozenset({"withdraw", "displace", "defect"})  # deeds that happen at the place that is left


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what the gazetteer knows around it, and the claims that name it."""

    place: PlaceRef
    entry: Entry | None
    country: Country | None
    claims: tuple[str, ...]
    reason: str | None = None

    @property
    def name(self) -> str:
        return self.place.name or self.place.mention

    @property
    def key(self) -> str:
        return key_of(self.place).id


def spots(incident: Incident, ground: Ground) -> list[Spot]:
    """The places to code, most told first: each place taken, given up or kept, and each of several that one sentence lists; else the one that
    most origins tell. Raises Refused where no place is told, or only one that people moved toward or away from.
    """
    named = _named(incident, ground)
    if not named:
        raise Refused("place.none", "no place is told" if not any(claim.places for claim in incident.claims) else
                      "only places are told that somebody moved toward, or away from")
    support = {key: ground.origins(claims for claims, _ in told) for key, told in named.items()}
    exact = [key for key in named if any(place.point is not None for _, place in named[key])] or list(named)
    order = sorted(exact, key=lambda key: (-len(support[key]), -_exactness(named[key]), key))
    if incident.deed.type in _HELD:
        return [_spot(named[key], ground) for key in order]
    first = order[0]
    listed = _listed_with(first, named, [claim for claim, _ in named[first]])
    chosen = [key for key in order if key in listed]
    others = sorted({place.name or place.mention for key in named if key not in chosen for _, place in named[key]})
    reason = f"accounts also name {', '.join(others)}; this is the place that most origins tell" if others else None
    return [_spot(named[key], ground, reason) for key in chosen]


def _named(incident: Incident, ground: Ground) -> dict[str, list[tuple[Claim, PlaceRef]]]:
    """Places by key, with the claims that name them: those of the deed where it has any, else those of the harm."""
    deed = {claim.id for claim in ground.told(incident.deed.claims)}
    ours = [claim for claim in incident.claims if claim.id in deed] or list(incident.claims)
    found: dict[str, list[tuple[Claim, PlaceRef]]] = defaultdict(list)
    for claims in (ours, incident.claims):
        for claim in claims:
            for place in claim.places:
                away = place.relation == "from" and claim.type not in _LEFT
                if place.relation != "toward" and not away and claim.factuality in {"realised", "failed", "unverified"}:
                    found[key_of(place).id].append((claim, place))
        if found:
            break
    return found


def _listed_with(first: str, named: dict[str, list[tuple[Claim, PlaceRef]]], claims: Sequence[Claim]) -> set[str]:
    """The places that a claim of the first place lists beside it in its own words, as places of the same deed."""
    listed = {first}
    for key, told in named.items():
        beside = [claim for claim, place in told if claim in claims and stated(place, claim.evidence.quote)]
        if FAMILY_OF[claims[0].type] == "violence" and len(beside) == len(claims):
            listed.add(key)
    return listed


def _exactness(told: Sequence[tuple[Claim, PlaceRef]]) -> int:
    return max({"site": 3, "populated place": 3, "near": 2, "district": 1}.get(place.precision, 0) for _, place in told)


def _spot(told: Sequence[tuple[Claim, PlaceRef]], ground: Ground, reason: str | None = None) -> Spot:
    # The relation that most claims give ("in", "north of"); of equals the vaguer, for nothing is more exact than its accounts.
    said = Counter((place.relation, place.distance_km, place.precision) for _, place in told)
    relation = min(said, key=lambda r: (-said[r], r[0] == "in", str(r)))
    place = max((place for _, place in told if (place.relation, place.distance_km, place.precision) == relation),
                key=lambda p: (p.point is not None, p.confidence, p.mention))
    entry = ground.places.entry(place.id) if ground.places is not None and place.id is not None else None
    code = entry.country if entry is not None and entry.country else None
    if code is None and place.point is not None:
        code = ground.default_country
    return Spot(place, entry, country(code), ids(claim.id for claim, _ in told), reason)


def unit(spot: Spot, take: Callable[[Entry], str | None]) -> tuple[str | None, str | None]:
    """An administrative unit's name, or why there is none."""
    if spot.entry is None:
        return None, "the place is not in the gazetteer" if spot.place.id is None else "no gazetteer is at hand"
    found = take(spot.entry)
    return found, None if found else "the gazetteer gives no such unit for the place"
