"""Where the record lives, and the one place that knows which database it is.

SQLite is opened for one writer and many readers (write-ahead log), with foreign keys enforced; PostgreSQL through psycopg 3.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from noria.errors import BadSetting, MissingPart

BUSY_MS = 30_000
WRITES = "noria_writes"


def open_engine(where: Path | str) -> Engine:
    """An engine on the SQLite file `where`, or on the server that a `postgresql://` URL names.

    Raises BadSetting where the URL cannot be used or the server does not answer, MissingPart where the driver is not installed.
    """
    if isinstance(where, Path):
        return _sqlite(where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise BadSetting(f"{where!r} is not a database URL; write postgresql://user@host/name") from error
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise BadSetting(f"the record lives in SQLite or PostgreSQL, not {url.get_backend_name()}; write postgresql://user@host/name")
    return _postgresql(url.set(drivername="postgresql+psycopg"))


def _sqlite(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # The driver would commit behind our back before changes of schema; `on_begin` opens every transaction instead.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        # A writer takes its lock at once: two that both read first could otherwise never be let in one after the other.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ")
        with engine.connect():
            return engine
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise MissingPart("a record on PostgreSQL needs the driver: pip install 'noria[postgresql]'") from error
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise BadSetting(f"the database at {url.render_as_string(hide_password=True)} does not answer: {reason}") from error


def lock_for_writing(connection: Connection) -> None:
    """Let one writer in at a time, on a server too; SQLite has locked already when the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7302101)")


def writing_options(engine: Engine) -> dict[str, Any]:
    """Options for `Connection.execution_options` of a writer.

    A writer on a server may wait for the lock; it must then see what the one before it wrote, not what stood when it began.
    """
    return {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else {WRITES: True}
