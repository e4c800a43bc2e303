"""Scores the candidates of all names of a document against one another. Weights stand in one table; scores are in nats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from noria.reading.toponyms.model import ResolutionContext
from noria.reading.toponyms.names import Name
from noria.reference.gazetteer import Gazetteer, Match
from noria.reference.gazetteer.entry import AREAS, KINDS, Kind
from noria.reference.gazetteer.names import light, loose

Floats = npt.NDArray[np.float64]
ROUNDS = 4
OPEN_BELOW = 0.5
_KIND: dict[Kind, float] = {"country": 4.0, "continent": 4.0, "admin1": 0.3, "capital": 1.0, "admin2": -1.5, "site": -0.5, "region": 0.0, "water": 0.0,
                            "populated place": 0.0}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth."""

    people: float = 1.6  # for each tenfold of population
    likeness: float = 10.0  # for a name that is wholly unlike
    own: float = 3.0
    home: float = 2.0
    wanted: float = 4.0
    contained: float = 6.0
    near: float = 2.5  # a certain neighbour on the spot
    reach_km: float = 120.0
    division: float = 0.8
    country: float = 0.9
    named_country: float = 1.8
    named_division: float = 2.5
    doubt: float = 8.5  # the score at which a lone candidate is as likely wrong as right


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one name: `chosen` None where it stays open; `ranked` best first."""

    chosen: Match | None
    confidence: float
    ranked: tuple[Match, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class _Field:
    """All candidates of all names, side by side."""

    owner: npt.NDArray[np.int64]
    lat: Floats
    lon: Floats
    kind: npt.NDArray[np.int64]
    country: npt.NDArray[np.int64]
    division: npt.NDArray[np.int64]
    base: Floats
    matches: list[Match] = field(default_factory=list)


def weigh(names: Sequence[Name], gazetteer: Gazetteer, context: ResolutionContext, weights: Weights = WEIGHTS) -> list[Verdict]:
    """A verdict for each name; does not depend on the order of the names."""
    known = [i for i, name in enumerate(names) if name.matches]
    verdicts = [Verdict(None, 0.0, (), ("no gazetteer knows the name",)) for _ in names]
    if not known:
        return verdicts
    all_ = _field([names[i] for i in known], gazetteer, context, weights)
    share = _shares(all_.base, all_.owner)
    company = np.zeros_like(share)
    kernel = _kernel(all_, weights)
    for _ in range(ROUNDS):
        support = np.zeros((len(known), len(share)))
        np.add.at(support, all_.owner, kernel * share[:, None])
        support[all_.owner, np.arange(len(share))] = 0
        company = 2.0 * np.log1p(np.sort(support, axis=0)[-12:].sum(axis=0))
        share = _shares(all_.base + company, all_.owner)
    for number, i in enumerate(known):
        mine = np.flatnonzero(all_.owner == number)
        verdicts[i] = _verdict(names[i], all_, mine, share, company, weights)
    return verdicts


def _field(names: Sequence[Name], gazetteer: Gazetteer, context: ResolutionContext, weights: Weights) -> _Field:
    matches = [match for name in names for match in name.matches]
    owner = np.array([number for number, name in enumerate(names) for _ in name.matches], dtype=np.int64)
    entries = [match.entry for match in matches]
    countries = {code: number for number, code in enumerate(sorted({entry.country or "" for entry in entries}))}
    divisions = {code: number for number, code in enumerate(sorted({entry.admin1_code or "" for entry in entries}))}
    base = np.array([_base(name, match, gazetteer, context, weights) for name in names for match in name.matches])
    return _Field(
        owner, np.radians([entry.lat for entry in entries]), np.radians([entry.lon for entry in entries]),
        np.array([KINDS.index(entry.kind) for entry in entries]),
        np.array([countries[entry.country or ""] if entry.country else -1 for entry in entries]),
        np.array([divisions[entry.admin1_code or ""] if entry.admin1_code else -1 for entry in entries]), base, matches)


def _base(name: Name, match: Match, gazetteer: Gazetteer, context: ResolutionContext, weights: Weights) -> float:
    entry = match.entry
    score = weights.people * float(np.log10(max(entry.population, 300))) + _KIND[entry.kind]
    score -= weights.likeness * (1 - match.likeness)
    score += weights.own if match.own else 0.0
    home = context.default_country or gazetteer.default_country
    if entry.country is not None and (entry.country == home or entry.country in gazetteer.home):
        score += weights.home
    if name.wanted is not None:
        same = entry.kind == name.wanted or {entry.kind, name.wanted} <= {"populated place", "capital"}
        score += weights.wanted if same else -weights.wanted / 2
    for container in name.containers:
        inside = _inside(match, container, gazetteer)
        if inside is not None:
            score += weights.contained if inside else -weights.contained / 2
    return score


def _inside(match: Match, container: str, gazetteer: Gazetteer) -> bool | None:
    """Whether the text's container holds the candidate; None where the container says nothing (unknown, or a place of its own)."""
    entry = match.entry
    short = container.replace(".", "").strip()
    if len(short) == 2 and short.isupper() and entry.admin1_code is not None and entry.admin1_code[3:] == short:
        return True
    areas = [area.entry for area in gazetteer.matches(container) if area.entry.kind in AREAS]
    if not areas:
        return None
    for area in areas:
        if area.id == entry.id:
            continue
        if area.kind == "country" and area.country == entry.country:
            return True
        if area.kind == "admin1" and area.admin1_code is not None and area.admin1_code == entry.admin1_code:
            return True
        if area.kind in {"admin1", "admin2"} and entry.kind not in {"country", "continent"} and (
                area.contains(entry.point) or loose(light(area.name)) == loose(light(entry.admin1 or "-"))):
            return True
    return False


def _kernel(all_: _Field, weights: Weights) -> Floats:
    """How much one candidate (row) speaks for another (column)."""
    lat, lon = all_.lat, all_.lon
    half = (np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2)
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    country = np.isin(all_.kind, [KINDS.index("country")])
    division = np.isin(all_.kind, [KINDS.index("admin1")])
    continent = np.isin(all_.kind, [KINDS.index("continent")])
    same_country = (all_.country[:, None] == all_.country) & (all_.country >= 0)
    same_division = (all_.division[:, None] == all_.division) & (all_.division >= 0)
    spot = (~country & ~continent)[:, None] & (~country & ~continent)
    out: Floats = weights.near * np.exp(-km / weights.reach_km) * spot
    out += np.where(country[:, None], weights.named_country, weights.country) * same_country
    out += np.where(division[:, None], weights.named_division, weights.division) * same_division
    return out


def _shares(score: Floats, owner: npt.NDArray[np.int64]) -> Floats:
    top = np.full(owner.max() + 1, -np.inf)
    np.maximum.at(top, owner, score)
    raised = np.exp(score - top[owner])
    shares: Floats = raised / np.bincount(owner, raised)[owner]
    return shares


def _verdict(name: Name, all_: _Field, mine: npt.NDArray[np.int64], share: Floats, company: Floats, weights: Weights) -> Verdict:
    order = mine[np.lexsort((mine, -share[mine]))]
    best = int(order[0])
    ranked = tuple(all_.matches[int(k)] for k in order)
    match = all_.matches[best]
    worth = all_.base[best] + company[best]
    plausible = 1 / (1 + np.exp(-(worth - weights.doubt)))
    confidence = round(float(share[best] * plausible), 3)
    reasons = [f"known as {match.how}" if match.how != "name" else "bears the name"]
    if match.own:
        reasons.append(f"from the dossier's table {match.entry.table}")
    if match.entry.joined:
        reasons.append(match.entry.joined)
    if len(mine) > 1:
        reasons.append(f"{share[best]:.2f} of {len(mine)} candidates")
    if company[best] > 0.5:
        reasons.append(f"company {company[best]:.1f}")
    if name.words:
        reasons.append(f"named with {name.words!r}")
    if confidence < OPEN_BELOW:
        return Verdict(None, confidence, ranked, ("too doubtful", *reasons))
    return Verdict(match, confidence, ranked, tuple(reasons))
