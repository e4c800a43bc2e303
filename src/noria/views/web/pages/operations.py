"""Operations with their parts, and the order of battle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from noria.claims.json_form import to_json
from noria.derive.model import CasualtyLine, Operation
from noria.derive.operations import chain_above
from noria.derive.roster import order_on
from noria.derive.tolls.postings import INCREMENTS
from noria.derive.tolls.sums import EVERYONE
from noria.reference.codebook import fold
from noria.views.forms import Form, event_form, force_forms, operation_form, operation_forms, problem_form
from noria.views.select import chronology
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.site import Page
from noria.views.web.trees import tree
from noria.views.web.world import World


def listing(visit: Visit) -> Page:
    world = visit.world
    page = visit.paged(sorted(world.operations.values(), key=chronology))
    return Page("operations.html", {"operations": page},
                {"page": page.page, "pages": page.pages, "total": page.total, "operations": operation_forms(page.items)})


def one(visit: Visit) -> Page:
    world = visit.world
    operation = world.operation(visit.request.path_params["id"])
    inside, branches = _branches(world, operation)
    parts = [other for other in inside if other.part_of == operation.id]
    ids = visit.paged(world.catalogue.in_time(operation.events))
    shown = ids.showing(world.catalogue.events_of(ids.items))
    named = {fold(place.name): place for place in world.places.values()}
    places = [(text, world.places.get(text) or named.get(fold(text))) for text in operation.places]
    figures = sorted(world.catalogue.line_of("operation", operation.id), key=weightiest_first)
    world.know(figures)
    claims = world.told(operation.claims)
    problems = [problem for problem in world.catalogue.problems_of("operations.") if {*operation.claims, *operation.part_of_claims} & {*problem.claims}]
    return Page("operation.html",
                {"operation": operation, "above": _above(world, operation), "within": branches, "events": shown, "problems": problems,
                 "places": places, "figures": figures, "most": highest((line.measure, line.low, line.high) for line in figures), "claims": claims},
                {"operation": operation_form(operation, [_tree_form(part, inside) for part in parts]), "page": shown.page,
                 "pages": shown.pages, "total": shown.total, "events": [event_form(event) for event in shown.items],
                 "casualties": world.casualty_forms(figures), "problems": [problem_form(problem) for problem in problems], "claims": [to_json(claim) for claim in claims]})


@dataclass(frozen=True, slots=True)
class Part:
    """An operation inside the one shown: what it cost by single events, and its own parts."""

    operation: Operation
    killed: CasualtyLine | None
    parts: tuple[Part, ...]


def _branches(world: World, operation: Operation) -> tuple[list[Operation], tuple[Part, ...]]:
    """All that is inside an operation, and the same as a tree."""
    below: dict[str | None, list[Operation]] = defaultdict(list)
    for other in sorted(world.operations.values(), key=chronology):
        below[other.part_of].append(other)
    found: list[Operation] = []

    def branch(one: Operation) -> Part:
        found.append(one)
        lines = [line for line in world.catalogue.line_of("operation", one.id) if line.rule == INCREMENTS and line.measure == "killed"]
        everyone = lines if len(lines) == 1 else [line for line in lines if line.who == EVERYONE]
        return Part(one, everyone[0] if everyone else None, tuple(branch(part) for part in below[one.id] if part not in found))

    return found, tuple(branch(part) for part in below[operation.id])


def _tree_form(operation: Operation, inside: Sequence[Operation]) -> Form:
    return operation_form(operation, [_tree_form(part, inside) for part in inside if part.part_of == operation.id])


def _above(world: World, operation: Operation) -> list[Operation]:
    """The operations that one is inside of, the widest first."""
    return [world.operations[id] for id in reversed(chain_above(operation.id, world.operations))]


def forces(visit: Visit) -> Page:
    """The order of battle, by side, of all days or as it stood on one."""
    world, day = visit.world, visit.day("on")
    shown = world.catalogue.forces if day is None else order_on(world.catalogue.forces, day)
    roots = tree(shown)
    sides = dict.fromkeys(sorted((root.force.side for root in roots), key=lambda side: (side is None, world.side_name(side))))
    by_side = {side: [root for root in roots if root.force.side == side] for side in sides}
    problems = world.catalogue.problems_of("forces.")
    return Page("forces.html", {"by_side": by_side, "total": len(shown), "of": len(world.forces), "on": day, "problems": problems},
                {"on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None, "forces": force_forms(shown),
                 "problems": [problem_form(problem) for problem in problems]})
