"""Figures over many events: what may be added is added, low to low and high to high; what may not is set beside it, with the reason.

An event counts in the lowest figure only beside events that cannot be the same deaths told twice; all events count in the highest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from noria.derive.figures import Range, added
from noria.derive.model import Apart, CasualtyLine, Event, Operation
from noria.derive.overlap import Overlaps, certain, groups
from noria.derive.tolls.balances import balanced
from noria.derive.tolls.postings import INCREMENTS, TOTALS, Key, line

EVERYONE = "everyone"
BACKGROUND = "casualties.background"
NOT_PEOPLE = "objects"
_TWICE = "may be the same people told twice: their days and places may be one, and no account tells them apart"
_OTHER_TIME = "told as background, of another time than the reports' own story"


def rolled_up(scope: str, id: str, lines: Sequence[CasualtyLine], events: Mapping[str, Event], overlapping: Overlaps,
              operations: Mapping[str, Operation], *, background: Collection[str] = (),
              is_part: bool = False) -> list[CasualtyLine]:
    """The lines of a scope out of the lines of its events. Events of `background` stand in lines of their own.

    A part of a scope has a line of all people together even where it has one group of people only.
    """
    found: dict[Key, list[CasualtyLine]] = defaultdict(list)
    old: dict[Key, list[CasualtyLine]] = defaultdict(list)
    for one in lines:
        key = Key(one.side or "", one.who, one.measure, one.rule)
        if one.scope_id in background:
            old[replace(key, rule=BACKGROUND)].append(one)
        else:
            found[key].append(one)
    out = []
    for key, held in sorted(found.items()):
        tolls = [toll for one in held for toll in one.tolls]
        if key.rule in TOTALS:
            figure, apart = balanced(tolls, events, operations)
        else:
            figure, apart = summed({one.scope_id: (one.low, one.high) for one in held}, overlapping)
        out.append(replace(line(scope, id, key, _shown(key, held), figure, tolls), apart=apart,
                           explained=tuple(explained for one in held for explained in one.explained)))
    out += _everyone(scope, id, [one for key, held in found.items() if key.rule == INCREMENTS for one in held], overlapping, 1 if is_part else 2)
    for key, held in sorted(old.items()):
        made = line(scope, id, key, _shown(key, held), added((one.low, one.high) for one in held), [toll for one in held for toll in one.tolls])
        out.append(replace(made, apart=(Apart(_OTHER_TIME, tuple(sorted({one.scope_id for one in held}))),)))
    return out


def summed(figures: Mapping[str, Range], overlapping: Overlaps) -> tuple[Range, tuple[Apart, ...]]:
    """The sum of the figures of events by id, and which of them may be the same people."""
    lows = {id: low or 0 for id, (low, _) in figures.items()}
    low = sum(lows[id] for id in certain(lows, overlapping))
    return (low, added(figures.values())[1]), tuple(Apart(_TWICE, group) for group in groups(figures, overlapping))


def together(lines: Sequence[CasualtyLine]) -> Range:
    """One event's figure over all its groups of one measure: those that cannot be the same people added, the others only to the highest.

    Sides and civilians are different people, and so are the parts of one sentence; "four people" may be four of the civilians.
    """
    chosen: list[CasualtyLine] = []
    for one in sorted(lines, key=lambda one: (-(one.low or 0), one.side or "", one.who)):
        if all(_disjoint(one, other) for other in chosen):
            chosen.append(one)
    return sum(one.low or 0 for one in chosen), added((one.low, one.high) for one in lines)[1]


def _disjoint(one: CasualtyLine, other: CasualtyLine) -> bool:
    firm = all(line.side or line.who == "civilians" for line in (one, other))
    return firm or bool({*one.claims} & {*other.claims})


def _everyone(scope: str, id: str, lines: Sequence[CasualtyLine], overlapping: Overlaps, least: int) -> list[CasualtyLine]:
    """For each measure that so many groups have at least: all people together."""
    by_measure: dict[str, list[CasualtyLine]] = defaultdict(list)
    for one in lines:
        if one.who != NOT_PEOPLE:
            by_measure[one.measure].append(one)
    out = []
    for measure, held in sorted(by_measure.items()):
        if len({(one.side, one.who) for one in held}) < least:
            continue
        figure, apart = summed(by_event(held), overlapping)
        made = line(scope, id, Key("", EVERYONE, measure, INCREMENTS), EVERYONE, figure, [toll for one in held for toll in one.tolls])
        out.append(replace(made, apart=apart))
    return out


def by_event(lines: Sequence[CasualtyLine]) -> dict[str, Range]:
    """The figure of each event over these of its lines."""
    events: dict[str, list[CasualtyLine]] = defaultdict(list)
    for one in lines:
        events[one.scope_id].append(one)
    return {id: together(held) for id, held in sorted(events.items())}


def _shown(key: Key, lines: Sequence[CasualtyLine]) -> str | None:
    """All of a side have the side's name; else the shortest name that any event gives."""
    return None if key.side else min((one.group for one in lines if one.group), key=lambda name: (len(name), name), default=None)
