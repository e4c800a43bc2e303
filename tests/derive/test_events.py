"""Which claims tell one occurrence, and which only look alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import actor, claim, killed, place

from noria.derive.derive import derive
from noria.derive.figures import added, reconciled
from noria.reference.codebook import Actor, Codebook, Side

MARAWI, BUTIG = place("Marawi", 8.0, 124.3), place("Butig", 7.72, 124.30)
IZIUM, KAMIANKA = place("Izium", 49.21, 37.25), place("Kamianka", 49.12, 37.25)
BOOK = Codebook(sides=(Side(id="ru", name="Russia"), Side(id="ua", name="Ukraine")),
                actors=(Actor(id="rus", name="Russia", other_names=("Russian",), side="ru"),
                        Actor(id="ukr", name="Ukraine", other_names=("Ukrainian",), side="ua")))


def together(*claims, book=BOOK):
    results = derive(claims, book)
    return len({results.event_of[c.id] for c in claims}) == 1


JOINED = {
    "same place and day": (
        claim("capture", "Izium fell to Russian troops on 1 April.", document="d-1", actors=(actor("Russian troops"),), places=(IZIUM,), time="2022-04-01"),
        claim("capture", "Russia said its army had taken Izium.", document="d-2", actors=(actor("Russia"),), places=(IZIUM,), time="2022-04-01")),
    "a list and one of its towns": (
        claim("capture", "Russian forces seized Izium and Kamianka.", document="d-1", actors=(actor("Russian forces"),), places=(IZIUM, KAMIANKA),
              time="2022-04-01"),
        claim("capture", "Kamianka was taken by the Russian army that day.", document="d-2", actors=(actor("Russian army"),), places=(KAMIANKA,),
              time="2022-04-01")),
    "one named person, days told differently": (
        claim("casualty", "Isnilon Hapilon was shot dead on Monday.", document="d-1", targets=(actor("Isnilon Hapilon"),),
              counts=(killed(1, group="Isnilon Hapilon"),), time="2017-10-16"),
        claim("casualty", "The emir, Isnilon Hapilon, died in the fighting.", document="d-2", targets=(actor("Isnilon Hapilon"),), places=(MARAWI,),
              counts=(killed(1, group="Isnilon Hapilon"),), time="2017-10-17")),
    "an unspecified attack that another calls shelling": (
        claim("attack", "Russia attacked Izium overnight, killing people in their homes.", document="d-1", actors=(actor("Russia"),), places=(IZIUM,),
              time="2022-03-08"),
        claim("shelling", "Russian shells fell on homes in Izium overnight.", document="d-2", actors=(actor("Russian"),), places=(IZIUM,),
              time="2022-03-08")),
    "one code name": (
        claim("launch", "The army began Operation Grey Heron at dawn.", document="d-1", actors=(actor("army"),), time="1999-02-03"),
        claim("launch", "What generals dubbed Grey Heron started in the north.", document="d-2", time="1999-02-03")),
}

APART = {
    "other days": (
        claim("shelling", "Two were hurt when Izium was shelled.", document="d-1", places=(IZIUM,), time="2022-03-08"),
        claim("shelling", "Three were hurt when Izium was shelled.", document="d-2", places=(IZIUM,), time="2022-03-09")),
    "other places": (
        claim("clash", "Soldiers met gunmen in Marawi.", document="d-1", places=(MARAWI,), time="2017-05-23"),
        claim("clash", "Soldiers met gunmen in Butig.", document="d-2", places=(BUTIG,), time="2017-05-23")),
    "opposed actors": (
        claim("airstrike", "Russian jets struck Izium.", document="d-1", actors=(actor("Russian"),), places=(IZIUM,), time="2022-06-01"),
        claim("airstrike", "Ukrainian jets struck Izium.", document="d-2", actors=(actor("Ukrainian"),), places=(IZIUM,), time="2022-06-01")),
    "plan and deed": (
        claim("capture", "Russia means to take Izium.", document="d-1", actors=(actor("Russia"),), places=(IZIUM,), time="2022-04-01", factuality="planned"),
        claim("capture", "Russia took Izium.", document="d-2", actors=(actor("Russia"),), places=(IZIUM,), time="2022-04-01")),
    "other persons": (
        claim("casualty", "Omar Maute was killed in Marawi.", document="d-1", targets=(actor("Omar Maute"),), counts=(killed(1, group="Omar Maute"),),
              places=(MARAWI,), time="2017-10-16"),
        claim("casualty", "Isnilon Hapilon was killed in Marawi.", document="d-2", targets=(actor("Isnilon Hapilon"),),
              counts=(killed(1, group="Isnilon Hapilon"),), places=(MARAWI,), time="2017-10-16")),
    "two tolls of one document": (
        claim("casualty", "Four civilians died in Izium in the morning.", document="d-1", targets=(actor("civilians"),), places=(IZIUM,),
              counts=(killed(4, group="civilians"),), time="2022-03-08"),
        claim("casualty", "Eleven civilians died in Izium after noon.", document="d-1", at=200, targets=(actor("civilians"),), places=(IZIUM,),
              counts=(killed(11, group="civilians"),), time="2022-03-08")),
    "parts against the whole": (
        claim("capture", "Izium is in Russian hands.", document="d-1", actors=(actor("Russian"),), places=(IZIUM,), time="2022-04-01"),
        claim("withdraw", "Ukrainian units left Izium.", document="d-2", actors=(actor("Ukrainian"),), places=(IZIUM,), time="2022-04-01")),
}


@pytest.mark.parametrize("case", JOINED)
def test_one_occurrence(case):
    assert together(*JOINED[case])


@pytest.mark.parametrize("case", APART)
def test_two_occurrences(case):
    assert not together(*APART[case])


def test_two_claims_of_one_sentence_are_never_one_event():
    quote = "Russian guns shelled Izium while Russian rockets hit Izium again."
    first = claim("shelling", quote, places=(IZIUM,), time="2022-03-08", trigger="shelled")
    second = claim("shelling", quote, places=(IZIUM,), time="2022-03-08", trigger="hit")
    assert not together(first, second)


def test_what_accounts_share_and_where_they_differ():
    one = claim("casualty", "Shelling of Izium killed eight civilians.", document="d-1", publisher="Agency", published="2022-03-09",
                targets=(actor("civilians"),), places=(IZIUM,), counts=(killed(8, group="civilians"),), time="2022-03-08")
    cause = claim("shelling", "Shelling of Izium killed eight civilians.", document="d-1", published="2022-03-09", places=(IZIUM,), time="2022-03-08")
    other = claim("casualty", "At least nine civilians are dead after the bombardment of Izium.", document="d-2", publisher="Daily", published="2022-03-10",
                  targets=(actor("civilians"),), places=(IZIUM,), counts=(killed(9, 12, group="civilians"),), time="2022-03-08")
    results = derive([one, cause, other], BOOK)
    event = next(e for e in results.events if e.type == "casualty")
    assert [(c.low, c.high) for c in event.counts] == [(8, 12)]
    assert [account.publisher for account in event.accounts] == ["Agency", "Daily"]
    assert event.origins == 2
    assert event.cause == results.event_of[cause.id]
    assert event.links[0].reasons


def test_the_id_survives_another_account():
    one, other = JOINED["same place and day"]
    other = replace(other, document=replace(other.document, published="2024-12-05"))
    alone = derive([one], BOOK).event_of[one.id]
    assert derive([one, other], BOOK).event_of[one.id] == alone


@pytest.mark.parametrize(("ranges", "expected"), [
    ([(17, 17)], (17, 17)), ([(17, None), (20, 20)], (17, 20)), ([(25, None), (20, 20)], (20, None)), ([(None, 35000)], (None, 35000)),
    ([(None, 35000), (10000, None)], (10000, 35000))])
def test_reconciled_accounts(ranges, expected):
    assert reconciled(ranges) == expected


@pytest.mark.parametrize(("ranges", "expected"), [([(1, 2), (3, 3)], (4, 5)), ([(1, None), (3, 3)], (4, None)), ([(None, 9), (3, 3)], (3, 12))])
def test_sums(ranges, expected):
    assert added(ranges) == expected


def _fire(document, day, toll, basis):
    """A shelling and its toll, told in one sentence whose day stands in it or is read from the story around it."""
    quote = f"Shelling of Izium killed {toll} civilians, {document} wrote." if toll else f"Guns shelled Izium, {document} wrote."
    parts = [claim("shelling", quote, document=document, places=(IZIUM,), time=day)]
    if toll:
        parts.append(claim("casualty", quote, document=document, trigger="killed", targets=(actor("civilians"),), places=(IZIUM,),
                           counts=(killed(toll, group="civilians"),), time=day))
    return [replace(part, time=replace(part.time, basis=basis)) for part in parts]


@pytest.mark.parametrize(("one", "other", "same"), [
    (("2022-03-08", 8, "explicit"), ("2022-03-08", 8, "narrative"), True),
    (("2022-03-08", 8, "explicit"), ("2022-03-09", 8, "narrative"), True),
    (("2022-03-08", 8, "narrative"), ("2022-03-09", 2, "narrative"), False),
    (("2022-03-08", 8, "explicit"), ("2022-03-09", None, "narrative"), False),
    (("2022-03-08", None, "narrative"), ("2022-03-09", None, "narrative"), False),
    (("2022-03-08", 8, "explicit"), ("2022-03-09", 8, "explicit"), False)])
def test_fire_of_two_days_is_one_only_where_the_toll_says_so(one, other, same):
    first, second = _fire("d-1", *one), _fire("d-2", *other)
    found = derive([*first, *second], BOOK).event_of
    assert (found[first[0].id] == found[second[0].id]) is same
    if one[1] and other[1]:
        assert (found[first[1].id] == found[second[1].id]) is same
