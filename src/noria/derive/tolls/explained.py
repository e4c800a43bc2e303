"""How much of a total the single events add up to: those of its people, on its days, in its operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from noria.derive.model import CasualtyLine, Event, Explained, Operation, Problem, Toll
from noria.derive.overlap import Overlaps
from noria.derive.tolls.balances import Coverage, coverage
from noria.derive.tolls.postings import figure_of
from noria.derive.tolls.sums import EVERYONE, by_event, summed

# Kinds of people that are counted among others.
_AMONG: dict[str, frozenset[str]] = {"civilians": frozenset({"civilians", "children", "women", "journalists", "health workers", "aid workers"})}
_ANYBODY = frozenset({"people", EVERYONE})


@dataclass
class Explaining:
    """Single events against totals. `lines` are the lines of increments of events that are no background."""

    lines: Sequence[CasualtyLine]
    events: Mapping[str, Event]
    overlapping: Overlaps
    operations: Mapping[str, Operation]
    _known: dict[tuple[str, str, Coverage], tuple[int, int | None, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, line: CasualtyLine) -> tuple[tuple[Explained, ...], list[Problem]]:
        """What explains each total of a line of balances, or each part of a total; and totals that single events exceed."""
        explained, problems = [], []
        for claim in line.claims:
            tolls = [toll for toll in line.tolls if toll.claim == claim]
            stated = figure_of(tolls)
            covered = coverage(tolls[0], self.events)
            low, high, events = self._sum(line.measure, line.who, covered)
            figure = stated[0] or stated[1]
            exceeded = stated[1] is not None and low > stated[1]
            # What is told of one party of a side says little of all of it.
            if not events or not figure or (exceeded and line.side is not None):
                continue
            explained.append(Explained(claim=claim, since=covered.since, until=covered.until, low=low, high=high, events=events,
                                       share_low=min(1.0, round(low / figure, 3)),
                                       share_high=None if high is None else min(1.0, round(high / figure, 3))))
            if exceeded and stated[1] is not None:
                problems.append(_exceeded(line, tolls, low, stated[1], [self.events[id] for id in events]))
        return tuple(explained), problems

    def _sum(self, measure: str, who: str, covered: Coverage) -> tuple[int, int | None, tuple[str, ...]]:
        key = (measure, who, covered)
        if key not in self._known:
            wanted = [line for line in self.lines if line.measure == measure and _among(line, who) and self._within(line.scope_id, covered)]
            (low, high), _ = summed(by_event(wanted), self.overlapping)
            self._known[key] = (low or 0, high, tuple(sorted({line.scope_id for line in wanted})))
        return self._known[key]

    def _within(self, event: str, covered: Coverage) -> bool:
        """Whether the event's days lie wholly in the total's, and in its operation."""
        found = self.events[event]
        inside = covered.operation is None or event in self.operations[covered.operation].events
        return inside and found.time is not None and (covered.since is None or covered.since <= found.time.start) and (
            covered.until is None or found.time.end <= covered.until)


def _among(line: CasualtyLine, who: str) -> bool:
    """Whether a line's people are counted among those of a total."""
    return line.who != "objects" if who in _ANYBODY else line.who in _AMONG.get(who, (who,))


def _exceeded(line: CasualtyLine, tolls: Sequence[Toll], low: int, stated: int, events: Sequence[Event]) -> Problem:
    until = tolls[0].time.end if tolls[0].time else None
    claims = {toll.claim for toll in tolls} | {claim for event in events for claim in event.claims[:1]}
    return Problem("casualties.events-exceed-total", f"{tolls[0].source}: {stated} {line.measure}{f' by {until}' if until else ''}, but the single events "
                   f"of those days add up to at least {low}", tuple(sorted(claims)))
