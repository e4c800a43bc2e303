"""The parts that a build works with: what turns a file into documents, a document into claims, claims into results.

They are handed in, so that a build can be tried without a language pipeline and other readers can stand in. Every part is a
function of a module, so that it can be named to worker processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from noria.claims.extraction import Extraction
from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim
from noria.derive.derive import Worked, work_out
from noria.documents.model import Document, Metadata, Problem
from noria.reference.codebook import Codebook
from noria.reference.gazetteer.theatre import Theatre
from noria.values.decision import Decision
from noria.values.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSpec:
    """Everything besides a document that its reading depends on. `tables` are the place tables of the dossier, `decided` what people
    decided that names of places mean; a build fills it in.
    """

    codebook: Codebook
    tables: tuple[Path, ...] = ()
    pipeline: str | None = None
    theatre: Theatre = Theatre()  # noqa: RUF009 - frozen
    decided: tuple[Decision, ...] = ()


class Reader(Protocol):
    """Makes claims of a document."""

    def extract(self, document: Document) -> Extraction: ...


ReadFile = Callable[[Path, Metadata | None], Iterable[Document | Problem]]
MakeReader = Callable[[ReaderSpec], Reader]
Prepare = Callable[[ReaderSpec], Sequence[str]]
Derive = Callable[[Sequence[Claim], Codebook, Sequence[InfoboxFacts], Sequence[Judgement]], Worked]


def read_file(path: Path, given: Metadata | None) -> Iterator[Document | Problem]:
    from noria.documents.read import read_path

    yield from read_path(path, given)


def prepare_places(spec: ReaderSpec) -> Sequence[str]:
    """Compile the place tables, once for all workers. Returns the rows of tables that cannot be used, each with its reason."""
    from noria.reference.gazetteer import Gazetteer

    return [str(problem) for problem in Gazetteer.open(spec.tables, spec.codebook, theatre=spec.theatre).problems]


def rules_reader(spec: ReaderSpec) -> Reader:
    from noria.claims.extract import Extractor
    from noria.reading.pipeline import DEFAULT_PIPELINE
    from noria.reference.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(spec.tables, spec.codebook, theatre=spec.theatre)
    return Extractor(spec.codebook, gazetteer, spec.pipeline or DEFAULT_PIPELINE, spec.decided)


def derive_results(claims: Sequence[Claim], codebook: Codebook, facts: Sequence[InfoboxFacts], judgements: Sequence[Judgement]) -> Worked:
    return work_out(claims, codebook, facts, judgements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """`name` is part of what a reading is known by: with another reader every document is read again."""

    name: str = "rules"
    read_file: ReadFile = read_file
    prepare: Prepare = prepare_places
    make_reader: MakeReader = rules_reader
    derive: Derive = derive_results
