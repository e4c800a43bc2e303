"""The order of battle over time: ties, commanders and strengths with their days, and what does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import actor, claim, interval, killed
from hypothesis import given, settings
from hypothesis import strategies as st

from noria.claims.infobox_facts import Commander, FactLine, InfoboxFacts, Member, SideFacts, Strength
from noria.claims.model import ActorRef, ClaimTime, DocumentRef
from noria.derive.derive import derive
from noria.derive.muster import musters
from noria.derive.roster import order_on
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count
from noria.values.day import Day
from noria.values.span import Span

SPAN = Span(0, 1)


def told(quote, day=None, *, n=0, **more):
    return claim("deploy", quote, document=f"d-{n}", time=day, **more)


def box(time, units, *, n=1, commanders=(), strengths=()):
    """An infobox of one belligerent, whose units stand under those they are given with."""
    names = [name for name, _ in units]
    members = tuple(Member(ActorRef(name), SPAN, f"f-{n}-{name}", names.index(over) if over else None) for name, over in units)
    return InfoboxFacts(
        document=DocumentRef(f"d-box-{n}", f"box-{n}.txt", f"Box {n}", "Encyclopedia", "2020-01-01"), name=f"Campaign {n}", time=ClaimTime(interval(time)),
        sides=(SideFacts(1, (Member(ActorRef("River League"), SPAN, f"f-{n}-league"),), commanders, members, strengths),),
        lines=(FactLine(f"f-{n}-league", "Combatant1", "River League", SPAN),))


def forces(*claims, book=None, facts=()):
    results = derive(claims, book or Codebook(), facts)
    return {force.name: force for force in results.forces}, {p.rule for p in results.problems if p.rule.startswith("forces.")}


def ties(force, by_name):
    names = {one.id: one.name for one in by_name.values()}
    return [(names.get(tie.parent), str(tie.since), str(tie.until)) for tie in force.ties]


@pytest.mark.parametrize(("quote", "expected"), [
    ("The 4th Brigade, commanded by Colonel Joseph Kony Banda, moved on Pweto.", ("commands", "4th Brigade", "Joseph Kony Banda", "Colonel", None, None)),
    ("General Ada Roe, the commander of the 5th Armoured Brigade, came to Riverton.", ("commands", "5th Armoured Brigade", "Ada Roe", "General", None, None)),
    ("The commander of the 5th Armoured Brigade, General Ada Roe, came to Riverton.", ("commands", "5th Armoured Brigade", "Ada Roe", "General", None, None)),
    ("Lake Legion leader Ivo Brand said so.", ("commands", "Lake Legion", "Ivo Brand", None, None, None)),
    ("Ada Roe was appointed commander of the Desert Army.", ("commands", "Desert Army", "Ada Roe", None, None, None)),
    ("Colonel Ada Roe took command of the Desert Army.", ("commands", "Desert Army", "Ada Roe", "Colonel", None, None)),
    ("General Omar Said replaced Colonel Ida Hart as commander of the 3rd Corps.", ("replaces", "3rd Corps", "Omar Said", "General", "Ida Hart", None)),
    ("Ida Hart was succeeded as commander of the 3rd Corps by Omar Said.", ("replaces", "3rd Corps", "Omar Said", None, "Ida Hart", None)),
    ("Ida Hart was dismissed as commander of the 3rd Corps.", ("relieved", "3rd Corps", "Ida Hart", None, None, None)),
    ("The 104th Brigade, part of the Republican Guard, moved in.", ("part of", "104th Brigade", None, None, None, "Republican Guard")),
    ("The Lions Battalion joined the Northern Front.", ("joins", "Lions Battalion", None, None, None, "Northern Front")),
    ("The Lions Battalion was placed under the command of the Northern Front.", ("joins", "Lions Battalion", None, None, None, "Northern Front")),
    ("The Lions Battalion broke away from the Northern Front.", ("leaves", "Lions Battalion", None, None, None, "Northern Front")),
    ("The army left the Northern Front in ruins.", None), ("The offensive was led by General John Smith.", None), ("Rebel forces led by two men came.", None),
    ("The 4th Brigade led by example.", None), ("Part of the 4th Brigade stayed.", None)])
def test_what_a_sentence_says_of_forces(quote, expected):
    found = [(m.kind, m.force, m.who, m.rank, m.other, m.above) for m in musters(told(quote))]
    assert found == ([expected] if expected else [])


def test_plans_and_denials_say_nothing():
    assert musters(told("The Lions Battalion joined the Northern Front.", factuality="denied")) == ()
    assert musters(told("The Lions Battalion joined the Northern Front.", factuality="planned")) == ()


def test_a_force_that_changes_sides_has_one_tie_after_another():
    found, problems = forces(
        told("The Lions Battalion, part of the Northern Front, came to Riverton.", "2001-03-01"),
        told("The Lions Battalion joined the Southern Alliance.", "2001-05-10", n=1))
    lions = found["Lions Battalion"]
    assert ties(lions, found) == [("Northern Front", "2001-03-01", "2001-05-09"), ("Southern Alliance", "2001-05-10", "None")]
    assert all(tie.claims and tie.rule.startswith("forces.") for tie in lions.ties)
    assert lions.parent == found["Southern Alliance"].id
    assert problems == set()

    def parent(day):
        return next((f.parent for f in order_on(found.values(), Day.parse(day)) if f.name == "Lions Battalion"), "not known")

    assert parent("2001-02-01") == "not known"
    assert parent("2001-04-01") == found["Northern Front"].id
    assert parent("2001-06-01") == found["Southern Alliance"].id


def test_a_force_that_leaves_is_nobodys():
    found, _ = forces(told("The Lions Battalion, part of the Northern Front, came to Riverton.", "2001-03-01"),
                      told("The Lions Battalion broke away from the Northern Front.", "2001-05-10", n=1))
    assert ties(found["Lions Battalion"], found) == [("Northern Front", "2001-03-01", "2001-05-09"), (None, "2001-05-10", "None")]


def test_two_parents_on_one_day_are_a_problem_and_the_stronger_counts():
    found, problems = forces(told("The Lions Battalion, part of the Northern Front, came to Riverton.", "2001-03-01"),
                             told("The Lions Battalion, part of the Southern Alliance, came to Riverton.", "2001-03-01", n=1),
                             told("At Riverton the Lions Battalion, part of the Southern Alliance, rested.", "2001-03-01", n=2))
    assert ties(found["Lions Battalion"], found) == [("Southern Alliance", "2001-03-01", "None")]
    assert problems == {"forces.two-parents"}


def test_a_parent_further_up_is_no_contradiction():
    found, problems = forces(told("The Lions Battalion, part of the 2nd Division, came to Riverton.", "2001-03-01"),
                             told("The 2nd Division, part of the Northern Front, came to Riverton.", "2001-03-01", n=1),
                             told("The Lions Battalion, part of the Northern Front, came to Riverton.", "2001-03-01", n=2))
    assert ties(found["Lions Battalion"], found) == [("2nd Division", "2001-03-01", "None")]
    assert problems == set()


def test_the_codebook_outweighs_what_is_told_and_says_so():
    book = Codebook(sides=(Side(id="n", name="North"),),
                    actors=(Actor(id="front", name="Northern Front", side="n"), Actor(id="lions", name="Lions Battalion", part_of="front")))
    found, problems = forces(told("The Lions Battalion joined the Southern Alliance.", "2001-05-10"), book=book)
    assert ties(found["Lions Battalion"], found) == [("Northern Front", "None", "None")]
    assert problems == {"forces.two-parents"}


def test_a_force_cannot_stand_above_itself():
    found, problems = forces(told("The Lions Battalion, part of the Northern Front, came to Riverton.", "2001-03-01"),
                             told("The Northern Front, part of the Lions Battalion, came to Riverton.", "2001-03-02", n=1))
    assert problems == {"forces.loop"}
    assert sum(bool(force.ties) for force in found.values()) == 1


def test_an_infobox_counts_from_the_first_day_of_its_operation():
    strengths = (Strength(Count("personnel", 900, 900), SPAN, "f-s"),)
    later = (Strength(Count("personnel", 400, 400), SPAN, "f-t"),)
    found, problems = forces(facts=(box("2001-03-01/2001-03-20", [("1st Division", None), ("Lions Battalion", "1st Division")], strengths=strengths),
                                    box("2001-06-01/2001-06-20", [("2nd Division", None), ("Lions Battalion", "2nd Division")], n=2, strengths=later)))
    assert ties(found["Lions Battalion"], found) == [("1st Division", "2001-03-01", "2001-05-31"), ("2nd Division", "2001-06-01", "None")]
    assert problems == set()
    league = found["River League"]
    assert [count.low for count in league.strength] == [400]
    on = {day: next(f for f in order_on(found.values(), Day.parse(day)) if f.name == "River League").strength for day in ("2001-03-05", "2001-07-01")}
    assert [[count.low for count in told_] for told_ in on.values()] == [[900], [400]]


def test_two_infoboxes_of_the_same_days_contradict_each_other():
    _, problems = forces(facts=(box("2001-03-01/2001-03-20", [("1st Division", None), ("Lions Battalion", "1st Division")]),
                                box("2001-03-10/2001-04-20", [("2nd Division", None), ("Lions Battalion", "2nd Division")], n=2)))
    assert problems == {"forces.two-parents"}


def test_commanders_come_and_go():
    found, problems = forces(told("The 3rd Corps, commanded by Colonel Ida Hart, came to Riverton.", "2001-03-01"),
                             told("General Omar Said replaced Colonel Ida Hart as commander of the 3rd Corps.", "2001-04-10", n=1),
                             claim("casualty", "General Omar Said was killed.", document="d-2", targets=(actor("General Omar Said"),),
                                   counts=(killed(1, group="General Omar Said"),), time="2001-05-20"))
    corps = found["3rd Corps"]
    assert [(c.name, c.rank, c.fate, str(c.since), str(c.until), str(c.fate_day)) for c in corps.commanders] == [
        ("Ida Hart", "Colonel", "replaced", "2001-03-01", "2001-04-09", "2001-04-10"), ("Omar Said", "General", "killed", "2001-04-10", "2001-05-20", "2001-05-20")]
    assert all(c.fate_claims for c in corps.commanders)
    assert problems == set()
    for day, names in (("2001-03-15", ["Ida Hart"]), ("2001-04-10", ["Omar Said"]), ("2001-05-21", [])):
        assert [c.name for f in order_on(found.values(), Day.parse(day)) if f.name == "3rd Corps" for c in f.commanders] == names


def test_the_dead_do_not_command_and_die_once():
    dead = claim("casualty", "Colonel Ida Hart was killed.", document="d-1", targets=(actor("Colonel Ida Hart"),),
                 counts=(killed(1, group="Colonel Ida Hart"),), time="2001-04-01")
    again = replace(dead, id="c-again", time=replace(dead.time, interval=interval("2001-06-01")))
    corps = told("The 3rd Corps, commanded by Colonel Ida Hart, came to Riverton.", "2001-05-01")
    assert forces(dead, corps)[1] == {"forces.commands-after-death"}
    assert "forces.two-deaths" in forces(dead, again, corps)[1]


def test_an_infobox_tells_a_death_but_no_day():
    facts = (box("2001-03-01/2001-03-20", [], commanders=(Commander("Ida Hart", "Col.", "killed", SPAN, "f-c"), Commander("Omar Said", None, None, SPAN, "f-c"))),)
    (hart, said) = forces(facts=facts)[0]["River League"].commanders
    assert (hart.fate, hart.fate_day, str(hart.until)) == ("killed", None, "2001-03-20")
    assert (said.fate, str(said.since), said.until) == (None, "2001-03-01", None)


def test_who_is_led_by_an_organisation_has_no_commander():
    book = Codebook(sides=(Side(id="n", name="North"),), actors=(Actor(id="x", name="Sons of Fire", side="n"),))
    assert forces(told("The Lions Battalion, led by Sons of Fire, came to Riverton.", "2001-03-01"), book=book)[0] == {}


_NAMES = ("Lions Battalion", "1st Brigade", "2nd Division", "Northern Front", "Southern Alliance")
_SAID = st.tuples(st.sampled_from(_NAMES), st.sampled_from(("part of", "joined", "left")), st.sampled_from(_NAMES), st.integers(1, 28))


@settings(max_examples=60, deadline=None)
@given(st.lists(_SAID, max_size=8), st.randoms(use_true_random=False))
def test_properties(said, chance):
    """No loops, ties in turn and never two at once, every tie with its claims; the order of claims does not matter."""
    claims = [told(f"The {one}, part of the {other}, came." if how == "part of" else f"The {one} {how} the {other}.", f"2001-03-{day:02}", n=n)
              for n, (one, how, other, day) in enumerate(said) if one != other]
    results = derive(claims, Codebook())
    above = {force.id: {tie.parent for tie in force.ties if tie.parent} for force in results.forces}
    for force in results.forces:
        seen, queue = set(), list(above[force.id])
        while queue:
            over = queue.pop()
            assert over != force.id
            if over not in seen:
                seen.add(over)
                queue += above[over]
        for one, other in zip(force.ties, force.ties[1:], strict=False):
            assert one.until is not None
            assert other.since == one.until.plus(1)
        assert all(tie.claims for tie in force.ties)
        assert all(tie.since is None or tie.until is None or tie.since <= tie.until for tie in force.ties)
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert derive(shuffled, Codebook()).forces == results.forces
