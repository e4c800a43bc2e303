"""The packaged example holds together: every report is read, dated and signed; codebook and places load; it says what it is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from noria.claims.infobox import infobox_claims
from noria.claims.model import DocumentRef, PlaceRef
from noria.documents.metadata import meta_for, read_meta_file
from noria.documents.model import Document
from noria.documents.read import read_path
from noria.dossier.settings import load_settings
from noria.reference.codebook import fold, load_codebook
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.tables import read_table

EXAMPLE = Path(str(files("noria.data") / "example"))
META = EXAMPLE / "sources" / "metadata.toml"
SOURCES = sorted(path for path in (EXAMPLE / "sources").iterdir() if path != META)


def read(path: Path) -> list[Document]:
    out = []
    for document in read_path(path, meta_for(path, read_meta_file(META))):
        assert isinstance(document, Document), document
        out.append(document)
    return out


def test_there_are_ten_reports_in_five_formats() -> None:
    assert len(SOURCES) == 10
    assert {path.suffix for path in SOURCES} == {".txt", ".md", ".jsonl", ".html", ".wikitext"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_report_is_read_dated_and_signed(path: Path) -> None:
    for document in read(path):
        assert document.blocks
        assert document.meta.title
        assert document.meta.published is not None
        assert document.meta.publisher is not None
        assert "example" in document.meta.publisher, "a reader must see that the publisher is not a real one"
        assert document.meta.kind


def test_every_meta_table_names_a_report() -> None:
    assert set(read_meta_file(META)) <= {path.stem for path in SOURCES}


def test_the_codebook_gives_every_actor_name_to_one_actor() -> None:
    owners: dict[str, str] = {}
    for actor in load_codebook(EXAMPLE / "codebook.toml").actors:
        for name in (actor.name, *actor.other_names):
            assert owners.setdefault(fold(name), actor.id) == actor.id, name


def test_every_row_of_the_place_table_is_a_place() -> None:
    rows = list(read_table(EXAMPLE / "gazetteer" / "hama.csv"))
    assert len(rows) > 40
    assert [row for row in rows if not isinstance(row, Entry)] == []


def test_the_infoboxes_give_claims() -> None:
    book = load_codebook(EXAMPLE / "codebook.toml")
    for name, number in (("hama-offensive.txt", 6), ("fall-of-hama.wikitext", 5)):
        [document] = read(EXAMPLE / "sources" / name)
        found = infobox_claims(document, DocumentRef(document.id, name), lambda mention, _: PlaceRef(mention), book)
        assert len(found) == number
        assert all(claim.time.interval is not None for claim in found)


def test_the_settings_say_what_the_example_is() -> None:
    assert "written for this example" in (EXAMPLE / "noria.toml").read_text(encoding="utf-8")
    assert load_settings(EXAMPLE).default_country == "SY"
