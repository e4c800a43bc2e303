"""Rows whose dead may be the same people say so, each naming the other."""

import pytest

from factory import interval, place
from noria.derive.model import Account, Event
from noria.views.codings.coded import Coded, Row
from noria.views.codings.twice import marked

TOWN, FAR = place("Riverton", 10.5, 20.25), place("Farport", 14, 25)


def event(id, day="2023-05-03", where=TOWN, document="d-one"):
    return Event(id=id, type="casualty", factuality="realised", time=interval(day), edtf=day, places=(where,), parties=(), counts=(),
                 accounts=(Account(document, None, None, "o", ()),), origins=1, claims=(), rule="r")


def row(id, dead=2):
    return Row(id, (), (("best", Coded(dead, "r")), ("other", Coded(1, "r"))))


ONE = event("e-1")


@pytest.mark.parametrize(("other", "same"), [
    (event("e-2", document="d-two"), True), (event("e-2", "2023-05-02/2023-05-04"), True), (event("e-2"), False),
    (event("e-2", "2023-05-09", document="d-two"), False), (event("e-2", where=FAR, document="d-two"), False)])
def test_rows_that_may_count_the_same_people(other, same):
    first, second = marked([row("a"), row("b")], "best", {"a": [ONE], "b": [other]})
    told = "may be the same people as in row {}: do not add them up unchecked"
    assert (first["best"].reason, second["best"].reason) == ((told.format("b"), told.format("a")) if same else (None, None))
    assert first["other"].reason is None


def test_rows_of_one_event_and_rows_without_dead_are_left_alone():
    assert marked([row("a"), row("b")], "best", {"a": [ONE], "b": [ONE]})[0]["best"].reason is None
    assert marked([row("a"), row("b", 0)], "best", {"a": [ONE], "b": [event("e-2", document="d-two")]})[0]["best"].reason is None
