"""Passages: sentences that are one in near-identical words, found without comparing each with each.

Near-identical passages are found by MinHash over three-word shingles with banding (Broder 1997; Leskovec et al., Mining of
Massive Datasets, ch. 3) and confirmed by the exact Jaccard index. Figures must agree: bulletins repeat their words with new numbers.
Two sentences of an index of .7 share one of the buckets with a probability of .98. A bucket that many share (a stock phrase) makes no pairs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from noria.values.ids import content_id

_Array = NDArray[np.uint64]

MIN_WORDS = 6  # shorter sentences ("Clashes continued.") are alike by chance
NEAR = 0.7  # Jaccard of three-word shingles from which two passages are one
CROWD = 200  # sentences of one bucket beyond which it is a stock phrase
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\w*\d\w*")
_BANDS, _ROWS = 10, 3
_PRIME = 4_294_967_311


@lru_cache(maxsize=200_000)
def normal(quote: str) -> str:
    """The quote as passages are compared: its words without case, accents and punctuation, joined by one space."""
    plain = quote if quote.isascii() else "".join(c for c in unicodedata.normalize("NFKD", quote) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def number_of(text: str) -> int:
    """A number for a normalised text or any other key, of 64 bits with a sign."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def buckets(text: str) -> tuple[int, ...]:
    """The buckets of a normalised text, as numbers of 64 bits; none for a short one. Texts of different figures share none."""
    if text.count(" ") + 1 < MIN_WORDS + 2:
        return ()
    figures = " ".join(_figures(text)).encode()
    signature = _signature(_shingles(text)).reshape(_BANDS, _ROWS)
    return tuple(int.from_bytes(hashlib.blake2b(bytes([band]) + part.tobytes() + figures, digest_size=8).digest(), "big", signed=True)
                 for band, part in enumerate(signature))


def crowded(held: Iterable[int]) -> frozenset[int]:
    """The buckets that are stock phrases, of all that texts are in, each as often as it has texts."""
    return frozenset(bucket for bucket, number in Counter(held).items() if number > CROWD)


def passages(texts: Collection[str], stock: Collection[int] | None = None) -> dict[str, str]:
    """The passage id of every normalised text; near-identical texts share the id of the first in sorted order.

    `stock` are the crowded buckets where these texts are a part of more; whatever is near to one of them must be among them.
    """
    root = {text: text for text in texts}

    def find(text: str) -> str:
        while root[text] != text:
            root[text] = root[root[text]]
            text = root[text]
        return text

    for one, other in near({text: buckets(text) for text in texts}, stock):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    return {text: content_id("p", find(text)) for text in texts}


def near(texts: dict[str, tuple[int, ...]], stock: Collection[int] | None = None) -> Iterable[tuple[str, str]]:
    """Pairs of different texts that are near-identical, of texts with their buckets."""
    seen: set[tuple[str, str]] = set()
    shingled: dict[str, frozenset[int]] = {}
    for bucket, held in _shared(texts):
        if len(held) > CROWD if stock is None else bucket in stock:
            continue
        for one, other in combinations(held, 2):
            if (one, other) in seen:
                continue
            seen.add((one, other))
            a, b = (shingled.get(text) or shingled.setdefault(text, _shingles(text)) for text in (one, other))
            if len(a & b) >= NEAR * len(a | b) and _figures(one) == _figures(other):
                yield one, other


def _shared(texts: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[int, list[str]]]:
    """The buckets that several texts are in, with those texts. Most buckets have one: they are told apart by sorting numbers, which takes little memory."""
    names = list(texts)
    sizes = np.fromiter(map(len, texts.values()), np.int64, len(texts))
    buckets = np.fromiter(chain.from_iterable(texts.values()), np.int64, int(sizes.sum()))
    order = np.argsort(buckets, kind="stable")
    owner = np.repeat(np.arange(len(names)), sizes)[order]
    first = np.flatnonzero(np.r_[True, np.diff(buckets[order]) != 0]) if len(order) else order
    last = np.r_[first[1:], len(order)]
    for begin, end in zip(*(part[last - first > 1].tolist() for part in (first, last)), strict=True):
        yield int(buckets[order[begin]]), [names[at] for at in owner[begin:end].tolist()]


def near_to(text: str, others: Iterable[str]) -> list[str]:
    """Those of other normalised texts that are near-identical to one, whatever buckets they are in."""
    mine, figures = _shingles(text), _figures(text)
    alike = (other for other in others if _figures(other) == figures)
    return [other for other in alike if len(mine & (theirs := _shingles(other))) >= NEAR * len(mine | theirs)]


def _shingles(text: str) -> frozenset[int]:
    words = text.split()
    return frozenset(zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2)))


def _figures(text: str) -> list[str]:
    if text.isascii():
        return _FIGURE.findall(text)
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
