"""Sites that no table has: where they are by what the text tells, and when two reports mean one."""

from __future__ import annotations

import pytest

from noria.claims.extract import Extractor
from noria.claims.model import PlaceRef
from noria.derive.geography import match
from noria.documents.read import read_text
from noria.reference.codebook import Codebook
from small_world import small_world

EXTRACTOR = Extractor(Codebook(), small_world())

TOLD = [
    ("On 1 May 2031 rebels seized the central prison in Goma.", "site:central prison@geonames:27", "near", "circle"),
    ("On 1 May 2031 rebels stormed Goma's central prison.", "site:central prison@geonames:27", "near", "circle"),
    ("On 1 May 2031 rebels captured the 46th Regiment base, 12 km west of Goma.", "site:46th regiment base@geonames:27", "near", "sector"),
    ("On 1 May 2031 an airstrike hit Goma airport.", "site:airport@geonames:27", "near", "circle"),
]


def place_of(text: str) -> PlaceRef:
    return next(place for claim in EXTRACTOR.extract(read_text(text)).claims for place in claim.places)


@pytest.mark.parametrize(("text", "id", "precision", "shape"), TOLD)
def test_where_a_site_is(text: str, id: str, precision: str, shape: str) -> None:
    place = place_of(text)
    assert place.footprint is not None
    assert (place.id, place.precision, place.footprint.shape) == (id, precision, shape)
    assert place.point is not None


def test_a_site_off_a_place_lies_where_it_is_told() -> None:
    place = place_of(TOLD[2][0])
    assert place.point is not None
    goma = small_world().entry("geonames:27")
    assert goma is not None
    assert 10 < goma.point.km_to(place.point) < 20
    assert place.point.lon < goma.lon


def test_a_site_of_nowhere_stays_open() -> None:
    place = place_of("On 1 May 2031 rebels seized the central prison.")
    assert (place.id, place.point, place.precision) == (None, None, "unresolved")


def test_a_site_is_inside_its_town_and_not_the_town() -> None:
    prison, same, airport = (place_of(TOLD[i][0]) for i in (0, 1, 3))
    town = place_of("On 1 May 2031 rebels captured Goma.")
    assert match(prison, town) == "inside"
    assert match(prison, same) == "same"
    assert match(prison, airport) == "apart"
