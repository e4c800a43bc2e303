"""Which claims are compared at all: those that share something on days that may meet, and no crowd."""

from __future__ import annotations

from dataclasses import replace

from factory import actor, claim, place

from noria.derive.derive import derive
from noria.derive.shelves import CROWD
from noria.reference.codebook import Codebook

REBELS = (actor("hill rebels"),)


def told(number, quote, time):
    return claim("clash", quote, document=f"d-{number}", actors=REBELS, time=time)


def alike(days, later):
    """Two accounts in like words that share no more than their actor: one of a day, one of `later`."""
    return [told("one", "Shooting began at dawn between guards and raiders along both banks of a river.", days),
            told("other", "Until noon shooting between guards and raiders went on along both banks of that river.", later)]


def crowd(size):
    """As many other clashes of the same actor on the same days, half of them lasting a day longer."""
    return [told(number, f"w{number} clashed over q{number * 7} with v{number * 11}.", "2001-03-01" if number % 2 else "2001-03-01/2001-03-02")
            for number in range(size)]


def joined(accounts, others):
    found = derive([*accounts, *others], Codebook()).event_of
    return len({found[account.id] for account in accounts}) == 1


def test_a_shelf_that_is_crowded_joins_only_accounts_of_the_very_same_days():
    same, later = alike("2001-03-01", "2001-03-01"), alike("2001-03-01", "2001-03-01/2001-03-02")
    assert joined(same, crowd(10))
    assert joined(later, crowd(10))
    assert joined(same, crowd(CROWD))
    assert not joined(later, crowd(CROWD))


def test_days_that_cannot_meet_are_not_compared():
    assert not joined(alike("2001-03-01", "2001-03-09"), [])
    assert not joined(alike("2001-03-01", None), [])


FORD, DELTA = place("Ford", 10.0, 20.0), replace(place("Delta", 10.1, 20.1), precision="province")


def capture(document, quote, places, time, **more):
    return claim("capture", quote, document=document, actors=REBELS, places=places, time=time, **more)


def test_a_village_taken_and_villages_taken_in_its_province_are_not_one_event_for_that():
    one = capture("d-one", "The rebels took Ford before sunset.", (FORD,), "2001-03-01")
    other = capture("d-other", "Many villages of Delta changed hands, rebel commanders boasted.", (DELTA,), "2001-03-01")
    assert not joined([one, other], [])


def test_a_place_is_taken_once_in_a_stretch_of_time_but_shelled_often():
    exact = capture("d-one", "The rebels took Ford before sunset.", (FORD,), "2001-03-27")
    loose = capture("d-other", "Ford fell at the end of March.", (FORD,), "2001-03-21/2001-03-31", trigger="fell")
    assert joined([exact, loose], [])
    shells = [claim("shelling", "Mortars hit Ford.", document="d-one", places=(FORD,), time="2001-03-27"),
              claim("shelling", "Late in March gunners fired at Ford.", document="d-other", places=(FORD,), time="2001-03-21/2001-03-31")]
    assert not joined(shells, [])


def test_the_town_means_the_place_named_before_it():
    named = capture("d-one", "The rebels took Ford before sunset.", (FORD,), "2001-03-01")
    meant = claim("capture", "The ministry denied that the town had fallen.", document="d-other", places=(FORD,), time="2001-03-01", factuality="denied")
    lent = claim("capture", "The ministry denied that it had lost ground.", document="d-other", places=(FORD,), time="2001-03-01", factuality="denied")
    assert joined([named, meant], [])
    assert not joined([named, lent], [])


def test_posts_given_up_inside_a_town_are_not_the_town():
    some = claim("withdraw", "Guards left several posts in Ford.", document="d-one", places=(FORD,), time="2001-03-01", trigger="left")
    all_of_it = claim("withdraw", "By evening the last of the garrison had left Ford to its fate.", document="d-other", places=(FORD,), time="2001-03-01", trigger="left")
    again = claim("withdraw", "The garrison withdrew from Ford.", document="d-third", places=(FORD,), time="2001-03-01", trigger="withdrew")
    assert joined([all_of_it, again], [])
    assert not joined([some, all_of_it], [])


def test_a_headline_is_told_of_what_its_report_tells():
    title = "Columns advance on Ford as talks fail"
    headline = claim("advance", title, document="d-news", trigger="advance", actors=REBELS, places=(FORD,), time="2001-03-03/2001-03-04")
    lead = claim("advance", "Rebel columns had come within six miles of Ford, they said.", document="d-news", at=90, trigger="come", actors=REBELS, places=(FORD,),
                 time="2001-03-03")
    next_day = claim("advance", "At the end of the day the rebels were four miles from Ford.", document="d-article", trigger="were", actors=REBELS, places=(FORD,),
                     time="2001-03-04")

    def events(title):
        told = [replace(c, document=replace(c.document, title=title)) if c.document.id == "d-news" else c for c in (headline, lead, next_day)]
        found = derive(told, Codebook()).event_of
        return [found[c.id] for c in told]

    of_title, of_lead, of_next = events(title)
    assert of_title == of_lead != of_next
    of_sentence, of_lead, _ = events("News of the day")
    assert of_sentence != of_lead
