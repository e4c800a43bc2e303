"""Mentions to references: actors and sources through the codebook and the document's own abbreviations, places through the reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from msgspec import structs

from noria.claims.model import ActorRef, Attribution, PlaceMention, PlaceRef
from noria.claims.sites import Sites
from noria.reading.grammar import Tree
from noria.reading.names import event_place
from noria.reading.output import NameMention, PlaceArgument, PlaceReading, Reading
from noria.reference.codebook import Codebook, fold
from noria.reference.lexicons import words
from noria.values.footprint import Footprint
from noria.values.place import Point, Relation
from noria.values.span import Span

_RELATIONS = frozenset(get_args(Relation))
_ON_THE_WAY_KM = 25.0
# Digits of a year.
_YEAR = 4


def _parties(reading: Reading) -> frozenset[str]:
    """The names, folded, of those who do something by the predicates of a document."""
    return frozenset(fold(s.names[s.tokens[a].name].text) for s in reading.sentences for p in s.predicates for a in p.actors if s.tokens[a].name >= 0)


def _shared(tree: Tree, i: int) -> str | None:
    """The name that a word of direction shares with the next in its list: Kivu of "North and South Kivu"."""
    for c in tree.conjuncts(i)[1:]:
        name = tree.tokens[c].name
        parts = tree.sentence.names[name].text.split(maxsplit=1) if name >= 0 else ()
        if len(parts) == 2 and parts[0].lower() in words("names", "compass"):
            return parts[1]
    return None


class Resolver:
    """Look-ups for one document."""

    def __init__(self, reading: Reading, codebook: Codebook, text: str) -> None:
        self._codebook = codebook
        self._text = text
        self._places: Mapping[Span, PlaceReading] = {place.span: place for place in reading.places}
        self._found = {fold(place.text): place for place in reversed(reading.places) if place.id is not None}
        self._named = frozenset(fold(place.text) for place in reading.places)
        self._plain = {place.id: place for place in reversed(reading.places) if place.relation == "in"}
        self._sites = Sites(reading.places, text)
        self._parties = _parties(reading)
        self._aliases = {fold(short): name for short, name in reading.aliases.items()}

    def actor(self, mention: str) -> ActorRef:
        """`mention` with its canonical name: the codebook's, else the name in full where the document abbreviates it."""
        known = self._codebook.actor(mention)
        if known is None and (full := self._aliases.get(fold(mention))) is not None:
            known = self._codebook.actor(full)
            if known is None:
                return ActorRef(mention, full)
        if known is not None:
            return ActorRef(mention, known.name, known.id)
        return ActorRef(mention, mention)

    def source(self, mention: str, cue: str) -> Attribution:
        source = self._codebook.source(mention) or self._codebook.source(self._aliases.get(fold(mention), mention))
        if source is not None:
            return Attribution(mention, source.name, cue, source.id)
        actor = self.actor(mention)
        return Attribution(mention, actor.name, cue, actor.id)

    def place(self, tree: Tree, argument: PlaceArgument) -> PlaceRef:
        """The place that a named argument means, with the direction word that stands before it ("southern X")."""
        token = tree.tokens[argument.head]
        name = tree.sentence.names[token.name]
        if name.kind == "event":
            return replace(self.known_place(event_place(name.text)), relation=self.relation(argument.relation))
        start = name.span.start
        before, after, end = argument.head - 1, argument.head + 1, name.span.end
        if before >= 0 and tree.tokens[before].text.lower() in words("names", "compass"):
            start = tree.tokens[before].span.start
            if after < len(tree.tokens) and tree.tokens[after].text in ("region", "countryside"):
                end = tree.tokens[after].span.end  # "the northern X region" is no part of X itself
        if end == name.span.end and after < len(tree.tokens) and tree.tokens[after].tag == "NN" and tree.tokens[after].lemma in words("groups", "areas") and (
                token.head == after or (token.dep, token.head) == (tree.tokens[after].dep, tree.tokens[after].head)):
            end = tree.tokens[after].span.end  # "the Kursk region" is more than Kursk
        if end == name.span.end and after < len(tree.tokens) and (tree.tokens[after].tag, tree.tokens[after].dep, tree.tokens[after].head) == ("CD", "nummod", argument.head) and (
                tree.tokens[after].text.isdigit() and len(tree.tokens[after].text) < _YEAR):
            return self._ref(self._text[start : tree.tokens[after].span.end], None, self.relation(argument.relation))  # the strongpoints "Arin 1" and "Arin 2"
        words_ = self._text[start:end].split()
        if len(words_) > 1 and words_[-1].lower().rstrip("s") in words("names", "place_words") and words_[-1].endswith("s") and words_[-1][0].isupper() and not name.known and (
                token.dep == "conj" or tree.children(argument.head, "conj")):
            words_ = words_[:-1]  # "A and B Provinces"
        if len(words_) == 1 and words_[0].lower() in words("names", "compass") and (whole := _shared(tree, argument.head)) is not None:
            words_.append(whole)  # "North and South Kivu"
        mention = " ".join(words_)
        ref = self._ref(mention, self._places.get(name.span), self.relation(argument.relation))
        return ref if ref.id is not None or end == name.span.end else replace(ref, name=name.text)

    def acts(self, name: NameMention) -> bool:
        """Whether the text tells of somebody of this name who does something, so that no other word of it need be a place's."""
        return name.kind != "place" and fold(name.text) in self._parties

    def site(self, mention: str, span: Span, argument: PlaceArgument) -> PlaceRef:
        """A site without a name of its own, at `span`; its point stays open where the text does not tell where it is."""
        relation = self.relation(argument.relation)
        return self._sites.described(mention, span, relation) or PlaceRef(mention, relation=relation)

    def mentioned_place(self, span: Span) -> PlaceRef | None:
        """The place named at `span`, None where that name is no place."""
        reading = self._places.get(span)
        return None if reading is None else self._ref(reading.text, self._itself(reading), "in")

    def mentions(self, document: str) -> tuple[PlaceMention, ...]:
        """Every name of a place, in the order of the text; none that stands for who rules from there."""
        return tuple(PlaceMention(document, reading.span, fold(reading.text), self._ref(reading.text, reading, "in"), reading.scores, reading.reasons,
                                  reading.judgement) for reading in self._places.values() if not reading.acts)

    def known_place(self, text: str) -> PlaceRef:
        """The place that the document calls `text` anywhere, open where it resolves nowhere."""
        reading = self._found.get(fold(text))
        return self._ref(text, self._itself(reading) if reading else None, "in")

    def tells_of(self, text: str) -> bool:
        """Whether the document names a place `text`."""
        return fold(text) in self._named

    def _itself(self, reading: PlaceReading) -> PlaceReading:
        """The place that a reading names, without the way off it ("six miles from") that one mention told."""
        if reading.relation == "in":
            return reading
        plain = self._plain.get(reading.id)
        return plain if plain is not None else structs.replace(reading, relation="in", distance_km=None, footprint=None)

    def named_place(self, text: str, span: Span) -> PlaceRef:
        """The place named by `text` at `span`; where the reading did not come by (an infobox), what the text means by the name elsewhere."""
        reading = self._places.get(span)
        return self._ref(text, reading, "in") if reading is not None else self.known_place(text)

    @staticmethod
    def relation(word: str) -> Relation:
        return word if word in _RELATIONS else "in"  # type: ignore[return-value]

    def _ref(self, mention: str, reading: PlaceReading | None, relation: Relation) -> PlaceRef:
        if reading is None:
            return PlaceRef(mention, relation=relation)
        if (site := self._sites.named(reading, relation)) is not None:
            return site
        # the world table's own spellings ("Kyyiv", "Xarkiv") are not those that readers know: what the text writes names the place
        name = reading.text if reading.id is not None and reading.id.startswith("geonames:") else reading.name
        point = Point(reading.lat, reading.lon) if reading.lat is not None and reading.lon is not None else None
        if reading.distance_km is not None or (relation in ("in", "near") and reading.relation != "in"):
            relation = reading.relation  # the words at the name say more than the preposition of the clause
        covered = reading.footprint
        if relation == "toward" and point is not None:
            covered = Footprint.circle(point, _ON_THE_WAY_KM, f"on the way to {name}, taken as within {_ON_THE_WAY_KM:g} km of it")
        return PlaceRef(mention, name, reading.id, point, relation, reading.distance_km, reading.precision, reading.confidence, reading.candidates, covered)
