"""Which side every actor is on: from the codebook, from infobox belligerents, else from who fights whom.

Actors are nodes, hostile claims are edges that part two actors, joint action and infobox lists are edges that bind them.
Edges are taken by falling weight into a union-find that keeps parity (same side or opposite side); an edge that contradicts what
heavier edges settled is left out and reported. A component's two colours are its sides: named by the codebook's side where an actor
of the codebook is among them, else by the actor most often mentioned. Whether two sides of different components are opposed
is unknown, except that the sides of one codebook differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.encounters import WEIGHTS, Pair, Tally, edges_of
from noria.derive.model import Problem
from noria.derive.roles import can_name_a_side, friends, plain_role, qualified_role, side_name

Relation = Literal["same", "opposed", "unknown"]

@dataclass(frozen=True, eq=False)
class Sides:
    """Answers for a mention: who it is, which side it is on, how two sides stand to each other. Each is itself alone, so that answers can be kept."""

    directory: Directory
    side_of: dict[str, str]
    names: dict[str, str]
    component: dict[str, str]
    contradicted: tuple[tuple[Pair, str], ...] = ()
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
        return "opposed" if self.component.get(one, "one") == self.component.get(other, "other") else "unknown"

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


def find_sides(claims: Sequence[Claim], directory: Directory, facts: Sequence[InfoboxFacts], met: Tally) -> Sides:
    """Sides for every actor of `claims` and `facts`; `met` are the encounters of the claims. Independent of the order of any."""
    sides = sides_of(met, directory, facts)
    wanted = {pair for pair, _ in sides.contradicted}
    evidence: dict[Pair, set[str]] = defaultdict(set)
    for claim in claims if wanted else ():
        for pair, _ in edges_of(claim, directory):
            if pair in wanted:
                evidence[pair].add(claim.id)
    return replace(sides, problems=contradictions(sides, lambda pair: evidence[pair]))


def sides_of(tally: Tally, directory: Directory, facts: Sequence[InfoboxFacts]) -> Sides:
    """Sides from what was counted; `contradicted` are the pairs whose evidence weightier evidence overrules."""
    seeds = {actor.id: side for actor in directory.codebook.actors if (side := directory.codebook.side_of(actor.id))}
    shown: dict[str, Counter[str]] = defaultdict(Counter, {key: Counter(names) for key, names in tally.shown.items()})
    edges: dict[Pair, float] = defaultdict(float, tally.edges)
    for box in facts:
        for member in (member for side in box.sides for member in (*side.belligerents, *side.units)):
            shown[directory.key(member.actor)][member.actor.name or member.actor.mention] += 1
    for pair, weight in (*_name_edges(shown, directory), *_infobox_edges(facts, directory)):
        edges[pair] += weight
    parity = _Parity()
    contradicted = _settle(parity, edges, seeds, len({side.id for side in directory.codebook.sides}))
    return replace(_coloured(directory, parity, seeds, tally.mentions, shown), contradicted=contradicted)


def contradictions(sides: Sides, evidence: Callable[[Pair], Iterable[str]]) -> tuple[Problem, ...]:
    """The contradicted pairs as problems; `evidence` gives the claims that tell how two actors stand."""
    return tuple(Problem("sides.contradiction", contradiction(pair, told), claims)
                 for pair, told in sides.contradicted if (claims := tuple(sorted(evidence(pair)))))


def contradiction(pair: Pair, told: str) -> str:
    """A contradicted pair in words."""
    return f"{pair[0]} {told} {pair[1]}, which stronger evidence contradicts"


def agree(before: Sides, after: Sides, asked: Iterable[str]) -> bool:
    """Whether all that was told of the actors `asked` about before is told of them after, and their sides stand as they stood."""
    stood, stand = _facing(before), _facing(after)
    return (all(before.side_of.get(key) == after.side_of.get(key) for key in asked)
            and all(after.names.get(side) == name for side, name in before.names.items())
            and all(stand.get(side) == facing for side, facing in stood.items()))


def _facing(sides: Sides) -> dict[str, frozenset[str]]:
    """Of each side all that are known to differ, itself among them."""
    held: dict[str, set[str]] = defaultdict(set)
    for side, component in sides.component.items():
        held[component].add(side)
    return {side: frozenset(held[component]) for side, component in sides.component.items()}


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


def _settle(parity: _Parity, edges: Mapping[Pair, float], seeds: dict[str, str], sides: int) -> tuple[tuple[Pair, str], ...]:
    """Take the edges, the heaviest first; those that contradict what was settled come back, with how the two are told to stand."""
    heads: dict[str, str] = {}
    for actor, side in sorted(seeds.items()):
        parity.join(heads.setdefault(side, actor), actor, opposed=False)
    first = sorted(heads.values())
    if sides == 2 and len(first) == 2:
        parity.join(first[0], first[1], opposed=True)
    contradicted = []
    for (one, other), weight in sorted(edges.items(), key=lambda item: (-abs(item[1]), item[0])):
        if weight == 0 or (sides > 2 and weight < 0):
            continue
        if one in seeds and other in seeds:
            continue
        if not parity.join(one, other, opposed=weight < 0):
            contradicted.append(((one, other), "fights" if weight < 0 else "acts with"))
    return tuple(contradicted)


def _spelling(said: Counter[str]) -> str | None:
    """The most frequent of an actor's names that a side may bear."""
    return min((name for name in said if can_name_a_side(name)), key=lambda name: (-said[name], name), default=None)


def _coloured(directory: Directory, parity: _Parity, seeds: dict[str, str], mentions: Mapping[str, float],
              shown: Mapping[str, Counter[str]]) -> Sides:
    members: dict[tuple[str, int], list[str]] = defaultdict(list)
    for node in sorted(parity.parent):
        members[parity.find(node)].append(node)
    side_of: dict[str, str] = {}
    names = {side.id: side.name for side in directory.codebook.sides}
    component = dict.fromkeys(names, "codebook")
    known_roots = {parity.find(actor)[0] for actor in seeds}
    for (root, _), nodes in sorted(members.items()):
        told = Counter(seeds[node] for node in nodes if node in seeds)
        if told:
            side = min(told, key=lambda s: (-told[s], s))
        else:
            spelt = {node: name for node in nodes if (name := _spelling(shown[node])) is not None}
            if not spelt:
                continue
            chief = min(spelt, key=lambda node: (-mentions.get(node, 0), node))
            side = f"side:{chief.replace(' ', '-')}"
            names[side] = side_name(spelt[chief])
            component[side] = "codebook" if root in known_roots and len(names) <= 2 else f"around {root}"
        for node in nodes:
            side_of[node] = seeds.get(node, side)
    return Sides(directory, side_of, names, component)
