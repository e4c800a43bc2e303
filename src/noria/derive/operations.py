"""Operations: from infoboxes and from claims of a launch; what is part of what, and the events inside.

An infobox makes one operation, named by it, with its dates, sides and result; "part of" names operations above it, kept by name
where no document describes them. Sentences tell of operations inside others too (`phases.py`), and of events inside them; what contradicts is refused
(`hierarchy.py`). A launch makes one too, unless it falls on the first day of the operation whose infobox
stands in its own document, or names one that is known. Events belong to an operation by its days and by its document or the places it was
fought over; the operation above holds the events of those inside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim
from noria.derive.cues import refers_back
from noria.derive.geography import is_area
from noria.derive.hierarchy import Inside, placed
from noria.derive.model import Event, Operation, Problem
from noria.derive.phases import is_proper, phases
from noria.derive.roles import is_nobody
from noria.derive.words import operation_names
from noria.reference.codebook import fold
from noria.values.ids import content_id
from noria.values.interval import Interval

_KIND = re.compile(r"\bcounter-?(?:offensive|attack)|\b(?:offensive|operation|campaign|assault|invasion)\b", re.IGNORECASE)
_LAUNCH_SLACK = 1  # days by which a launch may differ from the first day of the operation that its article describes


class Happenings(Protocol):
    """What can be asked of the events there are, by days: they are too many to be gone through for every operation."""

    def told_by(self, documents: Collection[str], days: Interval) -> Iterable[tuple[str, Collection[str | None]]]:
        """Events within the days that one of the documents tells, each with the ids of its places."""

    def at(self, places: Collection[str], days: Interval) -> Iterable[str]:
        """Events within the days all of whose places, of which there is one at least, are among these."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Operations without the events inside them, those of their launch excepted; `documents` are those whose infoboxes describe each.

    `told` are the claims of which a sentence says that they are inside each, `problems` what contradicts in what is part of what.
    """

    operations: Mapping[str, Operation]
    documents: Mapping[str, frozenset[str]]
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def outline(launches: Iterable[tuple[Event, Sequence[Claim]]], facts: Sequence[InfoboxFacts], claims: Iterable[Claim] = ()) -> Outline:
    """The operations that infoboxes, launches and sentences tell of, and what is part of what.

    `launches` are realised ones in the order of events, with their claims; of `claims` those matter that `concerns_operations` says so of.
    """
    found, inside = _from_infoboxes(facts)
    home = {box.document.id: operation_id(_name(box)) for box in facts}
    begun: dict[str, str] = {}
    for event, told in launches:
        id = _launched(event, told, found, home)
        begun |= dict.fromkeys((claim.id for claim in told), id) if id is not None else {}
    inside_of, misfits = _from_sentences(claims, found, inside, begun)
    operations, problems = placed(found, inside)
    documents: dict[str, set[str]] = defaultdict(set)
    for document, id in home.items():
        documents[id].add(document)
    return Outline(operations, {id: frozenset(held) for id, held in documents.items()}, {id: frozenset(held) for id, held in inside_of.items()},
                   (*misfits, *problems))


def concerns_operations(claim: Claim) -> bool:
    """Whether a claim's sentence may say what is part of which operation; no other claim, launches excepted, makes a difference to them."""
    return bool(phases(claim))


def _from_sentences(claims: Iterable[Claim], found: dict[str, Operation], inside: list[Inside], begun: Mapping[str, str]) -> tuple[dict[str, set[str]], list[Problem]]:
    """Enter the operations that sentences name inside others, and what they place there; the claims inside each, and those of other days than it."""
    out: dict[str, set[str]] = defaultdict(set)
    problems = []
    for claim in sorted(claims, key=lambda c: c.id):
        for said in phases(claim):
            above = _known(said.above, claim, found)
            if above is None:
                continue
            if said.kind == "part" and said.one is not None:
                one = _known(said.one, claim, found)
                if one is not None:
                    inside.append(Inside(one, above, 1, claim.id, "operations.part-of"))
            elif said.kind == "phase" and said.one is not None:
                name = f"{said.one.capitalize()} of {found[above].name}"
                id = operation_id(name)
                held = found.get(id) or Operation(id=id, name=name, part_of=None, time=claim.time.interval if claim.type == "launch" else None, belligerents=(), result=None,
                                                  places=(), events=(), claims=(), rule="operations.phase")
                found[id] = replace(held, claims=tuple(sorted({*held.claims, claim.id})))
                inside.append(Inside(id, above, 1, claim.id, "operations.phase"))
                out[id].add(claim.id)
            elif said.kind == "inside":
                if (launched := begun.get(claim.id)) is not None and launched != above:
                    inside.append(Inside(launched, above, 1, claim.id, "operations.as-part-of"))
                elif launched is None and _misses(claim, found[above]):
                    problems.append(Problem("operations.other-days", f"what is told of {claim.time.edtf or claim.time.interval} is said to be part of "
                                            f"{found[above].name}, which is of other days", (claim.id,)))
                elif launched is None:
                    out[above].add(claim.id)
    return out, problems


def _misses(claim: Claim, operation: Operation) -> bool:
    return claim.time.interval is not None and operation.time is not None and not operation.time.overlaps(claim.time.interval)


def _known(name: str, claim: Claim, found: dict[str, Operation]) -> str | None:
    """The operation of a name, made where the name is a proper one; without its year where it is known so."""
    for id in (operation_id(name), operation_id(re.sub(r"^\d{4}\s+", "", name))):
        if id in found:
            found[id] = replace(found[id], claims=tuple(sorted({*found[id].claims, claim.id})))
            return id
    if not is_proper(name):
        return None
    id = operation_id(name)
    found[id] = Operation(id=id, name=re.sub(r"^[Oo]peration\s+[\"“‘']?", "", name), part_of=None, time=None, belligerents=(), result=None, places=(), events=(),
                          claims=(claim.id,), rule="operations.named-only")
    return id


def members(operation: Operation, documents: Collection[str], happenings: Happenings) -> frozenset[str]:
    """Events of an operation of its own: within an infobox's days those that its document tells, or that happened where its document's events did."""
    if not documents or operation.time is None:
        return frozenset(operation.events)
    own = dict(happenings.told_by(documents, operation.time))
    places = {place for held in own.values() for place in held if place is not None}
    return frozenset({*operation.events, *own, *happenings.at(places, operation.time)})


def rolled_up(found: Outline, direct: Mapping[str, Collection[str]]) -> dict[str, Operation]:
    """The operations with the events inside them, in order: those above before those inside, which have the events of those inside them too."""
    inside = {id: set(held) for id, held in direct.items()}
    for id in sorted(found.operations):
        for above in chain_above(id, found.operations):
            inside[above].update(direct[id])
    out = [replace(operation, events=tuple(sorted(inside[id]))) for id, operation in found.operations.items()]
    return {operation.id: operation for operation in in_order(out)}


def in_order(operations: Iterable[Operation]) -> list[Operation]:
    """Operations, those above before those inside, then by their days."""
    held = {operation.id: operation for operation in operations}
    return sorted(held.values(), key=lambda o: (len(chain_above(o.id, held)), o.time is None, o.time.start.ordinal if o.time else 0, o.id))


def chain_above(id: str, found: Mapping[str, Operation]) -> list[str]:
    """The operations that one is inside of, the nearest first."""
    out: list[str] = []
    above = found[id].part_of
    while above is not None and above in found and above != id and above not in out:
        out.append(above)
        above = found[above].part_of
    return out


def innermost(operations: Iterable[Operation]) -> dict[str, str]:
    """The operation of each event: of several the shortest, then the one furthest inside. `operations` come with those above first."""
    inside: dict[str, str] = {}
    # Stable sort: of two equally long the inner one is written last.
    for operation in sorted(operations, key=lambda o: -(o.time.days if o.time else 10**6)):
        inside |= dict.fromkeys(operation.events, operation.id)
    return inside


def operation_id(name: str) -> str:
    """The id of an operation, from its folded name without the word "Operation" and without a bracket such as "(1914)"."""
    return content_id("op", fold(re.sub(r"\s*\([^)]*\)", "", name)).removeprefix("operation ") or name)


def _name(box: InfoboxFacts) -> str:
    return box.name or box.document.title or box.document.file


def _from_infoboxes(facts: Sequence[InfoboxFacts]) -> tuple[dict[str, Operation], list[Inside]]:
    found: dict[str, Operation] = {}
    inside: list[Inside] = []
    for box in facts:
        id = operation_id(_name(box))
        part_line = box.line("partof")
        chain = [id, *map(operation_id, box.part_of)]
        inside += [Inside(one, above, 0, part_line.id if part_line else "", "operations.infobox") for one, above in pairwise(chain) if one != above]
        lines = tuple(sorted({line.id for line in box.lines}))
        if id in found and found[id].rule == "operations.infobox":
            found[id] = replace(found[id], claims=tuple(sorted({*found[id].claims, *lines})))
            continue
        found[id] = Operation(
            id=id, name=_name(box), part_of=None, time=box.time.interval,
            belligerents=tuple(tuple(m.actor.name or m.actor.mention for m in side.belligerents) for side in box.sides if side.belligerents),
            result=box.result, places=box.places, events=(), claims=lines, rule="operations.infobox")
        for name in box.part_of:
            found.setdefault(operation_id(name), Operation(
                id=operation_id(name), name=name, part_of=None, time=None, belligerents=(), result=None,
                places=(), events=(), claims=(part_line.id,) if part_line else (), rule="operations.named-only"))
    return found, inside


def _launched(event: Event, told: Sequence[Claim], found: dict[str, Operation], home: dict[str, str]) -> str | None:
    """Enter a launch: into the operation it begins, or as one of its own; the id of it."""
    names = sorted({name for claim in told for name in operation_names(claim.evidence.quote)})
    at = next((operation_id(name) for name in names if operation_id(name) in found), None)
    if at is None:
        homes = sorted({home[claim.document.id] for claim in told if claim.document.id in home})
        back = all(refers_back(claim) for claim in told)
        at = next((id for id in homes if back or _begins(event, found[id])), None)
    if at is not None:
        found[at] = replace(found[at], events=tuple(sorted({*found[at].events, event.id})),
                            claims=tuple(sorted({*found[at].claims, *event.claims})), time=found[at].time or event.time)
        return at
    parties: dict[str, list[str]] = defaultdict(list)
    for party in event.parties:
        parties[party.side or party.name].append(party.name)
    name = names[0] if names else _described(event, told)
    if name is None:
        return None
    id = operation_id(name) if names else content_id("op", event.id)
    found[id] = Operation(id=id, name=name, part_of=None, time=event.time,
                          belligerents=tuple(tuple(sorted(set(group))) for _, group in sorted(parties.items())), result=None,
                          places=tuple(place.name or place.mention for place in event.places), events=(event.id,), claims=event.claims,
                          rule="operations.launch")
    return id


def _described(event: Event, told: Sequence[Claim]) -> str | None:
    """A name in plain words, "Chadian army counteroffensive at Faya"; None where neither who nor where is told, or it only refers back."""
    who = next((party.name for party in event.parties if party.role == "actor" and not is_nobody(party.name)), None)
    place = next(iter(event.places), None)
    if (who is None and place is None) or all(refers_back(claim) for claim in told):
        return None
    kinds = Counter(found[0].casefold() for claim in told if (found := _KIND.search(claim.evidence.quote)))
    kind = min(kinds, key=lambda k: (-kinds[k], k)) if kinds else "offensive"
    words = [re.sub(r"^(?:the|its|their)\s+", "", who, flags=re.IGNORECASE) if who else "", kind]
    if place is not None:
        words.append({"in": "in" if is_area(place) else "at"}.get(place.relation, "near") + f" {place.mention}")
    name = " ".join(word for word in words if word)
    return name[:1].upper() + name[1:]


def _begins(event: Event, operation: Operation) -> bool:
    return (event.time is not None and operation.time is not None and event.time.days <= 2
            and abs(event.time.start - operation.time.start) <= _LAUNCH_SLACK)
