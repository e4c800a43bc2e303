"""Which claims tell one event after a change: the components that it touches are linked anew, in sight of whatever stands around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.facets import Facet, facets
from noria.derive.judged import Ties
from noria.derive.likeness import LINK, likeness
from noria.derive.linking import Group, link
from noria.derive.passages import normal
from noria.derive.shelves import LONG, REACH, Shelves, Standing, near_in_time, standing
from noria.derive.sides import Sides
from noria.dossier.results_codec import read
from noria.dossier.updating.tracing import Traced
from noria.dossier.updating.world import WholeAnew, World, text_of
from noria.record.derived import ResultRow


@dataclass
class Relinked:
    """The groups of claims that were linked anew, and what was found of those claims before, by claim."""

    groups: list[Group]
    before: dict[str, ResultRow]
    facets: list[Facet]
    old_standings: list[Standing]


class Relinking:
    """Links anew as much as is asked for."""

    def __init__(self, world: World, traced: Traced, sides: Sides) -> None:
        self._world, self._traced, self._sides = world, traced, sides
        dirty = {claim.id for id in world.touched for claim in world.of_document(id)} | traced.repassaged
        texts = {text_of(world.claims[id]) for id in dirty} | {text_of(claim) for claim in world.gone.values()}
        self._fresh = world.with_texts(texts)
        self._made = self._facets(self._fresh)
        ids = {claim.id for claim in self._fresh} | world.gone.keys()
        self._old = {row.claim: row for row in world.rows.values() if row.claim in ids}
        self.components = {row.component for row in self._old.values()}
        self.components |= self._reached()

    def linked(self) -> Relinked:
        """The groups of all components that were asked for."""
        rows = {row.claim: row for row in self._world.by("component", self.components)} | self._old
        self._world.load({row.document for row in rows.values() if row.claim not in self._world.gone or row.claim in self._world.new})
        told = [claim for id in rows if (claim := self._world.claims.get(id)) is not None]
        ids = {claim.id for claim in (*told, *self._fresh)}
        found = [facet for facet in self._facets([self._world.claims[id] for id in sorted(ids)]) if facet.lead.id in ids]
        stands = [standing(facet) for facet in found]
        gone = {*rows, *ids}
        shelves = Shelves((*stands, *(one for one in self._around(stands) if one.id not in gone)))
        old = [read(row.standing, Standing) for row in rows.values() if row.standing is not None]
        return Relinked(link(found, shelves, self._sides, Ties()), rows, found, old)

    def _facets(self, claims: Iterable[Claim]) -> list[Facet]:
        """The facets of the quotes of these claims, with all copies."""
        numbers = {text_of(claim): normal(claim.evidence.quote) for claim in claims}
        self._world.with_texts(numbers.keys())
        loaded = self._world.loaded()
        passage = {claim.id: self._traced.passage.get(claim.id) or self._world.rows[claim.id].passage for claim in loaded}
        return facets(loaded, self._sides, passage, Ties(), frozenset(numbers.values()))

    def _reached(self) -> set[str]:
        """The components that fresh facets are joined to, or whose shelves become crowded or free by them."""
        stands = [standing(facet) for facet in self._made]
        old = [read(row.standing, Standing) for row in self._old.values() if row.standing is not None]
        around = list(self._around((*stands, *old)))
        still = [one for one in around if one.id not in self._old]
        after, before = Shelves((*stands, *still)), Shelves((*old, *still))
        if any(True for _ in after.crowded()):
            raise WholeAnew("more stand on one shelf on one day than are compared")
        crowds = {crowd for one in (*stands, *old) for crowd in after.crowds(one) ^ before.crowds(one)}
        turned = {id for crowd in crowds for shelves in (before, after) for id in shelves.on(*crowd)}
        made = {facet.lead.id: facet for facet in self._made}
        met = {id: after.meeting(id) - made.keys() for id in made}
        rows = {row.claim: row for row in self._world.by("claim", {id for ids in met.values() for id in ids} | turned)}
        self._world.load({rows[id].document for ids in met.values() for id in ids})
        others = {facet.lead.id: facet for facet in self._facets([self._world.claims[id] for ids in met.values() for id in ids])}
        joined = {other for id, ids in met.items() for other in ids if other in others and self._alike(made[id], others[other])}
        return {rows[id].component for id in joined | (turned & rows.keys())}

    def _alike(self, one: Facet, other: Facet) -> bool:
        if not near_in_time(one, other):
            return False
        found = likeness(one, other, self._sides)
        return found.forbidden is None and found.score >= LINK

    def _around(self, stands: Collection[Standing]) -> Iterable[Standing]:
        """Everything that stood near enough to these to be compared, or to make a crowd with them."""
        found: dict[str, Standing] = {}
        for first, last in _stretches([(one.start - REACH, one.end + REACH) for one in stands if one.dated]):
            found |= {one.id: one for row in self._world.record.derived.around(first, last, LONG) if (one := read(row.standing, Standing))}
        keys = {key for one in stands if not one.dated for key in one.shelves}
        ids = {row.claim for row in self._world.record.derived.rows("shelf", ("claim",), key=keys)} - found.keys()
        for row in self._world.by("claim", ids):
            found[row.claim] = read(row.standing, Standing)
        return found.values()


def _stretches(days: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The days in as few stretches as leave out what lies far between."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(set(days)):
        if out and first - out[-1][1] <= REACH:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out
