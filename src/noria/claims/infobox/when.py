"""The date line of an infobox as the time of everything the infobox says."""

from __future__ import annotations

import re
from functools import reduce

from noria.claims.model import ClaimTime
from noria.documents.model import Document
from noria.reading.output import TimeExpression
from noria.reading.passage import Passage
from noria.reading.times import read_times
from noria.values.edtf import edtf
from noria.values.interval import Granularity, Interval
from noria.values.span import Span

NO_DATE = ClaimTime(None, reason="the infobox has no date that can be read")
OPEN_END = ClaimTime(None, reason="the infobox's date runs to the present, and the document's own date is not known")
_PRESENT = re.compile(r"\b(?:present|ongoing|now|today)\b", re.IGNORECASE)


def infobox_time(document: Document) -> ClaimTime:
    """From the first to the last day that the infobox's date line names; "present" is the day the document was published.

    Without a date line, or without a day to take for the present, no interval and the reason.
    """
    for field in document.infobox:
        if field.key.strip().casefold() in ("date", "dates", "when"):
            return _read(document, field.value)
    return NO_DATE


def line_time(document: Document, span: Span, context: Interval | None) -> ClaimTime | None:
    """The one date that the words at `span` give, its year taken from `context`; None where they give none or more than one."""
    dated = [e for e in _expressions(document, span, context) if e.interval is not None]
    if len(dated) != 1 or dated[0].interval is None:
        return None
    return _told(dated[0].interval, dated[0].text, dated)


def _expressions(document: Document, span: Span, context: Interval | None) -> list[TimeExpression]:
    passage = Passage(0, "paragraph", (), span.of(document.text), tuple(range(span.start, span.end)))
    found = read_times([passage], document.meta.published, context).expressions
    return [e for e in found if e.type in ("DATE", "TIME")]


def _read(document: Document, value: Span) -> ClaimTime:
    found = [e for e in _expressions(document, value, None) if e.interval is not None]
    intervals = [e.interval for e in found if e.interval is not None]
    if not intervals:
        return NO_DATE
    hull = reduce(Interval.hull, intervals)
    if _PRESENT.search(value.of(document.text)):
        published = document.meta.published
        if published is None or published < hull.start:
            return OPEN_END
        hull = Interval(hull.start, max(hull.end, published))
    mention = document.text[min(e.span.start for e in found):max(e.span.end for e in found)]
    return _told(hull, mention, found)


def _told(interval: Interval, mention: str, expressions: list[TimeExpression]) -> ClaimTime:
    """The interval as a claim's time; one expression alone keeps its own granularity ("March 1916" is a month)."""
    alone = expressions[0].granularity if len(expressions) == 1 and expressions[0].interval == interval else None
    granularity: Granularity = alone or ("day" if interval.days == 1 else "days" if interval.days <= 31 else "period")
    return ClaimTime(interval, edtf(interval, granularity), granularity, mention, "explicit")
