"""What a map may draw of a place: a point where the text tells the spot, else the area in which it lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from noria.claims.model import Claim, PlaceRef
from noria.values.footprint import Footprint
from noria.values.place import SITE, Precision

# Around the point of a place that is known only so far, where nothing more is known of it.
USUAL_KM: dict[Precision, float] = {"near": 10.0, "district": 15.0, "province": 40.0, "region": 150.0, "water": 100.0, "country": 500.0}


def area_of(place: PlaceRef) -> Footprint | None:
    """The area in which what is told of the place lies; None where the spot itself is told, or nothing is known."""
    if place.point is None and place.footprint is None:
        return None
    if place.precision in {"site", "populated place"} and place.relation in {"in", "from"} and place.distance_km is None:
        return None
    if place.footprint is not None:
        return place.footprint
    assert place.point is not None  # looked at above
    km = place.distance_km or USUAL_KM.get(place.precision, USUAL_KM["near"])
    return Footprint.circle(place.point, km, "as wide as is usual for what is known of it")


def told_sites(claims: Iterable[Claim]) -> dict[str, PlaceRef]:
    """Sites that no table has, by id, as the first claim tells where they are: their points stand for an area."""
    out: dict[str, PlaceRef] = {}
    for place in (place for claim in claims for place in claim.places):
        if place.id is not None and place.id.startswith(SITE):
            out.setdefault(place.id, place)
    return out


def geometry(places: Iterable[PlaceRef]) -> dict[str, Any] | None:
    """The GeoJSON geometry of places, each drawn as `area_of` says; null where none is known."""
    points: dict[tuple[float, float], None] = {}
    areas: dict[Footprint, list[Any]] = {}
    for place in places:
        area = area_of(place)
        if area is not None and (polygons := area.polygons()):
            areas[area] = [[[list(corner) for corner in ring] for ring in polygon] for polygon in polygons]
        elif place.point is not None:
            points[place.point.lon, place.point.lat] = None
    parts = [_one_or_many("Point", [list(point) for point in points]), _one_or_many("Polygon", [polygon for polygons in areas.values() for polygon in polygons])]
    found = [part for part in parts if part is not None]
    return {"type": "GeometryCollection", "geometries": found} if len(found) > 1 else found[0] if found else None


def _one_or_many(kind: str, coordinates: list[Any]) -> dict[str, Any] | None:
    if not coordinates:
        return None
    return {"type": kind, "coordinates": coordinates[0]} if len(coordinates) == 1 else {"type": f"Multi{kind}", "coordinates": coordinates}
