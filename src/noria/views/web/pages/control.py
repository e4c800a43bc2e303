"""Who held what: on a day, what changed hands between two days and who says so, by a policy that the reader may choose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from noria.derive.model import Holding
from noria.derive.policy import CONTIGUITIES, ControlPolicy
from noria.errors import ValueRefused
from noria.values.day import Day
from noria.views.forms import holding_form
from noria.views.handovers import handover_form, handovers, said_by
from noria.views.policies import area_form, policy_form, policy_text
from noria.views.select import Selection, select_holdings
from noria.views.web.site import Page, address
from noria.views.web.visit import Visit

CHOICES = ("fades_after", "contiguity", "reach_km")


def one(visit: Visit) -> Page:
    world = visit.world
    policy, day = policy_asked(visit), visit.day("on") or world.last_day
    since, until = visit.day("since"), visit.day("until")
    if since is not None and until is not None and until < since:
        raise ValueRefused(f"The days asked for end on {until}, before they begin on {since}.")
    everything = select_holdings(world.ask.holdings(policy=policy), Selection())
    held = [holding for holding in everything if day is not None and holding.contains(day)]
    changes = visit.paged(list(reversed(handovers(everything, since, until))))
    claims = {claim.id: claim for claim in world.told(id for change in changes.items for id in change.after.claims)}
    told = [(change, said_by(claims[id] for id in change.after.claims if id in claims)) for change in changes.items]
    asked = {key: visit.request.query_params[key] for key in CHOICES if visit.request.query_params.get(key)}
    return Page("control.html",
                {"on": visit.day("on"), "day": day, "since": since, "until": until, "policy": policy, "own": world.ask.dossier.settings.control,
                 "words_of_policy": policy_text(policy), "held": held, "changes": changes, "told": told, "asked": asked,
                 "sides": _by_side(held), "contiguities": CONTIGUITIES},
                {"on": _text(day), "since": _text(since), "until": _text(until), "as_known": _text(world.as_known), "policy": policy_form(policy),
                 "control": [holding_form(holding) for holding in held], "page": changes.page, "pages": changes.pages, "total": changes.total,
                 "changes": [handover_form(change, claims) for change in changes.items]})


def areas(visit: Visit) -> Page:
    """What is inferred of the ground between places on a day, for the map: `/areas.json`."""
    world = visit.world
    policy, day = policy_asked(visit), visit.day("on") or world.last_day
    found = world.ask.areas(day, policy) if day is not None else ()
    forms: list[dict[str, Any]] = [
        area_form(area) | {"place": area.holding.place.name, "place_id": area.holding.place.id,
                           "url": address("places", area.holding.place.id, as_known=world.as_known)} for area in found]
    return Page("", {}, {"on": _text(day), "policy": policy_form(policy), "words": policy_text(policy), "areas": forms})


def policy_asked(visit: Visit) -> ControlPolicy:
    """The dossier's policy with what the address asks to be another way; `fades_after=never` lets evidence last. Raises ValueRefused on nonsense."""
    policy, given = visit.world.ask.dossier.settings.control, visit.request.query_params
    if text := given.get("fades_after"):
        policy = replace(policy, fades_after=None if text == "never" else _number(text, "a number of days, or never", int))
    if text := given.get("contiguity"):
        policy = replace(policy, contiguity=text)  # type: ignore[arg-type]  # what is none of the words is refused there
    if text := given.get("reach_km"):
        policy = replace(policy, reach_km=_number(text, "a distance in kilometres", float))
    return policy


def _number(text: str, what: str, kind: type[int | float]) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise ValueRefused(f"{text!r} is not {what}.") from None


def _by_side(held: list[Holding]) -> list[tuple[str | None, int]]:
    """How many places each side holds, the most first; besieged ones are still held."""
    count = Counter(holding.side for holding in held if holding.state in {"held", "besieged"})
    return sorted(count.items(), key=lambda item: (-item[1], item[0] or ""))


def _text(day: Day | None) -> str | None:
    return str(day) if day is not None else None
