"""What people type to correct a claim, in a form or on the command line, as fields of the published form.

A name stands for what the dossier or its gazetteer knows under it. What could mean several things is refused with the choices; an empty
text says that there is none. Several values are separated by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from noria.claims.json_form import count_json, place_json
from noria.claims.model import Claim, PlaceRef
from noria.derive.model import Event
from noria.errors import NothingFound, ValueRefused
from noria.reference.gazetteer import Gazetteer
from noria.values.count import Count
from noria.values.edtf import parse_edtf
from noria.values.place import Point
from noria.values.interval import Granularity, Interval
from noria.views.ask import Ask

FIELDS = ("type", "factuality", "time", "places", "actors", "targets", "counts", "attribution")
_FIGURE = re.compile(r"(?P<measure>[a-z ]+?)\s*(?::\s*(?P<group>[^=]+?))?\s*=\s*(?P<about>~?)\s*(?P<low>\d+)?(?P<open>\+)?(?:-(?P<high>\d+))?")
_POINT = re.compile(r"(?P<name>[^@]+)@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)")
SHOWN = 5


@dataclass(frozen=True)
class Correcting:
    """Typed corrections of the claims of one dossier."""

    ask: Ask

    def fields(self, typed: Mapping[str, str], claim: Claim | None = None) -> dict[str, Any]:
        """The correction that texts by field name (`FIELDS`) make; `claim` is what is corrected, where it is a single one.

        Raises ValueRefused or NothingFound with what to write instead.
        """
        read: Mapping[str, Callable[[str], Any]] = {"type": str.strip, "factuality": str.strip, "time": _time, "actors": self._actors, "targets": self._actors,
                "attribution": self._attribution, "counts": lambda text: read_counts(text, claim), "places": lambda text: self._places(text, claim)}
        return {key: read[key](text) for key, text in typed.items()}

    def place(self, text: str) -> PlaceRef:
        """The place that a name, an id or `Name @ lat, lon` means. Raises NothingFound, or ValueRefused where it may be several."""
        if point := _POINT.fullmatch(text):
            where = Point(float(point["lat"]), float(point["lon"]))
            return PlaceRef(mention=point["name"].strip(), name=point["name"].strip(), point=where, precision="populated place", confidence=1.0)
        known = self.ask.catalogue.naming(text)
        if len(known) == 1:
            found = known[0]
            return PlaceRef(mention=text, name=found.name, id=found.id, point=found.point, precision=found.precision, confidence=1.0)
        if entry := self._gazetteer.entry(text):
            return PlaceRef(mention=entry.name, name=entry.name, id=entry.id, point=entry.point, precision=entry.precision, confidence=1.0)
        candidates = self._gazetteer.candidates(text)
        if not candidates:
            raise NothingFound(f"no place is called {text!r}; write it with its point: {text} @ 48.1, 11.5")
        if len(candidates) > 1:
            shown = ", ".join(f"{entry.id} ({', '.join(filter(None, (entry.name, entry.admin1, entry.country)))})" for entry in candidates[:SHOWN])
            raise ValueRefused(f"{text!r} may be several places; write the id of one: {shown}")
        return replace(self.place(candidates[0].id), mention=text)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return self.ask.dossier.gazetteer()

    def _places(self, text: str, claim: Claim | None) -> list[dict[str, Any]]:
        found = [self.place(part) for part in _parts(text)]
        if claim is not None and len(found) == len(claim.places):
            # The words of the text stay: it is what they mean that was wrong.
            found = [replace(place, mention=had.mention) for place, had in zip(found, claim.places, strict=True)]
        return [place_json(place) for place in found]

    def _actors(self, text: str) -> list[dict[str, Any]]:
        out = []
        for name in _parts(text):
            known = self.ask.dossier.codebook.actor(name) or self.ask.dossier.codebook.actor_by_id(name)
            out.append({"mention": name, "name": known.name if known else name, "id": known.id if known else None})
        return out

    def _attribution(self, text: str) -> list[dict[str, Any]]:
        out = []
        for name in _parts(text):
            known = self.ask.dossier.codebook.source(name)
            out.append({"mention": name, "name": known.name if known else name, "cue": None, "id": known.id if known else None})
        return out


def typed_text(key: str, claim: Claim) -> str:
    """One field of a claim as it would be typed: what a form begins with."""
    if key == "time":
        when = claim.time.interval
        return claim.time.edtf or (str(when.start) if when and when.days == 1 else f"{when.start}/{when.end}" if when else "")
    if key == "counts":
        return "; ".join(map(_figure, claim.counts))
    if key == "places":
        return "; ".join(place.id or place.name or place.mention for place in claim.places)
    names: Mapping[str, Iterable[Any]] = {"actors": claim.actors, "targets": claim.targets, "attribution": claim.attribution}
    return "; ".join(who.name or who.mention for who in names[key]) if key in names else str(getattr(claim, key))


def typed_event(event: Event) -> dict[str, str]:
    """What of an event can be corrected, as it would be typed."""
    when = event.time
    return {"time": event.edtf or (str(when.start) if when and when.days == 1 else f"{when.start}/{when.end}" if when else ""),
            "places": "; ".join(place.id or place.name or place.mention for place in event.places),
            "actors": "; ".join(party.name for party in event.parties if party.role == "actor"),
            "targets": "; ".join(party.name for party in event.parties if party.role == "target"),
            "counts": "; ".join(map(_figure, event.counts)), "type": event.type, "factuality": event.factuality}


def _figure(count: Count) -> str:
    group = f":{count.group}" if count.group else ""
    low, high = count.low, count.high
    figure = f"{low}" if low == high else f"{low}+" if high is None else f"{'' if low is None else low}-{high}"
    return f"{count.measure}{group}={'~' if count.approximate else ''}{figure}"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _time(text: str) -> dict[str, Any]:
    if not text.strip():
        return {"start": None, "end": None, "edtf": None, "granularity": None, "mention": None, "basis": "none", "reason": "judged to be unknown"}
    interval, _ = parse_edtf(text)
    return {"start": str(interval.start), "end": str(interval.end), "edtf": text.strip(), "granularity": _granularity(interval), "mention": None,
            "basis": "explicit"}


def _granularity(interval: Interval) -> Granularity:
    start = interval.start
    if interval.days == 1:
        return "day"
    if interval == Interval.month(start.year, start.month):
        return "month"
    return "year" if interval == Interval.year(start.year) else "days"


def read_counts(text: str, claim: Claim | None = None) -> list[dict[str, Any]]:
    """`killed=8; wounded:civilians=12-15; missing=5+; killed=-30; displaced=~5000`. The kind of a figure stays what it was."""
    kinds = {(count.measure, count.group): count.kind for count in claim.counts} if claim is not None else {}
    out = []
    for part in _parts(text):
        match = _FIGURE.fullmatch(part)
        if match is None or not (match["low"] or match["high"]):
            raise ValueRefused(f"{part!r} is not a figure; write killed=8, killed:civilians=12-15, killed=5+ (at least), killed=-30 (at most) "
                               "or displaced=~5000 (about)")
        measure, group = match["measure"].strip(), match["group"]
        low = int(match["low"]) if match["low"] else None
        high = int(match["high"]) if match["high"] else None if match["open"] else low
        out.append(count_json(Count(measure, low, high, approximate=bool(match["about"]), group=group, kind=kinds.get((measure, group), "increment"))))
    return out
