"""Which claims come from one origin: copied passages, and reports that quote the same monitor or agency, are counted once.

An origin is either a reporter (the outermost named source of a claim; a document that the reporter itself published counts
as the reporter) or a document. A passage that several documents share belongs to the document that had it first: the earliest
published, of these the one with most passages. A document most of whose passages stand in another is a copy or excerpt of it.
Documents are named by what they say, not by their ids, so that a copy under another id is the same origin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections import defaultdict
from dataclasses import dataclass, field

from noria.claims.model import Attribution, Claim
from noria.derive.passages import normal, passages
from noria.derive.words import actor_key
from noria.reference.codebook import Codebook, fold
from noria.values.ids import content_id

EXCERPT = 0.6  # share of a document's passages found in another that makes it an excerpt
STOCK = 250  # documents that share a passage beyond which it is a stock phrase, and makes none an excerpt of another
_REPORTER_NOT_NAMED = frozenset("source sources official officials resident residents witness witnesses report reports media activist "
                                "activists photo photos video videos footage statement".split())


@dataclass(frozen=True)
class Origins:
    """`of` is the origin id of every claim; `passage` the id of the passage its quote is (shared by near-identical ones).

    `attributed` are the claims that quote a named reporter; `own` is the origin of each document's own voice. `sources` are the documents,
    `above` what each excerpt is an excerpt of.
    """

    of: Mapping[str, str]
    passage: Mapping[str, str]
    attributed: Collection[str]
    own: Mapping[str, str]
    sources: Mapping[str, Source] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as an origin: named by what it says; `size` is the number of its passages, `order` sorts the likely original first."""

    label: str
    published: str
    publisher: str | None
    size: int

    @property
    def order(self) -> tuple[str, int, str]:
        return (self.published, -self.size, self.label)


def find_origins(claims: Sequence[Claim], codebook: Codebook) -> Origins:
    """The origin of every claim. Independent of the order of claims and of document ids."""
    texts = {claim.id: normal(claim.evidence.quote) for claim in claims}
    passage_of = passages(set(texts.values()))
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document.id].append(claim)
    held = {id: {passage_of[texts[claim.id]] for claim in group} for id, group in told.items()}
    sources = {id: source_of(group, len(held[id])) for id, group in told.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for id in sorted(held):
        for passage in held[id]:
            holders[passage].append(id)
    above = {id: whole for id in sources if (whole := whole_of(id, held[id], holders, sources)) is not None}
    roots = {id: root_of(id, above) for id in sources}
    first = {passage: home for passage, ids in holders.items() if (home := first_holder(ids, above, sources)) is not None}
    naming = Naming(codebook)
    reporters = {key for claim in claims if (key := naming.reporter(claim.attribution)) is not None}
    of = {claim.id: naming.origin(claim, sources[first.get(passage_of[texts[claim.id]], roots[claim.document.id])], reporters) for claim in claims}
    return Origins(of, {id: passage_of[text] for id, text in texts.items()},
                   frozenset(claim.id for claim in claims if naming.reporter(claim.attribution) is not None),
                   {id: own_voice(sources[root]) for id, root in roots.items()}, sources, above)


def source_of(claims: Sequence[Claim], size: int) -> Source:
    """A document as a source, from its claims and the number of passages that they quote."""
    label = content_id("s", sorted({normal(claim.evidence.quote) for claim in claims}))
    document = claims[0].document
    return Source(label, document.published or "9999", document.publisher or None, size)


def own_voice(source: Source) -> str:
    """The origin of what a source says of its own accord."""
    return content_id("o", {"document": source.label})


def whole_of(id: str, passages: Collection[str], holders: Mapping[str, Collection[str]], sources: Mapping[str, Source]) -> str | None:
    """The document that a document is an excerpt of, None where it is none; `holders` are the documents of each passage."""
    shared: dict[str, int] = defaultdict(int)
    for passage in passages:
        for other in holders[passage] if len(holders[passage]) <= STOCK else ():
            shared[other] += other != id
    whole = [other for other, number in shared.items() if number >= EXCERPT * len(passages) and _larger(sources[other], sources[id])]
    return min(whole, key=lambda other: (-sources[other].size, sources[other].order, other)) if whole else None


def root_of(id: str, above: Mapping[str, str]) -> str:
    """The document that a document is an excerpt of by however many steps, itself where it is none."""
    while id in above:
        id = above[id]
    return id


def first_holder(ids: Iterable[str], above: Mapping[str, str], sources: Mapping[str, Source]) -> str | None:
    """Of the documents that hold a passage, the one that had it first; excerpts of others do not count."""
    return min((id for id in ids if id not in above), key=lambda one: (sources[one].order, one), default=None)


def _larger(one: Source, other: Source) -> bool:
    """Whether `one` is the whole and `other` the part; of equals the one that sorts first."""
    return one.size > other.size or (one.size == other.size and one.order < other.order)


class Naming:
    """What reporters and publishers are called, by one codebook; remembered."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._reporters: dict[tuple[Attribution, ...], str | None] = {}
        self._publishers: dict[str, str] = {}

    def reporter(self, attribution: tuple[Attribution, ...]) -> str | None:
        """The key of the outermost named reporter, None where nobody is named."""
        if attribution not in self._reporters:
            self._reporters[attribution] = _reporter(attribution, self._codebook)
        return self._reporters[attribution]

    def publisher(self, name: str) -> str:
        """The key of a publisher."""
        if name not in self._publishers:
            self._publishers[name] = _source_key(name, self._codebook)
        return self._publishers[name]

    def origin(self, claim: Claim, home: Source, reporters: Collection[str]) -> str:
        """The origin of a claim: whom it quotes, else the source its passage is of, which counts as the reporter that published it."""
        reporter = self.reporter(claim.attribution)
        if reporter is None and home.publisher is not None and self.publisher(home.publisher) in reporters:
            reporter = self.publisher(home.publisher)
        return own_voice(home) if reporter is None else content_id("o", {"reporter": reporter})


def _reporter(attribution: tuple[Attribution, ...], codebook: Codebook) -> str | None:
    """The outermost named reporter; unnamed ones ("sources", "residents") say nothing about the origin."""
    for who in attribution:
        name = who.name or who.mention
        if not set(fold(name).split()) & _REPORTER_NOT_NAMED or codebook.source(name):
            return _source_key(name, codebook)
    return None


def _source_key(name: str, codebook: Codebook) -> str:
    found = codebook.source(name) or codebook.actor(name)
    return found.id if found else actor_key(name)
