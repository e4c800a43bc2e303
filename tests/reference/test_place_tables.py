"""The tables that users bring: every form is read, bad rows are named, nothing but a NoriaError is raised."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from noria.errors import BadGazetteer, NoriaError
from noria.reference.codebook import Site
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.kinds import kind_of_code, kind_of_words
from noria.reference.gazetteer.tables import read_table, site_entries


def read(path: Path) -> tuple[list[Entry], list[BadGazetteer]]:
    rows = list(read_table(path))
    return [row for row in rows if isinstance(row, Entry)], [row for row in rows if isinstance(row, BadGazetteer)]


def table(folder: Path, text: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plain_table(tmp_path: Path) -> None:
    path = table(tmp_path, "name,kind,admin1,latitude,longitude,events\nGoma/Ngoma,city,North Kivu,-1.674,29.228,12\n")
    entries, problems = read(path)
    assert problems == []
    [goma] = entries
    assert (goma.id, goma.name, goma.other_names) == ("table:places:goma", "Goma", ("Ngoma",))
    assert (goma.lat, goma.lon, goma.kind, goma.admin1, goma.population) == (-1.674, 29.228, "populated place", "North Kivu", 12)


@pytest.mark.parametrize("header", ["Name;Lat;Long", "NAME_EN\tY\tX", "place|latitude|lng", "toponym,Latitude,Longitude"])
def test_columns_are_recognised_by_their_usual_names(tmp_path: Path, header: str) -> None:
    delimiter = next(c for c in ";\t|," if c in header)
    entries, problems = read(table(tmp_path, f"{header}\n{delimiter.join(('Izium', '49.209', '37.249'))}\n"))
    assert [(entry.name, entry.lat, entry.lon) for entry in entries] == [("Izium", 49.209, 37.249)]
    assert not problems


def test_a_table_of_units_with_boxes(tmp_path: Path) -> None:
    text = ('NAME_EN,NAME_AR,PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,bbox\n'
            'Kassala Town,كسلا,SD0501,Kassala,SD05,Sudan,SD,"[36.2, 15.3, 36.6, 15.7]"\n')
    [unit], problems = read(table(tmp_path, text, "sudan_admin2.csv"))
    assert not problems
    assert (unit.id, unit.kind, unit.country, unit.admin1, unit.precision) == ("table:sudan_admin2:SD0501", "admin2", "SD", "Kassala", "district")
    assert (unit.lat, unit.lon) == (pytest.approx(15.5), pytest.approx(36.4))
    assert unit.bbox == (36.2, 15.3, 36.6, 15.7)
    assert "كسلا" in unit.other_names
    assert 20 < unit.radius_km < 40


def test_a_table_of_units_named_by_their_level(tmp_path: Path) -> None:
    text = "ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,lat,lon\nKassala,SD05,Sudan,SD,15.9,35.9\n"
    [unit], _ = read(table(tmp_path, text))
    assert (unit.name, unit.id, unit.kind, unit.country) == ("Kassala", "table:places:SD05", "admin1", "SD")


@pytest.mark.parametrize(("row", "known_as"), [
    ("Kitona Military,airbase", {"Kitona airport", "Kitona air base", "Kitona military airport"}), ("Inga,dam", {"Inga dam"}), ("Goma,town", set())])
def test_a_site_is_known_by_its_feature_word_too(tmp_path: Path, row: str, known_as: set[str]) -> None:
    [site], _ = read(table(tmp_path, f"name,kind,lat,lon\n{row},-5.9,12.4\n"))
    assert known_as <= set(site.other_names)
    assert known_as or not site.other_names


GEONAMES_ROW = "706483\tKharkiv\tKharkiv\tKharkov,Харків\t49.98081\t36.25272\tP\tPPLA\tUA\t\t07\t\t\t\t1430885\t\t113\tEurope/Kyiv\t2024-01-01\n"


def test_a_geonames_dump_plain_and_zipped(tmp_path: Path) -> None:
    plain = table(tmp_path, GEONAMES_ROW, "UA.txt")
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("UA.txt", GEONAMES_ROW)
    for path in (plain, tmp_path / "UA.zip"):
        [kharkiv], problems = read(path)
        assert not problems
        assert (kharkiv.id, kharkiv.admin1_code, kharkiv.population, kharkiv.kind) == ("geonames:706483", "UA.07", 1430885, "populated place")
        assert "Kharkov" in kharkiv.other_names


def test_geojson_points_and_polygons(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": "Marawi", "id": 7}, "geometry": {"type": "Point", "coordinates": [124.293, 7.998]}},
        {"type": "Feature", "properties": {"name": "Lake Lanao", "type": "lake"},
         "geometry": {"type": "Polygon", "coordinates": [[[124.1, 7.7], [124.4, 7.7], [124.4, 8.0], [124.1, 8.0], [124.1, 7.7]]]}},
        {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None}]
    path = table(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "lanao.geojson")
    [marawi, lake], [problem] = read(path)
    assert (marawi.id, marawi.bbox) == ("table:lanao:7", None)
    assert (lake.kind, lake.bbox) == ("water", (124.1, 7.7, 124.4, 8.0))
    assert lake.lat == pytest.approx(7.85)
    assert "feature 3" in problem.message


def test_bad_rows_are_named_and_the_rest_is_used(tmp_path: Path) -> None:
    path = table(tmp_path, "name,lat,lon\nGoma,-1.674,29.228\n,1,2\nBukavu,far,28.8\nUvira,-95,29.1\nBeni,,\nBunia,1.56,30.25\n")
    entries, problems = read(path)
    assert [entry.name for entry in entries] == ["Goma", "Bunia"]
    assert [problem.line for problem in problems] == [3, 4, 5, 6]
    assert "'far' is not a number of degrees" in str(problems[1])
    assert str(path) in str(problems[0])


def test_rows_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    entries, _ = read(table(tmp_path, "name,lat,lon\nVictoria,1,2\nVictoria,3,4\n"))
    assert [entry.id for entry in entries] == ["table:places:victoria", "table:places:victoria-2"]


@pytest.mark.parametrize(("text", "says"), [
    ("", "empty"), ("town,people\nGoma,3\n", "no columns hold coordinates"), ("lat,lon\n1,2\n", "no column holds names")])
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadGazetteer, match=says):
        read(table(tmp_path, text))


def test_a_missing_table_and_a_binary_one(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer, match="no such place table"):
        read(tmp_path / "none.csv")
    (tmp_path / "odd.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(BadGazetteer, match="UTF-8"):
        read(tmp_path / "odd.csv")
    (tmp_path / "odd.zip").write_bytes(b"PK nothing")
    with pytest.raises(BadGazetteer):
        read(tmp_path / "odd.zip")


def test_sites_of_the_codebook() -> None:
    [base] = site_entries([Site(id="base-46", name="46th Regiment base", lat=1.0, lon=2.0, kind="base", other_names=("Base 46",))])
    assert (base.id, base.kind, base.precision) == ("codebook:base-46", "site", "site")


@pytest.mark.parametrize(("code", "kind"), [
    ("PPLC", "capital"), ("PPL", "populated place"), ("ADM1", "admin1"), ("ADM3", "admin2"), ("AIRB", "site"), ("STM", "water"), ("PCLI", "country"),
    ("town", None), ("TOWN", None), ("", None)])
def test_kinds_of_codes(code: str, kind: str | None) -> None:
    assert kind_of_code(code) == kind


@pytest.mark.parametrize(("words", "kind"), [
    ("village", "populated place"), ("air base", "site"), ("airport", "site"), ("governorate", "admin1"), ("dam", "site"), ("river", "water"),
    ("area", "region"), ("anything else", "populated place")])
def test_kinds_of_words(words: str, kind: str) -> None:
    assert kind_of_words(words) == kind


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.sampled_from(["odd.csv", "odd.tsv", "odd.geojson"]), st.booleans())
def test_no_text_raises_anything_but_a_noria_error(tmp_path: Path, text: str, name: str, headed: bool) -> None:
    path = tmp_path / name
    path.write_bytes((("name,lat,lon,bbox,kind\n" if headed else "") + text).encode("utf-8", "replace"))
    with suppress(NoriaError):
        read(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
                        ["features", "properties", "geometry", "coordinates", "type", "name", "bbox"]), inner, max_size=4), max_leaves=20))
def test_no_json_raises_anything_but_a_noria_error(tmp_path: Path, value: object) -> None:
    path = table(tmp_path, json.dumps({"features": [value, {"properties": value, "geometry": {"type": "Point", "coordinates": value}}]}), "odd.json")
    with suppress(NoriaError):
        read(path)
