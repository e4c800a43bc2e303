"""`noria check`: what it prints and when it exits with 1."""

import pytest
from typer.testing import CliRunner

from factory import claim
from noria.claims.extraction import Extraction
from noria.cli import app
from noria.cli import check as command

CASES = """
[[case]]
id = "river-001"
text = "Rebels took Riverton."
claims = [{ type = "capture" }]

[[case]]
id = "river-002"
text = "Rebels took Eastford."
claims = [{ type = "advance" }]
"""


class TakesEverything:
    def __init__(self, tables):
        assert tables == ()

    def extract(self, document):
        return Extraction((claim("capture", document.text, trigger="took"),), ())


@pytest.fixture
def cases(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_extractor", TakesEverything)
    path = tmp_path / "river.toml"
    path.write_text(CASES)
    return path


def run(path):
    return CliRunner().invoke(app, ["check", str(path)])


def test_a_case_that_fails_is_shown_and_counts(cases):
    result = run(cases)
    assert result.exit_code == 1
    assert result.stdout == f"{cases}: river-002\n  | Rebels took Eastford.\n  missing: advance\n  too many: capture ('took'); factuality realised\n\n"
    assert result.stderr == "cases 2: as expected 1, known failures 0, new failures 1\n"


def test_a_known_failure_is_no_failure_and_one_that_passes_is_said(cases):
    (cases.parent / "known_failures.txt").write_text("river-001\nriver-002\n")
    result = run(cases)
    assert result.exit_code == 0
    assert "river-002 (known failure)" in result.stdout
    assert result.stderr == ("river-001 is listed as a known failure and does not fail; take it off the list\n"
                             "cases 2: as expected 1, known failures 1, new failures 0\n")


def test_a_file_that_is_no_table_is_one_line(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("[case")
    result = run(path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}: not a table of cases: ")
    assert result.stderr.count("\n") == 1
