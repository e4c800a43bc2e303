"""Claims for and against the interest of those who make them, as the codebook declares it."""

import pytest

from factory import actor, claim, killed
from noria.derive.interest import interests
from noria.reference.codebook import Actor, Codebook, Side, Source

BOOK = Codebook(
    sides=(Side(id="north", name="North"), Side(id="south", name="South")),
    actors=(Actor(id="army", name="Northern Army", side="north"), Actor(id="league", name="Southern League", side="south")),
    sources=(Source(id="office", name="Army Office", affiliation="north"), Source(id="radio", name="League Radio", interests=("league",)),
             Source(id="watch", name="River Watch")))
ARMY, LEAGUE = actor("Northern Army", "army"), actor("Southern League", "league")


@pytest.mark.parametrize(("type", "actors", "targets", "speaker", "factuality", "stand"), [
    ("capture", (ARMY,), (LEAGUE,), "Army Office", "realised", "in"),
    ("capture", (LEAGUE,), (ARMY,), "Army Office", "realised", "against"),
    ("withdraw", (ARMY,), (), "Army Office", "realised", "against"),
    ("withdraw", (ARMY,), (), "Army Office", "denied", "in"),
    ("withdraw", (LEAGUE,), (), "Army Office", "realised", "in"),
    ("capture", (ARMY,), (LEAGUE,), "Army Office", "failed", "against"),
    ("capture", (ARMY,), (LEAGUE,), "Army Office", "planned", None),
    ("casualty", (), (ARMY,), "Army Office", "realised", "against"),
    ("casualty", (ARMY,), (LEAGUE,), "Army Office", "realised", "in"),
    ("airstrike", (ARMY,), (actor("civilians"),), "Army Office", "realised", "against"),
    ("airstrike", (LEAGUE,), (actor("three children"),), "Army Office", "realised", "in"),
    ("airstrike", (ARMY,), (LEAGUE,), "Army Office", "realised", None),
    ("clash", (ARMY,), (LEAGUE,), "Army Office", "realised", None),
    ("capture", (LEAGUE,), (), "League Radio", "realised", "in"),
    ("capture", (ARMY,), (), "League Radio", "realised", "against"),
    ("capture", (ARMY,), (), "Southern League", "realised", "against"),
    ("capture", (ARMY,), (LEAGUE,), "River Watch", "realised", None),
    ("capture", (ARMY,), (LEAGUE,), "a resident", "realised", None),
    ("capture", (actor("the Silver Legion"),), (), "Army Office", "realised", None),
])
def test_interest(type, actors, targets, speaker, factuality, stand):
    one = claim(type, "Words of the claim.", actors=actors, targets=targets, sources=(speaker,), factuality=factuality)
    found = interests([one], BOOK).get(one.id)
    assert (found.stand if found else None) == stand
    if found:
        assert found.rule == f"interest.{stand}"
        assert found.speaker in found.reason


def test_the_innermost_source_speaks_and_else_the_publisher():
    through = claim("withdraw", "The Army Office said, River Watch reports, that the army left.", actors=(ARMY,), sources=("River Watch", "Army Office"))
    own = claim("withdraw", "The army has left.", actors=(ARMY,), publisher="Army Office (summary)")
    neither = claim("withdraw", "The army left.", actors=(ARMY,), publisher="Agency")
    found = interests([through, own, neither], BOOK)
    assert {id: one.stand for id, one in found.items()} == {through.id: "against", own.id: "against"}


def test_to_favour_is_not_to_speak_for():
    losses = claim("casualty", "The League lost nine.", targets=(LEAGUE,), counts=(killed(9),), sources=("League Radio",))
    told = claim("casualty", "The army lost nine.", targets=(ARMY,), counts=(killed(9),), sources=("Army Office",))
    found = interests([losses, told], BOOK)
    assert (found[losses.id].stand, found[losses.id].party) == ("against", False)
    assert (found[told.id].stand, found[told.id].party) == ("against", True)


def test_of_three_sides_only_ones_own_is_known():
    three = Codebook((*BOOK.sides, Side(id="east", name="East")), BOOK.actors, BOOK.sources)
    theirs = claim("withdraw", "The League left.", actors=(LEAGUE,), sources=("Army Office",))
    ours = claim("withdraw", "The army left.", actors=(ARMY,), sources=("Army Office",))
    assert set(interests([theirs, ours], three)) == {ours.id}
