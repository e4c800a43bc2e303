"""Metadata from three hands: options, a meta file, the document itself. The first that says something wins; origins are kept."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from noria.documents.dates import parse_day
from noria.documents.model import MetaOrigin, Metadata
from noria.errors import BadSetting
from noria.values.day import Day

KEYS = tuple(field.name for field in fields(Metadata) if field.name != "origins")


def with_origin(origin: MetaOrigin, **values: Any) -> Metadata:
    """Metadata whose every given value (not None) came from `origin`."""
    told = {key: value for key, value in values.items() if value is not None}
    return Metadata(**told, origins=dict.fromkeys(told, origin))


def merge(*layers: Metadata) -> Metadata:
    """One Metadata of several, the earlier winning field by field. A value without a recorded origin counts as an option's.

    `origins` names every field, "none" for those that nobody told.
    """
    values: dict[str, Any] = {}
    origins: dict[str, MetaOrigin] = dict.fromkeys(KEYS, "none")
    for layer in layers:
        for key in KEYS:
            value = getattr(layer, key)
            if value is not None and key not in values:
                values[key] = value
                origins[key] = layer.origins.get(key, "option")
    return Metadata(**values, origins=origins)


def read_meta_file(path: Path) -> dict[str, Metadata]:
    """What a meta file says, by the names of its tables (a file's name, or its name without the ending).

    TOML: one table per file with any of published, publisher, title, kind, url, language, author. Raises BadSetting on an unknown
    key, a value of the wrong kind, a date that is none, or a file that is not TOML.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetting(f"the meta file cannot be opened ({error.strerror})", file=path) from error
    except UnicodeDecodeError as error:
        raise BadSetting("the meta file is not UTF-8 text; save it as UTF-8", file=path) from error
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, path) from error
    return {name: _table(name, table, path) for name, table in data.items()}


def meta_for(path: Path, table: dict[str, Metadata]) -> Metadata | None:
    """What a meta file says of `path`: by its full name, else by its name without the ending; None where it says nothing."""
    return table.get(path.name, table.get(path.stem))


def _not_toml(error: tomllib.TOMLDecodeError, path: Path) -> BadSetting:
    where = re.search(r"\(at line (\d+)", str(error))
    return BadSetting(f"the meta file is not valid TOML: {error}", file=path, line=int(where[1]) if where else None)


def _table(name: str, table: object, path: Path) -> Metadata:
    if not isinstance(table, dict):
        raise BadSetting(f"{name!r} stands outside a table; put it under a heading with the file's name, for example [report]", file=path)
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise BadSetting(f"[{name}] has an unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}", file=path)
    values = {key: _published(name, value, path) if key == "published" else _words(name, key, value, path) for key, value in table.items()}
    return with_origin("meta file", **values)


def _words(name: str, key: str, value: object, path: Path) -> str | None:
    if not isinstance(value, str):
        raise BadSetting(f'[{name}] {key} must be text in quotes, for example {key} = "..."', file=path)
    return value.strip() or None


def _published(name: str, value: object, path: Path) -> Day:
    if isinstance(value, dt.date):
        return Day.of(value)
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise BadSetting(f"[{name}] published = {value!r} is not a date; write it as published = 2024-12-31", file=path)
    return day
