"""A search for people: everything that may be meant by what they typed, spelt differently or not to the end, and how far away it lies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from noria.reference.gazetteer.gazetteer import Gazetteer
from noria.reference.gazetteer.join import joined
from noria.reference.gazetteer.match import Match
from noria.reference.gazetteer.names import light, loose
from noria.values.place import Point

WITHIN_KM = 100.0
_LIKE = 0.7  # of a name in the dossier's tables or near a place; a person looks through them
_LIKE_ANYWHERE = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """`km` from the place asked for, None where none was."""

    match: Match
    km: float | None


def search(gazetteer: Gazetteer, text: str, *, near: Point | None = None, within_km: float = WITHIN_KM) -> list[Found]:
    """Places that bear the name, that sound like it or whose name begins so, the likest first, of these the nearest or most populous.

    With `near`, only those within `within_km` of it.
    """
    matches = list(gazetteer.matches(text))
    met = {id for match in matches for id in (match.entry.id, *match.entry.also)}
    further = [match for match in (*gazetteer.alike(text, _LIKE), *gazetteer.beginning(text)) if match.entry.id not in met]
    by_name: dict[str, dict[str, Match]] = defaultdict(dict)
    for match in further:
        by_name[loose(light(match.entry.name))].setdefault(match.entry.id, match)
    found = []
    for match in (*matches, *(one for namesakes in by_name.values() for one in joined(list(namesakes.values())))):
        km = None if near is None else round(near.km_to(match.entry.point), 1)
        if km is not None and km > within_km:
            continue
        if near is not None or match.own or match.how != "romanisation" or match.likeness >= _LIKE_ANYWHERE:
            found.append(Found(match, km))
    return sorted(found, key=lambda one: (-one.match.likeness, one.km or 0.0, not one.match.own, -one.match.entry.population, one.match.entry.id))
