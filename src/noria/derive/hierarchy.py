"""What is part of what among operations: infoboxes before sentences, no operation inside itself, one parent each; and what is rolled up from the parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from noria.claims.model import ActorRef
from noria.derive.model import Operation, Problem
from noria.derive.sides import Sides
from noria.values.interval import Interval


@dataclass(frozen=True, slots=True, order=True)
class Inside:
    """One operation told to be part of another: `strength` 0 by an infobox, 1 by a sentence."""

    one: str
    above: str
    strength: int
    claim: str
    rule: str


def placed(operations: Mapping[str, Operation], told: Iterable[Inside]) -> tuple[dict[str, Operation], tuple[Problem, ...]]:
    """The operations, each under the one that it is told to be part of by the strongest, then by the most; what contradicts is a problem."""
    groups: dict[tuple[str, str], list[Inside]] = defaultdict(list)
    for piece in sorted(set(told)):
        if piece.one in operations and piece.above in operations:
            groups[piece.one, piece.above].append(piece)
    ranked = sorted(groups.items(), key=lambda item: (min(t.strength for t in item[1]), -len(item[1]), item[0]))
    above: dict[str, set[str]] = defaultdict(set)
    kept: dict[str, list[str]] = defaultdict(list)
    problems = []
    for (one, over), pieces in ranked:
        if one == over or one in _all(over, above):
            problems.append(Problem("operations.loop", f"{operations[one].name} is said to be part of {operations[over].name}, which is itself part of it",
                                    tuple(sorted({piece.claim for piece in pieces if piece.claim}))))
            continue
        above[one].add(over)
        kept[one].append(over)
    out = dict(operations)
    for one, found in sorted(kept.items()):
        near = [over for over in found if not any(over in _all(other, above) for other in found)]
        parent = near[0]
        pieces = groups[one, parent]
        out[one] = replace(out[one], part_of=parent, part_of_claims=tuple(sorted({piece.claim for piece in pieces if piece.claim})),
                           part_of_rule="+".join(sorted({piece.rule for piece in pieces})))
        for other in near[1:]:
            claims = {piece.claim for over in (parent, other) for piece in groups[one, over] if piece.claim}
            problems.append(Problem("operations.two-parents", f"{operations[one].name} is told to be part of {operations[parent].name} and of "
                                    f"{operations[other].name}; the first counts", tuple(sorted(claims))))
    return out, tuple(problems)


def _all(id: str, above: Mapping[str, set[str]]) -> set[str]:
    found, queue = set(), [id]
    while queue:
        for over in above.get(queue.pop(), ()):
            if over not in found:
                found.add(over)
                queue.append(over)
    return found


def summed_up(operations: Sequence[Operation], sides: Sides) -> tuple[Operation, ...]:
    """Operations that tell no days or belligerents of their own with those of their parts; `rolled` names what was taken from there.

    `operations` come with those above first; they stay in that order.
    """
    made = {operation.id: operation for operation in operations}
    below: dict[str, list[str]] = defaultdict(list)
    for operation in operations:
        if operation.part_of in made and operation.part_of is not None:
            below[operation.part_of].append(operation.id)
    for operation in reversed(operations):
        parts = [made[id] for id in below[operation.id]]
        if not parts:
            continue
        rolled, time, belligerents = [], operation.time, operation.belligerents
        if time is None and (found := _hull([part.time for part in parts if part.time is not None])) is not None:
            time, rolled = found, ["time"]
        if not belligerents and (groups := _by_side(parts, sides)):
            belligerents = groups
            rolled.append("belligerents")
        made[operation.id] = replace(operation, time=time, belligerents=belligerents, rolled=tuple(rolled))
    return tuple(made[operation.id] for operation in operations)


def _hull(times: Sequence[Interval]) -> Interval | None:
    if not times:
        return None
    return Interval(min(time.start for time in times), max(time.end for time in times))


def _by_side(parts: Sequence[Operation], sides: Sides) -> tuple[tuple[str, ...], ...]:
    """The belligerents of all parts, those of one side together; a group none of whose names has a side stays by itself."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for group in (group for part in parts for group in part.belligerents):
        side = next((found for name in group if (found := sides.side(ActorRef(name)))), None)
        groups[side or "/".join(group)].update(dict.fromkeys(group))
    return tuple(tuple(sorted(names)) for _, names in sorted(groups.items()))
