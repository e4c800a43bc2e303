"""Document in, claims out: the reading, the claims of every sentence and of the infobox, and what was refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from noria.claims.discourse import WIDE, Topic
from noria.claims.extraction import Extraction
from noria.claims.infobox import date_by_narrative, infobox_claims, infobox_facts
from noria.claims.model import Claim, DocumentRef, Refusal
from noria.claims.refusals import refusal
from noria.claims.resolve import Resolver
from noria.claims.sentence import SentenceClaims
from noria.claims.speech import Speech
from noria.documents.model import Document
from noria.reading.names import is_people
from noria.reading.pipeline import DEFAULT_PIPELINE
from noria.reading.quotations import quotations
from noria.reading.read import Reader, period
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from noria.reference.lexicons import words
from noria.values.decision import Decision


_YEARS = r"(?:\d{4}(?:[–-]\d{2,4})?\s+)?"
_FOUGHT_AT = re.compile(_YEARS + r"(?:\w+\s+)?(?:Battle|Siege|Fall|Capture|Defen[cs]e|Liberation|Sack)\s+of\s+(?:the\s+)?(.+?)(?:\s*[(:].*|,\s.*)?$")
_STRUCK_AT = re.compile(_YEARS + r"(\w[\w'’-]*(?:\s[\w'’-]*[A-Z][\w'’-]*)*?)\s+(?:airstrikes?|attacks?|bombings?|clashes|explosions?|massacre|raid|shelling)\b")
_FOUGHT_FOR = re.compile(_YEARS + r"(\w[\w'’-]*(?:\s[\w'’-]*[A-Z][\w'’-]*)*?)\s+(?:(?:spring|summer|autumn|winter)\s+)?(?:offensive|campaign|counteroffensive|operation)\b")


class Extractor:
    """Makes claims of documents with one codebook and one gazetteer. Heavy to build (it loads the language pipeline), cheap to call."""

    def __init__(self, codebook: Codebook, gazetteer: Gazetteer, pipeline: str = DEFAULT_PIPELINE, decided: Sequence[Decision] = ()) -> None:
        self._codebook = codebook
        self._reader = Reader(codebook, gazetteer, pipeline, decided)

    def extract(self, document: Document) -> Extraction:
        """Claims in the order of the text, each with its id; refusals; infobox facts where there is an infobox."""
        meta = document.meta
        ref = DocumentRef(document.id, document.file, meta.title, meta.publisher, str(meta.published) if meta.published else None)
        reading = self._reader.read(document)
        resolver = Resolver(reading, self._codebook, document.text)
        speech = Speech(reading.sentences, quotations(document))
        maker = SentenceClaims(ref, document.text, reading.times, resolver, speech, period(document), topic(document, resolver))
        told: list[Claim] = []
        refused: list[Refusal] = []
        for sentence in reading.sentences:
            block = document.blocks[sentence.block]
            found = maker.claims(sentence, block.kind, block.author)
            told += found
            if not found and (why := refusal(document, sentence)) is not None:
                refused.append(why)
        listed = infobox_claims(document, ref, resolver.named_place, self._codebook)
        claims = _identified([*date_by_narrative(listed, told), *told])
        return Extraction(claims, tuple(refused), infobox_facts(document, ref, self._codebook), resolver.mentions(document.id))


def topic(document: Document, resolver: Resolver) -> Topic:
    """The place that an article's title names: of a battle, a siege or a strike the scene of all of it, of an offensive or campaign only
    what "the city" means, but where it was for an island or a base.
    """
    title = document.meta.title or ""
    for told, scene in ((_FOUGHT_AT, True), (_STRUCK_AT, True), (_FOUGHT_FOR, False)):
        if (match := told.match(title)) is not None and " and " not in match[1] and not is_people(match[1].split()[0]):
            place = resolver.known_place(match[1])
            if told is _STRUCK_AT and not resolver.tells_of(match[1]):
                continue  # "Drone attacks in the war of …"
            spot = match[1].split()[-1].lower() in words("groups", "sites") | {"island"}  # who fight for an island fight on it
            return Topic(place, scene=(scene or spot) and place.precision not in WIDE | {"province"})
    return Topic(None, scene=False)


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
