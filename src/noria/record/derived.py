"""What was derived from the claims, as rows. It can always be rebuilt, so it is replaced whole and never changed in place.

The record does not know the shapes of results (they belong to a room above): it keeps each as JSON text beside the columns
by which it is looked up. `Rows` maps a table of `TABLES` to its rows, each row a dict by column name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from noria.errors import RecordBroken
from noria.record.schema import casualty, claim_result, event, event_party, event_place, force, holding, metadata, operation, problem
from noria.values.day import Day

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_CHUNK = 10_000

# In the order they are filled: owners first.
TABLES: tuple[str, ...] = tuple(table.name for table in (event, event_place, event_party, claim_result, holding, casualty, operation, force, problem))


class Derived:
    """Derived results in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, rows: Rows) -> None:
        """Put `rows` in place of all that was derived before. Raises RecordBroken where they name claims or events that are not there."""
        self.clear()
        for name in TABLES:
            table, wanted = metadata.tables[name], rows.get(name, ())
            try:
                for first in range(0, len(wanted), _CHUNK):
                    self._connection.execute(insert(table), list(wanted[first : first + _CHUNK]))
            except IntegrityError as error:
                raise RecordBroken(f"derived rows of {name!r} do not fit the record: {error.orig}") from error

    def clear(self) -> None:
        """Forget all that was derived."""
        for name in reversed(TABLES):
            self._connection.execute(delete(metadata.tables[name]))

    def payloads(self, name: str) -> list[str]:
        """The JSON texts of one table of results, in the order they were derived."""
        table = metadata.tables[name]
        return list(self._connection.execute(select(table.c.payload).order_by(table.c.position)).scalars())

    def payload(self, name: str, id: str) -> str | None:
        """The JSON text of one event, operation or force; None where there is none of this id."""
        table = metadata.tables[name]
        return self._connection.execute(select(table.c.payload).where(table.c.id == id)).scalar_one_or_none()

    def holdings(self, on: Day) -> list[str]:
        """The JSON texts of the holdings that contain the day, one a place at most, in the order they were derived."""
        return list(self._connection.execute(
            select(holding.c.payload).where(or_(holding.c.since.is_(None), holding.c.since <= on.ordinal),
                                            or_(holding.c.until.is_(None), holding.c.until >= on.ordinal)).order_by(holding.c.position)).scalars())

    def casualties(self, scope: str, id: str) -> list[str]:
        """The JSON texts of the casualty lines of one event or operation, in the order they were derived."""
        return list(self._connection.execute(select(casualty.c.payload).where(casualty.c.scope == scope, casualty.c.scope_id == id)
                                             .order_by(casualty.c.position)).scalars())

    def of_claims(self, column: str) -> dict[str, str]:
        """The `event` or `origin` of every claim that has one, by claim id, in the order of ids."""
        value = claim_result.c[column]
        rows = self._connection.execute(select(claim_result.c.claim, value).where(value.is_not(None)).order_by(claim_result.c.claim))
        return {row[0]: row[1] for row in rows}
