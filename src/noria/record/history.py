"""When the record was built and what it stands for. The only part of the record that holds times of day."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from noria.record.schema import build, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One build: `started` in ISO 8601 (UTC), `seconds` it took, the version of Noria, and a JSON text of what it did."""

    started: str
    seconds: float
    noria: str
    payload: str


class History:
    """Builds and standing facts in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: Build) -> int:
        """Note a build; returns its number, from 1."""
        number = self._connection.execute(select(func.coalesce(func.max(build.c.number), 0))).scalar_one() + 1
        self._connection.execute(insert(build), [{"number": number, "started": entry.started, "seconds": entry.seconds,
                                                  "noria": entry.noria, "payload": entry.payload}])
        return int(number)

    def builds(self) -> list[Build]:
        """Every build, first to last."""
        rows = self._connection.execute(select(build).order_by(build.c.number))
        return [Build(started=row.started, seconds=row.seconds, noria=row.noria, payload=row.payload) for row in rows]

    def standing(self, key: str) -> str | None:
        return self._connection.execute(select(standing.c.value).where(standing.c.key == key)).scalar_one_or_none()

    def stand(self, key: str, value: str | None) -> None:
        """Let `key` stand for `value`; None takes it away."""
        self._connection.execute(delete(standing).where(standing.c.key == key))
        if value is not None:
            self._connection.execute(insert(standing), [{"key": key, "value": value}])
