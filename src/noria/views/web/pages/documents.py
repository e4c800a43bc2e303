"""Documents, and the reader: the text with every claim's sentence marked, beside it the claims."""

from __future__ import annotations

from noria.views.forms import document_form, refusal_form
from noria.views.judgements import judged_form
from noria.views.web.visit import Visit
from noria.views.web.marked import marked_text
from noria.views.web.site import Page


def listing(visit: Visit) -> Page:
    world = visit.world
    rows = sorted(world.rows, key=lambda d: (str(d.published or "9999"), d.title or d.file, d.id or ""))
    page = visit.paged(rows)
    return Page("documents.html", {"documents": page},
                {"page": page.page, "pages": page.pages, "total": page.total, "documents": [document_form(d) for d in page.items]})


def one(visit: Visit) -> Page:
    world = visit.world
    id = visit.request.path_params["id"]
    row, document = world.document(id), visit.site.dossier.document(id)
    claims = sorted(world.ask.claims_in(id), key=lambda c: (c.evidence.span, c.evidence.trigger))
    world.events.know(claim.event for claim in claims if claim.event)
    refusals = sorted(world.ask.refusals(document=id), key=lambda r: r.span)
    return Page("document.html",
                {"row": row, "document": document, "claims": claims, "parts_of_text": marked_text(document, claims), "refusals": refusals},
                {"document": document_form(row) | {"text": document.text, "url": document.meta.url},
                 "claims": [judged_form(claim, world.judgements) for claim in claims], "refusals": [refusal_form(r) for r in refusals]})
