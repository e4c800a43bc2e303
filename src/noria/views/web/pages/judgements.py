"""What people decided: the list of all judgements; and one claim with everything said about it, the form to judge it among it."""

from __future__ import annotations

from noria.derive.returned import TOLD_AGAIN
from noria.errors import NothingFound, ValueRefused
from noria.views.correcting import FIELDS, typed_text
from noria.views.judgements import judged_form, listed_form, state_of
from noria.views.web.site import Page
from noria.views.web.visit import Visit

STATES = ("in force", "open", "undone")


def listing(visit: Visit) -> Page:
    """All judgements, the newest first, or those of one state."""
    world, state = visit.world, visit.request.query_params.get("state", "")
    if state and state not in STATES:
        raise ValueRefused(f"There is no state {state!r}; the states are {', '.join(STATES)}.")
    page = visit.paged([found for found in reversed(world.ask.bearings) if state in {"", state_of(found)}])
    forms = [listed_form(found, world.ask.around(found)) for found in page.items]
    again = world.catalogue.problems_of(TOLD_AGAIN)
    return Page("judgements.html", {"judgements": page.showing(forms), "again": again, "state": state, "states": STATES},
                {"state": state or None, "page": page.page, "pages": page.pages, "total": page.total, "judgements": forms})


def claim(visit: Visit) -> Page:
    """One claim: as it counts, as the machine read it, what people decided."""
    world, id = visit.world, visit.request.path_params["id"]
    found = world.claim(id)
    if found is None:
        raise NothingFound(f"This dossier has no claim {id!r}. It may have changed since the link was made.")
    event = world.events.get(found.event or "")
    return Page("claim.html", {"claim": found, "machine": world.machine(id), "event": event, "texts": {key: typed_text(key, found) for key in FIELDS}},
                {"claim": judged_form(found, world.judgements)})
