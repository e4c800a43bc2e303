"""The overview: the map and timeline of the conflict, its figures, what matters most, what does not fit."""

from __future__ import annotations

from noria.derive.model import Event
from noria.views.forms import casualty_forms, event_form, holding_form, operation_form, problem_form
from noria.views.select import Selection, select_events, select_holdings
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.site import Page
from noria.views.web.world import World

EVENTS_SHOWN = 12
PROBLEMS_SHOWN = 5
FIGURES_SHOWN = 8


def one(visit: Visit) -> Page:
    world = visit.world
    asked = visit.day("on")
    day = asked or world.last_day
    control = select_holdings(world.results.holdings, Selection(on=day)) if day else []
    events = select_events(world.results.events, Selection(on=asked)) if asked else _weightiest(world)
    casualties = world.casualties_by(asked) if asked else world.results.casualties
    whole = sorted((line for line in casualties if line.scope == "all"), key=weightiest_first)[:FIGURES_SHOWN]
    operations = [o for o in world.operations.values() if o.part_of not in world.operations]
    problems = world.results.problems
    summary = {"documents": len(world.documents), "claims": len(world.claims), "events": len(world.events),
               "places": len(world.places), "actors": len(world.actors), "refusals": len(world.refusals),
               "problems": len(problems)}
    values = {"on": asked, "day": day, "control": control, "events": events[:EVENTS_SHOWN], "events_total": len(events),
              "casualties": whole, "most": highest((line.measure, line.low, line.high) for line in whole), "operations": operations,
              "problems": problems[:PROBLEMS_SHOWN], "summary": summary}
    data = {"dossier": visit.site.name, "on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None,
            "summary": summary, "control": [holding_form(h) for h in control],
            "events": [event_form(e) for e in events[:EVENTS_SHOWN]], "casualties": casualty_forms(whole, world.results),
            "operations": [operation_form(o) for o in operations],
            "problems": [problem_form(p) for p in problems[:PROBLEMS_SHOWN]]}
    return Page("overview.html", values, data)


def _weightiest(world: World) -> list[Event]:
    """The events that most independent origins tell, then most accounts; of equals the later one first."""
    return sorted(world.events.values(), reverse=True, key=lambda event: (
        event.origins, len(event.accounts), event.time.end.ordinal if event.time else -10**9, event.id))
