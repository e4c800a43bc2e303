"""What sides are called: by the codebook, else by what most of their parties and of their holders of places are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from noria.derive.model import CasualtyLine, Event, Force, Holding, Results
from noria.reference.codebook import Codebook


def parties(events: Iterable[Event], holdings: Iterable[Holding], others: Iterable[CasualtyLine | Force]) -> Counter[tuple[str, str, str]]:
    """How often each side's parties and holders bear each name, as ("party", side, name), and where else it stands, without a name; parts add up."""
    out: Counter[tuple[str, str, str]] = Counter(("party", party.side, party.name) for event in events for party in event.parties if party.side)
    out.update(("party", holding.side, holding.holder or "") for holding in holdings if holding.side)
    out.update(("party", other.side, "") for other in others if other.side)
    return out


def side_names(results: Results, codebook: Codebook) -> dict[str, str]:
    """Names of sides by id: the codebook's, then those found in the texts, most often named first."""
    return named_sides(parties(results.events, results.holdings, (*results.forces, *results.casualties)), codebook)


def named_sides(counts: Mapping[tuple[str, str, str], float], codebook: Codebook) -> dict[str, str]:
    """The same from the counts that `parties` gives."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, side, name), number in counts.items():
        names[side].update({name: int(number)} if name else {})
    found = sorted(names, key=lambda side: (-names[side].total(), side))
    named = {side.id: side.name for side in codebook.sides}
    return named | {id: _commonest(names[id]) or id.partition(":")[2] or id for id in found if id not in named}


def _commonest(names: Counter[str]) -> str | None:
    return min(names, key=lambda name: (-names[name], name)) if names else None
