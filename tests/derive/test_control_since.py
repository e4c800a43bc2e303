"""Walking on from a capture gives what walking through all of a place's evidence gives."""

from __future__ import annotations

import random

import pytest

from noria.derive import control
from noria.derive.control import control_of, control_since, restarts
from noria.derive.directory import Directory
from noria.derive.evidence import FOLLOWS_WITHIN, Evidence
from noria.derive.model import PlaceKey
from noria.derive.sides import Sides
from noria.reference.codebook import Codebook
from noria.values.day import Day
from noria.values.place import Point

GOMA = PlaceKey("p-1", "Goma", Point(-1.68, 29.22))
SIDES = Sides(Directory(Codebook()), {}, {"n": "North", "s": "South"}, {"n": "codebook", "s": "codebook"})
SAYS = ("takes", "takes", "part", "keeps", "repels", "leaves", "presses", "outside", "arrives")


def told_of(dice, number, days=60):
    says = dice.choice(SAYS)
    side = dice.choice(["n", "s", "s", None])
    loser = dice.choice(["n", "s", None]) if says == "takes" else None
    return control.Testimony(GOMA, Evidence(
        day=Day(2001, 3, 1).plus(dice.randrange(days)), says=says, side=side, name=side, loser=loser, loser_name=loser, claim=f"c-{number:03}",
        exact=dice.random() < 0.9, firm=dice.random() < 0.8, siege=says == "outside" and dice.random() < 0.5, dated=dice.random() < 0.6))


@pytest.mark.parametrize("seed", range(150))
def test_from_any_capture_before_what_is_new(seed):
    dice = random.Random(seed)
    stood = [told_of(dice, number) for number in range(dice.randrange(10, 40))]
    new = told_of(dice, 999)
    told = [*stood, new] if dice.random() < 0.7 else [one for one in stood if one is not (new := stood[-1])]
    event_of = {one.said.claim: f"e-{int(one.said.claim[2:]) // 3}" for one in (*stood, new)}
    day_of = {one.said.claim: one.said.day for one in stood}
    before, noticed = control_of(stood, SIDES, event_of)
    holdings, problems = control_of(told, SIDES, event_of)
    for at in restarts(before, new.said.day.ordinal):
        first = before[at].since
        found = control_since(at, before, [one for one in told if one.said.day >= first.plus(-FOLLOWS_WITHIN)], SIDES, event_of)
        if found is not None:
            assert [*before[:at], *found[0]] == holdings
            assert [*(problem for problem in noticed if max(day_of[id] for id in problem.claims) < first), *found[1]] == problems


def test_there_are_captures_to_walk_on_from():
    dice = random.Random(1)
    assert any(True for _ in restarts(control_of([told_of(dice, number) for number in range(40)], SIDES, {})[0], Day(2001, 4, 30).ordinal))
