"""Events and operations after a change: those that were linked anew, those that others gave their name or their cause to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from noria.claims.model import Claim
from noria.derive.derive import is_launch
from noria.derive.events import HARM, Causes, Naming, event_of, event_order, named, naming, with_cause
from noria.derive.hierarchy import summed_up
from noria.derive.linking import Group
from noria.derive.model import Event, Operation
from noria.derive.operations import Outline, chain_above, concerns_operations, in_order, innermost, members, outline, rolled_up
from noria.derive.origins import Origins
from noria.derive.tolls.ledger import background_events
from noria.dossier.results_codec import read
from noria.dossier.updating.counting import Counted, stored_problems
from noria.dossier.updating.relinking import Relinked, Relinking
from noria.dossier.updating.tracing import Traced, origins_of
from noria.dossier.updating.world import World
from noria.values.interval import Interval
from noria.values.vocabulary import FAMILY_OF


@dataclass
class Retold:
    """Events after the change that may differ from what they were, by id; `before` are those that they take the place of.

    `home` is the event of each of their claims; `names` and `background` are of events that were linked anew.
    """

    relinked: Relinked
    origins: Origins
    events: dict[str, Event]
    before: dict[str, Event]
    names: dict[str, Naming]
    home: dict[str, str]
    background: frozenset[str]

    @property
    def linked(self) -> dict[str, Event]:
        """The events whose claims were linked anew."""
        return {id: event for id, event in self.events.items() if id in self.names}


def retell(world: World, counted: Counted, traced: Traced, relinking: Relinking) -> Retold:
    """The events of all claims that the change touches."""
    relinking.components |= {world.rows[id].component for id in traced.moved}
    while True:
        relinked = relinking.linked()
        before = {row.event for row in relinked.before.values()}
        found = {naming(group): group for group in relinked.groups}
        ids, renamed = _named(world, found, before)
        if not renamed:
            break
        relinking.components |= {row.component for row in world.by("event", renamed)}
    claims = [claim for group in relinked.groups for facet in group.facets for claim in facet.claims]
    origins = origins_of(world, traced, counted, claims)
    stood = events(world, before)
    made = {id: replace(event_of(id, found[name], counted.sides, origins), operation=stood[id].operation if id in stood else None)
            for name, id in ids.items()}
    home = {claim: event.id for event in made.values() for claim in event.claims}
    background = background_events(made.values(), _documents_of(world, claims))
    retold = Retold(relinked, origins, made, stood, {ids[name]: name for name in found}, home, background)
    _cause(world, retold)
    return retold


def events(world: World, ids: Collection[str]) -> dict[str, Event]:
    """Events as they were derived, by id."""
    return {row.id: read(row.payload, Event) for row in world.record.derived.rows("event", ("id", "payload"), id=ids)}


def _named(world: World, found: Mapping[Naming, Group], before: Collection[str]) -> tuple[dict[Naming, str], set[str]]:
    """The ids of the groups' events, and events beside them whose ids change with them."""
    derived = world.record.derived
    anchors = {name.anchor for name in found} | {row.anchor for row in derived.rows("event", ("anchor",), id=before)}
    others = {}
    for row in derived.rows("event", ("id", "anchor", "naming"), anchor=anchors):
        if row.id not in before:
            order, names = msgspec.json.decode(row.naming)
            others[Naming(row.anchor, order, tuple(names))] = row.id
    ids = named([*found, *others])
    return {name: ids[name] for name in found}, {id for name, id in others.items() if ids[name] != id}


def _documents_of(world: World, claims: Iterable[Claim]) -> list[Claim]:
    documents = {claim.document.id for claim in claims}
    world.load(documents)
    return [claim for id in sorted(documents) for claim in world.of_document(id)]


def _cause(world: World, retold: Retold) -> None:
    """Say what did the harm, in events that were linked anew and in those that stand in a sentence with one of other name."""
    moved = {(claim.document.id, claim.evidence.span.start) for id in retold.home if FAMILY_OF[(claim := world.claims[id]).type] == "violence"
             and ((row := retold.relinked.before.get(id)) is None or row.event != retold.home[id])}
    beside = {claim.id for document, start in moved for claim in world.of_document(document) if claim.evidence.span.start == start}
    others = events(world, {world.rows[id].event for id in beside - retold.home.keys()})
    harmed = {id: event for id, event in others.items() if event.type in HARM}
    claims = _documents_of(world, (world.claims[claim] for event in retold.events.values() if event.type in HARM for claim in event.claims))
    world.load({row.document for row in world.by("event", harmed.keys())})
    claims = list({claim.id: claim for claim in (*claims, *(claim for event in harmed.values() for id in event.claims
                                                             for claim in world.of_document(world.claims[id].document.id)))}.values())
    causes = Causes(claims, {claim.id: retold.home.get(claim.id) or world.rows[claim.id].event for claim in claims})
    retold.before |= harmed
    retold.events |= {id: with_cause(event, causes) for id, event in (retold.events | harmed).items()}


@dataclass
class Operated:
    """Operations after the change that may differ, by id, and those that are gone; the outline that they were made of."""

    operations: dict[str, Operation]
    gone: set[str]
    outline: Outline
    all: list[Operation]


def operate(world: World, counted: Counted, retold: Retold) -> Operated:
    """Operations that the changed events begin or lie in; and of each changed event the operation that it belongs to."""
    derived = world.record.derived
    rows = {row.id: row for row in derived.rows("operation", ("id", "documents", "told", "outline", "payload"))}
    stood = {id: read(row.payload, Operation) for id, row in rows.items()}
    before = Outline({id: read(row.outline, Operation) for id, row in rows.items()},
                     {id: frozenset(told) for id, row in rows.items() if (told := msgspec.json.decode(row.documents))},
                     {id: frozenset(told) for id, row in rows.items() if (told := msgspec.json.decode(row.told))},
                     tuple(stored_problems(world.record, "operations")))
    changed = [event for id, event in (*retold.events.items(), *retold.before.items())
               if retold.events.get(id) != retold.before.get(id) or not world.new.keys().isdisjoint(event.claims)]
    concerned = any(map(is_launch, changed)) or any(map(concerns_operations, (*world.gone.values(), *world.new.values())))
    found = _outlined(world, retold) if concerned else before
    dirty = {id for id, operation in found.operations.items() if operation != before.operations.get(id) or _holds(operation, found, changed)
             or found.told.get(id) != before.told.get(id) or retold.home.keys() & found.told.get(id, frozenset())}
    gone = stood.keys() - found.operations.keys()
    dirty |= {above for id in dirty | gone for held in (found, before) if id in held.operations for above in chain_above(id, held.operations)}
    dirty &= found.operations.keys()
    inside = {id for id in found.operations if id in dirty or dirty.intersection(chain_above(id, found.operations))}
    now = _Now(world, retold)
    part = Outline({id: found.operations[id] for id in inside}, found.documents)
    direct = {id: members(operation, found.documents.get(id, ()), now) for id, operation in part.operations.items()}
    for id in direct.keys() & found.told.keys():
        told = found.told[id]
        direct[id] |= {retold.home[claim] for claim in told if claim in retold.home}
        direct[id] |= {row.event for row in world.by("claim", told - retold.home.keys())}
    made = {operation.id: operation for operation in summed_up(list(rolled_up(part, direct).values()), counted.sides) if operation.id in dirty}
    everything = in_order([made.get(id) or stood[id] for id in found.operations])
    _place(world, retold, everything, {id for operation in made.values() for id in _differing(operation, stood.get(operation.id))}
           | {id for operation in gone for id in stood[operation].events})
    return Operated({id: operation for id, operation in made.items() if operation != stood.get(id) or found.operations[id] != before.operations.get(id)
                     or found.told.get(id) != before.told.get(id) or found.documents.get(id) != before.documents.get(id)},
                    gone, found, everything)


def _outlined(world: World, retold: Retold) -> Outline:
    launches = {row.id: event for row in world.record.derived.rows("event", ("id", "payload"), type=["launch"])
                if row.id not in retold.before and is_launch(event := read(row.payload, Event))}
    launches |= {id: event for id, event in retold.events.items() if is_launch(event)}
    told = {claim.id: claim for claim in world.record.claims.read(ids={id for event in launches.values() for id in event.claims})}
    facts = sorted(world.record.claims.facts(), key=lambda box: box.document.id)
    ids = {row.claim for row in world.record.derived.rows("claim_result", ("claim",), operations=[True])} - world.gone.keys()
    said = [*world.record.claims.read(ids=ids - world.new.keys()), *filter(concerns_operations, world.new.values())]
    return outline(((event, [told[id] for id in event.claims]) for event in sorted(launches.values(), key=event_order)), facts, said)


def _holds(operation: Operation, found: Outline, changed: Iterable[Event]) -> bool:
    return operation.id in found.documents and operation.time is not None and any(
        event.time is not None and operation.time.contains(event.time) for event in changed)


def _differing(one: Operation, other: Operation | None) -> set[str]:
    return set(one.events) ^ set(other.events if other is not None else ())


def _place(world: World, retold: Retold, operations: Iterable[Operation], turned: set[str]) -> None:
    """Give events the operation that they belong to: the changed ones, and those that an operation won or lost."""
    inside = innermost(operations)
    others = events(world, turned - retold.events.keys() - retold.before.keys())
    retold.before |= others
    retold.events = {id: replace(event, operation=inside.get(id)) for id, event in (retold.events | others).items()}


class _Now:
    """The events there are after the change, as operations ask for them."""

    def __init__(self, world: World, retold: Retold) -> None:
        self._world, self._retold = world, retold

    def told_by(self, documents: Collection[str], days: Interval) -> Iterable[tuple[str, Collection[str | None]]]:
        rows = self._world.by("document", documents)
        held = events(self._world, {row.event for row in rows} - self._retold.before.keys()) | self._retold.events
        for id, event in held.items():
            if event.time is not None and days.contains(event.time) and any(account.document in documents for account in event.accounts):
                yield id, [place.id for place in event.places]

    def at(self, places: Collection[str], days: Interval) -> Iterable[str]:
        told: dict[str, list[str | None]] = {}
        for row in self._world.record.derived.within(days.start.ordinal, days.end.ordinal, places):
            told.setdefault(row.id, []).append(row.place)
        told = {id: held for id, held in told.items() if id not in self._retold.before and id not in self._retold.events}
        told |= {id: [place.id for place in event.places] for id, event in self._retold.events.items()
                 if event.time is not None and days.contains(event.time)}
        return [id for id, held in told.items() if held and all(place in places for place in held)]
