"""Why codebooks differ on one event, in text and as JSON; and what stands beside an export."""

import csv
import io

import pytest

from factory import killed
from noria.errors import BadSetting, NothingFound
from noria.values.count import Count
from noria.views.codings import CODEBOOKS
from noria.views.codings.explain import TOPICS, explain, find_event
from noria.views.codings.telling import as_form, as_text
from noria.views.export import beside, export
from noria.views.export.material import Material
from small_war import ARMY, CIVILIANS, FRONT, ground, told

QUOTE = "The army bombed Riverton and killed dozens of civilians."
STRIKE = (told("airstrike", QUOTE, trigger="bombed", actors=(ARMY,)),
          told("casualty", QUOTE, trigger="killed", actors=(ARMY,), targets=(CIVILIANS,), counts=(Count("killed", 24, None, approximate=True, group="civilians"),)))
QUIET = told("clash", "The army clashed with the Front in Riverton.", at=90, document="d-two", actors=(ARMY,), targets=(FRONT,), time="2023-05-09")
GROUND = ground(*STRIKE, QUIET)


def event(type):
    return next(one for one in GROUND.results.events if one.type == type)


def material(on=None):
    return Material(claims=GROUND.claim_list, results=GROUND.results, codebook=GROUND.codebook, places=GROUND.places, name="River war", on=on)


def test_each_column_compared_is_one_of_its_codebook():
    for columns in TOPICS.values():
        for name, column in columns.items():
            assert column in CODEBOOKS[name].columns


@pytest.mark.parametrize("name", list(CODEBOOKS))
def test_every_rule_that_is_used_has_its_words(name):
    coding = CODEBOOKS[name].code(GROUND)
    used = {value.rule for row in coding.rows for _, value in row.values} | {miss.rule for miss in coding.uncoded}
    assert used <= set(CODEBOOKS[name].rules)
    assert coding.rows


def test_dozens_are_twelve_to_one_and_twenty_four_to_the_other():
    found = explain(event("airstrike"), GROUND, ["acled", "ucdp"])
    deaths = next(topic for topic in found.topics if topic.about == "Deaths")
    assert deaths.differs
    assert [(answer.value.value, answer.value.rule) for answer in deaths.answers] == [(12, "acled.fatalities.vague"), (24, "ucdp.deaths.best")]
    text = as_text(found, GROUND)
    assert "deaths" in next(line for line in text.splitlines() if line.startswith("They differ in: "))
    assert "fatalities = 12" in text
    assert text.count(QUOTE) == 1
    assert STRIKE[0].id in text


def test_no_row_is_said_with_the_reason():
    found = explain(event("clash"), GROUND, ["acled", "ucdp"])
    assert [miss.rule for miss in found.missing["ucdp"]] == ["ucdp.event.no-death"]
    assert "UCDP GED: no row" in as_text(found, GROUND)
    form = as_form(found, GROUND)
    assert form["codebooks"]["ucdp"]["rows"] == []
    assert form["codebooks"]["acled"]["rows"]
    assert {sentence["claim"] for sentence in form["sentences"]} == {QUIET.id}


def test_events_are_found_by_the_beginning_of_their_id():
    one = event("clash")
    assert find_event(one.id[:8], GROUND) is one
    with pytest.raises(NothingFound):
        find_event("e-zz", GROUND)
    with pytest.raises(NothingFound, match="events have an id"):
        find_event("e-", GROUND)


@pytest.mark.parametrize("name", list(CODEBOOKS))
def test_what_stands_beside_a_table(name):
    files = beside(name, material())
    assert list(files) == ["rules.csv", "uncoded.csv", "README.md"]
    rules = list(csv.DictReader(io.StringIO(files["rules.csv"].decode("utf-8-sig"))))
    table = list(csv.DictReader(io.StringIO(export(name, material()).decode("utf-8-sig"))))
    assert len(rules) == len(table) * len(CODEBOOKS[name].columns)
    assert all(line["rule"] in CODEBOOKS[name].rules for line in rules)
    assert all(line["value"] or line["reason"] for line in rules)
    uncoded = list(csv.DictReader(io.StringIO(files["uncoded.csv"].decode("utf-8-sig"))))
    assert all(line["reason"] and line["event"] for line in uncoded)
    text = files["README.md"].decode()
    assert f"of {len(GROUND.results.events)} events have a row" in text
    assert all(f"`{line['rule']}`" in text for line in rules)


def test_every_event_has_a_row_or_a_reason():
    for name, book in CODEBOOKS.items():
        coding = book.code(GROUND)
        told_of = {id for row in coding.rows for id in row.events} | {miss.event for miss in coding.uncoded}
        assert told_of == set(GROUND.events), name


def test_a_day_selects_rows():
    day = event("clash").time.start
    assert len(export("acled", material(day)).decode().strip().splitlines()) == 2


def test_only_codebooks_have_a_json_form_of_their_own():
    with pytest.raises(BadSetting, match="no JSON form"):
        export("geojson", material(), as_json=True)
    assert beside("geojson", material()) == {}


def test_a_subset_and_a_total_stay_apart_everywhere():
    quote = "The army bombed Riverton and killed nine people, four children among them; 602 are dead by now."
    made = ground(told("airstrike", quote, trigger="bombed", actors=(ARMY,)), told("casualty", quote, trigger="killed", targets=(CIVILIANS,), counts=(
        killed(9, group="people"), killed(4, group="children", kind="subset"), killed(602, group="people", kind="cumulative"))))
    [acled] = CODEBOOKS["acled"].code(made).rows
    [ucdp] = CODEBOOKS["ucdp"].code(made).rows
    assert (acled["fatalities"].value, ucdp["best"].value, ucdp["high"].value) == (9, 9, 9)
