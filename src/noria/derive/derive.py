"""Everything derived from one set of claims: pure, deterministic, the same in whatever order the claims come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim
from noria.derive.control import find_control
from noria.derive.events import find_events
from noria.derive.forces import find_forces
from noria.derive.judged import ruled
from noria.derive.model import Operation, Results
from noria.derive.operations import find_operations
from noria.derive.origins import find_origins
from noria.derive.places import settled
from noria.derive.sides import find_sides
from noria.derive.tolls.ledger import find_casualties
from noria.reference.codebook import Codebook
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
    events = find_events(ordered, sides, origins, counted.ties)
    operations = find_operations(events, ordered, boxes)
    inside = _innermost(operations)
    events = tuple(replace(event, operation=inside.get(event.id)) for event in events)
    event_of = {claim: event.id for event in events for claim in event.claims}
    holdings, control_problems = find_control(settled(ordered), sides, event_of)
    casualties, toll_problems = find_casualties(events, ordered, operations, sides, origins)
    problems = (*sides.problems, *control_problems, *toll_problems)
    return Results(
        events=events, holdings=holdings, casualties=casualties, operations=operations,
        forces=find_forces(ordered, boxes, sides), problems=tuple(sorted(set(problems), key=lambda p: (p.rule, p.claims, p.message))),
        origin_of=origins.of, event_of=event_of)


def _innermost(operations: Sequence[Operation]) -> dict[str, str]:
    """The operation of each event: of several the shortest, then the one furthest inside."""
    inside: dict[str, str] = {}
    # Stable sort: operations come with those above first, so of two equally long the inner one is written last.
    for operation in sorted(operations, key=lambda o: -(o.time.days if o.time else 10**6)):
        inside |= dict.fromkeys(operation.events, operation.id)
    return inside
