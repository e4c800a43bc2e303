"""What claims show of who stands with whom: mentions, names and meetings of actors, counted so that parts add up to the whole.

A sentence counts once, however many documents repeat it, so the counts of two sets of claims add up to those of both where no quote stands
in both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.roles import is_nobody, is_reporter
from noria.derive.words import group_class, is_ranked

# What one piece of evidence weighs: an infobox is a list made for this purpose, a claim of two parties fighting is direct,
# two names acting together less so (a list may join anybody). What a name itself says ("X-led", rebels and government) stands between.
# Whole halves, so that sums do not depend on the order of their parts.
WEIGHTS = {"infobox": 20.0, "name": 2.5, "hostile": 2.0, "joint": 1.0}
HOSTILE = frozenset({"clash", "attack", "airstrike", "shelling", "bombing", "capture", "encircle", "hold", "advance", "launch"})
JOINT = HOSTILE - {"clash"} | {"deploy", "withdraw"}

Pair = tuple[str, str]
# ("asked", key) anybody named; ("mention", key) and ("name", key, name) of a party; ("edge", one, other) binds where positive, else parts.
Entry = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Encounters in the form that sides are found from."""

    mentions: Mapping[str, float]
    shown: Mapping[str, Counter[str]]
    edges: Mapping[Pair, float]
    asked: frozenset[str]


def encounters(claims: Iterable[Claim], directory: Directory) -> Counter[Entry]:
    """The counts of these claims, each sentence once."""
    out: Counter[Entry] = Counter()
    seen: set[tuple[object, ...]] = set()

    def add(said: tuple[str, str], entry: Entry, weight: float) -> None:
        if (*said, entry, weight) not in seen:
            seen.add((*said, entry, weight))
            out[entry] += weight  # type: ignore[assignment]

    for claim in claims:
        said = (claim.evidence.quote, claim.type)
        for actor in (*claim.actors, *claim.targets):
            key, name = directory.key(actor), actor.name or actor.mention
            add(said, ("asked", key), 1)
            if is_party(actor):
                add(said, ("name", key, name), 1)
        for group in {count.group for count in claim.counts if count.group}:
            add(said, ("asked", directory.key(ActorRef(group))), 1)
        for pair, weight in edges_of(claim, directory):
            add(said, ("edge", *pair), weight)
    return Counter({entry: weight for entry, weight in out.items() if weight})


def tally_of(counts: Mapping[Entry, float]) -> Tally:
    """The counts by what they are of."""
    mentions: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    edges: dict[Pair, float] = {}
    asked = set()
    for entry, weight in counts.items():
        if entry[0] == "name":
            mentions[entry[1]] += weight  # type: ignore[assignment]
            shown[entry[1]][entry[2]] += weight  # type: ignore[assignment]
        elif entry[0] == "edge":
            edges[entry[1], entry[2]] = weight
        else:
            asked.add(entry[1])
    return Tally(mentions, shown, edges, frozenset(asked))


def is_party(actor: ActorRef) -> bool:
    """Whether a mention can be a party to a conflict: not civilians, not one person under a rank, not whoever reports, not "troops"."""
    return group_class(actor.mention) is None and not is_ranked(actor.mention) and not is_nobody(actor.mention) and not is_reporter(actor.mention)


def edges_of(claim: Claim, directory: Directory) -> Iterable[tuple[Pair, float]]:
    """Edges of one claim: positive weight binds, negative parts."""
    if claim.factuality == "denied":
        return
    actors = sorted({directory.key(actor) for actor in claim.actors if is_party(actor)})
    targets = sorted({directory.key(target) for target in claim.targets if is_party(target)})
    if claim.type == "clash" and not targets and len(actors) == 2:
        yield (actors[0], actors[1]), -WEIGHTS["hostile"]
    if claim.type in HOSTILE or claim.type == "casualty":
        for one, other in product(actors, targets):
            if one != other:
                yield (min(one, other), max(one, other)), -WEIGHTS["hostile"]
    if claim.type in JOINT:
        for group in (actors, targets):
            for pair in combinations(group, 2):
                yield pair, WEIGHTS["joint"]
