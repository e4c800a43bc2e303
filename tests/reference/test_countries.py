"""Countries as event datasets number them."""

import pytest

from noria.reference.countries import country


@pytest.mark.parametrize(("code", "number", "gleditsch_ward", "ucdp", "acled"), [
    ("SD", 729, 625, "Africa", "Northern Africa"), ("CD", 180, 490, "Africa", "Middle Africa"), ("UA", 804, 369, "Europe", "Europe"),
    ("YE", 887, 678, "Middle East", "Middle East"), ("VN", 704, 816, "Asia", "Southeast Asia"), ("CO", 170, 100, "Americas", "South America"),
    ("GE", 268, 372, "Europe", "Caucasus and Central Asia"), ("AF", 4, 700, "Asia", "Caucasus and Central Asia"), ("EG", 818, 651, "Middle East", "Northern Africa"), ("PS", 275, None, None, "Middle East")])
def test_codes(code, number, gleditsch_ward, ucdp, acled):
    found = country(code)
    assert (found.number, found.gleditsch_ward, found.ucdp_region, found.acled_region) == (number, gleditsch_ward, ucdp, acled)


def test_no_country_is_none():
    assert country(None) is None
    assert country("ZZ") is None


def test_numbers_are_unique():
    import csv
    from importlib.resources import files

    table = (files("noria.reference.countries") / "codes.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(table))
    numbers = [row["gleditsch_ward"] for row in rows if row["gleditsch_ward"]]
    assert len(set(numbers)) == len(numbers) > 190
    assert len({row["country"] for row in rows}) == len(rows)
