"""What changed from one state of a dossier to another, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_parts import PARTS
from judging import on

from noria.dossier import state as state_module
from noria.dossier.changes import changes
from noria.dossier.dossier import Dossier
from noria.dossier.parts import derive_results
from noria.errors import NothingFound
from noria.values.day import Day

REAL = replace(PARTS, name="lines", derive=derive_results)
WHO = {"by": "Ada", "why": "I looked"}
PORT, MILL = "They shelled the port.\n", "Guns shelled the mill at dawn, twice.\n"


def write(dossier, **texts):
    for name, text in texts.items():
        (dossier.path / "sources" / name.replace("_", ".")).write_text(text)
    told = "".join(f'["{path.name}"]\npublished = 2024-12-0{n}\n' for n, path in enumerate(sorted((dossier.path / "sources").glob("*.txt")), 1))
    (dossier.path / "sources" / "metadata.toml").write_text(told)


def made(folder, **texts):
    dossier = Dossier.create(folder, parts=REAL)
    write(dossier, **texts)
    dossier.build()
    return dossier


@pytest.fixture
def dossier(tmp_path):
    return made(tmp_path / "war", a_txt=PORT)


def of(kind, found):
    return [(change.how, change.what.rpartition(": ")[2], change.causes) for change in found if change.kind == kind]


def test_nothing_changed_from_now_to_now(dossier):
    assert changes(dossier.state(), dossier.state()) == []
    assert changes(dossier.state_after(1), dossier.state()) == []


def test_a_new_report_is_the_cause_of_its_claims_and_events(dossier):
    write(dossier, b_txt=MILL)
    dossier.build()
    found = changes(dossier.state_after(1), dossier.state_after(2))
    why = ("document added: b.txt",)
    assert of("document", found) == [("added", "b.txt", ())]
    assert of("claim", found) == [("added", MILL.strip(), why)]
    assert [(how, causes) for how, _, causes in of("event", found)] == [("added", why)]
    back = changes(dossier.state_after(2), dossier.state_after(1))
    assert of("claim", back) == [("withdrawn", MILL.strip(), ("document withdrawn: b.txt",))]


def test_a_claim_whose_document_changed_elsewhere_is_the_same_claim(dossier):
    write(dossier, a_txt="A line before.\n" + PORT + MILL)
    dossier.build()
    found = changes(dossier.state_after(1), dossier.state())
    assert of("claim", found) == [("added", MILL.strip(), ("document changed: a.txt",))]


def test_a_judgement_is_the_cause_of_what_it_changes(dossier):
    port = dossier.claims()[0]
    judgement = dossier.judging.judge("re-date", port.id, correction=on("2024-11-01"), **WHO)
    why = (f"judgement made: {judgement.id} re-date by Ada: I looked",)
    found = changes(dossier.state_after(1), dossier.state())
    claim, = (change for change in found if change.kind == "claim")
    assert claim.fields == {"time": ("2024-12-01", "2024-11-01")}
    assert claim.causes == why
    assert [change.causes for change in found if change.kind == "event"] == [why]
    dossier.build()
    dossier.judging.judge("undo", judgement.id, **WHO)
    assert changes(dossier.state_after(1), dossier.state()) == []
    assert of("claim", changes(dossier.state_after(2), dossier.state()))[0][2][0].startswith("judgement taken back or open: ")


def test_a_merge_is_the_cause_of_the_events_it_changes(dossier):
    write(dossier, a_txt=PORT + MILL)
    dossier.build()
    one, other = (event.id for event in dossier.results().events)
    dossier.judging.judge("merge", one, others=[other], **WHO)
    found = changes(dossier.state_after(2), dossier.state())
    assert of("claim", found) == []
    assert {causes[0][:14] for _, _, causes in of("event", found)} == {"judgement made"}


def test_what_else_was_put_in_is_a_cause(dossier, monkeypatch):
    before = dossier.state()
    (dossier.path / "codebook.toml").write_text('[[side]]\nid = "n"\nname = "North"\n')
    (dossier.path / "gazetteer" / "hills.csv").write_text("name,lat,lon\nMill,1,2\n")
    dossier.close()
    again = Dossier.open(dossier.path, parts=REAL)
    assert of("input", changes(before, again.state())) == [("changed", "the codebook changed", ()), ("changed", "the place table hills.csv was added", ())]
    monkeypatch.setattr(state_module, "__version__", "9.9")
    assert of("input", changes(before, again.state()))[-1][1].startswith("the program changed from version ")
    newer = replace(before, noria="9.9", said=before.said | {"claim": {}})
    assert of("claim", changes(before, newer)) == [("withdrawn", PORT.strip(), (f"the program changed from version {before.noria} to 9.9",))]


def test_two_days_and_two_dossiers(dossier, tmp_path):
    write(dossier, b_txt=MILL)
    dossier.build()
    found = changes(dossier.state(as_known=Day(2024, 12, 1)), dossier.state(as_known=Day(2024, 12, 2)))
    assert of("claim", found) == [("added", MILL.strip(), ("document added: b.txt",))]
    other = made(tmp_path / "other", a_txt=PORT, b_txt=MILL)
    assert changes(dossier.state(), other.state()) == []


def test_a_large_dossier_keeps_what_was_put_in(dossier, monkeypatch):
    monkeypatch.setattr(state_module, "KEPT", 0)
    write(dossier, b_txt=MILL)
    dossier.build()
    found = changes(dossier.state_after(1), dossier.state_after(2))
    assert [change.kind for change in found] == ["document"]
    with pytest.raises(NothingFound, match="no build 7"):
        dossier.state_after(7)
