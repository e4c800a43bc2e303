"""One place of the gazetteer, whatever table it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from noria.values.place import Point, Precision

Kind = Literal["populated place", "capital", "site", "admin2", "admin1", "country", "continent", "region", "water"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISION_OF: dict[Kind, Precision] = {
    "populated place": "populated place", "capital": "populated place", "site": "site", "admin2": "district", "admin1": "province",
    "country": "country", "continent": "region", "region": "region", "water": "region",
}
AREAS: frozenset[Kind] = frozenset({"admin1", "admin2", "country", "continent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place. `id` names its table and row ("geonames:169577", "table:<table>:<code>", "codebook:<id>").

    `lat`, `lon` in degrees (for an area, its middle); `country` is an ISO 3166-1 alpha-2 code; `bbox` is west, south, east, north in
    degrees; `radius_km` how far the place reaches from its point, 0 where unknown. `also` holds the ids of entries of other tables
    that are this same place, `joined` the reason.
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
        """Whether the other's point lies in the bounding box, or within the radius where there is no box."""
        if self.bbox is not None:
            west, south, east, north = self.bbox
            return south <= other.lat <= north and west <= other.lon <= east
        return self.radius_km > 0 and self.point.km_to(other.point) <= self.radius_km
