"""One row of a table with headings, as an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from noria.errors import BadGazetteer, NoriaError
from noria.reference.gazetteer.entry import Entry, Kind
from noria.reference.gazetteer.kinds import kind_of_code, kind_of_words, with_feature_word
from noria.reference.gazetteer.names import light
from noria.reference.gazetteer.tables.columns import Columns
from noria.values.place import Point

Read = Iterator[Entry | BadGazetteer]
Box = tuple[float, float, float, float]
_WKT_POINT = re.compile(r"POINT\s*Z?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)", re.IGNORECASE)
_PAIR = re.compile(r"\s*(-?[\d.]+)\s*[,;]\s*(-?[\d.]+)\s*")
_SEXAGESIMAL = re.compile(r"""([NSEW+-])?\s*(\d{1,3})\s*[°:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’:\s]?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*["″”]?)?\s*([NSEW])?""", re.IGNORECASE)
_NAME_BREAK = re.compile(r"\s*[/;|]\s*")
_BRACKETED = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_ITEM = re.compile(r".*/(?:entity|wiki)/(Q\d+)$|(Q\d+)$")
_TAG = re.compile(r"#[a-z]")


def entries_of(path: Path, rows: Iterable[tuple[int, Sequence[str] | BadGazetteer]], columns: Columns, where: str = "") -> Read:
    """The entries of numbered rows. `where` names the part of the file that they stand in ("sheet Villages: ")."""
    held: dict[str, Entry] = {}
    seen: dict[str, int] = {}
    for number, row in rows:
        if isinstance(row, BadGazetteer):
            yield row
            continue
        filled = [cell for cell in row if cell.strip()]
        if not filled or all(_TAG.match(cell) for cell in filled):  # the line of HXL tags under the headings
            continue
        try:
            entry = entry_of(path, row, columns)
        except NoriaError as error:
            yield BadGazetteer(where + error.message, file=path, line=number)
            continue
        if columns.grouped:
            approved = columns.name_type is not None and row[columns.name_type].strip().upper() in {"N", "C"}
            held[entry.id] = _named_too(held[entry.id], entry, first=approved) if entry.id in held else entry
        else:
            times = seen[entry.id] = seen.get(entry.id, 0) + 1
            yield entry if times == 1 else replace(entry, id=f"{entry.id}-{times}")
    yield from held.values()


def entry_of(path: Path, row: Sequence[str], columns: Columns) -> Entry:
    """The entry of one row. Raises NoriaError where it has no name, no coordinates or impossible ones."""
    code = columns.first(row, "id")
    item = _ITEM.fullmatch(code)
    names = [name for name in split_names(columns.first(row, "name")) if item is None or name not in item.groups()]  # no label in this language
    if not names:
        raise BadGazetteer("the row has no name")
    lat, lon, box = _where(row, columns)
    others = [part for cell in columns.all(row, "others") for listed in re.split(r"[,;|،]", cell) for part in split_names(listed)]
    words = columns.first(row, "kind")
    if words:
        kind = kind_of_code(words) or kind_of_words(words)
    else:
        kind = _unit(columns.level) if columns.level >= 0 else kind_of_words(names[0], stated=False)
    country = columns.first(row, "country")
    return Entry(
        id=_id(path, code, names[0]), name=names[0], lat=lat, lon=lon, kind=kind,
        other_names=tuple(name for name in dict.fromkeys([*names[1:], *others, *with_feature_word(names, words)]) if name != names[0]),
        country=country.upper() if re.fullmatch(r"[A-Za-z]{2}", country) else None,
        admin1=columns.first(row, "admin1") or None, admin1_code=columns.first(row, "admin1_code") or None,
        admin2=columns.first(row, "admin2") or None, population=whole_number(columns.first(row, "population")), bbox=box,
        radius_km=half_diagonal(box), table=path.stem)


def split_names(name: str) -> list[str]:
    """"A/B" and "A (B)" are two names."""
    parts: list[str] = []
    for part in _NAME_BREAK.split(name.strip()):
        match = _BRACKETED.match(part)
        parts += [match[1], match[2]] if match else [part]
    return [part.strip() for part in parts if any(c.isalnum() for c in part)]


def degrees(text: str) -> float:
    """Degrees from "35.13", "35,13", "35°07′48″N" or "N 35 07 48". Raises BadGazetteer."""
    text = text.strip()
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        match = _SEXAGESIMAL.fullmatch(text)
        if match is None:
            raise BadGazetteer(f"{text[:40]!r} is not a number of degrees") from error
    minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.group(3, 4))
    if minutes >= 60 or seconds >= 60:
        raise BadGazetteer(f"{text[:40]!r} is not a number of degrees")
    side = (match[1] or match[5] or "").upper()
    return (-1 if side in {"S", "W", "-"} else 1) * (int(match[2]) + minutes / 60 + seconds / 3600)


def whole_number(text: str) -> int:
    try:
        return max(0, int(float(text.replace(",", "").replace(" ", "")))) if text else 0
    except (ValueError, OverflowError):
        return 0


def half_diagonal(box: Box | None) -> float:
    if box is None:
        return 0.0
    west, south, east, north = box
    return round(Point(south, west).km_to(Point(north, east)) / 2, 1)


def _where(row: Sequence[str], columns: Columns) -> tuple[float, float, Box | None]:
    box = _box(columns.first(row, "box"))
    lat, lon = columns.first(row, "lat"), columns.first(row, "lon")
    if lat and lon:
        point = Point(degrees(lat), degrees(lon))
        return point.lat, point.lon, box
    for text in columns.all(row, "point"):
        if match := _WKT_POINT.search(text):
            point = Point(float(match[2]), float(match[1]))
            return point.lat, point.lon, box
        if match := _PAIR.fullmatch(text):
            point = Point(degrees(match[1]), degrees(match[2]))
            return point.lat, point.lon, box
    if box is not None:
        return (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box
    raise BadGazetteer("the row has no coordinates")


def _box(text: str) -> Box | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(number) for number in json.loads(text.replace("(", "[").replace(")", "]")))
    except (ValueError, TypeError, RecursionError) as error:
        raise BadGazetteer(f"the bbox {text[:60]!r} is not [west, south, east, north] in degrees") from error
    if south > north or not (-90 <= south <= 90 and -90 <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise BadGazetteer(f"the bbox {text[:60]!r} is not [west, south, east, north] in degrees")
    return west, south, east, north


def _id(path: Path, code: str, name: str) -> str:
    item = _ITEM.fullmatch(code)
    if item is not None:
        return f"wikidata:{item[1] or item[2]}"
    return f"table:{path.stem}:{code or light(name).replace(' ', '-') or 'row'}"


def _named_too(entry: Entry, other: Entry, *, first: bool) -> Entry:
    """One place of two rows: the names of both, that of the `first` before."""
    name = other.name if first else entry.name
    names = dict.fromkeys((entry.name, *entry.other_names, other.name, *other.other_names))
    return replace(entry, name=name, other_names=tuple(known for known in names if known != name))


def _unit(level: int) -> Kind:
    return "country" if level == 0 else "admin1" if level == 1 else "admin2"
