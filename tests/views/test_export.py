"""Exports: coordinates in order and range, evidence that exists, the same bytes every time."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from factory import claim, interval, killed, place
from noria.claims.json_form import from_json
from noria.claims.model import ActorRef
from noria.derive.model import CasualtyLine, Event, Holding, PlaceKey, Problem, Results
from noria.derive.policy import ControlPolicy
from noria.derive.tolls.postings import INCREMENTS
from noria.errors import BadSetting
from noria.reference.codebook import Actor, Codebook, Side, Source
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
    assert list(EXPORTERS) == ["csv", "events", "xlsx", "geojson", "jsonl", "orbat", "acled", "ucdp", "airwars"]


def test_an_unknown_export_is_refused():
    with pytest.raises(BadSetting, match="no export called 'xml'; choose one of csv, events, xlsx, geojson, jsonl"):
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
MAINLAND, ISLAND = ((((20.0, 10.0), (21.0, 10.0), (21.0, 11.0), (20.0, 10.0)),), (((22.0, 10.0), (22.5, 10.0), (22.5, 10.5), (22.0, 10.0)),))
DRAWN = [
    (place("Riverton", 10.5, 20.25), "Point"),
    (replace(place("Riverton", 10.5, 20.25), footprint=Footprint.circle(AT, 2, "the town")), "Point"),
    (replace(place("Riverton", 10.5, 20.25, relation="near"), distance_km=9.7, footprint=Footprint.ring(AT, 8, 11, "six miles")), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="district"), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="country", footprint=Footprint.of_box(AT, (19, 9, 21, 11), "bounds")), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="province", footprint=Footprint.of_parts(AT, (MAINLAND,), "border")), "Polygon"),
    (replace(place("Riverton", 10.5, 20.25), precision="province", footprint=Footprint.of_parts(AT, (MAINLAND, ISLAND), "border")), "MultiPolygon")]


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


def test_geojson_of_a_day_holds_the_inferred_ground_and_says_so():
    assert not any("inferred" in feature["properties"] for feature in geojson(MATERIAL)["features"])
    policy = ControlPolicy(contiguity="nearest", reach_km=9)
    area = geojson(replace(MATERIAL, on=Day(2024, 12, 6), policy=policy))["features"][-1]
    assert area["geometry"]["type"] == "MultiPolygon"
    assert area["properties"] == {
        "kind": "control-area", "inferred": True, "policy": {"fades_after": None, "contiguity": "nearest", "reach_km": 9}, "start": "2024-12-06", "end": "2024-12-06",
        "state": "held", "side": "rebels", "holder": "Front", "place": "Riverton", "place_id": "p1", "evidence": [TOOK.id], "rule": "control.inferred-nearest"}
    none = geojson(replace(MATERIAL, on=Day(2024, 12, 6), policy=ControlPolicy(contiguity="none")))["features"]
    assert [feature["properties"]["kind"] for feature in none] == ["control"]


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


BOOK = Codebook(sides=(Side(id="front", name="Front"), Side(id="state", name="State")),
                sources=(Source(id="press", name="Front Press", affiliation="front"), Source(id="office", name="State Office", affiliation="state")),
                actors=(Actor(id="front", name="Front", side="front"), Actor(id="army", name="Army", side="state")))
FRONT, ARMY = (ActorRef("Front", "Front", "front"),), (ActorRef("Army", "Army", "army"),)
BOASTED = claim("capture", "We took Riverton.", publisher="Front Press", actors=FRONT, targets=ARMY, places=TOOK.places[:1], time="2024-12-05")
LOST = claim("capture", "They took Riverton.", document="d-two", publisher="State Office", actors=FRONT, targets=ARMY, places=TOOK.places[:1], time="2024-12-05")
FELL = replace(event(LOST, "e-fell"), claims=(BOASTED.id, LOST.id), origins=2)
DEAD = CasualtyLine(scope="event", scope_id="e-fell", group="Army", side="state", measure="killed", low=3, high=None, tolls=(), claims=(LOST.id,), rule=INCREMENTS)
MEASURED = {"first": "sheet.csv", "second": "the machine", "noria": "0", "sentences": 9, "both": 7, "only_first": 1, "only_second": 1, "f1": 0.875,
            "fields": [{"field": "time", "units": 7, "agreement": 0.8571, "alpha": None}]}
TOLD = Material(
    claims=(replace(BOASTED, event="e-fell"), replace(LOST, event="e-fell")), codebook=BOOK, measured=(MEASURED,), name="River war",
    results=Results(events=(FELL,), casualties=(DEAD,), holdings=(HELD,), origin_of={BOASTED.id: "o-1", LOST.id: "o-2"},
                    event_of={BOASTED.id: "e-fell", LOST.id: "e-fell"}, problems=(Problem("control.twice", "told twice", (LOST.id,)),)))


def rows_of(name):
    return list(csv.DictReader(io.StringIO(export(name, TOLD).decode("utf-8-sig"))))


def test_events_say_how_well_they_are_attested():
    [row] = rows_of("events")
    assert [row[key] for key in ("grade", "against_interest", "in_interest", "killed_low", "killed_high", "wounded_low", "geo_precision", "where_prec")] == [
        "confirmed", "State Office", "Front Press", "3", "", "", "1", "1"]
    properties = geojson(TOLD)["features"][0]["properties"]
    assert (properties["grade"], {i["speaker"]: i["stand"] for i in properties["interests"]}) == (
        "confirmed", {"State Office": "against", "Front Press": "in"})
    assert properties["casualties"] == [{"measure": "killed", "low": 3, "high": None, "claims": [LOST.id]}]


def test_claims_say_whose_interest_they_serve():
    assert [(row["origin"], row["interest"], row["event_grade"], row["event_origins"]) for row in rows_of("csv")] == [
        ("o-1", "in", "confirmed", "2"), ("o-2", "against", "confirmed", "2")]
    told = [json.loads(line)["attested"] for line in export("jsonl", TOLD).decode().splitlines()]
    assert [(one["origin"], one["interest"]["speaker"], one["grade"], one["origins"]) for one in told] == [
        ("o-1", "Front Press", "confirmed", 2), ("o-2", "State Office", "confirmed", 2)]


def test_measured_error_goes_along():
    assert geojson(TOLD)["measured"] == [MEASURED]
    assert json.loads(export("ucdp", TOLD, as_json=True))["measured"] == [MEASURED]


def workbook_of(material):
    book = CalamineWorkbook.from_filelike(io.BytesIO(export("xlsx", material)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_workbook_has_a_sheet_for_each_kind_of_thing():
    sheets = workbook_of(TOLD)
    assert list(sheets) == ["read me", "claims", "events", "tolls", "control", "sources", "problems", "judgements"]
    assert {name: len(rows) - 1 for name, rows in sheets.items() if name != "read me"} == {
        "claims": 2, "events": 1, "tolls": 1, "control": 1, "sources": 0, "problems": 1, "judgements": 0}
    head, row = sheets["events"]
    fell = dict(zip(head, row, strict=True))
    assert (fell["id"], fell["start"], fell["lat"], fell["killed_low"], fell["grade"]) == ("e-fell", date(2024, 12, 5), 10.5, 3, "confirmed")
    front = [cell for row in sheets["read me"] for cell in row]
    assert {"River war: claims, events, tolls, control", "control.capture", "control.twice", 0.8571} <= set(front)


@pytest.mark.parametrize("text", ["=1+1 was shouted.", "https://example.org burned.", "0012 fell.", "x" * 40_000])
def test_workbook_text_is_text(text):
    said = claim("clash", text)
    [head, row] = workbook_of(Material(claims=(said,), results=Results()))["claims"]
    quote = row[head.index("quote")]
    assert quote == text if len(text) < 32_767 else len(quote) == 32_767 and quote.endswith("…")


def test_workbook_of_old_days():
    old = claim("clash", "Fighting.", time="1453-05-29")
    [head, row] = workbook_of(Material(claims=(old,), results=Results()))["claims"]
    assert row[head.index("start")] == "1453-05-29"


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
    for name in EXPORTERS.keys() - {"xlsx"}:  # temporary files for each sheet: once is enough, below
        assert export(name, material) == export(name, material)


def test_workbook_is_the_same_each_time():
    assert export("xlsx", TOLD) == export("xlsx", TOLD)
