"""Selections over claims and results: pure, shared by listings, exports and pages. What is selected keeps its order.

An interval of several days is a range of possibility, so it is selected by any day in it. What has no date is never selected
by a date, and otherwise kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.geography import key_of
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Problem, Results
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.vocabulary import FAMILY_OF
from noria.views.names import ActorQuery, PlaceQuery, SourceQuery

NEAR_DAYS = 3
NEAR_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; None and an empty `types` ask for everything. `since` and `until` are inclusive."""

    on: Day | None = None
    since: Day | None = None
    until: Day | None = None
    place: PlaceQuery | None = None
    actor: ActorQuery | None = None
    source: SourceQuery | None = None
    types: frozenset[str] = frozenset()

    def time(self, time: Interval | None) -> bool:
        """Whether something of this time is asked for: it touches the day and the span of days."""
        if time is None:
            return self.on is None and self.since is None and self.until is None
        return ((self.on is None or time.contains(self.on))
                and (self.since is None or time.end >= self.since)
                and (self.until is None or time.start <= self.until))


def select_claims(claims: Iterable[Claim], asked: Selection) -> list[Claim]:
    """Claims of the time, place, actor (doing or suffering), source (publishing or quoted) and types asked for."""
    return [claim for claim in claims
            if asked.time(claim.time.interval)
            and (not asked.types or claim.type in asked.types)
            and (asked.place is None or any(map(asked.place.ref, claim.places)))
            and (asked.actor is None or any(map(asked.actor.ref, (*claim.actors, *claim.targets))))
            and (asked.source is None or asked.source.claim(claim))]


def select_events(events: Iterable[Event], asked: Selection) -> list[Event]:
    """Events of the time, place, party and types asked for, in the order of time; undated ones last."""
    found = [event for event in events
             if asked.time(event.time)
             and (not asked.types or event.type in asked.types)
             and (asked.place is None or any(map(asked.place.ref, event.places)))
             and (asked.actor is None or any(map(asked.actor.party, event.parties)))]
    return sorted(found, key=chronology)


def select_holdings(holdings: Iterable[Holding], asked: Selection) -> list[Holding]:
    """Holdings of the place and holder or side asked for, by place and date; with `on`, only the one that contains that day."""
    found = [holding for holding in holdings
             if (asked.on is None or holding.contains(asked.on))
             and (asked.place is None or asked.place.key(holding.place))
             and (asked.actor is None or asked.actor.known(holding.holder, holding.holder, holding.side))]
    return sorted(found, key=lambda holding: (holding.place.name, holding.place.id, holding.since is not None,
                                              holding.since.ordinal if holding.since else 0, holding.state, holding.side or ""))


def select_operations(operations: Iterable[Operation], asked: Selection) -> list[Operation]:
    """Operations that ran at the time asked for, at the place, with the actor among the belligerents."""
    found = [operation for operation in operations
             if asked.time(operation.time)
             and (asked.place is None or any(map(asked.place.named, operation.places)))
             and (asked.actor is None or any(asked.actor.known(name, name, name) for side in operation.belligerents for name in side))]
    return sorted(found, key=chronology)


def select_casualties(lines: Iterable[CasualtyLine], results: Results, asked: Selection) -> list[CasualtyLine]:
    """Lines of events and operations at the place, of the group or side, and with an account of the source asked for.

    A date does not select among lines: figures of a day are derived anew from the claims up to it (`happened_by`).
    """
    there: set[str] = set()
    if asked.place is not None:
        at_place = Selection(place=asked.place)
        there = {event.id for event in select_events(results.events, at_place)}
        there |= {operation.id for operation in select_operations(results.operations, at_place)}
    return [line for line in lines
            if (asked.place is None or line.scope_id in there)
            and (asked.actor is None or asked.actor.known(None, line.group, line.side))
            and (asked.source is None or any(asked.source.named(toll.source) for toll in line.tolls))]


def select_forces(forces: Sequence[Force], actor: ActorQuery | None) -> list[Force]:
    """The forces of the actor or side asked for, and all that stand under them."""
    if actor is None:
        return list(forces)
    found = {force.id for force in forces if actor.known(force.id, force.name, force.side)}
    while below := {force.id for force in forces if force.parent in found} - found:
        found |= below
    return [force for force in forces if force.id in found]


def select_problems(problems: Iterable[Problem], claims: Iterable[Claim], on: Day | None) -> list[Problem]:
    """Problems that concern a claim of that day."""
    if on is None:
        return list(problems)
    that_day = {claim.id for claim in select_claims(claims, Selection(on=on))}
    return [problem for problem in problems if that_day.intersection(problem.claims)]


def timeline(results: Results, asked: Selection) -> list[Event | Operation]:
    """Events and operations in one order of time. A selection by type leaves the operations out: they have none."""
    operations = [] if asked.types else select_operations(results.operations, asked)
    return sorted([*operations, *select_events(results.events, asked)], key=chronology)


def happened_by(claims: Iterable[Claim], day: Day) -> list[Claim]:
    """The claims of what was over by the end of `day`. What has no date, or may have come later, is left out."""
    return [claim for claim in claims if claim.time.interval is not None and claim.time.interval.end <= day]


def near_events(event: Event, events: Iterable[Event]) -> list[Event]:
    """Other events that may be this one told apart: of the same family of types, within some days, sharing a place or naming none."""
    places = {key_of(place).id for place in event.places}
    found = [other for other in events if other.id != event.id and FAMILY_OF[other.type] == FAMILY_OF[event.type]
             and (event.time is None or other.time is None or _days_between(event.time, other.time) <= NEAR_DAYS)
             and (not places or not other.places or not places.isdisjoint(key_of(place).id for place in other.places))]
    return sorted(found, key=lambda other: (other.type != event.type, chronology(other)))[:NEAR_SHOWN]


def _days_between(one: Interval, other: Interval) -> int:
    return max(one.start - other.end, other.start - one.end)


def chronology(item: Event | Operation) -> tuple[bool, int, int, str]:
    """Sort key: by start, then end, then id; undated last."""
    if item.time is None:
        return True, 0, 0, item.id
    return False, item.time.start.ordinal, item.time.end.ordinal, item.id
