"""UCDP GED's rules, a table of cases each."""

import csv
import io
import json

import pytest

from factory import actor, killed
from noria.values.count import Count
from noria.values.place import Point
from noria.views.codings import CODEBOOKS
from noria.views.codings.ucdp.columns import COLUMNS, priogrid
from noria.views.export import export
from noria.views.export.material import Material
from small_war import ARMY, CIVILIANS, CLAN, FRONT, KENYA, MILITIA, at, ground, told

# The 49 columns of the dataset's file, in their order.
DATASET = ("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,"
           "side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
           "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,"
           "country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob").split(",")


def rows(*claims):
    return CODEBOOKS["ucdp"].code(ground(*claims)).rows


def attack(quote, *counts, by=ARMY, on=(FRONT,), type="attack", document="d-one", **rest):
    """A deed that one sentence tells together with its dead; the words "attacked" and "killed" stand in it."""
    return (told(type, quote, document=document, trigger="attacked", actors=(by,), targets=on, **rest),
            told("casualty", quote, document=document, trigger="killed", targets=tuple(actor(c.group) for c in counts if c.group), counts=counts, **rest))


def figures(row):
    return {name: row[name].value for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")}


def test_columns_are_those_of_the_dataset():
    assert list(COLUMNS) == DATASET


REBELS, SOLDIERS, PEOPLE, DEAD = (killed(4, group="Northern Front"), killed(3, group="Republican Army"), killed(9, group="people"), killed(5, group="civilians"))
QUOTE = "The army attacked the Front at Riverton; people were killed."


@pytest.mark.parametrize(("by", "on", "counts", "type_", "side_a", "side_b"), [
    (ARMY, (FRONT,), (REBELS,), 1, "Government of the Republic", "Northern Front"),
    (FRONT, (ARMY,), (SOLDIERS,), 1, "Government of the Republic", "Northern Front"),
    (KENYA, (FRONT,), (REBELS,), 1, "Government of Kenya", "Northern Front"),
    (CLAN, (MILITIA,), (killed(2, group="Hill Militia"),), 2, "River Clan", "Hill Militia"),
    (FRONT, (CIVILIANS,), (DEAD,), 3, "Northern Front", "Civilians"),
    (FRONT, (ARMY, CIVILIANS), (DEAD,), 1, "Government of the Republic", "Northern Front"),
])
def test_types_of_violence_and_sides(by, on, counts, type_, side_a, side_b):
    [row] = rows(*attack(QUOTE, *counts, by=by, on=on))
    assert (row["type_of_violence"].value, row["side_a"].value, row["side_b"].value) == (type_, side_a, side_b)
    assert row["dyad_name"].value == f"{side_a} - {side_b}"


FIGURES = [
    ("each side's", (QUOTE, REBELS, SOLDIERS), (), {"deaths_a": 3, "deaths_b": 4, "deaths_civilians": 0, "deaths_unknown": 0, "best": 7, "low": 7, "high": 7}),
    ("civilians in the fire", (QUOTE, REBELS, DEAD), (), {"deaths_a": 0, "deaths_b": 4, "deaths_civilians": 5, "deaths_unknown": 0, "best": 9, "low": 9, "high": 9}),
    ("nobody's in particular", (QUOTE, PEOPLE), (), {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 9, "best": 9, "low": 9, "high": 9}),
    ("open above", (QUOTE, Count("killed", 4, None, group="Northern Front")), (), {"deaths_a": 0, "deaths_b": 4, "deaths_civilians": 0, "deaths_unknown": 0, "best": 4, "low": 4, "high": 4}),
    ("rival figures", (QUOTE, REBELS), (("Soldiers attacked the Front at Riverton and seven rebels were killed.", killed(7, group="Northern Front")),),
     {"deaths_a": 0, "deaths_b": 4, "deaths_civilians": 0, "deaths_unknown": 0, "best": 4, "low": 4, "high": 7}),
    ("most origins", (QUOTE, REBELS), (("Soldiers attacked the Front at Riverton and seven rebels were killed.", killed(7, group="Northern Front")),
                                       ("In Riverton seven rebels were killed when troops attacked the Front.", killed(7, group="Northern Front"))),
     {"deaths_a": 0, "deaths_b": 7, "deaths_civilians": 0, "deaths_unknown": 0, "best": 7, "low": 4, "high": 7}),
    ("fighters to one account, civilians to another", (QUOTE, REBELS), (("The army attacked Riverton, where five civilians were killed.", DEAD),),
     {"deaths_a": 0, "deaths_b": 4, "deaths_civilians": 0, "deaths_unknown": 0, "best": 4, "low": 4, "high": 9}),
    ("a total and a part of it", (QUOTE, killed(9, group="people"), killed(4, group="children", kind="subset")), (),
     {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 9, "best": 9, "low": 9, "high": 9}),
]


@pytest.mark.parametrize(("first", "more", "expected"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES])
def test_best_low_high(first, more, expected):
    claims = [*attack(*first), *(c for n, one in enumerate(more) for c in attack(*one, document=f"d-{n}"))]
    [row] = rows(*claims)
    assert figures(row) == expected
    assert row["low"].value <= row["best"].value <= row["high"].value
    assert row["best"].value == sum(row[f"deaths_{group}"].value for group in ("a", "b", "civilians", "unknown"))


@pytest.mark.parametrize(("time", "precision"), [
    ("2023-05-03", 1), ("2023-05-03/2023-05-04", 2), ("2023-05-03/2023-05-08", 2), ("2023-05-01/2023-05-07", 3), ("2023-05-01/2023-05-31", 4), ("2023-01-01/2023-12-31", 5)])
def test_date_precision(time, precision):
    one, two = attack(QUOTE, killed(1, group="Omar Said"), time=time)
    [row] = rows(one, two)
    assert row["date_prec"].value == precision


@pytest.mark.parametrize(("places", "precision"), [
    ((at("Riverton"),), 1), ((at("Riverton", "near"),), 2), ((at("Riverton"), at("Farport")), 5), ((at("Riverton", "between"),), 5)])
def test_place_precision(places, precision):
    [row] = rows(*attack("The army attacked the Front at Riverton and Farport; four were killed.", REBELS, places=places))
    assert row["where_prec"].value == precision
    assert row["adm_1"].value == "Middle" or len(places) > 1
    assert row["country_id"].value == 625
    assert row["region"].value == "Africa"


@pytest.mark.parametrize(("claims", "rule"), [
    ((told("clash", "The army clashed with the Front in Riverton.", actors=(ARMY,), targets=(FRONT,)),), "ucdp.event.no-death"),
    (attack(QUOTE, killed(602, group="people", kind="cumulative")), "ucdp.event.no-death"),
    (attack(QUOTE, REBELS, places=()), "place.none"),
    (attack(QUOTE, REBELS, time=None), "ucdp.date.none"),
    (attack(QUOTE, REBELS, time="1988-05-03"), "ucdp.date.coverage"),
    ((told("casualty", "Five people were killed in Riverton.", counts=(PEOPLE,)),), "ucdp.dyad.doer"),
    (attack(QUOTE, killed(2, group="Silver Legion"), on=(actor("Silver Legion"),)), "ucdp.type.unknown"),
])
def test_what_has_no_row(claims, rule):
    coding = CODEBOOKS["ucdp"].code(ground(*claims))
    assert coding.rows == ()
    assert {miss.rule for miss in coding.uncoded} == {rule}


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-89.75, -179.75, 1), (-89.75, 179.75, 720), (89.75, 179.75, 259200), (90.0, 180.0, 259200), (0.25, 0.25, 129961)])
def test_priogrid(lat, lon, cell):
    assert priogrid(Point(lat, lon)) == cell


def test_a_named_person_is_of_the_side_that_the_codebook_knows():
    [row] = rows(*attack("The Front attacked the army at Riverton; Omar Said was killed.", killed(1, group="Omar Said"), by=FRONT, on=(ARMY,)))
    assert figures(row)["deaths_a"] == 1
    [row] = rows(*attack("The Front attacked the army at Riverton; Ada Keller was killed.", killed(1, group="Ada Keller"), by=FRONT, on=(ARMY,)))
    assert figures(row)["deaths_civilians"] == 1


def test_the_file_reads_back():
    made = ground(*attack(QUOTE, REBELS, SOLDIERS))
    material = Material(claims=made.claim_list, results=made.results, codebook=made.codebook, places=made.places, default_country="SD")
    [line] = csv.DictReader(io.StringIO(export("ucdp", material).decode("utf-8-sig")))
    whole = json.loads(export("ucdp", material, as_json=True))
    assert list(line) == DATASET
    assert line["side_a_new_id"] == "112"
    for column, value in whole["rows"][0]["values"].items():
        assert value["rule"] in whole["rules"]
        assert line[column] == ("" if value["value"] is None else str(value["value"]))
        assert value["value"] is not None or value["reason"]

