"""The tables of the record, as they stand at `SCHEMA`. A change here goes with a new numbered file in `migrations/versions`.

Days are stored as day numbers (`noria.values.day.Day.ordinal`), spans as offsets in code points, values as JSON text, so
that both databases hold the same characters. What is derived (event and below) can always be rebuilt from the claims.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, text

SCHEMA = "0004"

metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"})

# Order is by code point on both databases, whatever language the server was set up for.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


# What was read: one row a file of the dossier's sources, with the state it was read in.
source = Table(
    "source", metadata,
    Column("file", _TEXT, primary_key=True),
    Column("sha256", _TEXT, nullable=False),
    Column("reader", _TEXT, nullable=False),  # fingerprint of everything besides the file that the reading depended on
)

source_problem = Table(
    "source_problem", metadata,
    Column("file", _TEXT, ForeignKey("source.file", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("message", _TEXT, nullable=False),
    Column("line", Integer),
    Column("same_as", _TEXT),  # the file that holds the same text; when it goes, this one is read again
)

document = Table(
    "document", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("file", _TEXT, ForeignKey("source.file", ondelete="CASCADE"), nullable=False),
    Column("entry", Integer, nullable=False),  # place among the documents of its file
    Column("title", _TEXT),
    Column("publisher", _TEXT),
    Column("published", Integer),
    Column("kind", _TEXT),
    Column("url", _TEXT),
    Column("language", _TEXT),
    Column("sha256", _TEXT, nullable=False),
    Column("text", _TEXT, nullable=False),
    Column("payload", _TEXT, nullable=False),  # the whole Document but for its text
    Index(None, "file", "entry"),
    Index(None, "published"),
)

claim = Table(
    "claim", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("document", _TEXT, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("at", Integer, nullable=False),  # offset of the trigger
    Column("type", _TEXT, nullable=False),
    Column("factuality", _TEXT, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("attribution", _TEXT),  # the outermost source, as named
    Column("payload", _TEXT, nullable=False),  # the published JSON form
    Index(None, "document", "at"),
    Index(None, "type", "start"),
    Index(None, "start", "end"),
)

claim_place = Table(
    "claim_place", metadata,
    Column("claim", _TEXT, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("place", _TEXT),
    Column("name", _TEXT, nullable=False),
    Column("mention", _TEXT, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Index(None, "place"),
    Index(None, "name"),
)

claim_actor = Table(
    "claim_actor", metadata,
    Column("claim", _TEXT, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("role", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("actor", _TEXT),
    Column("name", _TEXT, nullable=False),
    Index(None, "actor"),
    Index(None, "name"),
)

# The words of a claim's sentence, folded, for the full text index that `search.py` puts upon it.
sentence = Table(
    "sentence", metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", _TEXT, ForeignKey("claim.id", ondelete="CASCADE"), nullable=False),
    Column("words", _TEXT, nullable=False),
    Index(None, "claim"),
)

refusal = Table(
    "refusal", metadata,
    Column("document", _TEXT, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", _TEXT, nullable=False),
    Column("reason", _TEXT, nullable=False),
    Column("rule", _TEXT, nullable=False),
)

# What the infobox of a document tells that is no claim; its lines have ids that results may name like claims.
infobox = Table(
    "infobox", metadata,
    Column("document", _TEXT, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("payload", _TEXT, nullable=False),
)

# Names of places where they stand, in claims and out of them; `judgement` is the one that settled what the name means there.
toponym = Table(
    "toponym", metadata,
    Column("document", _TEXT, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("key", _TEXT, nullable=False),  # the name folded
    Column("place", _TEXT),
    Column("judgement", _TEXT),
    Column("payload", _TEXT, nullable=False),
    Index(None, "key"),
    Index(None, "place"),
    Index(None, "judgement"),
)

# What people decided: beside the machine's result, never over it. `target` is an id that a rebuild may bring back, so no key.
judgement = Table(
    "judgement", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("target", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("made_by", _TEXT, nullable=False),
    Column("made_at", _TEXT, nullable=False),  # ISO 8601, UTC
    Column("reason", _TEXT, nullable=False),
    Column("payload", _TEXT, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index(None, "target"),
)

# Claims that came or went since results were derived: what was derived rests on `was`, the claim as it was then (none of one that is new).
changed = Table(
    "changed", metadata,
    Column("claim", _TEXT, primary_key=True),
    Column("was", _TEXT),
)

# What was derived, each row found by what it is a result of, so that a part can be replaced alone.
event = Table(
    "event", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("type", _TEXT, nullable=False),
    Column("factuality", _TEXT, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("operation", _TEXT),
    Column("anchor", _TEXT),  # the words of its first account, from which the id was made
    Column("naming", _TEXT),  # what else the id could be
    Column("background", Boolean, nullable=False),
    Column("part", _TEXT),  # the part of the ledger of everything that its figures are in
    Column("origins", Integer, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("payload", _TEXT, nullable=False),
    Index(None, "start", "end"),
    Index(None, "anchor"),
    Index(None, "part"),
    Index(None, "type", "start"),
    Index(None, "origins", "accounts"),
)

event_place = Table(
    "event_place", metadata,
    Column("event", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("place", _TEXT),
    Column("name", _TEXT, nullable=False),
    Column("key", _TEXT, nullable=False),  # the place as results know it: its id, or `name:` and its folded name
    Column("lat", Float),
    Column("lon", Float),
    Index(None, "place"),
    Index(None, "name"),
    Index(None, "key"),
)

event_party = Table(
    "event_party", metadata,
    Column("event", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("key", _TEXT, nullable=False),  # the codebook's id, or `name:` and the folded name
    Column("name", _TEXT, nullable=False),
    Column("role", _TEXT, nullable=False),
    Column("side", _TEXT),
    Index(None, "key"),
)

# What a claim was found to be: its event and origin; numbers and ids by which those like it are found.
claim_result = Table(
    "claim_result", metadata,
    Column("claim", _TEXT, primary_key=True),
    Column("event", _TEXT),
    Column("origin", _TEXT),
    Column("document", _TEXT),
    Column("text", BigInteger),  # number of its quote, normalised
    Column("passage", _TEXT),
    Column("component", _TEXT),
    Column("start", Integer),  # days by which it is found when others are linked; with `standing` on the first of its copies alone
    Column("end", Integer),
    Column("standing", _TEXT),
    Column("forces", Boolean),  # whether it matters to forces, to operations
    Column("operations", Boolean),
    Index(None, "event"),
    Index(None, "origin"),
    Index(None, "document"),
    Index(None, "text"),
    Index(None, "passage"),
    Index(None, "component"),
    Index(None, "start", "end"),
    Index("ix_claim_result_forces", "forces", sqlite_where=text("forces"), postgresql_where=text("forces")),
    Index("ix_claim_result_operations", "operations", sqlite_where=text("operations"), postgresql_where=text("operations")),
)

# Claims by the shelves on which they are found where days do not find them, and normalised quotes by the buckets that near ones share.
shelf = Table("shelf", metadata, Column("key", BigInteger, primary_key=True, autoincrement=False), Column("claim", _TEXT, primary_key=True))
bucket = Table("bucket", metadata, Column("bucket", BigInteger, primary_key=True, autoincrement=False),
               Column("text", BigInteger, primary_key=True, autoincrement=False))

# Documents as origins: `above` is what an excerpt is an excerpt of.
origin = Table(
    "origin", metadata,
    Column("document", _TEXT, primary_key=True),
    Column("above", _TEXT),
    Column("payload", _TEXT, nullable=False),
    Index(None, "above"),
)

# Counts over all claims.
tally = Table(
    "tally", metadata,
    Column("kind", _TEXT, primary_key=True),
    Column("key", _TEXT, primary_key=True),
    Column("item", _TEXT, primary_key=True),
    Column("number", Float, nullable=False),
)

# What claims say of who holds a place.
testimony = Table(
    "testimony", metadata,
    Column("place", _TEXT, primary_key=True),
    Column("claim", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("payload", _TEXT, nullable=False),
    Index(None, "claim"),
    Index(None, "place", "day"),
)

holding = Table(
    "holding", metadata,
    Column("place", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("state", _TEXT, nullable=False),
    Column("side", _TEXT),
    Column("since", Integer),
    Column("until", Integer),
    Column("payload", _TEXT, nullable=False),
    Index(None, "since", "until"),
)

# `part` is the part of the ledger of everything that a line of scope "all" is of; they add up.
casualty = Table(
    "casualty", metadata,
    Column("scope", _TEXT, primary_key=True),
    Column("scope_id", _TEXT, primary_key=True),
    Column("part", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("measure", _TEXT, nullable=False),
    Column("rule", _TEXT, nullable=False),
    Column("payload", _TEXT, nullable=False),
    Index(None, "rule"),
)

operation = Table(
    "operation", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("part_of", _TEXT),
    Column("start", Integer),
    Column("end", Integer),
    Column("documents", _TEXT),  # those whose infoboxes describe it
    Column("told", _TEXT),  # claims that sentences place inside it
    Column("outline", _TEXT),  # the operation with the events of its launch alone
    Column("payload", _TEXT, nullable=False),
    Index(None, "start", "end"),
)

force = Table(
    "force", metadata,
    Column("id", _TEXT, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("parent", _TEXT),
    Column("side", _TEXT),
    Column("payload", _TEXT, nullable=False),
    Index(None, "parent"),
)

# `owner` is what the problem is a problem of.
problem = Table(
    "problem", metadata,
    Column("owner", _TEXT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("rule", _TEXT, nullable=False),
    Column("rank", _TEXT, nullable=False),  # among the problems of its rule
    Column("payload", _TEXT, nullable=False),
    Index(None, "rule", "rank"),
)

# When the record was built, and what it stands for. `standing` has one row a key; "derived" names the inputs of the results above.
build = Table(
    "build", metadata,
    Column("number", Integer, primary_key=True),
    Column("started", _TEXT, nullable=False),  # ISO 8601, UTC
    Column("seconds", Float, nullable=False),
    Column("noria", _TEXT, nullable=False),
    Column("payload", _TEXT, nullable=False),  # what was read, withdrawn and refused
)

standing = Table(
    "standing", metadata,
    Column("key", _TEXT, primary_key=True),
    Column("value", _TEXT, nullable=False),
)
