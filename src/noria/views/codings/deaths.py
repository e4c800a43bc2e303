"""The dead and wounded of an incident: whose they were, by which account, and what they come to without counting anybody twice.

Combatants of different sides are different people; so are groups that one account tells side by side. Civilians told by one account and
combatants told by another may be the same people called by another name: they are not added in the low figure. A total ("11 people") holds the
groups; a named person, children and women are among those of their kind. Running totals never come here (`incident.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from noria.claims.model import ActorRef
from noria.derive.model import CasualtyLine, Toll
from noria.derive.words import group_class, person_key
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident, apart

Kind = Literal["civilians", "side", "party", "people"]
_CIVIL = frozenset({"civilians", "children", "women", "health workers", "journalists", "aid workers"})
_CIVIL_KINDS = frozenset({"civilian", "population", "journalist", "photographer", "health worker", "aid worker"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one claim gives it; `low` or `high` None where it is open."""

    claim: str
    origin: str
    source: str
    low: int | None
    high: int | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one group of people. `among` tells that they are counted within others of their kind."""

    kind: Kind
    key: str
    name: str
    side: str | None
    among: bool
    told: tuple[Told, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({told.claim for told in self.told}))

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(told.origin for told in self.told)

    @property
    def low(self) -> int:
        return min((told.low for told in self.told if told.low is not None), default=0)

    @property
    def high(self) -> int | None:
        """None where an account leaves it open above all others."""
        highs = [told.high for told in self.told if told.high is not None]
        opens = [told.low for told in self.told if told.high is None and told.low is not None]
        return max(highs) if highs and max(highs) >= max(opens, default=0) else None

    @property
    def likeliest(self) -> int:
        """The figure that most origins give; of several the lowest."""
        votes = Counter({(told.origin, told.low): 1 for told in self.told if told.low is not None})
        per_figure = Counter(low for _, low in votes if low is not None)
        return min(per_figure, key=lambda low: (-per_figure[low], low)) if per_figure else 0


@dataclass(frozen=True, slots=True)
class Deaths:
    """The groups of one measure, and tolls told of another place, which are left out."""

    groups: tuple[Group, ...]
    elsewhere: tuple[CasualtyLine, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({claim for group in self.groups for claim in group.claims}))

    def of(self, kind: Kind, side: str | None = None) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.kind == kind and side in {None, group.side})


def deaths(incident: Incident, ground: Ground, measure: str = "killed") -> Deaths:
    """The groups of an incident's dead (or of another `measure`), without those told of another place than the deed."""
    groups, elsewhere = [], []
    for line in incident.lines:
        if line.measure != measure:
            continue
        if apart(line, incident, ground):
            elsewhere.append(line)
        else:
            groups.append(_group(line, ground))
    return Deaths(tuple(_among(groups)), tuple(elsewhere))


def _group(line: CasualtyLine, ground: Ground) -> Group:
    name = line.group or line.side or "people"
    told = _tellings(line.tolls)
    if line.side is not None:
        return Group("side", line.side, name, line.side, among=False, told=told)
    kind = group_class(name)
    if kind in _CIVIL:
        return Group("civilians", kind, name, None, among=kind != "civilians", told=told)
    if kind is not None:
        return Group("people", "people", name, None, among=False, told=told)
    if person_key(name):
        return _person(name, told, line, ground)
    return Group("party", name.casefold(), name, None, among=False, told=told)


def _person(name: str, told: tuple[Told, ...], line: CasualtyLine, ground: Ground) -> Group:
    """A named person is of the side or kind that the codebook knows, else of nobody's."""
    named = [ActorRef(name), *(target for claim in ground.told(line.claims) for target in claim.targets if person_key(target.mention))]
    known = next((found for actor in named if (found := ground.directory.known(actor)) is not None), None)
    if known is not None and (side := ground.codebook.side_of(known.id)) is not None:
        return Group("side", side, known.name, side, among=True, told=told)
    if known is not None and known.kind in _CIVIL_KINDS:
        return Group("civilians", "person", known.name, None, among=True, told=told)
    return Group("people", "person", known.name if known else name, None, among=True, told=told)


def _tellings(tolls: Sequence[Toll]) -> tuple[Told, ...]:
    """One for each claim; several figures of one claim for one group are parts of it."""
    per_claim: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        per_claim[toll.claim].append(toll)
    out = []
    for claim, parts in sorted(per_claim.items()):
        counts = [part.count for part in parts]
        lows, highs = [c.low for c in counts if c.low is not None], [c.high for c in counts if c.high is not None]
        out.append(Told(claim, parts[0].origin, parts[0].source, sum(lows) if lows else None, sum(highs) if len(highs) == len(counts) else None,
                        any(c.approximate for c in counts)))
    return tuple(out)


def _among(groups: Sequence[Group]) -> list[Group]:
    """Whoever is counted among others of their kind counts for themselves where those others have no figure."""
    whole = [group for group in groups if not group.among]

    def within(group: Group) -> bool:
        return any(other.kind == "people" or group.kind == "people" or (other.kind, other.side) == (group.kind, group.side) for other in whole)

    return [replace(group, among=group.among and within(group)) for group in sorted(groups, key=lambda g: (g.among, g.kind, g.key))]


def side_by_side(some: Iterable[Group], others: Iterable[Group]) -> bool:
    """Whether an account tells both, so that they are surely different people."""
    return bool(_origins(some) & _origins(others))


def lowest(groups: Sequence[Group], figure: Callable[[Group], int]) -> int:
    """What the groups come to at least; of rival accounts the lower. `figure` takes the figure of one group."""
    civil, armed, total = _parts(groups)
    parts = sum(map(figure, civil)) + sum(map(figure, armed))
    if civil and armed and not side_by_side(civil, armed):
        parts = min(sum(map(figure, civil)), sum(map(figure, armed)))
    whole = sum(map(figure, total))
    if not (total and (civil or armed)):
        return whole + parts
    return max(whole, parts) if side_by_side(total, [*civil, *armed]) else min(whole, parts)


def likeliest(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups of which the likeliest figure is the sum: of rival accounts those that more origins tell, of equals the lower."""
    civil, armed, total = _parts(groups)
    parts = [*civil, *armed]
    if civil and armed and not side_by_side(civil, armed):
        parts = min(civil, armed, key=lambda part: (-len(_origins(part)), sum(group.likeliest for group in part)))
    if not (total and parts):
        return tuple(parts or total)
    if side_by_side(total, parts) or len(_origins(total)) < len(_origins(parts)):
        return tuple(parts)
    return tuple(total)


def highest(groups: Sequence[Group]) -> int | None:
    """What the groups come to at most, all accounts taken together; None where one is open above."""
    civil, armed, total = _parts(groups)
    parts = [group.high for group in (*civil, *armed)]
    whole = [group.high for group in total]
    known = [high for high in (*parts, *whole) if high is not None]
    if len(known) < len(parts) + len(whole):
        return None
    return max(sum(h or 0 for h in parts), sum(h or 0 for h in whole))


def _parts(groups: Sequence[Group]) -> tuple[list[Group], list[Group], list[Group]]:
    """Civilians, combatants and totals, without those who are counted among others."""
    counted = [group for group in groups if not group.among]
    return ([group for group in counted if group.kind == "civilians"], [group for group in counted if group.kind in {"side", "party"}],
            [group for group in counted if group.kind == "people"])


def _origins(groups: Iterable[Group]) -> set[str]:
    return {origin for group in groups for origin in group.origins}
