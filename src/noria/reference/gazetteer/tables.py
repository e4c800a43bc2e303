"""Place tables that the user brings: CSV and TSV, OCHA p-code tables, GeoNames dumps, GeoJSON, and the sites of the codebook.

Every reader yields entries and, for each row that cannot be used, a BadGazetteer with file and line; the rest is used.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from noria.errors import BadGazetteer, NoriaError
from noria.reference.codebook import Site
from noria.reference.gazetteer.entry import Entry, Kind
from noria.reference.gazetteer.kinds import kind_of_code, kind_of_words, with_feature_word
from noria.reference.gazetteer.names import light
from noria.values.place import Point

READERS = 1  # raise when a reader makes other entries of the same table, so that tables are compiled anew
Read = Iterator[Entry | BadGazetteer]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("nameen", "name", "placename", "asciiname", "fullname", "fullnamero", "placelabel", "itemlabel", "label", "place", "toponym", "settlement",
             "location", "village", "town", "site"),
    "others": ("alternatenames", "othernames", "altnames", "aliases", "alternativenames", "namearabic", "namear", "namear1", "nameru", "nameuk",
               "namefr", "namees", "nativename", "namenative", "localname", "asciiname", "name", "namenref", "namenenref", "namarref",
               "namnenref", "namenref", "itemaltlabel"),
    "kind": ("kind", "featurecode", "feature", "type", "fcode", "dsg", "desigcd", "featuretype", "category", "class", "fclass"),
    "admin1": ("admin1", "adm1en", "adm1name", "admin1name", "admin1nameen", "governorate", "province", "oblast", "state", "region", "adm1"),
    "admin1_code": ("admin1code", "adm1pcode", "admin1pcode"),
    "admin2": ("admin2", "adm2en", "adm2name", "admin2name", "admin2nameen", "district", "raion", "county", "adm2"),
    "country": ("countrycode", "adm0pcode", "iso2", "country", "cc", "ccft", "cc1", "adm0en"),
    "lat": ("lat", "latitude", "y", "latdd", "ycoord", "decimallatitude", "latitudey"),
    "lon": ("lon", "lng", "long", "longitude", "x", "longdd", "xcoord", "decimallongitude", "longitudex"),
    "point": ("coordinates", "coordinatelocation", "coord", "coords", "location", "geometry", "wkt", "geom", "thegeom"),
    "box": ("bbox", "boundingbox", "extent"),
    "id": ("pcode", "geonameid", "id", "featureid", "ufi", "item", "code", "qid", "placecode"),
    "population": ("population", "pop", "events", "poptotal", "totalpopulation"),
}
_LEVEL = re.compile(r"adm(?:in)?(\d)(?:name)?en")
_GEONAMES_COLUMNS = 19
_WKT_POINT = re.compile(r"POINT\s*Z?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)", re.IGNORECASE)
_NAME_BREAK = re.compile(r"\s*[/;|]\s*")
_BRACKETED = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")


def read_table(path: Path) -> Read:
    """The entries of a table, in order, with a BadGazetteer in place of each bad row.

    Raises BadGazetteer where the whole file cannot be read: it is missing, not text, of an unknown form, without a name or without coordinates.
    """
    try:
        if path.suffix.lower() in {".geojson", ".json"}:
            return _geojson(path, path.read_text(encoding="utf-8-sig"))
        if path.suffix.lower() == ".zip":
            return _delimited(path, _unzipped(path))
        return _delimited(path, path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadGazetteer("there is no such place table", file=path) from error
    except UnicodeDecodeError as error:
        raise BadGazetteer("not text in UTF-8; save the table as CSV in UTF-8", file=path) from error
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:  # the last two: an archive locked or packed oddly
        raise BadGazetteer(f"cannot be read: {error}", file=path) from error


def site_entries(sites: Iterable[Site]) -> Iterator[Entry]:
    """The codebook's own places."""
    for site in sites:
        yield Entry(id=f"codebook:{site.id}", name=site.name, lat=site.lat, lon=site.lon, kind=kind_of_words(site.kind or "site"),
                    other_names=site.other_names, admin1=site.inside, table="codebook")


def _unzipped(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in name.lower()]
        if not names:
            raise BadGazetteer("the archive holds no .txt, .csv or .tsv file", file=path)
        return archive.read(names[0]).decode("utf-8-sig")


def _delimited(path: Path, text: str) -> Read:
    first = text.split("\n", 1)[0]
    if not first.strip():
        raise BadGazetteer("the table is empty", file=path, line=1)
    if first.count("\t") == _GEONAMES_COLUMNS - 1 and first.split("\t", 1)[0].isdigit():
        return _geonames_dump(path, text)
    delimiter = max("\t,;|", key=first.count) if any(c in first for c in "\t,;|") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next(reader)
    except csv.Error as error:
        raise BadGazetteer(f"the header cannot be read: {error}", file=path, line=1) from error
    return _rows(path, reader, _recognise(path, header))


class _Columns:
    """Which column holds what, by position; `level` is the administrative level that a table of units describes."""

    def __init__(self, header: Sequence[str]) -> None:
        plain = [re.sub(r"[^a-z0-9]", "", name.casefold()) for name in header]
        self.level = 1 + max((int(m[1]) for name in plain if (m := _LEVEL.fullmatch(name) or re.fullmatch(r"adm(\d)pcode", name))), default=-1)
        self.at: dict[str, list[int]] = {}
        for field, known in _COLUMNS.items():
            self.at[field] = list(dict.fromkeys(plain.index(name) for name in known if name in plain))
        if not self.at["name"] and self.level:
            self.level -= 1  # a table of units without a name column of their own: the last level's name is the unit's
            own = [i for i, name in enumerate(plain) if (m := _LEVEL.fullmatch(name)) and int(m[1]) == self.level]
            self.at["name"] = own
            self.at["id"] = [i for i, name in enumerate(plain) if name == f"adm{self.level}pcode"] or self.at["id"]
            for field in ("admin1", "admin2"):
                self.at[field] = [i for i in self.at[field] if i not in own]

    def first(self, row: Sequence[str], field: str) -> str:
        return next((row[i].strip() for i in self.at[field] if i < len(row) and row[i].strip()), "")

    def all(self, row: Sequence[str], field: str) -> list[str]:
        return [row[i].strip() for i in self.at[field] if i < len(row) and row[i].strip()]


def _recognise(path: Path, header: Sequence[str]) -> _Columns:
    columns = _Columns(header)
    if not columns.at["name"]:
        raise BadGazetteer(f"no column holds names; call one of them 'name' (found: {', '.join(header)[:200]})", file=path, line=1)
    if not (columns.at["lat"] and columns.at["lon"]) and not columns.at["point"] and not columns.at["box"]:
        raise BadGazetteer("no columns hold coordinates; call them 'lat' and 'lon', or give a 'bbox'", file=path, line=1)
    return columns


def _rows(path: Path, reader: Any, columns: _Columns) -> Read:
    seen: dict[str, int] = {}
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadGazetteer(f"the row cannot be read: {error}", file=path, line=reader.line_num)
            continue
        if not any(cell.strip() for cell in row):
            continue
        try:
            entry = _row(path, row, columns)
        except NoriaError as error:
            yield BadGazetteer(error.message, file=path, line=reader.line_num)
            continue
        number = seen[entry.id] = seen.get(entry.id, 0) + 1
        yield entry if number == 1 else _renumbered(entry, number)


def _renumbered(entry: Entry, number: int) -> Entry:
    return replace(entry, id=f"{entry.id}-{number}")


def _row(path: Path, row: Sequence[str], columns: _Columns) -> Entry:
    names = [part for name in [columns.first(row, "name")] for part in _split(name)]
    if not names:
        raise BadGazetteer("the row has no name")
    lat, lon, box = _where(row, columns)
    others = [part for cell in columns.all(row, "others") for listed in re.split(r"[,;|]", cell) for part in _split(listed)]
    words = columns.first(row, "kind")
    if words:
        kind = kind_of_code(words) or kind_of_words(words)
    else:
        kind = _unit(columns.level) if columns.level > 0 else kind_of_words(names[0], stated=False)
    country = columns.first(row, "country")
    return Entry(
        id=f"table:{path.stem}:{columns.first(row, 'id') or _slug(names[0])}", name=names[0], lat=lat, lon=lon, kind=kind,
        other_names=tuple(name for name in dict.fromkeys([*names[1:], *others, *with_feature_word(names, words)]) if name != names[0]),
        country=country.upper() if re.fullmatch(r"[A-Za-z]{2}", country) else None,
        admin1=columns.first(row, "admin1") or None, admin1_code=columns.first(row, "admin1_code") or None,
        admin2=columns.first(row, "admin2") or None, population=_number(columns.first(row, "population")), bbox=box,
        radius_km=_half_diagonal(box), table=path.stem)


def _where(row: Sequence[str], columns: _Columns) -> tuple[float, float, tuple[float, float, float, float] | None]:
    box = None
    if text := columns.first(row, "box"):
        try:
            west, south, east, north = (float(number) for number in json.loads(text.replace("(", "[").replace(")", "]")))
        except (ValueError, TypeError, RecursionError) as error:
            raise BadGazetteer(f"the bbox {text[:60]!r} is not [west, south, east, north] in degrees") from error
        if south > north or not (-90 <= south <= 90 and -90 <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            raise BadGazetteer(f"the bbox {text[:60]!r} is not [west, south, east, north] in degrees")
        box = (west, south, east, north)
    lat, lon = columns.first(row, "lat"), columns.first(row, "lon")
    if lat and lon:
        point = Point(_degrees(lat), _degrees(lon))
        return point.lat, point.lon, box
    for text in columns.all(row, "point"):
        if match := _WKT_POINT.search(text):
            point = Point(float(match[2]), float(match[1]))
            return point.lat, point.lon, box
        if match := re.fullmatch(r"\s*(-?[\d.]+)\s*[,;]\s*(-?[\d.]+)\s*", text):
            point = Point(_degrees(match[1]), _degrees(match[2]))
            return point.lat, point.lon, box
    if box is not None:
        return (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box
    raise BadGazetteer("the row has no coordinates")


def _geonames_dump(path: Path, text: str) -> Read:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        try:
            if len(cells) != _GEONAMES_COLUMNS:
                raise BadGazetteer(f"a GeoNames row has {_GEONAMES_COLUMNS} columns, this one {len(cells)}")
            point = Point(_degrees(cells[4]), _degrees(cells[5]))
            kind = kind_of_code(cells[7]) or kind_of_words(cells[1])
            yield Entry(id=f"geonames:{cells[0]}", name=cells[1], lat=point.lat, lon=point.lon, kind=kind,
                        other_names=tuple(dict.fromkeys(name for name in [cells[2], *cells[3].split(",")] if name and name != cells[1])),
                        country=cells[8] if re.fullmatch(r"[A-Z]{2}", cells[8]) else None, admin1_code=f"{cells[8]}.{cells[10]}" if cells[10] else None,
                        population=_number(cells[14]), table=path.stem)
        except NoriaError as error:
            yield BadGazetteer(error.message, file=path, line=number)


def _geojson(path: Path, text: str) -> Read:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadGazetteer(f"not valid JSON: {error}", file=path) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise BadGazetteer("not a GeoJSON FeatureCollection", file=path)
    return _features(path, features)


def _features(path: Path, features: Sequence[Any]) -> Read:
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, 1):
        try:
            properties = feature["properties"] or {}
            header, row = [str(key) for key in properties], [_cell(value) for value in properties.values()]
            points = list(_positions(feature["geometry"]["coordinates"]))
            west, east = min(x for x, _ in points), max(x for x, _ in points)
            south, north = min(y for _, y in points), max(y for _, y in points)
            single = feature["geometry"]["type"] == "Point"
            columns = _Columns([*header, "bbox"])
            if not columns.at["name"]:
                raise BadGazetteer("the feature has no property 'name'")
            for field in ("lat", "lon", "point"):
                columns.at[field] = []
            entry = _row(path, [*row, json.dumps([west, south, east, north])], columns)
        except NoriaError as error:
            yield BadGazetteer(f"feature {number}: {error.message}", file=path)
            continue
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
            yield BadGazetteer(f"feature {number}: has no properties or no coordinates that can be read", file=path)
            continue
        if single:
            entry = replace(entry, bbox=None, radius_km=0.0)
        again = seen[entry.id] = seen.get(entry.id, 0) + 1
        yield entry if again == 1 else _renumbered(entry, again)


def _cell(value: Any) -> str:
    text = "|".join(str(item) for item in value) if isinstance(value, list) else "" if value is None else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")  # JSON can hold halves of characters, files cannot


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
    else:
        for part in coordinates:
            yield from _positions(part)


def _split(name: str) -> list[str]:
    """"A/B" and "A (B)" are two names."""
    parts: list[str] = []
    for part in _NAME_BREAK.split(name.strip()):
        match = _BRACKETED.match(part)
        parts += [match[1], match[2]] if match else [part]
    return [part.strip() for part in parts if any(c.isalnum() for c in part)]


def _unit(level: int) -> Kind:
    return "country" if level == 0 else "admin1" if level == 1 else "admin2"


def _degrees(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise BadGazetteer(f"{text[:40]!r} is not a number of degrees") from error


def _number(text: str) -> int:
    try:
        return max(0, int(float(text.replace(",", "").replace(" ", "")))) if text else 0
    except (ValueError, OverflowError):
        return 0


def _half_diagonal(box: tuple[float, float, float, float] | None) -> float:
    if box is None:
        return 0.0
    west, south, east, north = box
    return round(Point(south, west).km_to(Point(north, east)) / 2, 1)


def _slug(name: str) -> str:
    return light(name).replace(" ", "-") or "row"
