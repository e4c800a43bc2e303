"""The gazetteer asked by name."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from noria.errors import BadGazetteer, BadSetting
from noria.reference.codebook import Codebook, Site
from noria.reference.gazetteer import Entry, Gazetteer, compiled as module
from noria.reference.gazetteer.index import Index
from small_world import entries, small_world


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for a gazetteer whose world is the small one."""
    monkeypatch.setattr(module, "world_entries", lambda: iter(entries()))
    monkeypatch.setattr(module, "world_version", lambda: "small")
    return tmp_path / "cache"


@pytest.mark.parametrize(("name", "known"), [
    ("Goma", True), ("goma", True), ("KHARKIV", True), ("Kharkiv's", True), ("Al-Khalil", True), ("Khalil", True), ("US", True), ("U.S.", True), ("us", False),
    ("Харків", True), ("Atlantis", False), ("", False), ("...", False), ("Mo.", True), ("Mo", False)])
def test_knows(name: str, known: bool) -> None:
    assert small_world().knows(name) is known


@pytest.mark.parametrize(("name", "ids"), [
    ("Tripoli", {1, 2, 3}), ("Hebron", {11, 12}), ("Springfield", {14, 15, 16}), ("Artemovsk", {21}), ("Kiev", {18}), ("Congolese", {106, 107}),
    ("Kharkiv", {19, 121}), ("Kharkiv Oblast", {121}), ("Marawi", {24, 25})])
def test_candidates(name: str, ids: set[int]) -> None:
    assert {entry.id for entry in small_world().candidates(name)} == {f"geonames:{id}" for id in ids}


def test_candidates_come_most_populous_first_and_main_names_before_others() -> None:
    assert [entry.id for entry in small_world().candidates("Tripoli")] == ["geonames:1", "geonames:2", "geonames:3"]


def test_every_candidate_is_found_by_its_id() -> None:
    world = small_world()
    for entry in entries():
        assert world.entry(entry.id) == entry
    assert world.entry("geonames:0") is None


def test_romanisations_are_forgiven_in_the_own_tables_and_hardly_in_the_world() -> None:
    own = [Entry(id="table:own:1", name="Qumhanah", lat=15.1, lon=36.1, country="SD", table="own")]
    world = small_world(own)
    [match] = world.matches("Qamhana")
    assert (match.entry.id, match.how, match.own) == ("table:own:1", "romanisation", True)
    assert small_world().candidates("Gumi") == []


def test_one_place_in_two_tables_is_one_candidate() -> None:
    own = [Entry(id="table:own:1", name="Kassala", lat=15.46, lon=36.39, population=40, table="own"),
           Entry(id="table:own:2", name="Kassala", lat=12.0, lon=30.0, table="own")]
    found = small_world(own).candidates("Kassala")
    first = found[0]
    assert (first.id, first.also, first.population) == ("table:own:1", ("geonames:23",), 400_000)
    assert first.joined is not None
    assert "geonames:23" in first.joined
    assert {entry.id for entry in found} == {"table:own:1", "table:own:2", "geonames:122"}


def test_the_world_is_compiled_once_and_said(opened: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        Gazetteer.open(cache=opened)
        assert "preparing the world gazetteer" in caplog.text
        caplog.clear()
        assert Gazetteer.open(cache=opened).knows("Goma")
        assert caplog.text == ""


def test_the_users_table_stands_before_the_world_and_its_bad_rows_are_kept(opened: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon\nTripoli Camp,34.45,35.83\nNowhere,,\n", encoding="utf-8")
    for _ in range(2):  # compiled, then taken from the cache
        gazetteer = Gazetteer.open([path], cache=opened)
        assert [(problem.file, problem.line) for problem in gazetteer.problems] == [(str(path), 3)]
        [camp] = gazetteer.candidates("Tripoli Camp")
        assert (camp.id, camp.country) == ("table:mine:tripoli-camp", "LB")  # the nearest populated place is Lebanese
    path.write_text("name,lat,lon\nTripoli Camp,32.9,13.2\n", encoding="utf-8")
    changed = Gazetteer.open([path], cache=opened)
    assert changed.candidates("Tripoli Camp")[0].country == "LY"
    assert changed.problems == ()


@pytest.mark.parametrize("part", ["names.marisa", "rows.npy", "rows.bin"])
def test_a_damaged_index_is_made_anew(opened: Path, part: str) -> None:
    Gazetteer.open(cache=opened)
    [index] = opened.iterdir()
    (index / part).write_bytes(b"")
    assert Gazetteer.open(cache=opened).candidates("Goma")[0].id == "geonames:27"


def test_sites_of_the_codebook_are_places(opened: Path) -> None:
    codebook = Codebook(sites=(Site(id="weir", name="Gash weir", lat=15.4, lon=36.4, kind="dam"),))
    [weir] = Gazetteer.open(codebook=codebook, cache=opened).candidates("the Gash Weir")
    assert (weir.id, weir.kind, weir.country) == ("codebook:weir", "site", "SD")


def test_a_table_without_a_usable_row_is_refused(opened: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon\nNowhere,,\n", encoding="utf-8")
    with pytest.raises(BadGazetteer, match="no row of the table can be used"):
        Gazetteer.open([path], cache=opened)
    with pytest.raises(BadGazetteer):
        Gazetteer.open([tmp_path / "none.csv"], cache=opened)


def test_a_cache_that_cannot_be_written_says_what_to_do(opened: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="NORIA_CACHE"):
        Gazetteer.open(cache=tmp_path / "file" / "cache")


def test_an_index_on_disk_answers_as_one_in_memory(tmp_path: Path) -> None:
    kept, quick = Index.compile(entries(), tmp_path / "index", "geonames"), Index.in_memory(entries(), "geonames")
    assert len(kept) == len(quick) == len(entries())
    for row in range(len(kept)):
        assert kept.entry(row) == quick.entry(row)
    for key in ("tripoli", "~khalil", "#trpl", "=US", "nothing"):
        assert kept.marked(key) == quick.marked(key)


def test_the_world_of_the_installed_packages() -> None:
    world = Gazetteer.open()  # the user's own cache: compiled once on a machine
    assert len(world.candidates("Springfield")) > 10
    assert {entry.country for entry in world.candidates("Kharkiv Oblast")} == {"UA"}
    assert world.candidates("Philippine")[0].id == "geonames:1694008"
    assert "capital" in {entry.kind for entry in world.candidates("Kyiv")}
    assert world.candidates("Texas")[0].radius_km > 300
    assert world.entry("geonames:703448") is not None


@pytest.mark.parametrize(("name", "id", "kind"), [
    ("Black Sea", "feature:black-sea", "water"), ("the Black Sea", "feature:black-sea", "water"), ("Strait of Hormuz", "feature:strait-of-hormuz", "water"),
    ("River Euphrates", "feature:euphrates", "water"), ("Dnipro River", "feature:dnieper", "water"), ("Lake Tanganyika", "feature:lake-tanganyika", "water"),
    ("Hindu Kush", "feature:hindu-kush", "region"), ("the Sahel", "feature:sahel", "region"), ("Donbass", "feature:donbas", "region")])
def test_the_world_has_seas_rivers_and_regions(name: str, id: str, kind: str) -> None:
    found = {entry.id: entry for entry in Gazetteer.open().candidates(name)}
    assert found[id].kind == kind
    assert found[id].precision == "region"


def test_every_feature_lies_in_its_own_box() -> None:
    world = Gazetteer.open().world
    features = [world.entry(row) for row in range(500) if world.entry(row).id.startswith("feature:")]
    assert len(features) > 400
    assert [feature.name for feature in features if not feature.contains(feature)] == []
    pacific = next(feature for feature in features if feature.name == "Pacific Ocean")
    assert pacific.contains(Entry(id="h", name="Hawaii", lat=20, lon=-156))
    assert pacific.contains(Entry(id="g", name="Guam", lat=13, lon=145))
    assert not pacific.contains(Entry(id="b", name="Berlin", lat=52, lon=13))


@pytest.mark.parametrize(("bbox", "joined"), [(None, True), ((34.0, 14.0, 37.0, 17.0), True), ((0.0, 0.0, 1.0, 1.0), False)])
def test_units_of_two_tables_are_joined_where_each_that_has_an_extent_holds_the_other(bbox: tuple[float, float, float, float] | None, joined: bool) -> None:
    unit = Entry(id="table:own:SD52", name="Kassala State", lat=15.8, lon=36.0, kind="admin1", country="SD", bbox=bbox, table="own")
    found = [match.entry for match in small_world([unit]).matches("Kassala State")]
    assert [entry.id for entry in found] == ["table:own:SD52", *([] if joined else ["geonames:122"])]
    assert bool(found[0].joined) is joined
