"""The part of the earth in which something that is told of a place may lie: the honest alternative to a pin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from noria.errors import ValueRefused
from noria.values.place import Point

Shape = Literal["circle", "ring", "sector", "corridor", "box", "area"]
Box = tuple[float, float, float, float]
Outline = list[tuple[float, float]]
Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]  # rings of each, the outer one first, as GeoJSON's MultiPolygon has them

_CORNERS = 48
_FULL = 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """A shape on the earth and the reason for it. `centre` is the named place; kilometres are great-circle distances.

    - circle: within `outer_km` of the centre; 0 is the bare point.
    - ring: between `inner_km` and `outer_km` from the centre.
    - sector: the part of a ring within `spread` degrees to either side of `bearing`, degrees clockwise from north.
    - corridor: within `outer_km` of the line from the centre to `end`.
    - box: `box` as west, south, east, north in degrees.
    - area: `parts`, the polygons of a unit whose border is known, within `box`.
    """

    shape: Shape
    centre: Point
    reason: str
    outer_km: float = 0.0
    inner_km: float = 0.0
    bearing: float | None = None
    spread: float | None = None
    end: Point | None = None
    box: Box | None = None
    parts: Polygons = ()

    def __post_init__(self) -> None:
        if not 0 <= self.inner_km <= self.outer_km:
            raise ValueRefused(f"a place does not reach from {self.inner_km} to {self.outer_km} km")
        if (self.shape == "sector") != (self.bearing is not None and self.spread is not None) or (self.spread is not None and not 0 < self.spread <= 180):
            raise ValueRefused("a sector, and nothing else, has a bearing and a spread of up to 180 degrees")
        if (self.shape == "corridor") != (self.end is not None):
            raise ValueRefused("a corridor, and nothing else, has an end")
        if (self.shape in ("box", "area")) != (self.box is not None) or (self.box is not None and self.box[1] > self.box[3]):
            raise ValueRefused("a box, an area, and nothing else, has sides, and its south lies below its north")
        if (self.shape == "area") != bool(self.parts):
            raise ValueRefused("an area, and nothing else, has parts")

    @classmethod
    def circle(cls, centre: Point, km: float, reason: str) -> Self:
        return cls(shape="circle", centre=centre, outer_km=km, reason=reason)

    @classmethod
    def ring(cls, centre: Point, inner_km: float, outer_km: float, reason: str) -> Self:
        return cls(shape="ring", centre=centre, inner_km=inner_km, outer_km=outer_km, reason=reason)

    @classmethod
    def sector(cls, centre: Point, bearing: float, spread: float, inner_km: float, outer_km: float, reason: str) -> Self:
        return cls(shape="sector", centre=centre, bearing=bearing % 360, spread=spread, inner_km=inner_km, outer_km=outer_km, reason=reason)

    @classmethod
    def corridor(cls, centre: Point, end: Point, km: float, reason: str) -> Self:
        return cls(shape="corridor", centre=centre, end=end, outer_km=km, reason=reason)

    @classmethod
    def of_box(cls, centre: Point, box: Box, reason: str) -> Self:
        return cls(shape="box", centre=centre, box=box, reason=reason)

    @classmethod
    def of_parts(cls, centre: Point, parts: Polygons, reason: str) -> Self:
        corners = [corner for part in parts for corner in part[0]]
        lon, lat = [x for x, _ in corners], [y for _, y in corners]
        return cls(shape="area", centre=centre, parts=parts, box=(min(lon), min(lat), max(lon), max(lat)), reason=reason)

    @property
    def middle(self) -> Point:
        """The point that stands for the whole where a format has room for one only."""
        if self.shape == "sector" and self.bearing is not None:
            return self.centre.at(self.bearing, (self.inner_km + self.outer_km) / 2)
        if self.end is not None:
            return self.centre.at(self.centre.bearing_to(self.end), self.centre.km_to(self.end) / 2)
        return self.centre

    def polygons(self) -> list[list[Outline]]:
        """The border as a GeoJSON MultiPolygon's coordinates: of each polygon its closed rings of (longitude, latitude), the outer one first,
        counter-clockwise. Longitudes run on past 180 where the shape crosses the antimeridian. Empty for a bare point.
        """
        if self.parts:
            return [[list(ring) for ring in part] for part in self.parts]
        rings = self._outlines()
        return [rings] if rings else []

    def _outlines(self) -> list[Outline]:
        """The rings of a shape that is one polygon."""
        if self.box is not None:
            west, south, east, north = self.box
            east = east if east >= west else east + _FULL
            return [[(west, south), (east, south), (east, north), (west, north), (west, south)]]
        if self.outer_km == 0:
            return []
        if self.end is not None:
            along = self.centre.bearing_to(self.end)
            back = self.end.bearing_to(self.centre)
            return [_closed(self.centre, [*_arc(self.centre, along + 270, along + 90, self.outer_km), *_arc(self.end, back + 270, back + 90, self.outer_km)])]
        if self.shape == "sector" and self.bearing is not None and self.spread is not None:
            first, last = self.bearing + self.spread, self.bearing - self.spread
            inner = list(reversed(_arc(self.centre, first, last, self.inner_km))) if self.inner_km else [self.centre]
            return [_closed(self.centre, [*_arc(self.centre, first, last, self.outer_km), *inner])]
        outer = _closed(self.centre, _arc(self.centre, _FULL, 0, self.outer_km)[:-1])
        return [outer, _closed(self.centre, _arc(self.centre, 0, _FULL, self.inner_km)[:-1])] if self.inner_km else [outer]


def _arc(centre: Point, first: float, last: float, km: float) -> list[Point]:
    """Points at one distance from the centre, from one bearing to another; counter-clockwise where the bearings fall."""
    last = last if abs(last - first) == _FULL or last <= first else last - _FULL
    steps = max(2, round(_CORNERS * abs(last - first) / _FULL))
    return [centre.at(first + (last - first) * i / steps, km) for i in range(steps + 1)]


def _closed(centre: Point, points: list[Point]) -> Outline:
    """The points as a closed ring whose longitudes do not jump; rounded to a decimetre or so, which no text can tell."""
    out = [(round(centre.lon + (point.lon - centre.lon + 540) % _FULL - 180, 6), round(point.lat, 6)) for point in points]
    return [*out, out[0]]
