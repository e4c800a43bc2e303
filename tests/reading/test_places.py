"""Which names of a text are places, and which namesake is meant, from the text alone to the reading."""

from __future__ import annotations

import pytest

from noria.documents.read import read_text
from noria.reading.read import Reader
from noria.reading.toponyms.within import Within, bears_name, people
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Entry
from small_world import small_world

WORLD = small_world([
    Entry(id="own:1", name="Lille", lat=50.63, lon=3.06, country="FR", population=230_000),
    Entry(id="own:2", name="Leeds", lat=53.8, lon=-1.55, country="GB", population=455_000),
    Entry(id="own:3", name="Waller", lat=30.06, lon=-95.93, country="US", admin1_code="US.TX", population=2_300),
    Entry(id="own:4", name="Justice", lat=41.74, lon=-87.84, country="US", admin1_code="US.IL", population=13_000)])
READER = Reader(Codebook(), WORLD)

FOUND = [
    ("LILLE, France — Police held a man on Friday.", ["LILLE"]),
    ("BEIRUT (Agency) - The port stayed closed.", ["BEIRUT"]),
    ("A Leeds-based firm bought the mill.", ["Leeds"]),
    ("The Leeds-based firm sold it.", ["Leeds"]),
    ("The Leeds City Council met on Monday.", ["Leeds"]),
    ("Leeds Mayor Anna Bell spoke first.", ["Leeds"]),
    ("The farm lies near Springfield, Mo., by the river.", ["Springfield", "Mo."]),
    ("He was driven from Victoria, TX, to Mexico.", ["Victoria"]),
    ("The Kharkiv Brigade was relieved.", []),
    ("A rally began in Leeds. Later, Leeds Police made arrests.", ["Leeds", "Leeds"]),
    ("Tom Waller opened the door. Waller had heard a noise.", []),
    ("They asked for justice. The Centre for Law and Justice took the case.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_that_are_places(text: str, names: list[str]) -> None:
    found = READER.read(read_text(text)).places
    assert [place.text for place in found if place.text in {*names, "Waller", "Justice", "Kharkiv"}] == names
    assert all(text[place.span.start : place.span.end] == place.text for place in found)


TABLE = small_world([
    Entry(id="own:1", name="Abu Hasan", lat=15.4, lon=36.3, country="SD", table="own"), Entry(id="own:2", name="Kafr Nur", lat=15.5, lon=36.4, country="SD", table="own"),
    Entry(id="own:3", name="Sheikh Omar", lat=15.5, lon=36.5, country="SD", table="own")])
LISTED = [
    ("They took the village of Sheikh Omar.", ["Sheikh Omar"]),
    ("They took the towns of Kassala, Khartoum, Merowe, Abu Hasan and Sheikh Omar.", ["Kassala", "Khartoum", "Merowe", "Abu Hasan", "Sheikh Omar"]),
    ("They kept all of it but Kassala and Kafr Nur.", ["Kassala", "Kafr Nur"]),
    ("Sheikh Omar, Colonel Hill and Ahmed Idris met in Kassala.", ["Kassala"]),
]


@pytest.mark.parametrize(("text", "names"), LISTED)
def test_names_in_a_list_of_places_are_places(text: str, names: list[str]) -> None:
    assert [place.text for place in Reader(Codebook(), TABLE).read(read_text(text)).places] == names


MEANT = [
    ("A barn burnt near Springfield, Mo., on Monday.", "Springfield", 15),
    ("SPRINGFIELD, Mo. — A barn burnt. Springfield has two fire engines.", "Springfield", 15),
    ("A storm reached Victoria, TX, at night.", "Victoria", 10),
    ("A barn burnt in Springfield, Missouri.", "Springfield", 15),
]


@pytest.mark.parametrize(("text", "name", "id"), MEANT)
def test_the_area_behind_a_name_tells_which_is_meant(text: str, name: str, id: int) -> None:
    assert {place.id for place in READER.read(read_text(text)).places if place.text == name} == {f"geonames:{id}"}


@pytest.mark.parametrize(("name", "bears"), [
    ("Leeds", True), ("New Haven", True), ("North", False), ("Police", False), ("UN", False), ("of", False), ("City Council", False)])
def test_pieces_that_can_bear_a_name(name: str, bears: bool) -> None:
    assert bears_name(name) is bears


def test_people_of_the_largest_namesake() -> None:
    assert (people("Tripoli", WORLD), people("Nowhere", WORLD)) == (1_150_000, 0)


def test_a_short_form_is_an_area_only_where_a_table_lists_it() -> None:
    text = "Branson, Mo., and Branson, North. of it"
    within = Within(text, WORLD, lambda _: False)
    short = within.short_area(len("Branson"))
    assert short is not None
    assert short.text == "Mo."
    assert within.short_area(text.index(", North")) is None
