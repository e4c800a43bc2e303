"""What part of the earth a mention covers: the named place's own extent, moved and widened as the words around the name say."""

from __future__ import annotations

from math import pi, sqrt

from noria.reading.toponyms.border import within_outline
from noria.reading.toponyms.model import Setting
from noria.reference.gazetteer import Entry, Kind
from noria.reference.gazetteer.entry import AREAS
from noria.values.footprint import Box, Footprint
from noria.values.place import Point

BEARINGS: dict[str, float] = {wind: 45.0 * i for i, wind in enumerate(
    ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"))}
_PEOPLE_A_KM2 = 5_000  # of a built-up town
_SMALLEST_KM, _LARGEST_KM = 1.0, 30.0  # a town's radius, where its table tells none
_SITE_KM = 1.0
_AREA_KM: dict[Kind, float] = {"admin2": 25.0, "admin1": 80.0, "region": 150.0, "water": 100.0, "country": 500.0, "continent": 3000.0}
_NEAR_KM = 10.0  # past the edge of what something is near to
_COUNTRYSIDE_KM = 25.0
_OUTSKIRTS_KM = 3.0
_TOLERANCE = 0.15  # of a stated distance, half a kilometre at least
_KM_AN_HOUR = (30.0, 90.0)  # of a drive, from bad roads to good ones
_WIDE, _NARROW = 45.0, 22.5  # degrees to either side: "north of it", and "10 km north of it"


def footprint(entry: Entry, setting: Setting) -> Footprint:
    """The footprint of a mention of `entry` in `setting`; a place "between" two is given its corridor by `between`."""
    centre, own_km = entry.point, reach_km(entry)
    bearing = BEARINGS.get(setting.direction or "")
    if setting.distance_km is not None:
        low, high = _tolerant(setting, own_km)
        reason = f"{setting.words} {entry.name}, give or take"
        if bearing is not None:
            return Footprint.sector(centre, bearing, _NARROW, low, high, reason)
        return Footprint.circle(centre, high, reason) if setting.within else Footprint.ring(centre, low, high, reason)
    if setting.hours is not None:
        low, high = (round(setting.hours * speed, 1) for speed in _KM_AN_HOUR)
        reason = f"{setting.words} {entry.name}, at 30 to 90 km an hour"
        return Footprint.ring(centre, low, high, reason) if bearing is None else Footprint.sector(centre, bearing, _WIDE, low, high, reason)
    if setting.relation == "near":
        return Footprint.circle(centre, round(own_km + _NEAR_KM, 1), f"near {entry.name}, taken as within {_NEAR_KM:g} km of it")
    if bearing is not None and setting.relation != "in":
        far = round(own_km + _COUNTRYSIDE_KM, 1)
        return Footprint.sector(centre, bearing, _WIDE, 0.0, far, f"{setting.words} {entry.name}, no distance stated, taken as up to {_COUNTRYSIDE_KM:g} km")
    if entry.kind in AREAS or entry.kind in {"region", "water"}:
        return _area(entry, setting.direction)
    if setting.part == "countryside":
        return _around(centre, bearing, 0.0, round(own_km + _COUNTRYSIDE_KM, 1), f"the countryside of {entry.name}, taken as up to {_COUNTRYSIDE_KM:g} km around it")
    if setting.part == "outskirts":
        return _around(centre, bearing, round(own_km / 2, 1), round(own_km + _OUTSKIRTS_KM, 1), f"the outskirts of {entry.name}")
    reason = f"{entry.name} itself" + ("" if entry.radius_km else ", by the usual extent of a site" if entry.kind == "site" else ", as wide as so many people live")
    return _around(centre, bearing, 0.0, own_km, reason)


def between(one: Footprint, other: Footprint) -> Footprint:
    """The strip between two places, a tenth of its length wide to either side."""
    km = max(2.0, round(one.centre.km_to(other.centre) / 10, 1))
    return Footprint.corridor(one.centre, other.centre, km, "between the two places, taken as a strip along the straight line")


def reach_km(entry: Entry) -> float:
    """How far a place reaches from its point: what its table tells, else what is usual for so many people or for its kind."""
    if entry.radius_km > 0:
        return entry.radius_km
    if entry.kind in _AREA_KM:
        return _AREA_KM[entry.kind]
    if entry.kind == "site":
        return _SITE_KM
    return round(min(_LARGEST_KM, max(_SMALLEST_KM, sqrt(entry.population / _PEOPLE_A_KM2 / pi))), 1)


def _tolerant(setting: Setting, own_km: float) -> tuple[float, float]:
    """From where to where a stated distance may lead: it may be meant from the middle or from the edge of the place."""
    km = setting.distance_km or 0.0
    slack = max(0.5, _TOLERANCE * km)
    return (0.0 if setting.within else round(max(0.0, km - slack), 1)), round(km + slack + min(own_km, km), 1)


def _around(centre: Point, bearing: float | None, inner_km: float, outer_km: float, reason: str) -> Footprint:
    if bearing is not None:
        return Footprint.sector(centre, bearing, _WIDE, inner_km, outer_km, reason)
    return Footprint.ring(centre, inner_km, outer_km, reason) if inner_km else Footprint.circle(centre, outer_km, reason)


def _area(entry: Entry, direction: str | None) -> Footprint:
    if entry.bbox is None:
        return _around(entry.point, BEARINGS.get(direction or ""), 0.0, reach_km(entry), f"{entry.name}, as wide as is usual or as its table tells")
    side, box = f"the {direction} of " if direction else "", _half(entry.bbox, direction or "")
    if parts := within_outline(entry.outline, box if direction else None):
        return Footprint.of_parts(entry.point, parts, f"{side}{entry.name}, by its border")
    return Footprint.of_box(entry.point, box, f"{side}{entry.name}, by its bounds")


def _half(box: Box, direction: str) -> Box:
    """The half of a box that lies in a direction, a quarter for the winds between; the whole for none."""
    west, south, east, north = box
    width = (east - west) % 360
    middle_lon, middle_lat = (west + width / 2 + 540) % 360 - 180, (south + north) / 2
    return (middle_lon if "east" in direction else west, middle_lat if "north" in direction else south,
            middle_lon if "west" in direction else east, middle_lat if "south" in direction else north)
