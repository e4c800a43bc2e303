"""Points on the earth and how precisely a place is known. Coordinates are WGS84 degrees."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Literal

from noria.errors import ValueRefused

EARTH_RADIUS_KM = 6371.0
SITE = "site:"  # begins the ids of sites that no table has

Precision = Literal["site", "populated place", "near", "district", "province", "country", "region", "water", "unresolved"]
Relation = Literal["in", "near", "toward", "from", "between", "north of", "south of", "east of", "west of", "northeast of",
                   "northwest of", "southeast of", "southwest of"]


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees; refuses what lies off the globe."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueRefused(f"{self.lat}, {self.lon} is not a latitude and longitude in degrees")

    def km_to(self, other: Point) -> float:
        """Great-circle distance in kilometres (haversine formula, mean earth radius 6371 km)."""
        lat1, lat2 = radians(self.lat), radians(other.lat)
        half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other.lon - self.lon) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))

    def at(self, bearing: float, km: float) -> Point:
        """The point `km` away along the great circle that leaves at `bearing`, degrees clockwise from north."""
        lat, turn, arc = radians(self.lat), radians(bearing), km / EARTH_RADIUS_KM
        north = asin(max(-1.0, min(1.0, sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(turn))))
        east = degrees(atan2(sin(turn) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(north)))
        return Point(degrees(north), (self.lon + east + 540) % 360 - 180)

    def bearing_to(self, other: Point) -> float:
        """The bearing at which the great circle to the other point leaves this one: degrees clockwise from north, 0 up to 360."""
        lat1, lat2, turn = radians(self.lat), radians(other.lat), radians(other.lon - self.lon)
        return degrees(atan2(sin(turn) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(turn))) % 360
