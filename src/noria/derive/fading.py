"""Control that fades: how long evidence of who held a place lasts is a choice, and after it the holder is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from noria.claims.model import Claim
from noria.derive.model import Holding
from noria.values.day import Day


def faded(holdings: Iterable[Holding], claims: Mapping[str, Claim], days: int) -> list[Holding]:
    """The holdings, each cut off `days` after its last evidence; from then to its end the holder is unknown, on the same claims.

    The state before a place's first evidence fades towards the past in the same way.
    """
    out = []
    for holding in holdings:
        told = sorted(end for id in holding.claims if id in claims and (end := _day(claims[id])) is not None)
        if not told or holding.state == "unknown":
            out.append(holding)
            continue
        first = told[0].plus(-days)
        if holding.since is None and (holding.until is None or first <= holding.until):
            out.append(replace(holding, state="unknown", side=None, holder=None, until=first.plus(-1), rule="control.faded"))
            holding = replace(holding, since=first)  # noqa: PLW2901 - the rest of it
        last = max([end for end in told if holding.until is None or end <= holding.until] or [holding.since or told[0]])
        ends = max(last, holding.since or last).plus(days)
        if holding.until is None or ends < holding.until:
            out.append(replace(holding, until=ends))
            out.append(replace(holding, state="unknown", side=None, holder=None, since=ends.plus(1), rule="control.faded"))
        else:
            out.append(holding)
    return out


def _day(claim: Claim) -> Day | None:
    return claim.time.interval.end if claim.time.interval else None
