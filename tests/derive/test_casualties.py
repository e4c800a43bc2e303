"""Tolls: increments added, balances kept apart, subsets never added, one origin once."""

from __future__ import annotations

from dataclasses import replace

from factory import actor, claim, killed, place

from noria.derive.derive import derive
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count

GOMA, BUKAVU = place("Goma", -1.68, 29.22), place("Bukavu", -2.5, 28.86)
BOOK = Codebook(sides=(Side(id="gov", name="Government"), Side(id="rcd", name="Rebels")),
                actors=(Actor(id="fac", name="Congolese army", side="gov"), Actor(id="rcd", name="RCD", side="rcd")))


def toll(quote, low, high=None, *, group="civilians", day="1998-08-24", where=GOMA, document="d-1", kind="increment", exact=True, measure="killed", **more):
    count = Count(measure, low, (low if exact else None) if high is None else high, group=group, kind=kind)
    return claim("casualty", quote, document=document, targets=(actor(group),), places=(where,) if where else (), time=day, counts=(count,), **more)


def line(claims, scope="all", rule="casualties.increments", **wanted):
    results = derive(claims, BOOK)
    found = [c for c in results.casualties if c.scope == scope and c.rule == rule and all(getattr(c, k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    known = {c.id for c in claims}
    assert set(found[0].claims) <= known
    assert found[0].claims
    return found[0].low, found[0].high


def test_several_accounts_of_one_event_are_not_added():
    claims = [toll("Eight civilians died in Goma on Monday.", 8), toll("Ten civilians were killed in Goma, a priest said.", 10, document="d-2")]
    assert line(claims, "event", group="civilians") == (8, 10)
    assert line(claims, group="civilians") == (8, 10)


def test_separate_events_are_added():
    claims = [toll("Eight civilians died in Goma.", 8), toll("At least five civilians died in Bukavu.", 5, where=BUKAVU, document="d-2", exact=False)]
    assert line(claims, group="civilians") == (13, None)


def test_what_may_be_the_same_deaths_adds_no_low():
    claims = [toll("Eight civilians died in Goma.", 8), toll("Thirty civilians fell in the province that day, by the count of the diocese.", 30,
                                                             where=None, document="d-2")]
    assert line(claims, group="civilians") == (30, 38)


def test_a_running_total_is_never_added():
    claims = [toll("Eight civilians died in Goma.", 8),
              toll("The war has now killed 2,000 civilians, the churches say.", 2000, day="1998-12-01", kind="cumulative", document="d-2", where=None)]
    assert line(claims, group="civilians") == (8, 8)
    assert line(claims, rule="casualties.balance", group="civilians") == (2000, 2000)


def test_a_figure_for_a_whole_campaign_is_a_balance():
    claims = [toll("Between August and October 900 civilians were killed.", 900, day="1998-08-02/1998-10-20")]
    assert line(claims, rule="casualties.balance", group="civilians") == (900, 900)


def test_a_year_only_known_by_its_number_is_not_a_campaign():
    vague = toll("In 1964 rebels killed 200 civilians in the town.", 200, day="1964-01-01/1964-12-31")
    vague = replace(vague, time=replace(vague.time, granularity="year"))
    assert line([vague], group="civilians") == (200, 200)


def test_a_subset_has_a_line_of_its_own():
    whole = toll("Eight civilians, three of them children, died in Goma.", 8)
    whole = replace(whole, counts=(*whole.counts, Count("killed", 3, 3, group="children", kind="subset")))
    assert line([whole], group="civilians") == (8, 8)
    assert line([whole], rule="casualties.subset", group="children") == (3, 3)


def test_parts_of_one_side_in_one_claim_are_added():
    both = claim("casualty", "Forty RCD men and five allies of the RCD were killed.", targets=(actor("RCD"),), places=(GOMA,), time="1998-08-24",
                 counts=(killed(40, group="RCD men"), killed(5, group="RCD allies")))
    assert line([both], side="rcd") == (45, 45)


def test_denied_tolls_do_not_count():
    denied = toll("The army denied that eight civilians had died.", 8, factuality="denied")
    assert derive([denied], BOOK).casualties == ()


def test_a_toll_that_falls_is_a_problem():
    claims = [toll("So far 500 have died.", 500, group="people", day="1998-09-01", kind="cumulative", document="d-1"),
              toll("The toll stands at 420.", 420, group="people", day="1998-09-20", kind="cumulative", document="d-2")]
    assert "casualties.toll-falls" in {p.rule for p in derive(claims, BOOK).problems}
