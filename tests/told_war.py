"""Sources whose every line is one claim, written so that a test can throw them together: real derivations, no language pipeline.

The first line is the day of publication. Then "capture; Northern army; Lake militia; Goma; 3; 5; guns fell silent near river": type, who, to
whom, where, day of March 2001 (0 for none), killed (0 for none), words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from claim_sets import ACTORS, PLACES, WORDS
from hypothesis import strategies as st
from record_factory import claim_at

from noria.claims.extraction import Extraction
from noria.claims.model import Attribution, ClaimTime
from noria.documents.model import Block, Document, Metadata
from noria.dossier.parts import Parts, ReaderSpec, derive_results
from noria.values.count import Count
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.span import Span

CODEBOOK = ('[[side]]\nid = "n"\nname = "North"\n\n[[side]]\nid = "s"\nname = "South"\n\n'
            '[[actor]]\nid = "na"\nname = "Northern army"\nside = "n"\n\n[[actor]]\nid = "sa"\nname = "Southern army"\nside = "s"\n')
TYPES = "capture withdraw hold advance encircle clash shelling attack casualty launch deploy state".split()
_PEOPLE = {actor.mention: actor for actor in ACTORS}
_PLACES = {place.mention: place for place in PLACES}

line = st.builds(
    lambda kind, by, at, where, day, dead, words: f"{kind}; {by}; {at}; {where}; {day}; {dead if kind == 'casualty' else 0}; {' '.join(words)}",
    st.sampled_from(TYPES), st.sampled_from(["", *_PEOPLE]), st.sampled_from(["", *_PEOPLE]), st.sampled_from(["", *_PLACES]), st.integers(0, 4),
    st.integers(1, 9), st.lists(st.sampled_from(WORDS), min_size=4, max_size=6, unique=True))
report = st.tuples(st.integers(10, 13), st.lists(line, min_size=1, max_size=5, unique=True)).map(
    lambda told: "\n".join([f"2001-03-{told[0]}", *told[1]]) + "\n")
wars = st.dictionaries(st.sampled_from([f"{name}.txt" for name in "abcd"]), report, min_size=1)


def read_file(path: Path, given: Metadata | None) -> Iterator[Document]:
    assert given is None
    text = path.read_text()
    yield Document(id=content_id("d", {"text": text, "key": ""}), file=str(path), text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
                   meta=Metadata(published=Day.parse(text.split("\n", 1)[0]), publisher=f"The {path.stem}"),
                   blocks=(Block("paragraph", Span(0, len(text))),))


class LineReader:
    def extract(self, document: Document) -> Extraction:
        return Extraction(tuple(_claim(document, told) for told in document.text.splitlines()[1:] if told), ())


def _claim(document, told):
    type_, by, at, where, number, dead, words = told.split("; ")
    day = Day(2001, 3, int(number)) if number != "0" else None
    return claim_at(document, told, type_, type_, actors=(_PEOPLE[by],) if by else (), targets=(_PEOPLE[at],) if at else (),
                    places=(_PLACES[where],) if where else (), counts=(Count("killed", int(dead), int(dead), group="civilians"),) if dead != "0" else (),
                    time=ClaimTime(Interval.day(day), str(day), "day", None, "explicit") if day else ClaimTime(None, reason="no date"),
                    attribution=(Attribution("The Monitor", "The Monitor", "said"),) if words.startswith("g") else ())


def make_reader(_: ReaderSpec) -> LineReader:
    return LineReader()


PARTS = Parts(name="told", read_file=read_file, prepare=lambda _: (), make_reader=make_reader, derive=derive_results)
