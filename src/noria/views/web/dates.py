"""Dates as people write them: "4 December 2024", "3 to 5 December 2024", "December 2024"."""

from __future__ import annotations

import re

from noria.errors import ValueRefused
from noria.values.day import Day, days_in_month
from noria.values.interval import Interval

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
UNKNOWN = "date not known"
_ISO_DAY = re.compile(r"(?<![\w./-])\d{4}-\d{2}-\d{2}(?![\w/-]|\.\w)")


def day_text(day: Day | str | None) -> str:
    """One day in words; a string in ISO form is read first, anything else is given back as it is."""
    if day is None:
        return UNKNOWN
    if isinstance(day, str):
        if len(day) < len("2024-12-04"):
            return day
        day = Day.parse(day)
    return f"{day.day} {MONTHS[day.month - 1]} {_year(day.year)}"


def interval_text(time: Interval | None) -> str:
    """An interval in words, as short as it can be said without loss."""
    if time is None:
        return UNKNOWN
    start, end = time.start, time.end
    if start == end:
        return day_text(start)
    whole_months = start.day == 1 and end.day == days_in_month(end.year, end.month)
    if whole_months and (start.month, end.month) == (1, 12):
        return _year(start.year) if start.year == end.year else f"{_year(start.year)} to {_year(end.year)}"
    if whole_months:
        last = f"{MONTHS[end.month - 1]} {_year(end.year)}"
        if (start.year, start.month) == (end.year, end.month):
            return last
        first = MONTHS[start.month - 1] if start.year == end.year else f"{MONTHS[start.month - 1]} {_year(start.year)}"
        return f"{first} to {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_text(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day_text(end)}"
    return f"{day_text(start)} to {day_text(end)}"


def span_text(since: Day | None, until: Day | None) -> str:
    """A stretch whose ends may be open: "from 4 December 2024 on", "until 4 December 2024"."""
    if since is not None and until is not None:
        return interval_text(Interval(since, until)) if since <= until else day_text(since)
    if since is not None:
        return f"from {day_text(since)} on"
    return f"until {day_text(until)}" if until is not None else UNKNOWN


def prose(text: str) -> str:
    """A message or name of the results with its ISO days in words; days inside file names and spans stay as they are."""
    return _ISO_DAY.sub(_day_in_words, text)


def _day_in_words(found: re.Match[str]) -> str:
    try:
        return day_text(found.group())
    except ValueRefused:
        return found.group()


def _year(year: int) -> str:
    """Year 0 of ISO 8601 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"
