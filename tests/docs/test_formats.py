"""`docs/formats.md` and `docs/claims.md` against the code: every key, column, type and value that is written is documented, and no other."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from factory import claim
from noria.claims.agreement import agreement
from noria.claims.json_form import to_json
from noria.claims.model import Refusal
from judging import judged
from noria.derive.judged import Bearing
from noria.dossier.changes import Change
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, PlaceKey, Problem, Results
from noria.values.day import Day
from noria.values.count import CountKind
from noria.values.interval import Basis, Interval
from noria.values.place import Point, Precision
from noria.values.span import Span
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES
from noria.reference.codebook import Codebook
from noria.views import columns, forms
from noria.views.attested import Attested
from noria.views.export.geojson import export
from noria.views.handovers import Handover, handover_form
from noria.views.judgements import listed_form
from noria.views.measured import agreement_form
from noria.views.export.material import Material

DOCS = Path(__file__).parents[2] / "docs"
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")
CLAIMS = (DOCS / "claims.md").read_text(encoding="utf-8")

CLAIM = claim("clash", "Fighting at Riverton.", time="2024-12-04")
EVENT = Event(id="e", type="clash", factuality="realised", time=None, edtf=None, places=(), parties=(), counts=(), accounts=(), origins=1,
              claims=(), rule="r")
HOLDING = Holding(place=PlaceKey("p", "P", None), state="held", side=None, holder=None, since=None, until=None, claims=(), rule="r")
LINE = CasualtyLine(scope="all", scope_id="all", group=None, side=None, measure="killed", low=1, high=1, tolls=(), claims=(), rule="r")
OPERATION = Operation(id="o", name="O", part_of=None, time=None, belligerents=(), result=None, places=(), events=(), claims=(), rule="r")
FORCE = Force(id="f", name="F", parent=None, side=None, commanders=(), strength=(), claims=(), rule="r")


def section(text, title):
    return re.split(r"\n## ", text.split(f"\n## {title}\n", 1)[1])[0]


def names(line):
    return re.findall(r"`([^`]+)`", line)


def listed(title, label):
    line = next(line for line in section(FORMATS, title).splitlines() if line.startswith(f"{label}: "))
    return names(line)


def first_column(text, title):
    rows = [line for line in section(text, title).splitlines() if line.startswith("| `")]
    return [name for row in rows for name in names(row.split("|")[1])]


@pytest.mark.parametrize(("title", "form"), [
    ("events", Attested.of([], Results(), Codebook()).event_form(EVENT)), ("control", forms.holding_form(HOLDING)), ("casualties", forms.casualty_form(LINE)),
    ("handovers", handover_form(Handover(None, HOLDING, Day(2024, 12, 4)), {})),
    ("operations", forms.operation_form(OPERATION)), ("forces", forms.force_form(FORCE)), ("timeline", forms.timeline_form(EVENT)),
    ("refusals", forms.refusal_form(Refusal("d", Span(0, 1), "q", "r", "r"))), ("problems", forms.problem_form(Problem("r", "m"))),
    ("agreement", agreement_form(agreement({"s": []}, {"s": []}), first="a", second="b", noria="0")["fields"][0]),
    ("changes", forms.change_form(Change(kind="claim", how="added", what="w", fields={}, causes=()))),
    ("judgements", listed_form(Bearing(judged("accept", CLAIM), {}), [])),
])
def test_json_keys(title, form):
    assert listed(title, "JSON") == list(form)


@pytest.mark.parametrize("title", ["claims", "events", "control", "casualties", "operations", "forces", "timeline", "refusals",
                                   "documents", "problems", "judgements", "changes", "agreement"])
def test_csv_columns(title):
    assert listed(title, "CSV") == [column.name for column in getattr(columns, title.upper()) if column.csv]


def test_claim_fields():
    assert sorted(first_column(CLAIMS, "Fields")) == sorted([*to_json(CLAIM), "note", "event", "attested", "judged"])


@pytest.mark.parametrize(("title", "values"), [
    ("Types", CLAIM_TYPES), ("Factuality", FACTUALITIES), ("Time", ("basis", *get_args(Basis))),
])
def test_tables_of_values(title, values):
    assert first_column(CLAIMS, title) == list(values)


@pytest.mark.parametrize(("title", "values"), [("Places", get_args(Precision)), ("Counts and tolls", get_args(CountKind))])
def test_values_in_prose(title, values):
    assert set(values) <= set(names(section(CLAIMS, title)))


def test_geojson_properties():
    spot = replace(HOLDING, place=PlaceKey("p", "P", Point(1, 2)))
    day = Day(2024, 12, 4)
    event = replace(EVENT, time=Interval.day(day))
    written = json.loads(export(Material(claims=(), results=Results(events=(event,), holdings=(spot,)), on=day)))["features"]
    documented = section(FORMATS, "GeoJSON")
    for feature, label in zip(written, ("**Events.**", "**Control.**", "**Inferred areas.**"), strict=True):
        text = documented.split(label, 1)[1].split("\n- **")[0].split("\n\n")[0]
        assert names(text.split("Properties:", 1)[1]) == list(feature["properties"])
