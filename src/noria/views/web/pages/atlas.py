"""What the map and the timeline draw, in one compact answer: places with their holders over time, events with their weight."""

from __future__ import annotations

from typing import Any

from noria.derive.model import Event, Holding
from noria.views.web.visit import Visit
from noria.views.web.dates import interval_text
from noria.views.web.site import Page, address
from noria.views.web.words import TYPES, event_title
from noria.views.web.world import World

# Radius in km of the area drawn where a place is known only so far; a country or region is too wide for a ring.
AREAS_KM = {"near": 10.0, "district": 15.0, "province": 40.0}


def one(visit: Visit) -> Page:
    world = visit.world
    on = visit.day("on") or world.last_day
    window, span = world.window, world.span
    data: dict[str, Any] = {
        "on": str(on) if on else None,
        "window": [str(window.start), str(window.end)] if window else None,
        "span": [str(span.start), str(span.end)] if span else None,
        "tiles": visit.site.tiles,
        "types": {type_: names[0] for type_, names in TYPES.items()},
        "sides": [{"id": id, "name": name, "colour": world.colour(id), "own": id in world.key} for id, name in world.sides.items()],
        "places": [_place(world, id) for id, holdings in world.holdings.items() if holdings[0].place.point is not None],
        "events": [_event(world, event) for event in world.events.values()],
    }
    return Page("", {}, data)


def _place(world: World, id: str) -> dict[str, Any]:
    place = world.holdings[id][0].place
    assert place.point is not None  # the caller has looked
    return {"name": place.name, "lat": place.point.lat, "lon": place.point.lon,
            "url": address("places", id, as_known=world.as_known), "events": len(world.events_at.get(id, ())),
            "holdings": [_holding(h) for h in world.holdings[id]]}


def _holding(holding: Holding) -> dict[str, Any]:
    return {"state": holding.state, "side": holding.side, "holder": holding.holder,
            "since": str(holding.since) if holding.since else None, "until": str(holding.until) if holding.until else None}


def _event(world: World, event: Event) -> dict[str, Any]:
    sides = list(dict.fromkeys(party.side for party in event.parties if party.role == "actor" and party.side))
    return {"title": event_title(event), "type": event.type, "url": address("events", event.id, as_known=world.as_known),
            "start": str(event.time.start) if event.time else None, "end": str(event.time.end) if event.time else None,
            "when": interval_text(event.time), "side": sides[0] if len(sides) == 1 else None,
            "accounts": len(event.accounts), "origins": event.origins,
            "at": [[ref.point.lat, ref.point.lon, _radius(ref.precision, ref.distance_km)]
                   for ref in event.places if ref.point is not None and ref.precision not in {"country", "region", "unresolved"}]}


def _radius(precision: str, distance_km: float | None) -> float:
    """How far around the point the event may lie, in km; 0 for a point."""
    return distance_km if distance_km is not None else AREAS_KM.get(precision, 0.0)
