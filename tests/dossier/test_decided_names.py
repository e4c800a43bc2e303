"""What a person says that a name means holds from the next build, for the documents it touches and for those alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

import fake_parts
from noria.claims.model import PlaceMention, PlaceRef
from noria.documents.model import Document
from noria.dossier.dossier import Dossier
from noria.dossier.parts import Parts, ReaderSpec
from noria.claims.extraction import Extraction
from noria.values.decision import holding_in
from noria.values.judgement import toponym_target
from noria.values.span import Span

PORT = {"name": "North Port", "id": "table:own:7", "lat": 10.0, "lon": 20.0, "precision": "site"}


class PlaceReader(fake_parts.LineReader):
    """Reads "port" and "hill" as names of places, as decided."""

    def __init__(self, spec: ReaderSpec) -> None:
        self.spec = spec

    def extract(self, document: Document) -> Extraction:
        held = holding_in(document.id, self.spec.decided)
        places = []
        for name in ("port", "hill"):
            if (start := document.text.find(name)) >= 0:
                found = held.get(name)
                ref = PlaceRef(name, found.name, found.id, found.point) if found else PlaceRef(name)
                places.append(PlaceMention(document.id, Span(start, start + len(name)), name, ref, judgement=found.judgement if found else None))
        return replace(super().extract(document), places=tuple(places))


@pytest.fixture
def dossier(tmp_path):
    made = Dossier.create(tmp_path / "d", parts=Parts(name="fake", read_file=fake_parts.read_file, prepare=fake_parts.prepare, make_reader=PlaceReader,
                                                      derive=fake_parts.derive))
    for name, text in (("a.txt", "The port was shelled.\n"), ("b.txt", "The hill was shelled.\n"), ("c.txt", "Ships left the port; the port was shelled.\n")):
        (made.path / "sources" / name).write_text(text, encoding="utf-8")
    made.build()
    yield made
    made.close()


def read_by(report) -> list[str]:
    return [source.file for source in report.sources if source.status != "unchanged"]


def test_only_what_it_touches_is_read_again_and_an_undo_reads_it_once_more(dossier):
    assert [m.place.id for m in dossier.mentions(names=["port"])] == [None, None]
    made = dossier.judging.judge("re-place", toponym_target("port"), by="Ann", why="the only port", correction={"place": PORT})
    assert read_by(dossier.build()) == ["a.txt", "c.txt"]
    assert [m.judgement for m in dossier.mentions("table:own:7")] == [made.id, made.id]
    assert read_by(dossier.build()) == []
    dossier.judging.judge("undo", made.id, by="Ann", why="there are two")
    assert read_by(dossier.build()) == ["a.txt", "c.txt"]
    assert dossier.mentions("table:own:7") == []
    assert not dossier.verify()


def test_a_decision_for_one_document_touches_that_one(dossier):
    id = next(row.id for row in dossier.documents() if row.file == "c.txt")
    dossier.judging.judge("re-place", toponym_target("port", id), by="Ann", why="it says so", correction={"places": [PORT]})
    assert read_by(dossier.build()) == ["c.txt"]
    assert [m.document for m in dossier.mentions("table:own:7")] == [id]


def test_a_new_document_is_read_with_what_was_decided(dossier):
    dossier.judging.judge("re-place", toponym_target("port"), by="Ann", why="the only port", correction={"place": PORT})
    dossier.build()
    (dossier.path / "sources" / "d.txt").write_text("Nobody left the port.\n", encoding="utf-8")
    assert read_by(dossier.build()) == ["d.txt"]
    assert len(dossier.mentions("table:own:7")) == 3
