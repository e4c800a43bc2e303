"""What the words of a sentence say of hour, region and reference; what a common name says of who somebody is."""

from __future__ import annotations

import pytest
from factory import actor, claim, killed, place

from noria.derive.cues import cuts_a_line, day_part, is_running, names_surroundings, refers_back, stated
from noria.derive.derive import derive
from noria.derive.places import settled
from noria.derive.roles import can_name_a_side, friends, is_nobody, is_reporter, plain_role, qualified_role, side_name
from noria.reference.codebook import Actor, Codebook, Side, Source


@pytest.mark.parametrize(("quote", "part"), [
    ("By the afternoon the town had fallen.", "afternoon"), ("On Tuesday evening shells fell on the port.", "evening"),
    ("Overnight, drones struck the depot.", "night"), ("In the early hours the convoy left.", "dawn"), ("Shells fell on the port.", None),
    ("Shelling lasted from the early hours until, by the evening, the fort gave up.", None)])
def test_hours(quote, part):
    assert day_part(quote) == part


@pytest.mark.parametrize(("name", "quote", "around"), [
    ("Goma", "Rebels took several villages around Goma.", True), ("Goma", "Fighting spread through the Goma and Rutshuru regions.", True),
    ("Goma", "Jets hit rural parts of Goma.", True), ("Goma", "Rebels took Goma.", False), ("", "Rebels took Goma.", False)])
def test_landmark_or_place(name, quote, around):
    assert names_surroundings(name, quote) is around


def test_a_place_lent_by_another_sentence():
    assert stated(place("Bani Walid"), "They entered Bani Walid at noon.")
    assert not stated(place("Bani Walid"), "They entered the city at noon.")


@pytest.mark.parametrize(("quote", "trigger", "line"), [
    ("Militiamen cut off the road from Sirte to Misrata.", "cut off", True), ("Militiamen cut off Sirte.", "cut off", False),
    ("They severed supply lines to the garrison.", "severed", True)])
def test_a_cut_road_is_no_siege(quote, trigger, line):
    assert cuts_a_line(claim("encircle", quote, trigger=trigger)) is line


@pytest.mark.parametrize(("quote", "trigger", "back"), [
    ("The army initiated the offensive to forestall talks.", "initiated", True), ("The army launched an offensive on Faya.", "launched", False)])
def test_launches_that_refer_back(quote, trigger, back):
    assert refers_back(claim("launch", quote, trigger=trigger)) is back


@pytest.mark.parametrize(("quote", "running"), [
    ("At least 40 people have been killed since the siege began.", True), ("It was the deadliest strike since 2015 and killed 40.", False),
    ("Forty were killed in the market.", False), ("So far 40 deaths are known.", True)])
def test_figures_that_run(quote, running):
    assert is_running(claim("casualty", quote, time="2017-06-01")) is running


@pytest.mark.parametrize(("mention", "role"), [
    ("rebel forces", "rebels"), ("insurgents", "rebels"), ("the army", "government"), ("pro-government troops", "government"),
    ("anti-government fighters", "rebels"), ("armed forces", "government"), ("Chadian rebels", None), ("Free Papua Movement", None)])
def test_plain_roles(mention, role):
    assert plain_role(mention) == role


def test_whose_rebels():
    assert qualified_role("Chadian rebels") == ("rebels", "chad")
    assert qualified_role("Lord's Resistance Army") is None
    assert friends("Iran-backed militias") == (("Iran", True),)


@pytest.mark.parametrize("mention", ["forces", "troops", "a unit", "the drone", "three soldiers", "rural parts of Goma", "rebel-held Goma"])
def test_nobody(mention):
    assert is_nobody(mention)
    assert not can_name_a_side(mention)


def test_who_reports_names_no_side():
    assert is_reporter("UN observers")
    assert not can_name_a_side("Observatory for Human Rights")
    assert side_name("the Maute fighters") == "Maute"


def test_sides_of_roles_without_a_codebook():
    claims = [claim("clash", f"Day {n}: insurgents fought Chadian troops.", document=f"d-{n}", actors=(actor("insurgents"), actor("Chadian troops")))
              for n in range(2)]
    claims += [claim("attack", "Chadian rebels shelled the army.", document="d-3", actors=(actor("Chadian rebels"),), targets=(actor("army"),)),
               claim("attack", "Forces attacked a unit.", document="d-4", actors=(actor("Forces"),), targets=(actor("unit"),))]
    results = derive(claims, Codebook())
    told = {(party.name, party.side) for event in results.events for party in event.parties}
    assert {side for name, side in told if "ebels" in name or name == "insurgents"} == {"side:rebels"}
    assert all(side is None for name, side in told if name in {"Forces", "unit"})


def test_a_monitor_never_holds_a_place():
    faya = place("Faya", 17.9, 19.1)
    claims = [claim("hold", "The UN mission is in control in Faya.", actors=(actor("UN mission"),), places=(faya,), time="2008-02-01")]
    assert all(holding.holder is None for holding in derive(claims, Codebook()).holdings)


def test_our_forces_are_the_speakers():
    book = Codebook(sides=(Side(id="n", name="North"), Side(id="s", name="South")),
                    actors=(Actor(id="na", name="Northern Army", side="n"), Actor(id="sa", name="Southern Army", side="s")),
                    sources=(Source(id="ni", name="Northern Information Office", affiliation="n"),))
    faya = place("Faya", 17.9, 19.1)
    claims = [claim("capture", "Our forces liberated Faya today.", publisher="Northern Information Office", actors=(actor("forces"),),
                    places=(faya,), time="2008-02-01")]
    assert [h.side for h in derive(claims, book).holdings if h.since] == ["n"]


def test_an_open_place_takes_the_one_settled_place_of_its_name():
    claims = [claim("capture", "Rebels took Faya.", places=(place("Faya", 17.9, 19.1),), time="2008-02-01"),
              claim("hold", "Rebels held Faya.", document="d-2", places=(place("Faya"),), time="2008-02-02")]
    assert {p.id for c in settled(claims) for p in c.places} == {"geonames:faya"}


def test_an_operation_is_named_in_plain_words():
    told = claim("launch", "On 2 May the army launched a counteroffensive at Faya.", trigger="launched", actors=(actor("the army"),),
                 places=(place("Faya", 17.9, 19.1),), time="2008-05-02", counts=(killed(3),))
    assert [operation.name for operation in derive([told], Codebook()).operations] == ["Army counteroffensive at Faya"]
