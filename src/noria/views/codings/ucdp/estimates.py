"""Deaths: best, low and high, and whose they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noria.views.codings.coded import Coded, ids
from noria.views.codings.deaths import Deaths, Group, highest, likeliest, lowest
from noria.views.codings.ucdp.dyads import Dyad


@dataclass(frozen=True, slots=True)
class Estimates:
    """The seven figures; best is the sum of the four groups."""

    a: Coded
    b: Coded
    civilians: Coded
    unknown: Coded
    best: Coded
    low: Coded
    high: Coded


def estimates(deaths: Deaths, dyad: Dyad) -> Estimates:
    """Best by group is the figure that most origins give, of several the lowest; low and high the least and greatest that any account gives."""
    counted = likeliest(deaths.groups)
    side_a, side_b = dyad.a.side, dyad.b.side if dyad.b else None
    groups: dict[str, list[Group]] = {"a": [], "b": [], "civilians": [], "unknown": []}
    for group in counted:
        if group.kind == "civilians":
            groups["civilians"].append(group)
        elif group.kind == "side" and group.side in {side_a, side_b}:
            groups["a" if group.side == side_a else "b"].append(group)
        else:
            groups["unknown"].append(group)
    best = {name: sum(group.likeliest for group in found) for name, found in groups.items()}
    total = sum(best.values())
    low = min(lowest(deaths.groups, lambda group: group.low), total)
    closed = highest(deaths.groups)
    high = max(closed if closed is not None else _greatest(deaths.groups), total)
    coded = {name: Coded(best[name], "ucdp.deaths.group", ids(c for g in found for c in g.claims)) for name, found in groups.items()}
    left = [group.name for group in deaths.groups if group not in counted and not group.among]
    return Estimates(
        **coded, best=Coded(total, "ucdp.deaths.best", ids(c for g in counted for c in g.claims),
                            f"accounts of {', '.join(left)} may tell of the same people" if left else None),
        low=Coded(low, "ucdp.deaths.low", deaths.claims),
        high=Coded(high, "ucdp.deaths.high", deaths.claims, "accounts leave it open above; this is the greatest figure told" if closed is None else None))


def _greatest(groups: Sequence[Group]) -> int:
    """The greatest figures told of every group, bounds of what is open above among them."""
    told = [max((n for one in group.told for n in (one.low, one.high) if n is not None), default=0) for group in groups if not group.among and group.kind != "people"]
    whole = [max((n for one in group.told for n in (one.low, one.high) if n is not None), default=0) for group in groups if not group.among and group.kind == "people"]
    return max(sum(told), sum(whole))
