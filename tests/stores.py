"""A record to test with: on SQLite, and on PostgreSQL where NORIA_TEST_POSTGRESQL names a server for tests."""

from __future__ import annotations

import os
import uuid

import pytest
from sqlalchemy import make_url, text

from noria.record.engine import open_engine
from noria.record.store import Store


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def where(request, tmp_path):
    """Where an empty record may be made: a file, or the URL of a schema of its own on the server."""
    if request.param == "sqlite":
        yield tmp_path / "noria.db"
        return
    server = os.environ.get("NORIA_TEST_POSTGRESQL")
    if not server:
        pytest.skip("NORIA_TEST_POSTGRESQL names no server")
    schema = f"test_{uuid.uuid4().hex}"
    engine = open_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield make_url(server).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(where):
    opened = Store.open(where)
    yield opened
    opened.close()
