"""Selections and the names people ask by: tables of what is meant to be found."""

import pytest

from factory import actor, claim, interval, place
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Party, PlaceKey, Problem, Results, Toll
from noria.errors import NothingFound
from noria.reference.codebook import Actor, Codebook, Side, Source
from noria.values.count import Count
from noria.values.day import Day
from noria.views.names import find_actor, find_place, find_source
from noria.views.select import (
    Selection,
    happened_by,
    select_casualties,
    select_claims,
    select_events,
    select_forces,
    select_holdings,
    select_operations,
    select_problems,
    timeline,
)

BOOK = Codebook(
    sides=(Side(id="rebels", name="The Rebels"), Side(id="state", name="Government")),
    actors=(Actor(id="nf", name="Northern Front", other_names=("NF",), side="rebels"),
            Actor(id="nf-1", name="1st Brigade", part_of="nf"),
            Actor(id="army", name="National Army", side="state")),
    sources=(Source(id="monitor", name="Rights Monitor", other_names=("the Monitor",)),))

CAPTURE = claim("capture", "Rebels took Riverton.", at=0, actors=(actor("rebels", "nf"),), places=(place("Riverton", 10, 20, id="p1"),),
                time="2024-12-05", publisher="Daily Post")
BRIGADE = claim("clash", "The 1st Brigade fought at Rivertown.", at=30, actors=(actor("1st Brigade", "nf-1"),),
                places=(place("Rivertown", 10, 20, id="p1"),), time="2024-12-03/2024-12-04", sources=("the Monitor",))
UNDATED = claim("airstrike", "Planes struck Hillside.", at=70, targets=(actor("National Army", "army"),), places=(place("Hillside"),))
CLAIMS = [CAPTURE, BRIGADE, UNDATED]


def event(id, type, time, at, party):
    return Event(id=id, type=type, factuality="realised", time=interval(time), edtf=time, places=(at,), parties=(party,), counts=(),
                 accounts=(), origins=1, claims=(), rule="r")


TAKEN = event("e-taken", "capture", "2024-12-05", place("Riverton", 10, 20, id="p1"), Party("Northern Front", "nf", "actor", "rebels"))
FOUGHT = event("e-fought", "clash", "2024-12-03/2024-12-04", place("Riverton", 10, 20, id="p1"),
               Party("1st Brigade", "nf-1", "actor", "rebels"))
STRUCK = event("e-struck", "airstrike", None, place("Hillside"), Party("villagers", None, "target", None))
CAMPAIGN = Operation(id="op", name="River campaign", part_of=None, time=interval("2024-12-01/2024-12-08"),
                     belligerents=(("Northern Front",), ("National Army",)), result=None, places=("p1",), events=(), claims=(), rule="r")


def holding(name, state, side, since, until, id=None):
    return Holding(place=PlaceKey(id or f"name:{name.lower()}", name, None), state=state, side=side, holder=None,
                   since=Day.parse(since) if since else None, until=Day.parse(until) if until else None, claims=(), rule="r")


STATE = holding("Riverton", "held", "state", None, "2024-12-04", "p1")
REBEL = holding("Riverton", "held", "rebels", "2024-12-05", None, "p1")
HILL = holding("Hillside", "contested", None, "2024-12-02", "2024-12-03")


def line(scope_id, group, side, source):
    toll = Toll(claim="c-1", origin="o-1", source=source, count=Count("killed", 1, 1), time=None, event=None)
    return CasualtyLine(scope="event", scope_id=scope_id, group=group, side=side, measure="killed", low=1, high=1, tolls=(toll,),
                        claims=("c-1",), rule="r")


def force(id, parent=None, side=None):
    return Force(id=id, name=id, parent=parent, side=side, commanders=(), strength=(), claims=(), rule="r")


RESULTS = Results(events=(TAKEN, STRUCK, FOUGHT), operations=(CAMPAIGN,), holdings=(REBEL, HILL, STATE))


def asked(*, place=None, actor=None, source=None, types=(), **days):
    return Selection(
        **{name: Day.parse(text) for name, text in days.items()}, types=frozenset(types),
        place=find_place(place, CLAIMS, RESULTS) if place else None,
        actor=find_actor(actor, BOOK, CLAIMS, RESULTS) if actor else None,
        source=find_source(source, BOOK, CLAIMS) if source else None)


@pytest.mark.parametrize(("wanted", "found"), [
    ({}, [CAPTURE, BRIGADE, UNDATED]),
    ({"on": "2024-12-05"}, [CAPTURE]),
    ({"on": "2024-12-04"}, [BRIGADE]),
    ({"since": "2024-12-04"}, [CAPTURE, BRIGADE]),
    ({"until": "2024-12-04"}, [BRIGADE]),
    ({"since": "2024-12-05", "until": "2024-12-31"}, [CAPTURE]),
    ({"types": ["capture", "airstrike"]}, [CAPTURE, UNDATED]),
    ({"place": "riverton"}, [CAPTURE, BRIGADE]),  # the other spelling has the same id
    ({"place": "RIVERTOWN"}, [CAPTURE, BRIGADE]),
    ({"place": "p1"}, [CAPTURE, BRIGADE]),
    ({"place": "Hillside"}, [UNDATED]),  # never resolved, found by its name
    ({"actor": "NF"}, [CAPTURE, BRIGADE]),  # another name, and the brigade under it
    ({"actor": "nf-1"}, [BRIGADE]),
    ({"actor": "the Rebels"}, [CAPTURE, BRIGADE]),  # a side
    ({"actor": "state"}, [UNDATED]),
    ({"source": "daily post"}, [CAPTURE]),  # publisher
    ({"source": "monitor"}, [BRIGADE]),  # quoted, asked for by the codebook's id
    ({"source": "Rights Monitor"}, [BRIGADE]),
])
def test_claims(wanted, found):
    assert select_claims(CLAIMS, asked(**wanted)) == found


@pytest.mark.parametrize(("wanted", "found"), [
    ({}, [FOUGHT, TAKEN, STRUCK]),  # by time, undated last
    ({"on": "2024-12-05"}, [TAKEN]),
    ({"types": ["airstrike"]}, [STRUCK]),
    ({"place": "Riverton", "actor": "1st Brigade"}, [FOUGHT]),
    ({"actor": "rebels", "until": "2024-12-04"}, [FOUGHT]),
])
def test_events(wanted, found):
    assert select_events(RESULTS.events, asked(**wanted)) == found


@pytest.mark.parametrize(("wanted", "found"), [
    ({}, [HILL, STATE, REBEL]),
    ({"on": "2024-12-04"}, [STATE]),
    ({"on": "2024-12-05"}, [REBEL]),
    ({"on": "2024-12-03"}, [HILL, STATE]),
    ({"on": "2030-01-01"}, [REBEL]),
    ({"actor": "rebels"}, [REBEL]),
    ({"place": "hillside"}, [HILL]),
])
def test_control(wanted, found):
    assert select_holdings(RESULTS.holdings, asked(**wanted)) == found


@pytest.mark.parametrize(("wanted", "found"), [
    ({}, [CAMPAIGN, FOUGHT, TAKEN, STRUCK]),
    ({"on": "2024-12-02"}, [CAMPAIGN]),
    ({"since": "2024-12-09"}, []),
    ({"types": ["clash"]}, [FOUGHT]),
    ({"actor": "National Army"}, [CAMPAIGN]),
    ({"place": "p1"}, [CAMPAIGN, FOUGHT, TAKEN]),
])
def test_timeline(wanted, found):
    assert timeline(RESULTS, asked(**wanted)) == found
    assert select_operations(RESULTS.operations, asked(**{k: v for k, v in wanted.items() if k != "types"})) == (
        [CAMPAIGN] if CAMPAIGN in found or "types" in wanted else [])


def test_casualties_of_a_place_a_side_and_a_source():
    soldiers, villagers = line("e-taken", "soldiers", "state", "Daily Post"), line("e-struck", "villagers", None, "Rights Monitor")
    both = [soldiers, villagers]
    assert select_casualties(both, RESULTS, asked()) == both
    assert select_casualties(both, RESULTS, asked(place="Riverton")) == [soldiers]
    assert select_casualties(both, RESULTS, asked(actor="state")) == [soldiers]
    assert select_casualties(both, RESULTS, asked(source="monitor")) == [villagers]


def test_forces_with_all_under_them():
    front, brigade, platoon, army = force("nf", side="rebels"), force("nf-1", "nf"), force("platoon", "nf-1"), force("army")
    everything = [platoon, army, brigade, front]
    assert select_forces(everything, asked(actor="NF").actor) == [platoon, brigade, front]
    assert select_forces(everything, None) == everything


def test_problems_of_a_day():
    first, second = Problem("r", "first", (CAPTURE.id,)), Problem("r", "second", (BRIGADE.id, UNDATED.id))
    assert select_problems([first, second], CLAIMS, Day(2024, 12, 4)) == [second]
    assert select_problems([first, second], CLAIMS, None) == [first, second]


@pytest.mark.parametrize(("day", "found"), [("2024-12-03", []), ("2024-12-04", [BRIGADE]), ("2024-12-05", [CAPTURE, BRIGADE])])
def test_what_had_happened_by_a_day_needs_a_date_and_an_end(day, found):
    assert happened_by(CLAIMS, Day.parse(day)) == found


def test_a_side_without_a_codebook_is_found_through_events():
    query = find_actor("rebels", Codebook(), CLAIMS, RESULTS)
    assert select_events(RESULTS.events, Selection(actor=query)) == [FOUGHT, TAKEN]
    assert select_claims(CLAIMS, Selection(actor=query)) == [CAPTURE, BRIGADE]


@pytest.mark.parametrize(("find", "message"), [
    (lambda: asked(place="Rivertn"), "no place is called 'Rivertn' here; did you mean Riverton or Rivertown?"),
    (lambda: asked(place="Zzyzx"), "no place is called 'Zzyzx' here"),
    (lambda: asked(actor="Northern Frnt"), "no actor or side is called 'Northern Frnt' here; did you mean Northern Front?"),
    (lambda: asked(source="Post"), "no source is called 'Post' here; did you mean Daily Post?"),
    (lambda: asked(source="Dayly Post"), "no source is called 'Dayly Post' here; did you mean Daily Post?"),
])
def test_an_unknown_name_is_answered_with_near_ones(find, message):
    with pytest.raises(NothingFound) as failure:
        find()
    assert str(failure.value) == message
