"""The ledger: per event, per operation and overall; per side or kind of people, and measure.

Several accounts of one event are reconciled to the least low and greatest high, so an origin that tells a figure twice counts once. What
the figures of several events add up to is worked out in `sums.py`, how totals stand to each other in `balances.py`, how much of a total single
events explain in `explained.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from noria.claims.model import Claim
from noria.derive.background import is_background, middle_days
from noria.derive.model import CasualtyLine, Event, Operation, Problem, Results, Toll
from noria.derive.overlap import Overlaps, overlaps
from noria.derive.sides import Sides
from noria.derive.tolls.balances import coverage
from noria.derive.tolls.explained import Explaining
from noria.derive.tolls.parts import Parts, part_of, parts, whole
from noria.derive.tolls.postings import BALANCE, INCREMENTS, TOTALS, event_lines, figure_of, postings
from noria.derive.tolls.sums import rolled_up
from noria.values.day import Day

SCOPES = ("all", "period", "place", "operation", "event")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of events, those of everything by parts that add up (`parts.whole` makes one of them), those of operations; problems.

    `home` is the part of each event that has figures which add up.
    """

    events: tuple[CasualtyLine, ...]
    parts: Parts
    home: Mapping[str, str]
    operations: tuple[CasualtyLine, ...]
    problems: tuple[Problem, ...]

    def lines(self) -> tuple[CasualtyLine, ...]:
        """All lines, by scope and key."""
        of_parts = whole(line for held in self.parts.values() for line in held)
        return tuple(sorted((*self.events, *of_parts, *self.operations), key=line_order))


def lines_of(event: Event, claims: Iterable[Claim], sides: Sides, origin_of: Mapping[str, str]) -> list[CasualtyLine]:
    """The lines of one event, from its claims; what explains its totals is not known yet."""
    return event_lines(event, postings(event, sorted(claims, key=lambda claim: claim.id), sides, origin_of))


def ledger(lines: Sequence[CasualtyLine], events: Mapping[str, Event], operations: Sequence[Operation], background: Collection[str]) -> Ledger:
    """The ledger over the lines of all events. `background` are events that `background_events` gives."""
    held = sorted(lines, key=lambda line: line.scope_id)
    overlapping, within = overlaps_of(held, events), {operation.id: operation for operation in operations}
    problems = [*_falling(held), *(problem for one in held for problem in exceeding(one))]
    explaining = Explaining([line for line in held if line.rule == INCREMENTS and line.scope_id not in background], events, overlapping, within)
    for number, line in enumerate(held):
        if line.rule in TOTALS:
            explained, exceeded = explaining.of(line)
            held[number] = replace(line, explained=explained)
            problems += exceeded
    of_event: dict[str, list[CasualtyLine]] = defaultdict(list)
    for line in held:
        of_event[line.scope_id].append(line)
    of_operations = [line for operation in operations
                     for line in operation_lines(operation, [line for id in operation.events for line in of_event.get(id, ())], events, within)]
    home = part_of({line.scope_id for line in held if line.rule not in TOTALS}, overlapping, background)
    return Ledger(tuple(held), parts(held, home, events, overlapping, within, background), home, tuple(of_operations), tuple(problems))


def operation_lines(operation: Operation, lines: Sequence[CasualtyLine], events: Mapping[str, Event], operations: Mapping[str, Operation]) -> list[CasualtyLine]:
    """The lines of an operation out of those of its events, in the order of their ids."""
    return rolled_up("operation", operation.id, lines, events, overlaps_of(lines, events), operations)


def over(lines: Iterable[CasualtyLine], results: Results, scope: str, id: str, *, background: Collection[str] = ()) -> list[CasualtyLine]:
    """The ledger over these lines of events: those of a place, of a source, of an operation."""
    held, known = list(lines), {event.id: event for event in results.events}
    operations = {operation.id: operation for operation in results.operations}
    return sorted(rolled_up(scope, id, held, known, overlaps_of(held, known), operations, background=background), key=line_order)


def within(lines: Iterable[CasualtyLine], events: Mapping[str, Event], since: Day | None, until: Day | None) -> list[CasualtyLine]:
    """The lines of events, as far as they are of a period. What may have happened outside it counts in the highest figure alone.

    A running total counts what was before the period too, so only totals whose own days lie in it are among them.
    """
    out = []
    for line in lines:
        time = events[line.scope_id].time
        if time is None or (since is not None and time.end < since) or (until is not None and time.start > until):
            continue
        inside = (since is None or since <= time.start) and (until is None or time.end <= until)
        if line.rule not in TOTALS:
            out.append(line if inside else replace(line, low=0))
        elif inside and (since is None or all(coverage(toll, events).since for toll in line.tolls)):
            out.append(line)
    return out


def by_source(lines: Iterable[CasualtyLine]) -> dict[str, list[CasualtyLine]]:
    """The lines of events as each source tells them, by the name of the source: its own figures alone."""
    out: dict[str, list[CasualtyLine]] = defaultdict(list)
    for line in lines:
        for source in dict.fromkeys(toll.source for toll in line.tolls):
            tolls = tuple(toll for toll in line.tolls if toll.source == source)
            low, high = figure_of(tolls)
            out[source].append(replace(line, tolls=tolls, low=low, high=high, claims=tuple(sorted({toll.claim for toll in tolls})),
                                       explained=tuple(one for one in line.explained if one.claim in {toll.claim for toll in tolls})))
    return dict(sorted(out.items()))


def background_events(events: Iterable[Event], claims: Sequence[Claim]) -> frozenset[str]:
    """Events that every account tells as background, years before its own story."""
    middle = middle_days(claims)
    old = {claim.id for claim in claims if is_background(claim, middle)}
    return frozenset(event.id for event in events if old.issuperset(event.claims))


def line_order(line: CasualtyLine) -> tuple[int, str, str, str, str, str]:
    """Sort key: the widest scope first, then by id, measure and whose figure it is."""
    return SCOPES.index(line.scope), line.scope_id, line.measure, line.side or "", line.who, line.rule


def overlaps_of(lines: Iterable[CasualtyLine], events: Mapping[str, Event]) -> Overlaps:
    """Which events with figures that add up may be the same deaths told twice."""
    return overlaps([events[id] for id in dict.fromkeys(line.scope_id for line in lines if line.rule not in TOTALS)])


def exceeding(line: CasualtyLine) -> Iterable[Problem]:
    """Parts that are greater than what they are said to be part of."""
    for toll in line.tolls:
        if toll.whole is not None and toll.whole.high is not None and (toll.count.low or 0) > toll.whole.high:
            yield Problem("casualties.subset-exceeds", f"{toll.source}: {toll.count.low} {toll.count.group or toll.count.measure} among "
                          f"{toll.whole.high}", (toll.claim,))


def _falling(lines: Iterable[CasualtyLine]) -> Iterable[Problem]:
    """Running tolls of one source that fall from one date to a later one."""
    by_source: dict[tuple[str, str, str, str], list[Toll]] = defaultdict(list)
    for line in lines:
        for toll in line.tolls:
            if line.rule == BALANCE and toll.kind == "running" and toll.time is not None:
                by_source[line.side or "", line.who, line.measure, toll.source].append(toll)
    for (_, _, measure, source), tolls in sorted(by_source.items()):
        for one, other in pairwise(sorted(tolls, key=lambda t: (str(t.time.end) if t.time else "", t.claim))):
            if one.time and other.time and one.time.end < other.time.end and other.count.high is not None and other.count.high < (one.count.low or 0):
                yield Problem("casualties.toll-falls", f"{source}: {measure} falls from {one.count.low} on {one.time.end} to "
                              f"{other.count.high} on {other.time.end}", tuple(sorted({one.claim, other.claim})))
