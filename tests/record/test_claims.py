"""Claims: the round trip loses nothing, and the order of putting does not matter for what is read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_factory import claim_at, document, put

from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, PlaceRef, Refusal
from noria.errors import RecordBroken
from noria.record.documents import SourceState
from noria.values.count import Count
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.place import Point
from noria.values.span import Span
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES

TEXT = "At dawn the guards left the bridge, and by noon the militia had shelled Kibali; 17 people were hurt, the mayor said."
WORDS = ["guards", "left", "bridge", "shelled", "hurt", "mayor"]

# PostgreSQL holds no NUL character; documents refuse it before it gets here.
names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)
days = st.integers(-3_650_000, 3_650_000).map(Day.from_ordinal)
intervals = st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair)))
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
places = st.builds(PlaceRef, mention=names, name=st.none() | names, id=st.none() | names, point=st.none() | points,
                   distance_km=st.none() | st.floats(0, 1e4), confidence=st.floats(0, 1), candidates=st.lists(names, max_size=2).map(tuple))
actors = st.lists(st.builds(ActorRef, names, st.none() | names, st.none() | names), max_size=3).map(tuple)
counts = st.builds(Count, measure=names, low=st.integers(0, 10**12), high=st.none(), approximate=st.booleans(), group=st.none() | names,
                   kind=st.sampled_from(["increment", "cumulative", "subset"]))


@st.composite
def claims(draw) -> Claim:
    made = claim_at(
        document(TEXT), TEXT, draw(st.sampled_from(WORDS)), draw(st.sampled_from(CLAIM_TYPES)), ordinal=draw(st.integers(0, 3)),
        factuality=draw(st.sampled_from(FACTUALITIES)), actors=draw(actors), targets=draw(actors),
        places=tuple(draw(st.lists(places, max_size=2))), counts=tuple(draw(st.lists(counts, max_size=2))),
        attribution=tuple(draw(st.lists(st.builds(Attribution, names, st.none() | names), max_size=2))),
        citations=tuple(draw(st.lists(names, max_size=2))), confidence=draw(st.floats(0, 1)), note=draw(st.none() | names))
    when = draw(st.none() | intervals)
    return replace(made, time=ClaimTime(when, "x", "days", "then", "explicit") if when else ClaimTime(None, reason="no date"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(claims(), max_size=6, unique_by=lambda c: c.id), st.randoms())
def test_claims_come_back_whole_and_in_one_order(store, made, random):
    put(store, document(TEXT), made)
    with store.reading() as record:
        first = record.claims.of()
    shuffled = made.copy()
    random.shuffle(shuffled)
    put(store, document(TEXT), shuffled)
    with store.reading() as record:
        assert record.claims.of() == first
        assert record.verify() == []
    assert {c.id: c for c in first} == {c.id: c for c in made}
    assert first == sorted(first, key=lambda c: (c.evidence.trigger.start, c.id))


def test_claims_of_several_documents_follow_the_documents(store):
    late, early = document("Shots at the depot.", file="z.txt"), document("Shots at the gate.", file="a.txt", published="2024-12-01")
    put(store, late, [claim_at(late, "Shots at the depot.", "Shots")])
    put(store, early, [claim_at(early, "Shots at the gate.", "Shots")])
    with store.reading() as record:
        assert [c.document.file for c in record.claims.of()] == ["a.txt", "z.txt"]
        assert [c.document.file for c in record.claims.of(document_id=late.id)] == ["z.txt"]
        assert [c.document.file for c in record.claims.of(published_by=Day(2024, 12, 3))] == ["a.txt"]


def test_what_was_published_nobody_knows_when_was_not_known_by_any_day(store):
    doc = document("Shots at the depot.", published=None)
    put(store, doc, [claim_at(doc, "Shots at the depot.", "Shots")])
    with store.reading() as record:
        assert len(record.claims.of()) == 1
        assert record.claims.of(published_by=Day(9999, 1, 1)) == []


def test_one_claim_by_its_id(store):
    doc = document("Shots at the depot.")
    made = claim_at(doc, "Shots at the depot.", "Shots")
    put(store, doc, [made])
    with store.reading() as record:
        assert record.claims.get(made.id) == made
        assert record.claims.get("c-none") is None


def test_two_claims_with_one_id_are_refused(store):
    doc = document("Shots at the depot.")
    made = claim_at(doc, "Shots at the depot.", "Shots")
    with pytest.raises(RecordBroken, match="their ids are not their own"):
        put(store, doc, [made, made])
    with store.reading() as record:
        assert record.documents.rows() == []


def test_a_claim_of_no_document_is_refused(store):
    with pytest.raises(RecordBroken, match="their document is missing"), store.writing() as record:
        record.claims.put([claim_at(document(TEXT), TEXT, "left")])


def test_refusals_keep_their_order(store):
    doc = document(TEXT)
    refused = [Refusal(doc.id, Span(36, 40), TEXT[36:40], "later in the text, first refused", "r.b"),
               Refusal(doc.id, Span(0, 7), TEXT[0:7], "no verb", "r.a")]
    put(store, doc, (), refused)
    with store.reading() as record:
        assert record.claims.refusals() == refused
        assert record.claims.refusals(document_id="d-other") == []


def test_a_source_read_again_keeps_its_documents_claims_only(store):
    doc = document(TEXT)
    put(store, doc, [claim_at(doc, TEXT, "left")])
    with store.writing() as record:
        record.documents.put(SourceState(doc.file, "other bytes", "r-2"), [doc])
    with store.reading() as record:
        assert record.claims.of() == []
        assert record.documents.sources()[doc.file] == SourceState(doc.file, "other bytes", "r-2")
