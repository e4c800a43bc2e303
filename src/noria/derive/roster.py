"""The order of battle as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from noria.derive.model import Force, Strength
from noria.values.count import Count
from noria.values.day import Day


def order_on(forces: Iterable[Force], day: Day) -> tuple[Force, ...]:
    """The forces known by the day, each under whom it was part of then, with who commanded it then and the strength last told by then.

    A force that is first told of later is left out; whoever was under it stands under nobody yet.
    """
    shown = [force for force in forces if force.since is None or force.since <= day]
    known = {force.id for force in shown}
    return tuple(_on(force, day, known) for force in shown)


def _on(force: Force, day: Day, known: set[str]) -> Force:
    tie = next((tie for tie in force.ties if tie.contains(day)), None)
    parent = (tie.parent if tie else None) if force.ties else force.parent
    return replace(force, parent=parent if parent in known else None, ties=(tie,) if tie else (),
                   commanders=tuple(command for command in force.commanders if command.contains(day)),
                   strength=_strength(force.strengths, day) if force.strengths else force.strength)


def _strength(told: Sequence[Strength], day: Day) -> tuple[Count, ...]:
    begun = [one for one in told if one.time is None or one.time.start <= day]
    latest = max((one.time.start for one in begun if one.time is not None), default=None)
    return tuple({repr(one.count): one.count for one in begun if one.time is None or one.time.start == latest}.values())
