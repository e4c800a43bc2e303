"""Counts over all claims that single results depend on, in entries that add up: what a few claims change in them is told by those alone.

An entry is a kind, a key and an item: ("asked", actor key, "") of whoever stands in a claim or in what its sentence says of forces, ("name", actor key, name) and ("edge", actor key, actor key) of encounters;
("reporter", key, "") of a source that is quoted by name and ("publisher", key, "") of one that publishes; ("place", folded name, a settled place as JSON) and ("open", folded name, "") of names
of places. The counts of two sets of claims add up to those of both where no sentence stands in both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.encounters import Tally, encounters, tally_of
from noria.derive.muster import musters
from noria.derive.origins import Naming
from noria.derive.places import Meanings, is_open, meanings, names_of

Entry = tuple[str, str, str]
Counts = Mapping[Entry, float]


def tallies(claims: Iterable[Claim], directory: Directory, naming: Naming) -> Counter[Entry]:
    """All counts of these claims."""
    held = list(claims)
    out: Counter[Entry] = Counter()
    for (kind, *rest), number in encounters(held, directory).items():
        out[kind, rest[0], rest[1] if len(rest) > 1 else ""] = number
    for claim in held:
        for said in musters(claim):
            out.update(("asked", directory.key(ActorRef(name)), "") for name in (said.force, said.who, said.above) if name is not None)
        if (reporter := naming.reporter(claim.attribution)) is not None:
            out["reporter", reporter, ""] += 1
        if claim.document.publisher:
            out["publisher", naming.publisher(claim.document.publisher), ""] += 1
        for place in claim.places:
            for name, item in names_of(place):
                out["open" if is_open(place) else "place", name, item] += 1
    return out


def encountered(counts: Counts) -> Tally:
    """The counts of encounters."""
    return tally_of({(kind, key, item) if item else (kind, key): number for (kind, key, item), number in counts.items()
                     if kind in {"asked", "name", "edge"}})


def reporters(counts: Counts) -> frozenset[str]:
    """The keys of all who are quoted by name."""
    return frozenset(key for kind, key, _ in counts if kind == "reporter")


def known_places(counts: Counts) -> Meanings:
    """What each name of a place means, where it means one."""
    told: dict[str, list[str]] = defaultdict(list)
    for kind, name, item in counts:
        if kind == "place":
            told[name].append(item)
    return meanings(told)
