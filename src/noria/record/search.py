"""Full text search over the sentences of claims: FTS5 on SQLite, a GIN index on PostgreSQL, kept up by the tables themselves.

What is searched is a sentence folded (no case, accents, punctuation), with the names that its places and actors are known by. All words asked
for must occur, each as the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, insert, select, text

from noria.claims.model import Claim
from noria.record.schema import claim, sentence
from noria.values.folding import fold

_FTS = (
    "CREATE VIRTUAL TABLE sentence_index USING fts5(words, content='sentence', content_rowid='number', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER sentence_in AFTER INSERT ON sentence BEGIN INSERT INTO sentence_index(rowid, words) VALUES (new.number, new.words); END",
    ("CREATE TRIGGER sentence_out AFTER DELETE ON sentence BEGIN "
    "INSERT INTO sentence_index(sentence_index, rowid, words) VALUES ('delete', old.number, old.words); END"))
_GIN = ("CREATE INDEX sentence_index ON sentence USING gin (to_tsvector('simple', words))",)
_WORD = re.compile(r"\w+")


def create_index(connection: Connection) -> None:
    """Make the index over the sentences, and what keeps it up."""
    for statement in _FTS if connection.dialect.name == "sqlite" else _GIN:
        connection.execute(text(statement))


def put_sentences(connection: Connection, claims: Sequence[Claim]) -> None:
    """Make the sentences of claims, which are in the record, to be found."""
    if claims:
        connection.execute(insert(sentence), [{"claim": one.id, "words": _words(one)} for one in claims])


def claims_with(connection: Connection, asked: str) -> Select[Any] | None:
    """A question for the ids of claims whose sentence holds all words of `asked`; None where nothing is asked."""
    wanted = _WORD.findall(fold(asked))
    if not wanted:
        return None
    found = select(sentence.c.claim).join(claim, claim.c.id == sentence.c.claim)
    return found.where(_match(connection, wanted))


def _match(connection: Connection, wanted: Sequence[str]) -> ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        asked = " AND ".join(f'"{word}"*' for word in wanted)
        inside = text("SELECT rowid FROM sentence_index WHERE sentence_index MATCH :asked").bindparams(asked=asked).columns(rowid=Integer)
        return sentence.c.number.in_(inside)
    asked = " & ".join(f"{word}:*" for word in wanted)
    return func.to_tsvector("simple", sentence.c.words).op("@@")(func.to_tsquery("simple", asked))


def _words(one: Claim) -> str:
    names = (place.name for place in one.places), (actor.name for actor in (*one.actors, *one.targets)), (who.name for who in one.attribution)
    known = dict.fromkeys(name for group in names for name in group if name is not None)
    return fold(" ".join([one.evidence.quote, one.type, *known]))
