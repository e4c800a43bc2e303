"""Rejected events that a later report tells again: what was rejected stays rejected, but nobody is to miss that somebody tells it anew.

The rejected claims are linked with those that count, as if nobody had judged; where one that counts comes to stand in a rejected event, the judgement is to be looked
at again. It is answered by judging the new event: rejected too, it counts no more; accepted, it is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from noria.claims.model import Claim
from noria.derive.facets import Facet, facets
from noria.derive.judged import Bearing, Ties
from noria.derive.likeness import family
from noria.derive.linking import link
from noria.derive.model import Problem
from noria.derive.passages import normal
from noria.derive.shelves import REACH, Shelves, standing
from noria.derive.sides import Sides

TOLD_AGAIN = "judgements.told-again"
_EVENT = "e-"


def told_again(bearings: Sequence[Bearing], rejected: Mapping[str, Claim], nodes: Sequence[Facet], sides: Sides) -> Iterator[Problem]:
    """A problem for each rejected event that claims tell again. `rejected` are the claims left out, `nodes` the facets of those that count."""
    passage_of = {normal(claim.evidence.quote): node.passage for node in nodes for claim in node.claims} if rejected else {}
    for found in bearings:
        made = found.judgement
        ghosts = [rejected[id] for id in sorted(set(found.claims.values())) if id in rejected]
        if made.kind != "reject" or not made.target.startswith(_EVENT) or not found.in_force or not ghosts:
            continue
        gone = facets(ghosts, sides, {claim.id: passage_of.get(normal(claim.evidence.quote), claim.id) for claim in ghosts}, Ties())
        near = [node for node in nodes if any(_may_meet(node, one) for one in gone)]
        left = {claim.id for claim in ghosts}
        again = {claim.id: claim for group in link(sorted([*gone, *near], key=lambda f: f.order), Shelves(map(standing, [*gone, *near])), sides, Ties())
                 if any(one.lead.id in left for one in group.facets) for one in group.facets for claim in one.claims if claim.id not in left}
        accepted = {id for other in bearings if other.judgement.kind == "accept" and other.judgement.made_at > made.made_at for id in other.claims.values()}
        new = sorted(set(again) - accepted)
        if new:
            files = ", ".join(sorted({again[id].document.publisher or again[id].document.file for id in new}))
            yield Problem(TOLD_AGAIN, (f"an event that {made.made_by} rejected on {made.made_at[:10]} (“{made.reason}”) is told again by {files}; "
                                       "it counts until somebody judges it anew"), (*new, *sorted(left)))


def _may_meet(one: Facet, other: Facet) -> bool:
    if family(one.lead.type) != family(other.lead.type):
        return False
    if one.span is None or other.span is None:
        return one.span is other.span
    return max(one.span[0], other.span[0]) - min(one.span[1], other.span[1]) <= REACH
