"""Casualties: what was reckoned for the whole, for each operation and each event, and what each account says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from noria.derive.model import CasualtyLine, Toll
from noria.derive.tolls.sums import BACKGROUND
from noria.errors import ValueRefused
from noria.values.day import Day
from noria.views.forms import toll_form
from noria.views.web.visit import Paged, Visit
from noria.views.web.dates import prose
from noria.views.web.drawing import highest
from noria.views.web.site import Page
from noria.views.web.words import event_title
from noria.views.web.world import EVERY, World

PANELS = 8
TOLLS = 60  # of one source
CHARTED = 2000  # lines
MEASURES = ("killed", "wounded", "missing")


def listing(visit: Visit) -> Page:
    """The figures, widest scope first; `on` reckons only what was over by the end of that day."""
    world = visit.world
    on, since, until = visit.day("on"), visit.day("since"), visit.day("until")
    if since is not None and until is not None and until < since:
        raise ValueRefused(f"The days from {since} to {until} run backwards.")
    lines, page = _lines(visit, on)
    whole = [line for line in lines if line.scope == "all"]
    operations = [line for line in lines if line.scope == "operation"]
    period = world.casualties_within(since, until, on) if since or until else []
    sources = _by_source(lines)
    world.know((*period, *whole, *operations, *page.items))
    world.told(toll.claim for tolls in sources.values() for toll in tolls[:TOLLS])
    world.events.know([*(line.scope_id for line in page.items), *(toll.event for tolls in sources.values() for toll in tolls[:TOLLS] if toll.event)])
    return Page("casualties.html",
                {"on": on, "since": since, "until": until, "period": sorted(period, key=weightiest_first), "whole": whole, "by_operation": _by_scope(operations), "by_event": page, "sources": sources, "tolls_shown": TOLLS,
                 "most": highest((line.measure, line.low, line.high) for line in (*period, *whole, *operations) if line.rule != BACKGROUND),
                 "most_event": highest((line.measure, line.low, line.high) for line in page.items),
                 "most_toll": highest((toll.count.measure, toll.count.low, toll.count.high) for tolls in sources.values() for toll in tolls),
                 "chart": _for_chart(world, lines)},
                lambda: {"on": str(on) if on else None, "since": str(since) if since else None, "until": str(until) if until else None, "as_known": str(world.as_known) if world.as_known else None,
                 "page": page.page, "pages": page.pages, "total": page.total,
                 "casualties": world.casualty_forms((*period, *whole, *operations, *page.items)),
                 "sources": {name: [toll_form(toll) for toll in tolls] for name, tolls in sources.items()}})


def _lines(visit: Visit, on: Day | None) -> tuple[list[CasualtyLine], Paged[CasualtyLine]]:
    """The lines of which sums, charts and accounts are made, heaviest first, and a page of the lines of single events in the order of time.

    Of a record with very many events the sums hold the tolls of all, and the charts are drawn of the first events.
    """
    world = visit.world
    if on is not None:
        lines = sorted(world.casualties_by(on), key=weightiest_first)
        of_events = [line for line in lines if line.scope == "event"]
        order = {id: number for number, id in enumerate(world.catalogue.in_time([line.scope_id for line in of_events]))}
        return lines, visit.paged(sorted(of_events, key=lambda line: order.get(line.scope_id, len(order))))
    page = visit.page_of(lambda first, number: world.catalogue.lines("event", first, number))
    lines = [*world.whole, *world.catalogue.lines("operation", 0, EVERY)[0], *world.catalogue.lines("event", 0, CHARTED)[0]]
    return sorted(lines, key=weightiest_first), page


def weightiest_first(line: CasualtyLine) -> tuple[bool, int, int, str, str]:
    """Sort key: the killed before the wounded, the missing and all else, higher figures first; what is of other times last."""
    measure = MEASURES.index(line.measure) if line.measure in MEASURES else len(MEASURES)
    return line.rule == BACKGROUND, measure, -max(line.low or 0, line.high or 0), line.measure, line.group or ""


def _by_scope(lines: Iterable[CasualtyLine]) -> dict[str, list[CasualtyLine]]:
    found: dict[str, list[CasualtyLine]] = defaultdict(list)
    for line in lines:
        found[line.scope_id].append(line)
    return found


def _by_source(lines: Iterable[CasualtyLine]) -> dict[str, list[Toll]]:
    """Every toll once, by who gave it; those with most figures first."""
    found: dict[str, dict[tuple[str, str, str | None], Toll]] = defaultdict(dict)
    for toll in (toll for line in lines for toll in line.tolls):
        found[toll.source].setdefault((toll.claim, toll.count.measure, toll.count.group), toll)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: sorted(tolls.values(), key=lambda t: (t.time is None, t.time.start.ordinal if t.time else 0, t.claim))
            for name, tolls in ordered}


def _for_chart(world: World, lines: Iterable[CasualtyLine]) -> list[dict[str, object]]:
    """Panels of accounts that speak of the same people: of one event, or balances ("602 in all by then") of a wider scope; once each."""
    panels: dict[frozenset[str], dict[str, object]] = {}
    lines = [line for line in lines if line.measure in MEASURES]
    world.events.know(line.scope_id for line in lines if line.scope == "event" and len({toll.source for toll in line.tolls}) > 1)
    for line in lines:
        tolls = [toll for toll in line.tolls if line.scope == "event" or toll.count.kind == "cumulative"]
        told_of_many = any((toll.count.low or toll.count.high or 0) > 1 for toll in tolls)
        if told_of_many and len({toll.source for toll in tolls}) > 1:
            whose = ", ".join(text for text in (line.group, world.side_name(line.side) if line.side else None) if text)
            panels.setdefault(frozenset(toll.claim for toll in tolls), {
                "title": f"{line.measure.capitalize()}{f' ({whose})' if whose else ''}: {scope_name(world, line)}{_kind_of(tolls)}",
                "low": line.low, "high": line.high, "tolls": [
                    {"source": toll.source, "low": toll.count.low, "high": toll.count.high, "kind": toll.count.kind} for toll in tolls]})
    return list(panels.values())[:PANELS]


def _kind_of(tolls: Iterable[Toll]) -> str:
    """What is to be said of all figures of a panel, where they are of one kind."""
    kinds = {toll.count.kind for toll in tolls}
    return ", running totals" if kinds == {"cumulative"} else ", parts of other figures" if kinds == {"subset"} else ""


def scope_name(world: World, line: CasualtyLine) -> str:
    """What the figure is a figure of."""
    if line.scope == "operation" and line.scope_id in world.operations:
        return prose(world.operations[line.scope_id].name)
    if line.scope == "event" and line.scope_id in world.events:
        return event_title(world.events[line.scope_id])
    return "whole record"
