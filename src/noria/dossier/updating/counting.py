"""Counts over all claims after a change, and whether anything that rests on them stands differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from noria.derive.directory import Directory
from noria.derive.encounters import Pair, edges_of
from noria.derive.model import Problem
from noria.derive.origins import Naming
from noria.derive.places import Meanings, is_open, names_of
from noria.derive.sides import Sides, agree, contradiction, contradictions, sides_of
from noria.derive.tallies import Entry, encountered, known_places, reporters, tallies
from noria.dossier.results_codec import read
from noria.dossier.updating.world import World, WholeAnew, text_of
from noria.record.store import Session
from noria.reference.codebook import Codebook

_READ = ("asked", "name", "edge", "publisher")


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts say after the change. `delta` is by how much they changed, `reporters` are publishers quoted by name, `problems` those of sides."""

    delta: Mapping[Entry, float]
    sides: Sides
    voices: Naming
    reporters: frozenset[str]
    meant: Meanings
    problems: tuple[Problem, ...]


def count(world: World, codebook: Codebook) -> Counted:
    """Count again what changed. Raises WholeAnew where it changes what was found of claims that did not change."""
    directory, voices = Directory(codebook), Naming(codebook)
    after = world.with_texts({text_of(claim) for claim in (*world.gone.values(), *world.new.values())})
    before = [*world.gone.values(), *(claim for claim in after if claim.id not in world.new)]
    delta = tallies(after, directory, voices)
    delta.subtract(tallies(before, directory, voices))
    delta = Counter({entry: number for entry, number in delta.items() if number})
    held = _stored(world, kind=_READ)
    publishers = {key for kind, key, _ in (*held, *delta) if kind == "publisher"}
    held |= _stored(world, key=publishers, kind=("reporter",))
    then = dict(held)
    for entry, number in delta.items():
        if entry[0] in _READ or (entry[0] == "reporter" and entry[1] in publishers):
            then[entry] = then.get(entry, 0) + number
    then = {entry: number for entry, number in then.items() if number}
    facts = sorted(world.record.claims.facts(), key=lambda box: box.document.id)
    old, new = (sides_of(encountered(counts), directory, facts) for counts in (held, then))
    members = {directory.key(member.actor) for box in facts for side in box.sides for member in (*side.belligerents, *side.units)}
    if not agree(old, new, encountered(held).asked | members):
        raise WholeAnew("the change shows that actors stand on other sides than they seemed to")
    if any(("publisher", key, "") in held for key in reporters(held) ^ reporters(then)):
        raise WholeAnew("others quote a publisher by name for the first time, or not any more")
    return Counted(delta, new, voices, reporters(then), _meant(world, delta), _contradictions(world, old, new, delta, then))


def _stored(world: World, **keys: Collection[str]) -> dict[Entry, float]:
    """Counts as they were when results were derived."""
    return {(row.kind, row.key, row.item): row.number for row in world.record.derived.rows("tally", ("kind", "key", "item", "number"), **keys)}


def _meant(world: World, delta: Mapping[Entry, float]) -> Meanings:
    """What names of places mean, of those that changed claims leave open."""
    settles = {name for kind, name, _ in delta if kind == "place"}
    opened = {name for claim in world.new.values() for place in claim.places if is_open(place) for name, _ in names_of(place)}
    held = _stored(world, key=settles | opened, kind=("place", "open"))
    then = {entry: number for entry in held.keys() | delta.keys() if (number := held.get(entry, 0) + delta.get(entry, 0)) and entry[0] in {"place", "open"}}
    before, after = known_places(held), known_places(then)
    for name in settles:
        if held.get(("open", name, "")) and before.get(name) != after.get(name):
            raise WholeAnew(f"the name {name!r}, which was left open elsewhere, means another place now")
    return after


def _contradictions(world: World, old: Sides, new: Sides, delta: Mapping[Entry, float], counts: Mapping[Entry, float]) -> tuple[Problem, ...]:
    """Problems of sides: those of pairs that nothing new is told of stay."""
    stood = {(pair, told) for pair, told in old.contradicted}
    kept = {problem.message: problem for problem in stored_problems(world.record, "sides")}
    names: dict[str, set[str]] = {}
    for kind, key, name in counts:
        if kind == "name":
            names.setdefault(key, set()).add(name)

    def evidence(pair: Pair) -> Iterable[str]:
        told = next(told for known, told in new.contradicted if known == pair)
        message = contradiction(pair, told)
        if (pair, told) in stood and ("edge", *pair) not in delta and not _moved(world, pair, new.directory):
            return kept[message].claims if message in kept else ()
        ids = world.record.claims.between(names.get(pair[0], ()), names.get(pair[1], ()))
        return [claim.id for claim in world.record.claims.read(ids=ids) if any(found == pair for found, _ in edges_of(claim, new.directory))]

    return contradictions(new, evidence)


def _moved(world: World, pair: Pair, directory: Directory) -> bool:
    """Whether a claim that came or went tells how the two stand, be it in words told before."""
    return any(found == pair for claim in (*world.gone.values(), *world.new.values()) for found, _ in edges_of(claim, directory))


def stored_problems(record: Session, owner: str) -> list[Problem]:
    """The problems of one owner, as they were derived."""
    return [read(row.payload, Problem) for row in record.derived.rows("problem", ("payload",), owner=[owner])]
