"""Claims as JSON objects in the published form (`docs/claims.md`) and back; the round trip loses nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef
from noria.values.count import Count
from noria.values.day import Day
from noria.values.footprint import Footprint, Polygons
from noria.values.interval import Basis, Granularity, Interval
from noria.values.place import Point, Precision, Relation
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
        id=data["id"], document=_document(**data["document"]), type=data["type"], factuality=data["factuality"],
        actors=tuple(_party(**a) for a in data["actors"]), targets=tuple(_party(**t) for t in data["targets"]),
        places=tuple(_read_place(p) for p in data["places"]), time=_read_time(data["time"]),
        counts=tuple(Count(**c) for c in data["counts"]), attribution=tuple(_source(**a) for a in data["attribution"]),
        evidence=Evidence(evidence["quote"], Span(evidence["start"], evidence["end"]), trigger["text"],
                          Span(trigger["start"], trigger["end"])),
        citations=tuple(data["citations"]), confidence=data["confidence"], extractor=data["extractor"], rule=data["rule"],
        note=data.get("note"), event=data.get("event"))


# What many claims name is one object in memory: a record is a million claims of some thousand places, parties and days.
_document = lru_cache(maxsize=4_096, typed=True)(DocumentRef)
_party = lru_cache(maxsize=65_536, typed=True)(ActorRef)
_source = lru_cache(maxsize=16_384, typed=True)(Attribution)


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
    if footprint.parts:
        out["polygons"] = [[[list(corner) for corner in ring] for ring in part] for part in footprint.parts]
    elif footprint.box is not None:
        out["box"] = list(footprint.box)
    return {**out, "reason": footprint.reason}


def count_json(count: Count) -> Json:
    """A figure as claims and everything derived from them write it."""
    return {"measure": count.measure, "low": count.low, "high": count.high, "approximate": count.approximate,
            "group": count.group, "kind": count.kind}


def _read_place(data: Json) -> PlaceRef:
    plain = _plain_place(data["lat"], data["lon"], tuple(data.get("candidates", ())),
                         *(data[key] for key in ("mention", "name", "id", "relation", "distance_km", "precision", "confidence")))
    told = data.get("footprint")
    return replace(plain, footprint=_read_footprint(told)) if told else plain


@lru_cache(maxsize=65_536, typed=True)
def _plain_place(lat: float | None, lon: float | None, candidates: tuple[str, ...], mention: str, name: str | None, id: str | None,
                 relation: Relation, distance_km: float | None, precision: Precision, confidence: float) -> PlaceRef:
    return PlaceRef(mention, name, id, Point(lat, lon) if lat is not None and lon is not None else None, relation, distance_km, precision,
                    confidence, candidates)


def _read_footprint(data: Json) -> Footprint:
    if "polygons" in data:
        parts = tuple(tuple(tuple((lon, lat) for lon, lat in ring) for ring in polygon) for polygon in data["polygons"])
        return _area(data["lat"], data["lon"], parts, data["reason"])
    numbers = {key: data[key] for key in ("inner_km", "outer_km", "bearing", "spread") if key in data}
    return Footprint(shape=data["shape"], centre=Point(data["lat"], data["lon"]), reason=data["reason"],
                     end=Point(*data["end"]) if "end" in data else None, box=tuple(data["box"]) if "box" in data else None, **numbers)


@lru_cache(maxsize=4_096)
def _area(lat: float, lon: float, parts: Polygons, reason: str) -> Footprint:
    return Footprint.of_parts(Point(lat, lon), parts, reason)


def _time(time: ClaimTime) -> Json:
    interval = time.interval
    out: Json = {"start": str(interval.start) if interval else None, "end": str(interval.end) if interval else None,
                 "edtf": time.edtf, "granularity": time.granularity, "mention": time.mention, "basis": time.basis}
    if time.reason is not None:
        out["reason"] = time.reason
    return out


def _read_time(data: Json) -> ClaimTime:
    return _when(data["start"], data["end"], data["edtf"], data["granularity"], data["mention"], data["basis"], data.get("reason"))


@lru_cache(maxsize=65_536, typed=True)
def _when(start: str | None, end: str | None, edtf: str | None, granularity: Granularity | None, mention: str | None, basis: Basis,
          reason: str | None) -> ClaimTime:
    interval = Interval(Day.parse(start), Day.parse(end)) if start and end else None
    return ClaimTime(interval, edtf, granularity, mention, basis, reason)
