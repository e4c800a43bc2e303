"""Dated periods: from a filled-in calendar form to its ISO-TimeML value, its days and its grain.

"Early", "mid" and "late" name thirds (early 2015 is January to April, late August the 21st to the 31st); the beginning and the end
of a year are its first and last month. Seasons are those of the north.
"""

from __future__ import annotations

from dataclasses import dataclass

from noria.reading.times.forms import Calendar, Position
from noria.reading.times.words import SEASON_MONTHS
from noria.values.day import Day, days_in_month
from noria.values.interval import Granularity, Interval

_THIRDS = {"early": 0, "mid": 1, "late": 2, "start": 0, "end": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """A value of TIMEX3 with the days it names; `interval` None where it names none."""

    value: str
    interval: Interval | None
    grain: Granularity | None


def year_text(year: int) -> str:
    """"1939", "BC0216"."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def day_period(day: Day, part: str | None = None) -> Period:
    return Period(f"{year_text(day.year)}-{day.month:02d}-{day.day:02d}{part or ''}", Interval.day(day), "day")


def week_period(day: Day) -> Period:
    """The ISO week (Monday to Sunday) that holds `day`."""
    monday = day.plus(-day.weekday)
    thursday = monday.plus(3)
    number = (thursday - Day(thursday.year, 1, 1)) // 7 + 1
    return Period(f"{year_text(thursday.year)}-W{number:02d}", Interval(monday, monday.plus(6)), "week")


def month_period(year: int, month: int, position: Position | None = None, half: int | None = None) -> Period:
    value = f"{year_text(year)}-{month:02d}"
    last = days_in_month(year, month)
    if half is not None:
        bounds = (1, 15) if half == 1 else (16, last)
    elif position is not None:
        bounds = ((1, 10), (11, 20), (21, last))[_THIRDS[position]]
    else:
        return Period(value, Interval.month(year, month), "month")
    return Period(value, Interval(Day(year, month, bounds[0]), Day(year, month, bounds[1])), "days")


def year_period(year: int, position: Position | None = None, half: int | None = None) -> Period:
    value = year_text(year)
    if half is not None:
        value, months = f"{value}-H{half}", (1, 6) if half == 1 else (7, 12)
    elif position in {"start", "end"}:
        months = (1, 1) if position == "start" else (12, 12)
    elif position is not None:
        months = ((1, 4), (5, 8), (9, 12))[_THIRDS[position]]
    else:
        return Period(value, Interval.year(year), "year")
    return Period(value, _months(year, months[0], year, months[1]), "period")


def season_period(year: int, season: str, position: Position | None = None, *, by_january: bool = False) -> Period:
    """A winter opens in the December of its year, as historians name it, or with `by_january` in the December before."""
    first, last = SEASON_MONTHS[season]
    name, year = year, year - (by_january and last < first)
    interval = _months(year, first, year + (last < first), last)
    grain: Granularity = "season"
    if position is not None:
        month = (first - 1 + _THIRDS[position]) % 12 + 1
        at = year + (month < first)
        interval, grain = Interval.month(at, month), "month"
    return Period(f"{year_text(name)}-{season}", interval, grain)


def decade_period(decade: int, position: Position | None = None) -> Period:
    """`decade` is its round year, negative for BC: -470 is the 470s BC, 479 to 470 BC."""
    if decade < 0:
        first, value = 1 + decade - 9, f"BC{-decade // 10:03d}"
    else:
        first, value = decade, f"{decade // 10:03d}"
    spans = {"early": (0, 3), "start": (0, 1), "mid": (4, 6), "late": (7, 9), "end": (8, 9)}
    low, high = spans[position] if position else (0, 9)
    return Period(value, _months(first + low, 1, first + high, 12), "decade" if position is None else "period")


def century_period(century: int, position: Position | None = None) -> Period:
    """The 19th century is 1801 to 1900 and written "18"; the 4th century BC is 400 to 301 BC and written "BC03"."""
    first = 100 * (century - 1) + 1 if century > 0 else 100 * century + 1
    value = f"{century - 1:02d}" if century > 0 else f"BC{-century - 1:02d}"
    low, high = {0: (0, 33), 1: (34, 66), 2: (67, 99)}[_THIRDS[position]] if position else (0, 99)
    return Period(value, _months(first + low, 1, first + high, 12), "century" if position is None else "period")


def calendar_period(form: Calendar) -> Period | None:
    """The period of a form whose gaps are filled; None where a gap is left or the day does not exist."""
    if form.century is not None:
        return century_period(form.century, form.position)
    if form.decade is not None:
        return decade_period(form.decade, form.position)
    if form.year is None or not -9998 <= form.year <= 9999:
        return None
    if form.season is not None:
        return season_period(form.year, form.season, form.position, by_january=form.by_january)
    if form.month is None:
        return year_period(form.year, form.position, form.half)
    if form.day is None:
        return month_period(form.year, form.month, form.position, form.half)
    if form.day > days_in_month(form.year, form.month):
        return None
    period = day_period(Day(form.year, form.month, form.day), form.part)
    if form.until is not None and form.day < form.until <= days_in_month(form.year, form.month):
        return Period(period.value, Interval(Day(form.year, form.month, form.day), Day(form.year, form.month, form.until)), "days")
    return period


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def _months(year: int, month: int, last_year: int, last_month: int) -> Interval:
    return Interval(Day(year, month, 1), Day(last_year, last_month, days_in_month(last_year, last_month)))
