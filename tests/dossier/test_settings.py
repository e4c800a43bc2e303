"""noria.toml: what is taken, and what is refused with file, line and what to do."""

from __future__ import annotations

import pytest

from noria.derive.policy import ControlPolicy
from noria.dossier.settings import Settings, load_settings
from noria.errors import BadSetting, NotADossier

REFUSED = [
    ('name = "x"\ntimezone = "UTC"\n', 2, "unknown key 'timezone'; known are name, time_zone"),
    ('name = "x"\n\n[extra]\na = 1\n', 3, "unknown key 'extra'"),
    ('name = "x"\ntime_zone = "Mars/Olympus"\n', 2, "there is no time zone 'Mars/Olympus'"),
    ("name = 3\n", 1, "name must be text in quotes"),
    ('name = " "\n', 1, "name must be text in quotes"),
    ('languages = "en"\n', 1, "languages must be a list"),
    ('languages = ["en", "xx"]\n', 1, "Noria reads English only, not 'xx'"),
    ('# the country\ndefault_country = "sudan"\n', 2, "write two capital letters"),
    ('countries = "SD"\n', 1, "countries must be a list of country codes"),
    ('countries = ["SD", "Chad"]\n', 1, "countries must be a list of country codes"),
    ("area = [30, 10]\n", 1, "area must be west, south, east and north"),
    ("\narea = [30, 20, 35, 10]\n", 2, "area must be west, south, east and north"),
    ('database = "sqlite:///x"\n', 1, "database must begin with postgresql://"),
    ('name = "x\n', 1, "not valid TOML"),
]


@pytest.mark.parametrize(("text", "line", "words"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path, text, line, words):
    (tmp_path / "noria.toml").write_text(text)
    with pytest.raises(BadSetting) as caught:
        load_settings(tmp_path)
    assert words in str(caught.value)
    assert caught.value.file == str(tmp_path / "noria.toml")
    assert caught.value.line == line


def test_everything_can_be_set(tmp_path):
    (tmp_path / "noria.toml").write_text(
        'name = "River war"\ntime_zone = "Africa/Khartoum"\nlanguages = ["en"]\ndefault_country = "SD"\n'
        'countries = ["TD", "SS"]\narea = [21.8, 8.6, 38.7, 22]\n'
        'database = "postgresql://me@server/river"\npipeline = "en_core_web_lg"\nmap_tiles = "https://tiles.example.org/{z}/{x}/{y}.png"\n')
    assert load_settings(tmp_path) == Settings(
        name="River war", time_zone="Africa/Khartoum", languages=("en",), default_country="SD", countries=("TD", "SS"), area=(21.8, 8.6, 38.7, 22.0), database="postgresql://me@server/river",
        pipeline="en_core_web_lg", map_tiles="https://tiles.example.org/{z}/{x}/{y}.png")


def test_a_dossier_without_a_name_has_that_of_its_folder(tmp_path):
    (tmp_path / "noria.toml").write_text("")
    assert load_settings(tmp_path) == Settings(name=tmp_path.name)


def test_a_folder_without_the_file_is_no_dossier(tmp_path):
    with pytest.raises(NotADossier, match="make one with: noria new NAME"):
        load_settings(tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "noria.toml").write_bytes(b'name = "caf\xe9"\n')
    with pytest.raises(BadSetting, match="not UTF-8"):
        load_settings(tmp_path)


@pytest.mark.parametrize("written", ["0", "true", '"60"', "1.5"])
def test_how_long_control_lasts_is_a_number_of_days(tmp_path, written):
    (tmp_path / "noria.toml").write_text("control_fades_after = 60\n", encoding="utf-8")
    assert load_settings(tmp_path).control_fades_after == 60
    (tmp_path / "noria.toml").write_text(f"control_fades_after = {written}\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="control_fades_after"):
        load_settings(tmp_path)


def test_the_policy_of_control(tmp_path):
    (tmp_path / "noria.toml").write_text('name = "A"\n', encoding="utf-8")
    assert load_settings(tmp_path).control == ControlPolicy()
    (tmp_path / "noria.toml").write_text('control_fades_after = 30\ncontrol_contiguity = "joined"\ncontrol_reach_km = 7.5\n', encoding="utf-8")
    assert load_settings(tmp_path).control == ControlPolicy(fades_after=30, contiguity="joined", reach_km=7.5)


@pytest.mark.parametrize(("written", "said"), [
    ('control_contiguity = "far"', "choose one of none, nearest, joined"), ("control_contiguity = 3", "a word in quotes"),
    ("control_reach_km = 0", "more than 0"), ("control_reach_km = 501", "at most 500"), ("control_reach_km = nan", "not nan"),
    ('control_reach_km = "far"', "a distance in kilometres"), ("control_fades_after = 0", "from 1 up"), ("control_reach = 3", "unknown key")])
def test_a_policy_that_cannot_be_is_refused_with_its_line(tmp_path, written, said):
    (tmp_path / "noria.toml").write_text(f'name = "A"\n{written}\n', encoding="utf-8")
    with pytest.raises(BadSetting, match=said) as caught:
        load_settings(tmp_path)
    assert caught.value.line == 2
