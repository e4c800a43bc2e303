"""A dossier under another codebook: the table with the codebook's own columns, and beside it the rule, reason and claims of every value.

The table has a row for each event and nothing that the codebook does not have. `rules` has a line for each of its values, `uncoded` one for
each event that has no row, `README` what the export is worth, counted on its own rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from noria.values.interval import Interval
from noria.views.cells import listed
from noria.views.codings import CODEBOOKS
from noria.views.codings.coded import Coding, Row, Uncoded
from noria.views.codings.ground import Ground
from noria.views.columns import Column
from noria.views.export.csv_table import BYTE_ORDER_MARK
from noria.views.export.material import Material
from noria.views.forms import Form, event_name
from noria.views.table import as_csv

Export = Callable[[Material], str]
RULES_COLUMNS = ("row", "column", "value", "rule", "reason", "claims")
UNCODED_COLUMNS = ("event", "name", "rule", "reason", "claims")
QUALITY = "docs/quality.md"


def table(name: str) -> Export:
    """The table itself."""
    columns = CODEBOOKS[name].columns

    def export(material: Material) -> str:
        forms = [{column: value.value for column, value in row.values} for row in _coding(name, material).rows]
        return BYTE_ORDER_MARK + as_csv(forms, _plain(columns))

    return export


def rules_table(name: str) -> Export:
    """One line for each value: which rule made it, of which claims, and why it is empty."""

    def export(material: Material) -> str:
        forms = [{"row": row.id, "column": column, "value": value.value, "rule": value.rule, "reason": value.reason, "claims": listed(value.claims)}
                 for row in _coding(name, material).rows for column, value in row.values]
        return BYTE_ORDER_MARK + as_csv(forms, _plain(RULES_COLUMNS))

    return export


def uncoded_table(name: str) -> Export:
    """One line for each event, or toll of one, that has no row."""

    def export(material: Material) -> str:
        return BYTE_ORDER_MARK + as_csv([_uncoded_form(miss, material.ground) for miss in _coding(name, material).uncoded], _plain(UNCODED_COLUMNS))

    return export


def json_form(name: str) -> Export:
    """All of it in one object: rows with the rule of every value, what has no row, and the words of the rules."""
    book = CODEBOOKS[name]

    def export(material: Material) -> str:
        coding = _coding(name, material)
        whole = {"codebook": name, "title": book.title, "columns": list(book.columns), "rows": [row_form(row) for row in coding.rows],
                 "uncoded": [_uncoded_form(miss, material.ground) | {"claims": list(miss.claims)} for miss in coding.uncoded],
                 "rules": dict(book.rules), "limits": limits(coding, material.ground), "measured": list(material.measured)}
        return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    return export


def row_form(row: Row) -> Form:
    """A row: its id, its events, and for each column `{"value", "rule", "reason", "claims"}`."""
    return {"id": row.id, "events": list(row.events),
            "values": {column: {"value": value.value, "rule": value.rule, "reason": value.reason, "claims": list(value.claims)}
                       for column, value in row.values}}


def limits(coding: Coding, ground: Ground) -> Form:
    """What the export is worth, counted on its own rows: how much was coded, why the rest was not, what is empty and why, which rules were used."""
    coded = {event for row in coding.rows for event in row.events}
    values = [(column, value) for row in coding.rows for column, value in row.values]
    return {
        "events": len(ground.results.events), "events_coded": len(coded & ground.events.keys()), "rows": len(coding.rows),
        "uncoded": dict(sorted(Counter(miss.rule for miss in coding.uncoded).items())),
        "empty": {f"{column}: {reason}": count for (column, reason), count in sorted(Counter(
            (column, value.reason or "not told") for column, value in values if value.value is None).items())},
        "rules": dict(sorted(Counter(value.rule for _, value in values).items()))}


def readme(name: str) -> Export:
    """The same for people, with the words of each rule that was used."""
    book = CODEBOOKS[name]

    def export(material: Material) -> str:
        coding = _coding(name, material)
        counted = limits(coding, material.ground)
        days = [claim.document.published for claim in material.claims if claim.document.published]
        lines = [
            f"# {book.title} rows of “{material.name}”", "",
            f"Made by Noria from {len(material.claims)} claims of {len({claim.document.id for claim in material.claims})} documents"
            + (f", published {min(days)} to {max(days)}." if days else "."), "",
            (f"A machine read these texts and coded them by fixed rules. The rows are not the work of {book.title.split('-')[0]} or its coders "
             "and are not to be passed off as its data. Check each row against its sentences before you publish from it: the `.rules.csv` beside this file names the rule and the claims of "
            "every value, `.uncoded.csv` what has no row and why."), "",
            "## What it is worth", "",
            f"- {counted['events_coded']} of {counted['events']} events have a row; there are {counted['rows']} rows.",
            f"- How well texts are read was measured on annotated texts; the figures stand in Noria's {QUALITY}. An error of reading is an error here.",
            *_times(coding, material), "", "| no row, by rule | events |", "|---|---|",
            *(f"| {book.rules[rule]} (`{rule}`) | {count} |" for rule, count in counted["uncoded"].items()), "",
            "| empty | rows |", "|---|---|", *(f"| {what} | {count} |" for what, count in counted["empty"].items()), "",
            "## Rules used", "", "| rule | what it does | values |", "|---|---|---|",
            *(f"| `{rule}` | {book.rules[rule]} | {count} |" for rule, count in counted["rules"].items())]
        return "\n".join(lines) + "\n"

    return export


def _times(coding: Coding, material: Material) -> list[str]:
    """How exact the days of the coded events are."""
    times: list[Interval] = [event.time for id in {event for row in coding.rows for event in row.events}
                             if (event := material.ground.events.get(id)) is not None and event.time is not None]
    exact = sum(time.days == 1 for time in times)
    return [f"- Of the {len(times)} events coded, {exact} are dated to the day."] if times else []


def _coding(name: str, material: Material) -> Coding:
    if name not in material.codings:
        material.codings[name] = CODEBOOKS[name].code(material.ground)
    coding = material.codings[name]
    if material.on is None:
        return coding
    day = material.on
    inside = {event.id for event in material.results.events if event.time is not None and event.time.contains(day)}
    return Coding(tuple(row for row in coding.rows if inside & set(row.events)), tuple(miss for miss in coding.uncoded if miss.event in inside))


def _uncoded_form(miss: Uncoded, ground: Ground) -> Form:
    event = ground.events.get(miss.event)
    return {"event": miss.event, "name": event_name(event) if event else None, "rule": miss.rule, "reason": miss.reason, "claims": listed(miss.claims)}


def _plain(columns: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(column, lambda form, c=column: form[c]) for column in columns)  # type: ignore[misc]
