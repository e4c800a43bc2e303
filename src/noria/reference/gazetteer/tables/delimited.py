"""Text tables: CSV and TSV with headings (OCHA, GNS, Wikidata, anybody's), and GeoNames dumps, which have none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TextIO

from noria.errors import BadGazetteer, NoriaError
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.kinds import kind_of_code, kind_of_words
from noria.reference.gazetteer.tables.columns import recognised
from noria.reference.gazetteer.tables.row import Read, degrees, entries_of, whole_number
from noria.values.place import Point

_GEONAMES_COLUMNS = 19
_DELIMITERS = "\t,;|"
csv.field_size_limit(10_000_000)  # outlines of areas stand in one cell


def delimited(path: Path, file: TextIO, named: Mapping[str, str]) -> Read:
    """The entries of a text table that is read line by line, however long it is. Raises BadGazetteer."""
    first = file.readline()
    if not first.strip():
        raise BadGazetteer("the table is empty", file=path, line=1)
    lines = chain([first], file)
    if first.count("\t") == _GEONAMES_COLUMNS - 1 and first.split("\t", 1)[0].isdigit():
        return _geonames_dump(path, lines)
    delimiter = max(_DELIMITERS, key=first.count) if any(c in first for c in _DELIMITERS) else ","
    # GNS files hold quotation marks that quote nothing.
    bare = delimiter == "\t" and re.search(r"\bufi\b", first, re.IGNORECASE) is not None
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL)
    try:
        header = next(reader)
    except csv.Error as error:
        raise BadGazetteer(f"the header cannot be read: {error}", file=path, line=1) from error
    return entries_of(path, _rows(path, reader), recognised(path, header, named))


def _rows(path: Path, reader: Iterator[list[str]]) -> Iterator[tuple[int, Sequence[str] | BadGazetteer]]:
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number = reader.line_num  # type: ignore[attr-defined]  # csv's readers have it, their type is not public
            yield number, BadGazetteer(f"the row cannot be read: {error}", file=path, line=number)
            continue
        yield reader.line_num, row  # type: ignore[attr-defined]


def _geonames_dump(path: Path, lines: Iterable[str]) -> Read:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        try:
            if len(cells) != _GEONAMES_COLUMNS:
                raise BadGazetteer(f"a GeoNames row has {_GEONAMES_COLUMNS} columns, this one {len(cells)}")
            point = Point(degrees(cells[4]), degrees(cells[5]))
            kind = kind_of_code(cells[7]) or kind_of_words(cells[1])
            yield Entry(id=f"geonames:{cells[0]}", name=cells[1], lat=point.lat, lon=point.lon, kind=kind,
                        other_names=tuple(dict.fromkeys(name for name in [cells[2], *cells[3].split(",")] if name and name != cells[1])),
                        country=cells[8] if re.fullmatch(r"[A-Z]{2}", cells[8]) else None, admin1_code=f"{cells[8]}.{cells[10]}" if cells[10] else None,
                        population=whole_number(cells[14]), table=path.stem)
        except NoriaError as error:
            yield BadGazetteer(error.message, file=path, line=number)
