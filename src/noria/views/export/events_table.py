"""Events as a table for a spreadsheet: one row an event, with its grade, who speaks against or in an interest, and its casualties low to high."""

from __future__ import annotations

from noria.views.columns import EVENTS
from noria.views.export.csv_table import BYTE_ORDER_MARK
from noria.views.export.material import Material
from noria.views.select import Selection, select_events
from noria.views.table import as_csv


def export(material: Material) -> str:
    found = select_events(material.results.events, Selection(on=material.on))
    return BYTE_ORDER_MARK + as_csv((material.attested.event_form(event, material.judgements.on_event(event)) for event in found), EVENTS)
