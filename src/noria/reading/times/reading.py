"""Times read: every time expression of a document, the ranges they span, and the date the narrative stands at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from noria.reading.output import TimeExpression
from noria.values.interval import Basis, Granularity, Interval
from noria.values.span import Span


# A day to "by" reaches back this many days at most.
_RECENT: Final = 14


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Two expressions that are the ends of one stretch ("30 November – 5 December 2024"); `first` and `last` index `expressions`."""

    first: int
    last: int
    span: Span
    interval: Interval


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a stretch of text: the days, the words that say so (None for the running date), and how it is known."""

    interval: Interval
    granularity: Granularity
    basis: Basis
    mention: Span | None = None
    expression: TimeExpression | None = None


@dataclass(frozen=True, slots=True)
class TimeReading:
    """All times of a document, by document offsets.

    `expressions` are in the order of the text and do not overlap. `ranges` join two of them. `asides` are the indices of expressions
    that date something other than what their sentence tells: names ("the March 2020 ceasefire"), parentheses, the start of a
    standing state ("since 2011"). `steps` are the places where the running date changes: from that offset on, the narrative stands
    at that interval (or nowhere, None); a step stands at the start of the sentence that moves it.
    """

    expressions: tuple[TimeExpression, ...]
    ranges: tuple[TimeRange, ...] = ()
    asides: frozenset[int] = frozenset()
    steps: tuple[tuple[int, Interval | None], ...] = ()

    def running(self, offset: int) -> Interval | None:
        """The narrative's date at a document offset; the sentence that moves it counts as moved from its start on."""
        at = bisect_right(self.steps, offset, key=lambda step: step[0])
        return self.steps[at - 1][1] if at else None

    def within(self, span: Span) -> tuple[int, ...]:
        """Indices of the expressions inside `span`."""
        return tuple(i for i, e in enumerate(self.expressions) if span.contains(e.span))

    def interval_in(self, span: Span) -> Dated | None:
        """The date that the words inside `span` (a sentence, a clause) give: the first dated expression that is no aside.

        The ends of a range count as one, with the days from the first to the last. None where the span says no date itself: ask
        `running` then.
        """
        for i in self.within(span):
            expression = self.expressions[i]
            whole = next((r for r in self.ranges if r.first == i and span.contains(r.span)), None)
            if whole is not None and i not in self.asides:
                return Dated(whole.interval, "days" if whole.interval.days < 62 else "period", expression.basis, whole.span, expression)
            if expression.interval is not None and expression.granularity is not None and i not in self.asides:
                interval = self._by(expression, span)
                grain = expression.granularity if interval == expression.interval else "days"
                return Dated(interval, grain, expression.basis, expression.span, expression)
        return None

    def _by(self, expression: TimeExpression, span: Span) -> Interval:
        """"By 6 March" reaches back to the day the story stood at before, if that is near; no later than is all it says."""
        assert expression.interval is not None
        before = self.running(span.start - 1) if span.start else None
        if expression.role != "by" or expression.type != "DATE" or expression.granularity != "day" or before is None or before.days > 1:
            return expression.interval
        return expression.interval.hull(before) if 0 < expression.interval.start - before.start <= _RECENT else expression.interval
