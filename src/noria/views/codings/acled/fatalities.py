"""Fatalities: the most conservative estimate of the reported dead, and what ACLED writes for "dozens" and for deaths without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noria.claims.model import Claim
from noria.values.count import Count
from noria.views.codings.coded import Coded, ids
from noria.views.codings.deaths import Deaths, Group, highest, lowest
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident

# What ACLED writes for a vague number, by the least figure that a claim has for it ("dozens" is 24 or more to a claim, 12 to ACLED).
VAGUE: tuple[tuple[str, int, int], ...] = (("thousands", 2000, 1000), ("hundreds", 200, 100), ("dozens", 24, 12), ("tens", 20, 10))
UNKNOWN_IN_WAR, UNKNOWN_ELSEWHERE = 10, 3

_DEAD = re.compile(r"\b(?:kill\w*|dead|died|deaths?|fatalit\w+|slain|martyred|perished)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:several|many|a few|few|numerous|multiple|some|a number of|deaths|fatalities|dead)\b", re.IGNORECASE)


def written(count: Count, quote: str) -> int | None:
    """ACLED's number for one figure: its least; None where there is no least. "Dozens" is 12, "hundreds" 100."""
    if count.approximate and count.high is None:
        for word, least, number in VAGUE:
            if count.low == least and re.search(rf"\b{word}\b", quote, re.IGNORECASE):
                return number
    return count.low


def of_group(group: Group, ground: Ground) -> int:
    """The lowest number that an account gives for the group; 0 where all give only an upper bound."""
    lows = []
    for told in group.told:
        claim = ground.claims[told.claim]
        parts = [written(count, claim.evidence.quote) for count in claim.counts if count.measure == "killed" and count.low is not None]
        direct = next((part for count, part in zip([c for c in claim.counts if c.measure == "killed" and c.low is not None], parts, strict=True)
                       if count.low == told.low), told.low)
        if direct is not None:
            lows.append(direct)
    return min(lows, default=0)


def fatalities(deaths: Deaths, incident: Incident, ground: Ground) -> Coded:
    """The number for the whole incident, before it is split over days and places."""
    number = lowest(deaths.groups, lambda group: of_group(group, ground))
    if number:
        most = highest(deaths.groups)
        reason = None if most == number else f"accounts allow {number} to {most}" if most is not None else f"accounts allow {number} and more"
        vague = any(of_group(group, ground) != group.low for group in deaths.groups)
        return Coded(number, "acled.fatalities.vague" if vague else "acled.fatalities.lowest", deaths.claims, reason)
    if unknown := without_number(incident):
        fought = incident.deed.operation is not None
        return Coded(UNKNOWN_IN_WAR if fought else UNKNOWN_ELSEWHERE, "acled.fatalities.unknown-in-war" if fought else "acled.fatalities.unknown-elsewhere",
                     unknown, "people are said to have been killed, without a number")
    return Coded(0, "acled.fatalities.none-told", deaths.claims, "no account tells of a number of dead")


def without_number(incident: Incident) -> tuple[str, ...]:
    """Claims that several people were killed, of an incident of which no account gives a number."""
    return ids(claim.id for claim in incident.claims if _several_dead(claim))


def _several_dead(claim: Claim) -> bool:
    if claim.type != "casualty" or claim.factuality != "realised" or any(count.measure == "killed" for count in claim.counts):
        return False
    return _DEAD.search(claim.evidence.quote) is not None and _SEVERAL.search(claim.evidence.quote) is not None


def split(total: int, rows: int) -> Sequence[int]:
    """A summary number over its days and places, evenly; what is left over goes to the first."""
    each, rest = divmod(total, rows)
    return [each + (row < rest) for row in range(rows)]
