"""One root error, one class per failure. Every message says what to do; every error may name a file and a line."""

from __future__ import annotations

from pathlib import Path


class NoriaError(Exception):
    """Something the user can mend. The command line prints it in one line and exits with 1."""

    def __init__(self, message: str, *, file: Path | str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file) if file is not None else None
        self.line = line

    def __str__(self) -> str:
        if self.file is None:
            return self.message
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.message}"


class ValueRefused(NoriaError):
    """A value type was given nonsense (an interval that ends before it starts, a count below zero)."""


class UnreadableDocument(NoriaError):
    """A source file could not be turned into text (binary, empty, wrong encoding, too large)."""


class BadSetting(NoriaError):
    """`noria.toml` or a command-line option holds something that cannot be used."""


class BadCodebook(NoriaError):
    """`codebook.toml` holds an unknown key, a missing id or a reference to nothing."""


class BadGazetteer(NoriaError):
    """A place table cannot be read: no name column, no coordinates, coordinates out of range."""


class BadCase(NoriaError):
    """A table of cases (`noria check`) holds an unknown key, an id twice or a claim that is none."""


class NotADossier(NoriaError):
    """The folder has no `noria.toml`."""


class NothingFound(NoriaError):
    """An id or name that was asked for is not in the record."""


class RecordBroken(NoriaError):
    """`noria verify` found a quote, an id or a reference that does not re-derive."""


class MissingPart(NoriaError):
    """An optional part (a language pipeline, a database driver, the built front-end) is not installed."""
