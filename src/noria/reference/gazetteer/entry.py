"""One place of the gazetteer, whatever table it comes from."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, get_args

from msgspec import Struct

from noria.values.place import Point, Precision

Kind = Literal["populated place", "capital", "site", "admin2", "admin1", "country", "continent", "region", "water"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISION_OF: dict[Kind, Precision] = {
    "populated place": "populated place", "capital": "populated place", "site": "site", "admin2": "district", "admin1": "province",
    "country": "country", "continent": "region", "region": "region", "water": "region",
}
Outline = tuple[tuple[tuple[float, float], ...], ...]
AREAS: frozenset[Kind] = frozenset({"admin1", "admin2", "country", "continent"})


class Entry(Struct, frozen=True, kw_only=True, gc=False):  # not a dataclass: every look-up makes some, ten times faster so
    """A place. `id` names its table and row ("geonames:169577", "wikidata:Q1", "feature:black-sea", "table:<table>:<code>", "codebook:<id>").

    `lat`, `lon` in degrees (for an area, its middle); `country` is an ISO 3166-1 alpha-2 code; `bbox` is west, south, east, north in
    degrees; `radius_km` how far the place reaches from its point, 0 where unknown; `outline` the rings of its area as corners of longitude
    and latitude, empty where unknown: what lies inside an odd number of them lies in the area. `also` holds the ids of entries of other
    tables that are this same place, `joined` the reason.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: Kind = "populated place"
    other_names: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float = 0.0
    bbox: tuple[float, float, float, float] | None = None
    outline: Outline = ()
    table: str = ""
    also: tuple[str, ...] = ()
    joined: str | None = None

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)

    @property
    def precision(self) -> Precision:
        """How precisely a mention of this place is known."""
        return PRECISION_OF[self.kind]

    def contains(self, other: Entry) -> bool:
        """Whether the other's point lies in the outline, else in the bounding box, else within the radius: the first that is known."""
        if self.bbox is not None:
            west, south, east, north = self.bbox
            across = west <= other.lon <= east if west <= east else other.lon >= west or other.lon <= east  # the date line runs through the box
            in_box = south <= other.lat <= north and across
            return in_box and (not self.outline or sum(_holds(ring, other.lon, other.lat) for ring in self.outline) % 2 == 1)
        return self.radius_km > 0 and self.point.km_to(other.point) <= self.radius_km


def _holds(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a closed ring goes round the point: a ray from it to the east crosses the ring an odd number of times."""
    return sum((y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in pairwise(ring)) % 2 == 1
