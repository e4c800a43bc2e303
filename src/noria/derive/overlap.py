"""Which events may be the same deaths told twice, though they were not linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from noria.derive.geography import key_of, match
from noria.derive.model import Event

_CROWD = 150  # events of one day beyond which only those of one place are compared


def may_overlap_groups(events: Sequence[Event]) -> list[list[int]]:
    """Indexes of `events` in groups: events of different groups are certainly different. Undated events are one group with nobody."""
    root = list(range(len(events)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    days: dict[str, list[int]] = defaultdict(list)
    for i, event in enumerate(events):
        if event.time is not None:
            for ordinal in range(event.time.start.ordinal, min(event.time.end.ordinal, event.time.start.ordinal + 400) + 1):
                days[str(ordinal)].append(i)
    for members in days.values():
        blocks = [members] if len(members) <= _CROWD else _by_place(events, members)
        for block in blocks:
            for i, j in combinations(block, 2):
                if find(i) != find(j) and _may_overlap(events[i], events[j]):
                    root[max(find(i), find(j))] = min(find(i), find(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(events)):
        groups[find(i)].append(i)
    return [groups[i] for i in sorted(groups)]


def _by_place(events: Sequence[Event], members: Sequence[int]) -> list[list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in members:
        for place in events[i].places:
            blocks[key_of(place).id].append(i)
    return [block[:_CROWD] for _, block in sorted(blocks.items())]


def _may_overlap(one: Event, other: Event) -> bool:
    """Different documents tell two things by chance of wording; one document tells two things because they are two.

    Except where one is wider than the other, a day's toll of a whole front beside single strikes.
    """
    if one.time is None or other.time is None or not one.time.overlaps(other.time):
        return False
    stands = {match(a, b) for a in one.places for b in other.places}
    if stands and stands <= {"apart"}:
        return False
    shared = {a.document for a in one.accounts} & {a.document for a in other.accounts}
    wider = one.time.days != other.time.days or "inside" in stands or bool(one.places) != bool(other.places)
    return wider or not shared
