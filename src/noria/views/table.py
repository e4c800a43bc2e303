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
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_WORD = 22  # characters that are kept on one line: an id, a date
_UNWRAPPED = 1_000_000  # columns: wider than any row


def as_json(forms: Sequence[Form]) -> str:
    return json.dumps(forms, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_jsonl(forms: Iterable[Form]) -> str:
    """One object a line, for every reader: the line ends that Unicode has besides the line feed are written as escapes."""
    return "".join(json.dumps(form, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS) + "\n" for form in forms)


def as_csv(forms: Iterable[Form], columns: Sequence[Column]) -> str:
    """RFC 4180 with line feeds. Text that a spreadsheet would run as a formula gets an apostrophe before it; figures stay."""
    shown = [column for column in columns if column.csv]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in shown])
    writer.writerows([_guarded(column.cell(form)) for column in shown] for form in forms)
    return out.getvalue()


def print_table(forms: Sequence[Form], columns: Sequence[Column], to: TextIO) -> None:
    """A table fitted to the terminal it is printed on; elsewhere one whole row a line without colours, so that it pipes."""
    shown = [column for column in columns if column.room is not None]
    if to.isatty():
        _print_fitted(forms, shown, Console(file=to))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in shown:
        table.add_column(column.name, no_wrap=True, overflow="ignore")
    for form in forms:
        table.add_row(*(Text(_plain(column.cell(form))) for column in shown))
    drawn = io.StringIO()
    Console(file=drawn, width=_UNWRAPPED, color_system=None).print(table)
    to.write("".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()))


def _print_fitted(forms: Sequence[Form], columns: Sequence[Column], console: Console) -> None:
    """Only the columns there is room for; the caption names those left out."""
    shown = [column for column in columns if (column.room or 0) <= console.width]
    hidden = [column.name for column in columns if column not in shown]
    caption = f"no room for {', '.join(hidden)}; a wider window or --format csv shows them" if hidden else None
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, caption=caption, caption_justify="left")
    for column in shown:
        cells = [_plain(column.cell(form)) for form in forms]
        longest = max((len(word) for text in (column.name, *cells) for word in text.split()), default=0)
        table.add_column(column.name, overflow="fold", min_width=min(longest, _WORD))
    for form in forms:
        table.add_row(*(Text(_cut(_plain(column.cell(form)), column.width)) for column in shown))
    console.print(table)


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
