"""Lines into paragraphs, headings, captions, datelines and items. The sentences are invented."""

from __future__ import annotations

import pytest

from noria.documents.read import read_text

INDENT = " " * 8
WRAPPED = f"""The column left the port before dawn on Sunday and by noon
{INDENT}it had reached the second of the three bridges, where
{INDENT}General Bern was waiting with the guns of the Fifth
{INDENT}Brigade.
{INDENT}Nobody was hurt.
{INDENT}On the way back two trucks ran over mines that had been
{INDENT}laid in the night, and eleven men were wounded, four of
{INDENT}them badly.
"""


def blocks(text: str) -> list[tuple[str, str]]:
    document = read_text(text)
    return [(block.kind, " ".join(block.span.of(text).split())) for block in document.blocks]


def test_lines_broken_at_a_width_are_joined():
    assert blocks(WRAPPED) == [
        ("paragraph", " ".join(line.strip() for line in WRAPPED.splitlines()[:4])),
        ("paragraph", "Nobody was hurt."),
        ("paragraph", " ".join(line.strip() for line in WRAPPED.splitlines()[5:])),
    ]


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("The first paragraph stands on a line of its own.\nThe second one does, too.\n",
                 ["The first paragraph stands on a line of its own.", "The second one does, too."], id="a paragraph a line"),
    pytest.param("The brigade crossed the river\nand lost two men.\n", ["The brigade crossed the river and lost two men."], id="goes on in lower case"),
    pytest.param("It fell.\nand so on.\n", ["It fell.", "and so on."], id="a sentence that ended does not go on"),
    pytest.param("One.\n\n\nTwo.\n", ["One.", "Two."], id="blank lines"),
    pytest.param("[4] The bridge fell.\n[5] The port burned.\n", ["[4] The bridge fell.", "[5] The port burned."], id="one cited sentence a line"),
])
def test_paragraphs(text: str, expected: list[str]):
    assert blocks(text) == [("paragraph", words) for words in expected]


@pytest.mark.parametrize(("line", "kind"), [
    ("May 24", "heading"),
    ("1936", "heading"),
    ("Fighting on the outskirts", "heading"),
    ("'Nobody came'", "heading"),
    ("Nobody came.", "paragraph"),
    ("The brigade, which had waited for two days in the hills above the ford without food or orders, did not move", "paragraph"),
    ("Why did they wait?", "paragraph"),
    ("The staff listed the following:", "paragraph"),
])
def test_headings_without_marks(line: str, kind: str):
    text = f"The war went on in the north of the country.\n\n{line}\n\nOn that day the brigade crossed the river and took the hill.\n"
    assert blocks(text)[1] == (kind, line)


def test_a_line_at_the_end_is_no_heading():
    assert blocks("The war went on in the north of the country.\n\nNobody came\n")[-1] == ("paragraph", "Nobody came")


@pytest.mark.parametrize(("text", "dateline"), [
    ("NAIROBI, 3 March (Agency) - Two people were killed.", "NAIROBI, 3 March (Agency) -"),
    ("BEIRUT — Two people were killed.", "BEIRUT —"),
    ("NEWARK, N.J. (AP) - Two people were killed.", "NEWARK, N.J. (AP) -"),
    ("Khartoum, 3 December – Two people were killed.", "Khartoum, 3 December –"),
    ("Geneva/New York, March 3, 2021 - Two people were killed.", "Geneva/New York, March 3, 2021 -"),
    ("Washington (CNN) -- Two people were killed.", "Washington (CNN) --"),
    ("Free River Army (FRA) – Two people were killed.", None),
    ("Two people were killed - both of them children.", None),
    ("Colombo fell to the rebels on Monday.", None),
])
def test_datelines(text: str, dateline: str | None):
    found = [words for kind, words in blocks(text) if kind == "dateline"]
    assert found == ([dateline] if dateline else [])
    assert blocks(text)[-1][0] == "paragraph"


@pytest.mark.parametrize(("text", "caption"), [
    ("Smoke over the port of Lorne on Sunday [Getty]", "Smoke over the port of Lorne on Sunday"),
    ("Smoke over the port (Photo: A. Reyes)", "Smoke over the port"),
    ("Image caption Smoke over the port", "Smoke over the port"),
    ("The commander said that [Bern] would come.", None),
    ("The port burned.[4]", None),
])
def test_captions(text: str, caption: str | None):
    body = f"The war went on in the north.\n\n{text}\n\nThe brigade crossed the river on Sunday.\n"
    assert [words for kind, words in blocks(body) if kind == "caption"] == ([caption] if caption else [])


def test_items_and_furniture():
    text = "The staff said:\n- The bridge fell.\n• The port burned.\n2. Two died.\nADVERTISEMENT\nRead more: The war so far\nIt rained.\n"
    assert blocks(text) == [("paragraph", "The staff said:"), ("item", "The bridge fell."), ("item", "The port burned."), ("item", "Two died."),
                            ("paragraph", "It rained.")]


def test_a_post_with_its_signature_on_a_line_of_its_own():
    document = read_text("The mayor wrote:\n\nThe bridge is gone\n\n— Mayor of Lorne (@lorne) May 3, 1997\n\nIt was gone.\n")
    post = document.blocks[1]
    assert (post.span.of(document.text), str(post.day), post.author) == ("The bridge is gone", "1997-05-03", "Mayor of Lorne (@lorne)")
    assert len(document.blocks) == 3
