"""Where comparison stopped for there being too much alike: nothing is left out in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from noria.claims.model import Claim
from noria.derive.likeness import family
from noria.derive.model import Problem
from noria.derive.origins import STOCK
from noria.derive.shelves import CROWD, Shelves
from noria.values.day import Day

_NAMED = 20  # claims that a problem names of a crowd


def crowded(shelves: Shelves) -> Iterator[Problem]:
    """One problem for each family of types in which more accounts share something on one day than are compared with each other."""
    held: dict[str, tuple[set[str], set[int]]] = defaultdict(lambda: (set(), set()))
    for type_, id, days in shelves.crowded():
        claims, told = held[family(type_)]
        claims.add(id)
        told.update(days)
    for kind, (claims, told) in sorted(held.items()):
        first, last = Day.from_ordinal(min(told)), Day.from_ordinal(max(told))
        yield Problem("events.crowded", (
            f"{len(claims):,} accounts of the type {kind} stand on days from {first} to {last} on which more than {CROWD} share one side, name or figure; by that alone only those of "
            f"the very same days were compared, so that accounts of one event may stand apart"), tuple(sorted(claims)[:_NAMED]))


def stock_phrases(claims: Sequence[Claim], passage_of: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each sentence that so many documents share that it makes none of them an excerpt of another."""
    documents: dict[str, set[str]] = defaultdict(set)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        documents[passage_of[claim.id]].add(claim.document.id)
        told[passage_of[claim.id]].append(claim)
    for passage, ids in sorted(documents.items()):
        if len(ids) > STOCK:
            first = min(told[passage], key=lambda claim: (claim.document.published or "9999", claim.id))
            yield Problem("origins.stock-phrase", (
                f"{len(ids):,} documents share “{first.evidence.quote}”; it is taken for a stock phrase, and none of them for an excerpt of another by it"),
                tuple(sorted(claim.id for claim in told[passage])[:_NAMED]))
