"""Ground between places: who may hold it, inferred from who holds the places around it. Never a fact, and marked so wherever it is shown.

Places lie in theatres: each within twice the policy's reach of the next. Within a theatre the ground is cut into Voronoi cells (what is nearer
to one place than to any other) of the places that are held or contested on the day. A cell ends at the reach, and at the edge of the area of operations:
the convex hull of all places of the theatre whose holder is told on any day, with a margin. A besieged place has no cell: the ground around
it is its besiegers'. Neither has a place of unknown holder, nor one whose spot is not known.

Cells are worked out on the azimuthal equidistant projection around the middle of each theatre.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, degrees, hypot, radians, sin

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.polygon import orient

from noria.derive.model import Holding
from noria.derive.policy import ControlPolicy
from noria.values.day import Day
from noria.values.footprint import Outline
from noria.values.place import EARTH_RADIUS_KM, SITE, Point

_MARGIN = 1 / 3  # of the reach, beyond the outermost places
_EDGE_KM = 25.0  # straight edges are cut into pieces no longer than this before they are put on the globe
_KM_A_DEGREE = 111.0
_CORNERS = 16  # in a quarter of a circle
_DIGITS = 5  # of degrees, about a metre

_Spot = tuple[float, float]
_Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredArea:
    """The ground that is counted with one place: `polygons` as GeoJSON has the coordinates of a MultiPolygon, longitudes running on past 180.

    `holding` is what it is inferred from, with the claims; `side` is None where the place is contested.
    """

    holding: Holding
    polygons: tuple[tuple[Outline, ...], ...]
    rule: str

    @property
    def side(self) -> str | None:
        return self.holding.side if self.holding.state == "held" else None


def inferred_areas(holdings: Sequence[Holding], day: Day, policy: ControlPolicy) -> tuple[InferredArea, ...]:
    """The areas of a day, by place. `holdings` are all there are: those of other days say how far the area of operations goes."""
    if policy.contiguity == "none":
        return ()
    spots = {holding.place.id: holding.place.point for holding in holdings
             if holding.place.point is not None and not holding.place.id.startswith(SITE)}
    told = {holding.place.id: holding for holding in holdings
            if holding.place.id in spots and holding.state in {"held", "contested"} and holding.contains(day)}
    out = []
    for ids in _theatres(spots, 2 * policy.reach_km):
        out += _of_theatre([(id, spots[id]) for id in ids], told, policy)
    return tuple(sorted(out, key=lambda area: (area.holding.place.name, area.holding.place.id)))


def _theatres(spots: dict[str, Point], km: float) -> Iterator[list[str]]:
    """Groups of places in which each lies within so many kilometres of another."""
    size = km / _KM_A_DEGREE
    left: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id in sorted(spots):
        left[_cell(spots[id], size)].append(id)
    for start in sorted(left):
        while left[start]:
            found, queue = [], [left[start].pop()]
            while queue:
                here = queue.pop()
                found.append(here)
                for cell in _around(spots[here], size):
                    if waiting := left.get(cell):
                        near = [id for id in waiting if spots[here].km_to(spots[id]) <= km]
                        queue += near
                        left[cell] = [id for id in waiting if id not in near] if near else waiting
            yield sorted(found)


def _cell(spot: Point, size: float) -> tuple[int, int]:
    return int(spot.lat // size), int(spot.lon // size)


def _around(spot: Point, size: float) -> Iterator[tuple[int, int]]:
    """The cells that lie within a cell's height: more columns the nearer to a pole, and across the antimeridian."""
    row, column = _cell(spot, size)
    first, last = int(-180 // size), int(180 // size)
    reach = ceil(1 / max(cos(radians(min(90.0, abs(spot.lat) + size))), 1e-6))
    columns = range(column - reach, column + reach + 1) if 2 * reach < last - first else range(first, last + 1)
    for r in range(row - 1, row + 2):
        for c in columns:
            yield r, c if first <= c <= last else (c - first) % (last - first + 1) + first


def _of_theatre(places: Sequence[tuple[str, Point]], told: dict[str, Holding], policy: ControlPolicy) -> list[InferredArea]:
    middle = _middle([spot for _, spot in places])
    flat = {id: _flat(middle, spot) for id, spot in places}
    field = shapely.MultiPoint(sorted(set(flat.values()))).convex_hull.buffer(policy.reach_km * _MARGIN, quad_segs=_CORNERS)
    at: dict[_Spot, list[Holding]] = defaultdict(list)
    for id, spot in flat.items():
        if id in told:
            at[spot].append(told[id])
    # Two places on one spot in different hands say nothing of the ground around it.
    sites = {spot: found[0] for spot, found in at.items() if len({(one.state, one.side) for one in found}) == 1}
    if not sites:
        return []
    cells = _voronoi(list(sites), field, policy.reach_km)
    shown = _joined(cells, list(sites.values())) if policy.contiguity == "joined" else np.ones(len(cells), dtype=bool)
    drawn = _round(middle, cells)
    rule = f"control.inferred-{policy.contiguity}"
    return [InferredArea(holding=holding, polygons=polygons, rule=rule)
            for holding, polygons, chosen in zip(sites.values(), drawn, shown, strict=True) if chosen and polygons]


def _voronoi(spots: Sequence[_Spot], field: shapely.Geometry, reach: float) -> _Shapes:
    """The cell of each spot, cut at the reach and at the edge of the field."""
    made = shapely.voronoi_polygons(shapely.MultiPoint(spots), extend_to=field, ordered=True).geoms if len(spots) > 1 else [field]
    around = shapely.intersection(shapely.buffer(shapely.points(spots), reach, quad_segs=_CORNERS), field)
    return np.asarray(shapely.intersection(np.asarray(made, dtype=object), around))


def _joined(cells: _Shapes, held: Sequence[Holding]) -> npt.NDArray[np.bool_]:
    """Which cells border on one of another place that the same side holds."""
    sides = np.asarray([holding.side if holding.state == "held" else None for holding in held], dtype=object)
    one, other = shapely.STRtree(cells).query(cells, predicate="intersects")
    same = (one != other) & (sides[one] == sides[other]) & (sides[one] != None)  # noqa: E711 - of every element
    return np.isin(np.arange(len(cells)), one[same])


def _middle(spots: Sequence[Point]) -> Point:
    """The middle of points as directions from the centre of the earth, which knows no antimeridian."""
    x = sum(cos(radians(p.lat)) * cos(radians(p.lon)) for p in spots)
    y = sum(cos(radians(p.lat)) * sin(radians(p.lon)) for p in spots)
    z = sum(sin(radians(p.lat)) for p in spots)
    return Point(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))


def _flat(middle: Point, spot: Point) -> _Spot:
    """Kilometres east and north of the middle, to the metre."""
    km, turn = middle.km_to(spot), radians(middle.bearing_to(spot))
    return round(km * sin(turn), 3), round(km * cos(turn), 3)


def _round(middle: Point, cells: _Shapes) -> list[tuple[tuple[Outline, ...], ...]]:
    """The polygons of each cell put on the globe, outer rings counter-clockwise."""
    globe = shapely.transform(shapely.segmentize(cells, _EDGE_KM), lambda flat: _on_globe(middle, flat))
    return [tuple(tuple([(x, y) for x, y in ring.coords] for ring in (polygon.exterior, *polygon.interiors))
                  for polygon in (orient(part) for part in getattr(cell, "geoms", [cell]) if part.geom_type == "Polygon" and part.area > 0)) for cell in globe]


def _on_globe(middle: Point, flat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitude and latitude of points in kilometres east and north of the middle: the inverse of `_flat`."""
    arc, turn, lat = np.hypot(*flat.T) / EARTH_RADIUS_KM, np.arctan2(*flat.T), radians(middle.lat)
    north = np.arcsin(np.clip(sin(lat) * np.cos(arc) + cos(lat) * np.sin(arc) * np.cos(turn), -1, 1))
    east = np.arctan2(np.sin(turn) * np.sin(arc) * cos(lat), np.cos(arc) - sin(lat) * np.sin(north))
    return np.round(np.column_stack([middle.lon + np.degrees(east), np.degrees(north)]), _DIGITS)
