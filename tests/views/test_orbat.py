"""The order of battle as a scenario of ORBAT Mapper: its shape, checked against what that program's types ask for, and where each value comes from."""

import json
import re
from dataclasses import replace
from datetime import datetime

import pytest

from noria.derive.model import Command, Force, Results, Tie
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count
from noria.values.day import Day
from noria.views.export import export
from noria.views.export.material import Material
from noria.views.export.sidc import sidc
from small_war import ARMY, FRONT, at, ground, told

# What the scenario format needs of each node, and which types; whatever else it may hold is left out by this export.
SCENARIO = {"id": str, "type": str, "version": str, "name": str, "description": str, "timeZone": str, "symbologyStandard": str,
            "sides": list, "events": list, "layers": list, "mapLayers": list}
SIDE = {"id": str, "name": str, "standardIdentity": str, "groups": list}
GROUP = {"id": str, "name": str, "subUnits": list}
UNIT = {"id": str, "name": str, "sidc": str, "description": str, "subUnits": list, "state": list}
CHANGE = {"id": str, "t": str, "title": str, "description": str}
STATE = {"id": str, "t": str, "title": str, "description": str, "location": list}


def valid(node, shape, also=()):
    assert set(node) - set(also) == set(shape)
    for key, kind in shape.items():
        assert isinstance(node[key], kind), key


def units(nodes):
    for node in nodes:
        yield node
        yield from units(node["subUnits"])


def scenario(material):
    made = json.loads(export("orbat", material))
    valid(made, SCENARIO, ["startTime"])
    assert (made["type"], made["symbologyStandard"]) == ("ORBAT-mapper", "2525")
    seen = []
    for side in made["sides"]:
        valid(side, SIDE, ["symbolOptions"])
        assert side["standardIdentity"] in {"0", "1", "3", "4", "6"}
        for group in side["groups"]:
            valid(group, GROUP)
            for unit in units(group["subUnits"]):
                valid(unit, UNIT)
                assert re.fullmatch(r"100[01346]1000\d{12}", unit["sidc"])
                assert unit["sidc"][3] == side["standardIdentity"]
                seen.append(unit["id"])
                for state in unit["state"]:
                    valid(state, STATE if "location" in state else CHANGE)
                    assert datetime.fromisoformat(state["t"]) >= datetime.fromisoformat(made["startTime"])
                    longitude, latitude = state.get("location", (0, 0))
                    assert -180 <= longitude <= 180
                    assert -90 <= latitude <= 90
    assert len(seen) == len(set(seen))
    return made


def material(*claims, forces=None):
    made = ground(*claims)
    results = made.results if forces is None else Results(forces=forces)
    return Material(claims=made.claim_list, results=results, codebook=made.codebook, places=made.places, name="River war", time_zone="Africa/Khartoum")


def test_tree_sides_and_sources():
    claims = (told("capture", "The Republican Army captured Riverton.", actors=(ARMY,)),
              told("capture", "The Northern Front captured Hillford.", at=60, actors=(FRONT,), places=(at("Hillford"),)))
    made = scenario(material(*claims))
    army = next(unit for side in made["sides"] for group in side["groups"] for unit in units(group["subUnits"]) if unit["id"] == "army")
    assert [side["name"] for side in made["sides"]] == ["The Republic"]  # nothing tells of a force under or above the Front
    assert [(state["t"], state["location"]) for state in army["state"]] == [("2023-05-03T00:00:00+02:00", [32.5, 15.5])]
    assert claims[0].id in army["state"][0]["description"]
    assert [unit["name"] for unit in army["subUnits"]] == ["5th Brigade"]
    assert "Belongs to it: Omar Said" in army["description"]
    assert "It stands in the codebook." in army["description"]


def test_commanders_strength_and_evidence_stand_in_the_description():
    claim = told("capture", "The Republican Army, led by General Ada Roe, captured Riverton.", actors=(ARMY,))
    force = Force(id="army", name="Republican Army", parent=None, side="republic", commanders=(Command("Ada Roe", "General", "killed", (claim.id,)),),
                  strength=(Count("personnel", 5000, None),), claims=(claim.id, "f-1"), rule="forces.infobox")
    [side] = scenario(material(claim, forces=(force,)))["sides"]
    description = side["groups"][0]["subUnits"][0]["description"]
    for words in ("Commander: General Ada Roe (killed)", "Strength: at least 5000 personnel", claim.evidence.quote, claim.id, "Rule: forces.infobox", "Also: f-1"):
        assert words in description


def test_what_changes_on_a_day_is_a_state_of_that_day():
    claim = told("capture", "The Republican Army, led by General Ada Roe, captured Riverton.", actors=(ARMY,))
    roe = Command("Ada Roe", "General", "killed", (claim.id,), Day.parse("2023-05-03"), Day.parse("2023-05-09"), Day.parse("2023-05-09"), (claim.id,))
    army = Force(id="u-army", name="1st Army", parent=None, side="republic", commanders=(), strength=(), claims=(), rule="r")
    guard = Force(id="u-guard", name="Guard", parent="u-army", side="republic", commanders=(roe,), strength=(), claims=(claim.id,), rule="r",
                  ties=(Tie(parent="u-army", since=Day.parse("2023-05-05"), until=None, claims=(claim.id,), rule="r"),))
    made = material(claim, forces=(army, guard))
    [side] = scenario(made)["sides"]
    [unit] = side["groups"][0]["subUnits"][0]["subUnits"]
    assert [(state["t"][:10], state["title"]) for state in unit["state"]] == [
        ("2023-05-03", "Commander: General Ada Roe"), ("2023-05-05", "Part of 1st Army"), ("2023-05-09", "General Ada Roe: killed")]
    assert claim.evidence.quote in unit["state"][0]["description"]
    before = scenario(replace(made, on=Day.parse("2023-05-04")))["sides"][0]["groups"][0]["subUnits"]
    assert [unit["name"] for unit in before] == ["1st Army", "Guard"]
    after = scenario(replace(made, on=Day.parse("2023-05-12")))["sides"][0]["groups"][0]["subUnits"]
    assert "Commander" not in after[0]["subUnits"][0]["description"]


def test_forces_of_no_known_side_stand_apart():
    force = Force(id="x", name="Silver Legion", parent="gone", side=None, commanders=(), strength=(), claims=(), rule="forces.sentence")
    [side] = scenario(material(told("state", "Words."), forces=(force,)))["sides"]
    assert (side["name"], side["standardIdentity"]) == ("Side not known", "1")


def test_colours_of_the_codebook_and_no_years_before_the_calendar():
    book = Codebook(sides=(Side(id="a", name="A", colour="#123456"),), actors=(Actor(id="x", name="X", side="a"), Actor(id="y", name="Y", part_of="x")))
    made = ground(told("capture", "Y captured Riverton.", actors=(ARMY,), time="-0215-05-03"), book=book)
    written = json.loads(export("orbat", Material(claims=made.claim_list, results=made.results, codebook=book, places=made.places)))
    assert written["sides"][0]["symbolOptions"] == {"fillColor": "#123456"}
    assert "startTime" not in written


@pytest.mark.parametrize(("name", "code"), [
    ("25th Division", "10031000210000000000"), ("5th Armoured Brigade", "10031000181205000000"), ("2nd Corps", "10031000220000000000"),
    ("Border Guard", "10031000000000000000"), ("3rd Infantry Battalion", "10031000161211000000"), ("10th Artillery Regiment", "10031000171303000000"),
    ("Special Forces", "10031000001217000000"), ("Army", "10031000000000000000"), ("8th Army", "10031000230000000000")])
def test_symbol_codes(name, code):
    assert sidc(name, "3") == code
    assert len(sidc(name, "6")) == 20


def test_same_in_same_out():
    one = material(told("capture", "The Republican Army captured Riverton.", actors=(ARMY,)))
    assert export("orbat", one) == export("orbat", one)
