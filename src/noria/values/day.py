"""A calendar day in the proleptic Gregorian calendar, any year from -9998 to 9999 (0 is 1 BC, as ISO 8601 counts).

`datetime.date` stops at year 1; reports on ancient wars do not. The day number is that of `date.toordinal`
(1 = 0001-01-01), extended below 1 with the civil-from-days algorithm of Howard Hinnant (chrono-compatible calendars).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from noria.errors import ValueRefused

_ISO = re.compile(r"(-?\d{4})-(\d{2})-(\d{2})")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EPOCH_SHIFT = 306  # days from 0000-03-01 to 0001-01-01


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """One day; orders and subtracts like a date. Raises ValueRefused on a day that does not exist."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not -9998 <= self.year <= 9999 or not 1 <= self.month <= 12:
            raise ValueRefused(f"there is no month {self.year}-{self.month}")
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueRefused(f"there is no day {self.year}-{self.month}-{self.day}")

    @classmethod
    def parse(cls, text: str) -> Day:
        """From ISO form `YYYY-MM-DD`, with a minus sign before years BC."""
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ValueRefused(f"{text!r} is not a date; write it as YYYY-MM-DD, for example 2024-12-04")
        return cls(*(int(part) for part in match.groups()))

    @classmethod
    def of(cls, date: dt.date) -> Day:
        return cls(date.year, date.month, date.day)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        shifted = ordinal + _EPOCH_SHIFT - 1
        era, day_of_era = divmod(shifted, 146_097)
        year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        shifted_month = (5 * day_of_year + 2) // 153
        day = day_of_year - (153 * shifted_month + 2) // 5 + 1
        month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
        return cls(year_of_era + era * 400 + (month <= 2), month, day)

    @property
    def ordinal(self) -> int:
        """Day number; 1 is 0001-01-01, as in `datetime.date.toordinal`."""
        year = self.year - (self.month <= 2)
        era, year_of_era = divmod(year, 400)
        day_of_year = (153 * (self.month - 3 if self.month > 2 else self.month + 9) + 2) // 5 + self.day - 1
        day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
        return era * 146_097 + day_of_era - _EPOCH_SHIFT + 1

    @property
    def weekday(self) -> int:
        """Monday is 0, Sunday is 6."""
        return (self.ordinal - 1) % 7

    def plus(self, days: int) -> Day:
        return Day.from_ordinal(self.ordinal + days)

    def __sub__(self, other: Day) -> int:
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"
