"""What kind of time an incident has: one day, days on end that it lasted, or a stretch somewhere in which it happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.values.day import Day
from noria.values.interval import Interval

LONGEST_LASTING = 31  # days beyond which a stretch is a campaign, not an event

# Words of a time that say how long something went on, rather than when in a stretch it happened.
_LASTS = re.compile(
    r"\b(?:from|since)\b.*\b(?:to|until|till|through)\b|\bfor (?:the (?:past|last) )?[\w-]+ (?:\w+ )?(?:days|nights)\b|\b(?:after|over|during) [\w-]+ (?:\w+ )?days of\b"
    r"|\b(?:throughout|all through|day and night|every day|daily|each day)\b|\b[\w-]+ (?:consecutive|straight) days\b|\bdays-long\b|\b\w+-day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of an incident; `lasting` tells that the words say it went on for all of them."""

    days: Interval
    lasting: bool
    vague: bool

    @property
    def middle(self) -> Day:
        return self.days.start.plus((self.days.days - 1) // 2)


def stretch(time: Interval, claims: Sequence[Claim]) -> Stretch:
    """The kind of time that the claims of these days tell."""
    exact = [claim for claim in claims if claim.time.interval == time]
    lasting = 1 < time.days <= LONGEST_LASTING and any(_lasts(claim) for claim in exact)
    return Stretch(time, lasting, vague=any(claim.time.granularity in {"month", "season", "year", "decade", "century"} for claim in exact))


def _lasts(claim: Claim) -> bool:
    if claim.time.basis not in {"explicit", "relative"} or claim.time.granularity not in {"days", "week", "period"}:
        return False
    return _LASTS.search(claim.time.mention or "") is not None or _LASTS.search(claim.evidence.quote) is not None
