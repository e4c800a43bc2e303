"""Names of places where they stand, with what each was taken for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "toponym", sa.Column("document", text, nullable=False), sa.Column("start", sa.Integer, nullable=False),
        sa.Column("key", text, nullable=False), sa.Column("place", text), sa.Column("judgement", text), sa.Column("payload", text, nullable=False),
        sa.PrimaryKeyConstraint("document", "start", name="pk_toponym"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], ondelete="CASCADE", name="fk_toponym_document"))
    for column in ("key", "place", "judgement"):
        op.create_index(f"ix_toponym_{column}", "toponym", [column])
