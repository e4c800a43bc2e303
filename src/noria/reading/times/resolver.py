"""A form in its context: the year, month or day it leaves out comes from the narrative, the publication day, or nowhere.

`Clock` is what a reader keeps in mind while reading on: the date last named, where the narrative stands, when the text was published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from noria.errors import ValueRefused
from noria.reading.output import TimexType
from noria.reading.times.forms import Calendar, Form, Habit, Length, Pointer, Shift
from noria.reading.times.periods import Period, calendar_period, day_period, decade_period, month_period, shift_month, week_period, year_period
from noria.values.day import Day, days_in_month
from noria.values.interval import Basis, Granularity, Interval

# A month named without its year belongs to the next year when the narrative stands this many months past it.
_ROLL: Final = 10
# A period is brief enough to give a month its year up to so many days; so many days after and before it a text still goes on or leads up to it; a
# date goes on from the one before when it is so many months later at most.
_BRIEF: Final = 730
_AFTERMATH: Final = 45
_PRELUDE: Final = 45
_GOES_ON: Final = 3


@dataclass(slots=True)
class Clock:
    """Year, month and day last named (`None` below its grain); `published` the document's own day.

    `report` is true of texts told from their publication day (news, bulletins) rather than along a story of past dates; `recent` of
    those that name no year at all: their days are the latest before publication. `dispatch` is the day of a bulletin's section, `context` the period that
    the text as a whole is about.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    published: Day | None = None
    report: bool = False
    recent: bool = False
    ancient: bool = False
    dispatch: Day | None = None
    context: Interval | None = None

    def set(self, interval: Interval, grain: Granularity | None) -> None:
        """Take a dated expression as the last one named."""
        start = interval.start
        if grain == "year" and start.year == self.year and self.month is not None:
            return
        self.year = start.year
        self.month = start.month if interval.days <= 31 else None
        self.day = start.day if interval.days == 1 and grain == "day" else None
        self.ancient = start.year <= 0

    @property
    def today(self) -> Day | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        return Day(self.year, self.month, self.day)

    @property
    def spoken(self) -> Day | None:
        """The day that "yesterday" and "last week" count from."""
        return (self.dispatch or self.published) if self.report else self.today


@dataclass(frozen=True, slots=True)
class Resolved:
    type: TimexType
    value: str
    interval: Interval | None
    grain: Granularity | None
    basis: Basis
    reason: str | None = None


def resolve(form: Form, clock: Clock, *, future: bool = False, since: bool = False) -> Resolved | None:
    """What `form` means now; None when it is no time after all.

    `future`: the sentence speaks of what is to come; `since`: of what has gone on since then.
    """
    if isinstance(form, Calendar):
        return _calendar(form, clock, future=future, since=since)
    if isinstance(form, Shift):
        try:
            return _shift(form, clock)
        except ValueRefused:
            return None  # counted to before or after all years that there are
    if isinstance(form, Length):
        return _length(form, clock)
    if isinstance(form, Habit):
        return Resolved("SET", form.value, None, None, "none", "says how often, not when")
    assert isinstance(form, Pointer)
    ambiguous = form.value.endswith("-XX-XX")
    return Resolved("DATE", form.value, None, None, "none", "day and month stand in an order that cannot be told" if ambiguous
                    else "points to a time without dating it")


def _calendar(form: Calendar, clock: Clock, *, future: bool, since: bool = False) -> Resolved | None:
    if form.maybe_bc:
        if not clock.ancient or form.year is None or clock.year is None or abs(1 - form.year - clock.year) > 150:
            return None
        form = replace(form, year=1 - form.year, maybe_bc=False)
    if form.short and form.year is not None:
        near = clock.year if clock.year is not None else clock.published.year if clock.published is not None else 1950
        form = replace(form, year=min(range(form.year, 2100, 100), key=lambda year: abs(year - near)), short=False)
    whole = form.year is not None or form.decade is not None or form.century is not None
    basis: Basis = "explicit"
    if not whole:
        basis = "relative" if form.month is None or form.of is not None else "explicit"
        filled = _fill(form, clock, future=future, since=since)
        if filled is None:
            return _open(form)
        form = filled
    period = calendar_period(form)
    if period is None:
        return None
    kind: TimexType = "TIME" if form.part else "DATE"
    return Resolved(kind, period.value, period.interval, period.grain, basis)


def _open(form: Calendar) -> Resolved:
    """A date whose year nothing around it gives."""
    if form.weekday is not None:
        value = f"XXXX-WXX-{form.weekday + 1}"
    elif form.season is not None:
        value = f"XXXX-{form.season}"
    elif form.month is not None:
        value = f"XXXX-{form.month:02d}" + (f"-{form.day:02d}" if form.day else "")
    else:
        value = f"XXXX-XX-XX{form.part or ''}" if form.day is None else f"XXXX-XX-{form.day:02d}{form.part or ''}"
    return Resolved("TIME" if form.part else "DATE", value, None, None, "none", "nothing in the text gives its year")


def _fill(form: Calendar, clock: Clock, *, future: bool, since: bool) -> Calendar | None:
    """The form with year, month and day from the clock; None where the clock does not know them."""
    if form.month is None and form.season is None:
        return _fill_day(form, clock, future=future, since=since)
    first = form.month if form.month is not None else {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[form.season or "SP"]
    if (clock.report or clock.recent) and clock.published is not None and (form.of is None or form.of <= 0):
        return replace(form, year=_reported_year(first, form.day, clock, future=future))
    if clock.year is None:
        return None
    year = clock.year
    if form.of is not None:
        if form.of < 0 and clock.month is not None and first >= clock.month:
            year -= 1
        elif form.of > 0 and (clock.month is None or first <= clock.month):
            year += 1
    elif clock.month is not None:
        if clock.month - first >= _ROLL:
            year += 1
        elif first - clock.month >= _ROLL:
            year -= 1
        elif form.season == "WI" and clock.month >= 9:
            year += 1
    if form.of is None and form.month is not None:
        year = _year_within(year, form.month, form.day, clock)
        if since and clock.month is not None and clock.year is not None and (year, form.month) > (clock.year, clock.month):
            year -= 1
    return replace(form, year=year, by_january=form.season == "WI")


def _year_within(year: int, month: int, day: int | None, clock: Clock) -> int:
    """The year of a month that lies outside what the text is about and does not go on from the date last named: the year before or after, if it lies inside."""
    if clock.context is None or clock.context.days > _BRIEF or day == 29:
        return year
    told = Day(year, month, min(day or 1, 28))
    if told - clock.context.end <= _AFTERMATH and clock.context.start - told <= _PRELUDE:
        return year
    if clock.month is not None and clock.year is not None and 0 <= (year - clock.year) * 12 + month - clock.month <= _GOES_ON:
        return year
    return next((other for other in (year - 1, year + 1) if clock.context.contains(replace(told, year=other))), year)


def _reported_year(month: int, day: int | None, clock: Clock, *, future: bool) -> int:
    assert clock.published is not None
    published = clock.published
    if clock.year is not None and clock.year != published.year and (clock.month is None or clock.year < published.year - 1):
        return clock.year
    later = (month, day or 1) > (published.month, published.day)
    if later and clock.year == published.year and clock.month is not None and 0 <= month - clock.month <= 1:
        return published.year  # a story that has just named this year goes on past the day given as its publication
    if future:
        return published.year + (not later and month != published.month)
    return published.year - later


def _fill_day(form: Calendar, clock: Clock, *, future: bool, since: bool) -> Calendar | None:
    base = clock.spoken or clock.today
    if form.weekday is not None:
        if base is None:
            return None
        ahead = (form.weekday - base.weekday) % 7
        if form.of is not None and form.of != 0:
            found = base.plus((ahead or 7) if form.of > 0 else ahead - 7)
        elif (clock.report and not future) or since:
            found = base.plus(ahead - 7 if ahead else 0)
        else:
            found = base.plus(ahead)
        return replace(form, year=found.year, month=found.month, day=found.day)
    if form.day is not None:
        if clock.year is None or clock.month is None:
            if not clock.report or clock.published is None:
                return None
            year, month = clock.published.year, clock.published.month
            if form.day > clock.published.day and not future:
                year, month = shift_month(year, month, -1)
        else:
            year, month = clock.year, clock.month
        return replace(form, year=year, month=month) if form.day <= days_in_month(year, month) else None
    if base is None or form.part is None:
        return None
    return replace(form, year=base.year, month=base.month, day=base.day)


def _shift(form: Shift, clock: Clock) -> Resolved | None:
    if form.spoken and form.unit == "D" and form.count == 0 and form.part is None and not clock.report:
        return Resolved("DATE", "PRESENT_REF", None, None, "none", "the day the text was written is not that of its story")
    base = clock.spoken if form.spoken else clock.today or (clock.published if clock.report and form.count == 0 else None)
    kind: TimexType = "TIME" if form.part or form.unit.startswith("T") else "DATE"
    if form.from_event:
        return Resolved(kind, "FUTURE_REF" if form.direction > 0 else "PAST_REF", None, None, "none", "counts from an event that the words do not date")
    if form.count is None:
        return _vague_months(form, clock) if form.unit == "M" and not form.spoken and clock.month is not None else _vague_shift(form, base)
    if form.unit in {"D", "W", "WE"} or form.unit.startswith("T"):
        return _shift_days(form, base, kind)
    anchor_year, anchor_month = (base.year, base.month) if base is not None and form.spoken else (clock.year, clock.month)
    if anchor_year is None and form.count == 0 and (clock.report or clock.recent) and clock.published is not None:
        anchor_year, anchor_month = clock.published.year, clock.published.month  # "the beginning of the year"
    if anchor_year is None:
        return Resolved("DATE", {"M": "XXXX-XX", "Y": "XXXX"}.get(form.unit, "XXXX"), None, None, "none", "nothing in the text says from when it counts")
    found = _shift_long(form, anchor_year, anchor_month)
    if found is None:
        return Resolved("DATE", "XXXX-XX", None, None, "none", "nothing in the text says from which month it counts")
    period = found
    interval = _clip(form, period, base if form.spoken else clock.today)
    return Resolved("DATE", period.value, interval, period.grain, "relative")


def _clip(form: Shift, period: Period, today: Day | None) -> Interval | None:
    """"later that year" starts where the narrative stands, "earlier that year" ends the day before."""
    if form.count == 0 and today is not None and period.interval is not None and period.interval.contains(today):
        if form.direction > 0:
            return Interval(today, period.interval.end)
        if form.direction < 0:
            return Interval(period.interval.start, today if form.spoken else max(period.interval.start, today.plus(-1)))
    return period.interval


def _shift_days(form: Shift, base: Day | None, kind: TimexType) -> Resolved:
    if base is None:
        return Resolved(kind, f"XXXX-XX-XX{form.part or ''}" if form.unit != "W" else "XXXX-WXX", None, None, "none", "nothing in the text says from which day it counts")
    assert form.count is not None
    if form.unit.startswith("T"):
        day = base.plus(form.count // 24 if form.unit == "TH" else 0)
        return Resolved("TIME", f"{day_period(day).value}TXX", Interval.day(day), "day", "relative")
    if form.unit == "D":
        day = base.plus(form.count)
        period = day_period(day, form.part)
        interval = period.interval
        if form.part == "T24:00" and form.direction > 0 and form.count == 0:
            return Resolved(kind, period.value, Interval.day(day.plus(1)), "day", "relative")  # "shortly after midnight" is of the next day
        if form.part == "TNI" and form.direction < 0:  # "overnight", "last night": from the evening before into the day
            interval = Interval(day.plus(-1), day) if form.count == 0 else Interval(day, day.plus(1))
        return Resolved(kind, period.value, interval, "day" if interval == period.interval else "days", "relative")
    if form.unit == "WE":
        return _weekend(base.plus(7 * form.count))
    period = week_period(base.plus(7 * form.count))
    if form.count == 0 or abs(form.count) == 1 or form.spoken:
        return Resolved("DATE", period.value, _clip(form, period, base), "week", "relative")
    return Resolved("DATE", day_period(base.plus(7 * form.count)).value, Interval.day(base.plus(7 * form.count)), "day", "relative")


def _weekend(day: Day) -> Resolved:
    """The weekend of the week of `day`; the one before it while the week is young."""
    period = week_period(day if day.weekday >= 5 else day.plus(-7))
    assert period.interval is not None
    saturday = period.interval.start.plus(5)
    return Resolved("DATE", f"{period.value}-WE", Interval(saturday, saturday.plus(1)), "days", "relative")


def _shift_long(form: Shift, year: int, month: int | None) -> Period | None:
    assert form.count is not None
    if form.unit == "M":
        if month is None:
            return None
        return month_period(*shift_month(year, month, form.count), form.position, form.half)
    if form.unit == "Y":
        return year_period(year + form.count, form.position, form.half)
    if form.unit == "DE":
        if form.count == 0 or abs(form.count) == 1:
            round_year = (year // 10 + form.count) * 10 if year > 0 else -((1 - year) // 10 - form.count) * 10
            return decade_period(round_year, form.position)
        return year_period(year + 10 * form.count)
    if form.unit == "CE":
        return year_period(year + 100 * form.count)
    return None


def _vague_months(form: Shift, clock: Clock) -> Resolved:
    """"A few months later": from the second to the fourth month on."""
    assert clock.year is not None
    assert clock.month is not None
    ends = sorted(shift_month(clock.year, clock.month, form.direction * months) for months in (2, 4))
    interval = Interval(Interval.month(*ends[0]).start, Interval.month(*ends[1]).end)
    return Resolved("DATE", "FUTURE_REF" if form.direction > 0 else "PAST_REF", interval, "period", "relative")


_VAGUE_DAYS: Final = {"D": (2, 9), "W": (14, 62), "M": (60, 330)}


def _vague_shift(form: Shift, base: Day | None) -> Resolved:
    """"days later": some days on, within bounds a reader would set; years are not bounded."""
    value = "FUTURE_REF" if form.direction > 0 else "PAST_REF"
    if form.unit.startswith("T"):
        if base is None:
            return Resolved("TIME", "XXXX-XX-XXTXX", None, None, "none", "nothing in the text says from which day it counts")
        return Resolved("TIME", f"{day_period(base).value}TXX", Interval.day(base), "day", "relative")
    if base is None or form.unit not in _VAGUE_DAYS:
        return Resolved("DATE", value, None, None, "none", "how long before or after is not said")
    low, high = _VAGUE_DAYS[form.unit]
    bounds = (base.plus(low), base.plus(high)) if form.direction > 0 else (base.plus(-high), base.plus(-low))
    return Resolved("DATE", value, Interval(*bounds), "period", "relative")


# How many "the following days", "the past weeks" are at most, where a reader sets the bound.
_SOME: Final = {"TH": 24, "D": 7, "W": 6, "M": 6}
_UNIT_DAYS: Final = {"TS": 0, "TM": 0, "TH": 1 / 24, "D": 1, "W": 7, "M": 30.44, "Y": 365.25, "DE": 3652.5}


def _length(form: Length, clock: Clock) -> Resolved:
    open_ = Resolved("DURATION", form.value, None, None, "none", "says how long, not when")
    if form.of is not None:
        return _edge(form, clock) or open_
    if not form.toward or form.unit not in _UNIT_DAYS:
        return open_
    base = (clock.spoken if form.toward < 0 else None) or clock.today or (clock.published if clock.report else None)
    count = form.count if form.count is not None else _SOME.get(form.unit, 1000)
    span = count * _UNIT_DAYS[form.unit]
    if base is None or span > 366:
        return open_
    days = max(1, round(span))
    ahead = Interval(base.plus(form.unit == "D" and form.count is not None), base.plus(days))  # "the next two days" begin on the morrow
    interval = ahead if form.toward > 0 else Interval(base.plus(-days), base)
    return Resolved("DURATION", form.value, interval, "days" if days < 28 else "period", "relative")


def _edge(form: Length, clock: Clock) -> Resolved | None:
    assert form.of is not None
    whole = _calendar(form.of, clock, future=False)
    if whole is None or whole.interval is None or form.unit not in _UNIT_DAYS:
        return None
    start, end = whole.interval.start, whole.interval.end
    if form.count is None:  # "the last days of April": a third of it
        third = _calendar(replace(form.of, position=form.side), clock, future=False)
        return None if third is None else Resolved("DURATION", form.value, third.interval, third.grain, third.basis)
    if form.side == "mid":
        days = round(_UNIT_DAYS[form.unit])
        low = start.plus(round((form.count - 1) * _UNIT_DAYS[form.unit]))
        high = min(end, low.plus(days - 1))
    elif form.unit == "M":
        months = int(form.count)
        if form.side == "early":
            low, high = start, Interval.month(*shift_month(start.year, start.month, months - 1)).end
        else:
            low, high = Interval.month(*shift_month(end.year, end.month, 1 - months)).start, end
    else:
        days = max(1, round(form.count * _UNIT_DAYS[form.unit]))
        low, high = (start, min(end, start.plus(days - 1))) if form.side == "early" else (max(start, end.plus(1 - days)), end)
    if high < low:
        return None
    return Resolved("DURATION", form.value, Interval(low, high), "days", whole.basis)


