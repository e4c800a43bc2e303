"""What kind of actor somebody is, for codebooks that ask: state or rebel, militia or civilians. The codebook's `kind` and `country` say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from noria.claims.model import ActorRef, Claim
from noria.derive.geography import key_of
from noria.derive.roles import can_name_a_side, is_nobody, side_name
from noria.derive.words import group_class
from noria.reference.codebook import Actor
from noria.views.codings.coded import ids
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident
from noria.views.codings.whereabouts import Spot

Sort = Literal["state", "rebel", "militia", "identity militia", "rioters", "protesters", "civilians"]

KINDS: dict[str, Sort] = {
    "state": "state", "government": "state", "military": "state", "army": "state", "police": "state",
    "rebel group": "rebel", "armed group": "rebel", "insurgents": "rebel", "coalition": "rebel", "rebel government": "rebel",
    "militia": "militia", "political militia": "militia", "identity militia": "identity militia", "communal militia": "identity militia",
    "rioters": "rioters", "protesters": "protesters", "population": "civilians", "civilians": "civilians", "civilian": "civilians",
    "journalist": "civilians", "aid worker": "civilians", "health worker": "civilians"}
INHERITED = frozenset({"unit", "command", "person", "force", None})  # kinds that say nothing: the force above does


@dataclass(frozen=True, slots=True)
class Body:
    """One party as codebooks code it. `sort` None means that the codebook does not say what it is; `country` is a state's own."""

    name: str
    actor: Actor | None
    side: str | None
    sort: Sort | None
    country: str | None
    claims: tuple[str, ...]
    rule: str

    @property
    def civilians(self) -> bool:
        return self.sort == "civilians"


def body(refs: Sequence[tuple[ActorRef, Claim]], ground: Ground, side: str | None = None) -> Body | None:
    """The party that some mentions name; None where they name nobody ("troops", "a convoy").

    `side` is the side that the record gives to a mention that the codebook does not know: it then stands for the side's first actor.
    """
    ref = refs[0][0]
    known = ground.directory.known(ref)
    claims = ids(claim.id for _, claim in refs)
    if known is not None:
        sort, country = _sort(known, ground)
        return Body(known.name, known, ground.codebook.side_of(known.id), sort, country, claims, "actor.codebook")
    group = group_class(ref.mention)
    if group in {"objects", "people"}:
        return None
    if group is not None:
        return Body(group, None, None, "civilians", None, claims, "actor.kind-of-people")
    named = can_name_a_side(ref.mention) and not is_nobody(ref.mention)
    if not named and side is not None and (lead := _lead_of(side, ground)) is not None:
        sort, country = _sort(lead, ground)
        return Body(lead.name, lead, side, sort, country, claims, "actor.by-side")
    if not named:
        return None
    return Body(side_name(ref.name or ref.mention), None, side, None, None, claims, "actor.as-written")


def _lead_of(side: str, ground: Ground) -> Actor | None:
    """The actor of the codebook that bears the side's id, else the first one that is on it."""
    book = ground.codebook
    return book.actor_by_id(side) or next((actor for actor in book.actors if actor.side == side), None)


def _sort(actor: Actor, ground: Ground) -> tuple[Sort | None, str | None]:
    """The kind of the actor, or of the nearest force above it whose kind says something; and the nearest country."""
    seen: set[str] = set()
    sort: Sort | None = None
    country: str | None = None
    at: Actor | None = actor
    while at is not None and at.id not in seen:
        if sort is None and at.kind not in INHERITED:
            sort = KINDS.get(at.kind or "")
            if sort is None:
                return None, None
        country = country or at.country
        seen.add(at.id)
        at = ground.codebook.actor_by_id(at.part_of) if at.part_of else None
    return sort, country


@dataclass(frozen=True, slots=True)
class Sides:
    """The two parties of an incident, each with those who acted with it; `reason` tells where one had to be reckoned."""

    first: tuple[Body, ...]
    second: tuple[Body, ...]
    rule: str
    reason: str | None = None


def sides_of(incident: Incident, spot: Spot, ground: Ground) -> Sides:
    """Who did it and to whom. Fighters listed together are parted by their sides; who lost a place untold is who held it before."""
    acting = _bodies(incident, ground, "actors")
    suffering = _bodies(incident, ground, "targets")
    if not acting and incident.deed.type == "hold":
        acting, suffering = suffering, acting
    if not acting and len({one.side for one in suffering if one.side is not None}) > 1:
        # Only the dead of both sides are told: they are who fought.
        acting, suffering = [one for one in suffering if one.side is not None], []
    first = [one for one in acting if _with(one, acting[0])]
    against = [one for one in acting if one not in first]
    second = [one for one in suffering if not (one.side is not None and first and one.side == first[0].side)]
    if against and not suffering:
        return Sides(tuple(first), tuple(against), "parties.parted-by-side")
    if second or incident.deed.type not in {"capture", "advance", "encircle", "hold"} or not first:
        return Sides(tuple(first), tuple(second), "parties.told")
    if (holder := _holder_before(incident, spot, first[0], ground)) is not None:
        return Sides(tuple(first), (holder,), "parties.holder-before", f"whom it was taken from is not told; {holder.name} held {spot.name} before")
    return Sides(tuple(first), (), "parties.told")


def _with(one: Body, lead: Body) -> bool:
    return one is lead or one.side is None or lead.side is None or one.side == lead.side


def _bodies(incident: Incident, ground: Ground, role: Literal["actors", "targets"]) -> list[Body]:
    """Parties in one role, those that most origins name first; a deed's own before those of its harm."""
    deed = set(incident.deed.claims)
    refs: dict[str, list[tuple[ActorRef, Claim]]] = defaultdict(list)
    for claim in incident.claims:
        for ref in getattr(claim, role) if claim.type != "displace" else ():
            refs[ground.directory.key(ref)].append((ref, claim))
    support = Counter({key: len(ground.origins(claim for _, claim in told)) for key, told in refs.items()})
    order = sorted(refs, key=lambda key: (not any(claim.id in deed for _, claim in refs[key]), -support[key], key))
    sides = {party.name: party.side for event in incident.events for party in event.parties}
    found = [one for key in order if (one := body(refs[key], ground, sides.get(refs[key][0][0].name or refs[key][0][0].mention))) is not None]
    found = list({one.name: one for one in reversed(found)}.values())[::-1]
    return sorted(found, key=lambda one: (one.rule == "actor.as-written", one.actor is not None and one.actor.kind == "person"))


def _holder_before(incident: Incident, spot: Spot, taker: Body, ground: Ground) -> Body | None:
    """Who held the place until the incident, by the control of the record, if it was another side."""
    if incident.time is None or taker.side is None:
        return None
    for holding in ground.results.holdings:
        ends = holding.until is not None and abs(holding.until - incident.time.start) <= 1
        if holding.place.id == key_of(spot.place).id and ends and holding.state == "held" and holding.side not in {None, taker.side}:
            known = ground.codebook.actor(holding.holder) if holding.holder else None
            known = known or next((a for a in ground.codebook.actors if a.id == holding.side), None)
            sort, country = _sort(known, ground) if known else (None, None)
            return Body(known.name if known else holding.holder or holding.side or "", known, holding.side, sort, country, holding.claims, "actor.holder-before")
    return None
