"""What people decided, in the order in which they did. Rows are added and never taken away; an undo is a row upon another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from noria.errors import NothingFound, ValueRefused
from noria.record.schema import judgement
from noria.values.ids import canonical_json, content_id
from noria.values.judgement import UPON_JUDGEMENTS, Judgement

_ORDER = (judgement.c.made_at, judgement.c.id)


class Judgements:
    """Judgements in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, judgements: Iterable[Judgement]) -> int:
        """Take in judgements; one that is there already stays as it is. Returns how many were new.

        Undo and redo take effect by their times, not by the order of arrival. Raises NothingFound where one is upon nothing.
        """
        wanted = {made.id: made for made in judgements}
        held = set(self._connection.execute(select(judgement.c.id)).scalars())
        new = [made for id, made in wanted.items() if id not in held]
        if new:
            self._connection.execute(insert(judgement), [_row(made) for made in new])
        known = held | wanted.keys()
        for target in sorted({made.target for made in new if made.kind in UPON_JUDGEMENTS}):
            if target not in known:
                raise NothingFound(f"there is no judgement {target!r} to undo or redo")
        self._settle(new)
        return len(new)

    def get(self, id: str) -> Judgement:
        """One judgement, an undo or redo among them. Raises NothingFound."""
        row = self._connection.execute(select(judgement).where(judgement.c.id == id)).one_or_none()
        if row is None:
            raise NothingFound(f"there is no judgement {id!r} in this dossier")
        return _read(row)

    def of(self, target: str | None = None, *, undone: bool | None = None) -> list[Judgement]:
        """Judgements upon claims, events and toponyms, oldest first: upon one target, those taken back or those that are not."""
        query = select(judgement).where(judgement.c.kind.not_in(UPON_JUDGEMENTS)).order_by(*_ORDER)
        if target is not None:
            query = query.where(judgement.c.target == target)
        if undone is not None:
            query = query.where(judgement.c.undone == undone)
        return [_read(row) for row in self._connection.execute(query)]

    def history(self, target: str | None = None) -> list[Judgement]:
        """Everything that was decided, undo and redo among it, oldest first; upon one target, with what was done upon its judgements."""
        query = select(judgement).order_by(*_ORDER)
        if target is not None:
            upon = select(judgement.c.id).where(judgement.c.target == target)
            query = query.where(or_(judgement.c.target == target, judgement.c.target.in_(upon)))
        return [_read(row) for row in self._connection.execute(query)]

    def undo(self, id: str, *, made_by: str, made_at: str, reason: str) -> Judgement:
        """Take a judgement back. Raises NothingFound, ValueRefused where it is undone already or is itself an undo."""
        return self._upon(id, Judgement.make(id, "undo", made_by=made_by, made_at=made_at, reason=reason))

    def redo(self, id: str, *, made_by: str, made_at: str, reason: str) -> Judgement:
        """Put a judgement that was taken back in force again. Raises NothingFound, ValueRefused where it is in force."""
        return self._upon(id, Judgement.make(id, "redo", made_by=made_by, made_at=made_at, reason=reason))

    def number(self) -> int:
        """How many there are, undo and redo among them: it grows with every decision."""
        return self._connection.execute(select(func.count()).select_from(judgement)).scalar_one()

    def fingerprint(self) -> str:
        """Names the judgements in force: the same ids, the same name."""
        ids = select(judgement.c.id).where(judgement.c.kind.not_in(UPON_JUDGEMENTS), judgement.c.undone.is_(False)).order_by(judgement.c.id)
        return content_id("y", list(self._connection.execute(ids).scalars()))

    def _upon(self, id: str, made: Judgement) -> Judgement:
        upon = self.get(id)
        if upon.kind in UPON_JUDGEMENTS:
            raise ValueRefused(f"{id} is itself an {upon.kind}; undo or redo the judgement {upon.target}")
        if upon.undone == (made.kind == "undo"):
            raise ValueRefused(f"judgement {id} is {'undone already' if upon.undone else 'in force'}; there is nothing to {made.kind}")
        self.put([made])
        return made

    def _settle(self, new: Sequence[Judgement]) -> None:
        """Say of every judgement that `new` touches whether the last undo or redo upon it took it back."""
        touched = sorted({made.target for made in new if made.kind in UPON_JUDGEMENTS} | {made.id for made in new})
        for id in touched:
            upon = select(judgement.c.kind).where(judgement.c.target == id, judgement.c.kind.in_(UPON_JUDGEMENTS)).order_by(*_ORDER)
            kinds = self._connection.execute(upon).scalars().all()
            if kinds:
                self._connection.execute(update(judgement).where(judgement.c.id == id).values(undone=kinds[-1] == "undo"))


def _row(made: Judgement) -> dict[str, object]:
    return {"id": made.id, "target": made.target, "kind": made.kind, "made_by": made.made_by, "made_at": made.made_at,
            "reason": made.reason, "payload": canonical_json(made.payload), "undone": False}


def _read(row: Row[*tuple[object, ...]]) -> Judgement:
    return Judgement(id=row.id, target=row.target, kind=row.kind, made_by=row.made_by, made_at=row.made_at, reason=row.reason,
                     payload=json.loads(row.payload), undone=row.undone)
