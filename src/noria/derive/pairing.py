"""Every pair of accounts worth comparing, found for all of them at once: as `Shelves.meeting` finds those of one, in arrays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from noria.derive.facets import Facet
from noria.derive.shelves import BY_SIDE, COMPARED, REACH, Shelves, Standing, near_in_time

_AT_ONCE = 1_000_000  # pairs looked at in one step, so that memory stays bounded
_Numbers = NDArray[np.int64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Facets by first day, last day, id, and what decides of each whether it meets another: arrays of one element a facet."""

    ids: Sequence[str]
    start: _Numbers
    end: _Numbers
    type: _Numbers
    wide: _Flags
    named: _Flags  # with persons
    stated: _Flags  # of a stated day
    anew: _Flags


@dataclass(frozen=True, slots=True)
class _Shelved:
    """Where facets stand, shelf by shelf, by rank: one element a place on a shelf. `shelf` numbers the shelves; `until` is the place up to
    which another may meet the one that stands here.
    """

    rank: _Numbers
    shelf: _Numbers
    by_side: _Flags
    until: _Numbers
    crowds: Mapping[int, _Crowd]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """A shelf that is crowded: how many days up to each, from `since`, are not; and whether the spans of those who stand there are not."""

    since: int
    free: _Numbers
    first: int
    spans: _Flags


def pairs(facets: Mapping[str, Facet], shelves: Shelves) -> Iterator[tuple[str, str]]:
    """Every pair of these facets worth comparing, once; `shelves` hold at least those."""
    standings = sorted((shelves.standing(id) for id in facets), key=lambda one: (one.start, one.end, one.id))
    if len(standings) < 2:
        return
    ranked = _ranked(standings, facets)
    shelved = _shelved(standings, ranked, shelves)
    found = np.unique(np.concatenate([_meeting(ranked, shelved, first, last) for first, last in _steps(shelved)]))
    one, other = np.divmod(found, len(standings))
    sure = ranked.start[other] <= ranked.end[one]
    for a, b, met in zip(one.tolist(), other.tolist(), sure.tolist(), strict=True):
        mine, theirs = ranked.ids[a], ranked.ids[b]
        if met or near_in_time(facets[mine], facets[theirs]):
            yield mine, theirs


def _ranked(standings: Sequence[Standing], facets: Mapping[str, Facet]) -> _Ranked:
    number = {type_: at for at, type_ in enumerate(COMPARED)}
    held = [facets[one.id] for one in standings]
    return _Ranked(
        ids=[one.id for one in standings], start=np.array([one.start for one in standings]), end=np.array([one.end for one in standings]),
        type=np.array([number[one.type] for one in standings]), wide=np.array([one.wide for one in standings]),
        named=np.array([bool(facet.persons) for facet in held]), stated=np.array([facet.dated for facet in held]),
        anew=np.array([facet.anew for facet in held]))


def _shelved(standings: Sequence[Standing], ranked: _Ranked, shelves: Shelves) -> _Shelved:
    sizes = np.fromiter((len(one.shelves) for one in standings), np.int64, len(standings))
    keys = np.fromiter(chain.from_iterable(one.shelves for one in standings), np.int64, int(sizes.sum()))
    order = np.argsort(keys, kind="stable")  # ranks rise on every shelf, as they did before
    keys, rank = keys[order], np.repeat(np.arange(len(standings)), sizes)[order]
    shelf = np.cumsum(np.r_[False, keys[1:] != keys[:-1]])
    since = int(ranked.start.min())
    days = int(ranked.end.max()) - since + REACH + 2
    starts = shelf * days + ranked.start[rank] - since
    crowds = {}
    for key, free in shelves.free():
        first, last = (int(np.searchsorted(keys, key, side=side)) for side in ("left", "right"))
        if first < last:
            crowds[int(shelf[first])] = _crowd(ranked, rank[first:last], first, free)
    return _Shelved(rank, shelf, (keys & BY_SIDE).astype(bool), np.searchsorted(starts, starts - ranked.start[rank] + ranked.end[rank] + REACH, side="right"), crowds)


def _crowd(ranked: _Ranked, held: _Numbers, first: int, free: Collection[int | tuple[int, int]]) -> _Crowd:
    start, end = ranked.start[held], ranked.end[held]
    days = range(int(start.min()), int(end.max()) + REACH + 1)
    return _Crowd(days.start, np.cumsum(np.r_[0, np.fromiter((day in free for day in days), np.int64, len(days))]), first,
                  np.fromiter((span in free for span in zip(start.tolist(), end.tolist(), strict=True)), bool, len(held)))


def _steps(shelved: _Shelved) -> Iterator[tuple[int, int]]:
    """Places on shelves in steps of so many pairs."""
    before = np.cumsum(shelved.until - np.arange(len(shelved.until)) - 1)
    first = 0
    while first < len(before):
        done = int(before[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(before, done + _AT_ONCE, side="right")))
        yield first, last
        first = last


def _meeting(ranked: _Ranked, shelved: _Shelved, first: int, last: int) -> _Numbers:
    """The pairs of whoever stands at places from `first` to before `last` with those that stand after them, each pair as one number."""
    at = np.arange(first, last)
    number = shelved.until[first:last] - at - 1
    here = np.repeat(at, number)
    there = here + 1 + np.arange(len(here)) - np.repeat(np.cumsum(number) - number, number)
    one, other = shelved.rank[here], shelved.rank[there]
    kept = _COMPARED[ranked.type[one], ranked.type[other]] & ~(shelved.by_side[here] & ~ranked.wide[one] & ~ranked.wide[other])
    kept &= (ranked.start[other] <= ranked.end[one]) | (ranked.named[one] & ranked.named[other]) | ~(
        (ranked.stated[one] & ranked.stated[other]) | ranked.anew[one] | ranked.anew[other])
    here, one, other = here[kept], one[kept], other[kept]
    free = np.ones(len(here), bool)
    for shelf in range(int(shelved.shelf[first]), int(shelved.shelf[last - 1]) + 1) if shelved.crowds else ():
        if (crowd := shelved.crowds.get(shelf)) is not None:
            part = slice(*np.searchsorted(shelved.shelf[here], (shelf, shelf + 1)))
            free[part] = _is_free(ranked, crowd, here[part], one[part], other[part])
    pairs: _Numbers = one[free] * len(ranked.ids) + other[free]
    return pairs


def _is_free(ranked: _Ranked, crowd: _Crowd, here: _Numbers, one: _Numbers, other: _Numbers) -> _Flags:
    """Whether pairs meet where a crowded shelf is free: on a day of few, or on the very same days."""
    begins = ranked.start[other] - crowd.since
    ends = np.maximum(begins, np.minimum(ranked.end[one], ranked.end[other]) + REACH + 1 - crowd.since)
    same = (ranked.start[one] == ranked.start[other]) & (ranked.end[one] == ranked.end[other])
    free: _Flags = (crowd.free[ends] > crowd.free[begins]) | (same & crowd.spans[here - crowd.first])
    return free


_COMPARED: _Flags = np.array([[other in kin for other in COMPARED] for kin in COMPARED.values()])
