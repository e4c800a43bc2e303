"""Sources and documents: what is put in comes back, in one order, and goes with its source."""

from __future__ import annotations

import pytest
from record_factory import claim_at, document, put

from noria.claims.model import Refusal
from noria.documents.model import InfoboxField, InfoboxItem
from noria.record.documents import SourceProblem, SourceState
from noria.values.span import Span


def test_a_document_comes_back_whole(store):
    from dataclasses import replace

    doc = document("Infobox\n- Date: 3 May\nThe bridge fell — “today”.\u2028", title="Bridge", publisher="Agency", kind="news")
    doc = replace(doc, infobox=(InfoboxField("Date", Span(8, 21), Span(16, 21), (InfoboxItem("3 May", Span(16, 21), 0),)),))
    put(store, doc)
    with store.reading() as record:
        assert record.documents.get(doc.id) == doc
        assert record.documents.get("d-none") is None


def test_the_order_of_adding_does_not_matter(store):
    docs = [document(f"Report {name}.", file=name) for name in ("b.txt", "B.txt", "a.txt", "é.txt", "10.txt", "9.txt")]
    for doc in docs:
        put(store, doc)
    with store.reading() as record:
        assert [row.file for row in record.documents.rows()] == ["10.txt", "9.txt", "B.txt", "a.txt", "b.txt", "é.txt"]
        assert list(record.documents.sources()) == ["10.txt", "9.txt", "B.txt", "a.txt", "b.txt", "é.txt"]


def test_entries_of_a_feed_keep_their_order(store):
    docs = [document("Same words.", file="feed.jsonl", key=key) for key in ("z", "a", "m")]
    with store.writing() as record:
        record.documents.put(SourceState("feed.jsonl", "s", "r"), docs, [SourceProblem("feed.jsonl", "entry 4 is empty", 4)])
    with store.reading() as record:
        assert record.documents.ids() == [doc.id for doc in docs]
        assert [(row.id, row.problem) for row in record.documents.rows()] == [
            (docs[0].id, None), (docs[1].id, None), (docs[2].id, None), (None, "entry 4 is empty")]


def test_a_source_is_put_in_place_of_what_it_was(store):
    old, new = document("Old text."), document("New text.")
    put(store, old, [claim_at(old, "Old text.", "Old")], [Refusal(old.id, Span(0, 3), "Old", "no subject", "r")])
    put(store, new)
    with store.reading() as record:
        assert record.documents.ids() == [new.id]
        assert record.claims.of() == []
        assert record.claims.refusals() == []


def test_rows_count_claims_and_refusals(store):
    doc = document("They shelled the port. They may return.", title="Port")
    put(store, doc, [claim_at(doc, "They shelled the port.", "shelled", "shelling"), claim_at(doc, "They shelled the port.", "shelled")],
        [Refusal(doc.id, Span(23, 39), "They may return.", "says only what may be", "r.modal")])
    with store.reading() as record:
        [row] = record.documents.rows()
    assert (row.id, row.title, str(row.published), row.claims, row.refusals, row.problem) == (doc.id, "Port", "2024-12-04", 2, 1, None)


def test_a_failed_session_keeps_nothing(store):
    doc = document("The road was cut.")

    def interrupted():
        with store.writing() as record:
            record.documents.put(SourceState(doc.file, doc.sha256, "r"), [doc])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with store.reading() as record:
        assert record.documents.rows() == []


def test_files_passed_over_for_another_are_found_again(store):
    doc = document("Same.", file="a.txt")
    put(store, doc)
    with store.writing() as record:
        record.documents.put(SourceState("b.txt", "s", "r"), [], [SourceProblem("b.txt", "the same text as a.txt", same_as="a.txt")])
    with store.reading() as record:
        assert record.documents.same_as(["a.txt"]) == ["b.txt"]
        assert record.documents.same_as(["b.txt"]) == []
        assert record.documents.holders([doc.id, "d-other"]) == {doc.id: "a.txt"}
