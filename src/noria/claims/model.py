"""The claim: one thing that one sentence (or infobox line) of one document says happened, stood, or was said.

Field by field as `docs/claims.md` has it. Times are inclusive days; `places` are as specific as the sentence allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from noria.values.count import Count
from noria.values.footprint import Footprint
from noria.values.ids import content_id
from noria.values.interval import Basis, Granularity, Interval
from noria.values.place import Point, Precision, Relation
from noria.values.precision import Code, geo_precision, where_prec
from noria.values.span import Span
from noria.values.vocabulary import ClaimType, Factuality


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """Which document said it; `published` in ISO form, None where unknown."""

    id: str
    file: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class ActorRef:
    """`mention` as written; `name` its canonical form in codebook or document; `id` only where the codebook knows it."""

    mention: str
    name: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as written and, where it could be resolved, as a point. Left open: id and point None, `candidates` kept.

    `footprint` is where the thing told may lie, for the words around the name too ("six miles north of"); None where it is not known.
    """

    mention: str
    name: str | None = None
    id: str | None = None
    point: Point | None = None
    relation: Relation = "in"
    distance_km: float | None = None
    precision: Precision = "unresolved"
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()
    footprint: Footprint | None = None

    @property
    def geo_precision(self) -> Code:
        """ACLED's code for how precisely the place is known, with the reason."""
        return geo_precision(self.precision, self.relation, self.distance_km)

    @property
    def where_prec(self) -> Code:
        """UCDP's code for how precisely the place is known, with the reason."""
        return where_prec(self.precision, self.relation, self.distance_km)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place where it stands in a document, in a claim or not, and what it was taken for.

    `key` is the name folded, as judgements upon names have it. `scores` say how likely each of `place.candidates` is, from 0 to 1;
    `judgement` is the id of the one that settled it.
    """

    document: str
    span: Span
    key: str
    place: PlaceRef
    scores: tuple[float, ...] = ()
    reasons: tuple[str, ...] = ()
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When it happened. `interval` is None where the text does not tell to within a year; `reason` says why."""

    interval: Interval | None
    edtf: str | None = None
    granularity: Granularity | None = None
    mention: str | None = None
    basis: Basis = "none"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say so, and the words that say it ("reported", "according to")."""

    mention: str
    name: str | None = None
    cue: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` is the document's text at `span`, exactly; `trigger` the words inside it that made the claim."""

    quote: str
    span: Span
    trigger_text: str
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. `event` is filled only where the claim comes out of a dossier."""

    document: DocumentRef
    type: ClaimType
    factuality: Factuality = "realised"
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    time: ClaimTime
    counts: tuple[Count, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    evidence: Evidence
    citations: tuple[str, ...] = ()
    confidence: float = 0.5
    extractor: str
    rule: str
    note: str | None = None
    event: str | None = None
    id: str = ""

    def identified(self, ordinal: int = 0) -> Claim:
        """The same claim with its id filled in.

        The id is addressed by document, evidence, type and trigger; `ordinal` tells apart two claims of one type that one
        trigger makes. What was concluded (date, place, actors) is not part of it, so a better reading keeps the id.
        """
        return replace(self, id=claim_id(self.document.id, self.type, self.evidence, ordinal))


def claim_id(document: str, type_: ClaimType, evidence: Evidence, ordinal: int = 0) -> str:
    """The id of the claim of `type_` that `evidence` supports in `document`."""
    return content_id("c", {"document": document, "type": type_, "quote": evidence.quote, "start": evidence.span.start,
                            "trigger": [evidence.trigger.start, evidence.trigger.end], "ordinal": ordinal})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence that could have held a claim and gave none, with the reason: nothing is dropped in silence."""

    document: str
    span: Span
    quote: str
    reason: str
    rule: str
