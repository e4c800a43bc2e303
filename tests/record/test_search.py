"""Full text search: all words, each as the beginning of one, without case or accents, kept up as documents come and go."""

from __future__ import annotations

import pytest

from noria.claims.model import ActorRef, PlaceRef
from record_factory import claim_at, document, put

DOC = document("The Ölmstad militia took Mill Hill. Nobody fled from Riverton's port.")
TOOK = claim_at(DOC, "The Ölmstad militia took Mill Hill.", "took", "capture", actors=(ActorRef("militia", "Home Guard"),),
                places=(PlaceRef("Mill Hill", "Mühlberg", "p-1"),))
FLED = claim_at(DOC, "Nobody fled from Riverton's port.", "fled", "displace")
OTHER = document("They took the port.", file="second.txt")
PORT = claim_at(OTHER, OTHER.text, "took", "capture")


@pytest.fixture
def listing(store):
    put(store, DOC, [TOOK, FLED])
    put(store, OTHER, [PORT])
    with store.reading() as record:
        yield record.listing


@pytest.mark.parametrize(("words", "found"), [
    ("took", [TOOK, PORT]), ("TOOK mill", [TOOK]), ("mil to", [TOOK]), ("olmstad", [TOOK]), ("muhlberg", [TOOK]), ("home guard", [TOOK]), ("capture port", [PORT]),
    ("riverton", [FLED]), ("port", [FLED, PORT]), ("ook", []), ("took fled", []), ("", []), ("!?", []), ('" OR *', []), ("a 'b", [])])
def test_words(listing, words, found):
    claims, total = listing.sentences(words, 10)
    assert [claim.id for claim in claims] == [claim.id for claim in found]
    assert total == len(found)


def test_a_page_and_how_many_there_are(listing):
    claims, total = listing.sentences("took", 1)
    assert ([claim.id for claim in claims], total) == ([TOOK.id], 2)


def test_what_is_withdrawn_is_not_found(store):
    put(store, DOC, [TOOK, FLED])
    put(store, OTHER, [PORT])
    with store.writing() as record:
        record.documents.withdraw([DOC.file])
    put(store, OTHER, [PORT])
    with store.reading() as record:
        assert [claim.id for claim in record.listing.sentences("took", 10)[0]] == [PORT.id]
        assert record.listing.sentences("riverton", 10) == ([], 0)
