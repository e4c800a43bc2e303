"""The two sides of an event and the type of violence that they make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noria.reference.countries import Country, country
from noria.views.codings.coded import Coded, Refused, ids
from noria.views.codings.people import Body, Sides
from noria.views.codings.ucdp.columns import NON_STATE, ONE_SIDED, STATE_BASED


@dataclass(frozen=True, slots=True)
class Dyad:
    """`b` is None for civilians. `swapped` tells that side a is who was attacked: UCDP puts the government first."""

    a: Body
    b: Body | None
    type: Coded
    swapped: bool


def dyad(sides: Sides, where: Country | None) -> Dyad:
    """The dyad of an incident. Raises Refused where a side is not told, or of a kind that the codebook does not give."""
    armed = [one for one in sides.second if not one.civilians]
    claims = ids(claim for one in (*sides.first, *sides.second) for claim in one.claims)
    doers = [one for one in sides.first if not one.civilians]
    if not doers:
        raise Refused("ucdp.dyad.doer", "no account names who did it", claims)
    if not armed and not sides.second:
        raise Refused("ucdp.dyad.target", "no account names the other side", claims)
    one = _lead(doers, where)
    if not armed:
        return Dyad(one, None, Coded(ONE_SIDED, "ucdp.type.one-sided", claims, "only civilians are told as the target"), swapped=False)
    other = _lead(armed, where)
    unknown = [body.name for body in (one, other) if body.sort is None]
    if unknown:
        raise Refused("ucdp.type.unknown", f"the codebook does not say whether {' and '.join(unknown)} is a state's force or not", claims)
    if "state" not in {one.sort, other.sort}:
        return Dyad(one, other, Coded(NON_STATE, "ucdp.type.non-state", claims), swapped=False)
    swapped = one.sort != "state" or (other.sort == "state" and where is not None and other.country == where.code != one.country)
    first, second = (other, one) if swapped else (one, other)
    return Dyad(first, second, Coded(STATE_BASED, "ucdp.type.state-based", claims), swapped=swapped)


def _lead(bodies: Sequence[Body], where: Country | None) -> Body:
    """The first told; of a state and its allies the state whose country it is."""
    own = next((one for one in bodies if one.sort == "state" and where is not None and one.country == where.code), None)
    return own if own is not None else bodies[0]


def name(body: Body | None) -> Coded:
    """UCDP's name of a side: from the codebook, else "Government of …" for a state."""
    if body is None:
        return Coded("Civilians", "ucdp.side.civilians")
    if body.actor is not None and body.actor.ucdp is not None:
        return Coded(body.actor.ucdp, "ucdp.side.given", body.claims)
    own = country(body.country)
    if body.sort == "state" and own is not None:
        return Coded(f"Government of {own.name}", "ucdp.side.government", body.claims)
    return Coded(body.name, "ucdp.side.named", body.claims)


def number(body: Body | None) -> Coded:
    found = body.actor.ucdp_id if body is not None and body.actor is not None else None
    return Coded(found, "ucdp.side.number", body.claims if body else (), None if found is not None else "the codebook gives no `ucdp_id` of the side")


def gleditsch_ward(body: Body | None) -> Coded:
    """The number of the state that a side is."""
    if body is None or body.sort != "state":
        return Coded(None, "ucdp.gwno", (), "the side is no state")
    own = country(body.country)
    found = own.gleditsch_ward if own else None
    return Coded(found, "ucdp.gwno", body.claims, None if found is not None else "the codebook gives no country of the side, or it has no number")
