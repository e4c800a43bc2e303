"""A Document read: sentences with their parse, names, times, numbers and places, in plain types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noria.documents.model import Document
from noria.reading.gate import Gate
from noria.reading.labels import entity_labels
from noria.reading.layout import Layout
from noria.reading.names import NameFinder
from noria.reading.output import Reading, Sentence
from noria.reading.passage import Passage, passages
from noria.reading.pipeline import DEFAULT_PIPELINE, Parsed, Pipeline
from noria.reading.places import read_places
from noria.reading.sightings import Sightings
from noria.reading.times import TimeReading, read_period, read_times
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from noria.reference.lexicons import words
from noria.values.decision import Decision, holding_in
from noria.values.interval import Interval


class Reader:
    """Reads documents with one codebook, one gazetteer, one language pipeline, and what people decided that names of places mean."""

    def __init__(self, codebook: Codebook, gazetteer: Gazetteer, pipeline: str = DEFAULT_PIPELINE, decided: Sequence[Decision] = ()) -> None:
        self._codebook = codebook
        self._gazetteer = gazetteer
        self._pipeline = Pipeline(pipeline)
        self._gate = Gate(self._pipeline.inflected) if self._pipeline.inflects else None
        self._decided = tuple(decided)
        self._names = NameFinder(codebook, gazetteer)

    def read(self, document: Document) -> Reading:
        """Everything the document says that later rooms need. Only sentences that may hold a claim are parsed."""
        read = passages(document)
        times = document_times(document, read)
        layouts = [Layout(passage, times.expressions, self._names, self._pipeline) for passage in read]
        seen = Sightings.of(name for layout in layouts for names in layout.names for name in names)
        for layout in layouts:
            layout.join(seen)
        opened = self._opened(layouts)
        labels = entity_labels(layouts, opened, self._pipeline, self._gazetteer)
        sentences: list[Sentence] = []
        aliases: dict[str, str] = {}
        parses = self._parses(layouts, opened)
        for layout, here in zip(layouts, opened, strict=True):
            for n, wanted in enumerate(here):
                sentences.append(layout.sentence(document, len(sentences), n, next(parses) if wanted else None, labels))
            aliases.update(layout.aliases())
        places = read_places(sentences, self._gazetteer, document.text, holding_in(document.id, self._decided))
        return Reading(document.id, tuple(sentences), times, places, aliases)

    def _opened(self, layouts: Sequence[Layout]) -> list[list[bool]]:
        """Of each sentence of each layout whether it is worth a parse."""
        texts = [layout.text(n) for layout in layouts for n in range(len(layout.bounds))]
        opened = iter([True] * len(texts) if self._gate is None else self._gate.opened(texts))
        return [[next(opened) for _ in layout.bounds] for layout in layouts]

    def _parses(self, layouts: Sequence[Layout], opened: Sequence[Sequence[bool]]) -> Iterator[list[Parsed]]:
        """The parse of each opened sentence in order."""
        wanted = [(layout, [n for n, is_open in enumerate(here) if is_open]) for layout, here in zip(layouts, opened, strict=True) if any(here)]
        parses = self._pipeline.parse([part for n in numbers for part in layout.parts(n).rows(layout.pieces(n))] for layout, numbers in wanted)
        for (layout, numbers), parsed in zip(wanted, parses, strict=True):
            rows = iter(parsed)
            for n in numbers:
                yield layout.parts(n).joined(layout.pieces(n), [next(rows) for _ in layout.parts(n).order])


def document_times(document: Document, read: Sequence[Passage]) -> TimeReading:
    """The times of a document's passages `read`, by what is known of it besides: its day, its kind, and the period its infobox or title gives."""
    retold = not words("cues", "retelling").isdisjoint((document.meta.kind or "").lower().split())
    context = period(document)
    if context is None and retold and document.meta.title is not None:
        context = read_period(document.meta.title, None)
    return read_times(read, document.meta.published, context, retold=retold)


def period(document: Document) -> Interval | None:
    """The days the document is about, as its infobox gives them; None where it has no infobox date."""
    for field in document.infobox:
        if field.key.strip().lower() in ("date", "dates") and (found := read_period(field.value.of(document.text), document.meta.published)):
            return found
    return None
