"""Extended Date/Time Format, level 1 (ISO 8601-2:2019, Library of Congress profile): the days, months, years and stretches claims use.

Written: "2024-12-03" a day, "2024-12" a whole month, "2024" a whole year, "-0215" 216 BC, "2024-11-30/2024-12-05" a stretch, "~" behind
what is approximate. Read: the same, "?" and "%" besides, and open or unknown ends are refused, because an interval has two ends.
"""

from __future__ import annotations

import re

from noria.errors import ValueRefused
from noria.values.day import Day, days_in_month
from noria.values.interval import Granularity, Interval

_PART = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


def edtf(interval: Interval, granularity: Granularity, approximate: bool = False) -> str:
    """The shortest level 1 form that names exactly these days; "~" when `approximate`.

    A granularity of month or year shortens to that grain where the interval fills it; anything else is written in days.
    """
    mark = "~" if approximate else ""
    whole = _whole(interval, granularity)
    if whole is not None:
        return whole + mark
    return f"{interval.start}{mark}/{interval.end}{mark}"


def _whole(interval: Interval, granularity: Granularity) -> str | None:
    start, end = interval.start, interval.end
    if start == end:
        return str(start)
    if granularity in {"month", "year"} and interval == Interval.month(start.year, start.month):
        return str(start)[:-3]
    if granularity == "year" and interval == Interval.year(start.year):
        return str(start)[:-6]
    return None


def parse_edtf(text: str) -> tuple[Interval, bool]:
    """The days that an EDTF text names, and whether they are approximate or uncertain. Raises ValueRefused on other forms."""
    first, slash, second = text.strip().partition("/")
    start, open_ = _part(first, text)
    if not slash:
        return start, open_
    end, open_end = _part(second, text)
    return Interval(start.start, end.end), open_ or open_end


def _part(text: str, whole: str) -> tuple[Interval, bool]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueRefused(f"{whole!r} is not an EDTF date; write it as 2024-12-03, 2024-12, 2024 or 2024-11-30/2024-12-05")
    year, month, day, mark = int(match[1]), match[2], match[3], match[4]
    if month is None:
        return Interval.year(year), bool(mark)
    if day is None:
        first = Day(year, int(month), 1)
        return Interval(first, Day(year, first.month, days_in_month(year, first.month))), bool(mark)
    return Interval.day(Day(year, int(month), int(day))), bool(mark)
