"""What a judgement must say, and what its id rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from noria.errors import ValueRefused
from noria.values.judgement import Judgement, read_toponym, toponym_target, utc

MADE = {"made_by": "Ada", "made_at": "2031-05-04T10:00:00Z", "reason": "the map says so"}


def test_the_id_rests_on_all_that_was_decided_but_not_on_whether_it_stands():
    made = Judgement.make("c-1", "reject", **MADE)
    assert made.id.startswith("j-")
    assert Judgement.make("c-1", "reject", **MADE) == made
    assert replace(made, undone=True).id == made.id
    others = [Judgement.make("c-2", "reject", **MADE), Judgement.make("c-1", "accept", **MADE),
              *(Judgement.make("c-1", "reject", **MADE | {key: value}) for key, value in
                [("made_by", "Bo"), ("made_at", "2031-05-04T10:00:01Z"), ("reason", "else")]),
              Judgement.make("c-1", "reject", **MADE, payload={"a": 1})]
    assert len({made.id, *(other.id for other in others)}) == 7


@pytest.mark.parametrize(("wrong", "words"), [
    ({"made_by": " "}, "who made it"), ({"reason": ""}, "a reason"), ({"made_at": "yesterday"}, "not a time in UTC"),
    ({"made_at": "2031-05-04T10:00:00"}, "not a time in UTC"), ({"made_at": "2031-05-04T10:00:00+02:00"}, "not a time in UTC")])
def test_who_when_and_why_are_asked_for(wrong, words):
    with pytest.raises(ValueRefused, match=words):
        Judgement.make("c-1", "reject", **MADE | wrong)


def test_there_are_no_other_kinds():
    with pytest.raises(ValueRefused, match="the kinds are accept, correct"):
        Judgement.make("c-1", "burn", **MADE)
    with pytest.raises(ValueRefused, match="what it is about"):
        Judgement.make("", "reject", **MADE)


def test_times_are_written_in_utc():
    assert utc(dt.datetime(2031, 5, 4, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))) == "2031-05-04T10:00:00.000000Z"


@pytest.mark.parametrize(("name", "document"), [("thun", None), ("thun", "d-1"), ("tall al hawa", "d-1")])
def test_a_toponym_is_of_the_dossier_or_of_one_document(name, document):
    assert read_toponym(toponym_target(name, document)) == (name, document)


def test_a_claim_is_no_toponym():
    assert read_toponym("c-1") is None
