"""Derived rows, history, and how a record is opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from record_factory import claim_at, document, put

from noria.errors import BadSetting
from noria.record.history import Build
from noria.record.store import Store

DOC = document("The garrison left. Two trucks burned near the mill.")
LEFT = claim_at(DOC, "The garrison left.", "left", "withdraw")
EVENT = {"id": "e-1", "type": "withdraw", "factuality": "realised", "start": 5, "end": 6, "background": False, "origins": 1, "accounts": 1, "payload": "{}"}


def test_derived_rows_are_replaced_whole(store):
    put(store, DOC, [LEFT])
    with store.writing() as record:
        record.derived.replace({"event": [EVENT, EVENT | {"id": "e-0", "payload": "[]"}],
                                "claim_result": [{"claim": LEFT.id, "event": "e-1", "origin": None}]})
    with store.reading() as record:
        assert record.derived.payloads("event") == ["[]", "{}"]
        assert record.derived.of_claims("event") == {LEFT.id: "e-1"}
        assert record.derived.of_claims("origin") == {}
        assert record.claims.get(LEFT.id).event == "e-1"
    with store.writing() as record:
        record.derived.replace({})
    with store.reading() as record:
        assert record.derived.payloads("event") == []
        assert record.claims.get(LEFT.id).event is None


def test_rows_of_single_keys_are_replaced(store):
    with store.writing() as record:
        record.derived.replace({"event": [EVENT, EVENT | {"id": "e-2", "start": 9, "end": 9}], "tally": [{"kind": "k", "key": "a", "item": "", "number": 2}]})
        record.derived.drop("event", id=["e-1", "e-none"])
        record.derived.put({"event": [EVENT | {"id": "e-3", "start": 1, "end": 7}]})
        record.derived.set_part({"e-3": "e-3"})
        record.derived.count({("k", "a", ""): -2, ("k", "a", "b"): 1})
    with store.reading() as record:
        assert [row.id for row in record.derived.rows("event", ("id",), id=["e-1", "e-2", "e-3"], start=[1, 9])] == ["e-2", "e-3"]
        assert [tuple(row) for row in record.derived.reckoned(5, 6, 9)] == [("e-3", "e-3")]
        assert [tuple(row) for row in record.derived.rows("tally", ("kind", "key", "item", "number"))] == [("k", "a", "b", 1)]


def test_claims_that_came_or_went_are_noted_once(store):
    put(store, DOC, [LEFT])
    with store.writing() as record:
        assert record.claims.changed() == {LEFT.id: None}
        record.claims.settled()
        record.documents.withdraw([DOC.file])
    put(store, DOC, [LEFT])
    with store.writing() as record:
        assert record.claims.changed() == {LEFT.id: LEFT}
        record.documents.drop(DOC.id)
    with store.reading() as record:
        assert record.claims.changed() == {LEFT.id: LEFT}


def test_history_and_standing(store):
    first = Build(started="2024-12-04T10:00:00+00:00", seconds=1.5, noria="0.1.0", payload="{}")
    with store.writing() as record:
        record.history.add(first)
        record.history.add(first)
        record.history.stand("derived", "x-1")
        record.history.stand("derived", "x-2")
        record.history.stand("other", None)
    with store.reading() as record:
        assert record.history.builds() == [first, first]
        assert record.history.standing("derived") == "x-2"
        assert record.history.standing("other") is None


def test_a_reader_sees_one_state_while_a_writer_writes(store):
    put(store, DOC, [LEFT])
    with store.reading() as reader:
        assert len(reader.claims.of()) == 1
        put(store, DOC)
        assert len(reader.claims.of()) == 1
    with store.reading() as reader:
        assert reader.claims.of() == []


def test_writers_take_turns(where):
    def write(name):
        own = Store.open(where)
        for number in range(5):
            with own.writing() as record:
                record.history.add(Build(started=f"{name} {number}", seconds=0, noria="0", payload=str(len(record.history.builds()))))
        own.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, "abc"))
    store = Store.open(where)
    with store.reading() as record:
        assert [build.payload for build in record.history.builds()] == [str(number) for number in range(15)]
    store.close()


@pytest.mark.parametrize(("where", "words"), [
    ("mysql://host/name", "lives in SQLite or PostgreSQL, not mysql"),
    ("what is this", "is not a database URL"),
    ("postgresql://user:secret@127.0.0.1:1/noria?connect_timeout=2", "postgresql://|does not answer"),
])
def test_what_cannot_be_opened_is_said_without_the_password(where, words):
    with pytest.raises(BadSetting, match=words) as caught:
        Store.open(where)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_record_is_refused(tmp_path):
    (tmp_path / "noria.db").write_text("This is a letter, not a database. " * 40)
    with pytest.raises(BadSetting, match="cannot be opened"):
        Store.open(tmp_path / "noria.db")
