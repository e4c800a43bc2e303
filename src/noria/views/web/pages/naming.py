"""How the names that a place is called by were read: where they stand, what else they could mean, and why they were taken so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from noria.claims.model import PlaceMention
from noria.derive.judged import Bearing
from noria.documents.model import Document
from noria.reference.gazetteer import Entry
from noria.values.judgement import read_toponym, toponym_target
from noria.views.web.world import World

_AROUND = 90  # characters shown on either side of a name


@dataclass(frozen=True, slots=True)
class Snippet:
    """A name where it stands."""

    before: str
    name: str
    after: str
    mention: PlaceMention


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, how likely it is (0 to 1), and what the tables know of it; `entry` is None where none has it now."""

    id: str
    score: float
    entry: Entry | None

    @property
    def described(self) -> str:
        entry = self.entry
        if entry is None:
            return "in no table any more"
        people = f"{entry.population:,} people" if entry.population else ""
        return ", ".join(part for part in (entry.kind, entry.admin2, entry.admin1, entry.country, people, f"{entry.lat:.3f}, {entry.lon:.3f}") if part)


@dataclass(frozen=True, slots=True)
class Naming:
    """One name in one document: all that is said of it there, and the targets of a judgement upon it."""

    document: str
    snippets: tuple[Snippet, ...]
    candidates: tuple[Candidate, ...]

    @property
    def first(self) -> PlaceMention:
        return self.snippets[0].mention

    @property
    def everywhere(self) -> str:
        """What a judgement upon the name in all documents is upon."""
        return toponym_target(self.first.key)

    @property
    def here(self) -> str:
        """What a judgement upon the name in this document is upon."""
        return toponym_target(self.first.key, self.document)


def namings(world: World, mentions: Sequence[PlaceMention]) -> list[Naming]:
    """The names of a place by document and name, in the order of documents and of their text."""
    out = []
    for id, found in groupby(mentions, key=lambda mention: mention.document):
        document = world.ask.dossier.document(id)
        by_key: dict[str, list[PlaceMention]] = {}
        for mention in found:
            by_key.setdefault(mention.key, []).append(mention)
        out += [_naming(world, document, same) for same in by_key.values()]
    return out


def decided(world: World, namings: Sequence[Naming]) -> list[Bearing]:
    """What people decided of these names, oldest first."""
    keys = {naming.first.key for naming in namings}
    documents = {naming.document for naming in namings} | {None}
    return [found for found in world.ask.bearings
            if (target := read_toponym(found.judgement.target)) is not None and target[0] in keys and target[1] in documents]


def naming_form(naming: Naming) -> dict[str, Any]:
    """One name in one document, for programs."""
    first = naming.first
    return {"name": first.place.mention, "document": naming.document, "place": first.place.id, "confidence": first.place.confidence,
            "judgement": first.judgement, "reasons": list(first.reasons),
            "candidates": [{"id": c.id, "score": c.score, "name": c.entry.name if c.entry else None} for c in naming.candidates],
            "mentions": [{"start": s.mention.span.start, "end": s.mention.span.end, "relation": s.mention.place.relation,
                          "distance_km": s.mention.place.distance_km, "precision": s.mention.place.precision,
                          "geo_precision": s.mention.place.geo_precision.value, "where_prec": s.mention.place.where_prec.value}
                         for s in naming.snippets]}


def _naming(world: World, document: Document, mentions: Sequence[PlaceMention]) -> Naming:
    first = mentions[0]
    candidates = tuple(Candidate(id, score, world.gazetteer.entry(id)) for id, score in zip(first.place.candidates, first.scores, strict=False))
    return Naming(document.id, tuple(_snippet(document.text, mention) for mention in mentions), candidates)


def _snippet(text: str, mention: PlaceMention) -> Snippet:
    start, end = mention.span.start, mention.span.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Snippet(_from_word(before) if start > _AROUND else before, text[start:end], after.rsplit(" ", 1)[0] if end + _AROUND < len(text) else after, mention)


def _from_word(text: str) -> str:
    return text.split(" ", 1)[-1]
