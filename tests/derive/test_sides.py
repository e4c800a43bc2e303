"""Who is on which side: from a codebook, from an infobox, from who fights whom."""

from __future__ import annotations

import pytest
from factory import actor, claim

from noria.claims.infobox_facts import InfoboxFacts, Member, SideFacts
from noria.claims.model import ActorRef, ClaimTime, DocumentRef
from noria.derive.directory import Directory
from noria.derive.encounters import encounters, tally_of
from noria.derive.sides import find_sides
from noria.derive.words import actor_key, group_class, person_key
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.span import Span


def sides_from(claims, book, boxes=()):
    directory = Directory(book)
    return find_sides(claims, directory, boxes, tally_of(encounters(claims, directory)))


@pytest.mark.parametrize(("one", "other"), [
    ("rebel forces", "rebels"), ("the rebels", "Rebel fighters"), ("Russia", "Russian troops"), ("Sudanese forces", "Sudan"),
    ("Rwandan soldiers", "Rwanda"), ("Maute group", "Maute militants"), ("Ukrainian positions", "Ukraine"),
])
def test_mentions_of_one_party_share_a_key(one, other):
    assert actor_key(one) == actor_key(other)


@pytest.mark.parametrize(("one", "other"), [("rebels", "government"), ("Serbs", "Austrians"), ("French army", "French")])
def test_different_parties_do_not(one, other):
    assert actor_key(one) != actor_key(other)


@pytest.mark.parametrize(("mention", "kind"), [
    ("three children", "children"), ("civilians", "civilians"), ("two photographers", "journalists"), ("Red Cross aid workers", "aid workers"),
    ("the Rapid Support Forces", None), ("Marshal Ney", None)])
def test_kinds_of_people(mention, kind):
    assert group_class(mention) == kind


@pytest.mark.parametrize(("mention", "words"), [
    ("Marshal Ney", {"ney"}), ("Brig. Gen. Laurent Nkunda", {"laurent", "nkunda"}), ("Maria Petrova", {"maria", "petrova"}),
    ("Rapid Support Forces", set()), ("government troops", set()), ("a soldier", set())])
def test_names_of_persons(mention, words):
    assert person_key(mention) == words


def test_the_codebook_decides():
    book = Codebook(sides=(Side(id="saf", name="Army"), Side(id="rsf", name="RSF")),
                    actors=(Actor(id="army", name="Sudanese Armed Forces", other_names=("SAF", "the army"), side="saf"),
                            Actor(id="rsf", name="Rapid Support Forces", other_names=("RSF",), side="rsf")))
    sides = sides_from([claim("clash", "The army fought the RSF in Omdurman.", actors=(actor("the army"), actor("RSF fighters")))], book)
    assert sides.side(ActorRef("SAF soldiers")) == "saf"
    assert sides.side(ActorRef("RSF-led militias")) == "rsf"
    assert sides.side(ActorRef("anti-RSF protesters")) is None
    assert sides.relation("saf", "rsf") == "opposed"


def test_who_fights_whom_without_a_codebook():
    claims = [
        claim("clash", "Ugandan and Rwandan troops fought in Kisangani.", actors=(actor("Ugandan troops"), actor("Rwandan troops"))),
        claim("attack", "Rwanda and the RCD attacked the Congolese army.", document="d-2",
              actors=(actor("Rwanda"), actor("RCD")), targets=(actor("Congolese army"),)),
        claim("airstrike", "Angola struck the RCD.", document="d-3", actors=(actor("Angola"),), targets=(actor("RCD"),)),
    ]
    sides = sides_from(claims, Codebook())
    rwanda, uganda, angola = (sides.side(ActorRef(name)) for name in ("Rwandans", "Uganda", "Angolan forces"))
    assert rwanda == sides.side(ActorRef("RCD"))
    assert sides.relation(rwanda, uganda) == "opposed"
    assert sides.relation(rwanda, angola) == "opposed"
    assert sides.opponent(rwanda) == angola


def test_weaker_contrary_evidence_is_reported_not_taken():
    claims = [claim("clash", f"Day {n}: Reds and Blues fought.", document=f"d-{n}", actors=(actor("Reds"), actor("Blues"))) for n in range(3)]
    claims.append(claim("deploy", "Reds and Blues marched together.", document="d-9", actors=(actor("Reds"), actor("Blues"))))
    claims.append(claim("attack", "Greens joined Reds to raid the Whites.", document="d-8", actors=(actor("Greens"), actor("Reds")),
                        targets=(actor("Whites"),)))
    claims += [claim("clash", f"Night {n}: Greens fought Reds.", document=f"d-1{n}", actors=(actor("Greens"), actor("Reds"))) for n in range(2)]
    sides = sides_from(claims, Codebook())
    assert sides.relation(sides.side(ActorRef("Reds")), sides.side(ActorRef("Blues"))) == "opposed"
    assert sides.relation(sides.side(ActorRef("Reds")), sides.side(ActorRef("Greens"))) == "opposed"


def test_an_infobox_binds_its_columns():
    document = DocumentRef("d-box", "box.txt")

    def member(name: str) -> Member:
        return Member(ActorRef(name), Span(0, 1), "f-1")

    box = InfoboxFacts(document=document, name="Battle of Leipzig", time=ClaimTime(None), sides=(
        SideFacts(1, (member("Russia"), member("Prussia"), member("Austria"))), SideFacts(2, (member("France"), member("Saxony")))))
    sides = sides_from([], Codebook(), [box])
    assert sides.side(ActorRef("Prussia")) == sides.side(ActorRef("Austrian troops"))
    assert sides.relation(sides.side(ActorRef("France")), sides.side(ActorRef("Russian forces"))) == "opposed"
