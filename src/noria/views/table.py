"""Rows as a table, JSON, JSON lines or CSV. The bytes depend on the rows alone, never on a terminal, except for `table`."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from noria.views.cells import Cell
from noria.views.columns import Column
from noria.views.forms import Form

# What a spreadsheet would run as a formula (OWASP, "CSV Injection"), behind any apostrophes that are there already.
_FORMULA = re.compile(r"'*(?:[=+\-@＝＋－＠\t\r\n])")
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # could make a name read backwards
_UNWRAPPED = 1_000_000  # columns: wider than any row


def as_json(forms: Sequence[Form]) -> str:
    return json.dumps(forms, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_jsonl(forms: Iterable[Form]) -> str:
    """One object a line."""
    return "".join(json.dumps(form, ensure_ascii=False, allow_nan=False) + "\n" for form in forms)


def as_csv(forms: Iterable[Form], columns: Sequence[Column]) -> str:
    """RFC 4180 with line feeds. Text that a spreadsheet would run as a formula gets an apostrophe before it; figures stay."""
    shown = [column for column in columns if column.csv]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in shown])
    writer.writerows([_guarded(column.cell(form)) for column in shown] for form in forms)
    return out.getvalue()


def print_table(forms: Iterable[Form], columns: Sequence[Column], to: TextIO) -> None:
    """The short columns as a table: fitted to a terminal, else one whole row a line without colours, so that it pipes."""
    shown = [column for column in columns if column.short]
    rows = [[_plain(column.cell(form)) for column in shown] for form in forms]
    if to.isatty():
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in shown:
            table.add_column(column.name, overflow="fold")
        for row in rows:
            table.add_row(*(Text(_cut(text, column.width)) for text, column in zip(row, shown, strict=True)))
        Console(file=to).print(table)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in shown:
        table.add_column(column.name, no_wrap=True, overflow="ignore")
    for row in rows:
        table.add_row(*map(Text, row))
    drawn = io.StringIO()
    Console(file=drawn, width=_UNWRAPPED, color_system=None).print(table)
    to.write("".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()))


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _plain(cell: Cell) -> str:
    """Text that cannot steer a terminal: no control characters, no line ends, no reversal of direction."""
    if cell is None:
        return ""
    indent = len(str(cell)) - len(str(cell).lstrip(" "))
    printable = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in str(cell).translate(_BIDI_CONTROLS))
    return " " * indent + " ".join(printable.split())


def _cut(text: str, width: int | None) -> str:
    return text if width is None or len(text) <= width else text[: width - 1].rstrip() + "…"
