"""Exports: coordinates in order and range, evidence that exists, the same bytes every time."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import claim, interval, killed, place
from noria.claims.json_form import from_json
from noria.derive.model import Event, Holding, PlaceKey, Results
from noria.errors import BadSetting
from noria.values.day import Day
from noria.values.footprint import Footprint
from noria.values.place import Point
from noria.views.export import EXPORTERS, export
from noria.views.export.material import Material

TOOK = claim("capture", "They took Riverton and Hillside.", places=(place("Riverton", 10.5, 20.25), place("Hillside", 11, 21)),
             time="2024-12-05", counts=(killed(3),))
HIT = claim("airstrike", "Planes hit an unnamed village.", places=(place("an unnamed village"),), at=50)


def event(of, id):
    return Event(id=id, type=of.type, factuality="realised", time=of.time.interval, edtf=of.time.edtf, places=of.places, parties=(),
                 counts=of.counts, accounts=(), origins=1, claims=(of.id,), rule="r")


HELD = Holding(place=PlaceKey("p1", "Riverton", Point(10.5, 20.25)), state="held", side="rebels", holder="Front",
               since=Day(2024, 12, 5), until=None, claims=(TOOK.id,), rule="control.capture")
BEFORE = replace(HELD, side="state", holder=None, since=None, until=Day(2024, 12, 4), place=PlaceKey("name:hillside", "Hillside", None))
MATERIAL = Material(claims=(replace(TOOK, event="e-took"), replace(HIT, event="e-hit")),
                    results=Results(events=(event(HIT, "e-hit"), event(TOOK, "e-took")), holdings=(HELD, BEFORE)))


def geojson(material):
    return json.loads(export("geojson", material))


def points(geometry):
    if geometry is None:
        return []
    return [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]


def test_registry_is_golden():
    assert list(EXPORTERS) == ["csv", "geojson", "jsonl", "orbat", "acled", "ucdp", "airwars"]


def test_an_unknown_export_is_refused():
    with pytest.raises(BadSetting, match="no export called 'xml'; choose one of csv, geojson, jsonl"):
        export("xml", MATERIAL)


def test_geojson_of_events():
    collection = geojson(MATERIAL)
    assert collection["type"] == "FeatureCollection"
    took, hit = collection["features"][:2]  # by time, undated last
    assert took["geometry"] == {"type": "MultiPoint", "coordinates": [[20.25, 10.5], [21, 11]]}
    assert took["id"] == "e-took"
    properties = took["properties"]
    assert [properties[key] for key in ("kind", "type", "start", "end", "precision", "figures", "evidence")] == [
        "event", "capture", "2024-12-05", "2024-12-05", "populated place", "3 killed", [TOOK.id]]
    assert hit["geometry"] is None
    assert (hit["properties"]["start"], hit["properties"]["precision"]) == (None, "unresolved")


AT = Point(10.5, 20.25)
DRAWN = [
    (place("Riverton", 10.5, 20.25), "Point"),
    (replace(place("Riverton", 10.5, 20.25), footprint=Footprint.circle(AT, 2, "the town")), "Point"),
    (replace(place("Riverton", 10.5, 20.25, relation="near"), distance_km=9.7, footprint=Footprint.ring(AT, 8, 11, "six miles")), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="district"), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="country", footprint=Footprint.of_box(AT, (19, 9, 21, 11), "bounds")), "Polygon")]


@pytest.mark.parametrize(("where", "kind"), DRAWN)
def test_geojson_draws_a_point_only_where_the_spot_is_told(where, kind):
    [feature] = geojson(replace(MATERIAL, results=Results(events=(event(replace(TOOK, places=(where,)), "e-took"),))))["features"]
    assert feature["geometry"]["type"] == kind
    rings = feature["geometry"]["coordinates"] if kind == "Polygon" else []
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    assert (feature["properties"]["geo_precision"], feature["properties"]["where_prec"]) == (where.geo_precision.value, where.where_prec.value)


def test_geojson_of_spots_and_areas_together():
    both = (place("Riverton", 10.5, 20.25), replace(place("Hillside", 11, 21), precision="district"))
    [feature] = geojson(replace(MATERIAL, results=Results(events=(event(replace(TOOK, places=both), "e-took"),))))["features"]
    assert [part["type"] for part in feature["geometry"]["geometries"]] == ["Point", "Polygon"]


def test_geojson_of_control():
    before, held = geojson(MATERIAL)["features"][2:]
    assert held["geometry"] == {"type": "Point", "coordinates": [20.25, 10.5]}
    assert held["properties"] == {
        "kind": "control", "place": "Riverton", "place_id": "p1", "start": "2024-12-05", "end": None, "state": "held",
        "side": "rebels", "holder": "Front", "evidence": [TOOK.id], "rule": "control.capture"}
    assert before["geometry"] is None
    assert before["id"] != held["id"]


@pytest.mark.parametrize(("day", "ids"), [("2024-12-05", {"e-took", "p1"}), ("2024-12-04", {"name:hillside"}), ("2024-12-09", {"p1"})])
def test_geojson_on_a_day(day, ids):
    features = geojson(replace(MATERIAL, on=Day.parse(day)))["features"]
    assert {f["properties"].get("place_id", f["id"]) for f in features} == ids


def test_jsonl_is_the_claims_with_their_events():
    assert [from_json(json.loads(line)) for line in export("jsonl", MATERIAL).decode().splitlines()] == list(MATERIAL.claims)


def test_csv_opens_in_a_spreadsheet_and_reads_back():
    content = export("csv", MATERIAL)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["id"], row["event"]) for row in rows] == [(TOOK.id, "e-took"), (HIT.id, "e-hit")]


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_claims_of_a_day(name):
    content = export(name, replace(MATERIAL, on=Day(2024, 12, 5))).decode()
    assert TOOK.id in content
    assert HIT.id not in content


PLACES = st.lists(st.builds(
    place, st.sampled_from(["Riverton", "Westbank", "Ölmstad"]), st.one_of(st.none(), st.floats(-90, 90)),
    st.floats(-180, 180)), max_size=3).map(tuple)
DAYS = st.integers(1, 800_000).map(Day.from_ordinal)


@st.composite
def materials(draw):
    claims = tuple(
        replace(claim("clash", f"Fighting number {number}.", at=number * 100, places=draw(PLACES)), event=f"e-{number}",
                time=replace(HIT.time, interval=draw(st.one_of(st.none(), DAYS.map(lambda day: interval(str(day)))))))
        for number in range(draw(st.integers(0, 4))))
    return Material(claims=claims, results=Results(events=tuple(event(c, c.event) for c in claims)),
                    on=draw(st.one_of(st.none(), DAYS)))


@given(materials())
def test_every_export_is_sound(material):
    known = {claim.id for claim in material.claims}
    features = geojson(material)["features"]
    for feature in features:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert set(feature["properties"]["evidence"]) <= known
        for longitude, latitude in points(feature["geometry"]):
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    assert len({feature["id"] for feature in features}) == len(features)
    assert {json.loads(line)["id"] for line in export("jsonl", material).decode().splitlines()} <= known
    for name in EXPORTERS:
        assert export(name, material) == export(name, material)
