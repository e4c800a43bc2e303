"""Brings a record to the present schema: named, numbered steps, each in one transaction, run when a record is opened."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, inspect, select

from noria.errors import NoriaError
from noria.record.engine import lock_for_writing, writing_options
from noria.record.schema import SCHEMA

# Alembic's own table, read here without loading Alembic: a record that is up to date opens at once.
_version = Table("alembic_version", MetaData(), Column("version_num", Text))


class UnknownSchema(NoriaError):
    """The record was written by a later version of Noria."""


def migrate(engine: Engine) -> None:
    """Run the steps that `engine`'s record has not seen. Raises UnknownSchema where a later Noria wrote it."""
    with engine.connect() as connection:
        if schema_of(connection) == SCHEMA:
            return
    with engine.connect().execution_options(**writing_options(engine)) as connection, connection.begin():
        lock_for_writing(connection)
        upgrade(connection)


def schema_of(connection: Connection) -> str | None:
    """The number of the last step that was run, None on an empty database."""
    if not inspect(connection).has_table(_version.name):
        return None
    return connection.execute(select(_version.c.version_num)).scalar()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the steps up to `to` in the transaction that `connection` has open."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "noria.record:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise UnknownSchema(f"this record has schema {schema_of(connection)}, this Noria knows up to {SCHEMA}; install a later Noria") from error
