"""The Airwars-shaped list, a table of cases each."""

import pytest

from factory import actor, killed
from noria.values.count import Count
from noria.views.codings import CODEBOOKS
from noria.views.codings.airwars.columns import STATUSES
from small_war import ARMY, CIVILIANS, FRONT, ground, told


def strike(quote, *counts, type="airstrike", document="d-one", by=(ARMY,), on=(CIVILIANS,), **rest):
    return (told(type, quote, document=document, trigger="struck", actors=by, **rest),
            told("casualty", quote, document=document, trigger="killed", actors=by, targets=on, counts=counts, **rest))


def rows(*claims):
    return CODEBOOKS["airwars"].code(ground(*claims)).rows


DEAD = killed(5, group="civilians")
QUOTE = "The army struck Riverton and killed five civilians."


@pytest.mark.parametrize(("counts", "cells"), [
    ((DEAD,), {"civilians_killed_min": 5, "civilians_killed_max": 5, "children_killed_min": None, "civilian_harm_reported": "yes"}),
    ((Count("killed", 5, None, group="civilians"),), {"civilians_killed_min": 5, "civilians_killed_max": None}),
    ((DEAD, killed(3, group="Northern Front")), {"civilians_killed_max": 5, "belligerents_killed_min": 3, "belligerents_killed_max": 3}),
    ((killed(2, group="children"), killed(1, group="women")), {"civilians_killed_min": 3, "children_killed_min": 2, "women_killed_max": 1}),
    ((DEAD, Count("wounded", 7, 9, group="civilians")), {"civilians_killed_min": 5, "civilians_injured_min": 7, "civilians_injured_max": 9}),
    ((killed(4, group="people"),), {"civilians_killed_min": 4}),
    ((killed(1, group="Ada Keller"),), {"civilians_killed_min": 1, "named_victims": "Ada Keller"}),
])
def test_harm(counts, cells):
    [row] = rows(*strike(QUOTE, *counts))
    assert {column: row[column].value for column in cells} == cells


@pytest.mark.parametrize(("type", "quote", "shown"), [
    ("airstrike", QUOTE, "Airstrike"), ("airstrike", "A drone of the army struck Riverton and killed five civilians.", "Drone strike"),
    ("shelling", QUOTE, "Artillery"), ("bombing", QUOTE, "Explosive device")])
def test_strike_types(type, quote, shown):
    [row] = rows(*strike(quote, DEAD, type=type))
    assert row["strike_type"].value == shown


def test_status_and_grade():
    once = strike(QUOTE, DEAD)
    twice = strike("Five civilians were killed when the army struck Riverton.", DEAD, document="d-two")
    own = strike("Our aircraft struck Riverton, the Army Office said; five civilians were killed.", DEAD, document="d-three", sources=("Army Office",))
    denied = (told("airstrike", "The army denied that it struck Riverton.", document="d-four", trigger="struck", actors=(ARMY,), factuality="denied"),)
    cases = [(once, "Single source claim", "Suspected", "Weak"), ((*once, *twice), "Likely strike", "Suspected", "Fair"),
             ((*once, *own), "Declared strike", "Known", "Confirmed"), ((*once, *denied), "Contested strike", "Suspected", "Contested")]
    for claims, status, known, grade in cases:
        found = [row for row in rows(*claims) if row["strike_status"].value == status]
        assert found, [row["strike_status"].value for row in rows(*claims)]
        assert (found[0]["belligerent_type"].value, found[0]["grading"].value) == (known, grade)
    assert {status for _, status, _, _ in cases} == set(STATUSES)


@pytest.mark.parametrize(("claims", "rule"), [
    ((told("clash", "The army clashed with the Front in Riverton.", actors=(ARMY,), targets=(FRONT,)),), "airwars.strike.none"),
    ((told("airstrike", "The army struck Riverton.", actors=(ARMY,)),), "airwars.harm.none"),
    (strike("The army struck Riverton and killed four rebels.", killed(4, group="Northern Front"), on=(FRONT,)), "airwars.harm.belligerents-only"),
    (strike(QUOTE, killed(600, group="civilians", kind="cumulative")), "airwars.harm.none"),
    (strike(QUOTE, DEAD, places=()), "place.none"),
])
def test_what_is_not_listed(claims, rule):
    coding = CODEBOOKS["airwars"].code(ground(*claims))
    assert coding.rows == ()
    assert {miss.rule for miss in coding.uncoded} == {rule}


def test_an_unnamed_striker_is_empty_with_a_reason():
    [row] = rows(*strike(QUOTE, DEAD, by=()))
    assert row["belligerents"].value is None
    assert row["belligerents"].reason
    assert row["belligerent_type"].value is None


def test_whoever_may_have_been_a_civilian_is_marked():
    [row] = rows(*strike("The army struck Riverton and killed four people.", killed(4, group="people"), on=(actor("people"),)))
    assert row["civilians_killed_min"].reason == "whether they were civilians is not told"
