"""What is derived in parts that can be replaced alone, and what they are found by. Results are derived anew."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_DERIVED = ("event_place", "event_party", "claim_result", "event", "holding", "casualty", "operation", "force", "problem")


def upgrade() -> None:
    for name in _DERIVED:
        op.drop_table(name)
    op.execute("DELETE FROM standing WHERE key = 'derived'")
    _index()
    _results()
    _ledger()


def _text(name: str, *, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=null)


def _table(name: str, *columns: sa.Column[Any], key: tuple[str, ...], indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    for column in columns:
        column.nullable = column.nullable and column.name not in key
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"))
    for index in indexes:
        op.create_index(f"ix_{name}_{'_'.join(index)}", name, list(index))


def _integer(name: str, *, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _flag(name: str, *, null: bool = True) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=null)


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=True, autoincrement=False)


def _index() -> None:
    _table("changed", _text("claim"), _text("was"), key=("claim",))
    _table("claim_result", _text("claim"), _text("event"), _text("origin"), _text("document"), _big("text"), _text("passage"), _text("component"),
           _integer("start"), _integer("end"), _text("standing"), _flag("forces"), _flag("operations"), key=("claim",),
           indexes=(("event",), ("origin",), ("document",), ("text",), ("passage",), ("component",), ("start", "end")))
    for flag in ("forces", "operations"):
        op.create_index(f"ix_claim_result_{flag}", "claim_result", [flag], sqlite_where=sa.text(flag), postgresql_where=sa.text(flag))
    _table("shelf", _big("key"), _text("claim"), key=("key", "claim"))
    _table("bucket", _big("bucket"), _big("text"), key=("bucket", "text"))
    _table("origin", _text("document"), _text("above"), _text("payload", null=False), key=("document",), indexes=(("above",),))
    _table("tally", _text("kind"), _text("key"), _text("item"), sa.Column("number", sa.Float, nullable=False), key=("kind", "key", "item"))
    _table("testimony", _text("place"), _text("claim"), _integer("ordinal"), _integer("day", null=False), _text("payload", null=False),
           key=("place", "claim", "ordinal"), indexes=(("claim",), ("place", "day")))


def _results() -> None:
    _table("event", _text("id"), _text("type", null=False), _text("factuality", null=False), _integer("start"), _integer("end"), _text("operation"),
           _text("anchor"), _text("naming"), _flag("background", null=False), _text("part"), _integer("origins", null=False),
           _integer("accounts", null=False), _text("payload", null=False), key=("id",),
           indexes=(("start", "end"), ("anchor",), ("part",), ("type", "start"), ("origins", "accounts")))
    _table("event_place", _text("event"), _integer("ordinal"), _text("place"), _text("name", null=False), _text("key", null=False),
           sa.Column("lat", sa.Float), sa.Column("lon", sa.Float), key=("event", "ordinal"), indexes=(("place",), ("name",), ("key",)))
    _table("event_party", _text("event"), _integer("ordinal"), _text("key", null=False), _text("name", null=False), _text("role", null=False),
           _text("side"), key=("event", "ordinal"), indexes=(("key",),))
    _table("holding", _text("place"), _integer("ordinal"), _text("state", null=False), _text("side"), _integer("since"), _integer("until"),
           _text("payload", null=False), key=("place", "ordinal"), indexes=(("since", "until"),))
    _table("operation", _text("id"), _text("part_of"), _integer("start"), _integer("end"), _text("documents"), _text("told"), _text("outline"),
           _text("payload", null=False), key=("id",), indexes=(("start", "end"),))
    _table("force", _text("id"), _integer("ordinal", null=False), _text("parent"), _text("side"), _text("payload", null=False), key=("id",),
           indexes=(("parent",),))


def _ledger() -> None:
    _table("casualty", _text("scope"), _text("scope_id"), _text("part"), _integer("ordinal"), _text("measure", null=False), _text("rule", null=False),
           _text("payload", null=False), key=("scope", "scope_id", "part", "ordinal"), indexes=(("rule",),))
    _table("problem", _text("owner"), _integer("ordinal"), _text("rule", null=False), _text("rank", null=False), _text("payload", null=False), key=("owner", "ordinal"),
           indexes=(("rule", "rank"),))
