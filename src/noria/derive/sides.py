"""Which side every actor is on: from the codebook, from infobox belligerents, else from who fights whom.

Actors are nodes, hostile claims are edges that part two actors, joint action and infobox lists are edges that bind them.
Edges are taken by falling weight into a union-find that keeps parity (same side or opposite side); an edge that contradicts what
heavier edges settled is left out and reported. A component's two colours are its sides: named by the codebook's side where an actor
of the codebook is among them, else by the actor most often mentioned. Whether two sides of different components are opposed
is unknown, except that the sides of one codebook differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.model import Problem
from noria.derive.roles import can_name_a_side, friends, is_nobody, is_reporter, plain_role, qualified_role, side_name
from noria.derive.words import group_class, is_ranked
from noria.reference.codebook import Codebook

Relation = Literal["same", "opposed", "unknown"]

# What one piece of evidence weighs: an infobox is a list made for this purpose, a claim of two parties fighting is direct,
# two names acting together less so (a list may join anybody). What a name itself says ("X-led", rebels and government) stands between.
WEIGHTS = {"infobox": 20.0, "name": 2.5, "hostile": 2.0, "joint": 1.0}
HOSTILE = frozenset({"clash", "attack", "airstrike", "shelling", "bombing", "capture", "encircle", "hold", "advance", "launch"})
JOINT = HOSTILE - {"clash"} | {"deploy", "withdraw"}


@dataclass(frozen=True)
class Sides:
    """Answers for a mention: who it is, which side it is on, how two sides stand to each other."""

    directory: Directory
    side_of: dict[str, str]
    names: dict[str, str]
    component: dict[str, int]
    problems: tuple[Problem, ...] = ()

    def side(self, actor: ActorRef) -> str | None:
        """The id of the actor's side, None where nothing tells."""
        return self.side_of.get(self.directory.key(actor))

    def name(self, side: str) -> str:
        """The side's name for people."""
        return self.names.get(side, side)

    def relation(self, one: str | None, other: str | None) -> Relation:
        """How two sides stand: the same, opposed (known to differ), or unknown."""
        if one is None or other is None:
            return "unknown"
        if one == other:
            return "same"
        return "opposed" if self.component.get(one, -1) == self.component.get(other, -2) else "unknown"

    def opponent(self, side: str) -> str | None:
        """The one side opposed to `side`; None where there is none or more than one."""
        others = sorted(s for s in self.component if self.relation(side, s) == "opposed")
        return others[0] if len(others) == 1 else None


@dataclass
class _Parity:
    """Union-find whose members know whether they are on their root's side (0) or against it (1)."""

    parent: dict[str, str] = field(default_factory=dict)
    odd: dict[str, int] = field(default_factory=dict)

    def find(self, node: str) -> tuple[str, int]:
        path = []
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            path.append(node)
            node = self.parent[node]
        parity = 0
        for step in reversed(path):
            parity ^= self.odd.get(step, 0)
            self.parent[step], self.odd[step] = node, parity
        return node, parity

    def join(self, one: str, other: str, opposed: bool) -> bool:
        """Take the edge; False where it contradicts what is settled."""
        (a, p), (b, q) = self.find(one), self.find(other)
        if a == b:
            return p ^ q == int(opposed)
        root, child = min(a, b), max(a, b)
        self.parent[child], self.odd[child] = root, p ^ q ^ int(opposed)
        return True


def find_sides(claims: Sequence[Claim], codebook: Codebook, facts: Sequence[InfoboxFacts] = ()) -> Sides:
    """Sides for every actor of `claims` and `facts`. Independent of the order of either."""
    directory = Directory(codebook)
    seeds = {actor.id: side for actor in codebook.actors if (side := codebook.side_of(actor.id))}
    mentions: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    edges: dict[tuple[str, str], float] = defaultdict(float)
    evidence: dict[tuple[str, str], list[str]] = defaultdict(list)
    # A sentence counts once, however many documents repeat it.
    seen: set[tuple[str, str, str | tuple[str, str], str | float]] = set()
    for claim in claims:
        said = (claim.evidence.quote, claim.type)
        for actor in (*claim.actors, *claim.targets):
            key, name = directory.key(actor), actor.name or actor.mention
            if is_party(actor) and (*said, key, name) not in seen:
                seen.add((*said, key, name))
                mentions[key] += 1
                shown[key][name] += 1
        for pair, weight in _edges(claim, directory):
            evidence[pair].append(claim.id)
            if (*said, pair, weight) not in seen:
                seen.add((*said, pair, weight))
                edges[pair] += weight
    for box in facts:
        for member in (member for side in box.sides for member in (*side.belligerents, *side.units)):
            shown[directory.key(member.actor)][member.actor.name or member.actor.mention] += 1
    for pair, weight in (*_name_edges(shown, directory), *_infobox_edges(facts, directory)):
        edges[pair] += weight
    parity = _Parity()
    problems = _settle(parity, edges, evidence, seeds, len({side.id for side in codebook.sides}))
    return _coloured(directory, parity, seeds, mentions, shown, problems)


def is_party(actor: ActorRef) -> bool:
    """Whether a mention can be a party to a conflict: not civilians, not one person under a rank, not whoever reports, not "troops"."""
    return group_class(actor.mention) is None and not is_ranked(actor.mention) and not is_nobody(actor.mention) and not is_reporter(actor.mention)


def _edges(claim: Claim, directory: Directory) -> Iterable[tuple[tuple[str, str], float]]:
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


def _name_edges(shown: Mapping[str, Counter[str]], directory: Directory) -> Iterable[tuple[tuple[str, str], float]]:
    """What names say: who leads or backs whom, that rebels fight the government, and whose rebels they are where one kind is spoken of."""
    weight = WEIGHTS["name"]
    qualified: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for key in sorted(shown):
        for name, told in sorted(shown[key].items()):
            for friend, with_them in friends(name):
                other = directory.key(ActorRef(friend))
                if other in shown and other != key:
                    yield (min(key, other), max(key, other)), weight if with_them else -weight
            found = qualified_role(name)
            if found is not None and plain_role(name) is None and directory.known(ActorRef(name)) is None:
                role, whose = found
                if role == "government" and whose in shown and whose != key:
                    yield (min(key, whose), max(key, whose)), weight
                else:
                    qualified[role][whose, key] += told
    for named, kinds in sorted(qualified.items()):
        per_kind: Counter[str] = Counter()
        for (whose, _), told in kinds.items():
            per_kind[whose] += told
        chief = min(per_kind, key=lambda k: (-per_kind[k], k))
        plain = directory.key(ActorRef(named))
        if plain in shown and 2 * per_kind[chief] > per_kind.total():
            for whose, key in sorted(kinds):
                if whose == chief and key != plain:
                    yield (min(key, plain), max(key, plain)), weight
    rebels, government = (directory.key(ActorRef(role)) for role in ("rebels", "government"))
    if rebels in shown and government in shown and rebels != government:
        yield (min(rebels, government), max(rebels, government)), -weight


def _infobox_edges(facts: Sequence[InfoboxFacts], directory: Directory) -> Iterable[tuple[tuple[str, str], float]]:
    for box in facts:
        rows = [sorted({directory.key(m.actor) for m in (*side.belligerents, *side.units)}) for side in box.sides]
        for row in rows:
            for other in row[1:]:
                yield (row[0], other), WEIGHTS["infobox"]
        # The first two columns of an infobox face each other; a third may stand anywhere.
        if len(rows) >= 2 and rows[0] and rows[1] and rows[0][0] != rows[1][0]:
            first, second = rows[0][0], rows[1][0]
            yield (min(first, second), max(first, second)), -WEIGHTS["infobox"]


def _settle(parity: _Parity, edges: dict[tuple[str, str], float], evidence: dict[tuple[str, str], list[str]], seeds: dict[str, str],
            sides: int) -> tuple[Problem, ...]:
    heads: dict[str, str] = {}
    for actor, side in sorted(seeds.items()):
        parity.join(heads.setdefault(side, actor), actor, opposed=False)
    first = sorted(heads.values())
    if sides == 2 and len(first) == 2:
        parity.join(first[0], first[1], opposed=True)
    problems = []
    for (one, other), weight in sorted(edges.items(), key=lambda item: (-abs(item[1]), item[0])):
        if weight == 0 or (sides > 2 and weight < 0):
            continue
        if one in seeds and other in seeds:
            continue
        if not parity.join(one, other, opposed=weight < 0) and evidence[one, other]:
            told = "fights" if weight < 0 else "acts with"
            problems.append(Problem("sides.contradiction", f"{one} {told} {other}, which stronger evidence contradicts",
                                    tuple(sorted(evidence[one, other]))))
    return tuple(problems)


def _spelling(said: Counter[str]) -> str | None:
    """The most frequent of an actor's names that a side may bear."""
    return min((name for name in said if can_name_a_side(name)), key=lambda name: (-said[name], name), default=None)


def _coloured(directory: Directory, parity: _Parity, seeds: dict[str, str], mentions: Counter[str],
              shown: dict[str, Counter[str]], problems: tuple[Problem, ...]) -> Sides:
    members: dict[tuple[str, int], list[str]] = defaultdict(list)
    for node in sorted(parity.parent):
        members[parity.find(node)].append(node)
    side_of: dict[str, str] = {}
    names = {side.id: side.name for side in directory.codebook.sides}
    component = dict.fromkeys(names, 0)
    numbers = {root: number for number, root in enumerate(sorted({root for root, _ in members}), 1)}
    known_roots = {parity.find(actor)[0] for actor in seeds}
    for (root, _), nodes in sorted(members.items()):
        told = Counter(seeds[node] for node in nodes if node in seeds)
        if told:
            side = min(told, key=lambda s: (-told[s], s))
        else:
            spelt = {node: name for node in nodes if (name := _spelling(shown[node])) is not None}
            if not spelt:
                continue
            chief = min(spelt, key=lambda node: (-mentions[node], node))
            side = f"side:{chief.replace(' ', '-')}"
            names[side] = side_name(spelt[chief])
            component[side] = 0 if root in known_roots and len(names) <= 2 else numbers[root]
        for node in nodes:
            side_of[node] = seeds.get(node, side)
    return Sides(directory, side_of, names, component, problems)
