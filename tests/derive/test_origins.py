"""One origin: copied passages, excerpts, and reports that quote the same monitor."""

from __future__ import annotations

from factory import claim

from noria.derive.origins import find_origins
from noria.reference.codebook import Codebook, Source

LONG = "Shells fired from the eastern ridge killed at least four traders in the covered market of Omdurman on Tuesday."


def origins_of(*claims, book=None):
    found = find_origins(claims, book or Codebook())
    return [found.of[c.id] for c in claims]


def test_the_same_sentence_in_two_papers_is_one_origin():
    one, other = origins_of(claim("shelling", LONG, document="d-1"), claim("shelling", LONG, document="d-2"))
    assert one == other


def test_a_lightly_edited_copy_is_the_same_origin():
    edited = LONG.replace("covered market", "old covered market")
    one, other = origins_of(claim("shelling", LONG, document="d-1"), claim("shelling", edited, document="d-2"))
    assert one == other


def test_the_same_words_with_another_figure_are_another_report():
    one, other = origins_of(claim("shelling", "At least 14 people were killed in the shelling of Bahri, the monitor's bulletin said.", document="d-1"),
                            claim("shelling", "At least 15 people were killed in the shelling of Bahri, the monitor's bulletin said.", document="d-2"))
    assert one != other


def test_short_stock_sentences_do_not_make_one_origin():
    one, other = origins_of(claim("clash", "Fighting went on.", document="d-1"), claim("clash", "Fighting goes on.", document="d-2"))
    assert one != other


def test_two_papers_quoting_one_monitor():
    book = Codebook(sources=(Source(id="scm", name="Sudan Conflict Monitor", other_names=("SCM",)),))
    one, other, own = origins_of(
        claim("casualty", "The Sudan Conflict Monitor counted nine dead.", document="d-1", sources=("Sudan Conflict Monitor",)),
        claim("casualty", "Nine people died, according to SCM.", document="d-2", sources=("SCM",)),
        claim("casualty", "Nine bodies were brought in.", document="d-3", publisher="SCM"), book=book)
    assert one == other == own


def test_unnamed_sources_are_no_common_origin():
    one, other = origins_of(claim("casualty", "Residents said nine had died.", document="d-1", sources=("residents",)),
                            claim("casualty", "Nine are dead, residents told us.", document="d-2", sources=("residents",)))
    assert one != other


def test_an_excerpt_belongs_to_the_whole_whatever_its_date():
    whole = [claim("clash", f"On day {n} the brigades fought for the ford below village number {n}.", document="d-whole", at=n * 100,
                   published="2021-05-01") for n in range(6)]
    part = [claim("clash", c.evidence.quote, document="d-part", at=n * 100, published="2021-04-01") for n, c in enumerate(whole[:2])]
    own = claim("clash", "Another paper saw the brigades at the ford with its own eyes that day.", document="d-own")
    found = find_origins([*whole, *part, own], Codebook())
    assert len({found.of[c.id] for c in (*whole, *part)}) == 1
    assert found.of[own.id] != found.of[whole[0].id]
