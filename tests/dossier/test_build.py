"""Builds: what is read, what is left alone, what is withdrawn; the record depends on the sources alone."""

from __future__ import annotations

import itertools
import shutil

import pytest
from fake_parts import PARTS, missing_reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataclasses import replace

from noria.documents.metadata import with_origin
from noria.documents.model import Metadata
from noria.dossier import build as build_module
from noria.dossier import workers
from noria.dossier.dossier import Dossier
from noria.dossier.workers import ReadingStopped
from noria.errors import MissingPart, NothingFound
from noria.values.day import Day

numbers = itertools.count()


@pytest.fixture
def dossier(tmp_path):
    return Dossier.create(tmp_path / "war", parts=PARTS)


def write(dossier, **files):
    for name, text in files.items():
        (dossier.path / "sources" / name.replace("_", ".")).write_text(text)


def statuses(report):
    return {source.file: source.status for source in report.sources}


def told(dossier):
    """Everything that can be asked of a dossier's record."""
    return dossier.documents(), dossier.claims(), dossier.refusals(), dossier.facts(), dossier.results()


def test_a_build_reads_derives_and_says_so(dossier):
    write(dossier, a_txt="They shelled the port.\nIt rained.\n", b_txt="unreadable")
    report = dossier.build()
    assert statuses(report) == {"a.txt": "read", "b.txt": "unreadable"}
    assert [(s.documents, s.claims, s.refusals, s.problems) for s in report.sources] == [(1, 1, 1, ()), (0, 0, 0, ("the file is binary",))]
    tally = report.tally
    assert (tally.documents, tally.claims, tally.refusals, tally.places_open, tally.times_open) == (1, 1, 1, 1, 1)
    assert tally.refused_by == (("fake", 1),)
    [claim] = dossier.claims()
    assert claim.event == dossier.results().events[0].id
    assert dossier.claim(claim.id) == claim
    assert dossier.document(claim.document.id).file == "a.txt"
    assert dossier.verify() == []


def test_a_second_build_changes_nothing(dossier):
    write(dossier, a_txt="They shelled the port.", b_txt="unreadable")
    first, stamp, held = dossier.build(), dossier.stamp(), told(dossier)
    second = dossier.build()
    assert first.changed
    assert not second.changed
    assert set(statuses(second).values()) == {"unchanged"}
    assert (dossier.stamp(), told(dossier)) == (stamp, held)


def test_only_what_changed_is_read(dossier):
    write(dossier, a_txt="They shelled the port.", b_txt="They shelled the mill.")
    dossier.build()
    write(dossier, b_txt="They shelled the mill again.", c_txt="New.")
    assert statuses(dossier.build()) == {"a.txt": "unchanged", "b.txt": "read", "c.txt": "read"}
    assert [claim.evidence.quote for claim in dossier.claims()] == ["They shelled the port.", "They shelled the mill again."]


def test_new_metadata_is_a_change_of_that_source(dossier, tmp_path):
    write(dossier, a_txt="They shelled the port.", b_txt="They shelled the mill.")
    dossier.build()
    dossier.add([dossier.path / "sources" / "a.txt"], given=with_origin("option", published=Day(2024, 12, 4)))
    assert statuses(dossier.build()) == {"a.txt": "read", "b.txt": "unchanged"}
    assert [str(row.published) for row in dossier.documents()] == ["2024-12-04", "None"]


@pytest.mark.parametrize("change", ["codebook", "gazetteer", "country", "reader", "code"])
def test_what_readings_depend_on_is_a_change_of_all(dossier, change, monkeypatch):
    write(dossier, a_txt="They shelled the port.")
    dossier.build()
    parts = PARTS
    if change == "codebook":
        (dossier.path / "codebook.toml").write_text('[[side]]\nid = "n"\nname = "North"\n')
    elif change == "gazetteer":
        (dossier.path / "gazetteer" / "places.csv").write_text("name,lat,lon\n")
    elif change == "country":
        with (dossier.path / "noria.toml").open("a") as file:
            file.write('default_country = "SD"\n')
    elif change == "reader":
        parts = replace(PARTS, name="other")
    else:
        monkeypatch.setattr("noria.dossier.fingerprint.code_digest", lambda rooms: f"other {rooms}")
    again = Dossier.open(dossier.path, parts=parts)
    report = again.build()
    assert statuses(report) == {"a.txt": "read"}
    assert report.tables == (("places.csv:2: no coordinates",) if change == "gazetteer" else ())
    assert again.results().events[0].rule == ("fake of 1 sides" if change == "codebook" else "fake of 0 sides")
    assert not again.build().changed


def test_a_source_that_is_gone_is_withdrawn_with_all_that_rested_on_it(dossier):
    write(dossier, a_txt="They shelled the port.", b_txt="They shelled the mill.")
    dossier.build()
    (dossier.path / "sources" / "a.txt").unlink()
    report = dossier.build()
    assert report.withdrawn == ("a.txt",)
    assert [claim.document.file for claim in dossier.claims()] == ["b.txt"]
    assert len(dossier.results().events) == 1
    assert dossier.verify() == []


def test_a_feed_gives_many_documents_and_keeps_its_problems(dossier):
    write(dossier, feed_jsonl="They shelled the port.\n\nThey shelled the mill.\nThey shelled the port.\n")
    [source] = dossier.build().sources
    assert (source.status, source.documents, source.claims) == ("read", 2, 2)
    assert source.problems == ("the entry is empty", "holds the same text as feed.jsonl; it is counted once")


def test_the_same_text_in_two_files_is_counted_once_whichever_came_first(dossier):
    write(dossier, b_txt="They shelled the port.\r\n")
    dossier.build()
    write(dossier, a_txt="They shelled the port.\n", c_txt="They shelled the port.\n")
    dossier.build()
    assert [(row.file, row.problem) for row in dossier.documents()] == [
        ("a.txt", None), ("b.txt", "holds the same text as a.txt; it is counted once"), ("c.txt", "holds the same text as a.txt; it is counted once")]
    assert not dossier.build().changed
    (dossier.path / "sources" / "a.txt").unlink()
    dossier.build()
    assert [(row.file, row.problem) for row in dossier.documents()] == [
        ("b.txt", None), ("c.txt", "holds the same text as b.txt; it is counted once")]


TEXTS = ["They shelled the port.", "They shelled the port.\r", "It rained.", "They shelled the mill.\nIt rained.", "unreadable"]
STEPS = st.lists(st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.jsonl"]), st.none() | st.sampled_from(TEXTS)), max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_any_number_of_builds_comes_to_what_one_build_comes_to(tmp_path, steps):
    step_by_step = Dossier.create(tmp_path / f"steps{next(numbers)}", parts=PARTS)
    for changes in steps:
        for name, text in changes:
            path = step_by_step.path / "sources" / name
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(text.encode())
        step_by_step.build()
        assert step_by_step.verify() == []
    at_once = Dossier.create(tmp_path / f"once{next(numbers)}", parts=PARTS)
    shutil.copytree(step_by_step.path / "sources", at_once.path / "sources", dirs_exist_ok=True)
    at_once.build()
    assert told(step_by_step) == told(at_once)
    step_by_step.close()
    at_once.close()


@pytest.fixture
def pool(monkeypatch):
    """Two workers, however little there is to read."""
    monkeypatch.setattr(workers, "PER_WORKER", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 2)


@pytest.mark.usefixtures("pool")
def test_many_sources_are_read_by_a_pool_to_the_same_end(dossier, tmp_path, monkeypatch):
    alone = Dossier.create(tmp_path / "alone", parts=PARTS)
    for number in range(20):
        for each in (dossier, alone):
            write(each, **{f"report{number}_txt": f"They shelled port {number}." if number != 7 else "unreadable"})
    seen = []
    dossier.build(progress=lambda done, total, file: seen.append((done, total, file)))
    monkeypatch.setattr(workers, "_cores", lambda: 1)
    for name in sorted(alone.sources.files()):
        path = alone.path / "sources" / name
        held = path.rename(tmp_path / name)
        alone.build()
        held.rename(path)
    alone.build()
    assert [done for done, _, _ in seen] == list(range(1, 21))
    assert [file for _, _, file in seen] == sorted(dossier.sources.files())
    assert told(dossier) == told(alone)


@pytest.mark.usefixtures("pool")
def test_a_worker_that_dies_is_said_in_one_line(dossier):
    write(dossier, **{f"report{number}_txt": f"They shelled port {number}." for number in range(9)}, z_txt="die")
    with pytest.raises(ReadingStopped, match="run noria build again"):
        dossier.build()


@pytest.mark.usefixtures("pool")
def test_what_a_worker_lacks_is_said_as_it_is(dossier):
    write(dossier, a_txt="They shelled the port.", b_txt="They shelled the mill.")
    with pytest.raises(MissingPart, match=r"^noria\.toml:3: the language pipeline is not installed$"):
        Dossier.open(dossier.path, parts=replace(PARTS, make_reader=missing_reader)).build()


def test_an_interrupted_build_keeps_whole_sources_and_the_next_goes_on(dossier, monkeypatch):
    monkeypatch.setattr(build_module, "BATCH", 1)
    write(dossier, a_txt="They shelled the port.", b_txt="interrupt", c_txt="They shelled the mill.")
    with pytest.raises(KeyboardInterrupt):
        dossier.build()
    assert [row.file for row in dossier.documents()] == ["a.txt"]
    assert [claim.event for claim in dossier.claims()] == [dossier.results().events[0].id]
    assert [b.check for b in dossier.verify()] == ["derived"]
    write(dossier, b_txt="It rained.")
    assert statuses(dossier.build()) == {"a.txt": "unchanged", "b.txt": "read", "c.txt": "read"}
    assert dossier.verify() == []


def test_a_fault_of_noria_says_which_source_it_was(dossier):
    write(dossier, a_txt="crash")
    with pytest.raises(ZeroDivisionError) as caught:
        dossier.build()
    assert caught.value.__notes__ == ["This happened while a.txt was read."]


def test_as_known_rests_on_what_was_published_by_then_alone(dossier):
    write(dossier, a_txt="They shelled the port.", b_txt="They shelled the mill.", c_txt="They shelled the dam.")
    for name, day in (("a.txt", Day(2024, 12, 1)), ("b.txt", Day(2024, 12, 5))):
        dossier.add([dossier.path / "sources" / name], given=Metadata(published=day))
    dossier.build()
    [claim] = dossier.claims(as_known=Day(2024, 12, 4))
    results = dossier.results(as_known=Day(2024, 12, 4))
    assert claim.document.file == "a.txt"
    assert [event.claims for event in results.events] == [(claim.id,)]
    assert claim.event == results.events[0].id
    assert len(dossier.claims()) == len(dossier.results().events) == 3


def test_what_is_not_there_is_not_found(dossier):
    with pytest.raises(NothingFound, match="no document 'd-none'"):
        dossier.document("d-none")
    with pytest.raises(NothingFound, match="no claim 'c-none'"):
        dossier.claim("c-none")
