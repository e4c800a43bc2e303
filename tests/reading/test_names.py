"""Proper names found before the parse, and what kind of name each is by its words alone."""

import pytest

from noria.reading.names import NameFinder
from noria.reading.sentences import split_sentences
from noria.reference.codebook import Actor, Codebook, Site


class Known:
    def knows(self, name):
        return name in ("Bria", "Goma", "Osh", "General Alvear")

    def tabled(self, name):
        return name == "Sheikh Hadid"


BOOK = Codebook(actors=(Actor(id="lra", name="Lord's Resistance Army", other_names=("LRA",)),), sites=(Site(id="dam", name="Inga dam", lat=-5.5, lon=13.6),))

CASES = [
    ("Rebels took Tell Malah and the 66th Brigade base.", [("Tell Malah", "place"), ("66th Brigade base", "place")]),
    ("The Rally for Congolese Democracy held Goma.", [("Rally for Congolese Democracy", "actor"), ("Goma", "place")]),
    ("Maj. Gen. Juan de la Cruz met Colonel Diallo.", [("Maj. Gen. Juan de la Cruz", "person"), ("Colonel Diallo", "person")]),
    ("On Tuesday Russian forces shelled the town of Lyman.", [("Russian", "nationality"), ("Lyman", "place")]),
    ("A Su-25 and two T-72 tanks were lost near Ghazni power station.",
     [("Su-25", "equipment"), ("T-72", "equipment"), ("Ghazni power station", "place")]),
    ("They took Sheikh Hadid and met Sheikh Omar.", [("Sheikh Hadid", "place"), ("Sheikh Omar", "person")]),
    ("The LRA attacked the Inga dam.", [("LRA", "actor"), ("Inga dam", "place")]),
    ("The Battle of Adwa was fought in March.", [("Battle of Adwa", "event")]),
    ("Heavy fighting broke out in Bria.", [("Bria", "place")]),
    ("HTS-led and Turkish-backed units moved in May.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names(text, expected):
    (begin, end), *_ = split_sentences(text)
    found = NameFinder(BOOK, Known()).find(text[begin:end])
    assert [(name.text, name.kind) for name in found] == expected


def test_a_date_holds_no_name():
    text = "They left Goma on 3 March Sunday evening."
    at = text.index("3 March")
    assert [n.text for n in NameFinder(Codebook(), Known()).find(text, [(at, at + 7)])] == ["Goma"]
