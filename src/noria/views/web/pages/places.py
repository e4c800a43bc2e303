"""Places: who holds which on a day, and one place with its holders over time, its events and all its mentions."""

from __future__ import annotations

from typing import Any

from noria.claims.json_form import to_json
from noria.record.listing import EventsAsked
from noria.values.interval import Interval
from noria.views.forms import event_form, holding_form, key_form
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest, strip
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.pages.naming import decided, naming_form, namings
from noria.views.web.site import Page

EVENTS_SHOWN = 200
NAMES_SHOWN = 300  # mentions looked at


def listing(visit: Visit) -> Page:
    """Every place named, with its holder on the day asked for or the last day of the record."""
    world = visit.world
    asked = visit.day("on")
    day = asked or world.last_day
    page = visit.paged(list(world.catalogue.places.values()))
    on_day = world.holding_on(day)
    held = {told.place.id: on_day.get(told.place.id) for told in page.items}
    data: list[dict[str, Any]] = [
        {"place": key_form(told.place), "holding": holding_form(holding) if (holding := held[told.place.id]) else None,
         "events": told.events, "claims": told.claims} for told in page.items]
    return Page("places.html", {"on": asked, "day": day, "places": page, "held": held},
                {"on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None,
                 "page": page.page, "pages": page.pages, "total": page.total, "places": data})


def one(visit: Visit) -> Page:
    world = visit.world
    place = world.place(visit.request.path_params["id"])
    asked = visit.day("on")
    holdings = world.ask.holdings_of(place.id)
    window = world.window or world.span
    for day in (day for holding in holdings for day in (holding.since, holding.until) if day is not None):
        window = (window or Interval.day(day)).hull(Interval.day(day))
    events, total = world.catalogue.events(EventsAsked(place=place.id), 0, EVENTS_SHOWN)
    shown = visit.page_of(lambda first, number: world.ask.claims_at(place.id, first, number))
    figures = sorted(world.casualties_at(place.id), key=weightiest_first)
    world.know(figures)
    world.told(id for holding in holdings for id in holding.claims)
    mentions = world.mentions_at(place.id)
    named = namings(world, mentions[:NAMES_SHOWN])
    return Page("place.html",
                {"place": place, "on": asked, "holdings": holdings, "window": window,
                 "strip": strip(holdings, window) if window else (), "events": events, "events_total": total, "figures": figures,
                 "most": highest((line.measure, line.low, line.high) for line in figures), "claims": shown,
                 "now": next((h for h in holdings if h.contains(asked)), None) if asked else None, "namings": named, "names_left": max(0, len(mentions) - NAMES_SHOWN), "decided": decided(world, named)},
                {"place": key_form(place), "holdings": [holding_form(h) for h in holdings],
                 "events": [event_form(event) for event in events], "casualties": world.casualty_forms(figures), "page": shown.page, "pages": shown.pages,
                 "total": shown.total, "claims": [to_json(claim) for claim in shown.items],
                 "names": [naming_form(naming) for naming in named]})

