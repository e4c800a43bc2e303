"""`noria judge` as a user types it: what is kept, what is printed, what is refused, what a team exchanges."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fake_parts import PARTS
from typer.testing import CliRunner

from noria.cli import app
from noria.dossier.dossier import Dossier
from noria.dossier.parts import derive_results

REAL = replace(PARTS, name="lines", derive=derive_results)
WHY = ("--because", "a drill")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Type a line in a dossier of two reports."""
    monkeypatch.setattr("noria.dossier.dossier.Parts", lambda: REAL)
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    dossier = Dossier.create(tmp_path / "war", parts=REAL)
    (dossier.path / "sources" / "a.txt").write_text("They shelled the port.\nGuns shelled the mill at dawn, twice.\n")
    (dossier.path / "sources" / "metadata.toml").write_text('["a.txt"]\npublished = 2024-12-04\n')
    dossier.build()
    dossier.close()

    def typed(*words, code=0, given=None):
        monkeypatch.chdir(dossier.path)
        result = CliRunner().invoke(app, list(words), input=given)
        assert result.exit_code == code, result.output
        return result

    return typed


def rows(run, *words):
    return [json.loads(line) for line in run(*words, "--format", "jsonl").stdout.splitlines()]


def test_reject_says_what_was_kept_and_who_signed(run):
    port = rows(run, "claims")[0]["id"]
    first = run("judge", "reject", port, *WHY)
    id, kind, target = first.stdout.split()
    assert (kind, target) == ("reject", port)
    assert first.stderr == "signed 'ada'; another name: --by NAME, or judged_by in noria.toml\n"
    assert run("judge", "accept", port, *WHY).stderr == "", "once is enough"
    run("judge", "undo", id, "--because", "it was none", "--by", "Bo")
    listed = rows(run, "judge", "list")
    assert [(row["kind"], row["state"], row["made_by"]) for row in listed] == [("reject", "undone", "ada"), ("accept", "in force", "ada")]
    assert [row["id"] for row in rows(run, "judge", "list", "--undone")] == [id]
    assert rows(run, "judge", "list", "--open") == []


def test_a_rejected_claim_stays_listed_and_marked_and_is_in_no_event(run):
    port = rows(run, "claims")[0]["id"]
    run("judge", "reject", port, *WHY)
    claim = rows(run, "claims")[0]
    assert claim["judged"]["verdict"] == "rejected"
    assert claim["judged"]["judgements"][0]["reason"] == "a drill"
    assert len(rows(run, "events")) == 1
    assert "rejected by ada on " in run("claims", "--format", "csv").stdout
    assert json.loads(run("export", "jsonl").stdout.splitlines()[0])["judged"]["verdict"] == "rejected"


def test_a_correction_counts_and_the_machines_reading_stands_beside_it(run):
    port, mill = (row["id"] for row in rows(run, "claims"))
    run("judge", "correct", port, "--date", "2024-11", "--place", "Old Port @ 10.5, 20.25", "--count", "killed:civilians=3+", "--actor", "The Fleet",
        "--source", "Watch", "--target", "", "--type", "attack", "--factuality", "unverified", *WHY)
    claim = rows(run, "claims")[0]
    assert (claim["time"]["edtf"], claim["time"]["granularity"]) == ("2024-11", "month")
    assert (claim["places"][0]["name"], claim["places"][0]["mention"], claim["places"][0]["lat"]) == ("Old Port", "the port", 10.5)
    assert (claim["counts"][0]["low"], claim["counts"][0]["high"], claim["counts"][0]["group"]) == (3, None, "civilians")
    assert (claim["actors"][0]["name"], claim["attribution"][0]["name"], claim["type"], claim["factuality"]) == ("The Fleet", "Watch", "attack", "unverified")
    assert claim["judged"]["machine"]["time"]["edtf"] == "2024-12-04"
    assert claim["judged"]["machine"]["type"] == "shelling"
    event = next(row for row in rows(run, "events") if port in row["claims"])
    assert (event["type"], event["time"]["edtf"], event["judgements"][0]["reason"]) == ("attack", "2024-11", "a drill")
    listed = rows(run, "judge", "list")[0]
    assert "time: 2024-11, not 2024-12-04" in listed["change"]
    run("judge", "re-date", mill, "--date", "", *WHY)
    assert rows(run, "claims")[1]["time"]["start"] is None


def test_merge_and_split(run):
    one, other = (row["id"] for row in rows(run, "events"))
    run("judge", "merge", one, other, *WHY)
    merged, = rows(run, "events")
    run("judge", "split", merged["id"], merged["claims"][0], *WHY)
    assert len(rows(run, "events")) == 2


def test_a_team_exchanges_judgements(run, tmp_path):
    port = rows(run, "claims")[0]["id"]
    run("judge", "reject", port, *WHY)
    run("judge", "export", "-o", str(tmp_path / "sent.jsonl"))
    sent = (tmp_path / "sent.jsonl").read_text()
    assert run("judge", "export").stdout == sent
    assert "0 new, 1 known before" in run("judge", "import", str(tmp_path / "sent.jsonl")).stderr
    forged = json.dumps(json.loads(sent) | {"reason": "else"}) + "\n"
    (tmp_path / "forged.jsonl").write_text("\n" + forged)
    assert "forged.jsonl:2: judgement" in run("judge", "import", str(tmp_path / "forged.jsonl"), code=1).stderr
    assert "-:1: not JSON" in run("judge", "import", "-", given="{", code=1).stderr


@pytest.mark.parametrize(("words", "code", "said"), [
    (("reject", "c-none", *WHY), 1, "there is no claim 'c-none'"), (("reject", "c-none"), 2, "--because"),
    (("reject", "CLAIM", "--because", " "), 1, "must say a reason"), (("merge", "CLAIM", *WHY), 2, "two events or more"),
    (("correct", "CLAIM", *WHY), 1, "a new value of"), (("re-date", "CLAIM", "--date", "May", *WHY), 1, "not an EDTF date"),
    (("correct", "CLAIM", "--count", "eight", *WHY), 1, "is not a figure; write killed=8"),
    (("correct", "CLAIM", "--type", "party", *WHY), 1, "the types are launch"), (("undo", "j-none", *WHY), 1, "no judgement 'j-none'")])
def test_what_is_wrong_is_one_line_that_says_what_to_do(run, words, code, said):
    port = rows(run, "claims")[0]["id"]
    stderr = run("judge", *(port if word == "CLAIM" else word for word in words), code=code).stderr
    assert said in " ".join(stderr.replace("│", " ").split())
    assert rows(run, "judge", "list") == []


def test_nobody_signs_for_nobody(run, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError))
    port = rows(run, "claims")[0]["id"]
    assert "write --by NAME" in run("judge", "reject", port, *WHY, code=1).stderr


def test_help_has_an_example(run):
    assert "Example: noria judge split e-" in run("judge", "split", "--help").stdout.replace("\n", " ")


def test_diff_tells_what_a_judgement_changed(run):
    port = rows(run, "claims")[0]["id"]
    assert run("diff").stderr == "nothing matches\n"
    run("judge", "reject", port, *WHY)
    found = rows(run, "diff", "1", "now", "--kind", "claim")
    assert found[0]["fields"] == {"judged": {"before": "", "after": "rejected"}}
    assert found[0]["causes"][0].endswith("reject by ada: a drill")
    assert "→ rejected" in run("diff", "1", "now").stdout
    assert "is no build, no day and no folder" in " ".join(run("diff", "soon", code=2).stderr.replace("│", " ").split())
    assert "the kinds are document" in " ".join(run("diff", "--kind", "x", code=2).stderr.replace("│", " ").split())
