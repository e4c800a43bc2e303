"""An update: finds what a change touches, works that out again, and puts it in place of what it was. Nothing is written before all is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from noria.claims.model import Claim
from noria.derive.forces import concerns_forces, find_forces
from noria.derive.model import CasualtyLine, Event, Force, Holding, Problem
from noria.derive.naming import parties
from noria.derive.origins import Source
from noria.derive.passages import buckets
from noria.derive.shelves import standing
from noria.dossier import results_codec as rows
from noria.dossier.updating.counting import Counted, count, stored_problems
from noria.dossier.updating.holding import Held, hold
from noria.dossier.updating.reckoning import Reckoned, reckon
from noria.dossier.updating.relinking import Relinking
from noria.dossier.updating.retelling import Operated, Retold, operate, retell
from noria.dossier.updating.tracing import Traced, trace
from noria.dossier.updating.world import WholeAnew, World, changes
from noria.record.store import Session
from noria.reference.codebook import Codebook


_BESIDE = ("anchor", "naming", "background", "part")  # columns of an event that its JSON text does not have


def update(record: Session, codebook: Codebook) -> None:
    """Bring what was derived up to date with the claims that came and went. Raises WholeAnew where that takes deriving everything anew."""
    world = changes(record)
    if stored_problems(record, "crowds"):
        raise WholeAnew("there are days on which more stand on one shelf than are compared")
    counted = count(world, codebook)
    traced = trace(world, counted)
    retold = retell(world, counted, traced, Relinking(world, traced, counted.sides))
    operated = operate(world, counted, retold)
    held = hold(world, counted, retold)
    reckoned = reckon(world, counted, retold, operated)
    forces = _forces(world, counted)
    _Writing(world, forces).write(counted, traced, retold, operated, held, reckoned)


def _forces(world: World, counted: Counted) -> tuple[tuple[Force, ...], tuple[Problem, ...]] | None:
    """The forces and what of them does not fit, where claims that concern them changed."""
    if not any(concerns_forces(claim) for claim in (*world.gone.values(), *world.new.values())):
        return None
    told = {row.claim for row in world.record.derived.rows("claim_result", ("claim",), forces=[True])} - world.gone.keys()
    told |= {id for id, claim in world.new.items() if concerns_forces(claim)}
    claims: list[Claim] = sorted(world.record.claims.read(ids=told), key=lambda claim: claim.id)
    return find_forces(claims, sorted(world.record.claims.facts(), key=lambda box: box.document.id), counted.sides)


class _Writing:
    """Puts what was worked out again in its place."""

    def __init__(self, world: World, forces: tuple[tuple[Force, ...], tuple[Problem, ...]] | None) -> None:
        self._world, self._derived, self._forces = world, world.record.derived, forces
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def write(self, counted: Counted, traced: Traced, retold: Retold, operated: Operated, held: Held, reckoned: Reckoned) -> None:
        """Write all of it, and count what sides are called by it."""
        self._counts.update(counted.delta)
        self._claims(retold)
        self._sources(traced)
        self._events(retold, reckoned)
        self._operations(operated)
        self._control(held)
        self._ledger(reckoned, operated)
        if self._forces is not None:
            before = [rows.read(payload, Force) for payload in self._derived.payloads("force")]
            self._derived.drop("force", id=[force.id for force in before])
            self._derived.put({"force": rows.force_rows(self._forces[0])})
            self._count((), (), before, -1)
            self._count((), (), self._forces[0], 1)
            self._problems("forces", self._forces[1])
        self._problems("sides", counted.problems)
        self._problems("tolls", reckoned.problems)
        self._derived.count(self._counts)

    def _count(self, events: Iterable[Event], holdings: Iterable[Holding], others: Iterable[CasualtyLine | Force], sign: int) -> None:
        for entry, number in parties(events, holdings, others).items():
            self._counts[entry] += sign * number

    def _claims(self, retold: Retold) -> None:
        relinked = retold.relinked
        for old in relinked.old_standings:
            if not old.dated:
                self._derived.drop("shelf", key=old.shelves, claim=[old.id])
        standings = {facet.lead.id: standing(facet) for facet in relinked.facets}
        made = {row["claim"]: row for group in relinked.groups for row in rows.group_rows(
            group, retold.home[group.facets[0].lead.id], retold.origins.of, retold.origins.passage, standings.__getitem__)}
        same = {id for id, stood in relinked.before.items() if id in made and id not in self._world.new and all(
            made[id][column] == getattr(stood, column) for column in ("event", "origin", "passage", "component", "standing"))}
        self._derived.drop("claim_result", claim=(relinked.before.keys() | made.keys() | self._world.gone.keys()) - same)
        self._derived.put({"claim_result": (row for id, row in made.items() if id not in same),
                           "shelf": (row for stands in standings.values() for row in rows.shelf_rows(stands))})

    def _sources(self, traced: Traced) -> None:
        for number, text in traced.lost.items():
            self._derived.drop("bucket", bucket=buckets(text), text=[number])
        self._derived.put({"bucket": (row for number, text in traced.texts.items() for row in rows.bucket_rows(number, text))})
        stood = {row.document: row for row in self._derived.rows("origin", ("document", "above", "payload"), document=traced.around)}
        self._derived.drop("origin", document=traced.around)
        sources = {id: rows.read(row.payload, Source) for id, row in stood.items()} | traced.sources
        self._derived.put({"origin": (rows.origin_row(id, source, traced.above.get(id)) for id, source in sources.items() if source is not None)})

    def _events(self, retold: Retold, reckoned: Reckoned) -> None:
        stood = {row.id: row for row in self._derived.rows("event", ("id", *_BESIDE), id=retold.before.keys())}
        made = {}
        for id, event in retold.events.items():
            row = rows.event_row(event, retold.names.get(id), id in retold.background, reckoned.home.get(id))
            if id not in retold.names:
                row |= {"anchor": stood[id].anchor, "naming": stood[id].naming, "background": stood[id].background}
            if id not in stood or event != retold.before[id] or any(row[column] != getattr(stood[id], column) for column in _BESIDE):
                made[id] = row
        gone = {id for id in retold.before if id in made or id not in retold.events}
        self._derived.drop("event", id=gone)
        for table in ("event_place", "event_party"):
            self._derived.drop(table, event=gone)
        now = [retold.events[id] for id in made]
        self._derived.put({"event": made.values(), "event_place": (row for event in now for row in rows.event_place_rows(event)),
                           "event_party": (row for event in now for row in rows.event_party_rows(event))})
        self._derived.set_part({id: part for id, part in reckoned.home.items() if id not in retold.events})
        self._count(retold.before.values(), (), (), -1)
        self._count(retold.events.values(), (), (), 1)

    def _operations(self, operated: Operated) -> None:
        self._derived.drop("operation", id=operated.operations.keys() | operated.gone)
        self._derived.put({"operation": (rows.operation_row(operation, operated.outline) for operation in operated.operations.values())})
        self._problems("operations", operated.outline.problems)

    def _control(self, held: Held) -> None:
        changed = self._world.gone.keys() | self._world.new.keys()
        self._derived.drop("testimony", claim=changed)
        self._derived.put({"testimony": (row for key, told in held.told.items() for row in rows.testimony_rows(key, told))})
        for key, holdings in held.holdings.items():
            before, now = held.before.get(key, []), list(rows.holding_rows(holdings))
            same = next((at for at, (one, other) in enumerate(zip(before, holdings, strict=False)) if one != other), min(len(before), len(holdings)))
            self._derived.drop_from(key, same)
            self._derived.put({"holding": now[same:]})
            self._count((), before, (), -1)
            self._count((), holdings, (), 1)
            self._problems(f"place {key}", held.problems[key])

    def _ledger(self, reckoned: Reckoned, operated: Operated) -> None:
        self._derived.drop("casualty", scope_id=reckoned.lines.keys() | reckoned.before.keys(), scope=["event"])
        self._derived.drop("casualty", scope_id=reckoned.operations.keys() | operated.gone, scope=["operation"])
        self._derived.drop("casualty", part=reckoned.parts_gone | reckoned.parts.keys(), scope=["all"])
        made = [line for held in (*reckoned.lines.values(), *reckoned.operations.values()) for line in held]
        self._derived.put({"casualty": (*rows.line_rows(made), *(row for part, lines in reckoned.parts.items() for row in rows.line_rows(lines, part)))})
        self._count((), (), (line for lines in reckoned.before.values() for line in lines), -1)
        self._count((), (), (line for lines in reckoned.lines.values() for line in lines), 1)

    def _problems(self, owner: str, problems: Iterable[Problem]) -> None:
        self._derived.drop("problem", owner=[owner])
        self._derived.put({"problem": rows.problem_rows(owner, problems)})
