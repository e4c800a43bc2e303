"""What judgements do to what is derived: they count in place of the machine's reading, in the order of time, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claim_sets import BOOK, claim_sets, slow
from factory import actor, claim, killed, place
from hypothesis import given, strategies as st
from judging import judged, merged, on, split

from noria.derive.derive import derive
from noria.derive.judged import bearings, nearest, ruled
from noria.errors import ValueRefused
from noria.values.judgement import Judgement, toponym_target
from noria.values.span import Span

GOMA, BUKAVU = place("Goma", -1.68, 29.22), place("Bukavu", -2.5, 28.86)
NORTH = actor("Northern army")
TOOK = claim("capture", "The Northern army took Goma on 3 March.", places=(GOMA,), actors=(NORTH,), time="2001-03-03", document="d-one")
FELL = claim("capture", "Goma fell to the Northern army, residents said.", places=(GOMA,), actors=(NORTH,), time="2001-03-03", document="d-two")
DEAD = claim("casualty", "Eight civilians were killed in Bukavu.", places=(BUKAVU,), counts=(killed(8, group="civilians"),), time="2001-03-05")
CLAIMS = [TOOK, FELL, DEAD]


def events(*judgements: Judgement, claims=CLAIMS) -> list[frozenset[str]]:
    return sorted((frozenset(event.claims) for event in derive(claims, BOOK, (), judgements).events), key=sorted)


def together(*groups) -> list[frozenset[str]]:
    return sorted((frozenset(c.id for c in group) for group in groups), key=sorted)


def event_of(told, *judgements):
    results = derive(CLAIMS, BOOK, (), judgements)
    return next(event for event in results.events if told.id in event.claims)


def test_without_judgements_nothing_is_new():
    assert events() == together([TOOK, FELL], [DEAD])


def test_a_rejected_claim_does_not_count():
    assert events(judged("reject", DEAD)) == together([TOOK, FELL])
    results = derive(CLAIMS, BOOK, (), [judged("reject", DEAD)])
    assert DEAD.id not in results.event_of
    assert results.casualties == ()


def test_of_two_that_contradict_each_other_the_later_counts():
    assert events(judged("reject", DEAD, at=1), judged("accept", DEAD, at=2)) == events()
    assert events(judged("reject", DEAD, at=2), judged("accept", DEAD, at=1)) == together([TOOK, FELL])


def test_what_is_undone_has_no_effect():
    assert events(replace(judged("reject", DEAD), undone=True)) == events()


@pytest.mark.parametrize(("correction", "what", "told"), [
    (on("2001-03-07"), "edtf", "2001-03-07"),
    ({"places": [{"mention": "Bukavu", "name": "Goma", "id": GOMA.id, "lat": -1.68, "lon": 29.22, "relation": "in", "distance_km": None,
                  "precision": "populated place", "confidence": 1.0}]}, "places", GOMA.id),
    ({"counts": [{"measure": "killed", "low": 3, "high": 3, "approximate": False, "group": "civilians", "kind": "increment"}]}, "counts", 3),
    ({"factuality": "unverified"}, "factuality", "unverified"),
    ({"actors": [{"mention": "x", "name": "Southern army", "id": None}]}, "parties", "Southern army")])
def test_a_corrected_field_counts_in_place_of_the_machines(correction, what, told):
    found = getattr(event_of(DEAD, judged("correct", DEAD, correction=correction)), what)
    if not isinstance(found, str):
        found = {"places": lambda p: p.id, "counts": lambda c: c.low, "parties": lambda p: p.name}[what](found[0])
    assert found == told
    assert DEAD.time.edtf == "2001-03-05", "the machine's claim is as it was"


def test_corrections_stand_on_each_other():
    first = judged("re-date", DEAD, at=1, correction=on("2001-03-07"))
    second = judged("correct", DEAD, at=2, correction={"factuality": "unverified"})
    third = judged("re-date", DEAD, at=3, correction=on("2001-03-09"))
    event = event_of(DEAD, third, first, second)
    assert (event.edtf, event.factuality) == ("2001-03-09", "unverified")
    assert event_of(DEAD, first, second).edtf == "2001-03-07"


def test_a_correction_of_an_event_is_one_of_all_its_claims():
    assert event_of(TOOK, judged("re-date", TOOK, FELL, target="e-goma", correction=on("2001-03-04"))).edtf == "2001-03-04"
    assert events(judged("reject", TOOK, FELL, target="e-goma")) == together([DEAD])


def test_merge_and_split_bind_the_linking_whatever_the_scores():
    assert events(merged([TOOK, FELL], [DEAD])) == together([TOOK, FELL, DEAD])
    assert events(split([FELL], [TOOK])) == together([TOOK], [FELL], [DEAD])
    assert events(merged([TOOK, FELL], [DEAD], at=1), split([DEAD], [TOOK, FELL], at=2)) == events()
    assert events(split([FELL], [TOOK], at=1), merged([TOOK], [FELL], at=2)) == events()
    links = event_of(DEAD, merged([TOOK, FELL], [DEAD])).links
    assert {link.reasons[0] for link in links} == {f"judgement {merged([TOOK, FELL], [DEAD]).id}"}
    assert (f"judgement {merged([TOOK, FELL], [DEAD]).id}", "different types") in {link.reasons for link in links}, "what the machine found stays"


def test_copies_of_one_sentence_can_be_held_apart():
    copy = replace(TOOK, document=replace(TOOK.document, id="d-copy")).identified()
    claims = [TOOK, copy]
    assert events(claims=claims) == together([TOOK, copy])
    assert events(split([copy], [TOOK]), claims=claims) == together([TOOK], [copy])


def test_a_toponym_is_placed_in_the_dossier_or_in_one_document():
    other = claim("attack", "Bukavu was attacked.", places=(BUKAVU,), time="2001-03-05", document="d-two")
    where = {"place": {"name": "Bukavu (the hill)", "id": "hill", "lat": 1.0, "lon": 2.0, "precision": "site"}}

    def ids(*made):
        return [c.places[0].id for c in ruled([DEAD, other], made).claims]

    everywhere = Judgement.make(toponym_target("bukavu"), "re-place", made_by="Ada", made_at="2031-05-06T10:00:00Z", reason="map", payload=where)
    one = replace(everywhere, target=toponym_target("bukavu", "d-two"))
    assert ids() == [BUKAVU.id, BUKAVU.id]
    assert ids(everywhere) == ["hill", "hill"]
    assert ids(one) == [BUKAVU.id, "hill"]
    elsewhere = replace(one, payload={"place": where["place"] | {"id": "here"}})
    assert ids(elsewhere, everywhere) == ["hill", "here"], "what is said of one document goes before what is said of all"
    assert not any(found.open for found in bearings([DEAD, other], [everywhere, one]))
    assert bearings([TOOK], [everywhere])[0].open


def moved(told, by: int):
    """The same sentence in a document that changed before it."""
    evidence = told.evidence
    return replace(told, document=replace(told.document, id="d-new"), evidence=replace(
        evidence, span=evidence.span.shift(by), trigger=evidence.trigger.shift(by))).identified()


def test_a_judgement_goes_along_with_a_sentence_that_stands_unchanged():
    now = moved(DEAD, 40)
    assert now.id != DEAD.id
    assert events(judged("reject", DEAD), claims=[TOOK, FELL, now]) == together([TOOK, FELL])
    found, = bearings([now], [judged("reject", DEAD)])
    assert found.claims == {DEAD.id: now.id}
    assert not found.open


@pytest.mark.parametrize("claims", [
    [], [TOOK],
    [claim("casualty", "Nine civilians were killed in Bukavu.", places=(BUKAVU,), time="2001-03-05")],
    [moved(DEAD, 40), moved(DEAD, 90)],
], ids=["gone", "others", "other words", "twice"])
def test_a_judgement_whose_sentence_changed_is_open_and_has_no_effect(claims):
    found, = bearings(claims, [judged("reject", DEAD)])
    assert found.open
    assert found.lost == (DEAD.id,)
    assert events(judged("reject", DEAD), claims=claims) == events(claims=claims)


def test_merge_and_split_are_open_once_a_part_is_gone():
    assert bearings([TOOK, FELL], [merged([TOOK, FELL], [DEAD])])[0].open
    assert not bearings([TOOK, DEAD], [merged([TOOK, FELL], [DEAD])])[0].open
    assert bearings([TOOK], [split([FELL], [TOOK])])[0].open
    assert bearings([FELL], [split([FELL], [TOOK])])[0].open


def test_the_nearest_claim_of_the_new_reading_is_suggested():
    told = judged("reject", DEAD).payload["claims"][0]
    now = claim("casualty", "Nine civilians were killed in Bukavu.", at=50)
    far = replace(now, document=replace(now.document, file="other.txt"))
    kin = replace(now, type="attack").identified()
    assert nearest(told, [TOOK, kin, now, far]) == now
    assert nearest(told, [far, replace(TOOK, evidence=replace(TOOK.evidence, quote="Rain.", span=Span(0, 5)))]) is None


def test_what_cannot_be_corrected_is_refused():
    for wrong, words in [({"id": "c-2"}, "'id' cannot be corrected"), ({"type": "party"}, "not a type of claim"),
                         ({"factuality": "sure"}, "degree of factuality"), ({"places": ["Goma"]}, "the form of a claim's fields"),
                         ({"counts": [{"measure": "killed", "low": 5, "high": 3}]}, "cannot run from 5 down to 3")]:
        with pytest.raises(ValueRefused, match=words):
            derive(CLAIMS, BOOK, (), [judged("correct", DEAD, correction=wrong)])


@st.composite
def judged_claims(draw):
    """Claims, and judgements upon some of them."""
    claims = draw(claim_sets.filter(len))
    some = st.lists(st.sampled_from(claims), min_size=1, max_size=3, unique_by=lambda c: c.id)
    out = []
    for at in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["reject", "accept", "re-date", "merge", "split"]))
        one, other = draw(some), draw(some)
        other = [c for c in other if c not in one]
        if kind in {"merge", "split"} and other:
            out.append(merged(one, other, at=at) if kind == "merge" else split(one, other, at=at))
        elif kind not in {"merge", "split"}:
            out.append(judged(kind, *one, at=at, **({"correction": on("2001-03-20")} if kind == "re-date" else {})))
    return claims, out


@slow
@given(judged_claims(), st.randoms(use_true_random=False))
def test_undone_judgements_leave_the_result_as_it_was(made, random):
    claims, judgements = made
    assert derive(claims, BOOK, (), [replace(j, undone=True) for j in judgements]) == derive(claims, BOOK)
    results = derive(claims, BOOK, (), judgements)
    shuffled, given_so = list(claims), list(judgements)
    random.shuffle(shuffled)
    random.shuffle(given_so)
    assert derive(shuffled, BOOK, (), given_so) == results


@slow
@given(judged_claims())
def test_judgements_hold_in_what_is_derived(made):
    claims, judgements = made
    results = derive(claims, BOOK, (), judgements)
    rejected = ruled(claims, judgements).rejected
    assert set(results.event_of) == {c.id for c in claims} - rejected
    assert sorted(id for event in results.events for id in event.claims) == sorted(results.event_of)
    last = next((j for j in reversed(judgements) if j.kind in {"merge", "split"}), None)
    if last is None:
        return
    upon = [told["id"] for told in last.payload["claims"] if told["id"] in results.event_of]
    if last.kind == "merge":
        assert len({results.event_of[id] for id in upon}) <= 1
    else:
        out = {results.event_of[id] for id in upon if id in last.payload["out"]}
        assert not out & {results.event_of[id] for id in upon if id not in last.payload["out"]}
