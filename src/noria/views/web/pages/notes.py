"""What was not coded, and what does not fit."""

from __future__ import annotations

from noria.views.forms import document_form, problem_form, refusal_form
from noria.views.web.visit import Visit
from noria.views.web.site import Page

SENTENCES = 40  # of one problem


def refusals(visit: Visit) -> Page:
    """Sentences that might have held a claim and gave none, by document, each with the reason."""
    world = visit.world
    page = visit.paged(world.refusals)
    return Page("refusals.html", {"refusals": page},
                {"page": page.page, "pages": page.pages, "total": page.total, "refusals": [refusal_form(r) for r in page.items]})


def problems(visit: Visit) -> Page:
    """What derivations could not reconcile, and documents that could not be read."""
    world = visit.world
    page = visit.page_of(lambda first, number: (world.catalogue.problems(first, number), world.catalogue.number("problem")))
    world.told(id for problem in page.items for id in problem.claims[:SENTENCES])
    unread = [row for row in world.rows if row.problem]
    return Page("problems.html", {"problems": page, "unread": unread},
                {"page": page.page, "pages": page.pages, "total": page.total, "problems": [problem_form(p) for p in page.items],
                 "documents": [document_form(row) for row in unread]})
