"""Which place a name means, decided for a whole document; what stays doubtful stays open."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from noria.reading.output import PlaceReading
from noria.reading.toponyms import ResolutionContext, Toponym, resolve, take_apart, with_containers
from noria.reference.gazetteer import Entry, Gazetteer
from noria.reference.gazetteer.theatre import Theatre
from noria.values.decision import Decision
from noria.values.place import Point
from noria.values.span import Span
from small_world import entries, small_world

WORLD = small_world()
OWN = small_world([
    Entry(id="table:own:1", name="Wad Sharifey", lat=15.43, lon=36.52, country="SD", table="own"),
    Entry(id="table:own:2", name="Girba dam", lat=14.93, lon=35.9, kind="site", country="SD", table="own"),
    Entry(id="table:own:3", name="Tripoli", lat=15.2, lon=36.2, country="SD", table="own")])


def read(text: str, gazetteer: Gazetteer = WORLD, context: ResolutionContext | None = None) -> dict[str, PlaceReading]:
    """The readings of the names set in [brackets] in a text, by name."""
    toponyms, plain, at = [], "", 0
    for match in re.finditer(r"\[(.+?)\]", text):
        plain += text[at : match.start()]
        toponyms.append(Toponym(Span(len(plain), len(plain) + len(match[1])), match[1]))
        plain, at = plain + match[1], match.end()
    plain += text[at:]
    found = resolve(with_containers(toponyms, plain), gazetteer, context=context or ResolutionContext())
    return {reading.text: reading for reading in found}


CASES = [
    ("Militias from [Misrata] shelled [Sirte] and returned to [Tripoli].", {"Tripoli": 1}),
    ("Snipers in [Tripoli] fired towards [Zgharta]; the [Lebanese] army deployed.", {"Tripoli": 2, "Lebanese": 102}),
    ("A clash in [Tripoli], [Lebanon].", {"Tripoli": 2}),
    ("The raid began in [Hebron] and spread to [Nablus].", {"Hebron": 11}),
    ("A school in [Springfield], [Missouri], was closed.", {"Springfield": 15}),
    ("Roads between [Springfield] and [Branson] were flooded.", {"Springfield": 15}),
    ("Fighters entered [Marawi] and the army came from [Iligan].", {"Marawi": 24}),
    ("The convoy reached [Marawi] in northern [Sudan].", {"Marawi": 25}),
    ("The front ran from [Kharkiv] to [Izium].", {"Kharkiv": 19, "Izium": 20}),
    ("Shelling in [Kharkiv Oblast] went on.", {"Kharkiv Oblast": 121}),
    ("[Artemovsk] is what [Kiev] no longer calls [Bakhmut].", {"Artemovsk": 21, "Kiev": 18, "Bakhmut": 21}),
    ("The town of [Victoria], [Texas].", {"Victoria": 10}),
    ("[Ukrainians] and [Filipinos] were among them.", {"Ukrainians": 103, "Filipinos": 105}),
    ("Rebels in eastern [Congo] took [Goma].", {"Congo": 106}),
    ("A ferry crossed to [Brazzaville]; [Congo] had closed the port.", {"Congo": 107}),
    ("[Khartoum] and [Kassala] heard it on the radio from [Beirut].", {"Beirut": 6}),
    ("Rebels took [Goma]; [Kinshasa] protested. The [Congolese] army withdrew.", {"Goma": 27, "Congolese": 106}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_namesakes_are_told_apart(text: str, expected: dict[str, int]) -> None:
    readings = read(text)
    assert {name: readings[name].id for name in expected} == {name: f"geonames:{id}" for name, id in expected.items()}


PRECISIONS = [
    ("[north of Izium]", "Izium", "near"), ("[eastern Izium]", "Izium", "near"), ("[Izium countryside]", "Izium", "district"),
    ("[outskirts of Izium]", "Izium", "near"), ("[Kharkiv Oblast]", "Kharkivska oblast", "province"), ("[Goma airport]", "Goma", "near"),
    ("[Ukraine]", "Ukraine", "country"), ("[the city of Goma]", "Goma", "populated place"), ("[eastern Ukraine]", "Ukraine", "country"),
]


@pytest.mark.parametrize(("text", "name", "precision"), PRECISIONS)
def test_words_around_a_name_lower_the_precision(text: str, name: str, precision: str) -> None:
    [reading] = read(f"Seen in {text} today.").values()
    assert (reading.name, reading.precision) == (name, precision)


@pytest.mark.parametrize(("text", "core", "wanted", "precision"), [
    ("Lanao countryside", "Lanao", None, "district"), ("north of Slovyansk", "Slovyansk", None, "near"), ("Donetsk Oblast", "Donetsk", "admin1", None),
    ("Governorate of Gabes", "Gabes", "admin1", None), ("southern outskirts of Mosul", "Mosul", None, "near"), ("Lubumbashi airport", "Lubumbashi", "site", None),
    ("the town of Kisangani", "Kisangani", "populated place", None), ("Goma", "Goma", None, None), ("North", "North", None, None), ("", "", None, None)])
def test_names_are_taken_apart(text: str, core: str, wanted: str | None, precision: str | None) -> None:
    wording = take_apart(text)
    assert (wording.core, wording.wanted, wording.precision) == (core, wanted, precision)


def test_what_no_gazetteer_knows_stays_open_with_a_reason() -> None:
    reading = read("They fled [Atlantis].")["Atlantis"]
    assert (reading.id, reading.lat, reading.precision, reading.confidence) == (None, None, "unresolved", 0.0)
    assert reading.reasons


@pytest.mark.parametrize("words", ["the north of the country", "West", "the airport", "outskirts"])
def test_words_that_bear_no_name_are_no_place(words: str) -> None:
    own = small_world([Entry(id=f"table:own:{i}", name=name, lat=1, lon=2, table="own") for i, name in enumerate(("Country", "West", "Airport"))])
    assert read(f"Seen in [{words}].", own)[words].id is None


def test_a_small_far_namesake_of_a_crowded_document_stays_open() -> None:
    world = small_world([Entry(id="table:own:9", name="Karsa", lat=-20.0, lon=30.0, country="ZW", table="own")])
    own = read("From [Kharkiv] the road runs by [Izium] to [Bakhmut] and [Springfield].", world)
    assert own["Izium"].id == "geonames:20"
    assert own["Springfield"].id is None
    assert own["Springfield"].candidates


def test_where_the_tables_know_few_names_a_far_namesake_is_left_open() -> None:
    known = "Shells fell on [Kharkiv], [Izium] and [Bakhmut], and on [Branson]"
    assert read(f"{known}.")["Branson"].confidence > read(f"{known}, [Mykolske], [Oleksne], [Hlynske] and [Rubezhne].")["Branson"].confidence


def test_the_dossiers_own_table_goes_first_among_its_places() -> None:
    readings = read("Troops left [Tripoli] for [Wad Sharifey] by the [Girba dam] near [Kassala].", OWN)
    assert readings["Tripoli"].id == "table:own:3"
    assert readings["Girba dam"].precision == "site"


@pytest.mark.parametrize(("text", "theatre", "id"), [
    ("Fighting in [Marawi].", Theatre(("PH",)), 24), ("Fighting in [Marawi].", Theatre(("SD", "TD"), (31, 18, 33, 19)), 25),
    ("Fighting in [Victoria].", Theatre(box=(-100, 25, -90, 32)), 10), ("Fighting in [Victoria].", Theatre(), 8),
    ("Fighting in [Tripoli], [Lebanon].", Theatre(("LY",)), 2)])  # the text's own word is stronger
def test_where_the_dossier_plays_a_name_is_looked_for_first(text: str, theatre: Theatre, id: int) -> None:
    first = next(iter(read(text, small_world(theatre=theatre)).values()))
    assert first.id == f"geonames:{id}"


def test_a_decision_holds() -> None:
    decision = Decision(judgement="j-1", key="tripoli", document=None, name="Tripoli", id="geonames:3", point=None, precision="populated place")
    decided = ResolutionContext(decided={"tripoli": decision})
    assert read("Militias from [Misrata] left [Tripoli].", context=decided)["Tripoli"].id == "geonames:3"


def test_what_people_decided_holds_and_speaks_for_its_neighbours() -> None:
    decided = {"atlantis": Decision(judgement="j-1", key="atlantis", document=None, name="Atlantis", id=None, point=Point(34.41, 35.88), precision="site"),
               "utopia": Decision(judgement="j-2", key="utopia", document=None, name="", id=None, point=None, precision="unresolved")}
    found = read("They left [Atlantis] for [Tripoli]; [Utopia] was closed.", context=ResolutionContext(decided=decided))
    assert (found["Atlantis"].id, found["Atlantis"].lat, found["Atlantis"].precision, found["Atlantis"].judgement) == (
        "place:atlantis@34.4100,35.8800", 34.41, "site", "j-1")
    assert found["Tripoli"].id == "geonames:2"
    assert read("They left [Atlantis] for [Tripoli].")["Tripoli"].id == "geonames:1"
    assert (found["Utopia"].id, found["Utopia"].judgement, found["Utopia"].reasons) == (None, "j-2", ("left open by judgement j-2",))


NAMES = [*sorted({name for entry in entries() for name in (entry.name, *entry.other_names)}), "Atlantis", "north of Goma"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=12), st.randoms())
def test_the_order_of_the_names_does_not_matter_and_every_id_exists(names: list[str], random: Random) -> None:
    def readings(order: list[int]) -> dict[int, PlaceReading]:
        toponyms = [Toponym(Span(100 * i, 100 * i + len(names[i])), names[i]) for i in order]
        return dict(zip(order, resolve(toponyms, WORLD), strict=True))

    shuffled = list(range(len(names)))
    random.shuffle(shuffled)
    plain, mixed = readings(list(range(len(names)))), readings(shuffled)
    for i in plain:
        assert (plain[i].id, plain[i].precision) == (mixed[i].id, mixed[i].precision)
        assert 0 <= plain[i].confidence <= 1
        assert plain[i].id is None or WORLD.entry(plain[i].id) is not None
        assert all(WORLD.entry(id) is not None for id in plain[i].candidates)


CONTAINED = [
    ("The villages of [A], [B] and [C] in northern [Kassala] were shelled.", {"A": "Kassala", "B": "Kassala", "C": "Kassala"}),
    ("They took [A], [B] and [C], all in the [Kassala] district.", {"A": "Kassala", "B": "Kassala", "C": "Kassala"}),
    ("They took [A] ([Kassala] district), [B] and [C].", {"A": "Kassala"}),
    ("In the [Kassala] district, the villages of [A] and [B] were burnt. [C] was not.", {"A": "Kassala", "B": "Kassala"}),
    ("In [Texas]'s towns of [A] and [B] shops stayed shut.", {"A": "Texas", "B": "Texas"}),
    ("In [Kassala], rebels seized the towns of [A], [B] and [C]. Later [D] fell.", {"A": "Kassala", "B": "Kassala", "C": "Kassala"}),
    ("He drove from [A] and [B] to [C] in [Texas].", {"C": "Texas"}),
    ("[A] and [B], both in northern [Texas], and [C] in [Missouri]", {"A": "Texas", "B": "Texas", "C": "Missouri"}),
    ("Fire broke out in [Victoria], [Texas], and in [Springfield], [Missouri].", {"Victoria": "Texas", "Springfield": "Missouri"}),
]


@pytest.mark.parametrize(("text", "expected"), CONTAINED)
def test_an_area_stated_for_a_list_holds_for_each_of_it(text: str, expected: dict[str, str]) -> None:
    toponyms, plain = [], ""
    for i, piece in enumerate(text.replace("]", "[").split("[")):
        if i % 2:
            toponyms.append(Toponym(Span(len(plain), len(plain) + len(piece)), piece))
        plain += piece
    areas = {"Kassala", "Texas", "Missouri"}
    assert {t.text: areas & {*t.containers} for t in with_containers(toponyms, plain) if areas & {*t.containers}} == {
        name: {area} for name, area in expected.items()}


def test_an_area_stated_for_a_list_tells_which_namesakes_are_meant() -> None:
    found = read("The towns of [Victoria] and [Springfield] in eastern [Missouri], far from [Goma].")
    assert found["Springfield"].id == "geonames:15"
    assert "beside Missouri" in found["Springfield"].reasons
