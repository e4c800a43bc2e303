"""A dossier as a folder: made, found, opened, handed on."""

from __future__ import annotations

import os
import shutil

import pytest
from fake_parts import PARTS

from noria.dossier.dossier import Dossier
from noria.errors import BadCodebook, BadSetting, NotADossier
from noria.reference.codebook import Codebook


def test_a_new_dossier_has_its_parts_and_can_be_built(tmp_path):
    made = Dossier.create(tmp_path / 'The "river" war', parts=PARTS)
    assert sorted(path.name for path in made.path.iterdir()) == ["codebook.toml", "gazetteer", "noria.toml", "sources"]
    assert made.settings.name == 'The "river" war'
    assert made.codebook == Codebook()
    assert made.build().tally.claims == 0
    assert made.verify() == []


def test_every_line_of_the_templates_can_be_used(tmp_path):
    made = Dossier.create(tmp_path / "war", name="A name of its own")
    for file in ("codebook.toml", "noria.toml"):
        path = made.path / file
        lines = [line[2:] if line.startswith(("# [[", "# ")) and ("=" in line or "[[" in line) else line for line in path.read_text().splitlines()]
        path.write_text("\n".join(line for line in lines if "changed" not in line))
    opened = Dossier.open(made.path)
    assert (opened.settings.name, opened.settings.default_country) == ("A name of its own", "XX")
    assert len(opened.codebook.actors) == len(opened.codebook.sources) == 2
    assert len(opened.codebook.sides) == len(opened.codebook.sites) == 1


def test_a_folder_that_holds_something_is_not_made_a_dossier(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear friend")
    with pytest.raises(BadSetting, match="choose another name"):
        Dossier.create(tmp_path)


def test_the_dossier_is_found_from_any_folder_inside_it(tmp_path, monkeypatch):
    made = Dossier.create(tmp_path / "war")
    assert Dossier.find(made.path / "sources").path == made.path
    with pytest.raises(NotADossier, match="name one with --dossier"):
        Dossier.find(tmp_path)


def test_a_codebook_that_cannot_be_used_is_said_when_it_is_opened(tmp_path):
    made = Dossier.create(tmp_path / "war")
    (made.path / "codebook.toml").write_text('[[actor]]\nid = "x"\n')
    with pytest.raises(BadCodebook, match="'name' is missing"):
        Dossier.open(made.path)
    (made.path / "codebook.toml").unlink()
    assert Dossier.open(made.path).codebook == Codebook()


def test_a_dossier_handed_to_a_colleague_is_as_it_was_built(tmp_path):
    made = Dossier.create(tmp_path / "mine", parts=PARTS)
    (made.path / "sources" / "a.txt").write_text("They shelled the port.")
    made.build()
    made.close()
    shutil.copytree(made.path, tmp_path / "theirs")
    theirs = Dossier.open(tmp_path / "theirs", parts=PARTS)
    assert not theirs.build().changed
    assert theirs.claims() == made.claims()


@pytest.mark.postgresql
def test_a_record_on_a_server_is_the_same_record(tmp_path):
    from sqlalchemy import make_url, text

    from noria.record.engine import open_engine

    server = os.environ.get("NORIA_TEST_POSTGRESQL")
    if not server:
        pytest.skip("NORIA_TEST_POSTGRESQL names no server")
    schema = f"test_dossier_{os.getpid()}"
    engine = open_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    dossiers = [Dossier.create(tmp_path / "file", parts=PARTS), Dossier.create(tmp_path / "server", parts=PARTS)]
    with (dossiers[1].path / "noria.toml").open("a") as file:
        file.write(f'database = "{url}"\n')
    dossiers[1] = Dossier.open(dossiers[1].path, parts=PARTS)
    for each in dossiers:
        for number in range(12):
            (each.path / "sources" / f"{number}.txt").write_text(f"They shelled port {number % 10}.\nÉtape {number}.\n")
        each.build()
        assert each.verify() == []
    assert not (dossiers[1].path / "noria.db").exists()
    first, second = ((d.documents(), d.claims(), d.refusals(), d.results()) for d in dossiers)
    assert first == second
    for each in dossiers:
        each.close()
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()
