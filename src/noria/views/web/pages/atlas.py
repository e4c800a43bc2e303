"""What the map and the timeline draw, in one compact answer: places with their holders over time, events with their weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from noria.claims.model import PlaceRef
from noria.derive.model import Event, Holding
from noria.record.listing import EventsAsked
from noria.values.footprint import Footprint
from noria.values.place import SITE
from noria.views.extent import area_of
from noria.views.select import chronology
from noria.views.web.pages.control import policy_asked
from noria.views.web.visit import Visit
from noria.views.web.dates import interval_text
from noria.views.web.site import Page, address
from noria.views.web.words import TYPES, event_title
from noria.views.web.world import World

DRAWN = 3000  # events; of more, those that most accounts tell
# Too wide to be drawn as where something happened.
_TOO_WIDE = frozenset({"country", "region", "unresolved"})


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
    }
    shapes: dict[Footprint, int] = {}
    catalogue = world.catalogue
    held = world.holdings_by(policy_asked(visit))
    data["places"] = [_place(world, id, holdings, shapes) for id, holdings in held.items() if holdings[0].place.point is not None]
    total = len(world.events)
    events = catalogue.events(EventsAsked(), 0, DRAWN)[0] if total <= DRAWN else sorted(catalogue.weightiest(DRAWN), key=chronology)
    data["events"], data["events_total"] = [_event(world, event, shapes) for event in events], total
    data["shapes"] = [{"km": _width_km(shape), "polygons": [[[[round(lon, 4), round(lat, 4)] for lon, lat in ring] for ring in polygon]
                                                            for polygon in shape.polygons()]} for shape in shapes]
    return Page("", {}, data)


def _place(world: World, id: str, holdings: Sequence[Holding], shapes: dict[Footprint, int]) -> dict[str, Any]:
    place = holdings[0].place
    assert place.point is not None  # the caller has looked
    site = _site(world, id) if id.startswith(SITE) else None
    lat, lon, shape = _spot(site, shapes) if site is not None else (place.point.lat, place.point.lon, -1)
    return {"name": place.name, "lat": lat, "lon": lon, "shape": shape,
            "url": address("places", id, as_known=world.as_known), "events": told.events if (told := world.catalogue.places.get(id)) else 0,
            "holdings": [_holding(h) for h in holdings]}


def _site(world: World, id: str) -> PlaceRef | None:
    """A site that no table has, as the first claim tells where it is: its point stands for an area."""
    found, _ = world.ask.claims_at(id, 0, 1)
    return next((place for claim in found for place in claim.places if place.id == id and place.point is not None), None)


def _holding(holding: Holding) -> dict[str, Any]:
    return {"state": holding.state, "side": holding.side, "holder": holding.holder,
            "since": str(holding.since) if holding.since else None, "until": str(holding.until) if holding.until else None}


def _event(world: World, event: Event, shapes: dict[Footprint, int]) -> dict[str, Any]:
    sides = list(dict.fromkeys(party.side for party in event.parties if party.role == "actor" and party.side))
    return {"title": event_title(event), "type": event.type, "url": address("events", event.id, as_known=world.as_known),
            "start": str(event.time.start) if event.time else None, "end": str(event.time.end) if event.time else None,
            "when": interval_text(event.time), "side": sides[0] if len(sides) == 1 else None,
            "accounts": len(event.accounts), "origins": event.origins,
            "at": [_spot(ref, shapes) for ref in event.places if ref.point is not None and ref.precision not in _TOO_WIDE]}


def _spot(ref: PlaceRef, shapes: dict[Footprint, int]) -> list[float]:
    """Latitude, longitude and the number of the shape to draw; -1 where the spot itself is told."""
    area = area_of(ref)
    middle = area.middle if area is not None else ref.point
    assert middle is not None  # the caller has looked
    return [round(middle.lat, 5), round(middle.lon, 5), shapes.setdefault(area, len(shapes)) if area is not None and area.polygons() else -1]


def _width_km(shape: Footprint) -> float:
    """How wide a shape is, so that the widest are drawn first."""
    west, south, east, north = shape.box or (0, 0, 0, 0)
    return round(max(2 * shape.outer_km, 111 * (north - south), 111 * (east - west)), 1)
