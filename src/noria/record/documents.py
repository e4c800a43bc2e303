"""Sources and the documents they gave. What is read back comes in the order of file names, then of entries in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, literal, select

from noria.documents.model import Document
from noria.record.changed import note_going
from noria.record.schema import claim, document, refusal, source, source_problem
from noria.values.day import Day


@dataclass(frozen=True, slots=True)
class SourceState:
    """The state a source file was read in: its bytes, and a fingerprint of everything else that the reading depended on."""

    file: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """What of a file could not be read, and why. `same_as` names the file that holds the same text."""

    file: str
    message: str
    line: int | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One line of a list of documents. An unreadable file has a `problem` and no `id`."""

    id: str | None
    file: str
    title: str | None = None
    publisher: str | None = None
    published: Day | None = None
    kind: str | None = None
    claims: int = 0
    refusals: int = 0
    problem: str | None = None


class Documents:
    """Sources and documents in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self) -> dict[str, SourceState]:
        """Every source by file name, in order."""
        rows = self._connection.execute(select(source.c.file, source.c.sha256, source.c.reader).order_by(source.c.file))
        return {row.file: SourceState(row.file, row.sha256, row.reader) for row in rows}

    def put(self, state: SourceState, documents: Sequence[Document], problems: Sequence[SourceProblem] = ()) -> None:
        """Take in a source with what it gave, in place of what it gave before. Its documents' ids must be free (`holders`)."""
        self.withdraw([state.file])
        self._connection.execute(insert(source), [{"file": state.file, "sha256": state.sha256, "reader": state.reader}])
        if documents:
            self._connection.execute(insert(document), [_row(doc, state.file, entry) for entry, doc in enumerate(documents)])
        self.add_problems(problems)

    def add_problems(self, problems: Iterable[SourceProblem]) -> None:
        """Add to what is known to be wrong with sources that are in the record."""
        for problem in problems:
            known = select(func.count()).select_from(source_problem).where(source_problem.c.file == problem.file)
            self._connection.execute(insert(source_problem), [{
                "file": problem.file, "ordinal": self._connection.execute(known).scalar_one(), "message": problem.message,
                "line": problem.line, "same_as": problem.same_as}])

    def withdraw(self, files: Iterable[str]) -> None:
        """Forget sources with all that rests on them; the machine's reading can be made again, judgements stay."""
        for file in files:
            note_going(self._connection, select(document.c.id).where(document.c.file == file))
            self._connection.execute(delete(source).where(source.c.file == file))

    def drop(self, id: str) -> None:
        """Forget one document with its claims; its source stays."""
        note_going(self._connection, select(document.c.id).where(document.c.id == id))
        self._connection.execute(delete(document).where(document.c.id == id))

    def holders(self, ids: Sequence[str]) -> dict[str, str]:
        """Which file holds each of these documents, for those that are in the record."""
        rows = self._connection.execute(select(document.c.id, document.c.file).where(document.c.id.in_(ids)))
        return {row.id: row.file for row in rows}

    def same_as(self, files: Iterable[str]) -> list[str]:
        """Files that were passed over because one of `files` holds the same text."""
        wanted = set(files)
        rows = self._connection.execute(select(source_problem.c.file, source_problem.c.same_as)
                                        .where(source_problem.c.same_as.is_not(None)).order_by(source_problem.c.file))
        return [row.file for row in rows if row.same_as in wanted and row.file != row.same_as]

    def get(self, id: str) -> Document | None:
        row = self._connection.execute(select(document.c.text, document.c.payload).where(document.c.id == id)).one_or_none()
        return read_document(row.text, row.payload) if row else None

    def ids(self) -> list[str]:
        """Every document's id, in order."""
        return list(self._connection.execute(select(document.c.id).order_by(document.c.file, document.c.entry)).scalars())

    def problems(self) -> list[SourceProblem]:
        """Everything that could not be read, in the order of files."""
        rows = self._connection.execute(select(source_problem).order_by(source_problem.c.file, source_problem.c.ordinal))
        return [SourceProblem(row.file, row.message, row.line, row.same_as) for row in rows]

    def named(self, ids: Iterable[str]) -> list[DocumentRow]:
        """These documents in the order of files; how many claims and refusals they gave is not counted."""
        found = self._connection.execute(
            select(document.c.id, document.c.file, document.c.title, document.c.publisher, document.c.published, document.c.kind,
                   literal(0).label("claims"), literal(0).label("refusals")).where(document.c.id.in_(set(ids))).order_by(document.c.file, document.c.entry))
        return [_list_row(row) for row in found]

    def rows(self) -> list[DocumentRow]:
        """Documents with the numbers of their claims and refusals, then by file what could not be read."""
        claims = select(claim.c.document, func.count().label("n")).group_by(claim.c.document).subquery()
        refusals = select(refusal.c.document, func.count().label("n")).group_by(refusal.c.document).subquery()
        found = self._connection.execute(
            select(document.c.id, document.c.file, document.c.title, document.c.publisher, document.c.published, document.c.kind,
                   func.coalesce(claims.c.n, 0).label("claims"), func.coalesce(refusals.c.n, 0).label("refusals"))
            .outerjoin(claims, claims.c.document == document.c.id).outerjoin(refusals, refusals.c.document == document.c.id)
            .order_by(document.c.file, document.c.entry))
        rows = [_list_row(row) for row in found]
        rows += [DocumentRow(id=None, file=p.file, problem=p.message) for p in self.problems()]
        return sorted(rows, key=lambda row: row.file)


def read_document(text: str, payload: str) -> Document:
    """The document that `put` wrote."""
    return replace(msgspec.json.decode(payload, type=Document), text=text)


def _row(doc: Document, file: str, entry: int) -> dict[str, object]:
    return {"id": doc.id, "file": file, "entry": entry, "title": doc.meta.title, "publisher": doc.meta.publisher,
            "published": doc.meta.published.ordinal if doc.meta.published else None, "kind": doc.meta.kind, "url": doc.meta.url,
            "language": doc.meta.language, "sha256": doc.sha256, "text": doc.text,
            "payload": msgspec.json.encode(replace(doc, text="")).decode()}


def _list_row(row: Row[*tuple[object, ...]]) -> DocumentRow:
    return DocumentRow(id=row.id, file=row.file, title=row.title, publisher=row.publisher,
                       published=Day.from_ordinal(row.published) if row.published is not None else None, kind=row.kind,
                       claims=row.claims, refusals=row.refusals)
