"""The reader loses no character of a text and anchors every claim once, however claims, blocks and marks overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from noria.claims.model import Claim, ClaimTime, DocumentRef, Evidence
from noria.documents.model import Block, Document, Mark, Metadata
from noria.values.span import Span
from noria.views.web.marked import marked_text

TEXT = "On 3 May the army took the bridge.[1] Nobody was hurt. A day later it left again, said the mayor.\n\nEnd."
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(min(ends), max(ends)))
FILLED = SPANS.filter(lambda span: len(span) > 0)


def claim(evidence: Span, trigger: Span, number: int) -> Claim:
    inside = Span(min(max(trigger.start, evidence.start), evidence.end - 1), max(min(trigger.end, evidence.end), evidence.start))
    inside = Span(inside.start, max(inside.end, inside.start))
    return Claim(document=DocumentRef("d", "d.txt"), type="clash", time=ClaimTime(None), extractor="test", rule="test", id=f"c-{number}",
                 evidence=Evidence(evidence.of(TEXT), evidence, inside.of(TEXT), inside))


@given(st.lists(st.tuples(FILLED, SPANS), max_size=6), st.lists(FILLED, max_size=4), st.lists(FILLED, max_size=3))
def test_nothing_is_lost(told: list[tuple[Span, Span]], blocks: list[Span], marks: list[Span]) -> None:
    claims = [claim(evidence, trigger, number) for number, (evidence, trigger) in enumerate(told)]
    document = Document(id="d", file="d.txt", text=TEXT, sha256="", meta=Metadata(), blocks=tuple(Block("paragraph", span) for span in blocks),
                        marks=tuple(Mark(span, "1") for span in sorted(marks)))
    segments = [segment for part in marked_text(document, claims) for passage in part.passages for segment in passage.segments]
    assert "".join(segment.text for segment in segments) == TEXT
    assert sorted(id for segment in segments for id in segment.anchors) == [c.id for c in claims]


def test_markup_before_an_infobox_stands_apart() -> None:
    text = "= Title =\n\nInfobox\n- Date: 3 May\n"
    document = Document(id="d", file="a.txt", text=text, sha256="0" * 64, meta=Metadata(),
                        blocks=(Block("title", Span(2, 7), level=1),))
    shown = ["".join(s.text for p in part.passages for s in p.segments) for part in marked_text(document, ()) if not part.bare]
    assert shown == ["Title", "Infobox\n- Date: 3 May\n"]
