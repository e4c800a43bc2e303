"""Small inputs of every format, and what is read from them. The places and wars are invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from noria.documents.model import Document, Metadata, Problem
from noria.documents.read import read_path, read_text, sniff
from noria.errors import UnreadableDocument
from noria.values.day import Day

NEWS = """Northern army closes on Karim Ford

Officers said the river crossing was within reach by nightfall
5 min read
By Ana Reyes
07 March, 1997
Northern army closes on Karim Ford
Trucks of the northern army on the coast road [Agency]

Northern troops reached the hills above Karim Ford on Friday.

LORNE, 7 March (Agency) - Two people were killed in the port.

A town in ruins

Residents said that the market had burned for a day
and that nobody came to put it out.

Shells fell on the market — Desk (@desk) March 6, 1997
"""

DUMP = """= Battle of Karim Ford =

Infobox
- Date: May 23 – October 23, 1997 ()
- Place: Karim Ford, Valland, (parts of Oster, too)
- Units1: 1st Corps, * 20px 2nd Brigade, ** , ** Guards, , Air Force
- Casualties1: 1,200 killed | 30 wounded[4]

The battle was fought for the ford.

== Course ==

=== May ===
 * 23 May – The corps crossed.
 * Flag of Oster.svg 24 May – Shelling killed two.[5]

May 25

It rained.

== See also ==
 * Other battles
"""

MARKDOWN = """---
subject: Battle of Karim Ford
author: An Encyclopedia
pubDate: 1999-10-05 05:10
date:
  - 3–5 May 1997
place: [Karim Ford, 'Oster, Valland']
tags:
  - Battles
---

![Ford (1990)](https://example.org/Ford_(1990).jpg?)
The **Battle of Karim Ford** was fought by the [1st Corps](https://example.org/corps).[^2]

## Course
**3 May**

The corps *crossed*
at dawn.
 * One bridge fell.

| Day | Dead |
| --- | ---- |
| 3 May | 12 |

## References[object Object]
[object Object]
"""

WIKITEXT = """{{Infobox military conflict
| conflict = Battle of Karim Ford
| date = 3–5 May 1997<br>(3 days)
| place = [[Karim Ford]], [[Valland]]
| image = ford.jpg
| units1 = {{plainlist|
* [[1st Corps]]
** 2nd Brigade}}
| commander1 = Gen. A. Bern{{KIA}}
}}
The '''Battle of Karim Ford''' was fought by the [[1st Corps (Valland)|1st Corps]].<ref name="a">{{cite web|title=x}}</ref>
It lasted {{convert|3|days}}.<ref name=a/>{{efn|By one count.}} <!-- hidden -->
[[File:Ford.jpg|thumb|The [[ford]] in 1990]]

== Course ==
* Shelling killed two.<ref>Jones</ref>
{| class="wikitable"
! Day !! Dead
|-
| 3 May || 12
|}

== References ==
{{reflist}}
[[Category:Battles]]
"""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Corps takes Lorne - The Post</title>
<meta property="og:title" content="Corps takes Lorne"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="1997-05-04T22:30:00-05:00"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Corps takes Lorne</h1>
<p>The corps took the port of Lorne on Sunday after a battle that had lasted for a week, officials said in a statement.[3]</p>
<h2>Aftermath</h2>
<blockquote class="twitter-tweet"><p>Shelling of the <a href="#">market</a> now</p>&mdash; Desk (@desk) <a href="#">May 3, 1997</a></blockquote>
<p>Residents were leaving on foot along the coast road, and nobody could say where they would spend the night.</p>
</article><footer>Copyright 2010</footer></body></html>"""

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>River Monitor</title>
<item><title>Strike on Lorne</title><link>https://example.org/1</link><guid>one</guid><pubDate>Sun, 04 May 1997 23:10:00 +0200</pubDate>
<description>&lt;p&gt;A strike hit &lt;b&gt;Lorne&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Two died.&lt;/p&gt;</description></item></channel></rss>"""


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(block.span.of(document.text).split())) for block in document.blocks]


def entries(document: Document) -> dict[str, list[tuple[int, str]]]:
    return {field.key: [(item.depth, item.text) for item in field.items] for field in document.infobox}


def marks(document: Document) -> list[tuple[str, str]]:
    return [(mark.key, mark.span.of(document.text)) for mark in document.marks]


def test_news_report():
    document = read_text(NEWS)
    assert document.text == NEWS
    assert (document.meta.title, document.meta.published, document.meta.author) == (
        "Northern army closes on Karim Ford", Day(1997, 3, 7), "Ana Reyes")
    assert document.meta.origins["published"] == "file"
    assert shape(document) == [
        ("title", "Northern army closes on Karim Ford"),
        ("paragraph", "Officers said the river crossing was within reach by nightfall"),
        ("caption", "Trucks of the northern army on the coast road"),
        ("paragraph", "Northern troops reached the hills above Karim Ford on Friday."),
        ("dateline", "LORNE, 7 March (Agency) -"),
        ("paragraph", "Two people were killed in the port."),
        ("heading", "A town in ruins"),
        ("paragraph", "Residents said that the market had burned for a day and that nobody came to put it out."),
        ("paragraph", "Shells fell on the market"),
    ]
    assert document.blocks[-2].section == ("A town in ruins",)
    assert (document.blocks[-1].day, document.blocks[-1].author) == (Day(1997, 3, 6), "Desk (@desk)")


def test_encyclopedia_dump():
    document = read_text(DUMP)
    assert document.text == DUMP
    assert (document.meta.title, document.meta.kind) == ("Battle of Karim Ford", "encyclopedia")
    assert entries(document) == {
        "Date": [(0, "May 23 – October 23, 1997")],
        "Place": [(0, "Karim Ford"), (0, "Valland"), (0, "(parts of Oster, too)")],
        "Units1": [(0, "1st Corps"), (1, "2nd Brigade"), (2, "Guards"), (0, "Air Force")],
        "Casualties1": [(0, "1,200 killed"), (0, "30 wounded")],
    }
    assert [(block.kind, block.section, block.span.of(DUMP)) for block in document.blocks] == [
        ("title", (), "Battle of Karim Ford"),
        ("paragraph", (), "The battle was fought for the ford."),
        ("heading", (), "Course"),
        ("heading", ("Course",), "May"),
        ("item", ("Course", "May"), "23 May – The corps crossed."),
        ("item", ("Course", "May"), "Flag of Oster.svg 24 May – Shelling killed two.[5]"),
        ("heading", ("Course", "May"), "May 25"),
        ("paragraph", ("Course", "May", "May 25"), "It rained."),
    ]
    assert marks(document) == [("4", "[4]"), ("", "Flag of Oster.svg"), ("5", "[5]")]


def test_markdown_with_front_matter():
    document = read_text(MARKDOWN)
    assert document.text == MARKDOWN
    assert (document.meta.title, document.meta.author, document.meta.published) == (
        "Battle of Karim Ford", "An Encyclopedia", Day(1999, 10, 5))
    assert [(field.key, [item.text for item in field.items]) for field in document.infobox] == [
        ("date", ["3–5 May 1997"]), ("place", ["Karim Ford"]), ("place", ["Oster", "Valland"])]
    assert shape(document) == [
        ("paragraph", "The **Battle of Karim Ford** was fought by the [1st Corps](https://example.org/corps).[^2]"),
        ("heading", "Course"),
        ("heading", "3 May"),
        ("paragraph", "The corps *crossed* at dawn."),
        ("item", "One bridge fell."),
        ("table", "Day | Dead"),
        ("table", "3 May | 12"),
    ]
    assert [block.level for block in document.blocks if block.kind == "table"] == [1, 0]
    assert marks(document) == [("", "**"), ("", "**"), ("", "["), ("", "](https://example.org/corps)"), ("2", "[^2]"), ("", "*"), ("", "*")]


@pytest.mark.parametrize(("front", "published", "problem"), [
    ("date: 1997-05-03", Day(1997, 5, 3), False),
    ("date: [1997-05-03, 1997-05-05]", None, False),
    ("date: 3/5/1997", None, False),
    ("title: [unclosed", None, True),
])
def test_front_matter_dates_and_faults(tmp_path: Path, front: str, published: Day | None, problem: bool):
    path = tmp_path / "report.md"
    path.write_text(f"---\n{front}\n---\nThe corps crossed.\n", encoding="utf-8")
    document, *rest = read_path(path)
    assert isinstance(document, Document)
    assert document.meta.published == published
    assert [isinstance(found, Problem) and found.line is not None for found in rest] == [True] * problem


def test_wikitext():
    document = read_text(WIKITEXT)
    assert entries(document) == {
        "Conflict": [(0, "Battle of Karim Ford")],
        "Date": [(0, "3–5 May 1997"), (0, "(3 days)")],
        "Place": [(0, "Karim Ford"), (0, "Valland")],
        "Units1": [(1, "1st Corps"), (2, "2nd Brigade")],
        "Commander1": [(0, "Gen. A. BernKIA")],
    }
    assert shape(document) == [
        ("paragraph", "The Battle of Karim Ford was fought by the 1st Corps.[1] It lasted 3 days.[1][note 1]"),
        ("heading", "Course"),
        ("item", "Shelling killed two.[2]"),
        ("table", "Day | Dead"),
        ("table", "3 May | 12"),
    ]
    assert [key for key, _ in marks(document)] == ["1", "1", "note 1", "2"]


def test_web_page():
    document = read_text(PAGE)
    meta = document.meta
    assert (meta.title, meta.publisher, meta.published, meta.language) == ("Corps takes Lorne", "The Post", Day(1997, 5, 4), "en")
    assert shape(document) == [
        ("title", "Corps takes Lorne"),
        ("paragraph", "The corps took the port of Lorne on Sunday after a battle that had lasted for a week, officials said in a statement.[3]"),
        ("heading", "Aftermath"),
        ("paragraph", "Shelling of the market now"),
        ("paragraph", "Residents were leaving on foot along the coast road, and nobody could say where they would spend the night."),
    ]
    post = document.blocks[3]
    assert (post.day, post.author, post.section) == (Day(1997, 5, 3), "Desk (@desk)", ("Aftermath",))


def test_json_lines_tell_each_bad_line_and_go_on(tmp_path: Path):
    path = tmp_path / "feed.jsonl"
    lines = [json.dumps({"title": "Strike", "text": "Two died in Lorne.\r\n", "date": "1997-05-03T10:00:00Z", "source": {"name": "Monitor"}, "id": 7}),
             "nope", "", json.dumps({"body": "The port is shut.", "published": "03/04/1997"}), "[1]", json.dumps({"title": "x"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_path(path, Metadata(publisher="Given")))
    first, second = (entry for entry in found if isinstance(entry, Document))
    assert (first.text, first.meta.published) == ("Strike\n\nTwo died in Lorne.\n", Day(1997, 5, 3))
    assert (first.meta.publisher, first.meta.origins["publisher"], first.meta.origins["published"]) == ("Given", "option", "file")
    assert shape(first) == [("title", "Strike"), ("paragraph", "Two died in Lorne.")]
    assert (second.meta.published, second.meta.origins["published"]) == (None, "none")
    assert [entry.line for entry in found if isinstance(entry, Problem)] == [2, 4, 5, 6]


def test_feed_entries_with_one_text_have_ids_of_their_own(tmp_path: Path):
    path = tmp_path / "feed.jsonl"
    path.write_text('{"id": "a", "text": "Two died."}\n{"id": "b", "text": "Two died."}\n', encoding="utf-8")
    assert len({entry.id for entry in read_path(path) if isinstance(entry, Document)}) == 2


def test_rss():
    document = read_text(RSS)
    assert (document.meta.publisher, document.meta.published, document.meta.url) == ("River Monitor", Day(1997, 5, 4), "https://example.org/1")
    assert shape(document) == [("title", "Strike on Lorne"), ("paragraph", "A strike hit Lorne."), ("paragraph", "Two died.")]


def test_word(tmp_path: Path):
    report = docx.Document()
    report.add_heading("Daily report", 0)
    report.add_heading("North", 1)
    report.add_paragraph("Two died at Lorne.")
    report.add_paragraph("A bridge fell.", style="List Bullet")
    table = report.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Day", "Dead"
    report.save(str(tmp_path / "report.docx"))
    (document,) = read_path(tmp_path / "report.docx")
    assert isinstance(document, Document)
    assert shape(document) == [("title", "Daily report"), ("heading", "North"), ("paragraph", "Two died at Lorne."), ("item", "A bridge fell."),
                               ("table", "Day | Dead")]
    assert document.blocks[2].section == ("North",)


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    text = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {text} ET".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (rows, start))
    return out.getvalue()


def test_pdf(tmp_path: Path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf("The corps reached the hills above the ford", "and waited for the guns."))
    (document,) = read_path(path)
    assert isinstance(document, Document)
    assert shape(document) == [("paragraph", "The corps reached the hills above the ford and waited for the guns.")]


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n \n", "the file is empty"),
    ("dots.txt", b"...\n", "holds no text"),
    ("zeros.txt", b"a\0b", "binary"),
    ("picture.txt", b"\x89PNG\r\n", "a PNG picture"),
    ("latin.txt", "one\ncafé\n".encode("latin-1"), "not UTF-8 text (byte 0xe9)"),
    ("scan.pdf", pdf(""), "no text layer"),
    ("broken.pdf", b"%PDF-1.4 and no more", "damaged"),
    ("broken.docx", b"PK\x03\x04 and no more", "damaged"),
    ("old.doc", b"x", "save it as .docx"),
    ("table.csv", b"a,b", "a table"),
    ("none.rss", b"hello", "no RSS or Atom entries"),
    ("none.jsonl", b"\n", "the file is empty"),
    ("page.html", b"<html><head></head><body></body></html>", "holds no text"),
    ("charset.html", b'<html><meta charset="klingon"><body>word</body></html>', "unknown encoding"),
])
def test_unreadable_files_say_why(tmp_path: Path, name: str, data: bytes, reason: str):
    (tmp_path / name).write_bytes(data)
    (problem,) = read_path(tmp_path / name)
    assert isinstance(problem, Problem)
    assert reason in problem.message
    assert problem.file == str(tmp_path / name)


def test_wrong_encoding_names_the_line(tmp_path: Path):
    (tmp_path / "report.txt").write_bytes("one\ncafé\n".encode("latin-1"))
    (problem,) = read_path(tmp_path / "report.txt")
    assert isinstance(problem, Problem)
    assert problem.line == 2


def test_a_file_that_is_too_large_is_reported_unread(tmp_path: Path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (problem,) = read_path(tmp_path / "large.txt")
    assert isinstance(problem, Problem)
    assert "200 MiB" in problem.message


def test_missing_files_and_folders_are_problems(tmp_path: Path):
    assert [type(found) for path in (tmp_path / "none.txt", tmp_path) for found in read_path(path)] == [Problem, Problem]


@pytest.mark.parametrize(("encoding", "data"), [
    ("utf-8-sig", "The café burned.\n"), ("utf-16", "The café burned.\n"), ("utf-32", "The café burned.\n")])
def test_byte_order_marks(tmp_path: Path, encoding: str, data: str):
    (tmp_path / "report.txt").write_bytes(data.encode(encoding))
    (document,) = read_path(tmp_path / "report.txt")
    assert isinstance(document, Document)
    assert document.text == data


def test_declared_charset_of_a_page(tmp_path: Path):
    page = '<html><head><meta charset="iso-8859-1"></head><body><article><p>The café burned on Sunday.</p></article></body></html>'
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))
    (document,) = read_path(tmp_path / "page.html")
    assert isinstance(document, Document)
    assert "café" in document.text


@pytest.mark.parametrize(("text", "format_"), [
    (NEWS, "plain"), (DUMP, "dump"), (MARKDOWN, "markdown"), (WIKITEXT, "wikitext"), (PAGE, "html"), (RSS, "syndication"),
    ('{"text": "Two died."}\n', "jsonl"), ("{not json}\n", "plain"), ("--- a dash\n", "plain"), ("# Report\n\nTwo died.\n", "markdown"),
    ("The price was [[unclear] and {{odd.", "plain"),
])
def test_sniffing(text: str, format_: str):
    assert sniff(text) == format_


def test_a_feed_of_many_is_not_one_document():
    with pytest.raises(UnreadableDocument, match="a feed of 2 documents"):
        read_text('{"text": "Two died."}\n{"text": "Three died."}\n')


def test_given_values_win_over_the_file():
    document = read_text(NEWS, given=Metadata(published=Day(1997, 3, 8), origins={"published": "meta file"}))
    assert document.meta.published == Day(1997, 3, 8)
    assert document.meta.origins["published"] == "meta file"
    assert document.meta.origins["title"] == "file"
    assert document.meta.origins["url"] == "none"


def test_the_same_text_has_the_same_id_wherever_it_lies():
    assert read_text("Two died.", file="a.txt").id == read_text("Two died.", file="b.txt").id != read_text("Three died.").id
