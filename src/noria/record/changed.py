"""Notes of the claims that came or went since results were derived, so that what rests on them can be found when they are gone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, insert, literal, null, select

from noria.record.schema import changed, claim, infobox

INFOBOX = "infobox"


def note_changed(connection: Connection, which: ColumnElement[bool], was: ColumnElement[str] | None) -> None:
    """Note claims that have just come (`was` None) or are about to go (`was` their column); what was noted of one before stays."""
    noted = select(changed.c.claim).where(changed.c.claim == claim.c.id).exists()
    found = select(claim.c.id, null() if was is None else was).where(which, ~noted)
    connection.execute(insert(changed).from_select(["claim", "was"], found))


def note_going(connection: Connection, documents: Select[tuple[str]]) -> None:
    """Note that documents are about to go, with their claims and infoboxes."""
    note_changed(connection, claim.c.document.in_(documents), claim.c.payload)
    if connection.execute(select(infobox.c.document).where(infobox.c.document.in_(documents)).limit(1)).first() is not None:
        note_infobox(connection)


def note_infobox(connection: Connection) -> None:
    """Note that an infobox came or is about to go."""
    noted = select(changed.c.claim).where(changed.c.claim == INFOBOX).exists()
    connection.execute(insert(changed).from_select(["claim", "was"], select(literal(INFOBOX), null()).where(~noted)))
