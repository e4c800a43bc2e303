"""Reference marks: what is one, and which sentence it closes."""

from __future__ import annotations

import pytest

from noria.documents.marks import citations_for
from noria.documents.read import read_text
from noria.values.span import Span


@pytest.mark.parametrize(("text", "keys"), [
    ("It fell.[25]", ["25"]),
    ("It fell.[8][17]", ["8", "17"]),
    ("It fell.[note 3][a]", ["note 3", "a"]),
    ("It fell.[citation needed]", ["citation needed"]),
    ("It fell,[when?] they said.", ["when?"]),
    ("[25] It fell.", ["25"]),
    ("It fell [3] at noon.", ["3"]),
    ("It fell.[12]:45–47 It rained.", ["12"]),
    ('[H]e fled to [a] friend, "[w]ith nothing".', []),
    ("In [2012] it fell.", []),
    ("They [the rebels] fled [...] at noon.", []),
])
def test_what_is_a_mark(text: str, keys: list[str]):
    assert [mark.key for mark in read_text(text).marks] == keys


@pytest.mark.parametrize(("text", "sentence", "keys"), [
    pytest.param("The bridge fell.[4]", "The bridge fell.", ("4",), id="behind the full stop"),
    pytest.param("The bridge fell.[4][note 2] It rained.", "The bridge fell.", ("4", "note 2"), id="two marks"),
    pytest.param("The bridge fell. [4] It rained.", "The bridge fell.", ("4",), id="behind a space"),
    pytest.param("The bridge fell. [4] It rained.", "It rained.", (), id="never before the first word"),
    pytest.param("The bridge fell. [4] It rained.", "[4] It rained.", (), id="even inside the span"),
    pytest.param("The bridge,[3] they said, fell.[4]", "The bridge,[3] they said, fell.", ("3", "4"), id="inside the sentence"),
    pytest.param("It fell.[4] It rained.[4]", "It rained.", ("4",), id="the same mark again"),
    pytest.param('They said "it fell".[4]\nIt rained.', 'They said "it fell".', ("4",), id="behind quotation marks"),
    pytest.param("[4] The bridge fell.\n[5] The port burned.\n", "[4] The bridge fell.", (), id="excerpt: the next line's mark is not this one's"),
    pytest.param("[4] The bridge fell.\n[5] The port burned.\n", "The port burned.", (), id="excerpt: a mark at the head of its line"),
    pytest.param("# Ford\n\nThe **bridge** fell.[^7] It [rained](https://e.org).\n", "The **bridge** fell.", ("7",), id="markup is no citation"),
])
def test_which_sentence_a_mark_closes(text: str, sentence: str, keys: tuple[str, ...]):
    document = read_text(text)
    start = document.text.index(sentence)
    assert citations_for(document, Span(start, start + len(sentence))) == keys


def test_a_hard_wrapped_mark_closes_the_line_before():
    text = ("The column left the port before dawn on Sunday morning.\n[4] By noon it had reached the second of three bridges,\n"
            "where General Bern was waiting with the guns of the\nFifth Brigade, and where the road into the hills was\nmined.\n")
    document = read_text(text)
    assert citations_for(document, Span(0, text.index("\n"))) == ("4",)


def test_citations_of_an_infobox_line():
    text = "= Ford =\n\nInfobox\n- Result: The ford fell[4]\n- Place: Lorne\n\nIt fell.\n"
    document = read_text(text)
    assert citations_for(document, document.infobox[0].value) == ("4",)
    assert [item.text for item in document.infobox[0].items] == ["The ford fell"]
    assert citations_for(document, document.infobox[1].value) == ()
