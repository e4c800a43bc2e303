"""Precision in ACLED's and UCDP's codes, each with its reason."""

from __future__ import annotations

from typing import get_args

import pytest

from noria.values.place import Precision, Relation
from noria.values.precision import geo_precision, where_prec

CASES: list[tuple[Precision, Relation, float | None, int | None, int | None]] = [
    ("populated place", "in", None, 1, 1),
    ("site", "in", None, 1, 1),
    ("populated place", "from", None, 1, 1),
    ("populated place", "near", None, 2, 2),
    ("populated place", "near", 9.7, 2, 2),
    ("populated place", "near", 60.0, 2, 5),
    ("populated place", "northeast of", 60.0, 2, 2),
    ("populated place", "toward", None, 2, 2),
    ("populated place", "between", None, 2, 5),
    ("near", "in", None, 2, 2),
    ("district", "in", None, 2, 3),
    ("province", "in", None, 3, 4),
    ("region", "in", None, 3, 5),
    ("country", "in", None, None, 6),
    ("water", "in", None, 3, 7),
    ("unresolved", "in", None, None, None),
]


@pytest.mark.parametrize(("precision", "relation", "km", "acled", "ucdp"), CASES)
def test_codes(precision: Precision, relation: Relation, km: float | None, acled: int | None, ucdp: int | None) -> None:
    assert (geo_precision(precision, relation, km).value, where_prec(precision, relation, km).value) == (acled, ucdp)


@pytest.mark.parametrize("precision", get_args(Precision))
@pytest.mark.parametrize("relation", get_args(Relation))
def test_every_code_has_a_reason(precision: Precision, relation: Relation) -> None:
    for km in (None, 3.0, 300.0):
        assert geo_precision(precision, relation, km).reason
        assert where_prec(precision, relation, km).reason
