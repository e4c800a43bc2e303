"""Decides which place each name of a document means, all names together.

Every candidate has a score of its own (how well the name fits, how many people live there, what kind of place the words ask for, whose
table it is from) and a score from the company it keeps: candidates of the document's other names that lie near, in the same division or in
the same country, each weighed by how likely it is itself. A few rounds of this settle; one name has one sense in a document. What stays
doubtful stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.reading.output import PlaceReading
from noria.reading.toponyms.footprint import between, footprint
from noria.reading.toponyms.model import ResolutionContext, Setting, Toponym
from noria.reading.toponyms.names import Name, gather
from noria.reading.toponyms.setting import setting
from noria.reading.toponyms.weigh import Verdict, weigh
from noria.reference.gazetteer import Gazetteer
from noria.values.footprint import Footprint
from noria.values.place import Precision

Extents = dict[tuple[int, Setting], tuple[Precision, Footprint]]  # of what a document names in one setting, made once
_SHOWN = 8  # candidates that a reading keeps
_COARSENESS: tuple[Precision, ...] = ("site", "populated place", "near", "district", "province", "country", "region", "water", "unresolved")


def resolve(toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, context: ResolutionContext = ResolutionContext()) -> list[PlaceReading]:  # noqa: B008 - frozen
    """One reading for each toponym of one document, in their order; id None where the name is unknown or stays doubtful."""
    names, which = gather(toponyms, gazetteer, context.decided)
    verdicts = weigh(names, gazetteer, context)
    extents: Extents = {}
    ids = [tuple(match.entry.id for match in verdict.ranked[:_SHOWN]) for verdict in verdicts]
    return _between(toponyms, [_reading(toponym, i, names[i], verdicts[i], ids[i], extents) for toponym, i in zip(toponyms, which, strict=True)])


def _reading(toponym: Toponym, number: int, name: Name, verdict: Verdict, candidates: tuple[str, ...], extents: Extents) -> PlaceReading:
    judgement = name.decision.judgement if name.decision is not None else None
    if verdict.chosen is None:
        return PlaceReading(toponym.span, toponym.text, None, None, None, None, "unresolved", verdict.confidence, candidates, verdict.reasons,
                            scores=verdict.scores[:_SHOWN], judgement=judgement)
    entry = verdict.chosen.entry
    where = setting(toponym, name.text)
    extent = extents.get((number, where))
    if extent is None:
        known: Precision = "water" if entry.kind == "water" and entry.country is None else entry.precision
        precision = max(known, name.precision or known, _left(where) or known, key=_COARSENESS.index)
        extent = extents[number, where] = precision, footprint(entry, where)
    return PlaceReading(toponym.span, toponym.text, entry.name, entry.id, entry.lat, entry.lon, extent[0], verdict.confidence, candidates, verdict.reasons,
                        where.relation, where.distance_km, extent[1], verdict.scores[:_SHOWN], judgement)


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
