"""Events and control for a map program: one GeoJSON FeatureCollection (RFC 7946: WGS84, longitude before latitude).

GeoJSON has no notion of time; `start` and `end` (inclusive ISO days) in the properties follow the common convention. An event is
one Feature, whatever the number of its places (Point, MultiPoint or null), so that its figures are not counted twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args

from noria.derive.model import Event, Holding
from noria.values.ids import content_id
from noria.values.place import Point, Precision
from noria.views.cells import counts_text
from noria.views.export.material import Material
from noria.views.forms import event_form, key_form, time_form
from noria.views.judgements import Judgements
from noria.views.select import Selection, select_events, select_holdings

Feature = dict[str, Any]

# From the most to the least exact; an event's precision is that of its least exact place.
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)


def export(material: Material) -> str:
    asked = Selection(on=material.on)
    features = [_event(event, material.judgements) for event in select_events(material.results.events, asked)]
    features += [_control(holding) for holding in select_holdings(material.results.holdings, asked)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _event(event: Event, judgements: Judgements) -> Feature:
    form = event_form(event, judgements.on_event(event))
    precision = max((place.precision for place in event.places), key=_PRECISIONS.index, default="unresolved")
    return _feature(event.id, [place.point for place in event.places if place.point is not None], {
        "kind": "event", "type": event.type, **time_form(event.time, event.edtf), "precision": precision,
        "places": [{key: place[key] for key in ("id", "name", "mention", "relation", "precision")} for place in form["places"]],
        "parties": form["parties"], "figures": counts_text(form["counts"]), "counts": form["counts"],
        "factuality": event.factuality, "origins": event.origins, "operation": event.operation, "evidence": form["claims"],
        "rule": event.rule, "judgements": form["judgements"]})


def _control(holding: Holding) -> Feature:
    place = key_form(holding.place)
    start, end = (str(day) if day is not None else None for day in (holding.since, holding.until))
    key = {"place": holding.place.id, "state": holding.state, "side": holding.side, "holder": holding.holder, "start": start,
           "end": end}
    points = [holding.place.point] if holding.place.point is not None else []
    return _feature(content_id("h", key), points, {
        "kind": "control", "place": place["name"], "place_id": place["id"], "start": start, "end": end, "state": holding.state,
        "side": holding.side, "holder": holding.holder, "evidence": list(holding.claims), "rule": holding.rule})


def _feature(id: str, points: Sequence[Point], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "id": id, "geometry": _geometry(points), "properties": properties}


def _geometry(points: Sequence[Point]) -> dict[str, Any] | None:
    coordinates = [[point.lon, point.lat] for point in dict.fromkeys(points)]
    if not coordinates:
        return None
    if len(coordinates) == 1:
        return {"type": "Point", "coordinates": coordinates[0]}
    return {"type": "MultiPoint", "coordinates": coordinates}
