"""Totals of periods and running totals, set against each other and never added to single events.

A total covers days, and where an infobox gives it an operation. One that another covers is part of that one: the wider speaks. Totals that
neither covers are set beside each other: the lowest figure is the greatest low of any, the highest counts them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noria.derive.cues import PERIOD_DAYS
from noria.derive.figures import Range, added, reconciled
from noria.derive.model import Apart, Event, Operation, Toll
from noria.derive.tolls.postings import figure_of
from noria.values.day import Day

_BESIDE = "totals of different days or operations, which may count the same people: set beside each other, not added"
_PARTS = "totals that one source gives side by side, which may count the same people: only the greatest counts in the lowest figure"
_HIGHER = "a total of fewer days or of a part is higher than the one that covers it"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a total counts: from `since` (None from the beginning) to `until` (None to no stated day), in one operation or anywhere."""

    since: Day | None
    until: Day | None
    operation: str | None

    def covers(self, other: Coverage, operations: Mapping[str, Operation]) -> bool:
        return (self.since is None or (other.since is not None and self.since <= other.since)) and (
            self.until is None or (other.until is not None and other.until <= self.until)) and (
            self.operation is None or self.operation in _above(other.operation, operations))

    @property
    def order(self) -> tuple[int, int, str]:
        return (self.since.ordinal if self.since else -10**9, -(self.until.ordinal if self.until else 10**9), self.operation or "")


def coverage(toll: Toll, events: Mapping[str, Event]) -> Coverage:
    """What a toll counts: a total of a period its own days and its event's operation, a running total everything up to its last day."""
    if toll.time is None or (toll.kind != "cumulative" and (toll.kind == "running" or toll.time.days <= PERIOD_DAYS)):
        return Coverage(None, toll.time.end if toll.time else None, None)
    event = events.get(toll.event or "")
    return Coverage(toll.time.start, toll.time.end, event.operation if event and toll.kind == "cumulative" else None)


def balanced(tolls: Sequence[Toll], events: Mapping[str, Event], operations: Mapping[str, Operation]) -> tuple[Range, tuple[Apart, ...]]:
    """The range of one group's totals, and why they were not added."""
    by_coverage: dict[Coverage, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_coverage[coverage(toll, events)].append(toll)
    apart: list[Apart] = []
    figures: dict[Coverage, Range] = {}
    for covered in sorted(by_coverage, key=lambda c: c.order):
        figures[covered], parts = _of_one_coverage(by_coverage[covered])
        apart += parts
    widest = [one for one in figures if not any(other != one and other.covers(one, operations) for other in figures)]
    ranges = []
    for wide in widest:
        inside = [one for one in figures if one != wide and wide.covers(one, operations)]
        low, high = figures[wide]
        above = [one for one in inside if high is not None and (figures[one][0] or 0) > high]
        if above:
            apart.append(Apart(_HIGHER, _events([toll for one in (wide, *above) for toll in by_coverage[one]])))
            low, high = reconciled([(low, high), *(figures[one] for one in above)])
        elif inside:
            low = max([low or 0, *(figures[one][0] or 0 for one in inside)])
        ranges.append((low, high))
    if len(ranges) > 1:
        apart.append(Apart(_BESIDE, _events([toll for one in widest for toll in by_coverage[one]])))
    lows = [low for low, _ in ranges if low is not None]
    return (max(lows) if lows else None, added(ranges)[1]), tuple(apart)


def _of_one_coverage(tolls: Sequence[Toll]) -> tuple[Range, list[Apart]]:
    """Sources are reconciled. What one sentence counts are different people, whoever it names for each figure ("56 of the guard (per X), 5 of the militia").

    What one source tells in several sentences, as several events, are different people, or the same in other words.
    """
    source = {toll.sentence: toll.origin for toll in sorted(tolls, key=lambda t: (t.sentence, t.origin), reverse=True)}
    by_origin: dict[str, dict[str, list[Toll]]] = defaultdict(lambda: defaultdict(list))
    for toll in tolls:
        by_origin[source[toll.sentence]][toll.event or ""].append(toll)
    apart: list[Apart] = []
    ranges: list[Range] = []
    for _, told in sorted(by_origin.items()):
        beside: dict[str, list[Range]] = defaultdict(list)
        for event, held in sorted(told.items()):
            sentences = {toll.sentence for toll in held}
            beside[sentences.pop() if len(sentences) == 1 else event].append(figure_of(held))
        figures = [added(parts) for parts in beside.values()]
        if len(figures) > 1:
            apart.append(Apart(_PARTS, tuple(sorted(told))))
            ranges.append((max(low or 0 for low, _ in figures), added(figures)[1]))
        else:
            ranges += figures
    return reconciled(ranges), apart


def _events(tolls: Sequence[Toll]) -> tuple[str, ...]:
    return tuple(sorted({toll.event for toll in tolls if toll.event}))


def _above(operation: str | None, operations: Mapping[str, Operation]) -> set[str]:
    """The operation and all that it is part of."""
    seen: set[str] = set()
    while operation is not None and operation not in seen:
        seen.add(operation)
        found = operations.get(operation)
        operation = found.part_of if found else None
    return seen
