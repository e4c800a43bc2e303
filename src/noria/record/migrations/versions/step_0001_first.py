"""The first schema: sources and documents, claims and refusals, judgements, what is derived, history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _read()
    _claims()
    _decided()
    _derived()
    _history()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=null)


def _integer(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _table(name: str, *columns: sa.Column[Any], key: tuple[str, ...], within: dict[str, str] | None = None,
           indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    """Create a table; rows go with the rows of other tables that `within` says they are part of."""
    owners = [sa.ForeignKeyConstraint([column], [f"{owner}.{'file' if owner == 'source' else 'id'}"], ondelete="CASCADE",
                                      name=f"fk_{name}_{column}") for column, owner in (within or {}).items()]
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"), *owners)
    for index in indexes:
        op.create_index(f"ix_{name}_{'_'.join(index)}", name, list(index))


def _read() -> None:
    _table("source", _text("file"), _text("sha256"), _text("reader"), key=("file",))
    _table("source_problem", _text("file"), _integer("ordinal"), _text("message"), _integer("line", null=True),
           _text("same_as", null=True), key=("file", "ordinal"), within={"file": "source"})
    _table("document", _text("id"), _text("file"), _integer("entry"), _text("title", null=True),
           _text("publisher", null=True), _integer("published", null=True), _text("kind", null=True), _text("url", null=True),
           _text("language", null=True), _text("sha256"), _text("text"), _text("payload"), key=("id",),
           within={"file": "source"}, indexes=(("file", "entry"), ("published",)))


def _claims() -> None:
    _table("claim", _text("id"), _text("document"), _integer("at"), _text("type"), _text("factuality"),
           _integer("start", null=True), _integer("end", null=True), _text("attribution", null=True), _text("payload"),
           key=("id",), within={"document": "document"}, indexes=(("document", "at"), ("start", "end"), ("type", "start")))
    _table("claim_place", _text("claim"), _integer("ordinal"), _text("place", null=True), _text("name"),
           key=("claim", "ordinal"), within={"claim": "claim"}, indexes=(("name",), ("place",)))
    _table("claim_actor", _text("claim"), _text("role"), _integer("ordinal"), _text("actor", null=True), _text("name"),
           key=("claim", "role", "ordinal"), within={"claim": "claim"}, indexes=(("actor",), ("name",)))
    _table("refusal", _text("document"), _integer("ordinal"), _integer("start"), _integer("end"), _text("quote"),
           _text("reason"), _text("rule"), key=("document", "ordinal"), within={"document": "document"})
    _table("infobox", _text("document"), _text("payload"), key=("document",), within={"document": "document"})


def _decided() -> None:
    _table("judgement", _text("id"), _text("target"), _text("kind"), _text("made_by"), _text("made_at"), _text("reason"),
           _text("payload"), sa.Column("undone", sa.Boolean, nullable=False), key=("id",), indexes=(("target",),))


def _derived() -> None:
    _table("event", _text("id"), _integer("position"), _text("type"), _text("factuality"), _integer("start", null=True),
           _integer("end", null=True), _text("operation", null=True), _text("payload"), key=("id",),
           indexes=(("position",), ("start", "end")))
    _table("event_place", _text("event"), _integer("ordinal"), _text("place", null=True), _text("name"),
           key=("event", "ordinal"), within={"event": "event"}, indexes=(("name",), ("place",)))
    _table("claim_result", _text("claim"), _text("event", null=True), _text("origin", null=True), key=("claim",),
           within={"claim": "claim", "event": "event"}, indexes=(("event",), ("origin",)))
    _table("holding", _integer("position"), _text("place"), _text("state"), _text("side", null=True),
           _integer("since", null=True), _integer("until", null=True), _text("payload"), key=("position",),
           indexes=(("place", "since"), ("since", "until")))
    _table("casualty", _integer("position"), _text("scope"), _text("scope_id"), _text("measure"), _text("payload"),
           key=("position",), indexes=(("scope", "scope_id"),))
    _table("operation", _text("id"), _integer("position"), _text("part_of", null=True), _integer("start", null=True),
           _integer("end", null=True), _text("payload"), key=("id",), indexes=(("start", "end"),))
    _table("force", _text("id"), _integer("position"), _text("parent", null=True), _text("side", null=True), _text("payload"),
           key=("id",), indexes=(("parent",),))
    _table("problem", _integer("position"), _text("rule"), _text("payload"), key=("position",))


def _history() -> None:
    _table("build", _integer("number"), _text("started"), sa.Column("seconds", sa.Float, nullable=False), _text("noria"),
           _text("payload"), key=("number",))
    _table("standing", _text("key"), _text("value"), key=("key",))
