"""Event and sub-event types: what ACLED calls a deed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.cues import repels
from noria.derive.words import group_class
from noria.values.vocabulary import FAMILY_OF
from noria.views.codings.coded import Refused, ids
from noria.views.codings.incident import Incident
from noria.views.codings.people import Body, Sides

_UNFOUGHT = re.compile(
    r"\bwithout (?:a |any |firing |significant |much )*(?:fight\w*|resistance|battle|clash\w*|combat|shot)\b|\bunopposed\b|\bpeaceful(?:ly)?\b"
    r"|\b(?:handed|turned) over\b|\bunder (?:a|the) (?:deal|agreement)\b|\bafter an agreement\b|\bagreement with\b", re.IGNORECASE)
_CHEMICAL = re.compile(r"\b(?:chemical|sarin|chlorine|nerve agent|mustard gas|poison gas)\b", re.IGNORECASE)
_SUICIDE = re.compile(r"\bsuicide\b|\bSVBIED\b|\bblew (?:himself|herself|themselves) up\b", re.IGNORECASE)
_GRENADE = re.compile(r"\bgrenades?\b", re.IGNORECASE)
_LOOTED = re.compile(r"\b(?:loot|pillag|plunder|burn(?:ed|t)|set fire|demolish)", re.IGNORECASE)
# Of what else no party is told, there is too little for a row.
_TOLD_WITHOUT_PARTIES = frozenset({"airstrike", "shelling", "bombing"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A sub-event type, the rule that chose it and the claims it rests on."""

    sub_type: str
    rule: str
    claims: tuple[str, ...]
    reason: str | None = None


def codable(incident: Incident) -> None:
    """Raises Refused where the incident has no row whatever else is told of it: it is no event, or not told as having happened."""
    deed = incident.deed
    if deed.type in {"launch", "state"}:
        raise Refused("acled.type.no-event", "a beginning or a statement is no event")
    if deed.type == "displace":
        raise Refused("acled.type.displacement", "displacement is no event")
    if deed.factuality in {"unverified", "planned", "denied"}:
        raise Refused(f"acled.type.{deed.factuality}", f"told as {deed.factuality} only")


def kind_of(incident: Incident, sides: Sides) -> Kind:
    """What ACLED calls the incident. Raises Refused where it has no type for it."""
    deed = incident.deed
    claims = [claim for claim in incident.claims if claim.id in set(deed.claims)] or list(incident.claims)
    if incident.bare:
        return _bare(incident, sides, claims)
    if deed.factuality == "failed" and FAMILY_OF[deed.type] not in {"violence", "territory"}:
        raise Refused("acled.type.failed", "told as failed only")
    if not sides.first and not sides.second and deed.type not in _TOLD_WITHOUT_PARTIES:
        raise Refused("acled.type.nobody", "no party is told")
    if FAMILY_OF[deed.type] == "violence":
        return _violence(deed.type, claims, sides)
    if FAMILY_OF[deed.type] == "territory":
        return _territory(incident, claims, sides)
    return _other(deed.type, claims, sides)


def _violence(type_: str, claims: list[Claim], sides: Sides) -> Kind:
    told = ids(claim.id for claim in claims)
    words = " ".join(claim.evidence.quote for claim in claims if claim.type == type_)
    if type_ in {"airstrike", "shelling", "bombing"} and (found := [c.id for c in claims if _CHEMICAL.search(c.evidence.quote)]):
        return Kind("Chemical weapon", "acled.type.chemical", ids(found))
    if type_ == "airstrike":
        return Kind("Air/drone strike", "acled.type.air", told)
    if type_ == "shelling":
        return Kind("Shelling/artillery/missile attack", "acled.type.shelling", told)
    if type_ == "bombing":
        if _SUICIDE.search(words):
            return Kind("Suicide bomb", "acled.type.suicide-bomb", told)
        return Kind("Grenade", "acled.type.grenade", told) if _GRENADE.search(words) else Kind(
            "Remote explosive/landmine/IED", "acled.type.explosive", told)
    if type_ == "attack" and _civilians(sides.second):
        return Kind("Attack", "acled.type.attack-on-civilians", told)
    return Kind("Armed clash", "acled.type.armed-clash", told)


def _territory(incident: Incident, claims: list[Claim], sides: Sides) -> Kind:
    deed = incident.deed
    told = ids(claim.id for claim in claims)
    if deed.factuality == "failed":
        return Kind("Armed clash", "acled.type.failed-attempt", told, "the attempt failed")
    unfought = [claim.id for claim in claims if _UNFOUGHT.search(claim.evidence.quote)]
    entered = deed.type == "capture" or (deed.type == "advance" and any(place.relation == "in" for place in deed.places))
    if deed.type == "withdraw" or (entered and 2 * len(unfought) > len(claims)):
        return Kind("Non-violent transfer of territory", "acled.type.transfer", ids(unfought) or told)
    if deed.type == "capture":
        taker = sides.first[0] if sides.first else None
        if taker is None or taker.sort is None:
            raise Refused("acled.type.taker-unknown", "who took the place is not told" if taker is None else
                          f"the codebook does not say whether {taker.name} is a state's force or not", told)
        gained = taker.sort == "state"
        return Kind("Government regains territory" if gained else "Non-state actor overtakes territory", "acled.type.taken", told)
    if deed.type == "hold" and not any(repels(claim) for claim in claims):
        raise Refused("acled.type.kept", "a place kept without a fight is no event", told)
    if sides.first and _civilians(sides.first):
        raise Refused("acled.type.displacement", "people moving is no event", told)
    if deed.type == "advance" and not sides.second:
        return Kind("Other", "acled.type.movement", told)
    return Kind("Armed clash", "acled.type.armed-clash", told)


def _other(type_: str, claims: list[Claim], sides: Sides) -> Kind:
    told = ids(claim.id for claim in claims)
    if type_ == "deploy":
        return Kind("Other", "acled.type.movement", told)
    if type_ == "detain":
        if any(count.measure == "freed" for claim in claims for count in claim.counts):
            return Kind("Other", "acled.type.freed", told)
        if _civilians(sides.second) and sides.first and sides.first[0].sort != "state":
            return Kind("Abduction/forced disappearance", "acled.type.abduction", told)
        return Kind("Arrests", "acled.type.arrests", told)
    if type_ == "materiel":
        looted = any(_LOOTED.search(claim.evidence.quote) for claim in claims)
        return Kind("Looting/property destruction" if looted else "Disrupted weapons use", "acled.type.materiel", told)
    if type_ == "defect":
        return Kind("Change to group/activity", "acled.type.defection", told)
    return Kind("Agreement", "acled.type.agreement", told)


def _bare(incident: Incident, sides: Sides, claims: list[Claim]) -> Kind:
    """Harm of which no deed is told."""
    told = ids(claim.id for claim in claims)
    if not incident.lines:
        raise Refused("acled.type.toll-alone", "people are said to have been harmed, without a figure of that occasion or a deed that did it", told)
    if sides.first and _civilians(sides.second):
        return Kind("Attack", "acled.type.attack-on-civilians", told)
    fought = {body.side for body in (*sides.first, *sides.second) if body.side is not None}
    if len(fought) > 1 or (sides.first and sides.second):
        return Kind("Armed clash", "acled.type.deaths-of-fighting", told, "only the dead of a fight are told, not the fight")
    raise Refused("acled.type.toll-alone", "only harm is told, not what did it nor by whom", told)


def _civilians(bodies: tuple[Body, ...]) -> bool:
    return bool(bodies) and all(one.civilians or group_class(one.name) is not None for one in bodies)
