"""Control after a change: the places that changed claims speak of, and those whose claims belong to other events now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from noria.derive.control import Testimony, control_of, control_since, restarts, shown_as, testimonies
from noria.derive.evidence import FOLLOWS_WITHIN
from noria.derive.model import Holding, Problem
from noria.derive.places import settle
from noria.dossier.results_codec import read
from noria.dossier.updating.counting import Counted, stored_problems
from noria.dossier.updating.retelling import Retold
from noria.dossier.updating.world import World

_TRIED = 5  # holdings from which on a place is tried to be walked through again, before all of it is


@dataclass
class Held:
    """Holdings and problems by the key of a place, as they are and as they were; what changed claims say of places, by the same keys."""

    holdings: dict[str, list[Holding]] = field(default_factory=dict)
    before: dict[str, list[Holding]] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    told: dict[str, list[Testimony]] = field(default_factory=dict)


def hold(world: World, counted: Counted, retold: Retold) -> Held:
    """Who held each place that the change touches."""
    derived, out = world.record.derived, Held()
    changed = world.gone.keys() | world.new.keys()
    for id in sorted(world.new):
        for one in testimonies(settle(world.new[id], counted.meant), counted.sides):
            out.told.setdefault(one.key, []).append(one)
    moved = {id for id, event in retold.home.items() if id in retold.relinked.before and retold.relinked.before[id].event != event}
    days: dict[str, list[int]] = {key: [one.said.day.ordinal for one in told] for key, told in out.told.items()}
    for row in derived.rows("testimony", ("place", "day"), claim=changed | moved):
        days.setdefault(row.place, []).append(row.day)
    for row in sorted(derived.rows("holding", ("place", "ordinal", "payload"), place=days.keys()), key=lambda row: (row.place, row.ordinal)):
        out.before.setdefault(row.place, []).append(read(row.payload, Holding))
    for key in sorted(days):
        place = _Place(world, counted, retold, key, out.told.get(key, []), out.before.get(key, []), changed)
        out.holdings[key], out.problems[key] = place.since(min(days[key])) or place.whole()
    return out


@dataclass
class _Place:
    """One place: what claims that came say of it, its holdings as they were, the ids of claims that came or went."""

    world: World
    counted: Counted
    retold: Retold
    key: str
    new: list[Testimony]
    before: list[Holding]
    changed: Collection[str]

    def whole(self) -> tuple[list[Holding], list[Problem]]:
        """Its holdings and problems out of all that is told of it."""
        told, event_of = self._told(None)
        return control_of(told, self.counted.sides, event_of) if told else ([], [])

    def since(self, day: int) -> tuple[list[Holding], list[Problem]] | None:
        """The same, walking through the days around `day` and later alone; None where that is not enough."""
        for at in islice(restarts(self.before, day), _TRIED):
            first = self.before[at].since
            assert first is not None  # it begins with a capture
            told, event_of = self._told(first.ordinal - FOLLOWS_WITHIN)
            shown = self.before[0].place
            if all(one.place != shown for one in told) or shown_as([shown, *(one.place for one in self.new)]) != shown:
                return None
            event_of |= self._events(self.before[at - 1].claims)
            found = control_since(at, self.before, told, self.counted.sides, event_of)
            if found is not None:
                holdings, problems = found
                return [*self.before[:at], *holdings], [*self._problems_before(first.ordinal), *problems]
        return None

    def _told(self, since: int | None) -> tuple[list[Testimony], dict[str, str]]:
        """What is told of it, of a day and later alone, and the events of the claims."""
        stood = [(row.claim, row.event, row.payload) for row in self.world.record.derived.testimony(self.key, since) if row.claim not in self.changed]
        home = self.retold.home
        event_of = {claim: home.get(claim, event) for claim, event, _ in stood} | {one.said.claim: home[one.said.claim] for one in self.new}
        told = [*(read(payload, Testimony) for _, _, payload in stood), *self.new]
        return sorted(told, key=lambda one: one.said.claim), event_of

    def _events(self, claims: Iterable[str]) -> dict[str, str]:
        rows = self.world.record.derived.rows("claim_result", ("claim", "event"), claim=set(claims))
        return {row.claim: self.retold.home.get(row.claim, row.event) for row in rows}

    def _problems_before(self, day: int) -> list[Problem]:
        """Its problems that were noticed before a day, which is the last that any of their claims tells of."""
        stored = stored_problems(self.world.record, f"place {self.key}")
        days: dict[str, int] = {row.claim: row.day for row in self.world.record.derived.rows(
            "testimony", ("claim", "day"), claim={id for problem in stored for id in problem.claims}, place=[self.key])}
        return [problem for problem in stored if max(days[id] for id in problem.claims) < day]
