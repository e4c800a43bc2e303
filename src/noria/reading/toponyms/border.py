"""The border of a unit as it is drawn: the polygons of its outline, or of the half of it that a text speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, reduce
from typing import Any

from noria.reference.gazetteer.entry import Outline
from noria.values.footprint import Box, Polygons

_CORNERS = 64  # every claim in the unit carries them
_FINEST = 0.002  # degrees
_DIGITS = 4  # of degrees, about ten metres


@lru_cache(maxsize=1_000)
def within_outline(outline: Outline, box: Box | None) -> Polygons:
    """What lies inside an odd number of the rings of `outline`, and in `box` if any; empty where there is no such area.

    With about 64 corners in all (Douglas-Peucker), the outer rings counter-clockwise.
    """
    if not outline:
        return ()
    import shapely

    inside = reduce(lambda one, other: one.symmetric_difference(other), (shapely.make_valid(shapely.Polygon(ring)) for ring in outline))
    if box is not None:
        inside = inside.intersection(shapely.box(*box))
    tolerance = _FINEST
    drawn = inside.simplify(tolerance)
    while shapely.get_num_coordinates(drawn) > _CORNERS and tolerance < 1:
        tolerance *= 1.5
        drawn = inside.simplify(tolerance)
    return tuple(_polygons(drawn))


def _polygons(drawn: Any) -> Iterator[tuple[tuple[tuple[float, float], ...], ...]]:
    import shapely
    from shapely.geometry.polygon import orient

    for part in shapely.get_parts(drawn):
        if part.geom_type == "Polygon" and not part.is_empty:
            turned = orient(part)
            yield tuple(tuple((round(x, _DIGITS), round(y, _DIGITS)) for x, y, *_ in ring.coords) for ring in (turned.exterior, *turned.interiors))
