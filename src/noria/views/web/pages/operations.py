"""Operations with their parts, and the order of battle."""

from __future__ import annotations

from noria.claims.json_form import to_json
from noria.derive.roster import order_on
from noria.reference.codebook import fold
from noria.views.forms import casualty_forms, event_form, force_forms, operation_form, operation_forms, problem_form
from noria.views.select import chronology
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.site import Page
from noria.views.web.trees import tree


def listing(visit: Visit) -> Page:
    world = visit.world
    page = visit.paged(sorted(world.operations.values(), key=chronology))
    return Page("operations.html", {"operations": page},
                {"page": page.page, "pages": page.pages, "total": page.total, "operations": operation_forms(page.items)})


def one(visit: Visit) -> Page:
    world = visit.world
    operation = world.operation(visit.request.path_params["id"])
    parts = [other for other in world.operations.values() if other.part_of == operation.id]
    events = [world.events[id] for id in operation.events if id in world.events]
    shown = visit.paged(sorted(events, key=chronology))
    named = {fold(place.name): place for place in world.places.values()}
    places = [(text, world.places.get(text) or named.get(fold(text))) for text in operation.places]
    figures = sorted(world.casualties_of.get(("operation", operation.id), []), key=weightiest_first)
    claims = world.told(operation.claims)
    return Page("operation.html",
                {"operation": operation, "above": world.operations.get(operation.part_of or ""), "within": parts, "events": shown,
                 "places": places, "figures": figures, "most": highest((line.measure, line.low, line.high) for line in figures), "claims": claims},
                {"operation": operation_form(operation, [operation_form(part) for part in parts]), "page": shown.page,
                 "pages": shown.pages, "total": shown.total, "events": [event_form(event) for event in shown.items],
                 "casualties": casualty_forms(figures, world.results), "claims": [to_json(claim) for claim in claims]})


def forces(visit: Visit) -> Page:
    """The order of battle, by side, of all days or as it stood on one."""
    world, day = visit.world, visit.day("on")
    shown = world.results.forces if day is None else order_on(world.results.forces, day)
    roots = tree(shown)
    sides = dict.fromkeys(sorted((root.force.side for root in roots), key=lambda side: (side is None, world.side_name(side))))
    by_side = {side: [root for root in roots if root.force.side == side] for side in sides}
    problems = [problem for problem in world.results.problems if problem.rule.startswith("forces.")]
    return Page("forces.html", {"by_side": by_side, "total": len(shown), "of": len(world.forces), "on": day, "problems": problems},
                {"on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None, "forces": force_forms(shown),
                 "problems": [problem_form(problem) for problem in problems]})
