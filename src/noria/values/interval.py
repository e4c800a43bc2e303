"""Intervals of days, both ends inclusive, as the claim format writes them. Ask `before` or `overlaps`, never "the" date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from noria.errors import ValueRefused
from noria.values.day import Day, days_in_month

Granularity = Literal["day", "days", "week", "month", "season", "year", "decade", "century", "period"]
Basis = Literal["explicit", "relative", "narrative", "document", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `start` to `end`, inclusive. Raises ValueRefused when it would end before it starts."""

    start: Day
    end: Day

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueRefused(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: Day) -> Self:
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(Day(year, month, 1), Day(year, month, days_in_month(year, month)))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(Day(year, 1, 1), Day(year, 12, 31))

    @property
    def days(self) -> int:
        """Length in days; a single day is 1."""
        return self.end - self.start + 1

    def before(self, other: Interval) -> bool:
        """Wholly before: ended before the other started."""
        return self.end < other.start

    def overlaps(self, other: Interval) -> bool:
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Interval | Day) -> bool:
        inner = Interval.day(other) if isinstance(other, Day) else other
        return self.start <= inner.start and inner.end <= self.end

    def intersection(self, other: Interval) -> Interval | None:
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))

    def hull(self, other: Interval) -> Interval:
        """The shortest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.end, other.end))
