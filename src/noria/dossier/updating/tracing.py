"""Passages and origins after a change: which quotes are one, which documents are excerpts, whom each claim comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from noria.claims.model import Claim
from noria.derive.origins import STOCK, Origins, Source, first_holder, own_voice, root_of, source_of, whole_of
from noria.derive.passages import CROWD, buckets, near_to, normal, number_of, passages
from noria.dossier.results_codec import read
from noria.dossier.updating.counting import Counted
from noria.dossier.updating.world import WholeAnew, World, text_of


@dataclass
class Traced:
    """Where claims come from, as far as an update asks. `moved` are claims that did not change but whose passage or origin did.

    `texts` came and `lost` went, by number. `around` are documents whose row as an origin may differ.
    """

    passage: dict[str, str]
    origin: dict[str, str]
    own: dict[str, str]
    sources: dict[str, Source | None]
    above: dict[str, str]
    around: set[str]
    texts: dict[int, str]
    lost: dict[int, str]
    repassaged: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


def trace(world: World, counted: Counted) -> Traced:
    """Passages and origins of all that the change touches."""
    texts, lost = _texts(world)
    passage_of = _passages(world, texts, lost)
    passage = {}
    repassaged = set()
    for claim in world.with_texts(passage_of.keys()):
        passage[claim.id] = passage_of[text_of(claim)]
        if claim.id not in world.new and world.rows[claim.id].passage != passage[claim.id]:
            repassaged.add(claim.id)
    return _Sources(world, counted, passage, repassaged).traced(texts, lost)


def _texts(world: World) -> tuple[dict[int, str], dict[int, str]]:
    """Quotes that came and quotes that went, by number."""
    changed = {text_of(claim): normal(claim.evidence.quote) for claim in (*world.gone.values(), *world.new.values())}
    then = {text_of(claim) for claim in world.with_texts(changed.keys())}
    before = {row.text for row in world.by("text", changed.keys())}
    return {number: text for number, text in changed.items() if number in then - before}, {
        number: text for number, text in changed.items() if number in before - then}


def _passages(world: World, came: dict[int, str], lost: dict[int, str]) -> dict[int, str]:
    """The passages of the quotes of changed claims and of all whose passage may have changed, by number of the quote."""
    gone = lost.keys()
    keys = {text_of(claim) for claim in (*world.gone.values(), *world.new.values())} - gone
    shelves = {number: buckets(text) for number, text in came.items()}
    wanted = {bucket for held in (*shelves.values(), *map(buckets, lost.values())) for bucket in held}
    held: dict[int, set[int]] = defaultdict(set)
    for row in world.record.derived.rows("bucket", ("bucket", "text"), bucket=wanted):
        held[row.bucket].add(row.text)
    then = {bucket: held[bucket] - gone for bucket in wanted}
    for number, found in shelves.items():
        for bucket in found:
            then[bucket].add(number)
    stock = {bucket for bucket, numbers in then.items() if len(numbers) > CROWD}
    turned = {number for bucket in wanted if (len(held[bucket]) > CROWD) != (bucket in stock) for number in (*held[bucket], *then[bucket])}
    seeds = _near(world, {bucket: numbers for bucket, numbers in then.items() if bucket not in stock}, came, turned - gone - came.keys())
    known = {row.passage for row in world.by("text", seeds | gone | turned | keys - came.keys())}
    block = {row.text for row in world.by("passage", known)} - gone | came.keys() | keys
    words = _told(world, block - came.keys()) | came
    crowds = _crowds(world, words, stock, then)
    return {number_of(text): passage for text, passage in passages(words.values(), crowds).items()}


def _near(world: World, held: Mapping[int, set[int]], came: dict[int, str], turned: AbstractSet[int]) -> set[int]:
    """Quotes, by number, that are near to one that came, or whose buckets turned, and those themselves; `held` are the quotes of buckets."""
    around: dict[int, set[int]] = defaultdict(set)
    for numbers in held.values():
        for number in numbers & (came.keys() | turned):
            around[number] |= numbers
    words = _told(world, {number for numbers in around.values() for number in numbers} - came.keys() | turned) | came
    of_text = {text: number for number, text in words.items()}
    pairs = {number: near_to(words[number], [words[other] for other in others - {number}]) for number, others in around.items()}
    return {of_text[text] for found in pairs.values() for text in found} | {number for number, found in pairs.items() if found}


def _crowds(world: World, words: dict[int, str], stock: set[int], known: dict[int, set[int]]) -> set[int]:
    """The crowded ones of all buckets that quotes are in."""
    wanted = {bucket for text in words.values() for bucket in buckets(text)} - known.keys()
    counts = Counter(row.bucket for row in world.record.derived.rows("bucket", ("bucket",), bucket=wanted))
    return stock | {bucket for bucket, number in counts.items() if number > CROWD}


def _told(world: World, numbers: AbstractSet[int]) -> dict[int, str]:
    """The normalised quotes of these numbers, from claims that have them."""
    out = {number: normal(claim.evidence.quote) for claim in world.new.values() if (number := text_of(claim)) in numbers}
    first: dict[int, str] = {}
    for row in world.by("text", numbers - out.keys()):
        if row.claim not in world.gone:
            first[row.text] = min(first.get(row.text, row.claim), row.claim)
    quotes = world.record.claims.quotes(first.values())
    return out | {number: normal(quotes[claim]) for number, claim in first.items()}


class _Sources:
    """Documents as origins, those of the record and those that changed."""

    def __init__(self, world: World, counted: Counted, passage: dict[str, str], repassaged: set[str]) -> None:
        self._world, self._counted, self._passage, self._repassaged = world, counted, passage, repassaged
        self._dirty = world.touched | {world.claims[id].document.id for id in repassaged}
        self._held: dict[str, set[str]] = {}
        self._old: dict[str, Source] = {}
        self._holders: dict[str, set[str]] = {}
        self._before = world.record.derived.excerpts()
        self._above = dict(self._before)
        for id in self._dirty:
            self._held[id] = {self.passage_of(claim) for claim in world.of_document(id)}
        self._stored(self._dirty)
        self._sources: dict[str, Source | None] = {
            id: source_of(claims, len(self._held[id])) if (claims := world.of_document(id)) else None for id in self._dirty}

    def passage_of(self, claim: Claim) -> str:
        """The passage that a claim quotes now."""
        if claim.id not in self._passage:
            self._passage[claim.id] = self._world.rows[claim.id].passage
        return self._passage[claim.id]

    def traced(self, texts: dict[int, str], lost: dict[int, str]) -> Traced:
        """Everything that documents rest on, worked out again around those that changed."""
        world = self._world
        quoted = {passage for id in self._dirty for passage in self._held[id]}
        quoted |= {row.passage for row in world.by("document", self._dirty)}
        self._hold(quoted)
        if any(len(self._holders[passage]) + len(self._dirty) > STOCK for passage in quoted):
            raise WholeAnew("a sentence that changed is a stock phrase of many documents")
        around = {id for passage in quoted for id in self._limited(passage)} | {id for id in self._dirty if self._sources[id]}
        self._find_wholes(around)
        moved = {id for id in {*self._before, *self._above} if self._before.get(id) != self._above.get(id)} | {
            id for id in self._dirty if self._sources[id] != self._old.get(id)}
        voices = {id for id in {*self._before, *self._above, *moved} if self._changed_root(id, moved)}
        voices = {id for id in voices if self.source(id) is not None}
        world.load(voices)
        quoted |= self._passages(moved)
        asked = world.still(world.by("passage", quoted))
        world.read(asked)
        asked |= world.new.keys() | self._repassaged
        asked |= {claim.id for id in voices | self._dirty for claim in world.of_document(id)}
        self._hold({self.passage_of(world.claims[id]) for id in asked})
        self._stored({id for held in self._holders.values() if len(held) <= STOCK for id in held} - self._sources.keys())
        origin = {id: self._origin(world.claims[id]) for id in sorted(asked)}
        own = {id: own_voice(self._need(root_of(id, self._above))) for id in {world.claims[claim].document.id for claim in asked} | voices}
        turned = {id for id in asked if id not in world.new and world.rows[id].origin != origin[id]}
        turned |= {claim.id for id in voices for claim in world.of_document(id) if claim.id not in world.new}
        return Traced(self._passage, origin, own, {id: self._sources[id] for id in self._dirty}, self._above, moved | self._dirty, texts, lost,
                      self._repassaged, turned)

    def source(self, id: str) -> Source | None:
        """A document as a source, None where it is gone or has no claims."""
        if id not in self._sources:
            if id not in self._old:
                self._stored([id])
            self._sources[id] = self._old.get(id)
        return self._sources[id]

    def _need(self, id: str) -> Source:
        found = self.source(id)
        assert found is not None  # whoever asks has a claim of it
        return found

    def _stored(self, ids: Iterable[str]) -> None:
        for row in self._world.record.derived.rows("origin", ("document", "payload"), document=[id for id in ids if id not in self._old]):
            self._old[row.document] = read(row.payload, Source)

    def _passages(self, ids: Iterable[str]) -> set[str]:
        """The passages that documents hold now."""
        missing = {id for id in ids if id not in self._held}
        for id in missing:
            self._held[id] = set()
        for row in self._world.by("document", missing):
            self._held[row.document].add(row.passage)
        return {passage for id in ids for passage in self._held[id]}

    def _hold(self, passages: Iterable[str]) -> None:
        """Have the documents that hold these passages now at hand."""
        missing = {passage for passage in passages if passage not in self._holders}
        self._holders |= {passage: set() for passage in missing}
        for row in self._world.by("passage", missing):
            if row.document not in self._dirty:
                self._holders[row.passage].add(row.document)
        for id in self._dirty:
            for passage in self._held[id] & missing:
                self._holders[passage].add(id)

    def _limited(self, passage: str) -> set[str]:
        """The documents of a passage, of a stock phrase those alone that changed: it makes none an excerpt of another."""
        self._hold([passage])
        held = self._holders[passage]
        return held if len(held) <= STOCK + len(self._dirty) else held & self._dirty

    def _find_wholes(self, ids: Collection[str]) -> None:
        for id in self._dirty:
            if self._sources[id] is None:
                self._above.pop(id, None)
        self._hold(self._passages(ids))
        others = {other for id in ids for passage in self._held[id] for other in self._holders[passage] if len(self._holders[passage]) <= STOCK}
        self._stored({*others, *ids} - self._sources.keys())
        known = {id: found for id in {*others, *ids} if (found := self.source(id)) is not None}
        for id in sorted(ids):
            whole = whole_of(id, self._held[id], self._holders, known)
            if whole is None:
                self._above.pop(id, None)
            else:
                self._above[id] = whole

    def _changed_root(self, id: str, moved: set[str]) -> bool:
        before, after = root_of(id, self._before), root_of(id, self._above)
        return before != after or after in moved

    def _origin(self, claim: Claim) -> str:
        passage = self.passage_of(claim)
        self._hold([passage])
        known = {id: found for id in self._holders[passage] if id not in self._above and (found := self.source(id)) is not None}
        home = first_holder(known, self._above, known) or root_of(claim.document.id, self._above)
        return self._counted.voices.origin(claim, self._need(home), self._counted.reporters)


def origins_of(world: World, traced: Traced, counted: Counted, claims: Iterable[Claim]) -> Origins:
    """The origins of these claims and of their documents, as `events` wants them."""
    held = list(claims)
    of = {claim.id: traced.origin.get(claim.id) or world.rows[claim.id].origin for claim in held}
    missing = {root_of(id, traced.above) for id in {claim.document.id for claim in held} - traced.own.keys()}
    sources = {row.document: read(row.payload, Source) for row in world.record.derived.rows("origin", ("document", "payload"), document=missing)}
    own = {id: traced.own.get(id) or own_voice(sources[root_of(id, traced.above)]) for id in {claim.document.id for claim in held}}
    passage = {claim.id: traced.passage.get(claim.id) or world.rows[claim.id].passage for claim in held}
    return Origins(of, passage, {claim.id for claim in held if counted.voices.reporter(claim.attribution) is not None}, own)
