"""Judgements brought to bear on claims before anything is derived: what is left out, what is corrected, what is one event and what is not.

Claims themselves are never changed: what comes out are copies that count in their place. A judgement bears on a claim of the same id and
quote; where the document changed around it, on the one claim of that file with the same words, type and trigger. Where there is none, the
judgement is open: a person must look again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from noria.claims.correction import corrected
from noria.claims.model import Claim, PlaceRef
from noria.reference.codebook import fold
from noria.values.judgement import Judgement, read_toponym
from noria.values.place import Point

_NEAR = 50  # rapidfuzz ratio, 0-100; below this two sentences have little in common


@dataclass(frozen=True, slots=True)
class Ties:
    """Claims that people said tell one event (`together`, each with the judgement), and pairs that they said do not."""

    together: tuple[tuple[str, frozenset[str]], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

    def parted(self, one: Claim, other: Claim) -> bool:
        return bool(self.apart) and _pair(one.id, other.id) in self.apart


@dataclass(frozen=True, slots=True)
class Ruled:
    """Claims as they count: without the rejected, the corrected in place of the machine's; `rejected` are ids."""

    claims: tuple[Claim, ...]
    rejected: frozenset[str] = frozenset()
    ties: Ties = field(default_factory=Ties)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a judgement bears on now: of each claim judged the id it has today; `lost` are those that are not there any more."""

    judgement: Judgement
    claims: Mapping[str, str]
    lost: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether what was judged is gone, so that somebody must judge anew."""
        if self.judgement.kind == "merge":
            return sum(any(id in self.claims for id in part) for part in self.judgement.payload["parts"]) < 2
        if self.judgement.kind == "split":
            out = set(self.judgement.payload["out"])
            return not out & self.claims.keys() or self.claims.keys() <= out
        return not self.claims

    @property
    def in_force(self) -> bool:
        return not self.judgement.undone and not self.open


def bearings(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> tuple[Bearing, ...]:
    """How each judgement bears on the claims there are, in the order given."""
    if not judgements:
        return ()
    wanted = {told["id"] for made in judgements for told in made.payload.get("claims", ())}
    words = {told["evidence"]["quote"] for made in judgements for told in made.payload.get("claims", ())}
    toponyms = any(read_toponym(made.target) for made in judgements)
    by_id: dict[str, Claim] = {}
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in wanted:
            by_id[claim.id] = claim
        if claim.evidence.quote in words:
            by_words[claim.document.file, claim.evidence.quote, claim.type, claim.evidence.trigger_text].append(claim.id)
        for mention in {fold(place.mention) for place in claim.places} if toponyms else ():
            named[mention].append(claim)
    return tuple(_bearing(made, by_id, by_words, named) for made in judgements)


def ruled(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> Ruled:
    """The claims as judgements let them count. Those undone or open have no effect; of two that contradict each other the later counts."""
    in_force = sorted((made for made in judgements if not made.undone), key=lambda made: (made.made_at, made.id))
    bearing = [found for found in bearings(claims, in_force) if not found.open]
    if not bearing:
        return Ruled(tuple(claims))
    rejected: set[str] = set()
    corrections: dict[str, dict[str, Any]] = defaultdict(dict)
    toponyms: dict[tuple[str, str | None], Mapping[str, Any]] = {}
    for found in bearing:
        made, upon = found.judgement, set(found.claims.values())
        if toponym := read_toponym(made.target):
            toponyms[toponym] = made.payload["place"]
        elif made.kind == "reject":
            rejected |= upon
        elif made.kind == "accept":
            rejected -= upon
        for id in sorted(upon):
            corrections[id].update(made.payload.get("correction", {}))
    counted = tuple(_as_counted(claim, corrections, toponyms) for claim in claims if claim.id not in rejected)
    return Ruled(counted, frozenset(rejected), _ties(bearing))


def nearest(judged: Mapping[str, Any], claims: Iterable[Claim]) -> Claim | None:
    """Of a claim that is gone, the likest in the present reading of its file; None where no sentence comes near."""
    quote, kind = judged["evidence"]["quote"], judged["type"]
    scored = [(fuzz.ratio(quote, claim.evidence.quote), claim.type == kind, claim) for claim in claims
              if claim.document.file == judged["document"]["file"]]
    near = [found for found in scored if found[0] >= _NEAR]
    return max(near, key=lambda found: (found[0], found[1], found[2].id))[2] if near else None


def _bearing(made: Judgement, by_id: Mapping[str, Claim], by_words: Mapping[tuple[str, ...], list[str]],
             named: Mapping[str, list[Claim]]) -> Bearing:
    if toponym := read_toponym(made.target):
        name, document = toponym
        return Bearing(made, {claim.id: claim.id for claim in named.get(name, ()) if document in {None, claim.document.id}})
    now: dict[str, str] = {}
    lost = []
    for told in made.payload.get("claims", ()):
        id, evidence = told["id"], told["evidence"]
        if id in by_id and by_id[id].evidence.quote == evidence["quote"]:
            now[id] = id
            continue
        same = by_words.get((told["document"]["file"], evidence["quote"], told["type"], evidence["trigger"]["text"]), ())
        if len(same) == 1:
            now[id] = same[0]
        else:
            lost.append(id)
    return Bearing(made, now, tuple(lost))


def _as_counted(claim: Claim, corrections: Mapping[str, Mapping[str, Any]], toponyms: Mapping[tuple[str, str | None], Mapping[str, Any]]) -> Claim:
    if toponyms and claim.places:
        claim = replace(claim, places=tuple(_placed(place, claim.document.id, toponyms) for place in claim.places))
    return corrected(claim, corrections[claim.id]) if corrections.get(claim.id) else claim


def _placed(place: PlaceRef, document: str, toponyms: Mapping[tuple[str, str | None], Mapping[str, Any]]) -> PlaceRef:
    """The place that a name was judged to mean, in its document before in the whole dossier."""
    name = fold(place.mention)
    said = toponyms.get((name, document)) or toponyms.get((name, None))
    if said is None:
        return place
    point = Point(said["lat"], said["lon"]) if said.get("lat") is not None else None
    if place.point == point and said.get("id") in {None, place.id}:
        return place  # a later build has read it so
    return replace(place, footprint=None, name=said["name"], id=said.get("id"), point=point, precision=said.get("precision", "populated place"),
                   confidence=1.0, candidates=())


def _ties(bearing: Iterable[Bearing]) -> Ties:
    """One event, two events: each judgement on top of those before it."""
    blocks: list[tuple[str, set[str]]] = []
    apart: set[tuple[str, str]] = set()
    for found in bearing:
        made = found.judgement
        if made.kind == "merge":
            one = set(found.claims.values())
            touched = [block for _, block in blocks if block & one]
            blocks = [(id, block) for id, block in blocks if not block & one]
            one.update(*touched)
            blocks.append((made.id, one))
            apart = {(a, b) for a, b in apart if not (a in one and b in one)}
        elif made.kind == "split":
            out = {found.claims[id] for id in made.payload["out"] if id in found.claims}
            stay = set(found.claims.values()) - out
            blocks = [(id, rest) for id, block in blocks if len(rest := block - out - stay) > 1]
            blocks += [(made.id, part) for part in (out, stay) if len(part) > 1]
            apart |= {_pair(a, b) for a in out for b in stay}
    return Ties(tuple((id, frozenset(block)) for id, block in blocks), frozenset(apart))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
