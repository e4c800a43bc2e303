"""Dates: a row for a day, and how exactly the day is known."""

from __future__ import annotations

from dataclasses import dataclass

from noria.values.day import Day, days_in_month
from noria.values.interval import Interval
from noria.views.codings.acled.columns import COVERAGE
from noria.views.codings.coded import Refused
from noria.views.codings.when import Stretch

_WEEK, _MONTH = 7, 31
_BEGINNING = 12  # the last day of a month's beginning, and the length of its end


@dataclass(frozen=True, slots=True)
class Dated:
    """A day with its `time_precision`, the rule and the reason."""

    day: Day
    precision: int
    rule: str
    reason: str | None = None


def days(stretch: Stretch | None, region: str | None = None) -> list[Dated]:
    """The days to code, one row each. Raises Refused where the time is vaguer than a month, or before ACLED's coverage of the region.

    Where the region is not known, the first day of any region counts.
    """
    if stretch is None:
        raise Refused("acled.date.none", "no date is told")
    time = stretch.days
    begins = COVERAGE.get(region or "", min(COVERAGE.values()))
    if time.end < begins:
        raise Refused("acled.date.coverage", f"ACLED codes {region} from {begins} on" if region else f"ACLED codes nothing before {begins}")
    if time.days == 1:
        return [Dated(time.start, 1, "acled.date.day")]
    told = f"told for {time.start} to {time.end}"
    if stretch.lasting:
        return [Dated(time.start.plus(n), 1, "acled.date.split", f"{told}: it went on each day") for n in range(time.days)]
    if time.days <= _WEEK:
        return [Dated(stretch.middle, 2, "acled.date.within-week", told)]
    if time.days <= _MONTH:
        return [_within_month(time, told)]
    raise Refused("acled.date.too-vague", f"{told}, vaguer than a month")


def _within_month(time: Interval, told: str) -> Dated:
    start, end = time.start, time.end
    if (start.year, start.month) != (end.year, end.month):
        return Dated(start.plus((time.days - 1) // 2), 3, "acled.date.within-month", told)
    last = days_in_month(start.year, start.month)
    if start.day == 1 and end.day <= _BEGINNING:
        return Dated(start, 3, "acled.date.month-begins", f"{told}, the beginning of the month")
    if end.day == last and start.day > last - _BEGINNING:
        return Dated(end, 3, "acled.date.month-ends", f"{told}, the end of the month")
    return Dated(Day(start.year, start.month, 15), 3, "acled.date.mid-month", f"{told}, in the middle of the month")
