"""What a report tells of: whether a text is told from its publication day, the period it says it covers, the day of its news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from noria.reading.passage import Passage
from noria.reading.times.forms import Calendar, Found, Length, Shift
from noria.reading.times.joins import spans_range
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed
from noria.reading.times.resolver import Clock, resolve
from noria.reference.lexicons import words
from noria.values.day import Day
from noria.values.interval import Interval

_SPOKEN_WEIGHT: Final = 2
# A lead and the lines above it are among so many blocks; a line has so many words, a dateline's date stands within so many tokens.
_TOP: Final = 6
_LINE: Final = 25
_DATELINE: Final = 12
# A period covered is so many days long, and over so many days before its report came out at most.
_PERIOD: Final = (2, 31)
_LATE: Final = 14


def stance(finds: Sequence[Sequence[Found]], published: Day | None, context: Interval | None) -> Literal["report", "recent", "story"]:
    """Whether the text is told from its publication day, names no year at all, or tells a story by dates of its own.

    A bare weekday or "yesterday" is a strong sign of a report, a full date far from publication a sign against it.
    """
    if published is None or (context is not None and (published - context.end > 31 or context.days > 366)):
        return "story"
    near = far = 0
    for f in (f for found in finds for f in found):
        form = f.form
        if isinstance(form, Calendar) and form.year is not None:
            distance = (published.year - form.year) * 12 + (published.month - form.month if form.month is not None else 0)
            near, far = near + (abs(distance) <= 1), far + (abs(distance) > 1)
        elif (isinstance(form, Calendar) and form.weekday is not None) or (isinstance(form, Shift) and form.spoken):
            near += _SPOKEN_WEIGHT
        elif (isinstance(form, Shift) and form.part == "TNI" and form.count == 0) or (isinstance(form, Length) and form.toward < 0 and form.unit == "TH"):
            near += 1  # "overnight", "in the past 24 hours"
    if near == far == 0:
        return "recent"
    return "report" if near >= far else "story"


def covered_period(passages: Sequence[Passage], lexed: Sequence[Lexed], finds: Sequence[Sequence[Found]], published: Day | None) -> Interval | None:
    """The days that a bulletin says it covers, on a line of its own near its top: "Weekly update, 6-12 November 2023"."""
    for passage, text, found in list(zip(passages, lexed, finds, strict=True))[:_TOP]:
        ends = [f for f in found if isinstance(f.form, Calendar)]
        if published is None or len(ends) != 2 or len(passage.text.split()) > _LINE or passage.text.endswith(".") or not spans_range(text, *ends):
            continue
        first, last = (_day(f, published) for f in ends)
        if first is None or last is None or last < first:
            continue
        if _PERIOD[0] <= last - first + 1 <= _PERIOD[1] and 0 <= published - last <= _LATE:
            return Interval(first, last)
    return None


def news_day(passages: Sequence[Passage], lexed: Sequence[Lexed], finds: Sequence[Sequence[Found]], published: Day | None) -> Interval | None:
    """The day of publication, where that is what the report's lead tells of: the first day it names, and not only that on which somebody spoke.

    A report that names no day at all tells of the day it came out.
    """
    if published is not None and not any(_names_day(f) for found in finds for f in found):
        return Interval.day(published)
    for passage, text, found in list(zip(passages, lexed, finds, strict=True))[:_TOP]:
        for f in found if passage.kind == "paragraph" else ():
            dateline = f.first < _DATELINE and K["DASH"] in text.kinds[f.last : f.last + _DATELINE]
            if published is None or dateline or (day := _day(f, published)) is None:
                continue
            spoken = any(text.word(i) in words("cues", "said") for i in range(f.first - 2, f.first))
            return Interval.day(day) if day == published and not spoken else None
    return None


def _names_day(f: Found) -> bool:
    """Whether a form says or counts days: a date, a weekday, "yesterday", "overnight", "in the past 24 hours"."""
    form = f.form
    if isinstance(form, Calendar):
        return form.day is not None or form.weekday is not None
    return (isinstance(form, Shift) and (form.spoken or form.part is not None) and form.unit in {"D", "W", "WE"}) or (isinstance(form, Length) and form.toward < 0)


def _day(f: Found, published: Day) -> Day | None:
    """The one day that a form names, read from the day of publication."""
    told = resolve(f.form, Clock(year=published.year, month=published.month, published=published, report=True))
    return told.interval.start if told is not None and told.interval is not None and told.interval.days == 1 else None
