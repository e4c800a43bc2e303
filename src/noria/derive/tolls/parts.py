"""The ledger of everything in parts that add up: events that may be the same deaths are in one part, and no two parts have any in common.

Totals of periods do not add up; they are one part of their own, `TOGETHER`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from noria.derive.figures import added
from noria.derive.model import Apart, CasualtyLine, Event, Operation
from noria.derive.overlap import Overlaps, groups
from noria.derive.tolls.postings import INCREMENTS, TOTALS, Key, line
from noria.derive.tolls.sums import BACKGROUND, EVERYONE, NOT_PEOPLE, rolled_up

TOGETHER = "totals"

Parts = dict[str, list[CasualtyLine]]


def parts(lines: Sequence[CasualtyLine], home: Mapping[str, str], events: Mapping[str, Event], overlapping: Overlaps, operations: Mapping[str, Operation],
          background: Collection[str]) -> Parts:
    """The lines of everything out of the lines of these events, by the part that each event has its `home` in."""
    held: dict[str, list[CasualtyLine]] = defaultdict(list)
    for one in lines:
        held[home[one.scope_id] if one.rule not in TOTALS else TOGETHER].append(one)
    return {name: rolled_up("all", "all", found, events, overlapping, operations, background=background, is_part=True) for name, found in sorted(held.items())}


def part_of(ids: Collection[str], overlapping: Overlaps, background: Collection[str]) -> dict[str, str]:
    """The part of each event, named by the first of its events. What is told as background stands alone."""
    home = {id: id for id in ids}
    for group in groups([id for id in ids if id not in background], overlapping):
        home |= dict.fromkeys(group, group[0])
    return home


def whole(found: Iterable[CasualtyLine]) -> list[CasualtyLine]:
    """The lines of everything out of those of its parts."""
    held: dict[Key, list[CasualtyLine]] = defaultdict(list)
    for one in found:
        held[Key(one.side or "", one.who, one.measure, one.rule)].append(one)
    kinds: dict[str, set[Key]] = defaultdict(set)
    for key in held:
        if key.rule == INCREMENTS and key.who not in {EVERYONE, NOT_PEOPLE}:
            kinds[key.measure].add(key)
    return [_joined(key, told) for key, told in sorted(held.items()) if key.who != EVERYONE or len(kinds[key.measure]) > 1]


def _joined(key: Key, told: Sequence[CasualtyLine]) -> CasualtyLine:
    if len(told) == 1:
        return told[0]
    shown = min((one.group for one in told if one.group), key=lambda name: (len(name), name), default=None)
    made = line("all", "all", key, shown, added((one.low, one.high) for one in told), [toll for one in told for toll in one.tolls])
    return replace(made, apart=tuple(_apart(told)))


def _apart(told: Sequence[CasualtyLine]) -> Iterable[Apart]:
    """Groups that may be one stay groups; what is of another time is said of all at once."""
    found = sorted({apart for one in told for apart in one.apart}, key=lambda apart: (apart.reason, apart.events))
    if told[0].rule != BACKGROUND:
        return found
    reasons = dict.fromkeys(apart.reason for apart in found)
    return [Apart(reason, tuple(sorted({id for apart in found if apart.reason == reason for id in apart.events}))) for reason in reasons]
