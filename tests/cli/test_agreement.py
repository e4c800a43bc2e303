"""A second coder, from drawing sentences to the README beside an export."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fake_parts import PARTS
from typer.testing import CliRunner

from noria.cli import app
from noria.dossier.dossier import Dossier

LINES = ["They shelled the port.", "It rained.", "=SUM(1) they shelled the mill.", "Guns shelled the hill.", "Nobody came."]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr("noria.dossier.dossier.Parts", lambda: PARTS)
    dossier = Dossier.create(tmp_path / "war", parts=PARTS)
    (dossier.path / "sources" / "a.txt").write_text("\n".join(LINES) + "\n")
    (dossier.path / "sources" / "metadata.toml").write_text('["a.txt"]\npublished = 2024-12-04\n')
    dossier.build()
    dossier.close()

    def typed(*words, code=0):
        monkeypatch.chdir(dossier.path)
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result

    return typed


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def fill(path, coded):
    """Write a sheet back with `coded` by the sentence's words; a sentence not named stays uncoded."""
    rows = read(path)
    out = [row | cells for row in rows for cells in coded.get(row["text"].lstrip("'"), [{}])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(out)


RIGHT = {"type": "shelling", "start": "2024-12-04", "places": "the port"}


def test_the_sheet_is_blind_and_the_same_for_the_same_seed(run, tmp_path):
    said = run("sample", "--blind", "3", "--seed", "7", "-o", str(tmp_path / "one.csv")).stderr
    assert "3 of 5 sentences" in said
    run("sample", "--blind", "3", "--seed", "7", "-o", str(tmp_path / "two.csv"))
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    run("sample", "--blind", "9", "--seed", "8", "-o", str(tmp_path / "all.csv"))
    rows = read(tmp_path / "all.csv")
    assert [row["text"].lstrip("'") for row in rows] == LINES
    assert not any(row[key] for row in rows for key in ("type", "start", "places", "counts"))
    assert rows[1]["before"] == LINES[0]
    assert rows[1]["after"].lstrip("'").startswith(LINES[2])
    assert "there is a file of this name" in run("sample", "--blind", "1", "-o", str(tmp_path / "all.csv"), code=1).stderr


def test_agreement_with_the_machine_is_kept_and_told_by_exports(run, tmp_path):
    sheet = tmp_path / "sheet.csv"
    run("sample", "--blind", "9", "-o", str(sheet))
    fill(sheet, {LINES[0]: [RIGHT], LINES[1]: [{"type": "none"}], LINES[2]: [RIGHT | {"start": "2024-12-01"}],
                 LINES[3]: [RIGHT | {"places": "?"}, {"type": "casualty", "counts": "killed=3"}]})
    result = run("agreement", str(sheet), "--format", "json")
    assert "sentences 4; claims found by both 3, by the first alone 1, by the second alone 0; F1 0.86" in result.stderr
    found = {row["field"]: row for row in json.loads(result.stdout)}
    assert found["time"] == {"field": "time", "units": 3, "agreement": 0.6667, "alpha": 0.0}
    assert found["places"]["units"] == 2
    assert found["types"]["units"] == 4
    run("agreement", str(sheet))
    run("export", "jsonl", "-o", str(tmp_path / "out.jsonl"))
    readme = (tmp_path / "out.README.md").read_text()
    assert readme.count("sheet.csv against the machine, on 4 sentences") == 1
    assert "| time | 3 | 0.67 | 0.00 |" in readme
    assert "| counts | 3 | 1.00 | not defined |" in readme
    run("export", "acled", "-o", str(tmp_path / "rows.csv"))
    assert (tmp_path / "rows.README.md").read_text().count("## Measured error") == 1


def test_two_people(run, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    for sheet in (one, two):
        run("sample", "--blind", "9", "-o", str(sheet))
        fill(sheet, {LINES[0]: [RIGHT], LINES[1]: [{"type": "none"}]})
    assert "sentences 2; claims found by both 1" in run("agreement", str(one), str(two)).stderr


@pytest.mark.parametrize(("cells", "said"), [
    ({"type": "party"}, "sheet.csv:2: 'party' is no type of claim"), ({"type": "shelling", "start": "May"}, "is not a date"),
    ({"type": "shelling", "counts": "eight"}, "is not a figure"), ({"type": "shelling", "factuality": "sure"}, "is no factuality"),
    ({}, "no sentence was coded by both")])
def test_what_is_wrong_in_a_sheet_is_said_with_its_line(run, tmp_path, cells, said):
    sheet = tmp_path / "sheet.csv"
    run("sample", "--blind", "9", "-o", str(sheet))
    fill(sheet, {LINES[0]: [cells]})
    assert said in run("agreement", str(sheet), code=1).stderr


def test_a_file_that_is_no_sheet(run, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert "the sheet has no column" in run("agreement", str(tmp_path / "x.csv"), code=1).stderr
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    assert "not a sheet in UTF-8" in run("agreement", str(tmp_path / "x.csv"), code=1).stderr
