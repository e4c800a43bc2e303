"""Ground inferred between places: whose it is, how far it goes, and that it never says more than its policy."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from noria.derive.areas import inferred_areas
from noria.derive.model import Holding, PlaceKey
from noria.derive.policy import ControlPolicy
from noria.errors import ValueRefused
from noria.values.day import Day
from noria.values.place import Point

DAY = Day.parse("2001-05-04")
NEAREST = ControlPolicy(contiguity="nearest", reach_km=20)
JOINED = ControlPolicy(contiguity="joined", reach_km=20)


def held(name, lat, lon, side="red", state="held", since=None, until=None):
    return Holding(place=PlaceKey(name, name, Point(lat, lon)), state=state, side=side, holder=None,
                   since=Day.parse(since) if since else None, until=Day.parse(until) if until else None, claims=(f"c-{name}",), rule="r")


def shape(area):
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in area.polygons])


def by_name(holdings, policy=NEAREST, day=DAY):
    return {area.holding.place.name: area for area in inferred_areas(holdings, day, policy)}


ROW = [held("A", 50.0, 30.0), held("B", 50.0, 30.2), held("C", 50.0, 30.4, "blue"), held("D", 50.1, 30.2, "blue")]


def test_a_cell_is_what_is_nearest_to_its_place():
    areas = by_name(ROW)
    assert {name: area.side for name, area in areas.items()} == {"A": "red", "B": "red", "C": "blue", "D": "blue"}
    assert shape(areas["A"]).contains(shapely.Point(30.05, 50.0))
    assert shape(areas["B"]).contains(shapely.Point(30.15, 50.0))
    assert not shape(areas["A"]).contains(shapely.Point(30.15, 50.0))
    assert all(area.rule == "control.inferred-nearest" and area.holding.claims == (f"c-{name}",) for name, area in areas.items())


@pytest.mark.parametrize(("holding", "drawn"), [
    (held("X", 50.0, 30.1), True), (held("X", 50.0, 30.1, None, "contested"), True), (held("X", 50.0, 30.1, "blue", "besieged"), False),
    (held("X", 50.0, 30.1, None, "unknown"), False), (held("X", 50.0, 30.1, since="2001-05-05"), False), (held("X", 50.0, 30.1, until="2001-05-03"), False),
    (held("site:x", 50.0, 30.1), False)])
def test_which_places_have_a_cell(holding, drawn):
    areas = by_name([*ROW, holding])
    assert (holding.place.name in areas) is drawn
    if not drawn:  # its ground is the neighbours'
        assert any(shape(area).covers(shapely.Point(30.1, 50.0)) for area in areas.values())


def test_contested_ground_is_nobodys():
    assert by_name([*ROW, held("X", 50.0, 30.1, "blue", "contested")])["X"].side is None


def test_joined_leaves_out_places_alone_among_others():
    assert set(by_name([held("A", 50.0, 30.0), held("B", 50.0, 30.1), held("C", 50.0, 30.2, "blue")], JOINED)) == {"A", "B"}
    assert set(by_name([held("A", 50.0, 30.0)], JOINED)) == set()
    assert set(by_name([held("A", 50.0, 30.0)])) == {"A"}
    assert by_name(ROW, ControlPolicy(contiguity="none")) == {}
    nobody = [held("A", 50.0, 30.0, None), held("B", 50.0, 30.1, None)]
    assert by_name(nobody, JOINED) == {}


def test_one_spot_in_two_hands_says_nothing_of_the_ground():
    assert set(by_name([held("A", 50.0, 30.0), held("A again", 50.0, 30.0, "blue"), held("B", 50.0, 30.2)])) == {"B"}


def test_far_theatres_do_not_meet():
    areas = by_name([held("A", 50.0, 30.0), held("B", 10.0, -60.0, "blue")])
    assert shape(areas["A"]).distance(shape(areas["B"])) > 50


def test_across_the_antimeridian():
    areas = by_name([held("A", -17.0, 179.95), held("B", -17.0, -179.95, "blue")])
    one, other = shape(areas["A"]), shape(areas["B"])
    assert one.bounds[2] - one.bounds[0] < 1
    assert other.bounds[2] - other.bounds[0] < 1
    assert one.area == pytest.approx(other.area, rel=0.01)


@pytest.mark.parametrize("wrong", [{"fades_after": 0}, {"contiguity": "far"}, {"reach_km": 0}, {"reach_km": 600}])
def test_a_policy_refuses_nonsense(wrong):
    with pytest.raises(ValueRefused):
        ControlPolicy(**wrong)


places = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["red", "blue", None]),
                            st.sampled_from(["held", "held", "contested", "unknown", "besieged"])), min_size=1, max_size=14, unique_by=lambda told: told[:2])


@settings(max_examples=60, deadline=None)
@given(places, st.sampled_from(["nearest", "joined"]), st.randoms(use_true_random=False))
def test_properties(told, contiguity, chance):
    """Cells do not overlap, lie within the reach of their place, hold no other place, and do not depend on the order of holdings."""
    holdings = [held(f"p{i:02}", 50 + row / 50, 30 + column / 40, side, state) for i, (row, column, side, state) in enumerate(told)]
    policy = ControlPolicy(contiguity=contiguity, reach_km=12)
    areas = inferred_areas(holdings, DAY, policy)
    known = {h.place.id for h in holdings if h.state in {"held", "contested"}}
    assert {area.holding.place.id for area in areas} <= known
    assert contiguity == "joined" or len(areas) == len(known)
    for i, area in enumerate(areas):
        mine = shape(area)
        assert mine.is_valid
        point = area.holding.place.point
        assert mine.covers(shapely.Point(point.lon, point.lat))
        corners = [Point(lat, lon) for lon, lat in shapely.get_coordinates(mine)]
        assert max(point.km_to(corner) for corner in corners) <= policy.reach_km * 1.01
        for other in map(shape, areas[i + 1 :]):  # straight pieces of a border that both have leave slivers on the globe
            assert mine.intersection(other).area < 1e-3 * min(mine.area, other.area)
    shuffled = list(holdings)
    chance.shuffle(shuffled)
    assert inferred_areas(shuffled, DAY, policy) == areas
