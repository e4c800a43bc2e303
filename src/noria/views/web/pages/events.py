"""Events: the list, and one event with its accounts side by side."""

from __future__ import annotations

from typing import get_args

from noria.derive.model import Event, Problem
from noria.derive.returned import TOLD_AGAIN
from noria.errors import ValueRefused
from noria.record.listing import EventsAsked
from noria.values.vocabulary import FAMILY_OF, ClaimType
from noria.views.attested import grading_form, interest_form
from noria.views.codings import CODEBOOKS
from noria.views.correcting import typed_event
from noria.views.forms import casualty_form, event_form, event_name
from noria.views.judgements import judged_form
from noria.views.select import NEAR_DAYS, near_events
from noria.views.web.accounts import compare
from noria.views.web.visit import Visit
from noria.views.web.drawing import highest
from noria.views.web.pages.casualties import weightiest_first
from noria.views.web.pages.codings import at_once, grading
from noria.views.web.site import Page
from noria.views.web.world import World


def listing(visit: Visit) -> Page:
    """All events in the order of time, or those of a day or of a type."""
    world = visit.world
    on, type_ = visit.day("on"), visit.request.query_params.get("type", "")
    if type_ and type_ not in get_args(ClaimType):
        raise ValueRefused(f"There is no type of event called {type_!r}; the types are {', '.join(get_args(ClaimType))}.")
    asked = EventsAsked(on=on, types=frozenset({type_} if type_ else ()))
    page = visit.page_of(lambda first, number: world.catalogue.events(asked, first, number))
    return Page("events.html", {"on": on, "type": type_, "events": page},
                {"on": str(on) if on else None, "as_known": str(world.as_known) if world.as_known else None,
                 "type": type_ or None, "page": page.page, "pages": page.pages, "total": page.total,
                 "events": [event_form(event) for event in page.items]})


def _told_again(visit: Visit, event: Event) -> list[Problem]:
    """The rejected events that this one tells again."""
    return [problem for problem in visit.world.catalogue.problems_of(TOLD_AGAIN) if not set(event.claims).isdisjoint(problem.claims)]


def one(visit: Visit) -> Page:
    file = visit.world.event_file(visit.request.path_params["id"])
    event, comparison = file.event, compare(file)
    judgements = visit.world.ask.judgements_upon(file)
    figures = sorted(file.casualties, key=weightiest_first)
    return Page("event.html",
                {"event": event, "comparison": comparison, "figures": figures,
                 "most": highest((line.measure, line.low, line.high) for line in figures), "operation": file.operation,
                 "grading": grading(file, visit.world), "coded": at_once(file, visit), "books": CODEBOOKS,
                 "judgements": judgements, "again": _told_again(visit, event), "texts": typed_event(event),
                 "near": _near(event, visit.world)},
                {"event": event_form(event, judgements.on_event(event)), "claims": [judged_form(claim, judgements) for claim in file.claims],
                 "differences": [{"about": row.about, "values": list(row.values)} for row in comparison.rows if row.differs],
                 "casualties": [casualty_form(line, event_name(event)) for line in figures],
                 "grading": grading_form(grading(file, visit.world)), "interests": {
                     claim.id: interest_form(interest)
                     for claim in file.claims if (interest := visit.world.interest(claim)) is not None}})


def _near(event: Event, world: World) -> list[Event]:
    """Other events that may be this one told apart; none for one without a date, which could be near every other."""
    if event.time is None:
        return []
    family = [type_ for type_ in get_args(ClaimType) if FAMILY_OF[type_] == FAMILY_OF[event.type]]
    since, until = (day.ordinal for day in (event.time.start.plus(-NEAR_DAYS), event.time.end.plus(NEAR_DAYS)))
    return near_events(event, world.catalogue.near(family, since, until))
