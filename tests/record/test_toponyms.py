"""Names of places in the record, and which files decisions make out of date."""

from __future__ import annotations

import pytest

from noria.claims.model import PlaceMention, PlaceRef
from noria.values.decision import Decision
from noria.values.place import Point
from noria.values.span import Span
from record_factory import document, put

HILL = PlaceRef("Hill", "Hill", "geonames:1", Point(10.0, 20.0), precision="populated place", confidence=0.9, candidates=("geonames:1", "geonames:2"))
ONE, TWO = document("Hill and Dale.", file="one.txt"), document("Dale, then Hill.", file="two.txt")


def mention(doc, name: str, place: PlaceRef | None = None, judgement: str | None = None) -> PlaceMention:
    start = doc.text.index(name)
    return PlaceMention(doc.id, Span(start, start + len(name)), name.lower(), place or PlaceRef(name), (0.9, 0.05) if place else (), ("bears the name",), judgement)


def decision(key: str, judgement: str, doc=None) -> Decision:
    return Decision(judgement=judgement, key=key, document=doc.id if doc else None, name=key, id="geonames:2", point=None, precision="site")


@pytest.fixture
def filled(store):
    for doc in (ONE, TWO):
        put(store, doc)
    with store.writing() as record:
        record.toponyms.put([mention(ONE, "Hill", HILL), mention(ONE, "Dale"), mention(TWO, "Dale"), mention(TWO, "Hill", HILL, "j-1")])
    return store


def test_mentions_come_back_by_place_and_by_name(filled):
    with filled.reading() as record:
        assert record.toponyms.of("geonames:1") == [mention(ONE, "Hill", HILL), mention(TWO, "Hill", HILL, "j-1")]
        assert record.toponyms.of(keys=["dale"]) == [mention(ONE, "Dale"), mention(TWO, "Dale")]
        assert record.toponyms.of(keys=["hill"]) == []
        assert record.toponyms.keys() == ["dale", "hill"]
        assert (record.toponyms.count("hill"), record.toponyms.count("hill", ONE.id), record.toponyms.count("moor")) == (2, 1, 0)


@pytest.mark.parametrize(("decided", "files"), [
    ([], ["two.txt"]),
    ([decision("hill", "j-1")], ["one.txt"]),
    ([decision("hill", "j-1", TWO)], []),
    ([decision("hill", "j-2")], ["one.txt", "two.txt"]),
    ([decision("hill", "j-1"), decision("hill", "j-3", ONE)], ["one.txt"]),
    ([decision("hill", "j-1", TWO), decision("dale", "j-4", ONE)], ["one.txt"]),
    ([decision("hill", "j-1", TWO), decision("moor", "j-5")], [])])
def test_only_files_whose_names_were_decided_otherwise_are_out_of_date(filled, decided, files):
    with filled.reading() as record:
        assert record.toponyms.outdated(decided) == files


def test_mentions_go_with_their_document(filled):
    with filled.writing() as record:
        record.documents.withdraw(["one.txt"])
        assert [found.document for found in record.toponyms.of("geonames:1", ["dale"])] == [TWO.id, TWO.id]
