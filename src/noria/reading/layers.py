"""What the reading saw, layer by layer, as plain rows by character offset: for annotation tools and for measuring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from noria.documents.model import Document
from noria.reading.numbers import read_numbers
from noria.reading.passage import passages
from noria.reading.read import Reader, document_times
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer

Row = dict[str, Any]


def times(document: Document) -> list[Row]:
    """TIMEX3 expressions: `start`, `end`, `text`, `type`, `value`."""
    found = document_times(document, passages(document))
    return [{"start": e.span.start, "end": e.span.end, "text": e.text, "type": e.type, "value": e.value} for e in found.expressions]


def numbers(document: Document) -> list[Row]:
    """Quantities: `start`, `end`, `text`, `low`, `high`, `approximate`."""
    out = []
    for passage in passages(document):
        for q in read_numbers(passage.text):
            span = passage.span(q.start, q.end)
            out.append({"start": span.start, "end": span.end, "text": span.of(document.text), "low": q.low, "high": q.high,
                        "approximate": q.approximate})
    return out


def places(document: Document, codebook: Codebook, gazetteer: Gazetteer) -> list[Row]:
    """Toponyms: `start`, `end`, `text`, `name`, `id`, `lat`, `lon`, the last four None where a toponym stays open, and `acts`: whether the name
    stands for who rules from there.
    """
    return [{"start": p.span.start, "end": p.span.end, "text": p.text, "name": p.name, "id": p.id, "lat": p.lat, "lon": p.lon, "acts": p.acts}
            for p in Reader(codebook, gazetteer).read(document).places]


def actors(document: Document, codebook: Codebook, gazetteer: Gazetteer) -> list[Row]:
    """Names of forces, offices, persons and nationalities: `start`, `end`, `text`, `kind`, `name`, `id` (the codebook's, if known)."""
    out = []
    for sentence in Reader(codebook, gazetteer).read(document).sentences:
        for name in sentence.names:
            known = codebook.actor(name.text) or codebook.source(name.text)
            if known is not None or name.kind in ("actor", "person", "nationality"):
                out.append({"start": name.span.start, "end": name.span.end, "text": name.text, "kind": name.kind,
                            "name": known.name if known else name.text, "id": known.id if known else None})
    return out


LAYERS: Mapping[str, Callable[[Document, Any, Any], list[Row]]] = {
    "times": lambda document, _codebook, _gazetteer: times(document),
    "numbers": lambda document, _codebook, _gazetteer: numbers(document),
    "places": places,
    "actors": actors,
}
