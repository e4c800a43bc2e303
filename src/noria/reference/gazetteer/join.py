"""Entries of several tables that are one place become one candidate, with the reason."""

from __future__ import annotations


from msgspec.structs import replace

from noria.reference.gazetteer.entry import AREAS, Entry
from noria.reference.gazetteer.match import Match

SAME_PLACE_KM = 10.0


def joined(matches: list[Match]) -> list[Match]:
    """`matches` all answer to one name. A later entry of another table that is an earlier one's place is taken into it."""
    out: list[Match] = []
    for match in matches:
        for i, kept in enumerate(out):
            reason = _same(kept.entry, match.entry)
            if reason is not None:
                out[i] = replace(kept, entry=_with(kept.entry, match.entry, reason), likeness=max(kept.likeness, match.likeness))
                break
        else:
            out.append(match)
    return out


def _same(one: Entry, other: Entry) -> str | None:
    if one.table == other.table:
        return None
    if (one.kind in AREAS) != (other.kind in AREAS):
        return None
    if one.kind in AREAS:
        if one.kind != other.kind:
            return None
        extents = [(a, b) for a, b in ((one, other), (other, one)) if a.bbox is not None or a.radius_km]  # many tables tell a unit's middle alone
        if extents and all(a.contains(b) for a, b in extents):
            return f"same name as {other.id}, {'each within the other' if len(extents) > 1 else 'the middle of one within the other'}'s bounds"
        return None
    if (one.kind == "site") != (other.kind == "site"):
        return None
    km = one.point.km_to(other.point)
    return f"same name as {other.id}, {km:.1f} km away" if km <= SAME_PLACE_KM else None


def _with(one: Entry, other: Entry, reason: str) -> Entry:
    return replace(
        one, also=(*one.also, other.id), joined=reason if one.joined is None else f"{one.joined}; {reason}",
        kind=other.kind if other.kind == "capital" else one.kind, country=one.country or other.country, admin1=one.admin1 or other.admin1,
        admin1_code=one.admin1_code or other.admin1_code, admin2=one.admin2 or other.admin2, population=max(one.population, other.population))
