"""Who held a place on a day, by the stated policy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import actor, claim, place

from noria.claims.model import PlaceRef
from noria.derive.derive import derive
from noria.derive.fading import faded
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count
from noria.values.day import Day
from noria.values.place import Point

BOOK = Codebook(sides=(Side(id="gna", name="Unity government"), Side(id="is", name="Islamic State")),
                actors=(Actor(id="g", name="Unity government", other_names=("GNA", "government"), side="gna"),
                        Actor(id="i", name="Islamic State", other_names=("IS", "ISIL"), side="is")))
SIRTE = place("Sirte", 31.2, 16.59)
GNA, IS = (actor("GNA forces"),), (actor("ISIL"),)


def told(type_, day, actors, *, n=0, quote=None, targets=(), where=SIRTE, **more):
    return claim(type_, quote or f"Report {n} of {day} on {type_} at Sirte.", document=f"d-{n}-{day}", actors=actors, targets=targets, places=(where,),
                 time=day, **more)


def on(claims, day, book=BOOK):
    holdings = derive(claims, book).holdings
    for h in holdings:
        if (h.since is None or h.since <= Day.parse(day)) and (h.until is None or Day.parse(day) <= h.until):
            assert h.claims
            return h.state, h.side
    return None


CAPTURE = told("capture", "2016-12-06", GNA, targets=IS)
CASES = [
    ("captured from that day", [CAPTURE], "2016-12-06", ("held", "gna")),
    ("before, whom it was taken from", [CAPTURE], "2016-12-05", ("held", "is")),
    ("before, the one opponent", [told("capture", "2016-12-06", GNA)], "2016-12-05", ("held", "is")),
    ("before, who withdrew", [told("capture", "2016-12-06", GNA), told("withdraw", "2016-12-06", IS, n=1)], "2016-12-05", ("held", "is")),
    ("capture with withdrawal is no contradiction", [CAPTURE, told("withdraw", "2016-12-06", IS, n=1)], "2016-12-07", ("held", "gna")),
    ("who took it that day and holds it now did not hold it before", [told("capture", "2016-12-06", GNA), told("hold", "2016-12-06", GNA, n=1)],
     "2016-12-05", ("held", "is")),
    ("who holds it held it before", [told("hold", "2016-12-06", GNA)], "2016-12-05", ("held", "gna")),
    ("withdrawal alone leaves it open", [told("hold", "2016-05-01", IS), told("withdraw", "2016-06-01", IS, n=1)], "2016-06-02", ("unknown", None)),
    ("a withdrawal after which they are met again was none",
     [told("withdraw", "2016-06-01", IS), told("withdraw", "2016-07-01", IS, n=1), told("capture", "2016-07-01", GNA, n=2)],
     "2016-06-15", ("held", "is")),
    ("a plan moves nothing", [told("hold", "2016-05-01", IS), told("capture", "2016-05-10", GNA, n=1, factuality="planned")], "2016-05-11",
     ("held", "is")),
    ("a denied capture moves nothing", [told("hold", "2016-05-01", IS), told("capture", "2016-05-10", GNA, n=1, factuality="denied")], "2016-05-11",
     ("held", "is")),
    ("a failed attack says who holds", [told("attack", "2016-05-10", GNA, targets=IS, factuality="failed")], "2016-05-11", ("held", "is")),
    ("both hold it on one day", [told("capture", "2016-05-10", GNA), told("hold", "2016-05-10", IS, n=1)], "2016-05-11", ("contested", None)),
    ("an entry contests", [told("hold", "2016-05-01", IS), told("advance", "2016-05-10", GNA, n=1, quote="GNA men entered Sirte from the west.")],
     "2016-05-11", ("contested", None)),
    ("an approach does not", [told("hold", "2016-05-01", IS), told("advance", "2016-05-10", GNA, n=1, quote="GNA men advanced on Sirte.")],
     "2016-05-11", ("held", "is")),
    ("attackers outside are not inside",
     [told("advance", "2016-05-10", GNA, quote="GNA men entered Sirte."), told("advance", "2016-05-12", GNA, n=1, quote="GNA men are ten miles from Sirte.")],
     "2016-05-12", ("held", "is")),
    ("besieged from the day after", [told("hold", "2016-05-01", IS), told("encircle", "2016-05-10", GNA, n=1)], "2016-05-11", ("besieged", "is")),
    ("still held on the day the ring closes", [told("hold", "2016-05-01", IS), told("encircle", "2016-05-10", GNA, n=1)], "2016-05-10", ("held", "is")),
    ("entered after a withdrawal",
     [told("hold", "2016-05-01", IS), told("withdraw", "2016-05-10", IS, n=1), told("advance", "2016-05-10", GNA, n=2, quote="GNA men entered Sirte.")],
     "2016-05-10", ("held", "gna")),
    ("an unverified capture gives way to a firm one of the day",
     [told("capture", "2016-05-10", IS, factuality="unverified"), told("capture", "2016-05-10", GNA, n=1)], "2016-05-10", ("held", "gna")),
    ("a summary of a campaign is read at its end", [told("capture", "2016-05-12/2016-12-06", GNA)], "2016-06-01", ("held", "is")),
]


@pytest.mark.parametrize(("claims", "day", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_policy(claims, day, expected):
    assert on(claims, day) == expected


def test_part_of_a_place_is_not_the_place():
    quarter = claim("capture", "GNA troops took three districts of Sirte.", document="d-1", actors=GNA, places=(SIRTE,), time="2016-08-01")
    quarter = replace(quarter, counts=(Count("places", 3, 3, group="districts"),))
    assert on([told("hold", "2016-05-01", IS), quarter], "2016-08-02") == ("contested", None)


def test_what_does_not_fit_is_a_problem():
    rules = {p.rule for p in derive([told("capture", "2016-05-10", GNA), told("hold", "2016-05-10", IS, n=1)], BOOK).problems}
    assert "control.contradiction" in rules
    twice = [told("capture", "2016-05-10", GNA), told("capture", "2016-07-10", GNA, n=1)]
    assert "control.already-held" in {p.rule for p in derive(twice, BOOK).problems}
    lost = derive([told("capture", "2016-05-10", GNA, where=place("Wadi Nowhere"))], BOOK)
    assert lost.holdings == ()
    assert [p.rule for p in lost.problems] == ["control.unplaced"]


def test_a_province_is_not_taken_at_one_stroke():
    province = PlaceRef("Sirte District", "Sirte District", "p:1", Point(31.0, 16.5), "in", None, "province", 0.9)
    assert derive([told("capture", "2016-05-10", GNA, where=province)], BOOK).holdings == ()


def test_without_a_codebook_sides_come_from_the_fighting():
    claims = [claim("clash", "Serbs and Austrians fought on the Kolubara.", document="d-0", actors=(actor("Serbs"), actor("Austrians"))),
              claim("capture", "Austrian troops took Belgrade.", document="d-1", actors=(actor("Austrian troops"),), places=(place("Belgrade", 44.8, 20.46),),
                    time="1914-12-02"),
              claim("capture", "The Serbs retook Belgrade.", document="d-2", actors=(actor("Serbs"),), places=(place("Belgrade", 44.8, 20.46),),
                    time="1914-12-15")]
    assert on(claims, "1914-12-01", Codebook())[1] == on(claims, "1914-12-20", Codebook())[1]
    assert on(claims, "1914-12-10", Codebook())[1] != on(claims, "1914-12-20", Codebook())[1]


def test_a_region_named_after_a_town_is_not_the_town():
    region = told("capture", "2016-05-10", GNA, quote="GNA men took villages in the Sirte region.")
    assert derive([region], BOOK).holdings == ()


def test_a_stated_day_wins_over_one_read_from_the_narrative():
    heading = told("capture", "2016-12-05", GNA, quote="The fall of Sirte.")
    heading = replace(heading, time=replace(heading.time, basis="narrative"))
    assert on([heading, CAPTURE], "2016-12-05") == ("held", "is")
    assert on([heading], "2016-12-05") == ("held", "gna")


def test_evidence_lasts_as_long_as_is_chosen():
    claims = [told("hold", "2016-05-01", IS), told("hold", "2016-07-01", IS, n=1), CAPTURE]
    holdings = derive(claims, BOOK).holdings
    assert [(h.state, h.side) for h in holdings] == [("held", "is"), ("held", "gna")]
    by_id = {c.id: c for c in claims}
    shown = faded(holdings, by_id, 30)
    assert [(h.state, str(h.since), str(h.until)) for h in shown] == [
        ("unknown", "None", "2016-03-31"), ("held", "2016-04-01", "2016-07-31"), ("unknown", "2016-08-01", "2016-12-05"),
        ("held", "2016-12-06", "2017-01-05"), ("unknown", "2017-01-06", "None")]
    assert all(h.claims for h in shown)
