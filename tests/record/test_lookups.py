"""What pages ask for by a key: one event's rows, the holdings of a day, some claims, some documents."""

from __future__ import annotations

import pytest
from record_factory import claim_at, document, put

from noria.values.day import Day

TEXT = "They shelled the port, left the mill and took the dam."
ONE, OTHER = document(TEXT, file="a.txt"), document(TEXT + " It rained.", file="b.txt", title="Rain")
SHELLED, LEFT, TOOK = (claim_at(ONE, TEXT, word) for word in ("shelled", "left", "took"))
TOLD = claim_at(OTHER, TEXT, "shelled")


def event(id):
    return {"id": id, "type": "attack", "factuality": "realised", "background": False, "origins": 1, "accounts": 1, "payload": f'"{id}"'}


def holding(ordinal, place, since, until):
    return {"ordinal": ordinal, "place": place, "state": "held", "side": None, "payload": f"{place} {since}-{until}",
            "since": since and Day(2001, 3, since).ordinal, "until": until and Day(2001, 3, until).ordinal}


ROWS = {
    "event": [event("e-1"), event("e-2")],
    "claim_result": [{"claim": id, "event": of, "origin": None} for id, of in ((SHELLED.id, "e-1"), (LEFT.id, "e-2"), (TOLD.id, "e-1"))],
    "holding": [holding(0, "dam", None, 3), holding(1, "dam", 4, 6), holding(2, "dam", 7, None), holding(3, "mill", 5, 5)],
    "casualty": [{"scope": scope, "scope_id": id, "part": "", "ordinal": at, "measure": "killed", "rule": "r", "payload": f"line {at}"}
                 for at, (scope, id) in enumerate([("all", "all"), ("event", "e-1"), ("event", "e-2"), ("event", "e-1")])],
}


@pytest.fixture
def record(store):
    put(store, ONE, [SHELLED, LEFT, TOOK])
    put(store, OTHER, [TOLD])
    with store.writing() as session:
        session.derived.replace(ROWS)
    with store.reading() as session:
        yield session


def test_one_event(record):
    assert record.derived.payload("event", "e-2") == '"e-2"'
    assert record.derived.payload("event", "e-3") is None
    assert [claim.id for claim in record.claims.of(event="e-1")] == [SHELLED.id, TOLD.id]
    assert record.derived.casualties("event", "e-1") == ["line 1", "line 3"]


@pytest.mark.parametrize(("day", "held"), [(1, ["dam None-3"]), (3, ["dam None-3"]), (4, ["dam 4-6"]), (5, ["dam 4-6", "mill 5-5"]), (7, ["dam 7-None"]),
                                           (30, ["dam 7-None"])])
def test_the_holdings_of_a_day(record, day, held):
    assert record.derived.holdings(Day(2001, 3, day)) == held


def test_all_claims_as_they_were_read(record):
    assert sorted(record.claims.unordered(), key=lambda claim: claim.id) == sorted([SHELLED, LEFT, TOOK, TOLD], key=lambda claim: claim.id)


def test_some_claims_and_documents(record):
    assert [claim.id for claim in record.claims.of(ids=[TOLD.id, "c-none", TOOK.id])] == [TOOK.id, TOLD.id]
    assert [(row.id, row.title) for row in record.documents.named([OTHER.id, "d-none"])] == [(OTHER.id, "Rain")]
