"""Excel and LibreOffice workbooks: every sheet that has a column of names and columns of coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from noria.errors import BadGazetteer
from noria.reference.gazetteer.tables.columns import recognised
from noria.reference.gazetteer.tables.row import Read, entries_of

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def workbook(path: Path, named: Mapping[str, str]) -> Read:
    """The entries of all sheets; one without names or coordinates is passed over. Raises BadGazetteer where every sheet is."""
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.exists():
        raise FileNotFoundError(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except CalamineError as error:
        raise BadGazetteer(f"not a workbook that can be read: {error}", file=path) from error
    unused: list[BadGazetteer] = []
    for name, rows in sheets:
        cells = [[_text(cell) for cell in row] for row in rows]
        if not cells:
            continue
        try:
            columns = recognised(path, cells[0], named)
        except BadGazetteer as problem:
            unused.append(BadGazetteer(f"sheet {name!r}: {problem.message}", file=path, line=1))
            continue
        yield from entries_of(path, enumerate(cells[1:], 2), columns, f"sheet {name!r}: " if len(sheets) > 1 else "")
    if len(unused) == sum(1 for _, rows in sheets if rows):
        raise unused[0] if unused else BadGazetteer("the workbook is empty", file=path)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
