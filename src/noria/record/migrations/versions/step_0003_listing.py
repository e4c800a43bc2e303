"""What pages list and search by: sentences in full text, the points of places, the parties of events. What was derived is derived anew."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from noria.claims.json_form import from_json
from noria.record.search import create_index, put_sentences

revision = "0003"
down_revision = "0002"

_DERIVED = ("problem", "force", "operation", "casualty", "holding", "claim_result", "event_place", "event")
_AT_ONCE = 1000


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    for name in _DERIVED:
        op.execute(sa.delete(sa.table(name)))
    op.execute("DELETE FROM standing WHERE key = 'derived'")
    for column in ("origins", "accounts"):
        op.add_column("event", sa.Column(column, sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_event_origins_accounts", "event", ["origins", "accounts"])
    op.create_index("ix_event_type_start", "event", ["type", "start"])
    op.add_column("event_place", sa.Column("key", text, nullable=False, server_default=""))
    op.create_index("ix_event_place_key", "event_place", ["key"])
    op.add_column("claim_place", sa.Column("mention", text, nullable=False, server_default=""))
    for table in ("claim_place", "event_place"):
        op.add_column(table, sa.Column("lat", sa.Float))
        op.add_column(table, sa.Column("lon", sa.Float))
    op.create_table(
        "event_party", sa.Column("event", text, nullable=False), sa.Column("ordinal", sa.Integer, nullable=False), sa.Column("key", text, nullable=False),
        sa.Column("name", text, nullable=False), sa.Column("role", text, nullable=False), sa.Column("side", text),
        sa.PrimaryKeyConstraint("event", "ordinal", name="pk_event_party"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], ondelete="CASCADE", name="fk_event_party_event"))
    op.create_index("ix_event_party_key", "event_party", ["key"])
    op.create_table(
        "sentence", sa.Column("number", sa.Integer, nullable=False), sa.Column("claim", text, nullable=False), sa.Column("words", text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sentence"),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], ondelete="CASCADE", name="fk_sentence_claim"))
    op.create_index("ix_sentence_claim", "sentence", ["claim"])
    create_index(op.get_bind())
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """The new columns and sentences of the claims that are there."""
    claim, place = sa.table("claim", sa.column("id"), sa.column("payload")), sa.table(
        "claim_place", *(sa.column(name) for name in ("claim", "ordinal", "mention", "lat", "lon")))
    told = sa.update(place).where(place.c.claim == sa.bindparam("of"), place.c.ordinal == sa.bindparam("at")).values(
        mention=sa.bindparam("says"), lat=sa.bindparam("north"), lon=sa.bindparam("east"))
    ids = list(connection.execute(sa.select(claim.c.id).order_by(claim.c.id)).scalars())
    for first in range(0, len(ids), _AT_ONCE):
        part = sa.select(claim.c.payload).where(claim.c.id.in_(ids[first : first + _AT_ONCE])).order_by(claim.c.id)
        claims = [from_json(json.loads(payload)) for payload in connection.execute(part).scalars()]
        put_sentences(connection, claims)
        rows = [{"of": one.id, "at": at, "says": p.mention, "north": p.point.lat if p.point else None, "east": p.point.lon if p.point else None}
                for one in claims for at, p in enumerate(one.places)]
        if rows:
            connection.execute(told, rows)
