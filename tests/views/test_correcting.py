"""What people type to correct a claim, and back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from factory import actor, claim, killed, place
from hypothesis import given, strategies as st
from small_world import small_world

from noria.derive.model import Results
from noria.dossier.catalogue import Catalogue
from noria.errors import NothingFound, ValueRefused
from noria.reference.codebook import Actor, Codebook, Source
from noria.values.count import Count
from noria.views.correcting import FIELDS, Correcting, typed_text

THUN = place("Thun", 46.751, 7.622)
SHOT = claim("casualty", "Eight died at Thun on 3 May.", places=(THUN,), time="2031-05-03", counts=(killed(8, kind="subset"),), targets=(actor("soldiers"),))
BOOK = Codebook(actors=(Actor(id="na", name="Northern Army", other_names=("NA",)),), sources=(Source(id="w", name="River Watch"),))


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of([SHOT], Results())


@pytest.fixture
def correcting(catalogue):
    made = Correcting(SimpleNamespace(catalogue=catalogue, dossier=SimpleNamespace(codebook=BOOK)))  # type: ignore[arg-type]
    made.__dict__["_gazetteer"] = small_world()
    return made


@pytest.mark.parametrize(("text", "id", "name"), [
    ("Thun", "geonames:thun", "Thun"), ("geonames:thun", "geonames:thun", "Thun"), ("Kyiv", "geonames:18", "Kyiv"), ("geonames:15", "geonames:15", "Springfield"),
    ("Mill Hill @ 46.8, -7.5", None, "Mill Hill")])
def test_a_place_is_known_by_name_id_or_point(correcting, text, id, name):
    found = correcting.place(text)
    assert (found.id, found.name, found.confidence) == (id, name, 1.0)
    assert found.point is not None


def test_what_may_be_several_places_is_refused_with_their_ids(correcting):
    with pytest.raises(ValueRefused, match="write the id of one: geonames:15"):
        correcting.place("Springfield")
    with pytest.raises(NothingFound, match="with its point: Nowhere @"):
        correcting.place("Nowhere")
    with pytest.raises(ValueRefused, match="not a latitude"):
        correcting.place("Moon @ 146.8, 7.5")


def test_names_are_those_of_the_codebook(correcting):
    found = correcting.fields({"actors": "NA; hill men", "targets": "", "attribution": "river watch"})
    assert [(a["name"], a["id"]) for a in found["actors"]] == [("Northern Army", "na"), ("hill men", None)]
    assert found["targets"] == []
    assert (found["attribution"][0]["name"], found["attribution"][0]["id"]) == ("River Watch", "w")


@pytest.mark.parametrize(("text", "low", "high", "about"), [
    ("killed=8", 8, 8, False), ("killed = 12-15", 12, 15, False), ("killed=5+", 5, None, False), ("killed=-30", None, 30, False), ("killed=~50", 50, 50, True)])
def test_figures(correcting, text, low, high, about):
    count, = correcting.fields({"counts": text}, SHOT)["counts"]
    assert (count["measure"], count["low"], count["high"], count["approximate"], count["kind"]) == ("killed", low, high, about, "subset")


@pytest.mark.parametrize("text", ["eight", "killed=", "killed", "=8", "killed=+", "killed=8 of 9"])
def test_what_is_no_figure(correcting, text):
    with pytest.raises(ValueRefused, match="is not a figure"):
        correcting.fields({"counts": text})


@given(st.builds(Count, st.sampled_from(["killed", "displaced"]), st.integers(0, 99), st.none() | st.integers(99, 500), st.booleans(),
                 st.none() | st.just("civilians")))
def test_a_figure_reads_back_as_it_was_shown(count):
    shown = claim("casualty", "Some died.", counts=(count,))
    read, = Correcting(SimpleNamespace(read=[])).fields({"counts": typed_text("counts", shown)}, shown)["counts"]  # type: ignore[arg-type]
    assert Count(**read) == count


def test_what_a_form_begins_with_changes_nothing(correcting):
    texts = {key: typed_text(key, SHOT) for key in FIELDS}
    assert texts["time"] == "2031-05-03"
    assert texts["places"] == "geonames:thun"
    again = correcting.fields(texts, SHOT)
    assert (again["type"], again["time"]["start"], again["places"][0]["id"], again["places"][0]["mention"]) == ("casualty", "2031-05-03", THUN.id, "Thun")
