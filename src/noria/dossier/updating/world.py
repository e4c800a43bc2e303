"""What an update knows: the claims that changed, and whatever of the record it has had to look at, document by document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from noria.claims.model import Claim
from noria.derive.passages import normal, number_of
from noria.record.changed import INFOBOX
from noria.record.derived import ResultRow
from noria.record.store import Session

LIMIT = 60_000  # claims looked at from which on working everything out anew is no slower

_COLUMNS = ("claim", "event", "origin", "document", "text", "passage", "component", "start", "standing")


class WholeAnew(Exception):
    """An update would touch everything; the reason in words that follow "because"."""


@dataclass
class World:
    """The record as an update sees it. `gone` and `new` are claims by id, as they were and as they are; one that changed is in both."""

    record: Session
    gone: dict[str, Claim]
    new: dict[str, Claim]

    def __post_init__(self) -> None:
        self.claims: dict[str, Claim] = {}
        self.rows: dict[str, ResultRow] = {}
        self._documents: dict[str, list[Claim]] = {}
        self.touched = {claim.document.id for claim in (*self.gone.values(), *self.new.values())}
        self.load(self.touched)
        self.rows |= {row.claim: row for row in record_rows(self.record, claim=[*self.gone])}

    def load(self, documents: Collection[str]) -> None:
        """Have all claims of these documents, as they are now, at hand. Raises WholeAnew where that is too many."""
        wanted = {id for id in documents if id not in self._documents}
        if not wanted:
            return
        self._documents |= {id: [] for id in wanted}
        for claim in self.record.claims.read(documents=wanted):
            self.claims[claim.id] = claim
            self._documents[claim.document.id].append(claim)
        self.rows |= {row.claim: row for row in record_rows(self.record, document=wanted)}
        self._limit()

    def read(self, ids: Collection[str]) -> None:
        """Have these claims, as they are now, at hand. Raises WholeAnew where that is too many."""
        wanted = {id for id in ids if id not in self.claims}
        self.claims |= {claim.id: claim for claim in self.record.claims.read(ids=wanted)}
        self.rows |= {row.claim: row for row in record_rows(self.record, claim=wanted - self.rows.keys())}
        self._limit()

    def _limit(self) -> None:
        if len(self.claims) > LIMIT:
            raise WholeAnew(f"more than {LIMIT:,} claims are touched")

    def of_document(self, id: str) -> list[Claim]:
        """The claims that a document has now."""
        self.load([id])
        return self._documents[id]

    def of_documents(self, ids: Collection[str]) -> list[Claim]:
        """The claims that documents have now."""
        self.load(ids)
        return [claim for id in sorted(ids) for claim in self._documents[id]]

    def by(self, column: str, values: Collection[Any]) -> list[ResultRow]:
        """What was found of the claims that had one of these values when results were derived, those that are gone among them."""
        return list(record_rows(self.record, **{column: values}))

    def still(self, rows: Iterable[ResultRow]) -> set[str]:
        """The ids of those claims that there still are."""
        return {row.claim for row in rows if row.claim not in self.gone or row.claim in self.new}

    def with_texts(self, numbers: Collection[int]) -> list[Claim]:
        """All claims that have one of these quotes now, by numbers of the normalised quotes."""
        rows = self.by("text", numbers)
        self.rows |= {row.claim: row for row in rows}
        found = self.still(rows) | {id for id, claim in self.new.items() if text_of(claim) in numbers}
        self.read(found)
        return [self.claims[id] for id in sorted(found) if text_of(self.claims[id]) in numbers]


def record_rows(record: Session, **keys: Collection[Any]) -> Iterable[ResultRow]:
    return record.derived.rows("claim_result", _COLUMNS, **keys)


def text_of(claim: Claim) -> int:
    """The number of a claim's quote, normalised."""
    return number_of(normal(claim.evidence.quote))


def changes(record: Session) -> World:
    """The world of an update. Raises WholeAnew where infoboxes changed, which say how everybody stands."""
    noted = record.claims.changed()
    if INFOBOX in noted:
        raise WholeAnew("an infobox came, changed or went")
    now = {claim.id: claim for claim in record.claims.read(ids=noted.keys())}
    gone = {id: was for id, was in noted.items() if was is not None and was != now.get(id)}
    new = {id: claim for id, claim in now.items() if claim != noted[id]}
    return World(record, gone, new)
