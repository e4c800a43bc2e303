"""Where claims are placed: what is joined stays together, roads lie between towns, and a sentence without a place takes that of its paragraph."""

from functools import cache

import pytest

from noria.claims.extract import Extractor
from noria.documents.model import Metadata
from noria.documents.read import read_text
from noria.reference.codebook import Codebook
from small_world import small_world


@cache
def extractor():
    return Extractor(Codebook(), small_world())


def placed(text, title=None):
    """The claims of a text in order, each with the names of its places."""
    claims = extractor().extract(read_text(text, given=Metadata(title=title))).claims
    return [(claim.type, [place.mention for place in claim.places]) for claim in claims]


@pytest.mark.parametrize(("text", "places"), [
    ("Rebels captured Goma and its airport.", ["Goma", "airport"]),
    ("Rebels captured Goma, Sirte and Kassala.", ["Goma", "Sirte", "Kassala"]),
    ("Troops withdrew from both the city of Goma and its airbase.", ["Goma", "airbase"]),
    ("Rebels launched an attack against Point 12 and the Jabal Arba mountain.", ["Point 12", "Jabal Arba"]),
    ("Rebels cut the road between Goma and Kassala.", ["road between Goma and Kassala"]),
    ("Rebels captured Goma, Sirte and several villages in Kassala province.", ["Goma", "Sirte"]),
    ("Jets bombed Goma from Kassala.", ["Goma"]),
])
def test_all_places_of_one_claim(text, places):
    assert placed(text)[0][1] == places


def test_a_place_that_is_only_told_by_is_not_the_town():
    told = placed("Rebels attacked Goma, 20 km north of Kassala. Ten soldiers were killed in the town.")
    assert told[-1] == ("casualty", ["Goma"])


def test_the_paragraph_stands_where_the_main_clause_happened():
    told = placed("Rebels entered Goma after capturing the Kassala barracks. Ten soldiers were killed.")
    assert told[-1] == ("casualty", ["Goma"])


def test_where_a_truce_was_signed_the_fighting_goes_on_nowhere():
    told = placed("The two sides signed a ceasefire in Goma. Heavy fighting broke out again.")
    assert ("clash", []) in told


def test_the_scene_of_an_article_takes_over_from_a_building():
    text = "Rebels stormed the Kassala prison in the morning. Fighting continued the next day."
    assert placed(text, "Battle of Goma")[-1] == ("clash", ["Goma"])
    assert placed(text)[-1] == ("clash", ["Kassala prison"])


def test_a_long_list_is_no_setting():
    told = placed("Rebels captured Goma, Sirte, Kassala, Izium and Misrata. Ten soldiers were killed.")
    assert told[-1] == ("casualty", [])


@pytest.mark.parametrize(("title", "places"), [
    ("Goma clashes", ["Goma"]),
    ("2013 Goma bombings", ["Goma"]),
    ("2012–2013 Goma offensive", []),
    ("2012–2013 Kinmen Island offensive", ["Kinmen Island"]),
    ("Goma Airport spring campaign (2013)", ["Goma Airport"]),
    ("Drone attacks of the war", []),
    ("Congolese offensive", []),
])
def test_what_a_title_says_of_the_place_holds_where_the_paragraph_tells_none(title, places):
    text = "Goma lies on the lake.\n\nTwelve soldiers were killed."
    assert placed(text, title)[-1] == ("casualty", places)
