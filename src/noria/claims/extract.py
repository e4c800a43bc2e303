"""Document in, claims out: the reading, the claims of every sentence and of the infobox, and what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.extraction import Extraction
from noria.claims.model import Claim, DocumentRef, Refusal
from noria.claims.refusals import refusal
from noria.claims.resolve import Resolver
from noria.claims.sentence import SentenceClaims
from noria.documents.model import Document
from noria.reading.pipeline import DEFAULT_PIPELINE
from noria.reading.read import Reader, period
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer


class Extractor:
    """Makes claims of documents with one codebook and one gazetteer. Heavy to build (it loads the language pipeline), cheap to call."""

    def __init__(self, codebook: Codebook, gazetteer: Gazetteer, pipeline: str = DEFAULT_PIPELINE) -> None:
        self._codebook = codebook
        self._reader = Reader(codebook, gazetteer, pipeline)

    def extract(self, document: Document) -> Extraction:
        """Claims in the order of the text, each with its id; refusals; infobox facts where there is an infobox."""
        meta = document.meta
        ref = DocumentRef(document.id, document.file, meta.title, meta.publisher, str(meta.published) if meta.published else None)
        reading = self._reader.read(document)
        resolver = Resolver(reading, self._codebook, document.text)
        maker = SentenceClaims(ref, document.text, reading.times, resolver, period(document))
        claims: list[Claim] = []
        refused: list[Refusal] = []
        for sentence in reading.sentences:
            found = maker.claims(sentence)
            claims += found
            if not found and (why := refusal(document, sentence)) is not None:
                refused.append(why)
        return Extraction(_identified(claims), tuple(refused))


def _identified(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Ids filled in; claims of one type on one trigger are told apart by their order."""
    seen: dict[str, int] = {}
    out = []
    for claim in claims:
        plain = claim.identified()
        ordinal = seen.get(plain.id, 0)
        seen[plain.id] = ordinal + 1
        out.append(plain if ordinal == 0 else replace(claim).identified(ordinal))
    return tuple(out)
