"""What was told of the place tables of a folder: `tables.toml` beside them, with a table for each file.

Written by `noria gazetteer add`, and by hand. A file that it does not name is used all the same.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from noria.errors import BadGazetteer
from noria.values.day import Day

FILE = "tables.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Where a table is from, under which licence, when it was taken from there and when it was put into the dossier; `columns` says
    which heading holds what, where that is not plain.
    """

    source: str | None = None
    licence: str | None = None
    retrieved: Day | None = None
    added: Day | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


KEYS = tuple(one.name for one in fields(About))


def about(table: Path) -> About:
    """What tables.toml tells of a table. Raises BadGazetteer where it cannot be used."""
    return told_in(table.parent).get(table.name, About())


def told_in(folder: Path) -> dict[str, About]:
    """What tables.toml tells, by file name. Raises BadGazetteer where it cannot be used."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError as error:
        raise BadGazetteer("not text in UTF-8; save it as UTF-8", file=path) from error
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        raise BadGazetteer(f"not valid TOML: {error}", file=path, line=int(where[1]) if where else None) from error
    return {name: _told(path, name, table) for name, table in data.items()}


def _told(path: Path, name: str, table: object) -> About:
    if not isinstance(table, dict):
        raise BadGazetteer(f"{name!r} stands outside a table; put it under a heading with the file's name, for example [\"places.csv\"]", file=path)
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise BadGazetteer(f"[{name}] has an unknown key {unknown[0]!r}; known are {', '.join(KEYS)}", file=path)
    return About(**{key: _value(path, name, key, value) for key, value in table.items()})


def _value(path: Path, name: str, key: str, value: Any) -> Any:
    if key == "columns":
        if not isinstance(value, dict) or not all(isinstance(heading, str) for heading in value.values()):
            raise BadGazetteer(f'[{name}] columns must be like {{ name = "HEADING", lat = "HEADING", lon = "HEADING" }}', file=path)
        return value
    if key in {"retrieved", "added"}:
        if not isinstance(value, dt.date):
            raise BadGazetteer(f"[{name}] {key} = {value!r} is not a date; write it as {key} = 2024-12-31", file=path)
        return Day.of(value)
    if not isinstance(value, str):
        raise BadGazetteer(f'[{name}] {key} must be text in quotes, for example {key} = "…"', file=path)
    return value.strip() or None
