"""Which claims come from one origin: copied passages, and reports that quote the same monitor or agency, are counted once.

An origin is either a reporter (the outermost named source of a claim; a document that the reporter itself published counts
as the reporter) or a document. A passage that several documents share belongs to the document that had it first: the earliest
published, of these the one with most passages. A document most of whose passages stand in another is a copy or excerpt of it.
Documents are named by what they say, not by their ids, so that a copy under another id is the same origin.

Near-identical passages are found by MinHash over three-word shingles with banding (Broder 1997; Leskovec et al., Mining of
Massive Datasets, ch. 3) and confirmed by the exact Jaccard index. Figures must agree: bulletins repeat their words with new numbers.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from noria.claims.model import Attribution, Claim
from noria.derive.words import actor_key
from noria.reference.codebook import Codebook, fold
from noria.values.ids import content_id

_Array = NDArray[np.uint64]

MIN_WORDS = 6  # shorter sentences ("Clashes continued.") are alike by chance
NEAR = 0.7  # Jaccard of three-word shingles from which two passages are one
EXCERPT = 0.6  # share of a document's passages found in another that makes it an excerpt
_WORD = re.compile(r"\w+")
_BANDS, _ROWS = 16, 4
_BUCKET = 40
_STOCK = 250  # documents that share a passage beyond which it is a stock phrase, and makes none an excerpt of another
_PRIME = 4_294_967_311
_REPORTER_NOT_NAMED = frozenset("source sources official officials resident residents witness witnesses report reports media activist "
                                "activists photo photos video videos footage statement".split())


@dataclass(frozen=True)
class Origins:
    """`of` is the origin id of every claim; `passage` the id of the passage its quote is (shared by near-identical ones).

    `attributed` are the claims that quote a named reporter; `own` is the origin of each document's own voice.
    """

    of: dict[str, str]
    passage: dict[str, str]
    attributed: frozenset[str]
    own: dict[str, str]


@lru_cache(maxsize=200_000)
def normal(quote: str) -> str:
    """The quote as passages are compared: its words without case, accents and punctuation, joined by one space."""
    plain = quote if quote.isascii() else "".join(c for c in unicodedata.normalize("NFKD", quote) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def find_origins(claims: Sequence[Claim], codebook: Codebook) -> Origins:
    """The origin of every claim. Independent of the order of claims and of document ids."""
    texts = {claim.id: normal(claim.evidence.quote) for claim in claims}
    passage_of = _passages(sorted(set(texts.values())))
    documents = _documents(claims, texts, passage_of)
    first = _first_holder(documents)
    keys: dict[tuple[Attribution, ...], str | None] = {}
    for claim in claims:
        if claim.attribution not in keys:
            keys[claim.attribution] = _reporter(claim.attribution, codebook)
    reporters = set(keys.values())
    publishers = {name: _source_key(name, codebook) for source in documents.values() for name in source.publishers}
    of: dict[str, str] = {}
    attributed = set()
    for claim in claims:
        if reporter := keys[claim.attribution]:
            attributed.add(claim.id)
        else:
            home = first.get(passage_of[texts[claim.id]], documents[claim.document.id])
            reporter = next((r for p in sorted(home.publishers) if (r := publishers[p]) in reporters), None)
            if reporter is None:
                of[claim.id] = content_id("o", {"document": home.label})
                continue
        of[claim.id] = content_id("o", {"reporter": reporter})
    return Origins(of, {id: passage_of[text] for id, text in texts.items()}, frozenset(attributed),
                   {id: content_id("o", {"document": source.label}) for id, source in documents.items()})


@dataclass(frozen=True)
class _Source:
    """A document as an origin: named by its passages; `order` sorts the likely original first."""

    label: str
    published: str
    publishers: frozenset[str]
    passages: frozenset[str]

    @property
    def order(self) -> tuple[str, int, str]:
        return (self.published, -len(self.passages), self.label)


def _documents(claims: Sequence[Claim], texts: dict[str, str], passage_of: dict[str, str]) -> dict[str, _Source]:
    held: dict[str, set[str]] = defaultdict(set)
    published: dict[str, str] = {}
    publisher: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        held[claim.document.id].add(texts[claim.id])
        published[claim.document.id] = claim.document.published or "9999"
        if claim.document.publisher:
            publisher[claim.document.id].add(claim.document.publisher)
    out = {}
    for id, quotes in held.items():
        label = content_id("s", sorted(quotes))
        out[id] = _Source(label, published[id], frozenset(publisher[id]), frozenset(passage_of[q] for q in quotes))
    return _excerpts(out)


def _excerpts(documents: dict[str, _Source]) -> dict[str, _Source]:
    """Each document, or the whole that it is an excerpt of, by however many steps."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id, source in sorted(documents.items()):
        for passage in source.passages:
            holders[passage].append(id)
    parent: dict[str, str] = {}
    for id, source in documents.items():
        shared: dict[str, int] = defaultdict(int)
        for passage in source.passages:
            for other in holders[passage] if len(holders[passage]) <= _STOCK else ():
                shared[other] += other != id
        whole = [other for other, n in shared.items() if n >= EXCERPT * len(source.passages) and _larger(documents[other], source)]
        if whole:
            parent[id] = min(whole, key=lambda other: (-len(documents[other].passages), documents[other].order))
    out = {}
    for id in documents:
        root = id
        while root in parent:
            root = parent[root]
        out[id] = documents[root]
    return out


def _larger(one: _Source, other: _Source) -> bool:
    """Whether `one` is the whole and `other` the part; of equals the one that sorts first."""
    return len(one.passages) > len(other.passages) or (len(one.passages) == len(other.passages) and one.order < other.order)


def _first_holder(documents: dict[str, _Source]) -> dict[str, _Source]:
    first: dict[str, _Source] = {}
    for source in documents.values():
        for passage in source.passages:
            if passage not in first or source.order < first[passage].order:
                first[passage] = source
    return first


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


def _passages(texts: Sequence[str]) -> dict[str, str]:
    """The passage id of every normalised text; near-identical texts share the id of the first in sorted order."""
    root = {text: text for text in texts}

    def find(text: str) -> str:
        while root[text] != text:
            root[text] = root[root[text]]
            text = root[text]
        return text

    for one, other in _near(texts):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    return {text: content_id("p", find(text)) for text in texts}


def _near(texts: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of different texts that are near-identical."""
    long = [text for text in texts if text.count(" ") + 1 >= MIN_WORDS + 2]
    shingled = [_shingles(text) for text in long]
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, shingles in enumerate(shingled):
        for band, part in enumerate(_signature(shingles).reshape(_BANDS, _ROWS)):
            buckets[band, part.tobytes()].append(number)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        # In a bucket of thousands (a stock phrase) neighbours are compared only, so that it stays linear.
        pairs = combinations(members, 2) if len(members) <= _BUCKET else pairwise(members)
        for one, other in pairs:
            if (one, other) in seen:
                continue
            seen.add((one, other))
            a, b = shingled[one], shingled[other]
            if len(a & b) >= NEAR * len(a | b) and _figures(long[one]) == _figures(long[other]):
                yield long[one], long[other]


def _shingles(text: str) -> frozenset[int]:
    words = text.split()
    return frozenset(zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2)))


def _figures(text: str) -> list[str]:
    return [word for word in text.split() if any(c.isdigit() for c in word)]


def _hash_family() -> tuple[_Array, _Array]:
    """Coefficients of the universal hash functions, from a fixed seed: the same in every run."""
    rng = np.random.default_rng(20241205)
    size = _BANDS * _ROWS
    return rng.integers(1, 2**31, size, dtype=np.uint64), rng.integers(0, 2**31, size, dtype=np.uint64)


_A, _B = _hash_family()


def _signature(shingles: frozenset[int]) -> _Array:
    values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    hashed: _Array = ((values[:, None] * _A[None, :] + _B[None, :]) % np.uint64(_PRIME)).min(axis=0)
    return hashed
