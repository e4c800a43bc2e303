"""Times read: every time expression of a document, the ranges they span, and the date the narrative stands at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from noria.reading.output import TimeExpression
from noria.reading.times.between import Between
from noria.values.day import Day
from noria.values.interval import Basis, Granularity, Interval
from noria.values.span import Span


# A day to "by" reaches back this many days at most, a month or a part of it that many, a date to "until" and "before" that many.
_RECENT: Final = 30
_LONG_AGO: Final = 270
_LASTING: Final = 120
_MONTH: Final = 31
# Between a time and another that says it more closely stand no more characters than these: ", on ".
_NEXT_WORDS: Final = 6


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
    standing state ("since 2011"). `passing` are those that a clause of the sentence names for itself alone ("…, whose walls had
    fallen in 1954"). `steps` are the places where the running date changes: from that offset on, the narrative stands
    at that interval (or nowhere, None); a step stands at the start of the sentence that moves it; `stood` is where the narrative stood
    before each of them. `between` gives the sentences, by their offsets, that a story tells between two of its dates. `today` is the last day the text can tell of: that of its publication, or the end of the period it covers.
    """

    expressions: tuple[TimeExpression, ...]
    ranges: tuple[TimeRange, ...] = ()
    asides: frozenset[int] = frozenset()
    passing: frozenset[int] = frozenset()
    steps: tuple[tuple[int, Interval | None], ...] = ()
    stood: Mapping[int, Interval | None] = field(default_factory=dict)
    between: Mapping[int, Between] = field(default_factory=dict)
    today: Day | None = None

    def running(self, offset: int) -> Interval | None:
        """The narrative's date at a document offset; the sentence that moves it counts as moved from its start on."""
        at = bisect_right(self.steps, offset, key=lambda step: step[0])
        return self.steps[at - 1][1] if at else None

    def before(self, offset: int) -> Interval | None:
        """Where the narrative stood before the sentence at a document offset, whose own dates may have moved it."""
        at = bisect_right(self.steps, offset, key=lambda step: step[0])
        step, running = self.steps[at - 1] if at else (-1, None)
        return self.stood.get(step, running) if step == offset else running

    def within(self, span: Span) -> tuple[int, ...]:
        """Indices of the expressions inside `span`."""
        first = bisect_left(self.expressions, span.start, key=lambda e: e.span.start)
        return tuple(takewhile(lambda i: self.expressions[i].span.end <= span.end, range(first, len(self.expressions))))

    def interval_in(self, span: Span) -> Dated | None:
        """The date that the words inside `span` (a sentence, a clause) give: the first dated expression that is no aside.

        The ends of a range count as one, with the days from the first to the last. None where the span says no date itself: ask
        `running` then.
        """
        for i in self.within(span):
            if i in self.asides or i in self.passing:
                continue
            expression = self.expressions[i]
            whole = next((r for r in self.ranges if r.first == i and span.contains(r.span)), None)
            if whole is not None:
                return Dated(whole.interval, "days" if whole.interval.days < 62 else "period", expression.basis, whole.span, expression)
            if expression.interval is not None and expression.granularity is not None and not self._refined(i):
                interval = self.reach(i, span) or expression.interval
                grain = expression.granularity if interval == expression.interval else "days"
                return Dated(interval, grain, expression.basis, expression.span, expression)
        return None

    def _refined(self, i: int) -> bool:
        """Whether the next expression says it again more closely: "a month later, on the night of 14 March"."""
        said, after = self.expressions[i], self.expressions[i + 1] if i + 1 < len(self.expressions) else None
        if after is None or said.interval is None or after.interval is None or i + 1 in self.asides or after.span.start - said.span.end > _NEXT_WORDS:
            return False
        return after.interval.days < said.interval.days

    def reach(self, i: int, span: Span) -> Interval | None:
        """The days of expression `i` of a sentence: "by 6 March" and "until the 4th" reach back to the day the story stood at before.

        "Before 9 July" ends on the day before.
        """
        expression = self.expressions[i]
        if expression.interval is None or expression.type != "DATE" or expression.role not in ("by", "until", "before"):
            return expression.interval
        told = next((e.interval for e in reversed(self.expressions[:i]) if span.contains(e.span) and e.interval is not None), None)
        before = told or (self.running(span.start - 1) if span.start else None)
        back = expression.interval.start - before.start if before is not None else 0
        if before is None or not 0 < back <= self._reach_of(expression):
            return expression.interval
        if expression.role == "before":
            return Interval(before.start, expression.interval.start.plus(-1))
        return Interval(before.start, expression.interval.end)

    @staticmethod
    def _reach_of(expression: TimeExpression) -> int:
        """How many days back a date that something lasted to, or was done by, may reach; a year and more tells nothing of when it began."""
        if expression.interval is None or expression.interval.days > _MONTH:
            return 0
        if expression.role != "by":
            return _LASTING
        return _RECENT if expression.granularity == "day" else _LONG_AGO
