"""Adding reports: what is copied, under which name, with which metadata; what is passed over is said."""

from __future__ import annotations

import pytest

from noria.documents.metadata import with_origin
from noria.documents.model import Metadata
from noria.dossier.sources import METADATA, Sources, metadata_of
from noria.errors import BadSetting
from noria.values.day import Day


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "sources").mkdir()
    return Sources(tmp_path / "sources")


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    for name, text in {"a.txt": "First.", "b.md": "Second.", "inner/c.html": "<p>Third.</p>", "inner/photo.jpg": "", ".hidden.txt": "No."}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def names(taken):
    return [t.name for t in taken]


def test_a_folder_gives_its_readable_files(sources, reports):
    report = sources.add([reports], given=Metadata())
    assert names(report.added) == ["a.txt", "b.md", "c.html"]
    assert [(s.path.name, s.reason) for s in report.skipped] == [("photo.jpg", "Noria does not read .jpg")]
    assert list(sources.files()) == ["a.txt", "b.md", "c.html"]
    assert not (sources.folder / METADATA).exists()


def test_a_file_named_on_its_own_is_always_taken(sources, tmp_path):
    (tmp_path / "REPORT").write_text("Words.")
    assert names(sources.add([tmp_path / "REPORT"], given=Metadata()).added) == ["REPORT"]


def test_the_same_content_is_taken_once(sources, reports):
    (reports / "copy.txt").write_text("First.")
    first = sources.add([reports], given=Metadata())
    again = sources.add([reports], given=Metadata())
    assert names(first.same) == ["a.txt"]
    assert again.added == ()
    assert names(again.same) == ["a.txt", "b.md", "a.txt", "c.html"]


def test_other_content_of_the_same_name_gets_another_name(sources, reports, tmp_path):
    sources.add([reports], given=Metadata())
    for number, folder in enumerate(["x", "y"]):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "A.txt").write_text(f"Another {number}.")
    report = sources.add([tmp_path / "x", tmp_path / "y"], given=Metadata())
    assert names(report.added) == ["A-2.txt", "A-3.txt"]


def test_a_report_cannot_take_the_name_of_the_metadata(sources, tmp_path):
    (tmp_path / METADATA).write_text("This is a report.")
    assert names(sources.add([tmp_path / METADATA], given=Metadata()).added) == ["metadata-2.toml"]


def test_what_is_told_is_kept_and_what_is_given_wins(sources, reports):
    (reports / "meta.toml").write_text('[a]\npublisher = "Monitor"\ntitle = "One"\npublished = 2024-12-01\n\n["gone.txt"]\nkind = "news"\n')
    report = sources.add([reports], given=with_origin("option", publisher="Agency", published=Day(2024, 12, 5)),
                         meta_file=reports / "meta.toml")
    assert [s.path.name for s in report.skipped] == ["photo.jpg"]
    assert report.unused == ("gone.txt",)
    told = sources.metadata()
    assert (told["a.txt"].publisher, told["a.txt"].title, told["a.txt"].published) == ("Agency", "One", Day(2024, 12, 5))
    assert told["b.md"].title is None


def test_what_the_user_wrote_into_the_metadata_stays(sources, reports):
    (sources.folder / METADATA).write_text('# from my notebook\n["a.txt"]\nkind = "news" # I think\npublisher = "Old"\n')
    sources.add([reports / "a.txt"], given=with_origin("option", publisher="New"))
    text = (sources.folder / METADATA).read_text()
    assert "# from my notebook" in text
    assert 'kind = "news" # I think' in text
    assert sources.metadata()["a.txt"].publisher == "New"


def test_metadata_is_found_by_whole_name_then_by_file_name(sources):
    table = {"2024/a.txt": Metadata(title="whole"), "a.txt": Metadata(title="name"), "b": Metadata(title="stem")}
    titles = {name: getattr(metadata_of(name, table), "title", None) for name in ("2024/a.txt", "2023/a.txt", "2023/b.txt", "c.txt")}
    assert titles == {"2024/a.txt": "whole", "2023/a.txt": "name", "2023/b.txt": "stem", "c.txt": None}


def test_a_path_that_is_not_there_adds_nothing_at_all(sources, reports):
    with pytest.raises(BadSetting, match="there is no such file or folder"):
        sources.add([reports, reports / "none.txt"], given=Metadata())
    assert sources.files() == {}


def test_a_day_before_the_year_one_is_no_day_of_publication(sources, reports):
    with pytest.raises(BadSetting, match="no report was published on -0480-09-20"):
        sources.add([reports], given=Metadata(published=Day(-480, 9, 20)))
    assert sources.files() == {}
