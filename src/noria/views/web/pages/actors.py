"""Actors: who is named, and one actor with its side, the forces above and under it, who commands it, what it did."""

from __future__ import annotations

from noria.claims.json_form import to_json
from noria.record.listing import EventsAsked
from noria.reference.codebook import fold
from noria.views.forms import command_form, event_form, force_form, force_forms
from noria.views.select import select_forces
from noria.views.names import ActorQuery
from noria.views.web.visit import Visit
from noria.views.web.site import Page
from noria.views.web.trees import tree
from noria.views.web.world import ActorKey, World


def listing(visit: Visit) -> Page:
    """Everybody the codebook, an event or the order of battle names; within a side those of the codebook first, then those in most events."""
    world = visit.world
    ordered = sorted(world.actors.values(), key=lambda a: (a.side is None, world.side_name(a.side), a.described,
                                                           -world.events_of.get(a.id, 0), fold(a.name), a.id))
    page = visit.paged(ordered)
    return Page("actors.html", {"actors": page},
                {"page": page.page, "pages": page.pages, "total": page.total, "actors": [
                    _actor_form(world, actor) | {"events": world.events_of.get(actor.id, 0)} for actor in page.items]})


def one(visit: Visit) -> Page:
    world = visit.world
    actor = world.actor(visit.request.path_params["id"])
    known = world.codebook.actor_by_id(actor.id)
    own = [force for force in world.catalogue.forces if world.actor_of_force(force) == actor.id]
    under = select_forces(world.catalogue.forces, ActorQuery(frozenset(), frozenset(f.id for f in own), frozenset()))
    above = [world.forces[force.parent] for force in own if force.parent in world.forces]
    branches = [below for root in tree(under) for below in (root.under if root.force in own else (root,))]
    commanders = list({command.name: command for force in own for command in force.commanders}.values())
    page = visit.page_of(lambda first, number: world.catalogue.events(EventsAsked(party=actor.id), first, number))
    claims = world.told(dict.fromkeys(id for force in own for id in force.claims))
    return Page("actor.html",
                {"actor": actor, "known": known, "above": above, "tree": branches, "commanders": commanders, "events": page,
                 "own": own, "claims": claims},
                {"actor": _actor_form(world, actor), "above": [force_form(force) for force in above], "forces": force_forms(under),
                 "commanders": [command_form(c) for c in commanders], "page": page.page, "pages": page.pages, "total": page.total,
                 "events": [event_form(event) for event in page.items], "claims": [to_json(claim) for claim in claims]})


def _actor_form(world: World, actor: ActorKey) -> dict[str, str | None]:
    return {"id": actor.id, "name": actor.name, "side": actor.side,
            "side_name": world.side_name(actor.side) if actor.side else None}
