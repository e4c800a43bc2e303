"""Agreement of coders: alpha against the published worked examples, and what counts as agreeing."""

from __future__ import annotations

import pytest
from factory import actor, claim, killed, place
from hypothesis import given, strategies as st

from noria.claims.agreement import Coded, agreement, alpha, coded_by_machine


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("0100000010", "1110010000", 0.095),  # Krippendorff 2011, A: binary data, two observers
    ("aabbdcccedda", "babbbccceddd", 0.692),  # Krippendorff 2011, B: nominal data, two observers
    ("ab", "ab", 1.0), ("ab", "ba", -0.5)])
def test_alpha_is_that_of_the_published_examples(first, second, expected):
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("pairs", [[], [("a", "b")], [("a", "a"), ("a", "a")]])
def test_alpha_is_not_defined_without_two_values_on_two_units(pairs):
    assert alpha(pairs) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2))
def test_alpha_does_not_ask_who_is_first(pairs):
    found = alpha(pairs)
    assert found == alpha([(b, a) for a, b in pairs])
    assert found is None or found <= 1
    assert (found == 1) == (found is not None and all(a == b for a, b in pairs))


def field(found, name):
    return next(f for f in found.fields if f.field == name)


TOOK = coded_by_machine(claim("capture", "The army took Goma on 3 May.", actors=(actor("The army", "a"),), places=(place("Goma", -1.7, 29.2),),
                              time="2001-05-03"))
DEAD = coded_by_machine(claim("casualty", "Eight died.", counts=(killed(8),), sources=("a doctor",)))


def by_hand(**rest):
    return Coded(**({"type": "capture", "time": "2001-05-03/2001-05-03", "places": (("Goma city", None),), "actors": (("army", None),), "targets": (),
                     "sources": (), "counts": (), "factuality": "realised"} | rest))


def test_names_agree_as_in_check():
    found = agreement({"s1": [by_hand()]}, {"s1": [TOOK]})
    assert (found.sentences, found.both, found.only_first, found.only_second, found.f1) == (1, 1, 0, 0, 1.0)
    assert all(f.agreement == 1.0 for f in found.fields)


@pytest.mark.parametrize(("name", "value"), [
    ("time", ""), ("places", (("Bukavu", None),)), ("actors", (("army", None), ("militia", None))), ("targets", (("villagers", None),)),
    ("sources", (("a doctor", None),)), ("counts", ("killed 8..8",)), ("factuality", "denied")])
def test_a_field_that_differs_is_that_field_alone(name, value):
    found = agreement({"s1": [by_hand(**{name: value})]}, {"s1": [TOOK]})
    assert [f.field for f in found.fields if f.agreement != 1.0] == [name]
    assert agreement({"s1": [TOOK]}, {"s1": [by_hand(**{name: value})]}).fields == found.fields


def test_a_field_left_to_others_is_not_compared():
    found = agreement({"s1": [by_hand(counts=None)]}, {"s1": [TOOK]})
    assert field(found, "counts").units == 0
    assert field(found, "counts").agreement is None


def test_claims_are_paired_by_type_and_best_agreement_and_the_rest_is_told():
    other = by_hand(time="2001-05-09/2001-05-09", places=(("Uvira", None),))
    found = agreement({"s1": [other, by_hand()], "s2": [], "s3": [by_hand()]}, {"s1": [TOOK, DEAD], "s2": [DEAD], "s4": []})
    assert (found.sentences, found.both, found.only_first, found.only_second) == (2, 1, 1, 2)
    assert field(found, "time").agreement == 1.0
    assert field(found, "types").agreement == 0.0
    assert agreement({"s": []}, {"s": []}).f1 is None
