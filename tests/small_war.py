"""An invented war in a real country, for tests of codings: a codebook, a gazetteer of three places, and claims put through the real derivation."""

from __future__ import annotations

from factory import actor, claim, place
from noria.claims.model import Claim
from noria.derive.derive import derive
from noria.reference.codebook import Actor, Codebook, Side, Source
from noria.reference.gazetteer import Entry
from noria.views.codings.ground import Ground

BOOK = Codebook(
    sides=(Side(id="republic", name="The Republic"), Side(id="front", name="The Front")),
    actors=(Actor(id="republic", name="Republic", side="republic", kind="government", country="SD"),
            Actor(id="army", name="Republican Army", part_of="republic", kind="military", ucdp="Government of the Republic", ucdp_id=112),
            Actor(id="fifth", name="5th Brigade", part_of="army", kind="unit"),
            Actor(id="kenya", name="Kenyan Air Force", side="republic", kind="military", country="KE"),
            Actor(id="front", name="Northern Front", side="front", kind="rebel group", acled="NF: Northern Front"),
            Actor(id="clan", name="River Clan", kind="identity militia"),
            Actor(id="militia", name="Hill Militia", kind="militia"),
            Actor(id="reporter", name="Ada Keller", kind="journalist"),
            Actor(id="general", name="Omar Said", kind="person", part_of="army")),
    sources=(Source(id="watch", name="River Watch", scale="national"), Source(id="army-office", name="Army Office", affiliation="republic"),
             Source(id="radio", name="Front Radio", interests=("front",), scale="local")))

TOWNS = {
    "Riverton": Entry(id="geonames:riverton", name="Riverton", lat=15.5, lon=32.5, country="SD", admin1="Middle", admin2="Riverside"),
    "Hillford": Entry(id="geonames:hillford", name="Hillford", lat=15.9, lon=33.4, country="SD", admin1="Middle", admin2="Hills"),
    "Farport": Entry(id="geonames:farport", name="Farport", lat=19.6, lon=37.2, country="SD", admin1="Coast")}

ARMY, FRONT, CLAN, MILITIA = actor("Republican Army", "army"), actor("Northern Front", "front"), actor("River Clan", "clan"), actor("Hill Militia", "militia")
KENYA, CIVILIANS = actor("Kenyan Air Force", "kenya"), actor("civilians")


class Towns:
    """The gazetteer."""

    def entry(self, id: str) -> Entry | None:
        return next((entry for entry in TOWNS.values() if entry.id == id), None)


def at(name: str, relation: str = "in"):
    town = TOWNS[name]
    return place(name, town.lat, town.lon, id=town.id, relation=relation)


def ground(*claims: Claim, book: Codebook = BOOK) -> Ground:
    """The claims with what the derivation makes of them."""
    return Ground(claims, derive(claims, book), book, Towns(), "SD")


def told(type, quote, **rest):
    """A claim of Riverton on 3 May 2023, unless told otherwise."""
    return claim(type, quote, **({"places": (at("Riverton"),), "time": "2023-05-03", "published": "2023-05-04"} | rest))
