"""From claims to groups of one occurrence: pairs that may meet, scored; agglomeration by mean score without contradiction.

What scores join are components, which have nothing to do with one another;
inside one, pairs are taken by falling score, and two groups are joined where no pair of members is forbidden and the mean score over all
pairs reaches `MERGE`. The order is total and free of the order of input, so the result is too. What people said comes first: claims of one
event are joined before any score is looked at, claims of two events never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from noria.derive.facets import Facet
from noria.derive.likeness import LINK, MERGE, Likeness, likeness
from noria.derive.judged import Ties
from noria.derive.model import Link
from noria.derive.pairing import pairs
from noria.derive.shelves import Shelves
from noria.derive.sides import Sides

_SAMPLE = 40  # members of a large group that a mean is taken over


@dataclass(frozen=True, slots=True)
class Group:
    """Facets that tell one occurrence, in their order, and why they were joined; `component` is the id of the claim that names their component."""

    facets: tuple[Facet, ...]
    links: tuple[Link, ...]
    component: str


@dataclass
class _Groups:
    """Groups in the making: the members of each, pairs that must not meet, and the scores worked out for the component in hand."""

    facets: Sequence[Facet]
    sides: Sides
    home: list[int]
    members: dict[int, list[int]]
    known: dict[tuple[int, int], float | None] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)

    def score(self, one: int, other: int) -> float | None:
        """How alike two facets are; None where something forbids that they tell one event."""
        key = (one, other) if one < other else (other, one)
        if key not in self.known:
            found = self.likeness(*key)
            self.known[key] = found.score if found.forbidden is None else None
        return self.known[key]

    def likeness(self, one: int, other: int) -> Likeness:
        return likeness(self.facets[one], self.facets[other], self.sides)

    def join(self, one: int, other: int) -> bool:
        a, b = self.home[one], self.home[other]
        if a == b or self._parted(a, b):
            return False
        total, pairs = 0.0, 0
        for x in self.members[a][:_SAMPLE]:
            for y in self.members[b][:_SAMPLE]:
                found = self.score(x, y)
                if found is None:
                    return False
                total += found
                pairs += 1
        if total < MERGE * pairs:
            return False
        self.unite(a, b)
        return True

    def unite(self, a: int, b: int) -> None:
        """Make one group of two, whatever their scores."""
        for member in self.members.pop(b):
            self.home[member] = a
            self.members[a].append(member)
        self.members[a].sort()

    def _parted(self, a: int, b: int) -> bool:
        return bool(self.apart) and any(self.apart.get(x, set()).intersection(self.members[b]) for x in self.members[a])


def link(facets: Sequence[Facet], shelves: Shelves, sides: Sides, ties: Ties) -> list[Group]:
    """The groups of facets that tell one occurrence. `facets` in their total order, whole components of them; `shelves` hold at least those."""
    groups = _Groups(facets, sides, list(range(len(facets))), {i: [i] for i in range(len(facets))})
    reasons = _tied(groups, ties)
    number = {facet.lead.id: at for at, facet in enumerate(facets)}
    scored = []
    for a, b in pairs({facet.lead.id: facet for facet in facets}, shelves):
        one, other = sorted((number[a], number[b]))
        if (found := likeness(facets[one], facets[other], sides)).forbidden is None and found.score >= LINK:
            scored.append((-found.score, one, other))
    root = _roots(groups, scored)
    for component in _components(root, scored):
        groups.known = {(one, other): -score for score, one, other in component}
        for _, one, other in component:
            if groups.join(one, other):
                found = groups.likeness(one, other)
                reasons.append((one, Link(facets[one].lead.id, facets[other].lead.id, found.score, found.reasons)))
    links: dict[int, list[Link]] = defaultdict(list)
    for one, reason in reasons:
        links[groups.home[one]].append(reason)
    return [Group(tuple(facets[i] for i in members), tuple(links[home]), facets[root[home]].lead.id)
            for home, members in sorted(groups.members.items())]


def _tied(groups: _Groups, ties: Ties) -> list[tuple[int, Link]]:
    """Join and hold apart what people said; the links that this makes, each naming its judgement beside what the machine had found."""
    if not ties.together and not ties.apart:
        return []
    node_of = {claim.id: number for number, facet in enumerate(groups.facets) for claim in facet.claims}
    for one, other in ties.apart:
        if one in node_of and other in node_of:
            groups.apart.setdefault(node_of[one], set()).add(node_of[other])
            groups.apart.setdefault(node_of[other], set()).add(node_of[one])
    reasons = []
    for judgement, block in ties.together:
        nodes = sorted({node_of[id] for id in block if id in node_of})
        first = nodes[0] if nodes else 0
        for node in nodes[1:]:
            if groups.home[node] != groups.home[first]:
                groups.unite(groups.home[first], groups.home[node])
                found = groups.likeness(first, node)
                why = (found.forbidden,) if found.forbidden else found.reasons
                reasons.append((first, Link(groups.facets[first].lead.id, groups.facets[node].lead.id, found.score, (f"judgement {judgement}", *why))))
    return reasons


def _roots(groups: _Groups, scored: Iterable[tuple[float, int, int]]) -> list[int]:
    """Of each facet the first of its component; what people tied is in one component."""
    root = list(range(len(groups.facets)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in (*enumerate(groups.home), *((one, other) for _, one, other in scored)):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    return [find(i) for i in range(len(root))]


def _components(root: Sequence[int], scored: list[tuple[float, int, int]]) -> Iterable[list[tuple[float, int, int]]]:
    """The scored pairs of each component by falling score."""
    pairs: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for pair in sorted(scored):
        pairs[root[pair[1]]].append(pair)
    return pairs.values()
