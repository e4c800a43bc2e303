"""From claims to groups of one occurrence: blocking, scored pairs, agglomeration by mean score without contradiction.

Pairs are compared only inside blocks (family of type x time x place cell, actor, person, or figure), so cost grows with the
claims, not their square. Pairs are taken by falling score; two groups are joined where no pair of members is forbidden and the
mean score over all pairs reaches `MERGE`. The order is total and free of the order of input, so the result is too. What people said
comes first: claims of one event are joined before any score is looked at, claims of two events never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from noria.claims.model import PlaceRef
from noria.derive.facets import Facet
from noria.derive.likeness import KIN, LINK, MERGE, PERSON_SLACK, STORY_SLACK, Likeness, family, likeness
from noria.derive.judged import Ties
from noria.derive.model import Link
from noria.derive.sides import Sides
from noria.derive.words import place_name, proper_names

_WEEK = 7
_SHORT = 14  # days up to which a claim is filed by week; longer ones are filed by year and met by all of that year
_CELL = 0.25  # degrees, about 25 km: a block and its neighbours cover what counts as near
_CROWD = 250  # members of a block beyond which each is compared with the next ones in order only
_WINDOW = 60
_SAMPLE = 40  # members of a large group that a mean is taken over


@dataclass
class _Groups:
    """Groups in the making: the members of each, and scores already worked out."""

    facets: Sequence[Facet]
    sides: Sides
    home: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    known: dict[tuple[int, int], Likeness] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)

    def score(self, one: int, other: int) -> Likeness:
        key = (one, other) if one < other else (other, one)
        if key not in self.known:
            self.known[key] = likeness(self.facets[key[0]], self.facets[key[1]], self.sides)
        return self.known[key]

    def join(self, one: int, other: int) -> bool:
        a, b = self.home[one], self.home[other]
        if a == b or self._parted(a, b):
            return False
        total, pairs = 0.0, 0
        for x in self.members[a][:_SAMPLE]:
            for y in self.members[b][:_SAMPLE]:
                found = self.score(x, y)
                if found.forbidden is not None:
                    return False
                total += found.score
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
    scored = [(-found.score, one, other) for one, other in _pairs(facets)
              if (found := groups.score(one, other)).forbidden is None and found.score >= LINK]
    reasons = _tied(groups, ties)
    for _, one, other in sorted(scored):
        if groups.join(one, other):
            found = groups.score(one, other)
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
                found = groups.score(first, node)
                why = (found.forbidden,) if found.forbidden else found.reasons
                reasons.append((first, Link(groups.facets[first].lead.id, groups.facets[node].lead.id, found.score, (f"judgement {judgement}", *why))))
    return reasons


def _pairs(facets: Sequence[Facet]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing, each once."""
    seen: set[tuple[int, int]] = set()
    for block, by_side in _blocks(facets):
        for pair in _within(block):
            if pair not in seen and _worth(facets[pair[0]], facets[pair[1]], by_side):
                seen.add(pair)
                yield pair


def _worth(one: Facet, other: Facet, by_side: bool) -> bool:
    """Cheap refusals before a pair is scored. Two claims of known points meet in a cell; a common side alone does not join them."""
    if by_side and not one.wide and not other.wide:
        return False
    if one.type != other.type and other.type not in KIN.get(one.type, ()):
        return False
    if one.span is None or other.span is None:
        return True
    slack = PERSON_SLACK if one.persons and other.persons else 0 if one.dated and other.dated else STORY_SLACK
    return max(one.span[0], other.span[0]) - min(one.span[1], other.span[1]) <= slack


def _within(block: list[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + _WINDOW]:
            yield one, other


def _blocks(facets: Sequence[Facet]) -> Iterator[tuple[list[int], bool]]:
    """Blocks of facets, and whether the block's key is a side."""
    short: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    year: dict[tuple[str, int, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, facet in enumerate(facets):
        kind = family(facet.lead.type)
        keys = sorted(_keys(facet))
        if facet.time is None:
            for key in keys:
                if not key.startswith("cell"):
                    short[kind, -1, key].append(number)
            continue
        assert facet.span is not None
        long = facet.span[1] - facet.span[0] >= _SHORT
        if not long:
            first, last = facet.span[0] // _WEEK, facet.span[1] // _WEEK
            # One week on either side lets accounts of one person's death meet across a week's end.
            for week in range(first, last + 2):
                for key in keys:
                    short[kind, week, key].append(number)
        for at in range(facet.time.start.year, min(facet.time.end.year, facet.time.start.year + 2) + 1):
            for key in keys:
                year[kind, at, key][0 if long else 1].append(number)
    yield from ((block, key.startswith("side")) for (_, _, key), block in short.items() if len(block) > 1)
    for (_, _, key), (long_ones, short_ones) in year.items():
        if long_ones:
            yield from ((block, key.startswith("side")) for block in _against(long_ones, short_ones))


def _against(long_ones: list[int], short_ones: list[int]) -> Iterator[list[int]]:
    """Every long-lasting claim with the others of its year, in blocks of two."""
    yield long_ones
    for one in long_ones[:_CROWD]:
        for other in short_ones[:_CROWD * 4]:
            yield [min(one, other), max(one, other)]


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
