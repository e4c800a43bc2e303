"""Control after a change: the places that changed claims speak of, and those whose claims belong to other events now."""

from __future__ import annotations

from dataclasses import dataclass, field

from noria.derive.control import Testimony, control_of, testimonies
from noria.derive.model import Holding, Problem
from noria.derive.places import settle
from noria.dossier.results_codec import read
from noria.dossier.updating.counting import Counted
from noria.dossier.updating.retelling import Retold
from noria.dossier.updating.world import World


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
    keys = out.told.keys() | {row.place for row in derived.rows("testimony", ("place",), claim=changed | moved)}
    for row in derived.rows("holding", ("place", "payload"), place=keys):
        out.before.setdefault(row.place, []).append(read(row.payload, Holding))
    for key in sorted(keys):
        stood = [(row.claim, row.event, row.payload) for row in derived.testimony(key) if row.claim not in changed]
        event_of = {claim: retold.home.get(claim, event) for claim, event, _ in stood}
        event_of |= {one.said.claim: retold.home[one.said.claim] for one in out.told.get(key, ())}
        told = [*(read(payload, Testimony) for _, _, payload in stood), *out.told.get(key, ())]
        told.sort(key=lambda one: one.said.claim)
        out.holdings[key], out.problems[key] = control_of(told, counted.sides, event_of) if told else ([], [])
    return out
