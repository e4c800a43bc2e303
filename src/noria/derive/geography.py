"""Whether two places may be one: the same id or name, near enough for how precisely they are known, or one inside the other."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from noria.claims.model import PlaceRef
from noria.derive.model import PlaceKey
from noria.derive.words import place_name
from noria.values.place import SITE, Precision

Match = Literal["same", "inside", "apart", "unknown"]

# Kilometres around the point of a place within which it still is that place. Towns lie a few kilometres apart, so
# a town's own radius is small; those of areas are the half width of a usual one.
RADIUS_KM: dict[Precision, float] = {"site": 1.5, "populated place": 1.5, "near": 8, "district": 25, "province": 80, "region": 150, "water": 150,
                                     "country": 500, "unresolved": 0}
_AREAS = frozenset({"district", "province", "region", "country", "water"})
_SITE_IN_TOWN_KM = 6.0
_NEIGHBOURHOOD_KM = 25.0
_KM_A_DEGREE = 111.0  # of latitude, and no more
_ALIKE = 88  # rapidfuzz ratio of names in two spellings: "Bani Walid", "Beni Walid"


def key_of(place: PlaceRef) -> PlaceKey:
    """The place as a key of results; unresolved places are known by their folded name."""
    return PlaceKey(place_key(place.id, place.mention), place.name or place.mention, place.point)


def place_key(id: str | None, mention: str) -> str:
    """The id under which results keep a place: its own, else `name:` and the folded name."""
    return id if id is not None else f"name:{place_name(mention)}"


def match(one: PlaceRef, other: PlaceRef) -> Match:
    """How two places stand; "inside" where one is an area or town around the other."""
    if one.id is not None and one.id == other.id:
        return "same"
    if one.point is not None and other.point is not None:
        told = [place for place in (one, other) if place.id is not None and place.id.startswith(SITE)]
        return _by_distance(one, other) if not told else _of_site(one, other, both=len(told) == 2)
    if _alike(place_name(one.mention), place_name(other.mention)):
        return "same"
    return "unknown" if one.point is None or other.point is None else "apart"


def close(one: PlaceRef, other: PlaceRef) -> bool:
    """Whether two places lie in one neighbourhood: what a day's fighting around a town may span."""
    return one.point is not None and other.point is not None and one.point.km_to(other.point) <= _NEIGHBOURHOOD_KM


def _of_site(one: PlaceRef, other: PlaceRef, *, both: bool) -> Match:
    """How a site that is known by the place it is in or off stands to another place, which may be that very place."""
    assert one.point is not None
    assert other.point is not None
    if both:
        return "same" if _alike(place_name(one.mention), place_name(other.mention)) and one.point.km_to(other.point) <= _NEIGHBOURHOOD_KM else "apart"
    return "inside" if one.point.km_to(other.point) <= RADIUS_KM[one.precision] + RADIUS_KM[other.precision] else "apart"


def _by_distance(one: PlaceRef, other: PlaceRef) -> Match:
    assert one.point is not None
    assert other.point is not None
    wide_one, wide_other = one.precision in _AREAS, other.precision in _AREAS
    reach = RADIUS_KM[one.precision] + RADIUS_KM[other.precision]
    # Most places lie far apart north to south alone.
    if not (wide_one and wide_other) and abs(one.point.lat - other.point.lat) * _KM_A_DEGREE > max(reach, 2 * _SITE_IN_TOWN_KM):
        return "apart"
    km = one.point.km_to(other.point)
    if wide_one != wide_other:
        return "inside" if km <= reach else "apart"
    if wide_one:
        if one.precision == other.precision and _alike(place_name(one.mention), place_name(other.mention)):
            return "same"
        return "inside" if km <= reach / 2 else "apart"
    if "near" in (one.precision, other.precision) and one.id is not None and other.id is not None and not _alike(
            place_name(one.mention), place_name(other.mention)):
        return "inside" if km <= min(reach, _SITE_IN_TOWN_KM) else "apart"  # near one landmark is not at another
    if km <= reach or (km <= 2 * _SITE_IN_TOWN_KM and _alike(place_name(one.mention), place_name(other.mention))):
        return "same"
    if (one.precision == "site") != (other.precision == "site") and km <= _SITE_IN_TOWN_KM:
        return "inside"
    return "apart"


@lru_cache(maxsize=200_000)
def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= _ALIKE)


def is_area(place: PlaceRef) -> bool:
    """Whether the place is a district or larger: something to be inside of, not to be taken at one stroke."""
    return place.precision in _AREAS
