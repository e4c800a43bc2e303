"""Which claims tell one event after a change: the components that it touches are linked anew, in sight of whatever stands around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

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
        self._known: dict[int, list[Facet]] = {}
        self._stands: dict[str, Standing] = {}
        self._fresh = world.with_texts(texts)
        self._made = self._facets(map(text_of, self._fresh))
        ids = {claim.id for claim in self._fresh} | world.gone.keys()
        self._old = {row.claim: row for row in world.rows.values() if row.claim in ids}
        self.components = {row.component for row in self._old.values()}
        self.components |= self._reached()

    def linked(self) -> Relinked:
        """The groups of all components that were asked for."""
        world = self._world
        rows = {row.claim: row for row in world.by("component", self.components)} | self._old
        world.rows |= {id: row for id, row in rows.items() if id not in world.gone}
        ids = world.still(rows.values()) | {claim.id for claim in self._fresh}
        world.read(ids)
        found = [facet for facet in self._facets({text_of(world.claims[id]) for id in ids}) if facet.lead.id in ids]
        stands = [self._standing(facet) for facet in found]
        gone = {*rows, *ids}
        # On no day more stand on one shelf than are compared (`_reached`), so that those of other days and components make no difference.
        shelves = Shelves((*stands, *(one for one in self._beside(stands) if one.id not in gone)))
        old = [read(row.standing, Standing) for row in rows.values() if row.standing is not None and row.start is None]
        return Relinked(link(found, shelves, self._sides, Ties()), rows, found, old)

    def _facets(self, numbers: Iterable[int]) -> list[Facet]:
        """The facets of quotes, by number, with all copies; each is made once."""
        wanted = set(numbers)
        if missing := wanted - self._known.keys():
            claims = self._world.with_texts(missing)
            told = self._world.of_documents({claim.document.id for claim in claims})
            passage = {claim.id: self._traced.passage.get(claim.id) or self._world.rows[claim.id].passage for claim in claims}
            self._known |= {number: [] for number in missing}
            for facet in facets(told, self._sides, passage, Ties(), frozenset(normal(claim.evidence.quote) for claim in claims)):
                self._known[text_of(facet.lead)].append(facet)
        return sorted((facet for number in wanted for facet in self._known[number]), key=lambda facet: facet.order)

    def _standing(self, facet: Facet) -> Standing:
        if facet.lead.id not in self._stands:
            self._stands[facet.lead.id] = standing(facet)
        return self._stands[facet.lead.id]

    def _reached(self) -> set[str]:
        """The components that fresh facets are joined to, or whose shelves become crowded or free by them."""
        stands = [self._standing(facet) for facet in self._made]
        old = [read(row.standing, Standing) for row in self._old.values() if row.standing is not None]
        around = {one.id: one for one in (*self._near((*stands, *old)), *self._beside((*stands, *old)))}
        still = [one for one in around.values() if one.id not in self._old]
        keys = frozenset(key for one in (*stands, *old) for key in one.shelves)
        after, before = Shelves((*stands, *still), keys), Shelves((*old, *still), keys)
        if any(True for _ in after.crowded()):
            raise WholeAnew("more stand on one shelf on one day than are compared")
        crowds = {crowd for one in (*stands, *old) for crowd in after.crowds(one) ^ before.crowds(one)}
        turned = {id for crowd in crowds for shelves in (before, after) for id in shelves.on(*crowd)}
        made = {facet.lead.id: facet for facet in self._made}
        met = {id: after.meeting(id) - made.keys() for id in made}
        asked = {id for ids in met.values() for id in ids}
        rows = {row.claim: row for row in self._world.by("claim", asked | turned)}
        others = {facet.lead.id: facet for facet in self._facets({rows[id].text for id in asked})}
        joined = {other for id, ids in met.items() for other in ids if other in others and self._alike(made[id], others[other])}
        return {rows[id].component for id in joined | (turned & rows.keys())}

    def _alike(self, one: Facet, other: Facet) -> bool:
        if not near_in_time(one, other):
            return False
        found = likeness(one, other, self._sides)
        return found.forbidden is None and found.score >= LINK

    def _near(self, stands: Collection[Standing]) -> Iterable[Standing]:
        """Everything that stood on days near enough to these to be compared, or to make a crowd with them."""
        for first, last in _stretches([(one.start - REACH, one.end + REACH) for one in stands if one.dated]):
            yield from (read(row.standing, Standing) for row in self._world.record.derived.around(first, last, LONG) if row.standing is not None)

    def _beside(self, stands: Collection[Standing]) -> Iterable[Standing]:
        """Everything that stood on the shelves of those that days do not find."""
        keys = {key for one in stands if not one.dated for key in one.shelves}
        ids = {row.claim for row in self._world.record.derived.rows("shelf", ("claim",), key=keys)}
        return [read(row.standing, Standing) for row in self._world.by("claim", ids)]


def _stretches(days: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The days in as few stretches as leave out what lies far between."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(set(days)):
        if out and first - out[-1][1] <= REACH:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out
