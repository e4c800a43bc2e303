"""Claims as JSON objects in the published form (`docs/claims.md`) and back; the round trip loses nothing."""

from __future__ import annotations

from typing import Any

from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef
from noria.values.count import Count
from noria.values.day import Day
from noria.values.footprint import Footprint
from noria.values.interval import Interval
from noria.values.place import Point
from noria.values.span import Span

Json = dict[str, Any]


def to_json(claim: Claim) -> Json:
    """The claim as the published JSON object; keys in the documented order."""
    out: Json = {
        "id": claim.id,
        "document": {"id": claim.document.id, "file": claim.document.file, "title": claim.document.title,
                     "publisher": claim.document.publisher, "published": claim.document.published},
        "type": claim.type,
        "factuality": claim.factuality,
        "actors": [_actor(actor) for actor in claim.actors],
        "targets": [_actor(target) for target in claim.targets],
        "places": [place_json(place) for place in claim.places],
        "time": _time(claim.time),
        "counts": [count_json(count) for count in claim.counts],
        "attribution": [{"mention": a.mention, "name": a.name, "cue": a.cue, "id": a.id} for a in claim.attribution],
        "evidence": {"quote": claim.evidence.quote, "start": claim.evidence.span.start, "end": claim.evidence.span.end,
                     "trigger": {"text": claim.evidence.trigger_text, "start": claim.evidence.trigger.start,
                                 "end": claim.evidence.trigger.end}},
        "citations": list(claim.citations),
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "rule": claim.rule,
    }
    if claim.note is not None:
        out["note"] = claim.note
    if claim.event is not None:
        out["event"] = claim.event
    return out


def from_json(data: Json) -> Claim:
    """The claim that `to_json` wrote. Raises KeyError or ValueRefused where the object is not a claim."""
    evidence, trigger = data["evidence"], data["evidence"]["trigger"]
    return Claim(
        id=data["id"], document=DocumentRef(**data["document"]), type=data["type"], factuality=data["factuality"],
        actors=tuple(ActorRef(**a) for a in data["actors"]), targets=tuple(ActorRef(**t) for t in data["targets"]),
        places=tuple(_read_place(p) for p in data["places"]), time=_read_time(data["time"]),
        counts=tuple(Count(**c) for c in data["counts"]), attribution=tuple(Attribution(**a) for a in data["attribution"]),
        evidence=Evidence(evidence["quote"], Span(evidence["start"], evidence["end"]), trigger["text"],
                          Span(trigger["start"], trigger["end"])),
        citations=tuple(data["citations"]), confidence=data["confidence"], extractor=data["extractor"], rule=data["rule"],
        note=data.get("note"), event=data.get("event"))


def _actor(actor: ActorRef) -> Json:
    return {"mention": actor.mention, "name": actor.name, "id": actor.id}


def place_json(place: PlaceRef) -> Json:
    """A place as claims and events write it."""
    return {"mention": place.mention, "name": place.name, "id": place.id,
            "lat": place.point.lat if place.point else None, "lon": place.point.lon if place.point else None,
            "relation": place.relation, "distance_km": place.distance_km, "precision": place.precision,
            "confidence": place.confidence, "candidates": list(place.candidates),
            "footprint": footprint_json(place.footprint) if place.footprint else None}


def footprint_json(footprint: Footprint) -> Json:
    """A footprint with the keys that its shape has."""
    out: Json = {"shape": footprint.shape, "lat": footprint.centre.lat, "lon": footprint.centre.lon}
    out |= {key: value for key in ("inner_km", "outer_km") if (value := getattr(footprint, key))}
    out |= {key: value for key in ("bearing", "spread") if (value := getattr(footprint, key)) is not None}
    if footprint.end is not None:
        out["end"] = [footprint.end.lat, footprint.end.lon]
    if footprint.box is not None:
        out["box"] = list(footprint.box)
    return {**out, "reason": footprint.reason}


def count_json(count: Count) -> Json:
    """A figure as claims and everything derived from them write it."""
    return {"measure": count.measure, "low": count.low, "high": count.high, "approximate": count.approximate,
            "group": count.group, "kind": count.kind}


def _read_place(data: Json) -> PlaceRef:
    point = Point(data["lat"], data["lon"]) if data["lat"] is not None else None
    rest = {key: data[key] for key in ("mention", "name", "id", "relation", "distance_km", "precision", "confidence")}
    footprint = _read_footprint(told) if (told := data.get("footprint")) else None
    return PlaceRef(point=point, candidates=tuple(data.get("candidates", ())), footprint=footprint, **rest)


def _read_footprint(data: Json) -> Footprint:
    numbers = {key: data[key] for key in ("inner_km", "outer_km", "bearing", "spread") if key in data}
    return Footprint(shape=data["shape"], centre=Point(data["lat"], data["lon"]), reason=data["reason"],
                     end=Point(*data["end"]) if "end" in data else None, box=tuple(data["box"]) if "box" in data else None, **numbers)


def _time(time: ClaimTime) -> Json:
    interval = time.interval
    out: Json = {"start": str(interval.start) if interval else None, "end": str(interval.end) if interval else None,
                 "edtf": time.edtf, "granularity": time.granularity, "mention": time.mention, "basis": time.basis}
    if time.reason is not None:
        out["reason"] = time.reason
    return out


def _read_time(data: Json) -> ClaimTime:
    interval = Interval(Day.parse(data["start"]), Day.parse(data["end"])) if data["start"] else None
    return ClaimTime(interval, data["edtf"], data["granularity"], data["mention"], data["basis"], data.get("reason"))
