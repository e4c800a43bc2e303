"""What holds of every derivation, whatever the claims."""

from __future__ import annotations

from dataclasses import replace

from factory import actor, claim, killed, place
from hypothesis import HealthCheck, given, settings, strategies as st

from noria.derive.derive import derive
from noria.derive.model import Results
from noria.reference.codebook import Actor, Codebook, Side

BOOK = Codebook(sides=(Side(id="n", name="North"), Side(id="s", name="South")),
                actors=(Actor(id="na", name="Northern army", side="n"), Actor(id="sa", name="Southern army", side="s")))
PLACES = [place("Goma", -1.68, 29.22), place("Bukavu", -2.5, 28.86), place("Uvira", -3.4, 29.14), place("Lost Hamlet")]
ACTORS = [actor("Northern army"), actor("Southern army troops"), actor("Lake militia"), actor("hill rebels")]
WORDS = "guns fell silent near river after columns left road toward market while people crossed bridge".split()

one_claim = st.builds(
    lambda type_, document, number, words, by, at, where, day, low, source, fact: claim(
        type_, f"Item {number}: " + " ".join(words) + ".", document=f"d-{document}", published=f"2001-03-{10 + document:02d}", at=number * 300,
        actors=tuple(by), targets=tuple(at), places=tuple(where), time=f"2001-03-{day:02d}" if day else None,
        counts=(killed(low, group="civilians"),) if type_ == "casualty" else (), sources=("The Monitor",) if source else (), factuality=fact),
    st.sampled_from(["capture", "withdraw", "hold", "advance", "encircle", "clash", "shelling", "attack", "casualty", "launch", "deploy", "state"]),
    st.integers(0, 3), st.integers(0, 12), st.lists(st.sampled_from(WORDS), min_size=7, max_size=9, unique=True),
    st.lists(st.sampled_from(ACTORS), max_size=2, unique=True), st.lists(st.sampled_from(ACTORS), max_size=1),
    st.lists(st.sampled_from(PLACES), max_size=2, unique=True), st.integers(0, 5), st.integers(1, 30), st.booleans(),
    st.sampled_from(["realised", "realised", "unverified", "planned", "failed", "denied"]))
claim_sets = st.lists(one_claim, max_size=14).map(lambda claims: list({c.id: c for c in claims}.values()))
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(claim_sets, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert derive(claims, BOOK) == derive(shuffled, BOOK)
    assert derive(claims, Codebook()) == derive(shuffled, Codebook())


@slow
@given(claim_sets)
def test_every_value_names_claims_that_exist(claims):
    results = derive(claims, BOOK)
    known = {c.id for c in claims}
    for value in (*results.events, *results.holdings, *results.casualties, *results.operations):
        assert value.claims
        assert set(value.claims) <= known
        assert value.rule
    assert set(results.event_of) == set(results.origin_of) == known
    assert sorted(id for event in results.events for id in event.claims) == sorted(known)
    assert len({event.id for event in results.events}) == len(results.events)


def copied(claims, document):
    return [replace(c, document=replace(c.document, id="d-copy", file="copy.txt")).identified() for c in claims if c.document.id == document]


def figures(results: Results):
    """Everything that a copy must leave as it is."""
    return ([(e.id, e.type, e.time, e.counts, e.origins, e.factuality) for e in results.events],
            [(h.place, h.state, h.side, h.since, h.until) for h in results.holdings],
            [(c.scope, c.scope_id, c.group, c.side, c.measure, c.low, c.high, c.rule) for c in results.casualties])


@slow
@given(claim_sets, st.integers(0, 3))
def test_a_copy_of_a_document_changes_no_count_and_no_origin(claims, number):
    before = derive(claims, BOOK)
    after = derive([*claims, *copied(claims, f"d-{number}")], BOOK)
    assert {id: after.origin_of[id] for id in before.origin_of} == before.origin_of
    assert set(after.origin_of.values()) == set(before.origin_of.values())
    assert figures(after) == figures(before)
    assert {id: after.event_of[id] for id in before.event_of} == before.event_of


@slow
@given(claim_sets, st.integers(0, 3))
def test_taking_a_document_away_leaves_what_never_had_it(claims, number):
    """No state is kept between runs: with a document and then without it is the same as without it."""
    without = [c for c in claims if c.document.id != f"d-{number}"]
    before = derive(without, BOOK)
    derive(claims, BOOK)
    assert derive(without, BOOK) == before
