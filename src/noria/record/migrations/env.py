"""How Alembic runs the steps: in the transaction of the connection that `noria.record.migrate` hands it."""

from __future__ import annotations

from alembic import context

from noria.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
