"""Tables in JSON: GeoJSON with points, lines or areas, and the answers of the Wikidata query service."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from noria.errors import BadGazetteer, NoriaError
from noria.reference.gazetteer.tables.columns import Columns, recognised
from noria.reference.gazetteer.tables.outline import Shape, shape_of
from noria.reference.gazetteer.tables.row import Read, entries_of, entry_of, half_diagonal


def json_table(path: Path, text: str, named: Mapping[str, str]) -> Read:
    """The entries of a GeoJSON FeatureCollection or of a Wikidata query result. Raises BadGazetteer where it is neither."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadGazetteer(f"not valid JSON: {error}", file=path) from error
    if isinstance(data, dict) and isinstance(data.get("features"), list):
        return _features(path, data["features"], named)
    bindings = data.get("results") if isinstance(data, dict) else data
    bindings = bindings.get("bindings") if isinstance(bindings, dict) else bindings
    if not isinstance(bindings, list) or not all(isinstance(one, dict) for one in bindings):
        raise BadGazetteer("neither a GeoJSON FeatureCollection nor a Wikidata query result", file=path)
    return _answers(path, bindings, named)


def _answers(path: Path, bindings: Sequence[dict[str, Any]], named: Mapping[str, str]) -> Read:
    header = list(dict.fromkeys(str(key) for one in bindings for key in one))
    columns = recognised(path, header, named)
    rows = [[_cell(_value(one.get(key))) for key in header] for one in bindings]
    return entries_of(path, enumerate(rows, 1), columns, "answer of this number: ")


def _value(bound: Any) -> Any:
    """The service writes values bare or as {"type": …, "value": …}."""
    return bound.get("value") if isinstance(bound, dict) else bound


def _features(path: Path, features: Sequence[Any], named: Mapping[str, str]) -> Read:
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, 1):
        try:
            properties = feature["properties"] or {}
            shape = shape_of(feature["geometry"])
            header, row = [str(key) for key in properties], [_cell(value) for value in properties.values()]
            columns = Columns(path, [*header, "lat", "lon"], {field: name for field, name in named.items() if name in header})
            if not columns.at["name"]:
                raise BadGazetteer("no property holds the name; say which one does with --columns name=PROPERTY"
                                   f" (found: {', '.join(header)[:200]})")
            for field in ("point", "box"):
                columns.at[field] = []
            columns.at["lat"], columns.at["lon"] = [len(header)], [len(header) + 1]
            entry = entry_of(path, [*row, repr(shape.lat), repr(shape.lon)], columns)
        except NoriaError as error:
            yield BadGazetteer(f"feature {number}: {error.message}", file=path)
            continue
        except (LookupError, TypeError, AttributeError):
            yield BadGazetteer(f"feature {number}: has no properties or no coordinates that can be read", file=path)
            continue
        again = seen[entry.id] = seen.get(entry.id, 0) + 1
        drawn = _drawn(shape)
        yield replace(entry, **drawn) if again == 1 else replace(entry, id=f"{entry.id}-{again}", **drawn)


def _drawn(shape: Shape) -> dict[str, Any]:
    return {"bbox": shape.bbox, "radius_km": half_diagonal(shape.bbox), "outline": shape.outline}


def _cell(value: Any) -> str:
    text = "|".join(str(item) for item in value) if isinstance(value, list) else "" if value is None else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")  # JSON can hold halves of characters, files cannot
