"""Everything derived from one set of claims: pure, deterministic, the same in whatever order the claims come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim
from noria.derive.control import Testimony, control_of, testimonies
from noria.derive.directory import Directory
from noria.derive.events import Naming, find_events, naming
from noria.derive.facets import facets
from noria.derive.forces import find_forces
from noria.derive.hierarchy import summed_up
from noria.derive.judged import bearings, ruled
from noria.derive.linking import Group, link
from noria.derive.model import Event, Operation, Problem, Results
from noria.derive.naming import parties
from noria.derive.operations import Outline, concerns_operations, innermost, members, outline, rolled_up
from noria.derive.origins import Origins, find_origins
from noria.derive.origins import Naming as Voices
from noria.derive.places import settle
from noria.derive.problems import in_order
from noria.derive.crowds import crowded, stock_phrases
from noria.derive.returned import told_again
from noria.derive.shelves import Shelves, standing
from noria.derive.sides import Sides, find_sides
from noria.derive.tallies import Entry, encountered, known_places, tallies
from noria.derive.tolls.ledger import Ledger, background_events, ledger, lines_of
from noria.reference.codebook import Codebook
from noria.values.interval import Interval
from noria.values.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """Results, and beside them what they were worked out by, part by part. `held` is the testimony of each place by its key.

    `owned` are the problems by what they are problems of: "sides", "tolls", "place" with the key of one.
    """

    results: Results
    claims: Sequence[Claim] = ()
    counts: Mapping[Entry, float] = field(default_factory=dict)
    parties: Mapping[Entry, float] = field(default_factory=dict)
    origins: Origins = field(default_factory=lambda: Origins({}, {}, frozenset(), {}))
    groups: Sequence[Group] = ()
    shelves: Shelves = field(default_factory=lambda: Shelves(()))
    named: Mapping[str, Naming] = field(default_factory=dict)
    outline: Outline = field(default_factory=lambda: Outline({}, {}))
    ledger: Ledger = field(default_factory=lambda: Ledger((), {}, {}, (), ()))
    background: frozenset[str] = frozenset()
    held: Mapping[str, Sequence[Testimony]] = field(default_factory=dict)
    owned: Mapping[str, Sequence[Problem]] = field(default_factory=dict)


def derive(claims: Sequence[Claim], codebook: Codebook, facts: Sequence[InfoboxFacts] = (),
           judgements: Sequence[Judgement] = ()) -> Results:
    """Origins, sides, events, control, operations, casualties and forces of `claims` (and infobox `facts`), with problems.

    Every value lists the ids of the claims, and of the infobox lines, that it rests on. Claims count as `judgements` let them: one that
    was rejected is in no event.
    """
    return work_out(claims, codebook, facts, judgements).results


def work_out(claims: Sequence[Claim], codebook: Codebook, facts: Sequence[InfoboxFacts], judgements: Sequence[Judgement]) -> Worked:
    """The same, with the parts that it was worked out by."""
    counted = ruled(claims, judgements)
    ordered = sorted(counted.claims, key=lambda c: c.id)
    boxes = sorted(facts, key=lambda box: box.document.id)
    directory = Directory(codebook)
    counts = tallies(ordered, directory, Voices(codebook))
    sides = find_sides(ordered, directory, boxes, encountered(counts))
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
    held = _testimony(ordered, sides, counts)
    control = {key: control_of(told, sides, event_of) for key, told in held.items()}
    by_id, background = {claim.id: claim for claim in ordered}, background_events(events, ordered)
    lines = [line for event in events for line in lines_of(event, [by_id[id] for id in event.claims], sides, origins.of)]
    tolls = ledger(lines, {event.id: event for event in events}, operations, background)
    forces, force_problems = find_forces(ordered, boxes, sides)
    owned = {"sides": sides.problems, "tolls": tolls.problems, "forces": force_problems, "operations": found.problems,
             "crowds": tuple(crowded(shelves)), "stock": tuple(stock_phrases(ordered, origins.passage)),
             "judgements": tuple(told_again(bearings(claims, judgements), {claim.id: claim for claim in claims if claim.id in counted.rejected}, nodes, sides)),
             **{f"place {key}": problems for key, (_, problems) in control.items()}}
    results = Results(
        events=events, holdings=tuple(holding for holdings, _ in control.values() for holding in holdings), casualties=tolls.lines(),
        operations=operations, forces=forces, problems=in_order(p for problems in owned.values() for p in problems),
        origin_of=dict(origins.of), event_of=event_of)
    return Worked(results=results, claims=ordered, counts=counts, origins=origins, groups=groups, shelves=shelves, outline=found, ledger=tolls, background=background,
                  parties=parties(events, results.holdings, (*lines, *results.forces)),
                  named={event_of[group.facets[0].lead.id]: naming(group) for group in groups}, held=held, owned=owned)


def _testimony(claims: Sequence[Claim], sides: Sides, counts: Counter[Entry]) -> dict[str, list[Testimony]]:
    meant = known_places(counts)
    held: dict[str, list[Testimony]] = {}
    for claim in claims:
        for found in testimonies(settle(claim, meant), sides):
            held.setdefault(found.key, []).append(found)
    return dict(sorted(held.items()))


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
