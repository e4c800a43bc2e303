"""The dossier as one workbook for people who live in spreadsheets: a sheet for each kind of thing, and one that says what it is worth.

Figures are figures, days from 1900 on are days, and text is text: nothing in it runs as a formula. The same dossier gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from noria.errors import BadSetting
from noria.values.day import Day
from noria.views.cells import Cell
from noria.views.columns import CASUALTIES, CLAIMS, CONTROL, DOCUMENTS, EVENTS, JUDGEMENTS, PROBLEMS, Column
from noria.views.export.material import Material
from noria.views.forms import Form, casualty_forms, document_form, holding_form, problem_form
from noria.views.judgements import listed_form
from noria.views.measured import measured_rows
from noria.views.select import Selection, select_claims, select_events, select_holdings, select_problems

ROWS, CHARACTERS = 1_048_576, 32_767  # the most that a sheet and a cell of it hold
_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a file property that must not tell when it was made
_FIRST = Day(1900, 3, 1)  # before it, spreadsheets count the days differently
_DAYS = frozenset({"start", "end", "published", "since", "until"})
_WIDTHS = {"quote": 80, "message": 100, "reason": 60, "judged": 40, "grade_reason": 40, "by_source": 50, "interest_reason": 40, "figures": 30, "places": 24,
           "actors": 24, "targets": 24, "title": 40, "file": 24, "publisher": 20, "not_added": 40, "explained": 40}
_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what it holds in a sentence, its columns and rows."""

    name: str
    about: str
    columns: Sequence[Column]
    forms: Sequence[Form]


def export(material: Material) -> bytes:
    """The workbook. Raises BadSetting where a sheet would have more rows than a spreadsheet can open."""
    sheets = list(_sheets(material))
    if long := next((sheet for sheet in sheets if len(sheet.forms) >= ROWS), None):
        raise BadSetting(f"a sheet holds {ROWS - 1:,} rows and there are {len(long.forms):,} {long.name}; write them with: noria export csv")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": material.name, "author": "Noria", "created": _EPOCH})
    styles = {"head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
    _front(book.add_worksheet("read me"), material, sheets, styles)
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    return out.getvalue()


def _sheets(material: Material) -> Iterator[Sheet]:
    asked, results = Selection(on=material.on), material.results
    attested, judgements = material.attested, material.judgements
    yield Sheet("claims", "what one sentence of one document says; everything else is worked out from these", CLAIMS,
                [attested.claim_form(claim, judgements) for claim in select_claims(material.claims, asked)])
    yield Sheet("events", "claims of one occurrence put together, with the grade, the interests of who tells it, and its casualties", EVENTS,
                [attested.event_form(event, judgements.on_event(event)) for event in select_events(results.events, asked)])
    yield Sheet("tolls", "casualties of each event, operation and of everything; rows overlap, do not add up the column", CASUALTIES,
                casualty_forms(results.casualties, results))
    yield Sheet("control", "who held which place, from when to when", CONTROL, [holding_form(held) for held in select_holdings(results.holdings, asked)])
    yield Sheet("sources", "the documents, how much each gave, and what could not be read", DOCUMENTS, [document_form(row) for row in material.documents])
    yield Sheet("problems", "what did not fit together", PROBLEMS, [problem_form(problem) for problem in select_problems(
        results.problems, material.claims, material.on)])
    yield Sheet("judgements", "what people decided about all this, and why", JUDGEMENTS,
                [listed_form(found, material.claims) for found in judgements.bearings])


def _front(page: Any, material: Material, sheets: Sequence[Sheet], styles: Any) -> None:
    """What the workbook is, what it is worth, and every rule that made a row of it."""
    about = [("", f"{material.name}: claims, events, tolls, control"), ("", ("Made by Noria. A machine read the documents by fixed rules and can be wrong: "
             "every row names the claims it rests on, and every claim quotes its sentence.")),
             ("", "Several values in one cell are separated by semicolons, in the same order in each column of a group."),
             *([("", f"Only what was the case on {material.on}.")] if material.on else [])]
    rows: list[tuple[Cell, ...]] = [*about, (), ("sheet", "what it holds", "rows"), *((sheet.name, sheet.about, len(sheet.forms)) for sheet in sheets), (),
                                    *(measured_rows(material.measured) or [("measured error", "not measured: see noria sample and noria agreement")]), (),
                                    ("sheet", "rule", "rows"), *_rules(sheets)]
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 90)
    for number, row in enumerate(rows):
        heads = row[:1] in {("sheet",), ("measured error",)}
        for column, value in enumerate(row):
            _write(page, number, column, value, styles["head"] if heads else None)


def _rules(sheets: Iterable[Sheet]) -> Iterator[tuple[Cell, ...]]:
    """Each rule that made rows, by sheet, with how many; `docs/derived.md` and `docs/claims.md` say what they do."""
    for sheet in sheets:
        for rule, number in sorted(Counter(str(form["rule"]) for form in sheet.forms if "rule" in form).items()):
            yield sheet.name, rule, number


def _fill(page: Any, sheet: Sheet, styles: Any) -> None:
    shown = [column for column in sheet.columns if column.csv]
    for number, column in enumerate(shown):
        page.set_column(number, number, _WIDTHS.get(column.name, _WIDTH))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.forms), len(shown) - 1)
    for number, column in enumerate(shown):
        _write(page, 0, number, column.name, styles["head"])
    for row, form in enumerate(sheet.forms, 1):
        for number, column in enumerate(shown):
            value = column.cell(form)
            if column.name in _DAYS and isinstance(value, str) and (day := _day(value)) is not None:
                page.write_datetime(row, number, day, styles["day"])
            else:
                _write(page, row, number, value)


def _write(page: Any, row: int, column: int, value: Cell, style: Any = None) -> None:
    if value is None:
        return
    if isinstance(value, (int, float)):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, value if len(value) <= CHARACTERS else value[: CHARACTERS - 1] + "…", style)


def _day(text: str) -> dt.datetime | None:
    """The day as spreadsheets count them; None for days before they do, and for what is no single day."""
    day = Day.parse(text)
    return dt.datetime(day.year, day.month, day.day) if _FIRST <= day <= Day(9999, 12, 31) else None  # noqa: DTZ001 - a day has no time zone
