"""The dates that files and feeds carry, read as written: ISO 8601, RFC 2822, and dates in English words.

A date that can be read two ways ("03/04/2024") is not read at all. A time zone does not move the day: the day is the one written.
"""

from __future__ import annotations

import re
from email.utils import parsedate_tz

from noria.errors import ValueRefused
from noria.values.day import Day

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_CLOCK = r"(?:,?\s+(?:at\s+|-\s+|\|\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?)?(?:[+-]\d{1,4})?)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T\s]+\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4,6}Z?)?")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE)
_SLASHED = re.compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})")
_LABEL = re.compile(r"(?:(?:first\s+)?(?:published|posted|issued|released|date|publication date|date published)(?:\s+on)?\s*:?|published:)\s+", re.IGNORECASE)


def parse_day(text: str) -> Day | None:
    """The day that `text` as a whole names, or None where it names none, names no real day, or can be read two ways."""
    text = text.strip()
    for pattern in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(text)
        if match is not None:
            return _day(match["year"], match["month"], match["day"])
    slashed = _SLASHED.fullmatch(text)
    if slashed is not None:
        return _slashed(int(slashed["first"]), int(slashed["second"]), int(slashed["year"]))
    return _mail_date(text)


def parse_date_line(text: str) -> Day | None:
    """The day on a date line of a report: a date alone, or behind "Published:", "Posted on" and the like."""
    label = _LABEL.match(text)
    return parse_day(text[label.end():] if label else text)


def _slashed(first: int, second: int, year: int) -> Day | None:
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def _mail_date(text: str) -> Day | None:
    if not re.match(r"[A-Z][a-z]{2},? |\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return None
    try:
        parts = parsedate_tz(text)
    except (ValueError, IndexError, TypeError):  # the standard parser trips over some malformed dates
        return None
    return _day(*parts[:3]) if parts else None


def _day(year: str | int, month: str | int, day: str | int) -> Day | None:
    if isinstance(month, str) and month[:1].isalpha():
        number = next(at for at, name in enumerate(_MONTHS, start=1) if name.startswith(month.lower()[:3]))
    else:
        number = int(month)
    try:
        return Day(int(year), number, int(day))
    except ValueRefused:
        return None
