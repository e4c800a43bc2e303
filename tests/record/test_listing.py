"""Lists, a page at a time: the same as all of it sorted and cut, whatever is asked."""

from __future__ import annotations

import json

import pytest

from noria.claims.model import PlaceRef
from noria.record.listing import EventsAsked
from noria.values.day import Day
from noria.values.place import Point
from record_factory import claim_at, document, put

DOC = document("They took Riverton. They took Mill Hill. They left Riverton.")
AT = PlaceRef("Riverton", "Riverton", "p-1", Point(1.5, 2.5))
OPEN = PlaceRef("Mill Hill", None, None, None)
CLAIMS = [claim_at(DOC, quote, trigger, type_, places=(place,)) for quote, trigger, type_, place in (
    ("They took Riverton.", "took", "capture", AT), ("They took Mill Hill.", "took", "capture", OPEN), ("They left Riverton.", "left", "withdraw", AT))]
#          id, type, start, end, origins, accounts, place, party
EVENTS = [("e-1", "capture", 10, 12, 1, 3, "p-1", "army"), ("e-2", "capture", 11, 11, 2, 2, "name:millhill", "army"),
          ("e-3", "withdraw", None, None, 2, 2, "p-1", "name:guard"), ("e-4", "withdraw", 5, 5, 2, 4, "p-1", "name:guard")]
ROWS = {
    "event": [{"id": id, "type": type_, "factuality": "realised", "background": False, "start": start, "end": end, "operation": None, "origins": origins,
               "accounts": accounts, "payload": id} for id, type_, start, end, origins, accounts, *_ in EVENTS],
    "event_place": [{"event": e[0], "ordinal": 0, "place": "p-1" if e[6] == "p-1" else None, "name": e[6], "key": e[6], "lat": 1.5 if e[6] == "p-1" else None, "lon": None}
                    for e in EVENTS],
    "event_party": [{"event": e[0], "ordinal": at, "key": e[7], "name": e[7].title(), "role": role, "side": "s"} for e in EVENTS for at, role in enumerate(("actor", "target"))],
    "claim_result": [{"claim": claim.id, "event": event, "origin": "o"} for claim, event in zip(CLAIMS, ("e-1", "e-2", "e-3"), strict=True)],
    "casualty": [{"scope": scope, "scope_id": id, "part": "", "ordinal": at, "rule": "r", "measure": "killed", "payload": f"{scope} {id}"}
                 for at, (scope, id) in enumerate([("all", "all"), ("event", "e-1"), ("event", "e-3"), ("event", "e-4")])],
    "holding": [{"ordinal": at, "place": "p-1", "state": "held", "side": side, "since": since, "until": until, "payload": json.dumps(side)}
                for at, (side, since, until) in enumerate([("b", 11, None), ("a", None, 10)])],
    "problem": [{"owner": "o", "ordinal": at, "rule": "r", "rank": str(at), "payload": f"problem {at}"} for at in range(5)]}


@pytest.fixture
def listing(store):
    put(store, DOC, CLAIMS)
    with store.writing() as record:
        record.derived.replace(ROWS)
    with store.reading() as record:
        yield record.listing


@pytest.mark.parametrize(("asked", "found"), [
    (EventsAsked(), ["e-4", "e-1", "e-2", "e-3"]), (EventsAsked(on=Day.from_ordinal(11)), ["e-1", "e-2"]), (EventsAsked(types=frozenset({"withdraw"})), ["e-4", "e-3"]),
    (EventsAsked(place="p-1"), ["e-4", "e-1", "e-3"]), (EventsAsked(party="army"), ["e-1", "e-2"]), (EventsAsked(place="p-1", party="army"), ["e-1"]),
    (EventsAsked(words="took riverton"), ["e-1"]), (EventsAsked(words="they"), ["e-1", "e-2", "e-3"]), (EventsAsked(words=""), []), (EventsAsked(place="elsewhere"), [])])
def test_events_in_time(listing, asked, found):
    assert listing.number_of_events(asked) == len(found)
    for first in range(len(found) + 1):
        assert listing.events(asked, first, 2) == found[first : first + 2]


def test_events_by_weight(listing):
    assert listing.weightiest(3) == ["e-4", "e-2", "e-3"]


def test_events_of_ids(listing):
    assert listing.events_of(["e-3", "e-1", "gone"]) == ["e-1", "e-3"]
    assert listing.ids_in_time(["e-3", "e-2", "e-1", "e-4"]) == ["e-4", "e-1", "e-2", "e-3"]
    assert listing.near(["capture", "withdraw"], 12, 14) == ["e-1", "e-3"]


def test_places_with_how_many_tell_of_them(listing):
    assert [(row.key, row.id, row.number) for row in listing.event_places()] == [("name:millhill", None, 1), ("p-1", "p-1", 3)]
    assert [(row.id, row.mention, row.number, row.lat) for row in listing.claim_places()] == [("p-1", "Riverton", 2, 1.5), (None, "Mill Hill", 1, None)]


@pytest.mark.parametrize(("place", "here", "gone", "found"), [
    ("p-1", (), (), [0, 2]), ("p-1", (1,), (0,), [1, 2]), ("p-1", (0,), (), [0, 2]), ("nowhere", (2,), (), [2]), (None, (), (), [1])])
def test_claims_at_a_place_with_what_was_corrected(listing, place, here, gone, found):
    asked = [[CLAIMS[at].id for at in some] for some in (here, gone)]
    claims, total = listing.claims_at(place, ["Mill Hill"], *asked, 0, 10)
    assert [claim.id for claim in claims] == [CLAIMS[at].id for at in found]
    assert total == len(found)
    assert listing.claims_at(place, ["Mill Hill"], *asked, 1, 10)[0] == claims[1:]


def test_parties_lines_and_holdings(listing):
    assert [(row.key, row.events) for row in listing.parties()] == [("army", 2), ("name:guard", 2)]
    assert listing.lines("event", 0, 2) == (["event e-4", "event e-1"], 3)
    assert listing.lines("all", 0, 9) == (["all all"], 1)
    assert listing.lines_of(["e-3", "e-1"]) == ["event e-1", "event e-3"]
    assert listing.holdings_of("p-1") == ['"a"', '"b"']
    assert (listing.holders(), sorted(listing.holding_days())) == ({"a", "b"}, [10, 10, 11, 11])
    assert list(listing.days()) == [(5, 5), (10, 12), (11, 11)]
    assert listing.rows("problem", 3, 9) == ["problem 3", "problem 4"]
    assert listing.number("event") == 4
