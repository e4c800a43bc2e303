"""The folder `sources/`: the reports as received, and `metadata.toml` beside them with what was told of each when it was added."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import tomlkit

from noria.documents.metadata import KEYS, meta_for, read_meta_file
from noria.documents.model import Metadata
from noria.documents.read import READABLE
from noria.errors import BadSetting
from noria.values.day import Day

METADATA = "metadata.toml"

_HEADER = "What is known of the reports besides their text, one table a file. Change it as you like, then run: noria build"

@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was added: where it came from and its name in `sources/`."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not added, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What `add` did.

    `same` are files whose very content was there already, `noted` the sources of which something was told, `unused` names of the
    meta file that fit no file.
    """

    added: tuple[Taken, ...] = ()
    same: tuple[Taken, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sources:
    """The sources folder of one dossier."""

    folder: Path

    def files(self) -> dict[str, str]:
        """SHA-256 of every source by its name (path below the folder, with forward slashes), in the order of names."""
        found = {path.relative_to(self.folder).as_posix(): path for path in _files_below(self.folder)}
        return {name: sha256_of(found[name]) for name in sorted(found) if name != METADATA}

    def path(self, name: str) -> Path:
        return self.folder / name

    def metadata(self) -> dict[str, Metadata]:
        """What metadata.toml tells, by the names of its tables. Raises BadSetting where it cannot be used."""
        path = self.folder / METADATA
        return read_meta_file(path) if path.exists() else {}

    def add(self, paths: Sequence[Path], *, given: Metadata, meta_file: Path | None = None) -> AddReport:
        """Copy files, and the readable files of folders, into the sources; note what is `given` or told by `meta_file` of each.

        What is given wins over the meta file. Raises BadSetting where a path does not exist or the meta file cannot be used.
        """
        if given.published is not None and given.published.year < 1:
            raise BadSetting(f"no report was published on {given.published}; dates before the year 1 are for what reports tell of")
        told = read_meta_file(meta_file) if meta_file else {}
        taking = _Taking(self, told, given)
        for path in paths:
            if not path.exists():
                raise BadSetting("there is no such file or folder", file=path)
        for path in paths:
            if path.is_file():
                taking.take(path)
                continue
            for inner in _files_below(path):
                if meta_file and inner.samefile(meta_file):
                    continue
                if inner.suffix.lower() in READABLE:
                    taking.take(inner)
                else:
                    taking.skipped.append(Skipped(inner, f"Noria does not read {inner.suffix or 'files without an ending'}"))
        if taking.notes:
            self._note(taking.notes)
        return taking.report()

    def _note(self, notes: Mapping[str, Metadata]) -> None:
        """Write what was told into metadata.toml; what the user wrote there, notes and order, stays."""
        path = self.folder / METADATA
        held = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document().add(tomlkit.comment(_HEADER))
        for name, told in notes.items():
            table = held.setdefault(name, tomlkit.table())
            for key in KEYS:
                value = getattr(told, key)
                if value is not None:
                    table[key] = _toml(value)
        partial = path.with_suffix(".part")
        partial.write_text(tomlkit.dumps(held), encoding="utf-8")
        partial.replace(path)


class _Taking:
    """One `add` in progress."""

    def __init__(self, sources: Sources, told: Mapping[str, Metadata], given: Metadata) -> None:
        self.skipped: list[Skipped] = []
        self.notes: dict[str, Metadata] = {}
        self._sources, self._told, self._given = sources, told, given
        self._added: list[Taken] = []
        self._same: list[Taken] = []
        self._used: set[str] = set()

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names in the folder by the content they hold."""
        return {digest: name for name, digest in reversed(self._sources.files().items())}

    def take(self, path: Path) -> None:
        digest = sha256_of(path)
        name = self._names.get(digest)
        if name is not None:
            self._same.append(Taken(path, name))
        else:
            name = _free_name(self._sources.folder, path.name)
            partial = self._sources.folder / f".{name}.part"
            shutil.copyfile(path, partial)
            partial.replace(self._sources.path(name))
            self._names[digest] = name
            self._added.append(Taken(path, name))
        told = self._metadata(path)
        if any(getattr(told, key) is not None for key in KEYS):
            self.notes[name] = told

    def report(self) -> AddReport:
        return AddReport(added=tuple(self._added), same=tuple(self._same), skipped=tuple(self.skipped), noted=tuple(self.notes),
                         unused=tuple(name for name in self._told if name not in self._used))

    def _metadata(self, path: Path) -> Metadata:
        found = meta_for(path, dict(self._told))
        if found is None:
            return self._given
        self._used.update({path.name, path.stem} & self._told.keys())
        return replace(found, **{key: getattr(self._given, key) for key in KEYS if getattr(self._given, key) is not None})


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def metadata_of(name: str, table: Mapping[str, Metadata]) -> Metadata | None:
    """What metadata.toml tells of the source `name`: by its whole name, else by the name of the file with or without its ending."""
    return table.get(name) or meta_for(Path(name), dict(table))


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of names; hidden ones are passed over."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))


def _free_name(folder: Path, name: str) -> str:
    """`name`, or `name-2` and so on where another report has it already. Names that differ by case alone clash on some disks."""
    held = {path.name.casefold() for path in folder.iterdir()} | {METADATA}
    stem, suffix = Path(name).stem, Path(name).suffix
    number, free = 1, name
    while free.casefold() in held:
        number += 1
        free = f"{stem}-{number}{suffix}"
    return free


def _toml(value: str | Day) -> object:
    return tomlkit.date(str(value)) if isinstance(value, Day) else value
