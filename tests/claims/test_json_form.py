"""The published form of claims: nothing is lost on the way there and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from factory import claim, place
from noria.claims.json_form import from_json, to_json
from noria.values.footprint import Footprint
from noria.values.place import Point

AT = Point(10.5, 20.25)
FOOTPRINTS = [
    None,
    Footprint.circle(AT, 0, "the point"),
    Footprint.circle(AT, 1.8, "the town itself"),
    Footprint.ring(AT, 8, 11, "six miles from it"),
    Footprint.sector(AT, 45, 22.5, 14, 22, "18 km north-east of it"),
    Footprint.corridor(AT, Point(10.7, 20.5), 2, "between the two"),
    Footprint.of_box(AT, (20.0, 10.0, 21.0, 11.0), "the district"),
    Footprint.of_parts(AT, ((((20.0, 10.0), (21.0, 10.0), (21.0, 11.0), (20.0, 10.0)),),), "the district by its border"),
]


@pytest.mark.parametrize("footprint", FOOTPRINTS)
def test_footprints_make_the_round_trip(footprint: Footprint | None) -> None:
    told = claim("clash", "Fighting at Riverton.", places=(replace(place("Riverton", 10.5, 20.25), footprint=footprint),))
    assert from_json(json.loads(json.dumps(to_json(told)))) == told
