"""What sides are called: by the codebook, else by what most of their parties and of their holders of places are called."""

from __future__ import annotations

from collections import Counter, defaultdict

from noria.derive.model import Results
from noria.reference.codebook import Codebook


def side_names(results: Results, codebook: Codebook) -> dict[str, str]:
    """Names of sides by id: the codebook's, then those found in the texts, most often named first."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for party in (party for event in results.events for party in event.parties if party.side):
        names[party.side or ""][party.name] += 1
    for holding in (holding for holding in results.holdings if holding.side and holding.holder):
        names[holding.side or ""][holding.holder or ""] += 1
    for side in (*(h.side for h in results.holdings), *(f.side for f in results.forces), *(line.side for line in results.casualties)):
        if side:
            names[side].update(())
    found = sorted(names, key=lambda side: (-names[side].total(), side))
    named = {side.id: side.name for side in codebook.sides}
    return named | {id: _commonest(names[id]) or id.partition(":")[2] or id for id in found if id not in named}


def _commonest(names: Counter[str]) -> str | None:
    return min(names, key=lambda name: (-names[name], name)) if names else None
