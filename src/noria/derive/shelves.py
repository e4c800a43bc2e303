"""Which claims are worth comparing: those that stand on one shelf on days that may meet.

A shelf is a family of types with a place cell, actor, person, figure, name or passage, so cost grows with the claims, not their square. Where
more than `CROWD` stand on one shelf on one day, only those of the very same days are compared there, and a crowd of those not at all: such
a shelf (one side, in the worst week of a war) says little, and near accounts meet on another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from noria.claims.model import PlaceRef
from noria.derive.facets import Facet
from noria.derive.geography import match
from noria.derive.likeness import KIN, PERSON_SLACK, STORY_SLACK, family
from noria.derive.passages import number_of
from noria.derive.words import place_name, proper_names
from noria.values.vocabulary import CLAIM_TYPES, ClaimType

CROWD = 250
LONG = 31  # days from which on claims are compared with those of the same days only
REACH = PERSON_SLACK  # days by which two claims may miss each other and be compared all the same
_CELL = 0.25  # degrees, about 25 km: a cell and its neighbours cover what counts as near
COMPARED: dict[str, frozenset[str]] = {type_: frozenset({type_, *KIN.get(type_, ())}) for type_ in CLAIM_TYPES}
_UNDATED = ("passage", "person")  # shelves of claims without a day: nothing else could join them
BY_SIDE = 1  # the last bit of a shelf's number tells that all that its claims share is a side


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a facet stands, known by its first claim: first and last day (0 without one), numbers of shelves.

    `dated` tells that it is found by its days; else it is found by its shelves alone, which belong to its very days or to none. `wide`
    is the facet's: two claims of known points meet in a cell, a common side alone does not join them.
    """

    id: str
    type: ClaimType
    start: int
    end: int
    dated: bool
    wide: bool
    shelves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What stands on a shelf, by first day, last day, id; and where that is a crowd, the days and spans that are no crowd."""

    keys: list[tuple[int, int, str]]
    held: list[Standing]
    free: set[int | tuple[int, int]] | None


def standing(facet: Facet) -> Standing:
    """Where a facet stands."""
    kind, span = family(facet.lead.type), facet.span
    keys = _keys(facet)
    if span is None:
        numbers = _numbers(f"{kind} undated", (key for key in keys if key.startswith(_UNDATED)))
    else:
        numbers = _numbers(kind if span[1] - span[0] < LONG else f"{kind} {span}", keys)
    start, end = span or (0, 0)
    return Standing(facet.lead.id, facet.lead.type, start, end, span is not None and end - start < LONG, facet.wide, numbers)


class Shelves:
    """Standings by shelf: all there are, or all that stand around those asked about, on the shelves of those (`keys`) alone."""

    def __init__(self, standings: Iterable[Standing], keys: frozenset[int] | None = None) -> None:
        self._of = {one.id: one for one in standings}
        held: dict[int, list[Standing]] = defaultdict(list)
        for one in self._of.values():
            for key in one.shelves if keys is None else keys.intersection(one.shelves):
                held[key].append(one)
        self._shelves = {key: _shelf(found) for key, found in held.items()}

    def crowds(self, one: Standing) -> set[tuple[int, int, int | None]]:
        """What is crowded where a facet stands: shelves with a day each (and None), or with first and last day of a span."""
        out: set[tuple[int, int, int | None]] = set()
        for key in one.shelves:
            if key in self._shelves and (free := self._shelves[key].free) is not None:
                out |= {(key, day, None) for day in range(one.start, one.end + REACH + 1) if day not in free}
                if (one.start, one.end) not in free:
                    out.add((key, one.start, one.end))
        return out

    def crowded(self) -> Iterator[tuple[ClaimType, str, list[int]]]:
        """Type, id and days of all that stand on a shelf on crowded days."""
        for shelf in self._shelves.values():
            if shelf.free is not None:
                for one in shelf.held:
                    if one.dated and (days := [day for day in range(one.start, one.end + 1) if day not in shelf.free]):
                        yield one.type, one.id, days

    def on(self, key: int, day: int, last: int | None) -> list[str]:
        """Those that stand on a shelf on a day, or before it near enough to meet others then; with a last day, those of this very span."""
        held = self._shelves[key].held if key in self._shelves else []
        return [one.id for one in held if ((one.start, one.end) == (day, last) if last is not None else one.start <= day <= one.end + REACH)]

    def standing(self, id: str) -> Standing:
        """Where the facet of this id stands."""
        return self._of[id]

    def free(self) -> Iterator[tuple[int, Collection[int | tuple[int, int]]]]:
        """The crowded shelves, each with the days and spans on which it is no crowd."""
        return ((key, shelf.free) for key, shelf in self._shelves.items() if shelf.free is not None)

    def meeting(self, id: str) -> set[str]:
        """Those worth comparing with `id` as far as types, shelves and days tell."""
        mine, found = self._of[id], set[str]()
        types, earliest = COMPARED[mine.type], mine.start - REACH
        for key in mine.shelves:
            shelf, by_side = self._shelves[key], key & BY_SIDE and not mine.wide
            first = bisect_left(shelf.keys, (earliest - LONG, 0, "")) if mine.dated else 0
            for at in range(first, len(shelf.held)):
                theirs = shelf.held[at]
                if theirs.start - mine.end > REACH:
                    break
                if theirs.type not in types or theirs.end < earliest or (by_side and not theirs.wide) or theirs.id in found:
                    continue
                if theirs.id != id and (shelf.free is None or _is_free(shelf.free, mine, theirs)):
                    found.add(theirs.id)
        return found


def near_in_time(mine: Facet, theirs: Facet) -> bool:
    """Whether the days of two facets meet, as far as either may be off."""
    if mine.span is None or theirs.span is None:
        return True
    gap = max(mine.span[0] - theirs.span[1], theirs.span[0] - mine.span[1])
    if gap <= 0:
        return True
    if mine.persons and theirs.persons:
        return gap <= PERSON_SLACK
    if gap > STORY_SLACK or (mine.dated and theirs.dated) or mine.anew or theirs.anew:
        return False
    return any(match(a, b) == "same" for a in mine.places for b in theirs.places)


def _shelf(held: list[Standing]) -> _Shelf:
    held.sort(key=lambda one: (one.start, one.end, one.id))
    return _Shelf([(one.start, one.end, one.id) for one in held], held, _free_days(held) if len(held) > CROWD else None)


def _is_free(free: Collection[int | tuple[int, int]], one: Standing, other: Standing) -> bool:
    """Whether two meet where a crowded shelf is free: on a day of few, or on the very same days."""
    begins, ends = max(one.start, other.start), min(one.end, other.end)
    return any(day in free for day in range(begins, ends + REACH + 1)) or (
        (one.start, one.end) == (other.start, other.end) and (one.start, one.end) in free)


def _free_days(shelf: Collection[Standing]) -> set[int | tuple[int, int]] | None:
    """Days on which the shelf is not crowded, those after a claim's last within which others may still meet it included; spans likewise.

    None where no day is crowded.
    """
    days: Counter[int] = Counter(day for one in shelf for day in range(one.start, one.end + REACH + 1))
    if max(days.values()) <= CROWD:
        return None
    spans: Counter[tuple[int, int]] = Counter((one.start, one.end) for one in shelf)
    return {day for day, told in days.items() if told <= CROWD} | {span for span, told in spans.items() if told <= CROWD}


def _numbers(kind: str, keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(_number(kind, key) for key in keys))


@lru_cache(maxsize=100_000)
def _number(kind: str, key: str) -> int:
    return number_of(f"{kind} {key}") & ~BY_SIDE | int(key.startswith("side"))


def _keys(facet: Facet) -> set[str]:
    """What two claims must share at least one of to be compared."""
    keys = {f"passage {facet.passage}"}
    keys |= {f"person {word}" for person in facet.persons for word in person}
    keys |= {f"operation {name}" for name in facet.names}
    keys |= {f"count {c.measure} {c.low}" for c in facet.counts}
    for place in facet.places or facet.context:
        keys |= _cells(place)
    if not facet.places:
        keys |= {f"name {name}" for name in proper_names(facet.lead.evidence.quote)}
    if facet.wide:
        keys |= {f"side {who.side or who.key}" for who in facet.actors | facet.targets}
    else:
        keys |= {f"side {who.side or who.key}" for who in facet.actors}
    return keys


def _cells(place: PlaceRef) -> set[str]:
    keys = {f"name {place_name(place.mention)}"}
    if place.point is not None:
        row, column = int(place.point.lat // _CELL), int(place.point.lon // _CELL)
        keys |= {f"cell {row + i} {column + j}" for i in (0, 1) for j in (0, 1)}
    return keys
