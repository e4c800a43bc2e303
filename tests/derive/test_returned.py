"""What was rejected and is told again, and crowds that were not compared: neither in silence."""

from __future__ import annotations

import pytest
from factory import actor, claim, killed, place
from judging import judged

from noria.derive.derive import derive
from noria.derive.returned import TOLD_AGAIN
from noria.derive.shelves import CROWD
from noria.reference.codebook import Codebook

KUT = place("Kut", 32.5, 45.8)
BASRA = place("Basra", 30.5, 47.8)


def strike(n, *, day="2001-05-04", where=KUT, quote="Aircraft struck the market of {} and killed nine people"):
    return claim("airstrike", f"{quote.format(where.mention)}, paper {n} wrote.", document=f"d-{n}", publisher=f"Paper {n}", places=(where,), time=day,
                 actors=(actor("Hill League"),))


OLD = [strike(1), strike(2)]
REJECTED = judged("reject", *OLD, target="e-one", why="a drill")


def problems(claims, *judgements):
    return [problem for problem in derive(claims, Codebook(), (), judgements).problems if problem.rule == TOLD_AGAIN]


def test_a_new_report_of_a_rejected_event_is_a_problem_that_names_both():
    new = strike(3)
    assert problems(OLD, REJECTED) == []
    [problem] = problems([*OLD, new], REJECTED)
    assert problem.claims == (new.id, *sorted(c.id for c in OLD))
    assert "Ada rejected on 2031-05-06 (“a drill”) is told again by Paper 3" in problem.message
    results = derive([*OLD, new], Codebook(), (), [REJECTED])
    assert results.event_of.keys() == {new.id}  # what was rejected stays so


@pytest.mark.parametrize("other", [strike(3, day="2001-05-09"), strike(3, where=BASRA), claim("agree", "A truce was signed at Kut.", document="d-3", places=(KUT,), time="2001-05-04")])
def test_another_event_is_not_told_again(other):
    assert problems([*OLD, other], REJECTED) == []


def test_a_copy_of_a_rejected_report_tells_it_again():
    copy = claim("airstrike", OLD[0].evidence.quote, document="d-copy", publisher="Copyist", places=(KUT,), time="2001-05-04", actors=(actor("Hill League"),))
    assert [problem.claims[0] for problem in problems([*OLD, copy], REJECTED)] == [copy.id]


def test_judging_the_new_event_answers_it():
    new = strike(3)
    assert problems([*OLD, new], REJECTED, judged("reject", new, target="e-two", at=60)) == []
    assert problems([*OLD, new], REJECTED, judged("accept", new, target="e-two", at=60)) == []
    earlier = judged("accept", new, target="e-two")
    assert len(problems([*OLD, new], judged("reject", *OLD, target="e-one", at=60), earlier)) == 1


def test_a_claim_rejected_by_itself_leaves_the_event_as_it_is():
    assert problems([*OLD, strike(3)], judged("reject", OLD[0])) == []


def test_a_crowd_that_was_not_compared_is_a_problem():
    crowd = [claim("clash", f"w{n} clashed over q{n * 7} with v{n * 11}.", document=f"d-{n}", actors=(actor("hill rebels"),), time="2001-03-01") for n in range(CROWD + 1)]
    rules = {problem.rule: problem for problem in derive(crowd, Codebook()).problems}
    assert rules["events.crowded"].claims
    assert f"{CROWD + 1} accounts of the type violence stand on days from 2001-03-01 to 2001-03-01" in rules["events.crowded"].message
    assert "events.crowded" not in {problem.rule for problem in derive(crowd[:CROWD], Codebook()).problems}


def test_a_stock_phrase_is_a_problem():
    told = [claim("casualty", "The ministry of health says that the toll is of people identified by name.", document=f"d-{n}", counts=(killed(n),)) for n in range(CROWD + 1)]
    assert "origins.stock-phrase" in {problem.rule for problem in derive(told, Codebook()).problems}
    assert "origins.stock-phrase" not in {problem.rule for problem in derive(told[:CROWD], Codebook()).problems}
