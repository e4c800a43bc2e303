"""The overview: the map and timeline of the conflict, its figures, what matters most, what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from noria.derive.model import CasualtyLine
from noria.record.listing import EventsAsked
from noria.values.day import Day
from noria.views.forms import event_form, holding_form, operation_form, problem_form
from noria.views.select import Selection, select_holdings
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest
from noria.views.web.pages.atlas import DRAWN
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.site import Page

EVENTS_SHOWN = 12
PROBLEMS_SHOWN = 5
FIGURES_SHOWN = 8
PLACES_SHOWN = 100


def one(visit: Visit) -> Page:
    world = visit.world
    asked = visit.day("on")
    day = asked or world.last_day
    catalogue = world.catalogue
    control = select_holdings(world.ask.holdings(day), Selection()) if day else []
    events, total = catalogue.events(EventsAsked(on=asked), 0, EVENTS_SHOWN) if asked else (catalogue.weightiest(EVENTS_SHOWN), len(world.events))
    whole = sorted(_figures(visit, asked), key=weightiest_first)[:FIGURES_SHOWN]
    world.know(whole)
    operations = [o for o in world.operations.values() if o.part_of not in world.operations]
    problems = catalogue.problems(0, PROBLEMS_SHOWN)
    summary = {"documents": len(world.documents), "claims": catalogue.number("claim"), "events": len(world.events),
               "places": len(world.places), "actors": len(world.actors), "refusals": len(world.refusals), "problems": catalogue.number("problem")}
    values = {"on": asked, "day": day, "control": control[:PLACES_SHOWN], "control_total": len(control), "events": events, "events_total": total, "drawn": DRAWN,
              "casualties": whole, "most": highest((line.measure, line.low, line.high) for line in whole), "operations": operations,
              "problems": problems, "summary": summary}
    data = {"dossier": visit.site.name, "on": str(day) if day else None, "as_known": str(world.as_known) if world.as_known else None,
            "summary": summary, "control": [holding_form(h) for h in control],
            "events": [event_form(e) for e in events], "casualties": world.casualty_forms(whole),
            "operations": [operation_form(o) for o in operations],
            "problems": [problem_form(p) for p in problems]}
    return Page("overview.html", values, data)


def _figures(visit: Visit, by: Day | None) -> Sequence[CasualtyLine]:
    """The figures of the whole record; of a day those of what was over by then, unless working them out would keep the reader waiting."""
    if by is None:
        return visit.world.whole
    return [line for line in visit.world.casualties_by(by) if line.scope == "all"] if visit.site.dossier.is_small else ()
