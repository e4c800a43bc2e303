"""What one request looks at: claims and results, as known on a day or as stored, asked for by their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from noria.claims.infobox_facts import FactLine
from noria.claims.model import ActorRef, Claim, DocumentRef, PlaceMention, PlaceRef, Refusal
from noria.derive.directory import Directory
from noria.derive.geography import key_of
from noria.derive.interest import Interest, interest_of
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Party, PlaceKey, Results
from noria.derive.policy import ControlPolicy
from noria.derive.tolls.ledger import over, within
from noria.derive.tolls.sums import BACKGROUND
from noria.dossier.catalogue import Catalogue
from noria.dossier.event_file import EventFile
from noria.errors import NothingFound
from noria.record.listing import EventsAsked
from noria.reference.codebook import Codebook, fold
from noria.reference.gazetteer import Gazetteer
from noria.values.day import Day
from noria.values.interval import Interval
from noria.views.ask import Ask
from noria.views.codings import CODEBOOKS
from noria.views.codings.coded import Coding
from noria.views.codings.ground import Ground
from noria.views.forms import DocumentSummary, Form, casualty_forms
from noria.views.judgements import Judgements
from noria.views.select import Selection, select_holdings
from noria.views.web.drawing import UNKNOWN_COLOUR, focus, side_colours

V = TypeVar("V")
BY_NAME = "name:"
EVERY = 1_000_000  # lines
TOLLS_SHOWN = 60  # of one line


@dataclass(frozen=True, slots=True)
class ActorKey:
    """An actor as pages name it: the codebook's id, else `name:` and the folded name."""

    id: str
    name: str
    side: str | None = None

    @property
    def described(self) -> bool:
        """Whether the codebook does not know it: the words of a text are all its name."""
        return self.id.startswith(BY_NAME)


def actor_key(actor: ActorRef | Party) -> str:
    name = actor.name or (actor.mention if isinstance(actor, ActorRef) else "")
    return actor.id or f"{BY_NAME}{fold(name)}"


def place_key(place: PlaceRef) -> str:
    """The id under which results keep the place."""
    return key_of(place).id


class EventsById(Mapping[str, Event]):
    """The events of a record, read when they are asked for and kept; `know` reads many at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[str, Event | None] = {}

    def know(self, ids: Iterable[str]) -> None:
        missing = list(dict.fromkeys(id for id in ids if id not in self._known))
        self._known |= dict.fromkeys(missing) | {event.id: event for event in self._catalogue.events_of(missing)} if missing else {}

    def __getitem__(self, id: str) -> Event:
        self.know([id])
        found = self._known[id]
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        return (event.id for event in self._catalogue.events(EventsAsked(), 0, len(self))[0])

    def __len__(self) -> int:
        return self._catalogue.number("event")


@dataclass
class World:
    """One state of knowledge. Pages ask it for what they show; what is not asked for is not read."""

    ask: Ask
    _by: dict[Day, Results] = field(default_factory=dict)
    _told: dict[str, Claim | None] = field(default_factory=dict)

    @property
    def as_known(self) -> Day | None:
        """The day whose knowledge this is; None is what the dossier holds today."""
        return self.ask.as_known

    @property
    def codebook(self) -> Codebook:
        return self.ask.dossier.codebook

    @property
    def catalogue(self) -> Catalogue:
        return self.ask.catalogue

    @property
    def judgements(self) -> Judgements:
        return self.ask.judgements

    def machine(self, id: str) -> Claim | None:
        """A claim as the machine read it; None where there is none of this id."""
        return self.judgements.machine.get(id) or self.claim(id)

    @cached_property
    def rows(self) -> list[DocumentSummary]:
        """Every document known by then, those that could not be read included."""
        return self.ask.documents()

    @cached_property
    def documents(self) -> dict[str, DocumentSummary]:
        """The documents that were read, by id."""
        return {row.id: row for row in self.rows if row.id is not None}

    @cached_property
    def refusals(self) -> list[Refusal]:
        """What was read and not coded, in the order of document and text."""
        return sorted(self.ask.refusals(), key=lambda r: (r.document, r.span))

    @cached_property
    def events(self) -> EventsById:
        return EventsById(self.catalogue)

    @property
    def operations(self) -> dict[str, Operation]:
        return self.catalogue.operations

    @cached_property
    def forces(self) -> dict[str, Force]:
        return {force.id: force for force in self.catalogue.forces}

    @cached_property
    def lines(self) -> dict[str, tuple[DocumentRef, FactLine]]:
        """The infobox lines that results name beside claims, by id, each with its document."""
        return {line.id: (box.document, line) for box in self.ask.dossier.facts(as_known=self.as_known) for line in box.lines}

    @cached_property
    def holdings(self) -> dict[str, list[Holding]]:
        """By place, each in the order of time."""
        return _by_place(self.ask.holdings())

    def holdings_by(self, policy: ControlPolicy) -> dict[str, list[Holding]]:
        """The same by a policy that may be another than the dossier's."""
        return self.holdings if policy == self.ask.dossier.settings.control else _by_place(self.ask.holdings(policy=policy))

    @cached_property
    def places(self) -> dict[str, PlaceKey]:
        """Every place that an event or a claim names, by key, in the order of names."""
        return {id: told.place for id, told in self.catalogue.places.items()}

    def holding_on(self, day: Day | None) -> dict[str, Holding]:
        """Who held each place on a day, by place; nothing without a day."""
        return {holding.place.id: holding for holding in self.ask.holdings(day)} if day is not None else {}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What the dossier knows places by, to say what candidates are."""
        return self.ask.dossier.gazetteer()

    def mentions_at(self, id: str) -> list[PlaceMention]:
        """Every name that was taken for the place; of a place that stays open, every one left open that bears its name."""
        names = {fold(name) for name in self.catalogue.names_of(id)}
        found = self.ask.dossier.mentions(None if id.startswith(BY_NAME) else id, names if id.startswith(BY_NAME) else ())
        return [mention for mention in found if mention.document in self.documents]

    @cached_property
    def actors(self) -> dict[str, ActorKey]:
        """Every actor the codebook, an event or a force names, by key."""
        out = {actor.id: ActorKey(actor.id, actor.name, self.codebook.side_of(actor.id)) for actor in self.codebook.actors}
        for party in self.catalogue.parties:
            out.setdefault(party.key, ActorKey(party.key, party.name, party.side))
        for force in self.catalogue.forces:
            out.setdefault(self.actor_of_force(force), ActorKey(self.actor_of_force(force), force.name, force.side))
        return dict(sorted(out.items(), key=lambda item: fold(item[1].name)))

    @cached_property
    def events_of(self) -> dict[str, int]:
        """In how many events each actor is, by key."""
        return {party.key: party.events for party in self.catalogue.parties}

    def actor_of_force(self, force: Force) -> str:
        known = self.codebook.actor_by_id(force.id) or self.codebook.actor(force.name)
        return known.id if known else f"{BY_NAME}{fold(force.name)}"

    @cached_property
    def sides(self) -> dict[str, str]:
        """Names of sides by id: the codebook's, then those found in the texts, most often named first."""
        return self.ask.sides

    @cached_property
    def colours(self) -> dict[str, str]:
        return side_colours(self.codebook.sides, self.sides)

    @cached_property
    def key(self) -> dict[str, str]:
        """The sides to explain the colours of: those of the codebook, and those that hold a place in a colour of their own."""
        shown = {side.id for side in self.codebook.sides} | self.catalogue.holders
        return {id: name for id, name in self.sides.items() if id in shown and self.colour(id) != UNKNOWN_COLOUR}

    def side_name(self, side: str | None) -> str:
        return self.sides.get(side, side) if side else "side not known"

    def colour(self, side: str | None) -> str:
        return self.colours.get(side, UNKNOWN_COLOUR) if side else UNKNOWN_COLOUR

    @cached_property
    def window(self) -> Interval | None:
        """The days the dossier is about: where most of its dated events lie, with a margin of a day on either side."""
        found = focus([time.start for time in self.catalogue.days if time.days <= 31])
        return Interval(found.start.plus(-1), found.end.plus(1)) if found else None

    @property
    def last_day(self) -> Day | None:
        """The day a page shows when none is asked for: the last of the days the dossier is about."""
        if self.window is not None:
            return self.window.end.plus(-1)
        return self.span.end if self.span is not None else None

    @property
    def span(self) -> Interval | None:
        """All days from the first dated event or holding to the last."""
        return self.catalogue.span

    def casualties_by(self, day: Day) -> Sequence[CasualtyLine]:
        """The casualty figures of what was over by the end of the day, derived anew from those claims alone."""
        if day not in self._by:
            self._by[day] = self.ask.results_by(day)
        return self._by[day].casualties

    @cached_property
    def ground(self) -> Ground:
        """What codings are made of."""
        return self.ask.material().ground

    @cached_property
    def codings(self) -> dict[str, Coding]:
        """Every event under every codebook."""
        return {name: book.code(self.ground) for name, book in CODEBOOKS.items()}

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self.codebook)

    def interest(self, claim: Claim) -> Interest | None:
        """Whether a claim goes against its speaker's own interest or serves it, where the codebook declares one."""
        return interest_of(claim, self._directory)

    def casualties_within(self, since: Day | None, until: Day | None, on: Day | None) -> list[CasualtyLine]:
        """The sums over the events of some days, out of what was over by the end of `on` where that is asked."""
        results = self.ask.results_by(on)
        lines = within((line for line in results.casualties if line.scope == "event"), {event.id: event for event in results.events}, since, until)
        return over(lines, results, "period", f"{since or ''}/{until or ''}")

    def casualties_at(self, place: str) -> list[CasualtyLine]:
        """The sums over the events at a place."""
        events, _ = self.catalogue.events(EventsAsked(place=place), 0, len(self.events))
        lines = self.catalogue.lines_of([event.id for event in events])
        counted = {line.scope_id for line in lines}
        return over(lines, Results(events=tuple(event for event in events if event.id in counted), operations=tuple(self.operations.values())), "place", place,
                    background=self._background)

    @cached_property
    def whole(self) -> list[CasualtyLine]:
        """The casualty lines of the whole record; they hold every toll there is."""
        return self.catalogue.lines("all", 0, EVERY)[0]

    def know(self, lines: Iterable[CasualtyLine]) -> None:
        """Read at once what a table of these lines shows: the claims of its tolls, the events that explain them or stand apart."""
        shown = list(lines)
        self.told(toll.claim for line in shown for toll in line.tolls[:TOLLS_SHOWN])
        parts = [part.events[:40] for line in shown for part in line.explained[-3:]] + [part.events[:40] for line in shown for part in line.apart[:20]]
        self.events.know(id for part in parts for id in part)

    @cached_property
    def _background(self) -> frozenset[str]:
        """Events with casualties that are told as background, of another time."""
        return frozenset(id for line in self.whole if line.rule == BACKGROUND for apart in line.apart for id in apart.events)

    def casualty_forms(self, lines: Sequence[CasualtyLine], names: Mapping[str, str] | None = None) -> list[Form]:
        """The lines with the names of what they are figures of."""
        wanted = {line.scope_id for line in lines if line.scope == "event"}
        self.events.know(wanted)
        known = Results(events=tuple(self.events[id] for id in sorted(wanted) if id in self.events), operations=tuple(self.operations.values()))
        return casualty_forms(lines, known, names)

    def event_file(self, id: str) -> EventFile:
        return self.ask.event(id)

    def operation(self, id: str) -> Operation:
        return _found(self.operations, id, "operation")

    def place(self, id: str) -> PlaceKey:
        return _found(self.places, id, "place")

    def actor(self, id: str) -> ActorKey:
        return _found(self.actors, id, "actor")

    def document(self, id: str) -> DocumentSummary:
        return _found(self.documents, id, "document")

    def told(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, those that are known, as they count."""
        wanted = list(ids)
        missing = [id for id in dict.fromkeys(wanted) if id not in self._told]
        if missing:
            self._told |= dict.fromkeys(missing) | {claim.id: claim for claim in self.ask.told(missing)}
        return [claim for id in wanted if (claim := self._told[id]) is not None]

    def claim(self, id: str) -> Claim | None:
        return next(iter(self.told([id])), None)


def _by_place(holdings: Iterable[Holding]) -> dict[str, list[Holding]]:
    """By place, each in the order of time."""
    out: dict[str, list[Holding]] = {}
    for holding in select_holdings(holdings, Selection()):
        out.setdefault(holding.place.id, []).append(holding)
    return out


def _found(table: Mapping[str, V], id: str, what: str) -> V:
    try:
        return table[id]
    except KeyError:
        raise NothingFound(f"This dossier has no {what} {id!r}. It may have changed since the link was made.") from None

