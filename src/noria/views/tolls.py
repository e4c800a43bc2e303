"""Tolls as they are asked for: of everything, a period, a place, an actor or a source, and of each source by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noria.derive.model import CasualtyLine, Results
from noria.derive.tolls.ledger import background_events, by_source, over, within
from noria.values.day import Day
from noria.views.ask import Ask
from noria.views.forms import Form, casualty_forms
from noria.views.select import Selection, select_casualties, select_events


@dataclass(frozen=True, slots=True, kw_only=True)
class TollQuestion:
    """What is asked of the ledger. With `sources`, each source's own figures instead of what they are reconciled to."""

    on: Day | None = None
    since: Day | None = None
    until: Day | None = None
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    sources: bool = False


def toll_forms(asked: Ask, question: TollQuestion) -> list[Form]:
    """The lines asked for, the sums before the events. Raises NothingFound on a name that the dossier never has."""
    results = asked.results_by(question.on)
    selection = asked.selection(place=question.place, actor=question.actor, source=question.source)
    period = question.since is not None or question.until is not None
    names: dict[str, str] = {}
    if selection.place is None and not period and not question.sources:
        lines: Sequence[CasualtyLine] = results.casualties
    else:
        lines, names = _asked_for(asked, results, question, selection)
    kept = select_casualties(lines, results, Selection(actor=selection.actor, source=selection.source))
    return casualty_forms(kept, results, names)


def _asked_for(asked: Ask, results: Results, question: TollQuestion, selection: Selection) -> tuple[list[CasualtyLine], dict[str, str]]:
    """The sums over the events of a place and a period, of each source if asked, then the events; and the sums' names."""
    events = {event.id: event for event in select_events(results.events, Selection(place=selection.place))}
    lines = [line for line in results.casualties if line.scope == "event" and line.scope_id in events]
    old: frozenset[str] = frozenset()
    if question.since is not None or question.until is not None:
        lines = within(lines, events, question.since, question.until)
        span = f"{question.since or '…'} to {question.until or '…'}"
        scope, id, name = "period", f"{question.since or ''}/{question.until or ''}", f"{question.place}, {span}" if question.place else span
    else:
        old = background_events(events.values(), asked.claims)
        scope, id, name = ("place", question.place, question.place) if question.place else ("all", "all", "all")
    if not question.sources:
        return [*over(lines, results, scope, id, background=old), *lines], {id: name}
    out, names = [], {}
    for source, told in by_source(lines).items():
        out += over(told, results, scope, f"{id} {source}", background=old)
        names[f"{id} {source}"] = f"{name}, by {source}"
    return out, names
