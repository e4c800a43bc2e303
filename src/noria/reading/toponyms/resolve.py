"""Decides which place each name of a document means, all names together.

Every candidate has a score of its own (how well the name fits, how many people live there, what kind of place the words ask for, whose
table it is from) and a score from the company it keeps: candidates of the document's other names that lie near, in the same division or in
the same country, each weighed by how likely it is itself. A few rounds of this settle; one name has one sense in a document. What stays
doubtful stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from noria.reading.output import PlaceReading
from noria.reading.toponyms.model import ResolutionContext, Toponym
from noria.reading.toponyms.names import Name, gather
from noria.reading.toponyms.weigh import Verdict, weigh
from noria.reference.gazetteer import Gazetteer
from noria.values.place import Precision

_COARSENESS: tuple[Precision, ...] = ("site", "populated place", "near", "district", "province", "country", "region", "water", "unresolved")


def resolve(toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, context: ResolutionContext = ResolutionContext()) -> list[PlaceReading]:  # noqa: B008 - frozen
    """One reading for each toponym of one document, in their order; id None where the name is unknown or stays doubtful."""
    names, which = gather(toponyms, gazetteer)
    verdicts = weigh(names, gazetteer, context)
    return [_reading(toponym, names[i], verdicts[i]) for toponym, i in zip(toponyms, which, strict=True)]


def _reading(toponym: Toponym, name: Name, verdict: Verdict) -> PlaceReading:
    candidates = tuple(match.entry.id for match in verdict.ranked[:8])
    if verdict.chosen is None:
        return PlaceReading(toponym.span, toponym.text, None, None, None, None, "unresolved", verdict.confidence, candidates, verdict.reasons)
    entry = verdict.chosen.entry
    precision = entry.precision
    if name.precision is not None and _COARSENESS.index(name.precision) > _COARSENESS.index(precision):
        precision = name.precision
    return PlaceReading(toponym.span, toponym.text, entry.name, entry.id, entry.lat, entry.lon, precision, verdict.confidence, candidates, verdict.reasons)
