"""Grades by origins and sources: confirmed, fair, weak, contested, discounted."""

import pytest

from factory import actor, claim, killed
from noria.claims.model import Claim
from noria.derive.grading import GRADES, Grader
from noria.reference.codebook import Actor, Codebook, Side, Source

BOOK = Codebook(
    sides=(Side(id="north", name="North"), Side(id="south", name="South")),
    actors=(Actor(id="army", name="Northern Army", side="north"), Actor(id="league", name="Southern League", side="south")),
    sources=(Source(id="office", name="Army Office", affiliation="north"), Source(id="radio", name="League Radio", interests=("south",))))
ARMY, LEAGUE, CIVILIANS = actor("Northern Army", "army"), actor("Southern League", "league"), actor("civilians")


def strike(quote: str, *, by=(ARMY,), on=(CIVILIANS,), origin: str = "o-one", **rest) -> tuple[Claim, str]:
    return claim("airstrike", quote, actors=by, targets=on, **rest), origin


def dead(quote: str, *, on=(CIVILIANS,), origin: str = "o-one", **rest) -> tuple[Claim, str]:
    return claim("casualty", quote, targets=on, counts=(killed(3),), **rest), origin


CASES = [
    ("weak", [strike("Aircraft struck.")]),
    ("weak", [strike("Aircraft struck."), strike("Aircraft struck again, it is said.", document="d-two")]),
    ("fair", [strike("Aircraft struck."), strike("Aircraft struck the town.", document="d-two", origin="o-two")]),
    ("confirmed", [strike("Our aircraft struck civilians.", sources=("Army Office",))]),
    ("confirmed", [strike("Aircraft struck."), strike("We struck civilians.", document="d-two", origin="o-two", sources=("Army Office",))]),
    ("weak", [strike("The League struck civilians.", by=(LEAGUE,), sources=("Army Office",))]),
    ("weak", [strike("The army struck civilians.", sources=("League Radio",)), strike("Bombs fell.", by=(), document="d-two", origin="o-one", sources=("League Radio",))]),
    ("contested", [strike("The army struck."), strike("The League struck.", by=(LEAGUE,), document="d-two", origin="o-two")]),
    ("contested", [strike("The army struck."), strike("No strike took place.", factuality="denied", document="d-two", origin="o-two")]),
    ("discounted", [strike("No strike took place.", factuality="denied")]),
    ("discounted", [strike("Aircraft struck.", on=()), dead("Three of the League died.", on=(LEAGUE,), document="d-two", origin="o-two")]),
    ("fair", [strike("Aircraft struck.", on=()), dead("Three civilians died.", document="d-two", origin="o-two")]),
    ("weak", [strike("They plan to strike.", factuality="planned")]),
]


@pytest.mark.parametrize(("grade", "told"), CASES, ids=[f"{grade} {n}" for n, (grade, _) in enumerate(CASES)])
def test_grades(grade, told):
    claims = [one for one, _ in told]
    found = Grader.of(claims, {one.id: origin for one, origin in told}, BOOK).grade_claims("e", claims)
    assert found.grade == grade
    assert found.rule == f"grading.{grade}"
    assert found.reason
    assert set(found.claims) <= {one.id for one in claims}


def test_all_five_grades_have_a_case():
    assert {grade for grade, _ in CASES} == set(GRADES)


def test_a_fight_of_two_is_not_contested_for_having_two_sides():
    fights = [claim("clash", "They fought.", actors=(ARMY, LEAGUE)), claim("clash", "The League fought back.", actors=(LEAGUE,), document="d-two")]
    assert Grader.of(fights, {one.id: one.document.id for one in fights}, BOOK).grade_claims("e", fights).grade == "fair"
