"""Actors as ACLED names and numbers them."""

from __future__ import annotations

from noria.reference.countries import Country, country
from noria.views.codings.acled.columns import INTER
from noria.views.codings.coded import Coded
from noria.views.codings.people import Body, Sort

_CODES: dict[Sort, int] = {"state": 1, "rebel": 2, "militia": 3, "identity militia": 4, "rioters": 5, "protesters": 6, "civilians": 7}
_CROWDS = {"rioters": "Rioters", "protesters": "Protesters", "civilians": "Civilians"}


def name(body: Body, where: Country | None) -> Coded:
    """The actor's name: ACLED's own where the codebook gives it, else made as the codebook of ACLED makes names."""
    there = where.name if where else None
    if body.actor is not None and body.actor.acled is not None:
        return Coded(body.actor.acled, "acled.actor.given", body.claims)
    if body.sort in _CROWDS:
        crowd = _CROWDS[body.sort]
        return Coded(f"{crowd} ({there})" if there else crowd, "acled.actor.crowd", body.claims, None if there else "the country is not known")
    own = country(body.country)
    if body.sort == "state" and own is not None:
        service = "Police" if body.actor is not None and body.actor.kind == "police" else "Military"
        return Coded(f"{service} Forces of {own.name}", "acled.actor.state", body.claims,
                     "the years of the government are not known; the actor's `acled` name in the codebook would give them")
    return Coded(body.name, "acled.actor.as-written" if body.actor is None else "acled.actor.named", body.claims,
                 "the words name nobody; this is the first actor of their side" if body.rule == "actor.by-side" else None)


def unidentified(where: Country | None, reason: str) -> Coded:
    """The actor of ACLED for whom no account names."""
    return Coded(f"Unidentified Armed Group ({where.name})" if where else "Unidentified Armed Group", "acled.actor.unidentified", (), reason)


def number(body: Body | None, where: Country | None) -> int | None:
    """The actor's inter code; None where the codebook does not tell what it is. Somebody unidentified is a political militia to ACLED."""
    if body is None:
        return 3
    if body.sort is None:
        return None
    if body.sort == "state":
        return None if body.country is None or where is None else 1 if body.country == where.code else 8
    return _CODES[body.sort]


def inter(body: Body | None, where: Country | None) -> Coded:
    """The words of the inter code."""
    code = number(body, where)
    claims = body.claims if body else ()
    if code is not None:
        return Coded(INTER[code], "acled.inter", claims)
    if body is not None and body.sort == "state":
        return Coded(None, "acled.inter", claims, f"whose state {body.name} is, or where this was, is not known: give the actor's country in the codebook")
    return Coded(None, "acled.inter", claims, f"the codebook does not say what kind of actor {body.name if body else ''} is")
