"""Scores the candidates of all names of a document against one another. Weights stand in one table; scores are in nats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from noria.reading.toponyms.names import Name
from noria.reading.toponyms.standing import Weights, WEIGHTS, is_feature, standing
from noria.reference.gazetteer import Gazetteer, Match
from noria.reference.gazetteer.entry import KINDS
from noria.values.place import EARTH_RADIUS_KM

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
ROUNDS = 4
_UNKNOWN = "no gazetteer knows the name"
OPEN_BELOW = 0.5
_SAME_SPOT_KM = 25.0
_SAME_SPOT_DEGREES = 0.23  # of latitude, a little more
_UNITS = frozenset({"admin1", "admin2"})
_SLIGHT = 0.005
_NUMBER_OF = {kind: number for number, kind in enumerate(KINDS)}
_COUNTRY, _DIVISION, _CONTINENT, _CAPITAL = (_NUMBER_OF[kind] for kind in ("country", "admin1", "continent", "capital"))


class Verdict(Struct, frozen=True, gc=False):
    """The outcome for one name: `chosen` None where it stays open; `ranked` best first, `scores` how likely each is the place meant, 0..1."""

    chosen: Match | None
    confidence: float
    ranked: tuple[Match, ...] = ()
    reasons: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """All candidates of all names side by side; those of name number `i` stand at `starts[i] : starts[i + 1]`."""

    matches: tuple[Match, ...]
    starts: Ints
    owner: Ints
    lat: Floats
    lon: Floats
    kind: Ints
    country: Ints
    division: Ints
    own: Floats
    feature: Bools


def weigh(names: Sequence[Name], gazetteer: Gazetteer, weights: Weights = WEIGHTS) -> list[Verdict]:
    """A verdict for each name; does not depend on the order of the names."""
    verdicts = [Verdict(None, 0.0, reasons=(_UNKNOWN if name.decision is None else f"left open by judgement {name.decision.judgement}",)) for name in names]
    known = sorted((i for i, name in enumerate(names) if name.matches), key=lambda i: (names[i].text, names[i].words, names[i].wanted or ""))
    if not known:
        return verdicts
    placed = _field([names[i] for i in known], gazetteer, weights)
    company, share = _settle(placed, weights)
    worth = placed.own + company
    settled = np.maximum.reduceat(company * (share > OPEN_BELOW), placed.starts[:-1])
    usual = float(np.sort(settled)[len(settled) // 2]) if len(settled) > 2 else 0.0
    renowned = (placed.kind == _CAPITAL) | (placed.kind == _COUNTRY)
    # a spelling that only sounds alike, in the world's table, is no sign that the table knows the place
    unknown = sum(all(_guess(match) for match in name.matches) for name in names if name.bears) / sum(name.bears for name in names)
    alone = weights.alone * np.maximum(0.0, usual - company) * np.where(renowned, 1.0, 1 + weights.unknown * unknown) * ~placed.feature
    doubt = weights.doubt - weights.relief * max(0.0, 1 - usual / weights.crowd)
    known_to_all = np.where(renowned, weights.renown, 0.0)
    plausible = 1 / (1 + np.exp(-(worth + known_to_all - alone - doubt)))
    starts: list[int] = placed.starts.tolist()
    shares, likely, kept = share.tolist(), plausible.tolist(), company.tolist()  # single figures are taken from a list several times faster
    for number, i in enumerate(known):
        verdicts[i] = _verdict(names[i], placed.matches, range(starts[number], starts[number + 1]), shares, likely, kept)
    return verdicts


def _field(names: Sequence[Name], gazetteer: Gazetteer, weights: Weights) -> _Field:
    matches: list[Match] = []
    own: list[float] = []
    starts = [0]
    for name in names:
        scores = standing(name, gazetteer, weights)
        if len(scores) > 1:
            kept = sorted(range(len(scores)), key=lambda k: (-scores[k], name.matches[k].entry.id))[: weights.most]
            matches += [name.matches[k] for k in kept]
            own += [scores[k] for k in kept]
        else:
            matches += name.matches
            own += scores
        starts.append(len(matches))
    entries = [match.entry for match in matches]
    return _Field(
        tuple(matches), np.array(starts), np.repeat(np.arange(len(names)), np.diff(starts)),
        np.radians([entry.lat for entry in entries]), np.radians([entry.lon for entry in entries]),
        np.array([_NUMBER_OF[entry.kind] for entry in entries]), _alike([entry.country for entry in entries]),
        _alike([entry.admin1_code for entry in entries]), np.array(own), np.array([is_feature(match) for match in matches]))


def _alike(codes: Sequence[str | None]) -> Ints:
    """A number for each code, the same for the same; one of its own for each that is not known."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(code, i) if code else -1 - i for i, code in enumerate(codes)])


def _settle(placed: _Field, weights: Weights) -> tuple[Floats, Floats]:
    """The company of each candidate and its share of its name, after some rounds."""
    kernel = _kernel(placed, weights)
    share = _shares(placed.own, placed)
    company = np.zeros_like(share)
    for _ in range(ROUNDS):
        support = np.add.reduceat(kernel * share[:, None], placed.starts[:-1], axis=0)  # name by candidate
        company = weights.company * np.log1p(support.sum(axis=0))
        share = _shares(placed.own + company, placed)
    return company, share


def _kernel(placed: _Field, weights: Weights) -> Floats:
    """How much one candidate (row) speaks for another (column); candidates of one name do not speak for each other."""
    lat, lon = placed.lat, placed.lon
    across = np.cos(lat)
    on_sphere = np.array((across * np.cos(lon), across * np.sin(lon), np.sin(lat)))
    km = np.sqrt(np.maximum(0.0, 2 - 2 * (on_sphere.T @ on_sphere))) * EARTH_RADIUS_KM  # by the chord
    country, division = placed.kind == _COUNTRY, placed.kind == _DIVISION
    spot = 1.0 - (country | (placed.kind == _CONTINENT) | placed.feature)
    out: Floats = (weights.near * np.exp(km / -weights.near_km) + weights.around * np.exp(km / -weights.around_km)) * (spot[:, None] * spot)
    out += np.where(country[:, None] | country, weights.named_country, weights.country) * (placed.country[:, None] == placed.country)
    out += np.where(division, weights.named_division, weights.division)[:, None] * (placed.division[:, None] == placed.division)
    out[placed.owner[:, None] == placed.owner] = 0.0
    return out


def _shares(score: Floats, placed: _Field) -> Floats:
    top = np.maximum.reduceat(score, placed.starts[:-1])
    raised = np.exp(score - top[placed.owner])
    shares: Floats = raised / np.add.reduceat(raised, placed.starts[:-1])[placed.owner]
    return shares


def _verdict(name: Name, matches: Sequence[Match], mine: range, share: Sequence[float], plausible: Sequence[float], company: Sequence[float]) -> Verdict:
    order = sorted(mine, key=lambda k: (-share[k], k)) if len(mine) > 1 else mine
    best = order[0]
    ranked = tuple([matches[k] for k in order])
    match = matches[best]
    same = share[best] + sum([share[k] for k in order[1:] if share[k] > _SLIGHT and _one_spot(match, matches[k])])
    confidence = round(same * plausible[best], 3)
    scores = tuple([round(share[k] * plausible[k], 3) for k in order])
    how = "bears the name" if match.how == "name" else f"known by {match.how}"
    reasons = [how if name.decision is None else f"settled by judgement {name.decision.judgement}"]
    if match.own and name.decision is None:
        reasons.append(f"in the dossier's table {match.entry.table}")
    if match.entry.joined:
        reasons.append(match.entry.joined)
    if len(order) > 1:
        reasons.append(f"share {same:.2f} among {len(order)} candidates")
    if company[best] > 0:
        reasons.append(f"company of the document's other places {company[best]:.1f}")
    if name.containers:
        reasons.append("beside " + ", ".join(name.containers[:3]))
    if name.words:
        reasons.append(f"named with {name.words!r}")
    if confidence < OPEN_BELOW:
        return Verdict(None, confidence, ranked, ("too doubtful", *reasons), scores)
    return Verdict(match, confidence, ranked, tuple(reasons), scores)


def _guess(match: Match) -> bool:
    return match.how == "romanisation" and not match.own


def _one_spot(one: Match, other: Match) -> bool:
    """Two candidates that differ in scale or by a short way only: a city and its province, a town and its suburb."""
    a, b = one.entry, other.entry
    if (a.kind in _UNITS and a.contains(b)) or (b.kind in _UNITS and b.contains(a)):
        return True
    return abs(a.lat - b.lat) < _SAME_SPOT_DEGREES and a.point.km_to(b.point) <= _SAME_SPOT_KM
