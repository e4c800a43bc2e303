"""Sites that no table has ("the central prison in X", "the 46th Regiment base, 12 km west of X"): places of the dossier, known as far as
the text tells where they are.

A site is what its own name and the place it is told to be in, or off, make it: two reports that agree in both mean one site.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from noria.claims.model import PlaceRef
from noria.reading.output import PlaceReading
from noria.reading.toponyms import take_apart
from noria.reading.toponyms.setting import read_setting
from noria.reference.codebook import fold
from noria.reference.gazetteer.kinds import kind_of_words
from noria.values.place import SITE, Point, Precision, Relation
from noria.values.span import Span

_LOCATED = re.compile(r"[\s,(–—-]*(?:which\s+(?:is|lies|stands)\s+)?(?:located|situated|lying|based)?\s*", re.IGNORECASE)
_IN = re.compile(r"(?:in|at|inside|of|within)\s+(?:the\s+)?(?:\w+\s+)?(?:(?:city|town|village|district|province|governorate)\s+of\s+)?", re.IGNORECASE)
_SPOTS: frozenset[Precision] = frozenset({"populated place", "site", "near"})


class Sites:
    """The sites of one document."""

    def __init__(self, readings: Iterable[PlaceReading], text: str) -> None:
        self._text = text
        self._readings = sorted((r for r in readings if r.id is not None), key=lambda r: r.span)
        self._starts = [r.span.start for r in self._readings]
        self._known: dict[str, PlaceRef] = {}

    def named(self, reading: PlaceReading, relation: Relation) -> PlaceRef | None:
        """The site that a name is, where its words say that it is one and no table has it; None where it is none or nothing tells where."""
        if kind_of_words(reading.text, stated=False) != "site" or not (reading.id is None or (reading.precision == "near" and reading.relation == "in")):
            return None
        key = fold(reading.text)
        if reading.id is not None:  # the town of its name stands in for it
            self._known[key] = _site(reading.text, reading, relation)
        elif (found := self._around(reading.text, reading.span, relation)) is not None:
            self._known[key] = found
        return self._known.get(key)

    def described(self, mention: str, span: Span, relation: Relation) -> PlaceRef | None:
        """The site that a phrase at `span` describes; None where nothing tells where it is."""
        first = bisect_left(self._starts, span.start)
        inside = next((r for r in self._readings[first : first + 1] if r.span.end <= span.end), None)
        return _site(mention, inside, relation) if inside is not None else self._around(mention, span, relation)

    def _around(self, mention: str, span: Span, relation: Relation) -> PlaceRef | None:
        """The site by the place that is named right behind it: "…, 12 km west of X", "… in X"."""
        following = bisect_left(self._starts, span.end)
        if following == len(self._readings):
            return None
        holder = self._readings[following]
        between = self._text[span.end : holder.span.start]
        rest = between[_LOCATED.match(between).end() :] if len(between) < 80 else "-"  # type: ignore[union-attr]  # matches anything
        off = holder.relation not in ("in", "between") and (told := read_setting(rest, "").words) and fold(told) == fold(rest)
        if off or _IN.fullmatch(rest) or between.strip() == "(":
            return _site(mention, holder, relation)
        return None


def _site(mention: str, holder: PlaceReading, relation: Relation) -> PlaceRef:
    named = take_apart(holder.text).core
    own = _without(mention, named)
    off = holder.distance_km is not None or holder.relation not in ("in", "between")
    at = Point(holder.lat, holder.lon) if holder.lat is not None and holder.lon is not None else None
    middle = holder.footprint.middle if off and holder.footprint is not None else at
    point = middle if off or holder.precision in _SPOTS else None  # of a district's middle nothing is known
    name = mention if fold(own) != fold(mention) else f"{mention} ({named})"
    return PlaceRef(mention, name, f"{SITE}{fold(own)}@{holder.id}", point, relation, None, "near" if point is not None else holder.precision,
                    holder.confidence, (), holder.footprint)


def _without(mention: str, holder: str) -> str:
    """The site's own words: "Goma's central prison" is a central prison."""
    own = re.sub(rf"(?:\s+of)?\s*\b{re.escape(holder)}\b(?:['’]s?)?\s*", " ", mention).strip()
    return own or mention
