"""Operations and forces from infoboxes, launches and sentences."""

from __future__ import annotations

from factory import actor, claim, interval, killed, place

from noria.claims.infobox_facts import Commander, FactLine, InfoboxFacts, Member, SideFacts, Strength
from noria.claims.model import ActorRef, ClaimTime, DocumentRef
from noria.derive.derive import derive
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count
from noria.values.span import Span

SPAN = Span(0, 1)
LIGNY = place("Ligny", 50.51, 4.57)


def member(name, parent=None, line="f-units"):
    return Member(ActorRef(name), SPAN, line, parent)


def waterloo():
    return InfoboxFacts(
        document=DocumentRef("d-box", "waterloo.txt", "Waterloo campaign", "Encyclopedia", "2020-01-01"), name="Waterloo campaign",
        part_of=("Hundred Days", "Napoleonic Wars"), time=ClaimTime(interval("1815-06-15/1815-07-08")), places=("Belgium",), result="Coalition victory",
        sides=(SideFacts(1, (member("France", line="f-c1"),), (Commander("Michel Ney", "Marshal", None, SPAN, "f-com1"),
                                                             Commander("Jean Letort", "General", None, SPAN, "f-com1")),
                         (member("Army of the North"), member("Imperial Guard", 0), member("Old Guard", 1)),
                         (Strength(Count("personnel", 124_000, 124_000), SPAN, "f-str1"),)),
               SideFacts(2, (member("Prussia", line="f-c2"), member("United Kingdom", line="f-c2")))),
        lines=(*(FactLine(id, id, id, SPAN) for id in ("f-units", "f-c1", "f-c2", "f-com1", "f-str1")), FactLine("f-part", "Partof", "x", SPAN)))


def test_an_infobox_makes_an_operation_under_those_it_names():
    inside = claim("clash", "French and Prussian troops fought at Ligny.", document="d-box", actors=(actor("French troops"), actor("Prussian troops")),
                   places=(LIGNY,), time="1815-06-16")
    there = claim("attack", "A Prussian rearguard was attacked at Ligny.", document="d-other", places=(LIGNY,), time="1815-06-17")
    later = claim("clash", "Veterans brawled at Ligny.", document="d-other", at=500, places=(LIGNY,), time="1816-06-16")
    results = derive([inside, there, later], Codebook(), [waterloo()])
    by_name = {operation.name: operation for operation in results.operations}
    campaign, days, wars = by_name["Waterloo campaign"], by_name["Hundred Days"], by_name["Napoleonic Wars"]
    assert (campaign.part_of, days.part_of, wars.part_of) == (days.id, wars.id, None)
    assert campaign.belligerents == (("France",), ("Prussia", "United Kingdom"))
    assert campaign.result == "Coalition victory"
    assert set(campaign.events) == {results.event_of[inside.id], results.event_of[there.id]}
    assert set(campaign.events) <= set(wars.events)
    assert next(e for e in results.events if inside.id in e.claims).operation == campaign.id


def test_a_launch_makes_an_operation_named_by_its_code_name():
    launch = claim("launch", "The general staff began Operation Grey Heron against the Lake militia.", actors=(actor("general staff"),),
                   targets=(actor("Lake militia"),), time="1999-02-03")
    (operation,) = derive([launch], Codebook()).operations
    assert operation.name == "Grey Heron"
    assert operation.claims == (launch.id,)
    assert str(operation.time.start) == "1999-02-03"


def test_the_order_of_battle():
    fallen = claim("casualty", "General Jean Letort was mortally wounded.", targets=(actor("General Jean Letort"),),
                   counts=(killed(1, group="General Jean Letort"),), time="1815-06-15")
    forces = {force.name: force for force in derive([fallen], Codebook(), [waterloo()]).forces}
    assert forces["Old Guard"].parent == forces["Imperial Guard"].id
    assert forces["Imperial Guard"].parent == forces["Army of the North"].id
    assert forces["Army of the North"].parent == forces["France"].id
    assert forces["France"].strength[0].low == 124_000
    assert {c.name: (c.rank, c.fate) for c in forces["France"].commanders} == {"Michel Ney": ("Marshal", None), "Jean Letort": ("General", "killed")}
    assert fallen.id in next(c for c in forces["France"].commanders if c.name == "Jean Letort").claims


def test_a_commander_named_in_a_sentence():
    told = claim("advance", "The 4th Brigade, commanded by Colonel Joseph Kony Banda, moved on Pweto.", actors=(actor("4th Brigade"),), time="2000-11-01")
    (force,) = derive([told], Codebook()).forces
    assert (force.name, force.commanders[0].name, force.commanders[0].rank) == ("4th Brigade", "Joseph Kony Banda", "Colonel")


def test_the_codebook_gives_the_tree():
    book = Codebook(sides=(Side(id="s", name="S"),), actors=(Actor(id="a", name="Army", side="s"), Actor(id="b", name="1st Brigade", part_of="a")))
    forces = {force.id: force for force in derive([], book).forces}
    assert (forces["b"].parent, forces["b"].side, forces["a"].parent) == ("a", "s", None)
