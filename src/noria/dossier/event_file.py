"""One event with all that a page about it shows, taken from the record by its keys and not out of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from noria.claims.model import Claim
from noria.derive.model import CasualtyLine, Event, Operation, Results
from noria.errors import NothingFound
from noria.record.documents import DocumentRow
from noria.record.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """An event, its claims in the order of documents and texts, the documents that tell it, its figures, its operation."""

    event: Event
    claims: tuple[Claim, ...]
    documents: tuple[DocumentRow, ...]
    casualties: tuple[CasualtyLine, ...]
    operation: Operation | None


def read_event(record: Session, id: str) -> EventFile:
    """The event as the last build left it. Raises NothingFound."""
    payload = record.derived.payload("event", id)
    if payload is None:
        raise no_event(id)
    event = msgspec.json.decode(payload, type=Event)
    above = record.derived.payload("operation", event.operation) if event.operation is not None else None
    return EventFile(
        event=event, claims=tuple(record.claims.of(event=id)),
        documents=tuple(record.documents.named(account.document for account in event.accounts)),
        casualties=tuple(msgspec.json.decode(line, type=CasualtyLine) for line in record.derived.casualties("event", id)),
        operation=msgspec.json.decode(above, type=Operation) if above is not None else None)


def pick_event(results: Results, claims: Sequence[Claim], documents: Sequence[DocumentRow], id: str) -> EventFile:
    """The same out of results that stand in no record. Raises NothingFound."""
    event = next((event for event in results.events if event.id == id), None)
    if event is None:
        raise no_event(id)
    told, tell = set(event.claims), {account.document for account in event.accounts}
    return EventFile(
        event=event, claims=tuple(claim for claim in claims if claim.id in told),
        documents=tuple(row for row in documents if row.id in tell),
        casualties=tuple(line for line in results.casualties if (line.scope, line.scope_id) == ("event", id)),
        operation=next((operation for operation in results.operations if operation.id == event.operation), None))


def no_event(id: str) -> NothingFound:
    return NothingFound(f"This dossier has no event {id!r}. It may have changed since the link was made.")
