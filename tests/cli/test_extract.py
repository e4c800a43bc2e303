"""`noria extract` and `noria annotate` on the command line."""

import json

import pytest
from typer.testing import CliRunner

from noria.cli import app

TEXT = "Rebels captured Goma on 27 January 2025. Two dozen soldiers were killed.\n"


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_one_claim_a_line(report):
    claims = lines(CliRunner().invoke(app, ["extract", report, "--published", "2025-01-28", "--format", "jsonl"]))
    assert [claim["type"] for claim in claims] == ["capture", "casualty"]
    assert claims[0]["time"]["start"] == "2025-01-27"
    assert claims[0]["document"]["published"] == "2025-01-28"


def test_extract_reads_standard_input():
    claims = lines(CliRunner().invoke(app, ["extract", "-", "--format", "jsonl"], input=TEXT))
    assert claims[0]["places"][0]["mention"] == "Goma"


@pytest.mark.parametrize(("layer", "texts"), [("times", ["27 January 2025"]), ("numbers", ["Two dozen"]), ("places", ["Goma"]), ("actors", [])])
def test_annotate_gives_offsets_into_the_text(report, layer, texts):
    rows = lines(CliRunner().invoke(app, ["annotate", report, "--layer", layer]))
    found = [row["text"] for row in rows]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [text for text in texts if text not in found] == []


def test_an_unreadable_file_is_one_line_and_exit_code_1(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    result = CliRunner().invoke(app, ["extract", str(bad)])
    assert result.exit_code == 1
    assert str(bad) in result.stderr


def test_a_bad_date_is_wrong_usage(report):
    assert CliRunner().invoke(app, ["extract", report, "--published", "yesterday"]).exit_code == 2
