"""The whole way from a text to its claims: quotes, ids, metadata, what is refused."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noria.claims.extract import Extractor
from noria.claims.json_form import from_json, to_json
from noria.documents.model import Metadata
from noria.documents.read import read_text
from noria.reference.codebook import Actor, Codebook, Side, Source
from noria.reference.gazetteer import Gazetteer
from noria.values.day import Day

REPORT = """Rebels seize border town

3 March 2021

Rebel forces captured the town of Bossangoa on Tuesday after two days of fighting, the ministry of defence said. At least 12 soldiers and four
civilians were killed, according to the Red Cross.[4] The army denied that it had withdrawn from the town. The area exports timber and was
visited by 3,000 tourists in 2010.
"""
BOOK = Codebook(sides=(Side(id="gov", name="Government"),), actors=(Actor(id="army", name="National Army", other_names=("army",), side="gov"),),
                sources=(Source(id="icrc", name="International Committee of the Red Cross", other_names=("Red Cross",)),))


@cache
def extractor():
    return Extractor(BOOK, Gazetteer.open())


@pytest.fixture(scope="module")
def extraction():
    return extractor().extract(read_text(REPORT, given=Metadata(published=Day(2021, 3, 3))))


def test_every_quote_and_trigger_stands_at_its_offsets(extraction):
    text = read_text(REPORT).text
    assert extraction.claims
    for claim in extraction.claims:
        assert claim.evidence.span.of(text) == claim.evidence.quote
        assert claim.evidence.trigger.of(text) == claim.evidence.trigger_text
        assert claim.evidence.span.contains(claim.evidence.trigger)


def test_ids_are_unique_and_the_same_in_every_run(extraction):
    again = extractor().extract(read_text(REPORT, given=Metadata(published=Day(2021, 3, 3))))
    ids = [claim.id for claim in extraction.claims]
    assert len(ids) == len(set(ids))
    assert again == extraction


def test_claims_survive_the_round_trip_through_json(extraction):
    assert tuple(from_json(to_json(claim)) for claim in extraction.claims) == extraction.claims


def test_who_what_when_according_to_whom(extraction):
    capture = next(claim for claim in extraction.claims if claim.type == "capture" and claim.attribution)
    assert [place.mention for place in capture.places] == ["Bossangoa"]
    assert str(capture.time.interval.start) == str(capture.time.interval.end) == "2021-03-02"
    assert [a.mention for a in capture.attribution] == ["ministry of defence"]
    dead = next(claim for claim in extraction.claims if claim.type == "casualty")
    assert [(c.low, c.high, c.group) for c in dead.counts] == [(12, None, "soldiers"), (4, None, "civilians")]
    assert [a.id for a in dead.attribution] == ["icrc"]
    assert dead.citations == ("4",)
    denied = next(claim for claim in extraction.claims if claim.type == "withdraw")
    assert denied.factuality == "denied"
    assert {a.id for a in denied.attribution} == {"army"}


def test_a_sentence_that_gave_nothing_is_refused_with_a_reason(extraction):
    assert [refusal.rule for refusal in extraction.refusals] == ["refusal.no-trigger"]
    assert "a number" in extraction.refusals[0].reason


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("abcde ABC.,;:-–\"'()[]0123456789\n€é"), max_size=300))
def test_no_text_breaks_the_reading(text):
    if not any(c.isalnum() for c in text):
        return
    document = read_text("x" + text)
    for claim in extractor().extract(document).claims:
        assert claim.evidence.span.of(document.text) == claim.evidence.quote
