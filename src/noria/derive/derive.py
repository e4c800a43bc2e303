"""Everything derived from one set of claims: pure, deterministic, the same in whatever order the claims come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim
from noria.derive.control import find_control
from noria.derive.events import find_events
from noria.derive.facets import facets
from noria.derive.forces import find_forces
from noria.derive.hierarchy import summed_up
from noria.derive.judged import bearings, ruled
from noria.derive.linking import link
from noria.derive.model import Event, Operation, Results
from noria.derive.operations import Outline, concerns_operations, innermost, members, outline, rolled_up
from noria.derive.origins import find_origins
from noria.derive.crowds import crowded, stock_phrases
from noria.derive.returned import told_again
from noria.derive.places import settled
from noria.derive.shelves import Shelves, standing
from noria.derive.sides import find_sides
from noria.derive.tolls.ledger import find_casualties
from noria.reference.codebook import Codebook
from noria.values.interval import Interval
from noria.values.judgement import Judgement


def derive(claims: Sequence[Claim], codebook: Codebook, facts: Sequence[InfoboxFacts] = (),
           judgements: Sequence[Judgement] = ()) -> Results:
    """Origins, sides, events, control, operations, casualties and forces of `claims` (and infobox `facts`), with problems.

    Every value lists the ids of the claims, and of the infobox lines, that it rests on. Claims count as `judgements` let them: one that
    was rejected is in no event.
    """
    counted = ruled(claims, judgements)
    ordered = sorted(counted.claims, key=lambda c: c.id)
    boxes = sorted(facts, key=lambda box: box.document.id)
    sides = find_sides(ordered, codebook, boxes)
    origins = find_origins(ordered, codebook)
    nodes = facets(ordered, sides, origins.passage, counted.ties)
    shelves = Shelves(standing(facet) for facet in nodes)
    groups = link(nodes, shelves, sides, counted.ties)
    events = find_events(groups, ordered, sides, origins)
    found, operations = _operations(events, ordered, boxes)
    operations = summed_up(operations, sides)
    inside = innermost(operations)
    events = tuple(replace(event, operation=inside.get(event.id)) for event in events)
    event_of = {claim: event.id for event in events for claim in event.claims}
    holdings, control_problems = find_control(settled(ordered), sides, event_of)
    casualties, toll_problems = find_casualties(events, ordered, operations, sides, origins)
    forces, force_problems = find_forces(ordered, boxes, sides)
    problems = (*sides.problems, *control_problems, *toll_problems, *force_problems, *found.problems, *crowded(shelves), *stock_phrases(ordered, origins.passage),
                *told_again(bearings(claims, judgements), {claim.id: claim for claim in claims if claim.id in counted.rejected}, nodes, sides))
    return Results(
        events=events, holdings=holdings, casualties=casualties, operations=operations,
        forces=forces, problems=tuple(sorted(set(problems), key=lambda p: (p.rule, p.claims, p.message))),
        origin_of=origins.of, event_of=event_of)


def is_launch(event: Event) -> bool:
    """Whether an event may be the launch of an operation."""
    return event.type == "launch" and event.factuality == "realised"


def _operations(events: Sequence[Event], claims: Sequence[Claim], facts: Sequence[InfoboxFacts]) -> tuple[Outline, tuple[Operation, ...]]:
    by_id = {claim.id: claim for claim in claims}
    found = outline(((event, [by_id[id] for id in event.claims]) for event in events if is_launch(event)), facts, filter(concerns_operations, claims))
    held = _Held(events)
    direct = {id: members(operation, found.documents.get(id, ()), held) for id, operation in found.operations.items()}
    event_of = {claim: event.id for event in events for claim in event.claims}
    for id, told in found.told.items():
        direct[id] |= {event_of[claim] for claim in told}
    return found, tuple(rolled_up(found, direct).values())


class _Held:
    """Happenings in memory."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    def told_by(self, documents: Collection[str], days: Interval) -> Iterable[tuple[str, Collection[str | None]]]:
        for event in self._within(days):
            if any(account.document in documents for account in event.accounts):
                yield event.id, [place.id for place in event.places]

    def at(self, places: Collection[str], days: Interval) -> Iterable[str]:
        return (event.id for event in self._within(days) if event.places and all(place.id in places for place in event.places))

    def _within(self, days: Interval) -> Iterable[Event]:
        return (event for event in self._events if event.time is not None and days.contains(event.time))
