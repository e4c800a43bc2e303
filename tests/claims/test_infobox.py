"""Infobox lines as a coder would code them. The wars are many, the lines are written for these tests."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.claims.infobox import date_by_narrative, infobox_claims, infobox_facts, infobox_time
from noria.claims.infobox_facts import InfoboxFacts, facts_from_json, facts_to_json, line_id
from noria.claims.model import ActorRef, Claim, DocumentRef, PlaceRef
from noria.documents.model import Document, Metadata
from noria.documents.read import read_text
from noria.reference.codebook import Actor, Codebook, Source
from noria.values.day import Day
from noria.values.place import Point
from noria.values.span import Span

from factory import actor, claim

KNOWN = {"Korem", "Debre Birhan"}
BOOK = Codebook(actors=(Actor(id="north", name="Northern Army", other_names=("NA",)),),
                sources=(Source(id="watch", name="Border Watch", other_names=("BW",)),))


def document(*lines: str, published: Day | None = None) -> Document:
    box = "\n".join(f"- {line}" for line in lines)
    return read_text(f"= A battle =\n\nInfobox\n{box}\n\nIt was fought for a week.\n", given=Metadata(published=published))


def resolve(name: str, span: Span) -> PlaceRef:
    point = Point(12.5, 39.5) if name in KNOWN else None
    return PlaceRef(name, name if point else None, point=point)


def claims(*lines: str, codebook: Codebook = BOOK) -> list[Claim]:
    doc = document(*lines)
    return infobox_claims(doc, DocumentRef(doc.id, doc.file), resolve, codebook)


def facts(*lines: str) -> InfoboxFacts:
    doc = document(*lines)
    found = infobox_facts(doc, DocumentRef(doc.id, doc.file), BOOK)
    assert found is not None
    return found


def told(found: list[Claim]) -> list[tuple[object, ...]]:
    """Type, counts (measure, low, high, group) and sources of each claim."""
    return [(c.type, [(n.measure, n.low, n.high, n.group) for n in c.counts], [a.mention for a in c.attribution]) for c in found]


CASUALTIES = {
    "one figure": ("120 soldiers killed", [("casualty", [("killed", 120, 120, "soldiers")], [])]),
    "at least": ("40+ militiamen killed", [("casualty", [("killed", 40, None, "militiamen")], [])]),
    "a range": ("2,000–3,000 troops killed", [("casualty", [("killed", 2000, 3000, "troops")], [])]),
    "about": ("≈ 300 marines wounded", [("casualty", [("wounded", 300, 300, "marines")], [])]),
    "two outcomes in one entry": ("12 dead 30 injured", [("casualty", [("killed", 12, 12, None), ("wounded", 30, 30, None)], [])]),
    "outcomes as a list": ("9 killed, 4 captured, 2 missing",
                           [("casualty", [("killed", 9, 9, None), ("missing", 2, 2, None)], []), ("detain", [("captured", 4, 4, None)], [])]),
    "two groups share an outcome": ("5 officers and 60 conscripts killed",
                                    [("casualty", [("killed", 5, 5, "officers"), ("killed", 60, 60, "conscripts")], [])]),
    "killed or wounded is one figure": ("700 killed or wounded", [("casualty", [("casualties", 700, 700, None)], [])]),
    "a bare figure counts casualties": ("1,150", [("casualty", [("casualties", 1150, 1150, None)], [])]),
    "several": ("several captured", [("detain", [("captured", 3, None, None)], [])]),
    "displaced": ("90,000 residents displaced", [("displace", [("displaced", 90000, 90000, "residents")], [])]),
    "surrendered": ("600 surrendered", [("defect", [("defected", 600, 600, None)], [])]),
    "tanks": ("14 tanks destroyed", [("materiel", [("vehicles", 14, 14, "tanks")], [])]),
    "captured tanks are no prisoners": ("3 T-55 tanks captured", [("materiel", [("vehicles", 3, 3, "T-55 tanks")], [])]),
    "helicopters": ("2 helicopters shot down", [("materiel", [("aircraft", 2, 2, "helicopters")], [])]),
    "ships": ("1 frigate sunk", [("materiel", [("ships", 1, 1, "frigate")], [])]),
    "a source behind": ("85 killed (per Border Watch)", [("casualty", [("killed", 85, 85, None)], ["Border Watch"])]),
    "a claim behind": ("400 killed (government claim)", [("casualty", [("killed", 400, 400, None)], ["government"])]),
    "a known source alone": ("85 killed (BW)", [("casualty", [("killed", 85, 85, None)], ["BW"])]),
    "a source in front": ("Per Border Watch: 85 killed", [("casualty", [("killed", 85, 85, None)], ["Border Watch"])]),
    "each source its own claim": ("85 killed (per Border Watch), 400 killed (claimed by the defenders)",
                                  [("casualty", [("killed", 85, 85, None)], ["Border Watch"]), ("casualty", [("killed", 400, 400, None)], ["defenders"])]),
    "a source over a list": ("Government claim:, * 30 killed, * 70 wounded",
                             [("casualty", [("killed", 30, 30, None), ("wounded", 70, 70, None)], ["Government"])]),
    "a party over a list": ("Frontier Guard, * 30 killed", [("casualty", [("killed", 30, 30, "Frontier Guard")], [])]),
    "a source before a colon covers what follows": ("Per BW: 30 killed, 70 wounded, Per the Red Star: 9 killed",
                                                   [("casualty", [("killed", 30, 30, None), ("wounded", 70, 70, None)], ["BW"]),
                                                    ("casualty", [("killed", 9, 9, None)], ["Red Star"])]),
    "a party before a colon": ("9th Brigade: 30 killed, 4 prisoners",
                               [("casualty", [("killed", 30, 30, "9th Brigade")], []), ("detain", [("captured", 4, 4, "9th Brigade")], [])]),
    "a total is nobody's name": ("Total: 500+ killed", [("casualty", [("killed", 500, None, None)], [])]),
    "a group shared by and": ("8 nurses killed and 20 injured", [("casualty", [("killed", 8, 8, "nurses"), ("wounded", 20, 20, "nurses")], [])]),
    "designations": ("2 Mi-8s, 4 T-72s destroyed", [("materiel", [("aircraft", 2, 2, "Mi-8s"), ("vehicles", 4, 4, "T-72s")], [])]),
    "a date is no source": ("60 killed (by 3 April)", [("casualty", [("killed", 60, 60, None)], [])]),
    "the number was lost": ("killed (rebel claim)", [("casualty", [], ["rebel"])]),
    "a year is no figure": ("60 killed (1914)", [("casualty", [("killed", 60, 60, None)], [])]),
    "nothing is known": ("Unknown", []),
    "heavy": ("Heavy", []),
}


@pytest.mark.parametrize(("line", "expected"), CASUALTIES.values(), ids=CASUALTIES.keys())
def test_casualty_lines(line: str, expected: list[tuple[object, ...]]) -> None:
    assert told(claims(f"Casualties: {line}")) == expected


def test_a_part_of_a_figure_is_never_added_to_it() -> None:
    [found] = claims("Casualties: 45 killed, including 12 officers")
    assert [(n.low, n.group, n.kind) for n in found.counts] == [(45, None, "cumulative"), (12, "officers", "subset")]


@pytest.mark.parametrize(("key", "measure"), [("Fatalities", "killed"), ("Deaths", "killed"), ("Injuries", "wounded"), ("Missing", "missing")])
def test_keys_that_say_what_a_bare_figure_counts(key: str, measure: str) -> None:
    [found] = claims(f"{key}: 39")
    assert [n.measure for n in found.counts] == [measure]


SUFFERERS = {
    "the first belligerent of the number": (("Combatant2: Kingdom of Veria, Sea League", "Casualties2: 50 killed"), ["Kingdom of Veria"]),
    "a common noun, and whose": (("Combatant1: Kingdom of Veria", "Casualties1: 50 soldiers killed"), ["soldiers"]),
    "a name stands alone": (("Combatant1: Kingdom of Veria", "Casualties1: 50 Verian guards killed"), ["Verian guards"]),
    "civilians are of no side": (("Combatant3: Sea League", "Casualties3: 8 civilians killed"), ["civilians"]),
    "every entry of a list without its heading": (("Combatant1: , * Sea League, * Hill League", "Casualties1: 50 killed"), ["Sea League", "Hill League"]),
    "nobody of a long list without its heading": (("Combatant1: , * A League, * B League, * C League, * D League", "Casualties1: 50 killed"), []),
    "what the units of such a list stand under": (("Combatant1: , * Sea League, * Hill League", "Units1: Joint Command, * 3rd Corps", "Casualties1: 50 killed"),
                                                  ["Joint Command"]),
    "whom the outcome names and no other side has": (
        ("Territory: Insurgents capture Korem", "Combatant1: , * Sea League, * Hill League", "Combatant2: Kingdom of Veria", "Casualties1: 50 killed"),
        ["Insurgents"]),
    "not whom another side has": (
        ("Territory: Kingdom of Veria captures Korem", "Combatant1: , * Sea League, * Hill League", "Combatant2: Kingdom of Veria", "Casualties1: 50 killed"),
        ["Sea League", "Hill League"]),
    "the first unit where no belligerent is left": (("Units1: 3rd Corps, * 9th Brigade", "Casualties1: 50 killed"), ["3rd Corps"]),
    "nobody is named": (("Casualties1: 50 killed",), []),
}


@pytest.mark.parametrize(("lines", "expected"), SUFFERERS.values(), ids=SUFFERERS.keys())
def test_who_suffered(lines: tuple[str, ...], expected: list[str]) -> None:
    assert [target.mention for target in claims(*lines)[-1].targets] == expected


def test_soldiers_of_a_line_are_named_by_its_belligerent() -> None:
    [soldiers] = claims("Combatant1: Kingdom of Veria", "Casualties1: 50 soldiers killed")[-1].targets
    assert (soldiers.mention, soldiers.name) == ("soldiers", "Kingdom of Veria")


def test_the_codebook_names_the_sufferer() -> None:
    [found] = claims("Casualties1: 50 NA fighters killed")
    assert found.targets == (ActorRef("NA fighters", "Northern Army", "north"),)


OUTCOMES = {
    "active": ("Territory: Insurgents capture Korem", [("capture", ["Insurgents"], ["Korem"])]),
    "a list that goes on over entries": ("Territory: The army retakes Korem, Debre Birhan, and the port of Assab",
                                         [("capture", ["army"], ["Korem", "Debre Birhan", "Assab"])]),
    "including": ("Territory: Militias seize several towns, including Korem and Alamata", [("capture", ["Militias"], ["Korem", "Alamata"])]),
    "passive": ("Result: Korem captured by the insurgents", [("capture", ["insurgents"], ["Korem"])]),
    "fell to": ("Result: Korem falls to the Sea League", [("capture", ["Sea League"], ["Korem"])]),
    "a noun": ("Outcome: Recapture of Korem by federal troops", [("capture", ["federal troops"], ["Korem"])]),
    "withdrawal": ("Result: Federal troops withdraw from Korem", [("withdraw", ["Federal troops"], ["Korem"])]),
    "held": ("Territory: Loyalists retain control of Korem", [("hold", ["Loyalists"], ["Korem"])]),
    "a beginning": ("Result: Beginning of the Winter War", [("launch", [], [])]),
    "an attempt": ("Result: Loyalists fail to capture Korem", [("capture", ["Loyalists"], ["Korem"])]),
    "with a day": ("Result: Korem fully captured by federal troops on 22 May", [("capture", ["federal troops"], ["Korem"])]),
    "a numbered hill": ("Result: Truce; Hill 853 captured by federal troops", [("capture", ["federal troops"], ["Hill 853"])]),
    "a named death": ("Result: Deaths of Ana Perez and Juan Ortiz", [("casualty", [], [])]),
    "several statements": ("Result: Verian victory, Korem occupied by Veria, Start of Operation Dawn",
                           [("capture", ["Veria"], ["Korem"]), ("launch", [], [])]),
    "what follows a result is no place": ("Result: Insurgents capture Korem, Ceasefire", [("capture", ["Insurgents"], ["Korem"])]),
    "a victory": ("Result: Decisive Verian victory", []),
    "no change": ("Territory: No territorial changes", []),
}


@pytest.mark.parametrize(("line", "expected"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_territory_and_result_lines(line: str, expected: list[tuple[object, ...]]) -> None:
    found = claims(line)
    assert [(c.type, [a.mention for a in c.actors], [p.mention for p in c.places]) for c in found] == expected


def test_an_attempt_that_failed_is_not_realised() -> None:
    assert [c.factuality for c in claims("Result: Loyalists fail to capture Korem")] == ["failed"]


def test_a_statement_with_a_day_of_its_own_takes_it() -> None:
    [found] = claims("Date: 3–30 May 1982", "Result: Korem captured by federal troops on 22 May")
    assert found.time.edtf == "1982-05-22"


def test_who_did_it() -> None:
    [found] = claims("Casualties3: 87 civilians killed by militants")
    assert [a.mention for a in found.actors] == ["militants"]


COMMANDERS = {
    "killed, mark glued": ("Gen. Ana PerezKIA", "casualty", "killed"),
    "killed, mark apart": ("Gen. Ana Perez †", "casualty", "killed"),
    "killed, in parentheses": ("Gen. Ana Perez (KIA)", "casualty", "killed"),
    "wounded": ("Gen. Ana Perez (WIA)", "casualty", "wounded"),
    "missing": ("Gen. Ana Perez MIA", "casualty", "missing"),
    "prisoner": ("Gen. Ana PerezPOW", "detain", "captured"),
    "surrendered": ("Gen. Ana Perez (surrendered)", "defect", "defected"),
}


@pytest.mark.parametrize(("entry", "type_", "measure"), COMMANDERS.values(), ids=COMMANDERS.keys())
def test_commanders_fates(entry: str, type_: str, measure: str) -> None:
    [found] = claims(f"Commander1: Juan Ortiz, {entry}, Rosa Lima")
    assert (found.type, found.targets[0].mention, found.targets[0].name) == (type_, "Gen. Ana Perez", "Ana Perez")
    assert [(n.measure, n.low, n.high) for n in found.counts] == [(measure, 1, 1)]


@pytest.mark.parametrize("entry", ["Ana Perez", "Gen. Ana Perez (until May)", "Ana Perez (relieved)", "AKIA Perez"])
def test_commanders_without_a_fate_make_no_claim(entry: str) -> None:
    assert claims(f"Commander1: {entry}") == []


DATES = {
    "two full dates": ("30 March 1945 – 9 April 1945", None, "1945-03-30/1945-04-09"),
    "shared month": ("9 – 27 March 2016", None, "2016-03-09/2016-03-27"),
    "month first": ("May 23 – October 23, 2017", None, "2017-05-23/2017-10-23"),
    "one day": ("18 June 1815", None, "1815-06-18"),
    "one month": ("March 1916", None, "1916-03"),
    "to the present": ("30 January 2013 – present", Day(2018, 6, 1), "2013-01-30/2018-06-01"),
}


@pytest.mark.parametrize(("value", "published", "expected"), DATES.values(), ids=DATES.keys())
def test_the_date_line(value: str, published: Day | None, expected: str) -> None:
    assert infobox_time(document(f"Date: {value}", published=published)).edtf == expected


@pytest.mark.parametrize("lines", [("Place: Korem",), ("Date: in the dry season",), ("Date: 30 January 2013 – present",)])
def test_a_date_that_is_not_told_is_null_with_a_reason(lines: tuple[str, ...]) -> None:
    time = infobox_time(document(*lines))
    assert time.interval is None
    assert time.reason


def test_claims_take_the_date_of_the_infobox() -> None:
    [found] = claims("Date: 3–5 May 1982", "Casualties1: 20 killed")
    assert (found.time.edtf, found.time.basis) == ("1982-05-03/1982-05-05", "explicit")


def test_a_fate_is_dated_by_the_narrative() -> None:
    box = claims("Date: 3–9 May 1982", "Commander1: Gen. Ana PerezKIA", "Result: Beginning of Operation Dawn")
    death = claim("casualty", "General Perez was shot on 4 May.", targets=(actor("General Ana Perez"),), time="1982-05-04")
    start = claim("launch", "Operation Dawn began on 9 May.", time="1982-05-09")
    other = claim("casualty", "Ortiz was killed on 3 May.", targets=(actor("Ortiz"),), time="1982-05-03")
    dated = date_by_narrative(box, [other, death, start])
    assert [(c.time.edtf, c.time.basis) for c in dated] == [("1982-05-04", "narrative"), ("1982-05-09", "narrative")]
    assert [c.id for c in dated] == [c.id for c in box]


def test_units_hang_from_the_entry_above_with_fewer_bullets() -> None:
    [side] = facts("Units1: First Army, * 2nd Corps, ** 7th Division, ** 8th Division, * 3rd Corps, River Flotilla").sides
    assert [(unit.actor.mention, unit.parent) for unit in side.units] == [
        ("First Army", None), ("2nd Corps", 0), ("7th Division", 1), ("8th Division", 1), ("3rd Corps", 0), ("River Flotilla", None)]


def test_supporters_stand_apart() -> None:
    [side] = facts("Combatant1: Veria, Supported by:, Sea League").sides
    assert [(m.actor.mention, m.supporting) for m in side.belligerents] == [("Veria", False), ("Sea League", True)]


def test_commanders_strengths_and_the_frame() -> None:
    found = facts("Conflict: Battle of Korem", "Partof: the Dry War", "Date: 3 May 1982", "Place: Korem", "Result: Verian victory",
                  "Commander1: Col. Ana Perez, Juan OrtizPOW", "Strength1: 4,000–5,000 soldiers (est. 1981), 30 tanks", "Commander2: Rosa Lima")
    assert (found.name, found.part_of, found.places, found.result, found.time.edtf) == (
        "Battle of Korem", ("Dry War",), ("Korem",), "Verian victory", "1982-05-03")
    first, second = found.sides
    assert [(c.name, c.rank, c.fate) for c in first.commanders] == [("Ana Perez", "Col.", None), ("Juan Ortiz", None, "captured")]
    assert [(s.count.measure, s.count.low, s.count.high, s.qualifier) for s in first.strengths] == [
        ("personnel", 4000, 5000, "est. 1981"), ("vehicles", 30, 30, None)]
    assert [c.name for c in second.commanders] == ["Rosa Lima"]


def test_a_document_without_an_infobox_has_no_facts() -> None:
    doc = read_text("A report.\n\nNothing happened.\n")
    assert infobox_facts(doc, DocumentRef(doc.id, doc.file)) is None
    assert infobox_claims(doc, DocumentRef(doc.id, doc.file), resolve) == []


@pytest.fixture(name="full")
def _full() -> Document:
    return document("Conflict: Battle of Korem", "Date: 3–9 May 1982", "Territory: Insurgents capture Korem", "Combatant1: Veria, * Sea League",
                    "Commander1: Col. Ana PerezKIA", "Units1: First Army, * 2nd Corps", "Strength1: about 900 (BW)",
                    "Casualties1: 40+ killed (per BW), 2 tanks lost", "Casualties2: 9 killed, 9 killed (Verian claim)")


def test_quotes_triggers_and_lines_stand_in_the_text(full: Document) -> None:
    ref = DocumentRef(full.id, full.file)
    found = infobox_claims(full, ref, resolve, BOOK)
    for c in found:
        assert c.evidence.span.of(full.text) == c.evidence.quote
        assert c.evidence.trigger.of(full.text) == c.evidence.trigger_text
        assert c.evidence.span.contains(c.evidence.trigger)
    assert len({c.id for c in found}) == len(found) == 6
    box = infobox_facts(full, ref, BOOK)
    assert box is not None
    assert all(line.span.of(full.text) == line.quote and line.id == line_id(full.id, line.span, line.quote) for line in box.lines)
    named = {item.line for side in box.sides for item in (*side.belligerents, *side.commanders, *side.units, *side.strengths)}
    assert named <= {line.id for line in box.lines}


def test_facts_survive_json(full: Document) -> None:
    box = infobox_facts(full, DocumentRef(full.id, full.file), BOOK)
    assert box is not None
    assert facts_from_json(json.loads(json.dumps(facts_to_json(box)))) == box


FIGURE = st.tuples(st.integers(1, 2_000_000), st.booleans(), st.sampled_from(["soldiers", "police", "Verian marines"]), st.sampled_from(["killed", "wounded"]))


@given(st.lists(FIGURE, min_size=1, max_size=6))
def test_every_figure_of_a_list_is_read(figures: list[tuple[int, bool, str, str]]) -> None:
    line = ", ".join(f"{number:,}{'+' if open_ else ''} {group} {outcome}" for number, open_, group, outcome in figures)
    [found] = claims(f"Casualties1: {line}")
    assert [(n.measure, n.low, n.high, n.group) for n in found.counts] == [
        (outcome, number, None if open_ else number, group) for number, open_, group, outcome in figures]
