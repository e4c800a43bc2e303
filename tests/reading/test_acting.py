"""Names that stand for who rules from a place are parties, and no place of anything; nor are the names of units and people."""

from __future__ import annotations

import pytest

from noria.documents.read import read_text
from noria.reading.read import Reader
from noria.reference.codebook import Codebook
from small_world import small_world

READER = Reader(Codebook(), small_world())

ACTING = [
    ("Khartoum said that its troops had left Kassala.", ["Khartoum"]),
    ("Kyiv launched a raid on Sirte on Monday.", ["Kyiv"]),
    ("Goma was shelled by Kinshasa for two days.", ["Kinshasa"]),
    ("Ten men died in Goma, according to Kinshasa.", ["Kinshasa"]),
    ("Fighters backed by Tripoli attacked a convoy near Sirte.", ["Tripoli"]),
    ("Talks between Kinshasa and Brazzaville broke down.", ["Kinshasa", "Brazzaville"]),
    ("The road between Goma and Kinshasa was mined, Kinshasa says.", ["Kinshasa"]),
    ("Sudan's army shelled Kassala.", ["Sudan"]),
    ("Khartoum's forces entered Kassala.", ["Khartoum"]),
    ("Rebels entered Khartoum and Kassala.", []),
    ("Khartoum fell on Monday. Kassala came under attack.", []),
    ("Khartoum's airport was closed, and Kassala was shelled.", []),
    ("Kassala's garrison left the town.", []),
]


@pytest.mark.parametrize(("text", "names"), ACTING)
def test_a_name_that_acts_or_speaks_is_a_party(text: str, names: list[str]) -> None:
    assert [place.text for place in READER.read(read_text(text)).places if place.acts] == names


@pytest.mark.parametrize(("text", "names"), [
    ("The Kassala Brigade shelled Sirte.", ["Sirte"]),
    ("The 5th Kharkiv Mechanised Brigade took Izium.", ["Izium"]),
    ("Colonel Idris Kassala was killed in Khartoum.", ["Khartoum"]),
    ("The Martyrs of Misrata Battalion left Sirte.", ["Sirte"]),
    ("Colonel Maria Victoria was hurt in Goma. Victoria had just come home.", ["Goma"]),
])
def test_units_and_people_that_bear_a_places_name_are_none(text: str, names: list[str]) -> None:
    assert [place.text for place in READER.read(read_text(text)).places if not place.acts] == names
