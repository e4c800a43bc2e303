"""Judging in a dossier: what is kept through builds, what is open again, and that undo restores the result to the letter."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from dataclasses import replace

import pytest
from fake_parts import PARTS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from judging import on

from noria.dossier.dossier import Dossier
from noria.dossier.judging import Judging
from noria.dossier.parts import derive_results
from noria.errors import NothingFound, ValueRefused
from noria.values.day import Day
from noria.values.judgement import Judgement, judgement_json, read_judgement, toponym_target

numbers = itertools.count()
REAL = replace(PARTS, name="lines", derive=derive_results)
WHO = {"by": "Ada", "why": "I looked"}


def fresh(folder, **texts):
    """A dossier of reports that were all published on one day, with a clock that ticks a second a judgement."""
    dossier = Dossier.create(folder, parts=REAL)
    write(dossier, **texts)
    told = "".join(f'["{name.replace("_", ".")}"]\npublished = 2024-12-04\n' for name in texts)
    (dossier.path / "sources" / "metadata.toml").write_text(told)
    ticks = itertools.count()
    dossier.judging._clock = lambda: dt.datetime(2031, 5, 6, 10, tzinfo=dt.UTC) + dt.timedelta(seconds=next(ticks))
    dossier.build()
    return dossier


def write(dossier, **texts):
    for name, text in texts.items():
        (dossier.path / "sources" / name.replace("_", ".")).write_text(text)


def claims(dossier):
    return {claim.evidence.quote: claim for claim in dossier.claims()}


@pytest.fixture
def dossier(tmp_path):
    return fresh(tmp_path / "war", a_txt="They shelled the port.\nIt rained.\nGuns shelled the eastern mill twice at dawn.\n",
                 b_txt="They shelled the bridge again.\n")


PORT, MILL, BRIDGE = "They shelled the port.", "Guns shelled the eastern mill twice at dawn.", "They shelled the bridge again."


def test_a_judgement_counts_once_results_are_derived_and_in_what_is_asked_before(dossier):
    port = claims(dossier)[PORT]
    before = dossier.results()
    dossier.judging.judge("reject", port.id, **WHO)
    asked = dossier.results()
    assert port.id in before.event_of
    assert port.id not in asked.event_of
    assert dossier.derive()
    assert not dossier.derive()
    assert dossier.results() == asked
    assert dossier.claim(port.id).event is None
    assert dossier.verify() == []
    assert not dossier.build().changed


def test_the_machines_claim_stays_as_it_was(dossier):
    port = claims(dossier)[PORT]
    made = dossier.judging.judge("re-date", port.id, correction=on("2024-12-01"), **WHO)
    assert dossier.derive()
    assert claims(dossier)[PORT].time == port.time
    event = next(e for e in dossier.results().events if port.id in e.claims)
    assert event.edtf == "2024-12-01"
    assert made.payload["claims"][0]["time"]["edtf"] == "2024-12-04"
    assert made.payload["event"] == port.event


def test_events_merge_and_split(dossier):
    port, mill = claims(dossier)[PORT], claims(dossier)[MILL]
    dossier.judging.judge("merge", port.event, others=[mill.event], **WHO)
    merged = dossier.results().event_of
    assert merged[port.id] == merged[mill.id]
    dossier.judging.judge("split", merged[port.id], others=[mill.id], **WHO)
    parted = dossier.results().event_of
    assert parted[port.id] != parted[mill.id]


def test_judgements_survive_and_follow_their_sentence(dossier):
    port, mill = claims(dossier)[PORT], claims(dossier)[MILL]
    made = [dossier.judging.judge("reject", port.id, **WHO), dossier.judging.judge("re-date", mill.id, correction=on("2024-12-01"), **WHO)]
    write(dossier, a_txt="A new first line.\nThey shelled the port.\nGuns shelled the eastern mills twice at dawn.\n")
    dossier.build()
    now = claims(dossier)
    assert now[PORT].id != port.id
    followed, opened = dossier.judging.bearings()
    assert (followed.judgement, opened.judgement) == tuple(made)
    assert followed.claims == {port.id: now[PORT].id}
    assert now[PORT].id not in dossier.results().event_of
    assert opened.open
    assert opened.lost == (mill.id,)
    assert all(e.edtf == "2024-12-04" for e in dossier.results().events)


def test_a_judgement_that_is_open_does_not_count_for_a_part_of_the_dossier_either(tmp_path):
    """A sentence that stands twice cannot be told apart; asked as known by a day, with one of the two, it still cannot."""
    dossier = fresh(tmp_path / "war", a_jsonl="They shelled the port.\n", b_txt="They shelled the mill.\n")
    port = next(c for c in dossier.claims() if "port" in c.evidence.quote)
    dossier.judging.judge("reject", port.id, **WHO)
    write(dossier, a_jsonl="First, they shelled the port.\nSecond, they shelled the port.\n")
    dossier.build()
    assert dossier.judging.in_force() == []
    assert len(dossier.results(as_known=Day(2024, 12, 4)).event_of) == 3


@pytest.mark.parametrize(("kind", "target", "rest", "error", "words"), [
    ("reject", "c-none", {}, NothingFound, "no claim 'c-none'"), ("reject", "e-none", {}, NothingFound, "has no event 'e-none'"),
    ("undo", "j-none", {}, NothingFound, "no judgement 'j-none'"), ("split", "EVENT", {"others": ["c-none"]}, NothingFound, "no claim 'c-none'"),
    ("split", "EVENT", {"others": []}, ValueRefused, "leave it at least one"), ("split", "EVENT", {"others": ["CLAIM"]}, ValueRefused, "at least one"),
    ("merge", "EVENT", {}, ValueRefused, "two events or more"), ("re-date", "CLAIM", {}, ValueRefused, "a new value of time"),
    ("re-date", "CLAIM", {"correction": {"places": []}}, ValueRefused, "a new value of time"),
    ("correct", "CLAIM", {"correction": {"type": "party"}}, ValueRefused, "not a type"),
    ("reject", toponym_target("port"), {}, ValueRefused, "use re-place"), ("re-place", toponym_target("port"), {}, ValueRefused, "must be given a place"),
])
def test_what_cannot_be_judged_is_refused_and_nothing_is_kept(dossier, kind, target, rest, error, words):
    port = claims(dossier)[PORT]
    stand_in = {"CLAIM": port.id, "EVENT": port.event}
    rest = {key: [stand_in.get(v, v) for v in value] if isinstance(value, list) else value for key, value in rest.items()}
    with pytest.raises(error, match=words):
        dossier.judging.judge(kind, stand_in.get(target, target), **WHO, **rest)
    assert dossier.judging.history() == []


def test_a_name_of_a_place_is_judged_for_all_its_claims(dossier):
    place = {"name": "Port Royal", "id": "p1", "lat": 1.0, "lon": 2.0, "precision": "site"}
    dossier.judging.judge("re-place", toponym_target("port"), correction={"place": place}, **WHO)
    found = {p.id for e in dossier.results().events for p in e.places}
    assert found == {"p1"}


def test_a_team_exchanges_what_it_decided(dossier, tmp_path):
    port, bridge = claims(dossier)[PORT], claims(dossier)[BRIDGE]
    first = dossier.judging.judge("reject", port.id, **WHO)
    dossier.judging.judge("accept", bridge.id, **WHO)
    dossier.judging.judge("undo", first.id, **WHO)
    lines = [json.dumps(judgement_json(made)) for made in dossier.judging.history()]
    other = fresh(tmp_path / "other", a_txt=(dossier.path / "sources" / "a.txt").read_text(), b_txt="They shelled the bridge again.\n")
    sent = [read_judgement(json.loads(line)) for line in lines]
    assert other.judging.take_in(sent) == 3
    assert other.judging.take_in(sent) == 0
    assert other.judging.history() == dossier.judging.history()
    assert other.results() == dossier.results()
    with pytest.raises(ValueRefused, match="changed on the way"):
        other.judging.take_in([replace(sent[0], reason="else")])
    with pytest.raises(ValueRefused, match="no judgement"):
        read_judgement({"id": "j-1"})


def test_who_signs(dossier, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    assert dossier.judging.default_name == "ada"
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    assert dossier.judging.default_name == ""
    dossier.settings = replace(dossier.settings, judged_by="Jane Roe")
    assert Judging(dossier, dossier._store).default_name == "Jane Roe"


LINES = ["They shelled the port.", "They shelled the mill.", "It rained.", "Guns shelled the bridge near the town at dawn."]
texts = st.dictionaries(st.sampled_from(["a_txt", "b_txt", "c_jsonl"]), st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True).map("\n".join), min_size=1)
KINDS = ["accept", "reject", "re-date", "merge", "split"]


def judge_something(dossier, kind, one, other) -> Judgement | None:
    found = dossier.claims()
    if not found:
        return None
    a, b = found[one % len(found)], found[other % len(found)]
    try:
        if kind == "merge":
            return dossier.judging.judge(kind, a.id, others=[b.id], **WHO)
        if kind == "split":
            return dossier.judging.judge(kind, a.event or "", others=[b.id], **WHO)
        return dossier.judging.judge(kind, a.id, correction=on("2024-12-01") if kind == "re-date" else None, **WHO)
    except (ValueRefused, NothingFound):
        return None


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(texts, texts, st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_every_judgement_survives_builds_and_undo_restores_the_result(tmp_path, before, after, wanted):
    dossier = fresh(tmp_path / str(next(numbers)), **before)
    untouched = dossier.results()
    made = [found for step in wanted if (found := judge_something(dossier, *step))]
    dossier.derive()
    judged = dossier.results()
    write(dossier, **after)
    dossier.build()
    assert dossier.judging.of() == made
    assert not dossier.build().changed
    for name in after:
        if name not in before:
            (dossier.path / "sources" / name.replace("_", ".")).unlink()
    write(dossier, **before)
    dossier.build()
    assert dossier.results() == judged, "the reports of before give the judged results of before"
    for one in reversed(made):
        dossier.judging.judge("undo", one.id, **WHO)
    dossier.derive()
    assert dossier.results() == untouched
    assert [one.kind for one in dossier.judging.history()] == [one.kind for one in made] + ["undo"] * len(made)
    for one in made:
        dossier.judging.judge("redo", one.id, **WHO)
    dossier.derive()
    assert dossier.results() == judged
    dossier.close()
