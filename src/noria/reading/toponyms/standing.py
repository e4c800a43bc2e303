"""What a candidate is worth by itself, before the document's other places are asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from noria.reading.toponyms.names import Name
from noria.reference.gazetteer import Entry, Gazetteer, Kind, Match
from noria.reference.gazetteer.entry import AREAS
from noria.reference.gazetteer.names import light, loose

_FEWEST = 300  # people, where the table tells none: villages of cities500 have at least 500


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth, in nats. Set by search on news reports with known places; see `benchmarks/gazetteer.py`."""

    people: float = 1.6  # for each tenfold of population
    likeness: float = 10.0  # taken off for a name that is wholly unlike
    guess: float = 5.0  # taken off for a name that the world's table only has in another spelling
    own: float = 3.0  # in the dossier's own tables
    home: float = 2.0  # in a country of the dossier's theatre, or that of its tables
    theatre: float = 3.0  # in the box that its theatre is
    nation: float = 4.0
    first: float = 0.0
    second: float = -1.5
    capital: float = 0.8
    feature: float = 6.0  # a sea, river or region of the world's table; it has no people
    nested: float = 2.0  # a town over the division that holds it and has its name
    wanted: float = 4.0  # of the kind that a feature word asks for
    contained: float = 6.0  # where the text itself puts it
    decided: float = 100.0  # settled by somebody
    near: float = 20.0  # of a certain neighbour on the spot
    near_km: float = 30.0
    around: float = 1.5
    around_km: float = 300.0
    country: float = 0.6
    named_country: float = 3.0
    division: float = 1.1
    named_division: float = 4.2
    company: float = 2.7
    alone: float = 0.7  # for a place far from all others, where the others stand together
    unknown: float = 4.0  # times more so, where all other names are unknown: a far namesake then is but one more that the tables lack
    doubt: float = 8.7  # the worth at which a candidate is as likely wrong as right
    renown: float = 5.0  # less doubt of a capital or country, wherever the other places are
    relief: float = 3.0  # less doubt in a document whose names keep no company, so that there is none to be missed
    crowd: float = 4.0  # the usual company from which on there is no relief
    most: int = 16  # candidates of one name that are weighed


WEIGHTS = Weights()


def is_feature(match: Match) -> bool:
    """Whether it is a natural feature or region of the world's table, so wide that what lies near its middle says nothing of it."""
    return not match.own and match.entry.kind in {"water", "region"}


def standing(name: Name, gazetteer: Gazetteer, weights: Weights) -> list[float]:
    """The worth of each candidate of a name, in their order."""
    kinds: dict[Kind, float] = {"country": weights.nation, "continent": weights.nation, "admin1": weights.first, "admin2": weights.second,
                                "capital": weights.capital}
    scores = []
    for match in name.matches:
        entry = match.entry
        score = weights.people * log10(max(entry.population, _FEWEST)) + kinds.get(entry.kind, 0.0) - weights.likeness * (1 - match.likeness)
        if is_feature(match):
            score += weights.feature
        if match.own:
            score += weights.own
        elif match.how == "romanisation":
            score -= weights.guess
        if entry.country is not None and entry.country in gazetteer.home:
            score += weights.home
        if gazetteer.theatre.box is not None and gazetteer.theatre.holds(entry.lat, entry.lon):
            score += weights.theatre
        if name.wanted is not None:
            fits = entry.kind == name.wanted or {entry.kind, name.wanted} <= {"populated place", "capital"}
            score += weights.wanted if fits else -weights.wanted / 2
        elif match.nested:
            score += weights.nested
        if name.decision is not None:
            score += weights.decided
        scores.append(score)
    for container in name.containers:
        held = _held(name, container, gazetteer)
        if any(held):  # else the comma made a list, not an address, or the gazetteer lacks the place that is meant
            scores = [score + (weights.contained if inside else -weights.contained / 2) for score, inside in zip(scores, held, strict=True)]
    return scores


def _held(name: Name, container: str, gazetteer: Gazetteer) -> list[bool]:
    """For each candidate, whether the text's container holds it."""
    areas = [area.entry for area in gazetteer.matches(container) if area.entry.kind in AREAS]
    postal = container.replace(".", "").strip()
    code = postal if len(postal) == 2 and postal.isupper() else None
    if not areas and code is None:
        return []
    return [any(_inside(match.entry, area) for area in areas) or (
        code is not None and match.entry.admin1_code is not None and match.entry.admin1_code[3:] == code) for match in name.matches]


def _inside(entry: Entry, area: Entry) -> bool:
    if area.id == entry.id or entry.kind in {"country", "continent"}:
        return False
    if area.kind == "country":
        return area.country == entry.country
    if area.kind == "admin1" and area.admin1_code is not None and area.admin1_code == entry.admin1_code:
        return True
    return area.kind != "continent" and (area.contains(entry) or (
        entry.admin1 is not None and loose(light(area.name)) == loose(light(entry.admin1))))
