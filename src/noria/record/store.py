"""The store: opens a record and gives sessions on it. A session is one transaction: all of it is kept, or none."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from noria.errors import BadSetting
from noria.record.claims import Claims
from noria.record.derived import Derived
from noria.record.documents import Documents
from noria.record.engine import lock_for_writing, open_engine, writing_options
from noria.record.history import History
from noria.record.judgements import Judgements
from noria.record.listing import Listing
from noria.record.migrate import UnknownSchema, migrate
from noria.record.schema import metadata
from noria.record.search import create_index
from noria.record.toponyms import Toponyms
from noria.record.verify import Break, breaks


@dataclass(frozen=True)
class Session:
    """One transaction, and what can be asked and told in it."""

    connection: Connection

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.connection)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.connection)

    @cached_property
    def judgements(self) -> Judgements:
        return Judgements(self.connection)

    @cached_property
    def toponyms(self) -> Toponyms:
        return Toponyms(self.connection)

    @cached_property
    def derived(self) -> Derived:
        return Derived(self.connection)

    @cached_property
    def listing(self) -> Listing:
        return Listing(self.connection)

    @cached_property
    def history(self) -> History:
        return History(self.connection)

    def verify(self) -> list[Break]:
        """Every id, quote, offset and reference that does not hold."""
        return list(breaks(self.connection))


class Store:
    """A record on disk or on a server."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        weakref.finalize(self, engine.dispose)  # connections are closed with the store, whoever forgets to

    @classmethod
    def open(cls, where: Path | str) -> Self:
        """Open the SQLite file or `postgresql://` URL `where`, create or migrate it as needed.

        Raises BadSetting where it cannot be opened, MissingPart without the driver, UnknownSchema on a later Noria's record.
        """
        engine = open_engine(where)
        try:
            migrate(engine)
        except DatabaseError as error:
            engine.dispose()
            raise BadSetting(f"the record cannot be opened: {error.orig}", file=where if isinstance(where, Path) else None) from error
        except UnknownSchema:
            engine.dispose()
            raise
        return cls(engine)

    @classmethod
    def fresh(cls, path: Path) -> Self:
        """A record of its own in the file `path`, which is not there yet: for what is asked once and not kept."""
        engine = open_engine(path)
        with engine.connect().execution_options(**writing_options(engine)) as connection, connection.begin():
            metadata.create_all(connection)
            create_index(connection)
        return cls(engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the record as it stood when it began, and writes nothing."""
        with self._engine.connect() as connection:
            yield Session(connection)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose writes are kept together when the block ends, and not at all if it fails."""
        with self._engine.connect().execution_options(**writing_options(self._engine)) as connection, connection.begin():
            lock_for_writing(connection)
            yield Session(connection)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()
