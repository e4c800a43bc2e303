"""What a candidate is worth by itself, before the document's other places are asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from noria.reading.toponyms.model import ResolutionContext
from noria.reading.toponyms.names import Name
from noria.reference.gazetteer import Gazetteer, Match
from noria.reference.gazetteer.entry import AREAS, Kind
from noria.reference.gazetteer.names import light, loose

_FEWEST = 300  # people, where the table tells none: villages of cities500 have at least 500


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth, in nats. Set by search on news reports with known places; see `benchmarks/gazetteer.py`."""

    people: float = 1.6  # for each tenfold of population
    likeness: float = 10.0  # taken off for a name that is wholly unlike
    own: float = 3.0  # in the dossier's own tables
    home: float = 2.0  # in the default country, or that of the dossier's tables
    nation: float = 4.0
    division_: float = 0.0
    second: float = -1.5
    capital: float = 2.0
    nested: float = 2.0  # a town over the division that holds it and has its name
    wanted: float = 4.0  # of the kind that a feature word asks for
    contained: float = 6.0  # where the text itself puts it
    near: float = 4.0  # of a certain neighbour on the spot
    near_km: float = 60.0
    around: float = 1.5
    around_km: float = 300.0
    country: float = 0.6
    named_country: float = 1.5
    division: float = 0.8
    named_division: float = 2.5
    company: float = 2.5
    alone: float = 0.5  # for a place far from all others, where the others stand together
    doubt: float = 7.5  # the worth at which a candidate is as likely wrong as right
    most: int = 24  # candidates of one name that are weighed


WEIGHTS = Weights()


def standing(name: Name, gazetteer: Gazetteer, context: ResolutionContext, weights: Weights) -> list[float]:
    """The worth of each candidate of a name, in their order."""
    kinds: dict[Kind, float] = {"country": weights.nation, "continent": weights.nation, "admin1": weights.division_, "admin2": weights.second,
                                "capital": weights.capital}
    home = gazetteer.home | {context.default_country or gazetteer.default_country}
    decided = context.decided.get(light(name.text))
    areas = [match.entry for match in name.matches if match.entry.kind in {"admin1", "admin2"}]
    scores = []
    for match in name.matches:
        entry = match.entry
        score = weights.people * log10(max(entry.population, _FEWEST)) + kinds.get(entry.kind, 0.0) - weights.likeness * (1 - match.likeness)
        if match.own:
            score += weights.own
        if entry.country in home and entry.country is not None:
            score += weights.home
        if name.wanted is None:
            if areas and entry.kind in {"populated place", "capital"} and any(area.contains(entry.point) for area in areas):
                score += weights.nested
        else:
            fits = entry.kind == name.wanted or {entry.kind, name.wanted} <= {"populated place", "capital"}
            score += weights.wanted if fits else -weights.wanted / 2
        if decided is not None and decided in {entry.id, *entry.also}:
            score += 100.0
        scores.append(score)
    for container in name.containers:
        inside = [_inside(match, container, gazetteer) for match in name.matches]
        if any(inside):  # else the comma made a list, not an address, or the gazetteer lacks the place that is meant
            for i, held in enumerate(inside):
                scores[i] += weights.contained if held else -weights.contained / 2
    return scores


def _inside(match: Match, container: str, gazetteer: Gazetteer) -> bool:
    """Whether the text's container holds the candidate."""
    entry = match.entry
    short = container.replace(".", "").strip()
    if len(short) == 2 and short.isupper() and entry.admin1_code is not None and entry.admin1_code[3:] == short:
        return True
    for area in (area.entry for area in gazetteer.matches(container)):
        if area.kind not in AREAS or area.id == entry.id:
            continue
        if area.kind == "country" and area.country == entry.country:
            return True
        if area.kind == "admin1" and area.admin1_code is not None and area.admin1_code == entry.admin1_code:
            return True
        if area.kind in {"admin1", "admin2"} and entry.kind not in {"country", "continent"} and (
                area.contains(entry.point) or loose(light(area.name)) == loose(light(entry.admin1 or "-"))):
            return True
    return False
