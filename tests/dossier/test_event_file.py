"""What is asked of the record by its keys is what stands in the whole of the results."""

from __future__ import annotations

import pytest
from factory import actor, claim, killed, place
from fake_parts import PARTS

from noria.derive.derive import Worked, work_out
from noria.derive.naming import side_names
from noria.dossier.dossier import Dossier
from noria.errors import NothingFound
from noria.values.day import Day

GOMA, BUKAVU = place("Goma", -1.68, 29.22), place("Bukavu", -2.5, 28.86)


def real_derive(claims, codebook, facts, judgements):
    """The derivation itself, of claims of a war instead of those that the fake reader made: one each."""
    told = [
        claim("capture", "Lake militia captured Goma.", document="d-1", actors=(actor("Lake militia"),), places=(GOMA,), time="2001-03-02"),
        claim("withdraw", "Lake militia left Goma.", document="d-1", at=40, actors=(actor("Lake militia"),), places=(GOMA,), time="2001-03-09"),
        claim("casualty", "Shells killed 5 people in Bukavu.", document="d-2", places=(BUKAVU,), time="2001-03-03", counts=(killed(5, group="people"),))]
    results = work_out([made for made, _ in zip(told, claims, strict=True)], codebook, facts, judgements).results
    return Worked(results=rename(results, {made.id: kept.id for made, kept in zip(told, sorted(claims, key=lambda c: c.id), strict=True)}))


def rename(results, ids):
    import msgspec

    text = msgspec.json.encode(results).decode()
    for old, new in ids.items():
        text = text.replace(old, new)
    return msgspec.json.decode(text, type=type(results))


@pytest.fixture
def dossier(tmp_path):
    from dataclasses import replace

    made = Dossier.create(tmp_path / "war", parts=replace(PARTS, derive=real_derive))
    (made.path / "sources" / "a.txt").write_text("They shelled the port.\nThey shelled the mill.\nThey shelled the dam.\n")
    made.build()
    return made


def test_an_event_comes_with_all_that_belongs_to_it(dossier):
    results, claims = dossier.results(), {claim.id: claim for claim in dossier.claims()}
    assert len(results.events) == 3
    for event in results.events:
        file = dossier.event(event.id)
        assert file.event == event
        assert file.claims == tuple(claims[id] for id in event.claims)
        assert file.casualties == tuple(line for line in results.casualties if (line.scope, line.scope_id) == ("event", event.id))
        assert file.operation is None
    assert any(dossier.event(event.id).casualties for event in results.events)
    with pytest.raises(NothingFound, match="no event 'e-none'"):
        dossier.event("e-none")


@pytest.mark.parametrize("day", [Day(2001, 3, 1), Day(2001, 3, 2), Day(2001, 3, 8), Day(2001, 3, 9), Day(2001, 4, 1)])
def test_who_held_what_on_a_day(dossier, day):
    everything = dossier.results().holdings
    assert dossier.holdings() == everything
    assert dossier.holdings(day) == tuple(holding for holding in everything if holding.contains(day))
    assert len(everything) > 1


def test_claims_by_their_ids(dossier, monkeypatch):
    claims = dossier.claims()
    wanted = [claims[2].id, "c-none", claims[0].id]
    assert dossier.claims(ids=wanted) == [claims[0], claims[2]]
    monkeypatch.setattr("noria.record.claims._ASKED_AT_ONCE", 2)
    assert dossier.claims(ids=wanted) == [claims[0], claims[2]]


def test_sides_are_named_as_the_results_name_them(dossier):
    names = dossier.sides()
    assert names == side_names(dossier.results(), dossier.codebook)
    assert "Lake militia" in names.values()
