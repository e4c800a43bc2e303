"""Verify finds each kind of break, and says where."""

from __future__ import annotations

import pytest
from record_factory import claim_at, document, put
from sqlalchemy import text

from noria.claims.infobox_facts import FactLine, InfoboxFacts, line_id
from noria.claims.model import Refusal
from noria.values.span import Span

DOC = document("The garrison left. Two trucks burned near the mill.", file="mill.txt")
LEFT = claim_at(DOC, "The garrison left.", "left", "withdraw")

# Each break as somebody's hand on the database could make it: check, statement, words of the message.
BREAKS = [
    ("document id", "UPDATE document SET text = text || '!'", "its text gives d-"),
    ("quote", "UPDATE document SET text = ' ' || text", "the text there is not the quote 'The garrison left.'"),
    ("trigger", "UPDATE document SET text = ' ' || text", "is not the trigger 'left'"),
    ("trigger", """UPDATE claim SET payload = replace(payload, '"start":13,"end":17', '"start":20,"end":24')""", "lies outside its quote"),
    ("claim id", """UPDATE claim SET payload = replace(payload, '"type":"withdraw"', '"type":"defect"')""", "does not re-derive"),
    ("claim row", "UPDATE claim SET type = 'capture'", "do not say what the claim says"),
    ("claim row", "UPDATE claim SET start = 12", "do not say what the claim says"),
    ("claim", "UPDATE claim SET payload = '{}'", "cannot be read back"),
    ("claim", """UPDATE claim SET payload = replace(payload, '"end":18', '"end":-1')""", "cannot be read back"),
    ("document", "UPDATE document SET payload = '{}'", "cannot be read back"),
    ("claim document", """UPDATE claim SET payload = replace(payload, '"id":"d-', '"id":"d-0')""", "it is of document d-0"),
    ("refusal", "UPDATE refusal SET quote = 'Three trucks'", "is not the refused 'Three trucks'"),
    ("block", """UPDATE document SET payload = replace(payload, '"end":51', '"end":52')""", "beyond the end"),
    ("infobox", """UPDATE infobox SET payload = replace(payload, 'The garrison', 'The garden')""", "is not the infobox line"),
    ("derived", """INSERT INTO problem (owner, ordinal, rule, rank, payload) VALUES ('p', 0, 'r', '', '{"tolls":[{"claim":"c-gone"}],"claims":[]}')""",
     "problem p rests on claim c-gone"),
]


@pytest.fixture
def whole(store):
    put(store, DOC, [LEFT], [Refusal(DOC.id, Span(19, 51), "Two trucks burned near the mill.", "nobody did it", "r")])
    line = Span(0, 18)
    facts = InfoboxFacts(document=LEFT.document, name="Mill", time=LEFT.time,
                         lines=(FactLine(line_id(DOC.id, line, "The garrison left."), "Result", "The garrison left.", line),))
    with store.writing() as record:
        record.claims.put_facts([facts])
    return store


def test_a_whole_record_has_no_breaks(whole):
    with whole.reading() as record:
        assert record.verify() == []


@pytest.mark.parametrize(("check", "statement", "words"), BREAKS)
def test_each_break_is_found(whole, check, statement, words):
    with whole.writing() as record:
        record.connection.exec_driver_sql(statement)
    with whole.reading() as record:
        found = record.verify()
    assert any(b.check == check and words in b.message for b in found), found


def test_a_break_names_file_offsets_and_claim(whole):
    with whole.writing() as record:
        record.connection.execute(text("UPDATE document SET text = replace(text, 'garrison', 'convoyed')"))
    with whole.reading() as record:
        [line] = [str(b) for b in record.verify() if b.check == "quote"]
    assert line == f"mill.txt 0..18: the text there is not the quote 'The garrison left.' (claim {LEFT.id})"


def test_infobox_facts_come_back_and_results_may_rest_on_their_lines(whole):
    with whole.reading() as record:
        [facts] = record.claims.facts()
        assert record.claims.facts(document_id=DOC.id, published_by=DOC.meta.published) == [facts]
        assert record.claims.facts(document_id="d-other") == []
    with whole.writing() as record:
        record.derived.replace({"problem": [{"owner": "p", "ordinal": 0, "rule": "r", "rank": "", "payload": f'{{"claims":["{facts.lines[0].id}"]}}'}]})
        assert record.verify() == []
