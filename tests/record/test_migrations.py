"""The steps lead from an empty database to exactly the tables that the code describes."""

from __future__ import annotations

import json

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from noria.claims.json_form import to_json
from noria.claims.model import PlaceRef
from noria.record.engine import open_engine
from noria.record.migrate import UnknownSchema, migrate, schema_of, upgrade
from noria.record.schema import SCHEMA, metadata
from noria.record.store import Store
from noria.values.place import Point
from record_factory import claim_at, document


def no_index_of_words(_object, name, *_rest):
    """Full text search is each database's own; `test_search.py` asks it."""
    return not str(name).startswith("sentence_index")


def test_steps_lead_from_nothing_to_the_tables_of_the_code(where):
    engine = open_engine(where)
    migrate(engine)
    with engine.connect() as connection:
        assert schema_of(connection) == SCHEMA
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True, "include_object": no_index_of_words}), metadata) == []
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
    with pytest.raises(UnknownSchema, match="this record has schema 9999, this Noria knows up to 0004"):
        Store.open(where)


def test_claims_of_an_older_record_can_be_searched_and_listed(where):
    doc = document("The brigade took Mill Hill.")
    told = claim_at(doc, doc.text, "took", "capture", places=(PlaceRef("Mill Hill", None, None, Point(1.5, 2.5)),))
    engine = open_engine(where)
    with engine.begin() as connection:
        upgrade(connection, "0002")
        connection.execute(text("INSERT INTO source VALUES ('report.txt', '', '')"))
        connection.execute(text("INSERT INTO document (id, file, entry, sha256, text, payload) VALUES (:id, 'report.txt', 0, '', '', '{}')"), {"id": doc.id})
        connection.execute(text("INSERT INTO claim (id, document, at, type, factuality, payload) VALUES (:id, :document, 1, 'capture', 'realised', :payload)"),
                           {"id": told.id, "document": doc.id, "payload": json.dumps(to_json(told))})
        connection.execute(text("INSERT INTO claim_place (claim, ordinal, name) VALUES (:id, 0, 'Mill Hill')"), {"id": told.id})
        connection.execute(text("INSERT INTO standing VALUES ('derived', 'old')"))
    engine.dispose()
    store = Store.open(where)
    with store.reading() as record:
        assert [one.id for one in record.listing.sentences("mill took", 5)[0]] == [told.id]
        assert [(row.mention, row.lat, row.lon) for row in record.listing.claim_places()] == [("Mill Hill", 1.5, 2.5)]
        assert record.history.standing("derived") is None
    store.close()
