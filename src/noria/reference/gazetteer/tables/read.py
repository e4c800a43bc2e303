"""One table, read by the reader of its form.

Every reader yields entries and, for each row that cannot be used, a BadGazetteer with file and line; the rest is used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from noria.errors import BadGazetteer
from noria.reference.gazetteer.tables.delimited import delimited
from noria.reference.gazetteer.tables.json_forms import json_table
from noria.reference.gazetteer.tables.row import Read
from noria.reference.gazetteer.tables.workbook import WORKBOOKS, workbook

READERS = 2  # raise when a reader makes other entries of the same table, so that tables are compiled anew
_DELIMITED = (".txt", ".csv", ".tsv")


def read_table(path: Path, columns: Mapping[str, str] | None = None) -> Read:
    """The entries of a table, in order, with a BadGazetteer in place of each bad row.

    `columns` says which column holds what, where its name does not tell: {"name": "Ortsname", "lat": "Breite"}. Raises BadGazetteer
    where the whole file cannot be read: it is missing, not text, of an unknown form, without a name or without coordinates.
    """
    named = columns or {}
    try:
        if path.suffix.lower() in WORKBOOKS:
            yield from workbook(path, named)
            return
        with _text(path) as (name, file):
            yield from json_table(path, file.read(), named) if name.lower().endswith((".json", ".geojson")) else delimited(path, file, named)
    except FileNotFoundError as error:
        raise BadGazetteer("there is no such place table", file=path) from error
    except UnicodeDecodeError as error:
        raise BadGazetteer("not text in UTF-8; save the table as CSV in UTF-8", file=path) from error
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:  # the last two: an archive locked or packed oddly
        raise BadGazetteer(f"cannot be read: {error}", file=path) from error


@contextmanager
def _text(path: Path) -> Iterator[tuple[str, TextIO]]:
    """The table's name and text, that of the table in it where the file is an archive."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield path.name, file
        return
    with zipfile.ZipFile(path) as archive:
        held = [name for name in archive.namelist() if name.lower().endswith((*_DELIMITED, ".json", ".geojson")) and "readme" not in name.lower()]
        if not held:
            raise BadGazetteer("the archive holds no .txt, .csv, .tsv, .json or .geojson file", file=path)
        first = max(held, key=lambda name: archive.getinfo(name).file_size)
        with archive.open(first) as packed, io.TextIOWrapper(packed, encoding="utf-8-sig", newline="") as file:
            yield first, file
