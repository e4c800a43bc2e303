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
    found = whole_line(claims, scope, rule, **wanted)
    return found.low, found.high


def whole_line(claims, scope="all", rule="casualties.increments", **wanted):
    results = derive(claims, BOOK)
    found = [c for c in results.casualties if c.scope == scope and c.rule == rule and all(getattr(c, k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    known = {c.id for c in claims}
    assert set(found[0].claims) <= known
    assert found[0].claims
    return found[0]


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


def report(*told, document="d-9", day="1998-09-20"):
    """A count by a monitor up to a day, with its parts."""
    return replace(claim("casualty", "At least 60 people have been killed so far, 40 of them civilians, the Monitor says.", document=document,
                         time=day, sources=("The Monitor",)), counts=told)


SIXTY, FORTY = Count("killed", 60, None, group="people", kind="cumulative"), Count("killed", 40, 40, group="civilians", kind="subset")
STRIKES = [toll("Eight civilians died in Goma.", 8), toll("Five civilians died in Bukavu.", 5, day="1998-08-26", where=BUKAVU, document="d-2"),
           toll("Seven RCD men fell in Bukavu.", 7, group="RCD men", day="1998-08-28", where=BUKAVU, document="d-3"),
           toll("Two civilians died in Goma in October.", 2, day="1998-10-02", document="d-4")]


def test_a_total_says_how_much_of_it_single_events_explain():
    total = whole_line([*STRIKES, report(SIXTY, FORTY)], rule="casualties.balance", group="people")
    assert (total.low, total.high) == (60, None)
    explained, = total.explained
    assert (explained.low, explained.high, explained.share_low, explained.share_high) == (20, 20, 0.333, 0.333)
    assert len(explained.events) == 3  # not the deaths of October, which came later


def test_a_part_of_a_total_is_explained_by_its_own_people():
    part = whole_line([*STRIKES, report(SIXTY, FORTY)], rule="casualties.subset-of-total", group="civilians")
    assert (part.low, part.high) == (40, 40)
    assert [(e.low, e.share_low, len(e.events)) for e in part.explained] == [(13, 0.325, 2)]
    assert [toll.whole for toll in part.tolls] == [SIXTY]


def test_a_total_and_its_part_are_in_no_sum():
    without, with_it = derive(STRIKES, BOOK), derive([*STRIKES, report(SIXTY, FORTY)], BOOK)
    sums = [(c.group, c.side, c.measure, c.low, c.high) for c in without.casualties if c.scope == "all"]
    assert [(c.group, c.side, c.measure, c.low, c.high) for c in with_it.casualties if c.scope == "all" and c.rule == "casualties.increments"] == sums
    assert (line([*STRIKES, report(SIXTY, FORTY)], group="everyone")) == (22, 22)


def test_the_kinds_of_figures_are_told_apart():
    campaign = toll("Between August and October 900 people were killed.", 900, group="people", day="1998-08-02/1998-10-20", document="d-5")
    results = derive([*STRIKES, report(SIXTY, FORTY), campaign], BOOK)
    kinds = {t.kind for c in results.casualties for t in c.tolls}
    assert kinds == {"increment", "cumulative", "running", "subset"}


def test_a_later_running_total_covers_the_earlier():
    def so_far(low, day, document):
        return toll(f"So far {low} people have died, by {document}.", low, group="people", day=day, kind="cumulative", document=document, where=None)
    assert line([so_far(500, "1998-09-01", "d-1"), so_far(700, "1998-09-20", "d-2")], rule="casualties.balance") == (700, 700)
    lower = whole_line([so_far(500, "1998-09-01", "d-1"), so_far(420, "1998-09-20", "d-2")], rule="casualties.balance")
    assert (lower.low, lower.high) == (420, 500)
    assert [apart.reason.split()[0] for apart in lower.apart] == ["a"]


def test_totals_of_different_periods_are_not_added():
    spring = toll("From March to May 300 people were killed.", 300, group="people", day="1998-03-01/1998-05-31", document="d-1", where=None)
    autumn = toll("From June to August 200 people were killed.", 200, group="people", day="1998-06-01/1998-08-31", document="d-2", where=None)
    both = whole_line([spring, autumn], rule="casualties.balance")
    assert (both.low, both.high) == (300, 500)
    assert len(both.apart[0].events) == 2


def test_what_may_be_the_same_deaths_says_why():
    claims = [toll("Eight civilians died in Goma.", 8), toll("Thirty civilians fell in the province that day, by the count of the diocese.", 30,
                                                             where=None, document="d-2")]
    apart, = whole_line(claims, group="civilians").apart
    assert "twice" in apart.reason
    assert len(apart.events) == 2


def test_an_event_without_a_date_adds_no_low_to_those_of_other_reports():
    claims = [toll("Eight civilians died in Goma.", 8), toll("Fifteen civilians died, a nurse recalled.", 15, day=None, where=None, document="d-2")]
    assert line(claims, group="civilians") == (15, 23)


def test_an_old_massacre_is_in_no_sum_of_the_record():
    old = toll("In 1964 rebels killed 200 civilians in Goma.", 200, day="1964-01-01/1964-12-31", document="d-2")
    old = replace(old, time=replace(old.time, granularity="year"))
    story = toll("Five civilians died in Bukavu.", 5, where=BUKAVU, document="d-2", at=300)
    more = toll("Four civilians died in Bukavu.", 4, where=BUKAVU, document="d-2", at=600, day="1998-08-28")
    assert line([old, story, more], group="civilians") == (9, 9)
    assert line([old, story, more], rule="casualties.background", group="civilians") == (200, 200)


def test_groups_that_may_be_the_same_people_add_no_low():
    claims = [toll("Eight civilians died in Goma.", 8), toll("Eleven people died in Goma.", 11, group="people", at=300, document="d-2")]
    assert line(claims, group="everyone") == (11, 19)


def test_a_part_greater_than_its_whole_is_a_problem():
    wrong = replace(toll("Eight civilians died in Goma.", 8), counts=(Count("killed", 8, 8, group="civilians"), Count("killed", 9, 12, group="children", kind="subset")))
    assert "casualties.subset-exceeds" in {p.rule for p in derive([wrong], BOOK).problems}


def test_single_events_beyond_a_closed_total_are_a_problem():
    few = toll("In all 10 civilians had been killed by then.", 10, day="1998-09-20", kind="cumulative", document="d-8", where=None)
    assert "casualties.events-exceed-total" in {p.rule for p in derive([*STRIKES, few], BOOK).problems}


def test_an_infobox_names_a_sides_people():
    box = toll("Casualties2: 51+ soldiers killed", 51, group="soldiers", rule="infobox.casualty", day="1998-08-02/1998-10-20", exact=False)
    box = replace(box, targets=(actor("soldiers"), actor("Congolese army")))
    assert line([box], rule="casualties.balance", side="gov") == (51, None)
