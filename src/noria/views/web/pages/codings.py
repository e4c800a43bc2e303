"""One event under other codebooks, side by side: a page of its own, and the section of the event page where the dossier is not too large for that."""

from __future__ import annotations

from noria.derive.grading import Grader, Grading
from noria.dossier.event_file import EventFile
from noria.views.codings import CODEBOOKS
from noria.views.codings.explain import Explanation, explain, find_event
from noria.views.codings.telling import as_form
from noria.views.web.site import Page
from noria.views.web.visit import Visit
from noria.views.web.world import World


def one(visit: Visit) -> Page:
    """How each codebook codes the event, with the rule and the sentences of every value."""
    world = visit.world
    event = find_event(visit.request.path_params["id"], world.ground)
    coded = _explained(event.id, world)
    return Page("codings.html", {"event": event, "coded": coded, "books": CODEBOOKS}, as_form(coded, world.ground))


def at_once(file: EventFile, visit: Visit) -> Explanation | None:
    """The same for the event page; None in a dossier that is too large to be coded whole for it."""
    if not visit.site.dossier.is_small or file.event.id not in visit.world.ground.events:
        return None
    return _explained(file.event.id, visit.world)


def _explained(id: str, world: World) -> Explanation:
    return explain(world.ground.events[id], world.ground, tuple(CODEBOOKS), world.codings)


def grading(file: EventFile, world: World) -> Grading:
    """How well the event is attested, by its own claims and the origins of its accounts."""
    origins = {id: account.origin for account in file.event.accounts for id in account.claims}
    return Grader.of(file.claims, origins, world.codebook).grade([file.event])
