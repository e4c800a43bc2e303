"""Events and control for a map program: one GeoJSON FeatureCollection (RFC 7946: WGS84, longitude before latitude).

GeoJSON has no notion of time; `start` and `end` (inclusive ISO days) in the properties follow the common convention. An event is
one Feature, whatever the number of its places, so that its figures are not counted twice. A place that is not told to the spot is
the area in which it lies: a ring, a sector, a strip, a district's border or bounds. With a day asked for, the ground between places follows, as inferred.
"""

from __future__ import annotations

import json
from typing import Any, get_args

from noria.claims.model import PlaceRef
from noria.derive.model import Event, Holding
from noria.values.ids import content_id
from noria.values.place import Precision
from noria.views.cells import counts_text
from noria.views.extent import geometry, told_sites
from noria.views.export.inferred import inferred_features
from noria.views.export.material import Material
from noria.views.forms import key_form, time_form
from noria.views.select import Selection, select_events, select_holdings

Feature = dict[str, Any]

# From the most to the least exact; an event's precision is that of its least exact place.
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)


def export(material: Material) -> str:
    asked = Selection(on=material.on)
    features = [_event(event, material) for event in select_events(material.results.events, asked)]
    sites = told_sites(material.claims)
    features += [_control(holding, sites.get(holding.place.id)) for holding in select_holdings(material.results.holdings, asked)]
    features += inferred_features(material)
    return json.dumps({"type": "FeatureCollection", "features": features, "measured": list(material.measured)}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _event(event: Event, material: Material) -> Feature:
    form = material.attested.event_form(event, material.judgements.on_event(event))
    least = max(event.places, key=lambda place: _PRECISIONS.index(place.precision), default=None)
    return _feature(event.id, geometry(event.places), {
        "kind": "event", "type": event.type, **time_form(event.time, event.edtf), "precision": least.precision if least else "unresolved",
        "geo_precision": least.geo_precision.value if least else None, "where_prec": least.where_prec.value if least else None,
        "places": [_place(place) for place in event.places],
        "parties": form["parties"], "figures": counts_text(form["counts"]), "counts": form["counts"],
        "factuality": event.factuality, "origins": event.origins, "grade": form["grading"]["grade"], "grade_reason": form["grading"]["reason"],
        "interests": form["interests"], "casualties": form["casualties"], "operation": event.operation, "evidence": form["claims"],
        "rule": event.rule, "judgements": form["judgements"]})


def _place(place: PlaceRef) -> dict[str, Any]:
    extent = place.footprint
    return {"id": place.id, "name": place.name, "mention": place.mention, "relation": place.relation, "distance_km": place.distance_km,
            "precision": place.precision, "geo_precision": place.geo_precision.value, "where_prec": place.where_prec.value,
            "radius_km": extent.outer_km if extent and extent.shape == "circle" else None, "extent": extent.reason if extent else None}


def _control(holding: Holding, site: PlaceRef | None) -> Feature:
    place = key_form(holding.place)
    start, end = (str(day) if day is not None else None for day in (holding.since, holding.until))
    key = {"place": holding.place.id, "state": holding.state, "side": holding.side, "holder": holding.holder, "start": start,
           "end": end}
    point = holding.place.point
    spot = {"type": "Point", "coordinates": [point.lon, point.lat]} if point is not None else None
    return _feature(content_id("h", key), geometry([site]) if site is not None else spot, {
        "kind": "control", "place": place["name"], "place_id": place["id"], "start": start, "end": end, "state": holding.state,
        "side": holding.side, "holder": holding.holder, "evidence": list(holding.claims), "rule": holding.rule})


def _feature(id: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}
