"""What a report tells of another time than its own: told for being well known, not as part of its story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from noria.claims.model import Claim

_BACKGROUND_DAYS = 2 * 365


def middle_days(claims: Sequence[Claim]) -> dict[str, int]:
    """The middle of the days that each document tells of, as day numbers by document id."""
    days: dict[str, list[int]] = defaultdict(list)
    for claim in claims:
        if claim.time.interval is not None:
            days[claim.document.id].append(claim.time.interval.end.ordinal)
    return {document: sorted(told)[len(told) // 2] for document, told in days.items()}


def is_background(claim: Claim, middle: Mapping[str, int]) -> bool:
    """Whether a report reaches back years before its story; `middle` is what `middle_days` gives."""
    time = claim.time.interval
    return time is not None and time.end.ordinal < middle[claim.document.id] - _BACKGROUND_DAYS
