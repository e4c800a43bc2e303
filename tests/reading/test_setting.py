"""Where the words around a place name put what is told, and what part of the earth that is."""

from __future__ import annotations

import pytest

from noria.reading.output import PlaceReading
from noria.reading.toponyms import Toponym, in_setting, resolve
from noria.reading.toponyms.footprint import reach_km
from noria.reading.toponyms.setting import read_setting
from noria.reference.gazetteer import Entry, Gazetteer
from noria.values.span import Span
from small_world import small_world

WORLD = small_world()

SETTINGS = [
    ("The base lies six miles from ", "", "near", 9.66, None, None),
    ("It is 18 km north-east of ", "", "northeast of", 18.0, "northeast", None),
    ("about 10 kilometres (6 mi) to the north of the town of ", "", "north of", 10.0, "north", None),
    ("They came within 5 km of ", "", "near", 5.0, None, None),
    ("between 5 and 7 km west of ", "", "west of", 6.0, "west", None),
    ("some 25 km from central ", "", "near", 25.0, None, None),
    ("500 metres from ", "", "near", 0.5, None, None),
    ("half a mile south of ", "", "south of", 0.8, "south", None),
    ("a few miles south of ", "", "south of", None, "south", None),
    ("an hour's drive from ", "", "near", None, None, None),
    ("near the village of ", "", "near", None, None, None),
    ("in the northern countryside of ", "", "in", None, "north", "countryside"),
    ("in the eastern ", " countryside", "in", None, "east", "countryside"),
    ("in ", "'s northern countryside", "in", None, "north", "countryside"),
    ("the southern outskirts of the city of ", "", "in", None, "south", "outskirts"),
    ("to the north of ", "", "north of", None, "north", None),
    ("in the north of ", "", "in", None, "north", None),
    ("in eastern ", "", "in", None, "east", None),
    ("killed 30 in ", " and fled", "in", None, None, None),
    ("drove 10 km. Then ", "", "in", None, None, None),
    ("fled the north of the country to ", "", "in", None, None, None),
]


@pytest.mark.parametrize(("before", "after", "relation", "km", "direction", "part"), SETTINGS)
def test_settings(before: str, after: str, relation: str, km: float | None, direction: str | None, part: str | None) -> None:
    found = read_setting(before, after)
    assert (found.relation, found.distance_km, found.direction, found.part) == (relation, km, direction, part)


def read(text: str, gazetteer: Gazetteer = WORLD) -> list[PlaceReading]:
    """The readings of the names set in [brackets] in a text."""
    toponyms, plain = [], ""
    for i, piece in enumerate(text.replace("]", "[").split("[")):
        if i % 2:
            toponyms.append(Toponym(Span(len(plain), len(plain) + len(piece)), piece))
        plain += piece
    return resolve(in_setting(toponyms, plain), gazetteer)


FOOTPRINTS = [
    ("Shells fell on [Goma].", "populated place", "circle"),
    ("The camp is 18 km north of [Goma].", "near", "sector"),
    ("The camp is six miles from [Goma].", "near", "ring"),
    ("They stood within 5 km of [Goma].", "near", "circle"),
    ("The camp is an hour's drive from [Goma].", "near", "ring"),
    ("A fire near [Goma].", "near", "circle"),
    ("A fire north of [Goma].", "near", "sector"),
    ("A fire in the [Goma] countryside.", "district", "circle"),
    ("A fire on the outskirts of [Goma].", "near", "ring"),
    ("A fire in northern [Goma].", "near", "sector"),
    ("Fighting in [Kharkiv Oblast].", "province", "box"),
    ("Fighting in northern [Ukraine].", "country", "box"),
]


@pytest.mark.parametrize(("text", "precision", "shape"), FOOTPRINTS)
def test_the_shape_of_what_is_told(text: str, precision: str, shape: str) -> None:
    [reading] = read(text)
    assert reading.footprint is not None
    assert (reading.precision, reading.footprint.shape) == (precision, shape)
    assert reading.footprint.reason


def test_a_stated_distance_lies_in_its_footprint() -> None:
    [reading] = read("The camp is 18 km north-east of [Goma].")
    footprint = reading.footprint
    assert footprint is not None
    assert (reading.relation, reading.distance_km, footprint.bearing) == ("northeast of", 18.0, 45)
    assert footprint.inner_km < 18 < footprint.outer_km


def test_the_north_of_an_area_is_its_northern_half() -> None:
    whole, north = (read(f"Fighting in {words}[Kharkiv Oblast].")[0].footprint for words in ("", "northern "))
    assert whole is not None
    assert north is not None
    assert whole.box is not None
    assert north.box == (whole.box[0], (whole.box[1] + whole.box[3]) / 2, whole.box[2], whole.box[3])


def test_a_unit_of_known_border_is_drawn_by_it_and_its_north_by_the_part_of_it_there() -> None:
    outer, hole, island = ((35.0, 14.0), (37.0, 14.0), (36.0, 18.0), (35.0, 14.0)), ((35.8, 15.0), (36.2, 15.0), (36.0, 15.5), (35.8, 15.0)), (
        (38.0, 14.0), (38.5, 14.0), (38.5, 14.5), (38.0, 14.0))
    unit = Entry(id="table:own:9", name="Halfa", lat=15.6, lon=35.9, kind="admin1", country="SD", bbox=(35.0, 14.0, 38.5, 18.0),
                 outline=(outer, hole, island), table="own")
    whole, north = (read(f"Fighting in {words}[Halfa province].", small_world([unit]))[0].footprint for words in ("", "northern "))
    assert whole is not None
    assert north is not None
    assert (whole.shape, [len(polygon) for polygon in whole.polygons()], whole.box) == ("area", [2, 1], (35.0, 14.0, 38.5, 18.0))
    assert "border" in whole.reason
    assert north.box is not None
    assert north.box[1] == 16.0
    assert north.box[2] - north.box[0] < 1.1  # no wider than the unit is there


def test_between_two_places_lies_one_strip() -> None:
    one, other = read("A mine went off between [Izium] and [Bakhmut].")
    assert one.relation == other.relation == "between"
    assert one.footprint == other.footprint
    assert one.footprint is not None
    assert (one.footprint.shape, one.footprint.end) == ("corridor", WORLD.entry("geonames:21").point)  # type: ignore[union-attr]


def test_between_a_known_and_an_unknown_place_is_nowhere() -> None:
    assert [reading.footprint for reading in read("A mine went off between [Izium] and [Atlantis].")] == [None, None]


@pytest.mark.parametrize(("entry", "low", "high"), [
    (Entry(id="a", name="A", lat=0, lon=0, population=1_000), 1, 1), (Entry(id="b", name="B", lat=0, lon=0, population=1_000_000), 5, 12),
    (Entry(id="c", name="C", lat=0, lon=0, radius_km=3), 3, 3), (Entry(id="d", name="D", lat=0, lon=0, kind="site"), 1, 1),
    (Entry(id="e", name="E", lat=0, lon=0, kind="admin1"), 50, 100)])
def test_how_far_a_place_reaches(entry: Entry, low: float, high: float) -> None:
    assert low <= reach_km(entry) <= high
