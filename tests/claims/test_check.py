"""Expected against extracted claims: what agrees, what does not, and how it is said."""

import pytest

from factory import actor, claim, killed, place
from noria.claims.cases import known_failures, read_cases
from noria.claims.check import Expected, Figure, differences
from noria.errors import BadCase
from noria.values.day import Day

TAKEN = claim("capture", "Rebels took the town of Riverton.", trigger="took", actors=(actor("Rebels"),), places=(place("Riverton"),),
              time="2024-12-03", sources=("the River Monitor",))
DEAD = claim("casualty", "Three soldiers died.", targets=(actor("government soldiers"),), counts=(killed(3),))


def lines(expected, *claims):
    return [str(one) for one in differences(expected, claims)]


@pytest.mark.parametrize("wanted", [
    {},
    {"actors": ("the rebels",)},
    {"actors": ("rebels of the north",)},
    {"places": ("Riverton town",)},
    {"places": ("Rivertón",)},
    {"targets": ()},
    {"sources": ("River Monitor",)},
    {"start": Day.parse("2024-12-03"), "end": Day.parse("2024-12-03")},
    {"counts": (), "factuality": "realised"},
])
def test_agrees(wanted):
    assert lines([Expected(type="capture", **wanted)], TAKEN) == []


@pytest.mark.parametrize(("wanted", "said"), [
    ({"actors": ("the army",)}, "capture: actors: expected the army, got Rebels"),
    ({"actors": ()}, "capture: actors: expected none, got Rebels"),
    ({"places": ("Riverton", "Eastford")}, "capture: places: expected Riverton, Eastford, got Riverton"),
    ({"places": ("North Riverton",)}, "capture: places: expected North Riverton, got Riverton"),
    ({"start": Day.parse("2024-12-02")}, "capture: start: expected 2024-12-02, got 2024-12-03"),
    ({"counts": (Figure("places", 3),)}, "capture: counts: expected places 3.., got none"),
    ({"factuality": "planned"}, "capture: factuality: expected planned, got realised"),
])
def test_differs(wanted, said):
    assert lines([Expected(type="capture", **wanted)], TAKEN) == [said]


def test_an_undated_claim_says_why():
    assert lines([Expected(type="casualty", end=Day.parse("2024-12-03"))], DEAD) == [
        "casualty: end: expected 2024-12-03, got none (no date in the text)"]


def test_missing_and_too_many():
    assert lines([Expected(type="clash", places=("Riverton",))], TAKEN) == [
        "missing: clash; places Riverton",
        ("too many: capture ('took'); actors Rebels; places Riverton; start 2024-12-03; end 2024-12-03; sources the River Monitor; "
         "factuality realised")]


def test_claims_of_one_type_pair_by_agreement():
    other = claim("capture", "Eastford fell.", places=(place("Eastford"),))
    wanted = [Expected(type="capture", places=("Eastford",)), Expected(type="capture", places=("Riverton",))]
    assert lines(wanted, TAKEN, other) == []


def test_an_optional_claim_may_be_missing_but_not_wrong():
    wanted = [Expected(type="capture", places=("Eastford",), optional=True)]
    assert lines(wanted) == []
    assert lines(wanted, TAKEN) == ["capture: places: expected Eastford, got Riverton"]


def table(tmp_path, text):
    path = tmp_path / "cases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_read(tmp_path):
    (case,) = read_cases(table(tmp_path, """
        gazetteer = ["places.csv"]
        [[case]]
        id = "river-001"
        published = "2024-12-04"
        kind = "news"
        text = "At least three died."
        [[case.claims]]
        type = "casualty"
        counts = [{ measure = "killed", low = 3 }]
        """))
    assert case.claims == (Expected(type="casualty", counts=(Figure("killed", 3),)),)
    assert case.tables == (tmp_path / "places.csv",)
    document = case.document()
    assert (document.text, document.meta.published, document.meta.kind) == ("At least three died.", Day.parse("2024-12-04"), "news")


@pytest.mark.parametrize(("text", "said"), [
    ("[[case]]\nid = 'a'\n", "a: 'text' is missing"),
    ("[[case]]\ntext = 'x'\n", "case 1: 'id' is missing"),
    ("[[case]]\nid = 'a'\ntext = 'x'\nclaim = []\n", "a: a case has no key 'claim'; it may have"),
    ("[[case]]\nid = 'a'\ntext = 'x'\nclaims = [{ type = 'seize' }]\n", "a: 'seize' is no type of claim"),
    ("[[case]]\nid = 'a'\ntext = 'x'\nclaims = [{ type = 'hold', places = 'Riverton' }]\n", "a: places must be a list of names"),
    ("[[case]]\nid = 'a'\ntext = 'x'\nclaims = [{ type = 'hold', factuality = 'true' }]\n", "a: 'true' is no factuality"),
    ("[[case]]\nid = 'a'\ntext = 'x'\nclaims = [{ type = 'hold', start = '4 May' }]\n", "a: '4 May' is not a date"),
    ("[[case]]\nid = 'a'\ntext = 'x'\n[[case]]\nid = 'a'\ntext = 'y'\n", "the id a is given twice"),
    ("cases = []\n", "the file has no key 'cases'"),
    ("[[case]\n", "not a table of cases"),
])
def test_what_is_no_case_is_refused(tmp_path, text, said):
    path = table(tmp_path, text)
    with pytest.raises(BadCase) as refused:
        read_cases(path)
    assert str(refused.value).startswith(f"{path}: {said}")


def test_known_failures_may_carry_remarks(tmp_path):
    path = tmp_path / "known_failures.txt"
    assert known_failures(path) == frozenset()
    path.write_text("# all of them\nriver-001\n\nriver-002  # verbs\n", encoding="utf-8")
    assert known_failures(path) == {"river-001", "river-002"}
