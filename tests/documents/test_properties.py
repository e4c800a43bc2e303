"""What holds for any input whatever: spans lie in the text, in order and apart; nothing but a NoriaError is raised."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noria.documents.infobox import split_value
from noria.documents.marks import citations_for
from noria.documents.model import Document
from noria.documents.read import read_path, read_text, sniff
from noria.errors import NoriaError
from noria.reading.passage import passages
from noria.values.span import Span

# Pieces of every format, so that arbitrary input meets the readers' rules and not only their refusals.
PIECES = ["\n", "\n\n", " ", "= Ford =", "== Course ==", "Infobox", "- Date: 3 May, * B", "* item", "[4]", "[a]", "**", "[x](y)", "![p](q)", "---\n",
          "a: [b, 'c']\n", "| a | b |", "{{Infobox x|a=b, c}}", "{{", "}}", "[[File:x|y]]", "[[a|b]]", "<ref name=a>", "</ref>", "<p>", "</p>", "<br>",
          "<blockquote class='tweet'>", "</blockquote>", "<table>", "<html>", "<!--", "-->", "{|", "|-", "|}", "'''", "The town fell.", "LORNE (AP) -",
          "— Desk (@desk) May 3, 1997", "04 December, 2024", "[Agency]", "word", "May 24", "`", "```\n", "> ", "# Head", "__", "_x_", "(", ")", ",", "|", "é"]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(document: Document) -> None:
    size, end = len(document.text), 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= size
        words = block.span.of(document.text)
        assert words == words.strip()
        end = block.span.end
    end = 0
    for mark in document.marks:
        assert end <= mark.span.start < mark.span.end <= size
        end = mark.span.end
    for field in document.infobox:
        assert field.span.end <= size
        assert field.span.contains(field.value)
        for item in field.items:
            assert field.value.contains(item.span)
            assert " ".join(item.span.of(document.text).split()) == " ".join(item.text.split())
    for block in document.blocks:
        citations_for(document, block.span)
    passages(document)


def lines_normalised(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@slow
@given(texts)
def test_any_text(text: str):
    try:
        document = read_text(text)
    except NoriaError:
        return
    check(document)
    if sniff(lines_normalised(text)) in {"plain", "dump", "markdown"}:
        assert document.text == lines_normalised(text)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".wiki", ".jsonl", ".rss", ".pdf", ".docx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), texts.map(lambda text: text.encode("utf-8", "replace")),
                         st.binary(max_size=100).map(lambda data: b"%PDF-1.4\n" + data)))
def test_any_bytes_under_any_ending(ending: str, content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report{ending}")
        path.write_bytes(content)
        for found in read_path(path):
            if isinstance(found, Document):
                check(found)


@given(st.text(alphabet=st.sampled_from("AbC ,*|()12\n[]"), max_size=60))
def test_any_infobox_value(value: str):
    span = Span(2, 2 + len(value))
    end = 0
    for item in split_value(f": {value}", span):
        assert end <= item.span.start < item.span.end <= span.end
        end = item.span.end


@given(texts)
def test_reading_twice_gives_the_same(text: str):
    try:
        assert read_text(text) == read_text(text)
    except NoriaError:
        return
