"""From claims to groups of one occurrence: pairs that may meet, scored; agglomeration by mean score without contradiction.

Pairs are compared only where they stand on one shelf (family of types, and a place cell, actor, person, figure or passage) and their days
may meet, so cost grows with the claims, not their square. What scores join are components, which have nothing to do with one another;
inside one, pairs are taken by falling score, and two groups are joined where no pair of members is forbidden and the mean score over all
pairs reaches `MERGE`. The order is total and free of the order of input, so the result is too. What people said comes first: claims of one
event are joined before any score is looked at, claims of two events never are.

Where more than `CROWD` claims stand on one shelf on one day, only those of the very same days are compared there, and a crowd of those not
at all: such a shelf (one side, in the worst week of a war) says little, and near accounts meet on another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from noria.claims.model import PlaceRef
from noria.derive.facets import Facet
from noria.derive.geography import match
from noria.derive.likeness import KIN, LINK, MERGE, PERSON_SLACK, STORY_SLACK, Likeness, family, likeness
from noria.derive.judged import Ties
from noria.derive.model import Link
from noria.derive.sides import Sides
from noria.derive.words import place_name, proper_names
from noria.values.vocabulary import CLAIM_TYPES

CROWD = 250
_LONG = 31  # days from which on claims are compared with those of the same days only
_CELL = 0.25  # degrees, about 25 km: a cell and its neighbours cover what counts as near
_SAMPLE = 40  # members of a large group that a mean is taken over
_COMPARED: dict[str, frozenset[str]] = {type_: frozenset({type_, *KIN.get(type_, ())}) for type_ in CLAIM_TYPES}
_UNDATED = ("passage", "person")  # shelves of claims without a day: nothing else could join them

_Standing = tuple[int, int, int]  # first and last day, number of the facet


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


def link(facets: Sequence[Facet], sides: Sides, ties: Ties) -> list[tuple[list[Facet], list[Link]]]:
    """The groups of facets that tell one occurrence, each with the links that made it. `facets` in their total order."""
    groups = _Groups(facets, sides, list(range(len(facets))), {i: [i] for i in range(len(facets))})
    reasons = _tied(groups, ties)
    scored = [(-found.score, one, other) for one, other in sorted(_pairs(facets))
              if (found := likeness(facets[one], facets[other], sides)).forbidden is None and found.score >= LINK]
    for component in _components(groups, scored):
        groups.known = {(one, other): -score for score, one, other in component}
        for _, one, other in component:
            if groups.join(one, other):
                found = groups.likeness(one, other)
                reasons.append((one, Link(facets[one].lead.id, facets[other].lead.id, found.score, found.reasons)))
    links: dict[int, list[Link]] = defaultdict(list)
    for one, reason in reasons:
        links[groups.home[one]].append(reason)
    return [([facets[i] for i in members], links[home]) for home, members in sorted(groups.members.items())]


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


def _components(groups: _Groups, scored: list[tuple[float, int, int]]) -> Iterable[list[tuple[float, int, int]]]:
    """The scored pairs of each component by falling score; what people tied is in one component."""
    root = list(groups.home)

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for _, one, other in scored:
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    pairs: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for pair in sorted(scored):
        pairs[find(pair[1])].append(pair)
    return pairs.values()


def _pairs(facets: Sequence[Facet]) -> set[tuple[int, int]]:
    """Pairs worth comparing, the lower number first."""
    found: set[tuple[int, int]] = set()
    for key, shelf in _shelves(facets).items():
        if len(shelf) > 1:
            shelf.sort()
            found.update(_meeting(shelf, facets, by_side=key[1].startswith("side")))
    return found


def _shelves(facets: Sequence[Facet]) -> dict[tuple[str, str], list[_Standing]]:
    shelves: dict[tuple[str, str], list[_Standing]] = defaultdict(list)
    for number, facet in enumerate(facets):
        kind, span = family(facet.lead.type), facet.span
        for key in _keys(facet):
            if span is None:
                if key.startswith(_UNDATED):
                    shelves[f"{kind} undated", key].append((0, 0, number))
            elif span[1] - span[0] < _LONG:
                shelves[kind, key].append((*span, number))
            else:
                shelves[f"{kind} {span}", key].append((*span, number))
    return shelves


def _meeting(shelf: list[_Standing], facets: Sequence[Facet], *, by_side: bool) -> Iterator[tuple[int, int]]:
    """Pairs of one shelf whose types may name one occurrence and whose days may meet.

    Two claims of known points meet in a cell: a common side alone does not join them.
    """
    free = _free_days(shelf) if len(shelf) > CROWD else None
    for at, (start, end, one) in enumerate(shelf):
        mine = facets[one]
        types, alone = _COMPARED[mine.type], by_side and not mine.wide
        for place in range(at + 1, len(shelf)):
            begins, ends, other = shelf[place]
            gap = begins - min(end, ends)
            if begins - end > PERSON_SLACK:
                break
            theirs = facets[other]
            if theirs.type not in types or (alone and not theirs.wide):
                continue
            if gap > 0 and gap > _slack(mine, theirs):
                continue
            if free is None or free.intersection(range(begins, min(end, ends) + PERSON_SLACK + 1)) or ((start, end) == (begins, ends) and (start, end) in free):
                yield (one, other) if one < other else (other, one)


def _slack(mine: Facet, theirs: Facet) -> int:
    """The most days by which `likeness` may let two claims miss each other."""
    if mine.persons and theirs.persons:
        return PERSON_SLACK
    if (mine.dated and theirs.dated) or mine.anew or theirs.anew:
        return 0
    return STORY_SLACK if any(match(a, b) == "same" for a in mine.places for b in theirs.places) else 0


def _free_days(shelf: Sequence[_Standing]) -> set[int | tuple[int, int]]:
    """Days on which the shelf is not crowded, those after a claim's last within which others may still meet it included; spans likewise."""
    days: Counter[int] = Counter(day for start, end, _ in shelf for day in range(start, end + PERSON_SLACK + 1))
    spans: Counter[tuple[int, int]] = Counter((start, end) for start, end, _ in shelf)
    return {day for day, told in days.items() if told <= CROWD} | {span for span, told in spans.items() if told <= CROWD}


def _keys(facet: Facet) -> set[str]:
    """What two claims must share at least one of to be compared."""
    keys = {f"passage {facet.passage}"}
    keys |= {f"person {word}" for person in facet.persons for word in person}
    keys |= {f"operation {name}" for name in facet.names}
    keys |= {f"count {c.measure} {c.low}" for c in facet.counts}
    for place in facet.places or facet.context:
        keys |= _cells(place)
    if not facet.places:
        keys |= {f"name {name}" for name in proper_names(facet.lead.evidence.quote)}
    if facet.wide:
        keys |= {f"side {who.side or who.key}" for who in facet.actors | facet.targets}
    else:
        keys |= {f"side {who.side or who.key}" for who in facet.actors}
    return keys


def _cells(place: PlaceRef) -> set[str]:
    keys = {f"name {place_name(place.mention)}"}
    if place.point is not None:
        row, column = int(place.point.lat // _CELL), int(place.point.lon // _CELL)
        keys |= {f"cell {row + i} {column + j}" for i in (0, 1) for j in (0, 1)}
    return keys
