"""Judgements in the record: kept through everything, taken back and put in force again, exchanged without doubling."""

from __future__ import annotations

import pytest
from record_factory import claim_at, document, put

from noria.errors import NothingFound, ValueRefused
from noria.values.judgement import Judgement

DOC = document("The garrison left. Two trucks burned near the mill.")
LEFT = claim_at(DOC, "The garrison left.", "left", "withdraw")


def made(target: str = LEFT.id, kind="reject", at: int = 0, **rest) -> Judgement:
    return Judgement.make(target, kind, made_by="Ada", made_at=f"2031-05-04T10:00:{at:02d}Z", reason="a misreading", **rest)


def keep(store, *judgements: Judgement) -> int:
    with store.writing() as record:
        return record.judgements.put(judgements)


def test_what_is_put_comes_back_in_the_order_of_time(store):
    early, late = made(at=1, payload={"quote": "The garrison left.", "n": [1, None]}), made("e-1", "accept", at=2)
    assert keep(store, late, early) == 2
    assert keep(store, early) == 0
    with store.reading() as record:
        assert record.judgements.of() == [early, late]
        assert record.judgements.of("e-1") == [late]
        assert record.judgements.get(early.id) == early
        with pytest.raises(NothingFound, match="no judgement 'j-none'"):
            record.judgements.get("j-none")


def test_judgements_stay_when_what_they_are_about_goes(store):
    put(store, DOC, [LEFT])
    keep(store, made())
    with store.writing() as record:
        record.documents.withdraw([DOC.file])
    with store.reading() as record:
        assert record.judgements.of() == [made()]


def test_undo_and_redo_are_rows_of_their_own(store):
    first = made()
    keep(store, first)
    with store.reading() as record:
        before = record.judgements.fingerprint()
    with store.writing() as record:
        undone = record.judgements.undo(first.id, made_by="Bo", made_at="2031-05-05T10:00:00Z", reason="it was right")
        assert record.judgements.of(undone=False) == []
        assert [j.id for j in record.judgements.of(undone=True)] == [first.id]
        assert record.judgements.fingerprint() != before
        with pytest.raises(ValueRefused, match="undone already"):
            record.judgements.undo(first.id, made_by="Bo", made_at="2031-05-05T10:00:01Z", reason="again")
        with pytest.raises(ValueRefused, match=f"redo the judgement {first.id}"):
            record.judgements.undo(undone.id, made_by="Bo", made_at="2031-05-05T10:00:01Z", reason="again")
        redone = record.judgements.redo(first.id, made_by="Ada", made_at="2031-05-06T10:00:00Z", reason="no, it was not")
    with store.reading() as record:
        assert record.judgements.fingerprint() == before
        assert record.judgements.of() == [first]
        assert [(j.kind, j.made_by) for j in record.judgements.history(LEFT.id)] == [("reject", "Ada"), ("undo", "Bo"), ("redo", "Ada")]
        assert record.judgements.history() == [first, undone, redone]
        assert record.judgements.number() == 3


def test_what_colleagues_send_counts_by_its_time_not_by_its_arrival(store):
    first = made(at=0)
    undo, redo = (Judgement.make(first.id, kind, made_by="Bo", made_at=f"2031-05-04T10:01:0{at}Z", reason="why")
                  for kind, at in (("undo", 0), ("redo", 1)))
    keep(store, redo, first)
    keep(store, undo)
    with store.reading() as record:
        assert not record.judgements.get(first.id).undone
    assert keep(store, first, undo, redo) == 0


def test_nothing_cannot_be_undone(store):
    with pytest.raises(NothingFound, match="no judgement 'j-none'"), store.writing() as record:
        record.judgements.undo("j-none", made_by="Bo", made_at="2031-05-05T10:00:00Z", reason="why")
    with pytest.raises(NothingFound, match="to undo or redo"):
        keep(store, made("j-none", "undo"))
    with store.reading() as record:
        assert record.judgements.history() == []
