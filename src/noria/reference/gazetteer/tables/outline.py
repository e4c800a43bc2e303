"""What the gazetteer keeps of a GeoJSON geometry: a point inside it, its box, and its outline with few corners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from noria.errors import BadGazetteer
from noria.reference.gazetteer.entry import Outline
from noria.values.place import Point

MOST_CORNERS = 200
_FINEST = 0.002  # degrees, some 200 m: no text is more exact about the border of an area


@dataclass(frozen=True, slots=True)
class Shape:
    """`lat`, `lon` of a point inside; `bbox` west, south, east, north, None for a single point; `outline` empty for points and lines."""

    lat: float
    lon: float
    bbox: tuple[float, float, float, float] | None
    outline: Outline


def shape_of(geometry: Any) -> Shape:
    """Read a GeoJSON geometry in WGS84 degrees. Raises BadGazetteer where it is none or lies off the globe."""
    import shapely
    from shapely.geometry import shape

    try:
        drawn = shape(geometry)
        if drawn.is_empty:
            raise BadGazetteer("the geometry is empty")
        if not drawn.is_valid:
            drawn = shapely.make_valid(drawn)
        west, south, east, north = (float(number) for number in drawn.bounds)
        inside = drawn.representative_point()
        point = Point(round(inside.y, 6), round(inside.x, 6))
        Point(south, west), Point(north, east)
        single = (west, south) == (east, north)
        return Shape(point.lat, point.lon, None if single else (west, south, east, north), _outline(drawn))
    except (shapely.errors.ShapelyError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise BadGazetteer("the geometry cannot be read") from error


def _outline(drawn: Any) -> Outline:
    """The rings of its largest areas, simplified (Douglas-Peucker) until they have no more corners than are kept."""
    import shapely

    areas = [part for part in shapely.get_parts(shapely.get_parts([drawn])) if part.geom_type == "Polygon"]
    rings = sorted((ring for area in areas for ring in (area.exterior, *area.interiors)), key=lambda ring: -shapely.Polygon(ring).area)
    rings, tolerance = rings[: MOST_CORNERS // 8], _FINEST  # a ring keeps four corners at least
    simple = [ring.simplify(tolerance) for ring in rings]
    while sum(len(ring.coords) for ring in simple) > MOST_CORNERS:
        tolerance *= 2
        simple = [ring.simplify(tolerance) for ring in rings]
    return tuple(tuple((round(x, 4), round(y, 4)) for x, y, *_ in ring.coords) for ring in simple)
