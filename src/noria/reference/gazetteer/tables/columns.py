"""Which column of a table holds what: by the names that the field's tables use, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from noria.errors import BadGazetteer

# What can be told of a place, and the headings it is known under: letters and digits only, no case.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("nameen", "name", "placename", "asciiname", "fullname", "fullnamero", "featurenameen", "featurename", "placelabel", "itemlabel", "label", "place",
             "toponym", "settlement", "location", "village", "town", "city", "site"),
    "others": ("alternatenames", "othernames", "altnames", "aliases", "alternativenames", "altname", "othername", "namearabic", "namear", "namear1",
               "nameru", "nameuk", "namefr", "namees", "nativename", "namenative", "localname", "asciiname", "name", "namenref", "namenenref", "namarref",
               "namnenref", "featurenamear", "featurerefname", "fullnmnd", "fullnamend", "fullnamendro", "fullnamerg", "itemaltlabel", "altlabel"),
    "kind": ("kind", "featurecode", "feature", "type", "fcode", "dsg", "desigcd", "featuretype", "category", "class", "fclass", "typelabel",
             "instanceoflabel", "instancelabel"),
    "admin1": ("admin1", "adm1en", "adm1name", "admin1name", "admin1nameen", "governorate", "province", "oblast", "state", "region", "adminlabel",
               "adm1"),
    "admin1_code": ("admin1code", "adm1pcode", "admin1pcode"),
    "admin2": ("admin2", "adm2en", "adm2name", "admin2name", "admin2nameen", "district", "raion", "county", "adm2"),
    "country": ("countrycode", "adm0pcode", "iso2", "country", "adm0en", "iso31661alpha2"),
    "lat": ("lat", "latitude", "y", "latdd", "ycoord", "decimallatitude", "latitudey", "centerlat", "centrelat", "pointy"),
    "lon": ("lon", "lng", "long", "longitude", "x", "longdd", "xcoord", "decimallongitude", "longitudex", "centerlon", "centrelon", "pointx"),
    "point": ("coordinates", "coordinatelocation", "coord", "coords", "location", "geometry", "wkt", "geom", "thegeom", "geo", "point"),
    "box": ("bbox", "boundingbox", "extent"),
    "id": ("pcode", "geonameid", "id", "featureid", "ufi", "item", "code", "qid", "placecode"),
    "population": ("population", "pop", "events", "poptotal", "totalpopulation"),
}
# A feature of these has a row for each of its names.
_ONE_ID_MANY_ROWS = frozenset({"ufi", "item", "qid"})
_LEVEL = re.compile(r"adm(?:in)?(\d)(?:name|en|nameen)")
_CODED = re.compile(r"adm(?:in)?(\d)pcode")
_OTHER_LANGUAGE = re.compile(r"adm(?:in)?(\d)(?:name\d|name[a-z]{2}|[a-z]{2})")
_LABEL = re.compile(r"(\w+)label")
_NOT_THE_PLACE = frozenset({"type", "instance", "instanceof", "class", "country", "admin", "located", "alt", "itemalt"})


class Columns:
    """Which column holds what, by position; `level` is the administrative level that a table of units describes (0 the country), -1 where it
    is none; `grouped`: rows of one id are the names of one place.
    """

    def __init__(self, path: Path, header: Sequence[str], named: Mapping[str, str]) -> None:
        plain = [re.sub(r"[^a-z0-9]", "", name.casefold()) for name in header]
        self.header = tuple(header)
        self.at: dict[str, list[int]] = {field: list(dict.fromkeys(plain.index(name) for name in known if name in plain))
                                         for field, known in HEADINGS.items()}
        queried = self._labels(plain)
        self.level = self._unit(plain)
        for field, heading in named.items():
            self.at[field] = [_place_of(path, field, heading, header)]
        if "lat" in named or "lon" in named:
            self.at["point"], self.at["box"] = [], []
        self.grouped = bool(self.at["id"]) and (plain[self.at["id"][0]] in _ONE_ID_MANY_ROWS or queried)
        self.name_type = plain.index("nt") if "nt" in plain else None

    def _labels(self, plain: Sequence[str]) -> bool:
        """Whether the columns are a query's own variables: `?village` and `?villageLabel`."""
        for i, name in enumerate(plain):
            match = _LABEL.fullmatch(name)
            if match is not None and match[1] in plain and match[1] not in _NOT_THE_PLACE and not {"itemlabel", "label"} & set(plain):
                self.at["name"].insert(0, i)
                self.at["id"].insert(0, plain.index(match[1]))
                return True
        return False

    def _unit(self, plain: Sequence[str]) -> int:
        """The level of the units, from their headings: one below the lowest level named, or that level where no other column has a name."""
        lowest = max((int(m[1]) for name in plain if (m := _LEVEL.fullmatch(name) or _CODED.fullmatch(name))), default=-1)
        if lowest < 0 or self.at["name"]:
            # Units have bounds; places inside units have a point.
            return lowest + 1 if lowest >= 0 and self.at["box"] else -1
        own = [i for i, name in enumerate(plain) if (m := _LEVEL.fullmatch(name)) and int(m[1]) == lowest]
        self.at["name"] = own
        self.at["others"] += [i for i, name in enumerate(plain) if (m := _OTHER_LANGUAGE.fullmatch(name)) and int(m[1]) == lowest and i not in own]
        self.at["id"] = [i for i, name in enumerate(plain) if (m := _CODED.fullmatch(name)) and int(m[1]) == lowest] or self.at["id"]
        for field in ("admin1", "admin2"):
            self.at[field] = [i for i in self.at[field] if i not in (*own, *self.at["others"])]
        return lowest

    def first(self, row: Sequence[str], field: str) -> str:
        return next((row[i].strip() for i in self.at[field] if i < len(row) and row[i].strip()), "")

    def all(self, row: Sequence[str], field: str) -> list[str]:
        return [row[i].strip() for i in self.at[field] if i < len(row) and row[i].strip()]


def recognised(path: Path, header: Sequence[str], named: Mapping[str, str]) -> Columns:
    """The columns of a table. Raises BadGazetteer where none holds names or none coordinates, or where one `named` is not there."""
    columns = Columns(path, header, named)
    found = f"(found: {', '.join(name for name in header if name.strip())[:200]})"
    if not columns.at["name"]:
        raise BadGazetteer(f"no column holds names; say which one does with --columns name=HEADING {found}", file=path, line=1)
    if not (columns.at["lat"] and columns.at["lon"]) and not columns.at["point"] and not columns.at["box"]:
        raise BadGazetteer(f"no columns hold coordinates; say which do with --columns lat=HEADING,lon=HEADING {found}", file=path, line=1)
    return columns


def _place_of(path: Path, field: str, heading: str, header: Sequence[str]) -> int:
    if field not in HEADINGS:
        raise BadGazetteer(f"{field!r} is nothing that a column can hold; known are {', '.join(HEADINGS)}", file=path)
    for wanted in (str.strip, lambda name: name.strip().casefold()):
        if wanted(heading) in (stood := [wanted(name) for name in header]):
            return stood.index(wanted(heading))
    raise BadGazetteer(f"there is no column {heading!r} (found: {', '.join(header)[:200]})", file=path, line=1)
