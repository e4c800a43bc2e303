"""Judgements upon names, as the reading takes them."""

from __future__ import annotations

from noria.values.decision import decisions, holding_in
from noria.values.judgement import Judgement, toponym_target
from noria.values.place import Point

PLACE = {"name": "Hill Town", "id": "table:own:1", "lat": 10.0, "lon": 20.0, "precision": "populated place"}


def judged(name: str, document: str | None = None, place: dict[str, object] | None = None, *, at: str = "2031-03-01T10:00:00Z", undone: bool = False) -> Judgement:
    made = Judgement.make(toponym_target(name, document), "re-place", made_by="Ann", made_at=at, reason="known", payload={"place": place or PLACE})
    return Judgement(id=made.id, target=made.target, kind=made.kind, made_by=made.made_by, made_at=made.made_at, reason=made.reason,
                     payload=made.payload, undone=undone)


def test_the_last_one_holds_and_what_was_taken_back_does_not() -> None:
    first, last = judged("hill"), judged("hill", place=PLACE | {"lat": 11.0}, at="2031-03-02T10:00:00Z")
    assert [d.point for d in decisions([first, last])] == [Point(11.0, 20.0)]
    assert [d.judgement for d in decisions([first, judged("hill", at="2031-03-03T10:00:00Z", undone=True)])] == [first.id]
    assert decisions([Judgement.make("c-1", "reject", made_by="Ann", made_at="2031-03-01T10:00:00Z", reason="a drill", payload={"claims": []})]) == ()


def test_a_decision_for_the_document_goes_first() -> None:
    everywhere, here = judged("hill"), judged("hill", "d-1", PLACE | {"name": "Other Hill"})
    found = decisions([here, everywhere])
    assert holding_in("d-1", found)["hill"].name == "Other Hill"
    assert holding_in("d-2", found)["hill"].name == "Hill Town"


def test_a_name_can_be_left_open() -> None:
    [found] = decisions([judged("hill", place={"name": "", "id": None, "lat": None, "lon": None})])
    assert (found.id, found.point) == (None, None)
