"""The case tables in tests/cases/claims: `pytest -k ukraine-001` runs one, `noria check FILE` prints what differs."""

from functools import cache
from pathlib import Path

import pytest

from noria.claims.cases import KNOWN_FAILURES, known_failures, read_cases
from noria.claims.check import differences
from noria.claims.extract import Extractor
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer

FOLDER = Path(__file__).parent / "cases" / "claims"
KNOWN = known_failures(FOLDER / KNOWN_FAILURES)
CASES = [case for file in sorted(FOLDER.glob("*.toml")) for case in read_cases(file)]


@cache
def extractor(tables):
    return Extractor(Codebook(), Gazetteer.open(tables))


def test_ids_are_unique_and_known_failures_are_cases():
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))
    assert set(ids) >= KNOWN


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case.id, marks=pytest.mark.xfail(strict=True, reason="known failure") if case.id in KNOWN else ()) for case in CASES])
def test_case(case):
    found = differences(case.claims, extractor(case.tables).extract(case.document()).claims)
    assert not found, "\n".join([case.text, *map(str, found)])
