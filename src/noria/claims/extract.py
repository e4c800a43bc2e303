"""Document in, claims out: the reading, the claims of every sentence and of the infobox, and what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.extraction import Extraction
from noria.claims.infobox import date_by_narrative, infobox_claims, infobox_facts
from noria.claims.model import Claim, DocumentRef, PlaceRef, Refusal
from noria.claims.refusals import refusal
from noria.claims.resolve import Resolver
from noria.claims.sentence import SentenceClaims
from noria.documents.model import Document
from noria.reading.output import Reading
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
        maker = SentenceClaims(ref, document.text, reading.times, resolver, period(document), _focus(document, reading, resolver))
        told: list[Claim] = []
        refused: list[Refusal] = []
        for sentence in reading.sentences:
            found = maker.claims(sentence, document.blocks[sentence.block].kind)
            told += found
            if not found and (why := refusal(document, sentence)) is not None:
                refused.append(why)
        listed = infobox_claims(document, ref, resolver.named_place, self._codebook)
        claims = _identified([*date_by_narrative(listed, told), *told])
        return Extraction(claims, tuple(refused), infobox_facts(document, ref, self._codebook))


def _focus(document: Document, reading: Reading, resolver: Resolver) -> tuple[PlaceRef, ...]:
    """The one place that a battle's or siege's article is about ("Siege of X"); empty where its title names none or several.

    An offensive or campaign ranges over many places, so its title places no sentence.
    """
    titles = [s for s in reading.sentences if document.blocks[s.block].kind == "title"
              and any(token.text.lower().startswith(("battle", "siege")) for token in s.tokens)][:1]
    places = [resolver.mentioned_place(name.span) for s in titles for name in s.names]
    found = [place for place in places if place is not None]
    return (found[0],) if len(found) == 1 else ()


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
