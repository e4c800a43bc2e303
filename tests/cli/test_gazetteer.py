"""The gazetteer commands as a user types them, over a small world."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from noria.cli import app
from noria.reference.gazetteer import compiled
from small_world import entries

VILLAGES = "Dorf,Y,X,Art\nQumhanah,15.10,36.10,village\nKhattab,15.20,36.20,village\nNowhere,,,village\nKassala,15.46,36.39,town\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Type a line in a new dossier."""
    monkeypatch.setattr(compiled, "world_entries", lambda: iter(entries()))
    monkeypatch.setattr(compiled, "world_version", lambda: "small")
    monkeypatch.setenv("NORIA_CACHE", str(tmp_path / "cache"))
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")

    def typed(*words, code=0):
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result

    monkeypatch.chdir(tmp_path)
    typed("new", "war")
    monkeypatch.chdir(tmp_path / "war")
    return typed


def add(run, *more):
    return run("gazetteer", "add", "../villages.csv", "--columns", "name=Dorf,lat=Y,lon=X,kind=Art", *more)


def rows(run, *words):
    return json.loads(run("gazetteer", *words, "--format", "json").stdout)


def test_a_table_is_copied_with_what_is_told_of_it(run):
    added = add(run, "--source", "Ministry", "--licence", "CC BY 4.0", "--retrieved", "2024-12-01")
    assert "../villages.csv:4: the row has no coordinates; not used" in added.output
    assert "../villages.csv: added as table villages, places 3, rows that cannot be used 1" in added.stdout
    assert Path("gazetteer/villages.csv").read_text() == VILLAGES
    told = tomllib.loads(Path("gazetteer/tables.toml").read_text())["villages.csv"]
    assert told.pop("added") is not None
    assert {key: str(value) for key, value in told.items() if key != "columns"} == {
        "source": "Ministry", "licence": "CC BY 4.0", "retrieved": "2024-12-01"}
    mine, world = rows(run, "list")
    assert (mine["name"], mine["places"], mine["unusable"], mine["source"], mine["retrieved"]) == ("villages", 3, 1, "Ministry", "2024-12-01")
    assert mine["problems"] == ["line 4: the row has no coordinates"]
    assert (world["name"], world["places"]) == ("world", len(entries()))


def test_adding_again_notes_what_is_new_and_another_of_the_name_is_refused(run, tmp_path):
    add(run)
    assert "was there already as table villages" in add(run, "--source", "Ministry").stdout
    assert tomllib.loads(Path("gazetteer/tables.toml").read_text())["villages.csv"]["source"] == "Ministry"
    (tmp_path / "villages.csv").write_text(VILLAGES + "Uvira,-3.4,29.1,town\n", encoding="utf-8")
    assert "the dossier has another table 'villages'" in run("gazetteer", "add", "../villages.csv", "--columns", "name=Dorf,lat=Y,lon=X", code=1).output
    assert "added as table more" in add(run, "--name", "more").stdout


def test_nothing_is_copied_of_a_file_that_cannot_be_used(run, tmp_path):
    said = run("gazetteer", "add", "../villages.csv", code=1).output
    assert "../villages.csv:1: no column holds names; say which one does with --columns name=HEADING (found: Dorf, Y, X, Art)" in said
    assert "there is no column 'Ort'" in run("gazetteer", "add", "../villages.csv", "--columns", "name=Ort,lat=Y,lon=X", code=1).output
    assert "is nothing that a column can hold" in run("gazetteer", "add", "../villages.csv", "--columns", "nom=Dorf", code=1).output
    assert "there is no such place table" in run("gazetteer", "add", "../none.csv", code=1).output
    run("gazetteer", "add", "../villages.csv", "--columns", "Dorf", code=2)
    (tmp_path / "bad.csv").write_text("name,lat,lon\nA,91,0\n", encoding="utf-8")
    assert "no row of the table can be used" in run("gazetteer", "add", "../bad.csv", code=1).output
    assert list(Path("gazetteer").iterdir()) == []


def test_search_forgives_spelling_and_keeps_to_the_neighbourhood(run):
    add(run)
    [found] = rows(run, "search", "Khitab")
    assert (found["name"], found["met"], found["table"], found["km"]) == ("Khattab", "romanisation", "villages", None)
    [near] = rows(run, "search", "Khitab", "--near", "Kassala")
    assert 30 < near["km"] < 40
    assert rows(run, "search", "Khitab", "--near", "Kassala", "--within", "10") == []
    assert rows(run, "search", "Khitab", "--near", "49,36") == []
    assert [row["name"] for row in rows(run, "search", "Qumh")] == ["Qumhanah"]
    assert "nothing matches" in run("gazetteer", "search", "Atlantis").output
    assert "no gazetteer knows 'Atlantis'" in run("gazetteer", "search", "Goma", "--near", "Atlantis", code=1).output
    run("gazetteer", "search", "Goma", "--near", "99,300", code=2)


def test_what_two_tables_have_is_one_row_with_the_reason(run):
    add(run)
    town = rows(run, "search", "Kassala")[0]
    assert (town["id"], town["also"]) == ("table:villages:kassala", ["geonames:23"])
    assert town["joined"].startswith("same name as geonames:23, ")


def test_where_says_which_place_is_taken_and_why(run):
    [answer] = rows(run, "where", "Tripoli", "--near", "Beirut")
    assert answer["id"] == "geonames:2"
    assert answer["candidates"][0]["taken"] is True
    assert answer["candidates"][0]["score"] > answer["candidates"][1]["score"]
    assert rows(run, "where", "Tripoli, Libya")[0]["id"] == "geonames:1"
    said = run("gazetteer", "where", "Tripoli", "--near", "Beirut").output
    assert "Tripoli: taken for Tripoli (geonames:2), confidence" in said
    assert "left open, confidence 0.00: no gazetteer knows the name" in run("gazetteer", "where", "Atlantis").output


def test_a_table_that_is_removed_is_gone_with_its_note(run):
    add(run)
    assert run("gazetteer", "remove", "villages").stdout == "removed villages.csv; next: noria build\n"
    assert tomllib.loads(Path("gazetteer/tables.toml").read_text()) == {}
    assert [row["name"] for row in rows(run, "list")] == ["world"]
    assert "there is no place table 'villages' in this dossier (there are: none yet" in run("gazetteer", "remove", "villages", code=1).output


def test_a_note_that_cannot_be_used_is_said_with_its_file(run):
    add(run)
    Path("gazetteer/tables.toml").write_text('["villages.csv"]\ncolour = "red"\n')
    assert "tables.toml: [villages.csv] has an unknown key 'colour'" in run("gazetteer", "list", code=1).output
    Path("gazetteer/tables.toml").write_text("[villages\n")
    assert "tables.toml:1: not valid TOML" in run("gazetteer", "list", code=1).output
