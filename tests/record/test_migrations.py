"""The steps lead from an empty database to exactly the tables that the code describes."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from noria.record.engine import open_engine
from noria.record.migrate import UnknownSchema, migrate, schema_of
from noria.record.schema import SCHEMA, metadata
from noria.record.store import Store


def test_steps_lead_from_nothing_to_the_tables_of_the_code(where):
    engine = open_engine(where)
    migrate(engine)
    with engine.connect() as connection:
        assert schema_of(connection) == SCHEMA
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    engine.dispose()


def test_what_alembic_does_not_compare_is_the_same_too(where):
    engine = open_engine(where)
    migrate(engine)
    seen = inspect(engine)
    for table in metadata.tables.values():
        assert tuple(seen.get_pk_constraint(table.name)["constrained_columns"]) == tuple(c.name for c in table.primary_key.columns)
        owners = {(key["constrained_columns"][0], key["referred_table"], key["options"].get("ondelete"))
                  for key in seen.get_foreign_keys(table.name)}
        assert owners == {(key.parent.name, key.column.table.name, key.ondelete) for key in table.foreign_keys}
        assert {column["name"]: column["nullable"] for column in seen.get_columns(table.name)} == {
            column.name: column.nullable for column in table.columns}
    engine.dispose()


def test_opening_twice_changes_nothing(where):
    Store.open(where).close()
    Store.open(where).close()


def test_a_step_that_fails_leaves_nothing_behind(where, monkeypatch):
    from noria.record.migrations.versions import step_0001_first

    assert step_0001_first.revision == "0001"
    engine = open_engine(where)

    def fails(*args, **rest):
        return 1 / 0

    monkeypatch.setattr("alembic.op.create_index", fails)
    with pytest.raises(ZeroDivisionError):
        migrate(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_record_of_a_later_noria_is_refused_in_one_line(where):
    Store.open(where).close()
    engine = open_engine(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(UnknownSchema, match="this record has schema 9999, this Noria knows up to 0002"):
        Store.open(where)
