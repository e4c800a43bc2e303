"""The forms that place tables come in: p-code tables, workbooks, GNS, Wikidata, GeoJSON with areas, coordinates however written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from noria.errors import BadGazetteer
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.index import Index
from noria.reference.gazetteer.tables import read_table


def read(path: Path, columns: dict[str, str] | None = None) -> tuple[list[Entry], list[BadGazetteer]]:
    rows = list(read_table(path, columns))
    return [row for row in rows if isinstance(row, Entry)], [row for row in rows if isinstance(row, BadGazetteer)]


def table(folder: Path, text: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """The least that is a workbook: cells with their text in place."""
    with zipfile.ZipFile(path, "w") as book:
        numbered = list(enumerate(sheets, 1))
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        packed = "http://schemas.openxmlformats.org/package/2006/relationships"
        book.writestr("_rels/.rels", f'<Relationships xmlns="{packed}"><Relationship Id="b" Type="{related}/officeDocument" Target="xl/workbook.xml"/>'
                      "</Relationships>")
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets>' + "".join(
            f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>' for i, name in numbered) + "</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{packed}">' + "".join(
            f'<Relationship Id="r{i}" Type="{related}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i, _ in numbered) + "</Relationships>")
        for i, name in numbered:
            rows = "".join("<row>" + "".join(
                f"<c><v>{cell}</v></c>" if isinstance(cell, float | int) else f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'
                for cell in row) + "</row>" for row in sheets[name])
            book.writestr(f"xl/worksheets/sheet{i}.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')
    return path


def test_a_workbook_of_units_one_level_a_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "sdn_adm.xlsx", {
        "ReadMe": [["These are the units of the country."]],
        "Admin1": [["adm1_name", "adm1_name1", "adm1_pcode", "adm0_name", "adm0_pcode", "center_lat", "center_lon"],
                   ["#adm1+name", "#adm1+name", "#adm1+code", "#adm0+name", "#adm0+code", "#geo+lat", "#geo+lon"],
                   ["Kassala", "كسلا", "SD11", "Sudan", "SD", 15.9, 35.9]],
        "Admin2": [["adm2_name", "adm2_pcode", "adm1_name", "adm1_pcode", "adm0_pcode", "center_lat", "center_lon"],
                   ["Reifi Aroma", "SD11030", "Kassala", "SD11", "SD", 16.5, 36.1], ["Halfa", "SD11031", "Kassala", "SD11", "SD", "", ""]]})
    [kassala, aroma], [problem] = read(path)
    assert (kassala.id, kassala.kind, kassala.other_names, kassala.country) == ("table:sdn_adm:SD11", "admin1", ("كسلا",), "SD")
    assert (aroma.id, aroma.kind, aroma.admin1, aroma.admin1_code) == ("table:sdn_adm:SD11030", "admin2", "Kassala", "SD11")
    assert (problem.message, problem.line) == ("sheet 'Admin2': the row has no coordinates", 3)


def test_a_workbook_without_places_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer, match="sheet 'Notes': no column holds names"):
        read(workbook(tmp_path / "notes.xlsx", {"Notes": [["a", "b"], ["1", "2"]]}))
    with pytest.raises(BadGazetteer, match="not a workbook"):
        read(table(tmp_path, "name,lat,lon\n", "odd.xlsx"))
    with pytest.raises(BadGazetteer, match="no such place table"):
        read(tmp_path / "none.xlsx")


def test_settlements_with_their_units_are_no_units(tmp_path: Path) -> None:
    [village], _ = read(table(tmp_path, "featureName_en,featureName_ar,PCODE,ADM3_EN,ADM2_EN,ADM1_EN,ADM0_PCODE,LATITUDE_Y,LONGITUDE_X\n"
                                        "Umm Rumaylah,أم رميلة,C1234,Aroma,Reifi Aroma,Kassala,SD,15.8,36.2\n"))
    assert (village.kind, village.admin1, village.admin2, village.other_names) == ("populated place", "Kassala", "Reifi Aroma", ("أم رميلة",))


GNS = ("rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tdesig_cd\tfc\tcc_ft\tadm1\tfull_nm_nd\n"
       '\t101\t1\tQuţayfah "old"\tV\t15.1\t36.1\tPPL\tP\tSU\t52\tQutayfah\n'
       "\t101\t2\tAl Quţayfah\tN\t15.1\t36.1\tPPL\tP\tSU\t52\tAl Qutayfah\n"
       "\t102\t3\tWādī Gash\tN\t15.5\t36.4\tWAD\tH\tSU\t52\tWadi Gash\n")


def test_a_gns_file_has_one_place_for_all_its_names(tmp_path: Path) -> None:
    [town, wadi], problems = read(table(tmp_path, GNS, "su.txt"))
    assert not problems
    assert (town.id, town.name, town.kind, town.country) == ("table:su:101", "Al Quţayfah", "populated place", None)
    assert set(town.other_names) == {'Quţayfah "old"', "Qutayfah", "Al Qutayfah"}
    assert wadi.kind == "water"


ITEM = "http://www.wikidata.org/entity/Q42"


@pytest.mark.parametrize(("name", "text"), [
    ("query.csv", f"village,villageLabel,altLabel,coord\n{ITEM},Aroma,Arouma,Point(36.14 15.81)\n{ITEM},Aroma,Aruma,Point(36.14 15.81)\n"),
    ("query.tsv", f"item\titemLabel\tcoord\titemAltLabel\n<{ITEM}>\tAroma\tPoint(36.14 15.81)\tArouma, Aruma\n".replace("<", "").replace(">", "")),
    ("query.json", json.dumps([{"item": ITEM, "itemLabel": "Aroma", "coord": "Point(36.14 15.81)", "itemAltLabel": "Arouma, Aruma"}])),
    ("verbose.json", json.dumps({"head": {}, "results": {"bindings": [
        {"place": {"type": "uri", "value": ITEM}, "placeLabel": {"type": "literal", "value": "Aroma"}, "altLabel": {"value": name},
         "coord": {"value": "Point(36.14 15.81)"}} for name in ("Arouma", "Aruma")]}}))])
def test_a_wikidata_query_result(tmp_path: Path, name: str, text: str) -> None:
    [aroma], problems = read(table(tmp_path, text, name))
    assert not problems
    assert (aroma.id, aroma.name, set(aroma.other_names), aroma.lat, aroma.lon) == ("wikidata:Q42", "Aroma", {"Arouma", "Aruma"}, 15.81, 36.14)


def test_an_item_without_a_label_has_no_name(tmp_path: Path) -> None:
    entries, [problem] = read(table(tmp_path, f"item,itemLabel,coord\n{ITEM},Q42,Point(36.14 15.81)\n"))
    assert (entries, problem.message) == ([], "the row has no name")


@pytest.mark.parametrize(("lat", "lon", "at"), [
    ("35.13", "36.75", (35.13, 36.75)), ("35,13", "-36,75", (35.13, -36.75)), ("35°07′48″N", "36°45′0″W", (35.13, -36.75)),
    ("35 07 48", "36 45", (35.13, 36.75)), ("S 35:07:48", "E 36:45:00", (-35.13, 36.75))])
def test_degrees_however_written(tmp_path: Path, lat: str, lon: str, at: tuple[float, float]) -> None:
    [place], _ = read(table(tmp_path, f"name;lat;lon\nA;{lat};{lon}\n"))
    assert (place.lat, place.lon) == pytest.approx(at)


@pytest.mark.parametrize("lat", ["35°77′N", "north", "35°", "1 2 3 4", "91"])
def test_what_is_no_latitude_is_refused(tmp_path: Path, lat: str) -> None:
    assert read(table(tmp_path, f"name;lat;lon\nA;{lat};1\n"))[0] == []


def test_columns_as_the_user_names_them(tmp_path: Path) -> None:
    path = table(tmp_path, "Code;Ort;auch;Breite;Länge;lat\n7;Adré;Adre, Hadré;13.47;22.2;x\n")
    [adre], _ = read(path, {"name": "Ort", "others": "auch", "lat": "breite", "lon": "Länge", "id": "Code"})
    assert (adre.id, adre.name, adre.other_names, adre.lat) == ("table:places:7", "Adré", ("Adre", "Hadré"), 13.47)


def feature(name: str, kind: str, coordinates: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


SQUARE = [[30, 10], [31, 10], [31, 11], [30, 11], [30, 10]]
HOLE = [[30.4, 10.4], [30.6, 10.4], [30.6, 10.6], [30.4, 10.6], [30.4, 10.4]]
CRESCENT = [[30, 10], [34, 10], [34, 14], [33.5, 14], [33.5, 10.5], [30, 10.5], [30, 10]]


def test_an_area_keeps_its_outline_and_a_point_inside(tmp_path: Path) -> None:
    shapes = [feature("Crescent", "Polygon", [CRESCENT]), feature("Ring", "Polygon", [SQUARE, HOLE]), feature("Bow", "Polygon", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]),
              feature("Two", "MultiPolygon", [[SQUARE], [[[40, 10], [41, 10], [41, 11], [40, 10]]]]), feature("Road", "LineString", [[30, 10], [31, 11]])]
    path = table(tmp_path, json.dumps({"type": "FeatureCollection", "features": shapes}), "areas.geojson")
    entries, problems = read(path)
    assert not problems
    index = Index.in_memory(entries, "areas")
    crescent, ring, bow, two, road = (index.entry(row) for row in range(5))
    for area in (crescent, ring, bow, two):
        assert area.contains(area), area.name
    middle = Entry(id="m", name="m", lat=12.0, lon=32.0)
    assert crescent.bbox == (30, 10, 34, 14)
    assert not crescent.contains(middle)
    assert not ring.contains(Entry(id="h", name="h", lat=10.5, lon=30.5))
    assert ring.contains(Entry(id="h", name="h", lat=10.2, lon=30.5))
    assert two.contains(Entry(id="t", name="t", lat=10.2, lon=40.9))
    assert (road.outline, road.bbox) == ((), (30, 10, 31, 11))


def test_an_outline_has_few_corners(tmp_path: Path) -> None:
    from math import cos, pi, sin

    circle = [[30 + cos(i * pi / 3000), 10 + sin(i * pi / 3000)] for i in range(6000)]
    path = table(tmp_path, json.dumps({"features": [feature("Disc", "Polygon", [[*circle, circle[0]]])]}), "disc.geojson")
    [disc], _ = read(path)
    assert 20 < sum(map(len, disc.outline)) <= 200
    assert (disc.lat, disc.lon) == pytest.approx((10, 30), abs=0.1)


@pytest.mark.parametrize("geometry", [{"type": "Polygon", "coordinates": []}, {"type": "Blob", "coordinates": [1, 2]}, {"type": "Point", "coordinates": [200, 1]},
                                      {"type": "Polygon", "coordinates": [[[1, 2], [3]]]}, {}, "x"])
def test_a_geometry_that_is_none_is_a_problem_of_its_feature(tmp_path: Path, geometry: object) -> None:
    path = table(tmp_path, json.dumps({"features": [{"properties": {"name": "A"}, "geometry": geometry}]}), "odd.geojson")
    entries, [problem] = read(path)
    assert entries == []
    assert problem.message.startswith("feature 1: ")
