"""Dates as files write them, and metadata from options, meta files and the documents themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from noria.documents.dates import parse_date_line, parse_day
from noria.documents.metadata import merge, meta_for, read_meta_file, with_origin
from noria.documents.model import Metadata
from noria.errors import BadSetting
from noria.values.day import Day


@pytest.mark.parametrize(("text", "day"), [
    ("2024-12-04", Day(2024, 12, 4)),
    ("2023-10-05 05:10", Day(2023, 10, 5)),
    ("2023-10-05T23:10:00-08:00", Day(2023, 10, 5)),
    ("20231005", Day(2023, 10, 5)),
    ("04 December, 2024", Day(2024, 12, 4)),
    ("4 December 2024", Day(2024, 12, 4)),
    ("December 4, 2024", Day(2024, 12, 4)),
    ("Dec. 4 2024", Day(2024, 12, 4)),
    ("Wednesday, 4th of December 2024 10:15 GMT", Day(2024, 12, 4)),
    ("Tue, 03 Dec 2024 23:10:00 +0200", Day(2024, 12, 3)),
    ("25/12/2024", Day(2024, 12, 25)),
    ("12/25/2024", Day(2024, 12, 25)),
    ("03/04/2024", None),
    ("31 February 2024", None),
    ("December 2024", None),
    ("4 December", None),
    ("On 4 December 2024 it fell", None),
    ("", None),
])
def test_days(text: str, day: Day | None):
    assert parse_day(text) == day


@pytest.mark.parametrize(("text", "day"), [
    ("Published: 4 December 2024", Day(2024, 12, 4)), ("Posted on December 4, 2024", Day(2024, 12, 4)), ("04 December, 2024", Day(2024, 12, 4)),
    ("Updated: 5 December 2024", None), ("The town fell on 4 December 2024.", None)])
def test_date_lines(text: str, day: Day | None):
    assert parse_date_line(text) == day


def test_meta_file(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text('[report]\nkind = "news"\npublished = 1997-05-04 # a day\n["b.txt"]\npublished = "4 May 1997"\ntitle = "B"\n', encoding="utf-8")
    table = read_meta_file(path)
    assert meta_for(Path("x/report.html"), table) == Metadata(kind="news", published=Day(1997, 5, 4),
                                                              origins={"kind": "meta file", "published": "meta file"})
    found = meta_for(Path("b.txt"), table)
    assert found is not None
    assert (found.published, found.title) == (Day(1997, 5, 4), "B")
    assert meta_for(Path("c.txt"), table) is None


@pytest.mark.parametrize(("content", "message"), [
    ('[report]\npublishd = "x"\n', "unknown key 'publishd'"),
    ("[report]\npublished = 1997\n", "is not a date"),
    ('[report]\npublished = "soon"\n', "is not a date"),
    ("[report]\ntitle = 3\n", "must be text in quotes"),
    ('title = "x"\n', "outside a table"),
    ("[report\n", "not valid TOML"),
])
def test_faults_of_a_meta_file(tmp_path: Path, content: str, message: str):
    path = tmp_path / "sources.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadSetting, match=message) as refused:
        read_meta_file(path)
    assert refused.value.file == str(path)


def test_a_missing_meta_file_or_one_in_another_encoding(tmp_path: Path):
    with pytest.raises(BadSetting, match="cannot be opened"):
        read_meta_file(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("title = 'café'".encode("latin-1"))
    with pytest.raises(BadSetting, match="UTF-8"):
        read_meta_file(tmp_path / "latin.toml")


def test_the_first_layer_wins_and_every_field_has_an_origin():
    merged = merge(Metadata(title="A"), with_origin("meta file", title="B", kind="news"), with_origin("file", kind="x", author="C"))
    assert (merged.title, merged.kind, merged.author) == ("A", "news", "C")
    assert merged.origins == {"title": "option", "kind": "meta file", "author": "file", "publisher": "none", "published": "none", "url": "none",
                              "language": "none"}
