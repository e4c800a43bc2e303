"""How precisely a place is known, in the codes of the two event datasets that coders write.

ACLED `geo_precision`: 1 a town or named spot with coordinates, 2 a small part of a region or near a town, 3 a larger region; nothing for
a whole country (ACLED codebook, "Spatial precision"). UCDP GED `where_prec`: 1 exact, 2 a limited area around a known spot, 3 a
second-order unit, 4 a first-order unit, 5 between two places or a part of a country larger than that, 6 a country, 7 over water (UCDP GED
codebook, "where_prec").
"""

from __future__ import annotations

from dataclasses import dataclass

from noria.values.place import Precision, Relation

_AT: frozenset[Relation] = frozenset({"in", "from"})
_EXACT: frozenset[Precision] = frozenset({"site", "populated place"})
_LIMITED_KM = 25.0  # UCDP's own measure of "a limited area around"


@dataclass(frozen=True, slots=True)
class Code:
    """A code with the reason for it; `value` is None where the code list has none for the case."""

    value: int | None
    reason: str


def geo_precision(precision: Precision, relation: Relation = "in", distance_km: float | None = None) -> Code:
    """ACLED's code for a place known so precisely, in this relation to what is told."""
    if precision in _EXACT:
        return Code(1, f"a named {precision}") if relation in _AT and distance_km is None else Code(2, _off(relation, distance_km))
    if precision == "near":
        return Code(2, "around a named place")
    if precision == "district":
        return Code(2, "a district, a small part of a region")
    if precision in {"province", "region", "water"}:
        return Code(3, "a larger region" if precision == "region" else f"a {precision}")
    return Code(None, "a whole country, which ACLED does not code" if precision == "country" else "the place stays open")


def where_prec(precision: Precision, relation: Relation = "in", distance_km: float | None = None) -> Code:
    """UCDP's code for a place known so precisely, in this relation to what is told."""
    if precision == "unresolved":
        return Code(None, "the place stays open")
    if relation == "between":
        return Code(5, "between two places")
    if precision in _EXACT and relation in _AT and distance_km is None:
        return Code(1, f"a named {precision}")
    if precision in _EXACT or precision == "near":
        if distance_km is not None and distance_km > _LIMITED_KM and relation not in _DIRECTED:
            return Code(5, f"{distance_km:g} km from a named place, in no stated direction")
        return Code(2, "around a named place" if relation in _AT and distance_km is None else _off(relation, distance_km))
    return _AREAS[precision]


_DIRECTED: frozenset[Relation] = frozenset({"north of", "south of", "east of", "west of", "northeast of", "northwest of", "southeast of", "southwest of"})
_AREAS: dict[Precision, Code] = {
    "district": Code(3, "a second-order unit"), "province": Code(4, "a first-order unit"), "region": Code(5, "a part of a country, or a line through it"),
    "country": Code(6, "a whole country"), "water": Code(7, "over water")}


def _off(relation: Relation, distance_km: float | None) -> str:
    how = f"{distance_km:g} km " if distance_km is not None else ""
    words = {"in": "away from", "from": "from", "between": "between places, not at"}.get(relation, relation)
    return f"{how}{words} a named place"
