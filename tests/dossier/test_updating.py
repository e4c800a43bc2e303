"""What a change touches is worked out again alone, and all results are as if everything had been."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dense_war import report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noria.dossier.build import DERIVED, SETTLED, Derivation, derive_anew
from noria.dossier.parts import Parts, ReaderSpec
from noria.record.derived import TABLES
from noria.record.documents import SourceState
from noria.record.schema import metadata
from noria.reference.codebook import Actor, Codebook, Side

SIDES = (Side(id="n", name="North"), Side(id="s", name="South"), Side(id="c", name="Coast"))
BOOK = Codebook(sides=SIDES, actors=(Actor(id="na", name="Northern army", side="n"), Actor(id="sa", name="Southern army", side="s"),
                                     Actor(id="lm", name="Lake militia", side="n"), Actor(id="cg", name="Coast guard", side="c")))
# With these every count changes little, so that most changes are worked out as changes.
START = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)


def put(store, seed, *, corrected=False, **told):
    made, extraction = report(seed, corrected=corrected, **told)
    file = f"{seed}.txt"
    with store.writing() as record:
        record.history.stand(DERIVED, None)
        record.documents.put(SourceState(file, "h", "r"), [replace(made, file=file)])
        record.claims.put([replace(claim, document=replace(claim.document, file=file)) for claim in extraction.claims])


def withdraw(store, seed):
    with store.writing() as record:
        record.history.stand(DERIVED, None)
        record.documents.withdraw([f"{seed}.txt"])


def held(store):
    """Every row of all that was derived, by table."""
    with store.reading() as record:
        return {name: sorted(map(repr, record.connection.execute(metadata.tables[name].select()))) for name in TABLES} | {
            "sides": [record.history.standing("sides")]}


def anew(store, book):
    with store.writing() as record:
        record.history.stand(DERIVED, None)
        record.history.stand(SETTLED, None)
    assert derive_anew(store, ReaderSpec(codebook=book), Parts()) == Derivation(whole=True)


def check(store, book, steps, *, totals=False, apart=1):
    """Go the steps: a seed to add, or to take away where it is there; a negative one to correct or to add corrected. Why everything was derived anew."""
    with store.writing() as record:
        record.documents.withdraw(list(record.documents.sources()))
    there = set(START)
    for seed in START:
        put(store, seed, totals=totals, apart=apart)
    anew(store, book)
    reasons = []
    for step in steps:
        for seed in step:
            if seed < 0:
                put(store, -seed, totals=totals, apart=apart, corrected=True)
                there.add(-seed)
            else:
                withdraw(store, seed) if seed in there else put(store, seed, totals=totals, apart=apart)
                there ^= {seed}
        done = derive_anew(store, ReaderSpec(codebook=book), Parts())
        reasons.append(done and done.because)
        found = held(store)
        anew(store, book)
        wanted = held(store)
        for name, rows in wanted.items():
            assert found[name] == rows, (name, done)
    return reasons


steps = st.lists(st.lists(st.one_of(st.integers(1, 40), st.integers(-12, -1)), min_size=1, max_size=2, unique=True), min_size=1, max_size=3)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps, st.booleans(), st.sampled_from([1, 7]))
def test_a_change_gives_what_everything_anew_gives(store, steps, totals, apart):
    check(store, BOOK, steps, totals=totals, apart=apart)


@pytest.mark.parametrize("seeds", [(13,), (21, 3), (5, 30), (-4, 5)])
def test_on_both_stores(store, seeds):
    assert check(store, BOOK, [seeds, [seeds[0]]]) == [None, None]
