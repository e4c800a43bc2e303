"""Places: who holds which on a day, and one place with its holders over time, its events and all its mentions."""

from __future__ import annotations

from typing import Any

from noria.claims.json_form import to_json
from noria.derive.model import Holding, PlaceKey
from noria.values.day import Day
from noria.values.interval import Interval
from noria.views.forms import casualty_forms, event_form, holding_form, key_form
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest, strip
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.pages.naming import decided, naming_form, namings
from noria.views.web.site import Page
from noria.views.web.world import World


def listing(visit: Visit) -> Page:
    """Every place named, with its holder on the day asked for or the last day of the record."""
    world = visit.world
    asked = visit.day("on")
    day = asked or world.last_day
    page = visit.paged(list(world.places.values()))
    held = {place.id: _holding_on(world, place, day) for place in page.items}
    data: list[dict[str, Any]] = [
        {"place": key_form(place), "holding": holding_form(holding) if (holding := held[place.id]) else None,
         "events": len(world.events_at.get(place.id, ())), "claims": len(world.claims_at.get(place.id, ()))}
        for place in page.items]
    return Page("places.html", {"on": asked, "day": day, "places": page, "held": held},
                {"on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None,
                 "page": page.page, "pages": page.pages, "total": page.total, "places": data})


def one(visit: Visit) -> Page:
    world = visit.world
    place = world.place(visit.request.path_params["id"])
    asked = visit.day("on")
    holdings = world.holdings.get(place.id, [])
    window = world.window or world.span
    for day in (day for holding in holdings for day in (holding.since, holding.until) if day is not None):
        window = (window or Interval.day(day)).hull(Interval.day(day))
    events, claims = world.events_at.get(place.id, []), world.claims_at.get(place.id, [])
    shown = visit.paged(claims)
    figures = sorted(world.casualties_at(place.id), key=weightiest_first)
    named = namings(world, world.mentions_at(place.id))
    return Page("place.html",
                {"place": place, "on": asked, "holdings": holdings, "window": window,
                 "strip": strip(holdings, window) if window else (), "events": events, "figures": figures,
                 "most": highest((line.measure, line.low, line.high) for line in figures), "claims": shown,
                 "now": _holding_on(world, place, asked) if asked else None, "namings": named, "decided": decided(world, named)},
                {"place": key_form(place), "holdings": [holding_form(h) for h in holdings],
                 "events": [event_form(event) for event in events], "casualties": casualty_forms(figures, world.results), "page": shown.page, "pages": shown.pages,
                 "total": shown.total, "claims": [to_json(claim) for claim in shown.items],
                 "names": [naming_form(naming) for naming in named]})


def _holding_on(world: World, place: PlaceKey, day: Day | None) -> Holding | None:
    """The holding of the place that contains the day."""
    return next((h for h in world.holdings.get(place.id, ())
                 if day is not None and (h.since is None or h.since <= day) and (h.until is None or day <= h.until)), None)
