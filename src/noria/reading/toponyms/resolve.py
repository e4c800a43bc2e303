"""Decides which place each name of a document means, all names together.

Every candidate has a score of its own (how well the name fits, how many people live there, what kind of place the words ask for, whose
table it is from) and a score from the company it keeps: candidates of the document's other names that lie near, in the same division or in
the same country, each weighed by how likely it is itself. A few rounds of this settle; one name has one sense in a document. What stays
doubtful stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from noria.reading.output import PlaceReading
from noria.reading.toponyms.footprint import between, footprint
from noria.reading.toponyms.model import ResolutionContext, Setting, Toponym
from noria.reading.toponyms.names import Name, gather
from noria.reading.toponyms.setting import setting
from noria.reading.toponyms.weigh import Verdict, weigh
from noria.reference.gazetteer import Entry, Gazetteer
from noria.values.footprint import Footprint
from noria.values.place import Precision

_SHOWN = 8  # candidates that a reading keeps
_COARSENESS: tuple[Precision, ...] = ("site", "populated place", "near", "district", "province", "country", "region", "water", "unresolved")


def resolve(toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, context: ResolutionContext = ResolutionContext()) -> list[PlaceReading]:  # noqa: B008 - frozen
    """One reading for each toponym of one document, in their order; id None where the name is unknown or stays doubtful."""
    names, which = gather(toponyms, gazetteer, context.decided)
    meanings = [_Meaning(name, verdict) for name, verdict in zip(names, weigh(names, gazetteer), strict=True)]
    return _between(toponyms, [meanings[i].of(toponym) for toponym, i in zip(toponyms, which, strict=True)])


class _Meaning:
    """What one name of a document means. What its mentions share is made once: most differ only in where they stand."""

    def __init__(self, name: Name, verdict: Verdict) -> None:
        self._name, self._entry = name, verdict.chosen.entry if verdict.chosen is not None else None
        self._weighed = verdict.confidence, tuple([match.entry.id for match in verdict.ranked[:_SHOWN]]), verdict.reasons
        self._scores = verdict.scores[:_SHOWN]
        self._judgement = name.decision.judgement if name.decision is not None else None
        self._extents: dict[Setting, tuple[Precision, Footprint]] = {}

    def of(self, toponym: Toponym) -> PlaceReading:
        """The reading of one of its mentions."""
        entry = self._entry
        if entry is None:
            return PlaceReading(toponym.span, toponym.text, None, None, None, None, "unresolved", *self._weighed, scores=self._scores, judgement=self._judgement)
        where = setting(toponym, self._name.text)
        extent = self._extents.get(where)
        if extent is None:
            extent = self._extents[where] = self._extent(entry, where)
        return PlaceReading(toponym.span, toponym.text, entry.name, entry.id, entry.lat, entry.lon, extent[0], *self._weighed,
                            where.relation, where.distance_km, extent[1], self._scores, self._judgement)

    def _extent(self, entry: Entry, where: Setting) -> tuple[Precision, Footprint]:
        known: Precision = "water" if entry.kind == "water" and entry.country is None else entry.precision
        return max(known, self._name.precision or known, _left(where) or known, key=_COARSENESS.index), footprint(entry, where)


def _left(setting: Setting) -> Precision | None:
    """What the words around a name leave of the precision of a place."""
    if setting.part == "countryside":
        return "district"
    return "near" if setting.relation not in ("in", "between") or setting.part or setting.direction else None


def _between(toponyms: Sequence[Toponym], readings: list[PlaceReading]) -> list[PlaceReading]:
    """Both places of "between X and Y" lie along one strip; where one of them is open, nothing is known of it."""
    at = {reading.span: reading.footprint for reading in readings}
    for i, toponym in enumerate(toponyms):
        if toponym.partner is not None and (one := readings[i].footprint) is not None:
            other = at.get(toponym.partner)
            first, last = (one, other) if toponym.span < toponym.partner else (other, one)
            readings[i] = replace(readings[i], footprint=between(first, last) if first is not None and last is not None else None)
    return readings
