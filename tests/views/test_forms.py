"""The JSON forms, golden: programs outside this repository read them."""

from dataclasses import dataclass, replace

import pytest

from factory import claim, interval, killed, place
from noria.claims.model import Refusal
from noria.derive.model import (
    Account,
    CasualtyLine,
    Command,
    Event,
    Force,
    Holding,
    Link,
    Operation,
    Party,
    PlaceKey,
    Problem,
    Results,
    Toll,
)
from noria.values.count import Count
from noria.values.day import Day
from noria.values.place import Point
from noria.values.span import Span
from noria.views import forms

CLASH = claim("clash", "Fighting in Riverton killed at least 3 soldiers.", time="2024-12-03")
KILLED = {"measure": "killed", "low": 3, "high": None, "approximate": False, "group": "soldiers", "kind": "increment"}
UNKNOWN = {"start": None, "end": None, "edtf": None}
THIRD = {"start": "2024-12-03", "end": "2024-12-03", "edtf": "2024-12-03"}

EVENT = Event(
    id="e-1", type="clash", factuality="realised", time=interval("2024-12-03"), edtf="2024-12-03",
    places=(place("Riverton", 10.5, 20.25),), parties=(Party("Northern Front", "nf", "actor", "rebels"),),
    counts=(Count("killed", 3, None, group="soldiers"),),
    accounts=(Account("d-one", "Agency", "2024-12-04", "o-1", (CLASH.id,), (), interval("2024-12-03")),),
    origins=1, claims=(CLASH.id,), operation="op-1", rule="events.same_day", cause="e-0",
    links=(Link(CLASH.id, "c-2", 1.5, ("place 1.0", "day 0.5")),))
LINE = CasualtyLine(
    scope="event", scope_id="e-1", group="soldiers", side=None, measure="killed", low=3, high=None,
    tolls=(Toll(claim=CLASH.id, origin="o-1", source="Agency", count=killed(3), time=None, event="e-1"),), claims=(CLASH.id,), rule="casualties.single")
OPERATION = Operation(
    id="op-1", name="River campaign", part_of=None, time=interval("2024-11-27/2024-12-08"),
    belligerents=(("Northern Front",), ("Army", "Militia")), result="victory", places=("p1",), events=("e-1",),
    claims=("c-9",), rule="operations.named")
FORCE = Force(id="f-1", name="1st Brigade", parent=None, side="rebels", commanders=(Command("A. Name", "Col.", "KIA", ("c-1",)),),
              strength=(Count("strength", 500, 500, approximate=True),), claims=("c-1",), rule="forces.infobox")


def test_event_form():
    assert forms.event_form(EVENT) == {
        "id": "e-1", "type": "clash", "time": THIRD,
        "places": [{"mention": "Riverton", "name": "Riverton", "id": "geonames:riverton", "lat": 10.5, "lon": 20.25, "relation": "in",
                    "distance_km": None, "precision": "populated place", "confidence": 0.9, "candidates": [], "footprint": None}],
        "parties": [{"id": "nf", "name": "Northern Front", "role": "actor", "side": "rebels"}], "counts": [KILLED],
        "accounts": [{"document": "d-one", "publisher": "Agency", "published": "2024-12-04", "origin": "o-1", "time": THIRD,
                      "counts": [], "claims": [CLASH.id]}],
        "origins": 1, "claims": [CLASH.id], "factuality": "realised", "operation": "op-1", "cause": "e-0",
        "links": [{"one": CLASH.id, "other": "c-2", "score": 1.5, "reasons": ["place 1.0", "day 0.5"]}], "rule": "events.same_day", "judgements": []}


def test_published_keys_come_first():
    assert list(forms.event_form(EVENT))[:9] == ["id", "type", "time", "places", "parties", "counts", "accounts", "origins", "claims"]
    held = forms.holding_form(Holding(place=PlaceKey("p1", "Riverton", None), state="unknown", side=None, holder=None, since=None,
                                      until=None, claims=(), rule="r"))
    assert list(held)[:6] == ["place", "state", "side", "holder", "since", "claims"]


@pytest.mark.parametrize(("point", "lat", "lon"), [(Point(10.5, 20.25), 10.5, 20.25), (None, None, None)])
def test_holding_form(point, lat, lon):
    holding = Holding(place=PlaceKey("p1", "Riverton", point), state="held", side="rebels", holder="Northern Front",
                      since=Day(2024, 12, 5), until=None, claims=("c-1",), rule="control.capture")
    assert forms.holding_form(holding) == {
        "place": {"id": "p1", "name": "Riverton", "lat": lat, "lon": lon}, "state": "held", "side": "rebels",
        "holder": "Northern Front", "since": "2024-12-05", "claims": ["c-1"], "until": None, "rule": "control.capture"}


def test_casualty_form_names_its_event():
    form, = forms.casualty_forms([LINE], Results(events=(EVENT,)))
    assert form == {
        "scope": "event", "scope_id": "e-1", "scope_name": "clash at Riverton, 2024-12-03", "group": "soldiers", "side": None,
        "measure": "killed", "low": 3, "high": None, "time": UNKNOWN,
        "tolls": [{"source": "Agency", "kind": "increment", "count": KILLED | {"high": 3, "group": None}, "whole": None, "time": UNKNOWN, "event": "e-1",
                   "claim": CLASH.id, "origin": "o-1"}],
        "apart": [], "explained": [], "claims": [CLASH.id], "rule": "casualties.single"}


def test_operation_form():
    assert forms.operation_form(OPERATION) == {
        "id": "op-1", "name": "River campaign", "part_of": None,
        "time": {"start": "2024-11-27", "end": "2024-12-08", "edtf": "2024-11-27/2024-12-08"},
        "belligerents": [["Northern Front"], ["Army", "Militia"]], "result": "victory", "places": ["p1"], "events": ["e-1"],
        "claims": ["c-9"], "part_of_claims": [], "part_of_rule": None, "rolled": [], "rule": "operations.named", "parts": []}


def test_force_form():
    assert forms.force_form(FORCE) == {
        "id": "f-1", "name": "1st Brigade", "parent": None, "side": "rebels",
        "commanders": [{"name": "A. Name", "rank": "Col.", "fate": "KIA", "since": None, "until": None, "fate_day": None, "fate_claims": [], "claims": ["c-1"]}],
        "strength": [{"measure": "strength", "low": 500, "high": 500, "approximate": True, "group": None, "kind": "increment"}],
        "since": None, "ties": [], "strengths": [], "claims": ["c-1"], "rule": "forces.infobox", "units": []}


def test_timeline_rows_have_the_same_keys():
    event, operation = forms.timeline_form(EVENT), forms.timeline_form(OPERATION)
    assert list(event) == list(operation)
    assert (event["kind"], event["type"], event["name"], event["places"]) == ("event", "clash", None, ["Riverton"])
    assert (operation["kind"], operation["type"], operation["name"]) == ("operation", None, "River campaign")
    assert operation["parties"] == ["Northern Front", "Army", "Militia"]


def test_refusal_and_problem_forms():
    refusal = Refusal("d-one", Span(4, 30), "They may be somewhere.", "no predicate of conflict", "claims.none")
    assert forms.refusal_form(refusal) == {"document": "d-one", "start": 4, "end": 30, "quote": "They may be somewhere.",
                                           "reason": "no predicate of conflict", "rule": "claims.none"}
    assert forms.problem_form(Problem("control.clash", "two holders", ("c-1", "c-2"))) == {
        "rule": "control.clash", "message": "two holders", "claims": ["c-1", "c-2"]}


FOURTH = Day(2024, 12, 4)


@dataclass(frozen=True)
class Row:
    id: str = "d-one"
    file: str = "sources/report.txt"
    title: str | None = None
    publisher: str | None = "Agency"
    published: Day | None = FOURTH
    kind: str | None = None
    claims: int = 3
    refusals: int = 1
    problem: str | None = None


def test_document_form():
    assert forms.document_form(Row()) == {
        "id": "d-one", "file": "sources/report.txt", "title": None, "publisher": "Agency", "published": "2024-12-04", "kind": None,
        "claims": 3, "refusals": 1, "problem": None}
    assert forms.document_form(Row(published=None))["published"] is None


@pytest.mark.parametrize(("time", "edtf", "expected"), [
    (None, None, UNKNOWN),
    ("2024-12-03", None, THIRD),
    ("2024-12-03/2024-12-05", None, {"start": "2024-12-03", "end": "2024-12-05", "edtf": "2024-12-03/2024-12-05"}),
    ("2024-12-01/2024-12-31", "2024-12", {"start": "2024-12-01", "end": "2024-12-31", "edtf": "2024-12"}),
])
def test_time_form(time, edtf, expected):
    assert forms.time_form(interval(time), edtf) == expected


@pytest.mark.parametrize(("parents", "shape"), [
    ({"a": None, "b": "a", "c": "b", "d": "a"}, [("a", 0), ("b", 1), ("c", 2), ("d", 1)]),
    ({"b": "a", "a": None}, [("a", 0), ("b", 1)]),
    ({"b": "gone", "c": "b"}, [("b", 0), ("c", 1)]),
    ({"a": "b", "b": "a"}, [("a", 0), ("b", 1)]),
    ({"a": "a", "b": None}, [("b", 0), ("a", 0)]),
    ({}, []),
], ids=["two below", "child first", "parent not there", "ring", "own parent", "none"])
def test_nesting_keeps_every_node_once(parents, shape):
    operations = [replace(OPERATION, id=id, part_of=parent) for id, parent in parents.items()]
    rows = forms.flattened(forms.operation_forms(operations), "parts")
    assert [(row["id"], row["depth"]) for row in rows] == shape
    assert all("parts" not in row for row in rows)
    forces = [replace(FORCE, id=id, parent=parent) for id, parent in parents.items()]
    assert [(row["id"], row["depth"]) for row in forms.flattened(forms.force_forms(forces), "units")] == shape
