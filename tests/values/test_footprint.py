"""Shapes of uncertainty: their outlines lie where they say, and nonsense is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from noria.errors import ValueRefused
from noria.values.footprint import Footprint, Outline
from noria.values.place import Point

POINTS = st.builds(Point, st.floats(-70, 70), st.floats(-180, 180))
KM = st.floats(1, 500)


def back(lon: float) -> float:
    return (lon + 540) % 360 - 180


def distances(outline: Outline, centre: Point) -> list[float]:
    return [centre.km_to(Point(lat, back(lon))) for lon, lat in outline]


def turns_left(outline: Outline) -> bool:
    """Whether a ring runs counter-clockwise, as RFC 7946 wants of the outer one (shoelace formula)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([(x - outline[0][0], y - outline[0][1]) for x, y in outline])) > 0


@given(POINTS, st.floats(0, 360), KM)
def test_a_point_at_a_bearing_lies_there(start: Point, bearing: float, km: float) -> None:
    end = start.at(bearing, km)
    assert start.km_to(end) == pytest.approx(km, rel=1e-6, abs=1e-3)
    assert abs((start.bearing_to(end) - bearing + 180) % 360 - 180) < 0.01


@given(POINTS, KM, st.floats(0, 1))
def test_circles_and_rings_keep_their_distance(centre: Point, outer: float, share: float) -> None:
    [circle] = Footprint.circle(centre, outer, "test").polygons()[0]
    assert distances(circle, centre) == pytest.approx([outer] * len(circle), rel=1e-3, abs=1e-3)
    assert circle[0] == circle[-1]
    assert turns_left(circle)
    rings = Footprint.ring(centre, outer * share, outer, "test").polygons()[0]
    if len(rings) > 1:
        assert distances(rings[1], centre) == pytest.approx([outer * share] * len(rings[1]), rel=1e-3, abs=1e-3)
        assert not turns_left(rings[1]) or outer * share < 0.01


@given(POINTS, st.floats(0, 359), st.floats(5, 90), KM)
def test_sectors_look_where_they_point(centre: Point, bearing: float, spread: float, km: float) -> None:
    sector = Footprint.sector(centre, bearing, spread, 0.5 * km, km, "test")
    [[outline]] = sector.polygons()
    assert turns_left(outline)
    for lon, lat in outline:
        off = abs((centre.bearing_to(Point(lat, back(lon))) - bearing + 180) % 360 - 180)
        assert off <= spread + 0.05
    assert 0.5 * km <= centre.km_to(sector.middle) <= km


@given(POINTS, st.floats(0, 359), st.floats(10, 300))
def test_corridors_run_around_the_line(one: Point, bearing: float, km: float) -> None:
    other = one.at(bearing, km)
    corridor = Footprint.corridor(one, other, 5, "test")
    [[outline]] = corridor.polygons()
    assert turns_left(outline)
    assert corridor.middle.km_to(one) == pytest.approx(km / 2, rel=1e-3)
    assert all(min(one.km_to(p), other.km_to(p)) == pytest.approx(5, rel=1e-2) for p in (Point(lat, back(lon)) for lon, lat in outline))


def test_a_point_has_no_outline_and_a_box_has_one() -> None:
    assert Footprint.circle(Point(1, 2), 0, "test").polygons() == []
    assert Footprint.of_box(Point(1, 2), (1, 0, 3, 2), "test").polygons() == [[[(1, 0), (3, 0), (3, 2), (1, 2), (1, 0)]]]
    assert Footprint.of_box(Point(0, 180), (179, -1, -179, 1), "test").polygons()[0][0][1] == (181, -1)


@pytest.mark.parametrize("values", [
    {"shape": "circle", "outer_km": -1}, {"shape": "ring", "inner_km": 3, "outer_km": 2}, {"shape": "sector", "outer_km": 2},
    {"shape": "sector", "outer_km": 2, "bearing": 10, "spread": 0}, {"shape": "circle", "bearing": 3, "spread": 4}, {"shape": "corridor", "outer_km": 1},
    {"shape": "box"}, {"shape": "box", "box": (0, 5, 1, 4)}, {"shape": "area", "box": (0, 1, 2, 3)},
    {"shape": "box", "box": (0, 1, 2, 3), "parts": ((((0, 1), (2, 1), (2, 3), (0, 1)),),)}])
def test_nonsense_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueRefused):
        Footprint(centre=Point(0, 0), reason="test", **values)  # type: ignore[arg-type]
