"""Which events may be the same deaths told twice, though they were not linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from noria.derive.geography import key_of, match
from noria.derive.model import Event

_CROWD = 150  # events of one day beyond which only those of one place are compared

Overlaps = Mapping[str, Collection[str]]


def overlaps(events: Sequence[Event]) -> Overlaps:
    """For every event that may be the same deaths as others: the ids of those. An event without a date may be on any day."""
    found: dict[str, set[str]] = defaultdict(set)
    days: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.time is not None:
            for ordinal in range(event.time.start.ordinal, min(event.time.end.ordinal, event.time.start.ordinal + 400) + 1):
                days[ordinal].append(event)
    compared: set[tuple[str, str]] = set()
    undated = [event for event in events if event.time is None]
    blocks = [members for members in days.values() if len(members) <= _CROWD]
    blocks += [block for members in days.values() if len(members) > _CROWD for block in _by_place(members)]
    pairs: Iterable[tuple[Event, Event]] = [pair for block in blocks for pair in combinations(block, 2)]
    pairs = [*pairs, *combinations(undated, 2), *((one, other) for one in undated for other in events if other.time is not None)]
    for one, other in pairs:
        pair = (one.id, other.id)
        if pair not in compared:
            compared.add(pair)
            if _may_overlap(one, other):
                found[one.id].add(other.id)
                found[other.id].add(one.id)
    return dict(found)


def certain(weights: Mapping[str, int], overlapping: Overlaps) -> list[str]:
    """Events of which no two may be the same, the heaviest first: what they add up to is the least there can be."""
    chosen: list[str] = []
    taken: set[str] = set()
    for id in sorted(weights, key=lambda event: (-weights[event], event)):
        if not taken.intersection(overlapping.get(id, ())):
            chosen.append(id)
            taken.add(id)
    return chosen


def groups(ids: Collection[str], overlapping: Overlaps) -> list[tuple[str, ...]]:
    """The ids that hang together by overlaps, in groups of two and more."""
    left, wanted = set(ids), set(ids)
    out = []
    for id in sorted(ids):
        if id not in left:
            continue
        group, todo = set(), [id]
        while todo:
            at = todo.pop()
            if at in left:
                left.discard(at)
                group.add(at)
                todo += [other for other in overlapping.get(at, ()) if other in wanted]
        if len(group) > 1:
            out.append(tuple(sorted(group)))
    return out


def _by_place(members: Sequence[Event]) -> list[list[Event]]:
    blocks: dict[str, list[Event]] = defaultdict(list)
    for event in members:
        for place in event.places:
            blocks[key_of(place).id].append(event)
    return [block[:_CROWD] for _, block in sorted(blocks.items())]


def _may_overlap(one: Event, other: Event) -> bool:
    """Different documents tell two things by chance of wording; one document tells two things because they are two.

    Except where one is wider than the other, a day's toll of a whole front beside single strikes.
    """
    if one.time is not None and other.time is not None and not one.time.overlaps(other.time):
        return False
    stands = {match(a, b) for a in one.places for b in other.places}
    if stands and stands <= {"apart"}:
        return False
    shared = {a.document for a in one.accounts} & {a.document for a in other.accounts}
    if one.time is None or other.time is None:
        return not shared
    wider = one.time.days != other.time.days or "inside" in stands or bool(one.places) != bool(other.places)
    return wider or not shared
