"""The ledger after a change: lines of changed events, the parts of everything that they lie in, operations that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from noria.derive.model import CasualtyLine, Event, Problem
from noria.derive.tolls.ledger import Ledger, exceeding, ledger, lines_of, operation_lines, overlaps_of
from noria.derive.tolls.parts import Parts, part_of, parts
from noria.derive.tolls.postings import TOTALS
from noria.dossier.results_codec import read
from noria.dossier.updating.counting import Counted, stored_problems
from noria.dossier.updating.retelling import Operated, Retold, events
from noria.dossier.updating.world import World

_LASTS = 400  # days of an event beyond which those it may be one with are not looked for, as in noria.derive.overlap


@dataclass
class Reckoned:
    """Lines of events, parts and operations that take the place of those of the same keys; parts that are no more; part of each event."""

    lines: dict[str, list[CasualtyLine]]
    before: dict[str, list[CasualtyLine]]
    parts: Parts
    parts_gone: set[str]
    home: dict[str, str | None]
    operations: dict[str, list[CasualtyLine]]
    problems: list[Problem]


def reckon(world: World, counted: Counted, retold: Retold, operated: Operated) -> Reckoned:
    """The ledger of all that the change touches. Where there are totals or figures of no day, what all events add up to is reckoned anew."""
    lines = {id: lines_of(event, [world.claims[claim] for claim in event.claims], counted.sides, retold.origins.of)
             for id, event in retold.linked.items()}
    before = lines_of_events(world, retold.before.keys())
    lines |= {id: before.get(id, []) for id in retold.events.keys() - lines.keys()}
    if _totals(world, lines):
        return _whole(world, retold, operated, lines, before)
    changed = {id for id in lines.keys() | before.keys() if _figures(id, lines, retold.events) != _figures(id, before, retold.before)}
    stood = {row.id for row in world.record.derived.rows("event", ("id", "background"), id=retold.names.keys()) if row.background}
    changed |= {id for id in lines.keys() & before.keys() & retold.names.keys() if (id in retold.background) != (id in stood)}
    parts_now, home, gone = _parts(world, retold, operated, lines, before, changed)
    problems = [problem for problem in stored_problems(world.record, "tolls") if not _concerns(problem, retold, world)]
    problems += [problem for held in lines.values() for line in held for problem in exceeding(line)]
    touched = dict(operated.operations) | {
        operation.id: operation for operation in operated.all if changed.intersection(operation.events)}
    within = {operation.id: operation for operation in operated.all}
    of_operations = {}
    for id, operation in touched.items():
        held = lines_of_events(world, set(operation.events) - lines.keys()) | {event: lines[event] for event in operation.events if event in lines}
        flat = [line for event in sorted(held) for line in held[event]]
        known = events(world, {line.scope_id for line in flat} - retold.events.keys()) | retold.events
        of_operations[id] = operation_lines(operation, flat, known, within)
    return Reckoned(lines, before, parts_now, gone, home, of_operations, problems)


def lines_of_events(world: World, ids: Collection[str]) -> dict[str, list[CasualtyLine]]:
    """The lines of events as they were derived, by event, in their order."""
    held: dict[str, list[tuple[int, CasualtyLine]]] = {}
    for row in world.record.derived.rows("casualty", ("scope_id", "ordinal", "payload"), scope_id=ids, scope=("event",)):
        held.setdefault(row.scope_id, []).append((row.ordinal, read(row.payload, CasualtyLine)))
    return {id: [line for _, line in sorted(found, key=lambda one: one[0])] for id, found in held.items()}


def _totals(world: World, lines: Mapping[str, Iterable[CasualtyLine]]) -> bool:
    derived = world.record.derived
    return (any(line.rule in TOTALS or line.time is None for held in lines.values() for line in held)
            or next(derived.rows("casualty", ("scope_id",), rule=TOTALS), None) is not None or derived.reckons_undated())


def _figures(id: str, lines: Mapping[str, list[CasualtyLine]], known: Mapping[str, Event]) -> object:
    """All that a sum over events depends on, of one event; None where it has no figures."""
    if not lines.get(id):
        return None
    event = known[id]
    return lines[id], event.time, event.places, [account.document for account in event.accounts]


def _concerns(problem: Problem, retold: Retold, world: World) -> bool:
    return any(id in retold.home or id in world.gone for id in problem.claims)


def _parts(world: World, retold: Retold, operated: Operated, lines: Mapping[str, list[CasualtyLine]], before: Mapping[str, list[CasualtyLine]],
           changed: Collection[str]) -> tuple[Parts, dict[str, str | None], set[str]]:
    """The parts of everything around changed events; the part of each event in them; the names of the parts that they take the place of."""
    derived = world.record.derived
    days: set[int] = set()
    for id in changed:
        for event, figures in ((retold.events.get(id), lines.get(id)), (retold.before.get(id), before.get(id))):
            if event is not None and figures:
                days.update(_days(event))
    near = {row.id: row.part for first, last in _stretches(days) for row in derived.reckoned(first, last, _LASTS)}
    old = {part for part in near.values() if part is not None}
    stood = {row.id: row.part for row in derived.rows("event", ("id", "part"), id=lines.keys() | changed)}
    old |= {part for id, part in stood.items() if id in changed and part is not None}
    kept = {id: part for id, part in stood.items() if id in lines and id not in changed and part not in old}
    inside = {row.id for row in derived.rows("event", ("id",), part=old)} - retold.before.keys() | {id for id in lines if lines[id] and id not in kept}
    held = events(world, inside - retold.events.keys()) | {id: retold.events[id] for id in inside & retold.events.keys()}
    more = {day for event in held.values() for day in _days(event)}
    beside = {row.id for first, last in _stretches(more) for row in derived.reckoned(first, last, _LASTS)} - held.keys() - retold.before.keys()
    known = held | events(world, beside)
    told = lines_of_events(world, known.keys() - lines.keys()) | {id: found for id, found in lines.items() if found}
    flat = [line for id in sorted(told) for line in told[id]]
    overlapping = overlaps_of(flat, {**known, **retold.events})
    background = {row.id for row in derived.rows("event", ("id", "background"), id=inside - retold.names.keys()) if row.background} | retold.background
    mine = [line for line in flat if line.scope_id in inside]
    home = part_of({line.scope_id for line in mine}, overlapping, background)
    within = {operation.id: operation for operation in operated.all}
    made = parts(mine, home, {**known, **retold.events}, overlapping, within, background)
    return made, {id: home.get(id) for id in inside | retold.events.keys()} | kept, old - made.keys()


def _days(event: Event) -> range:
    """The days on which an event may be one with others."""
    if event.time is None:
        return range(0)
    return range(event.time.start.ordinal, min(event.time.end.ordinal, event.time.start.ordinal + _LASTS) + 1)


def _stretches(days: Iterable[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for day in sorted(days):
        if out and day - out[-1][1] <= 1:
            out[-1] = (out[-1][0], day)
        else:
            out.append((day, day))
    return out


def _whole(world: World, retold: Retold, operated: Operated, lines: dict[str, list[CasualtyLine]], before: dict[str, list[CasualtyLine]]) -> Reckoned:
    """The ledger of everything, out of the lines of all events."""
    derived = world.record.derived
    held: dict[str, list[tuple[int, CasualtyLine]]] = {}
    for row in derived.rows("casualty", ("scope_id", "ordinal", "payload"), scope=("event",)):
        if row.scope_id not in retold.before:
            held.setdefault(row.scope_id, []).append((row.ordinal, read(row.payload, CasualtyLine)))
    stood = {id: [line for _, line in sorted(found, key=lambda one: one[0])] for id, found in held.items()}
    told = stood | lines
    known = events(world, {id for id, found in told.items() if found} - retold.events.keys()) | retold.events
    rows = derived.rows("event", ("id", "background"), id=known.keys() - retold.names.keys())
    background = {row.id for row in rows if row.background} | retold.background
    made: Ledger = ledger([line for id in sorted(told) for line in told[id]], known, operated.all, background)
    now: dict[str, list[CasualtyLine]] = {id: [] for id in told}
    for line in made.events:
        now[line.scope_id].append(line)
    turned = {id: found for id, found in now.items() if id in lines or found != stood.get(id)}
    of_operations: dict[str, list[CasualtyLine]] = {operation.id: [] for operation in operated.all}
    for line in made.operations:
        of_operations[line.scope_id].append(line)
    parts_before = {row.part for row in derived.rows("casualty", ("part",), scope=("all",))}
    before |= {id: stood[id] for id in turned if id in stood}
    return Reckoned(turned, before, made.parts, parts_before - made.parts.keys(), {id: made.home.get(id) for id in now | retold.events},
                    of_operations, list(made.problems))
