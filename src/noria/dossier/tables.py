"""The folder `gazetteer/`: the place tables of a dossier, and `tables.toml` beside them with what was told of each when it was added."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from noria.dossier.sources import sha256_of
from noria.errors import BadGazetteer, NothingFound
from noria.reference.about_tables import FILE, KEYS, About, told_in
from noria.values.day import Day

_HEADER = "What is known of the place tables, one table a file. Change it as you like, then run: noria build"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedTable:
    """What `add` did: the table's name, how many places it has, the rows that cannot be used; `there` where the very file was there already."""

    name: str
    places: int
    problems: tuple[BadGazetteer, ...]
    there: bool = False


@dataclass(frozen=True)
class Tables:
    """The gazetteer folder of one dossier. A table goes by its file's name without the ending: ids of its places begin with it."""

    folder: Path

    def files(self) -> tuple[Path, ...]:
        """The tables, in the order of names."""
        return tuple(sorted(path for path in self.folder.glob("*") if path.is_file() and not path.name.startswith(".") and path.name != FILE))

    def file(self, name: str) -> Path:
        """The table of this name, with or without its ending. Raises NothingFound with the names there are."""
        found = [path for path in self.files() if name in (path.name, path.stem)]
        if not found:
            known = ", ".join(path.stem for path in self.files()) or "none yet; add one with: noria gazetteer add FILE"
            raise NothingFound(f"there is no place table {name!r} in this dossier (there are: {known})")
        return found[0]

    def add(self, path: Path, told: About, *, name: str | None = None) -> AddedTable:
        """Copy a table into the dossier under `name` and note what is told of it.

        Raises BadGazetteer where the file cannot be read as a place table, no row of it can be used, or its name is taken.
        """
        from noria.reference.gazetteer.tables import read_table  # not above: listings need the names of tables alone

        places = 0
        problems: list[BadGazetteer] = []
        for row in read_table(path, told.columns):
            if isinstance(row, BadGazetteer):
                problems.append(row)
            else:
                places += 1
        if not places:
            raise BadGazetteer("no row of the table can be used" + (f"; the first: {problems[0].message}" if problems else ""), file=path)
        to = self.folder / f"{name or path.stem}{path.suffix.lower()}"
        there = self._there(path, to)
        if not there:
            self.folder.mkdir(exist_ok=True)
            partial = self.folder / f".{to.name}.part"
            shutil.copyfile(path, partial)
            partial.replace(to)
        self._note({to.name: told})
        return AddedTable(name=to.stem, places=places, problems=tuple(problems), there=there)

    def remove(self, name: str) -> Path:
        """Take a table out of the dossier, with what was told of it. Raises NothingFound."""
        path = self.file(name)
        path.unlink()
        self._note({path.name: None})
        return path

    def _there(self, path: Path, to: Path) -> bool:
        """Whether the dossier has this very file under the name. Raises BadGazetteer where the name is another's."""
        taken = [file for file in self.files() if file.stem.casefold() == to.stem.casefold()]
        if taken and (taken[0].name != to.name or sha256_of(taken[0]) != sha256_of(path)):
            raise BadGazetteer(f"the dossier has another table {taken[0].stem!r}; name this one with --name, or first: noria gazetteer remove "
                               f"{taken[0].stem}", file=path)
        return bool(taken)

    def _note(self, notes: Mapping[str, About | None]) -> None:
        """Write what was told into tables.toml, None to forget a file; what the user wrote there, notes and order, stays."""
        told_in(self.folder)
        path = self.folder / FILE
        held = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document().add(tomlkit.comment(_HEADER))
        for name, told in notes.items():
            if told is None:
                held.pop(name, None)
                continue
            table = held.setdefault(name, tomlkit.table())
            for key in KEYS:
                if value := getattr(told, key):
                    table[key] = _toml(value)
        partial = path.with_suffix(".part")
        partial.write_text(tomlkit.dumps(held), encoding="utf-8")
        partial.replace(path)


def _toml(value: str | Day | Mapping[str, str]) -> object:
    if isinstance(value, Day):
        return tomlkit.date(str(value))
    if isinstance(value, str):
        return value
    table = tomlkit.inline_table()
    table.update(value)
    return table
