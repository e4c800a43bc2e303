"""What derivations return. Every result names the claims it rests on and the rule that made it; what does not fit is a Problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from noria.claims.model import PlaceRef
from noria.values.count import Count
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.place import Point
from noria.values.vocabulary import ClaimType, Factuality

ControlState = Literal["held", "contested", "besieged", "unknown"]
PartyRole = Literal["actor", "target"]
TollKind = Literal["increment", "cumulative", "running", "subset"]
CasualtyScope = Literal["event", "operation", "place", "period", "all"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that did not fit: which rule noticed, what, and the claims it concerns."""

    rule: str
    message: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event. `id` is the codebook's where it knows the actor; `side` likewise or inferred."""

    name: str
    id: str | None
    role: PartyRole
    side: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """How one document tells an event: its claims, its origin, when it was published."""

    document: str
    publisher: str | None
    published: str | None
    origin: str
    claims: tuple[str, ...]
    counts: tuple[Count, ...] = ()
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims were held to tell one occurrence: the score and the named weights it is the sum of."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims of one occurrence. `origins` counts independent origins, not documents.

    `cause` is the id of the violence event that a sentence names as what did the harm; `links` say why the claims were joined.
    """

    id: str
    type: ClaimType
    factuality: Factuality
    time: Interval | None
    edtf: str | None
    places: tuple[PlaceRef, ...]
    parties: tuple[Party, ...]
    counts: tuple[Count, ...]
    accounts: tuple[Account, ...]
    origins: int
    claims: tuple[str, ...]
    operation: str | None = None
    rule: str
    cause: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """A place as a key of results: a gazetteer or codebook id where resolved, else `name:` and the folded name."""

    id: str
    name: str
    point: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who held a place from `since` to `until` (inclusive; None while nothing later is known).

    `claims` are the evidence for this state; `before` is the evidence it rests on from the state before, if any.
    """

    place: PlaceKey
    state: ControlState
    side: str | None
    holder: str | None
    since: Day | None
    until: Day | None
    claims: tuple[str, ...]
    rule: str

    def contains(self, day: Day) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A figure by account: one claim's count, and what it is a figure of.

    `kind` is what it was reckoned as: an increment of its event; cumulative, the total of a period with a beginning; running, the state of a
    count by a day; a subset of another figure of its claim, `whole`. `sentence` is the same for all that one sentence counts.
    """

    claim: str
    origin: str
    source: str
    count: Count
    time: Interval | None
    event: str | None
    kind: TollKind = "increment"
    whole: Count | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """Figures that were not simply added, or were left out, and why; `events` are those that they belong to."""

    reason: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How much of one total the single events of its days add up to.

    `share_low` and `share_high` are parts of 1 of the total's stated figure; high is None where the events have no upper bound.
    """

    claim: str
    since: Day | None
    until: Day | None
    low: int
    high: int | None
    share_low: float
    share_high: float | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyLine:
    """Reconciled figure for one scope, group and measure: possible low and high, and the accounts behind it.

    `who` is the key of whose figure it is: a side's id, else the kind of people or the party. `time` holds the days of all its accounts.
    """

    scope: CasualtyScope
    scope_id: str
    group: str | None
    side: str | None
    measure: str
    low: int | None
    high: int | None
    tolls: tuple[Toll, ...]
    claims: tuple[str, ...]
    rule: str
    who: str = ""
    time: Interval | None = None
    apart: tuple[Apart, ...] = ()
    explained: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A named or launched operation, battle or offensive.

    `part_of_claims` and `part_of_rule` say who places it inside `part_of`; `rolled` names the fields that are not its own but taken from its parts.
    """

    id: str
    name: str
    part_of: str | None
    time: Interval | None
    belligerents: tuple[tuple[str, ...], ...]
    result: str | None
    places: tuple[str, ...]
    events: tuple[str, ...]
    claims: tuple[str, ...]
    rule: str
    part_of_claims: tuple[str, ...] = ()
    part_of_rule: str | None = None
    rolled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A commander of a force, with rank and fate where told, from `since` to `until` (inclusive; None where no day is told, or nothing later is).

    `fate_day` is the day of the fate where a claim dates it, and `fate_claims` are those that tell it.
    """

    name: str
    rank: str | None
    fate: str | None
    claims: tuple[str, ...]
    since: Day | None = None
    until: Day | None = None
    fate_day: Day | None = None
    fate_claims: tuple[str, ...] = ()

    def contains(self, day: Day) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Whose part a force is, from `since` to `until` (inclusive): None where no day is told, or nothing later is. `parent` None: nobody's."""

    parent: str | None
    since: Day | None
    until: Day | None
    claims: tuple[str, ...]
    rule: str

    def contains(self, day: Day) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A force's strength as one line tells it, for the days it is told of."""

    count: Count
    time: Interval | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A force in the order of battle: whose part it is, which side, who commands it.

    `parent` is the last that is told, `commanders` and `strengths` all of any day, `strength` the last told. `ties` are its parents over time, in
    order; `since` is the first day that tells of it, None where it is known without one.
    """

    id: str
    name: str
    parent: str | None
    side: str | None
    commanders: tuple[Command, ...]
    strength: tuple[Count, ...]
    claims: tuple[str, ...]
    rule: str
    since: Day | None = None
    ties: tuple[Tie, ...] = ()
    strengths: tuple[Strength, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything derived from one set of claims. `origin_of` and `event_of` are keyed by claim id."""

    events: tuple[Event, ...] = ()
    holdings: tuple[Holding, ...] = ()
    casualties: tuple[CasualtyLine, ...] = ()
    operations: tuple[Operation, ...] = ()
    forces: tuple[Force, ...] = ()
    problems: tuple[Problem, ...] = ()
    origin_of: dict[str, str] = field(default_factory=dict)
    event_of: dict[str, str] = field(default_factory=dict)
