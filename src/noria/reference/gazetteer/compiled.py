"""Tables as indexes on disk, each compiled once: the world's by its version, the user's by their content."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from noria.errors import BadGazetteer, BadSetting
from noria.reference.about_tables import About, about
from noria.reference.gazetteer.cache import installed_folder
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.index import FORMAT, Index
from noria.reference.gazetteer.nearest import NearestCountry
from noria.reference.gazetteer.tables import READERS, read_table
from noria.reference.gazetteer.world import TABLE as WORLD
from noria.reference.gazetteer.world import world_entries, world_version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the user: its file, its places, the rows that cannot be used, and what was told of it."""

    path: Path
    index: Index
    problems: tuple[BadGazetteer, ...]
    about: About


def open_world(folder: Path) -> Index:
    """The world's index: the one the installation prepared, else the one in `folder`, which is made where it is missing."""
    name = f"world-{FORMAT}-{world_version()}"
    installed = installed_folder() / name
    return _compiled(installed if installed.exists() else folder / name, WORLD, world_entries, "preparing the world gazetteer (once, about a minute) …")


def open_table(folder: Path, path: Path, world: Index) -> Table:
    """The table in the file `path`, its index kept in `folder`. Raises BadGazetteer where the whole table cannot be read."""
    told = about(path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=10))
    except OSError as error:
        raise BadGazetteer(f"cannot be read: {error.strerror}", file=path) from error
    digest.update(json.dumps(sorted(told.columns.items())).encode())
    kept = folder / f"table-{FORMAT}.{READERS}-{path.stem}-{digest.hexdigest()}"
    noted = folder / f"{kept.name}.problems.json"
    bad: list[BadGazetteer] = []

    def usable() -> Iterator[Entry]:
        bad.clear()
        for row in read_table(path, told.columns):
            if isinstance(row, BadGazetteer):
                bad.append(row)
            else:
                yield row

    def entries() -> Iterator[Entry]:
        empty = True
        for entry in NearestCountry(world).fill(usable()):
            empty = False
            yield entry
        if empty:
            raise BadGazetteer("no row of the table can be used" + (f"; the first: {bad[0].message}" if bad else ""), file=path)

    if kept.exists() and noted.exists():
        bad = [BadGazetteer(problem["message"], file=path, line=problem["line"]) for problem in json.loads(noted.read_text(encoding="utf-8"))]
    else:
        shutil.rmtree(kept, ignore_errors=True)
    index = _compiled(kept, path.stem, entries, f"preparing the place table {path.name} …")
    if not noted.exists():
        noted.write_text(json.dumps([{"message": problem.message, "line": problem.line} for problem in bad]), encoding="utf-8")
    return Table(path, index, tuple(bad), told)


def _compiled(folder: Path, table: str, entries: Callable[[], Iterable[Entry]], message: str) -> Index:
    if folder.exists():
        try:
            return Index.open(folder, table)
        except (OSError, RuntimeError, ValueError, EOFError):
            log.warning("the place index %s is damaged and is made anew", folder)
            shutil.rmtree(folder, ignore_errors=True)
    log.info(message)
    try:
        return Index.compile(entries(), folder, table)
    except OSError as error:
        raise BadSetting(f"cannot keep the place index here ({error.strerror}); name another folder in NORIA_CACHE", file=folder.parent) from error
