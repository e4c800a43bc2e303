"""What holds of every derivation, whatever the claims."""

from __future__ import annotations

from dataclasses import replace

from claim_sets import BOOK, claim_sets, slow
from hypothesis import given, strategies as st

from noria.derive.derive import derive
from noria.derive.model import Results
from noria.reference.codebook import Codebook


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


@slow
@given(claim_sets)
def test_the_ledger_keeps_its_bounds(claims):
    """Low is at most high, a part at most its whole, what is added at most its parts' sum, and totals are in no sum."""
    results = derive(claims, BOOK)
    for line in results.casualties:
        assert line.high is None or (line.low or 0) <= line.high
        for toll in line.tolls:
            assert toll.kind != "subset" or toll.whole is None or line.high is None or toll.whole.high is None or line.scope != "event" or len(
                line.tolls) > 1 or line.high <= toll.whole.high
        for explained in line.explained:
            assert explained.high is None or explained.low <= explained.high
            assert set(explained.events) <= {event.id for event in results.events}
    events = {(c.side, c.who, c.measure): [] for c in results.casualties}
    for line in results.casualties:
        if line.scope == "event" and line.rule == "casualties.increments":
            events[line.side, line.who, line.measure].append(line)
    for line in (c for c in results.casualties if c.scope == "all" and c.rule == "casualties.increments" and c.who != "everyone"):
        parts = events[line.side, line.who, line.measure]
        assert max(part.low or 0 for part in parts) <= line.low <= sum(part.low or 0 for part in parts)
        assert all(toll.kind == "increment" for toll in line.tolls)
