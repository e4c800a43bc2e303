"""Rows whose dead may be the same people told twice: each says so beside its figure, for whoever adds up the column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from noria.derive.model import Event
from noria.derive.overlap import overlaps
from noria.views.codings.coded import Row


def marked(rows: Sequence[Row], figure: str, dead: Mapping[str, Sequence[Event]]) -> tuple[Row, ...]:
    """The rows with a reason at `figure` where its dead may be those of another row; `dead` has the events that tell them, by row id."""
    counted = [row for row in rows if row[figure].value]
    rows_of: dict[str, set[str]] = defaultdict(set)
    for row in counted:
        for event in dead.get(row.id, ()):
            rows_of[event.id].add(row.id)
    events = {event.id: event for row in counted for event in dead.get(row.id, ())}
    same = overlaps([events[id] for id in sorted(events)])
    out = []
    for row in rows:
        own = {event.id for event in dead.get(row.id, ())}
        others = sorted({other for id in own & events.keys() for twin in same.get(id, ()) if twin not in own for other in rows_of[twin]} - {row.id})
        reason = f"may be the same people as in row {', '.join(others)}: do not add them up unchecked" if others and row[figure].value else None
        out.append(replace(row, values=tuple((name, value.because(reason) if name == figure else value) for name, value in row.values)))
    return tuple(out)
