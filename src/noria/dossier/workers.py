"""Reads sources: a little in this process, much in a pool over all cores. What comes out is in the order that was asked for."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from noria.claims.extraction import Extraction
from noria.documents.model import Document, Metadata, Problem
from noria.dossier.parts import Parts, Reader, ReaderSpec
from noria.errors import NoriaError
from noria.record.documents import SourceProblem

# Each worker loads the language pipeline and the gazetteer, some seconds; it must have at least this many bytes to read to be worth it.
PER_WORKER = 40_000


@dataclass(frozen=True, slots=True)
class Job:
    """One source to read."""

    path: Path
    name: str
    given: Metadata | None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What one source gave: documents, each with its extraction, and problems."""

    name: str
    documents: tuple[tuple[Document, Extraction], ...]
    problems: tuple[SourceProblem, ...]


class ReadingStopped(NoriaError):
    """A worker process died, most often because memory ran out."""


def read_sources(jobs: Sequence[Job], parts: Parts, spec: ReaderSpec) -> Iterator[SourceReading]:
    """One reading a job, in order. Raises ReadingStopped where a worker process dies."""
    workers = min(_cores(), len(jobs), sum(job.path.stat().st_size for job in jobs) // PER_WORKER)
    if workers < 2:
        if jobs:
            reader = parts.make_reader(spec)
            yield from (read_source(job, parts, reader) for job in jobs)
        return
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(parts, spec))
    try:
        yield from pool.map(_work, jobs)
    except BrokenProcessPool as error:
        raise ReadingStopped("a reading process died, perhaps for want of memory; what was read so far is kept, run noria build again") from error
    finally:
        pool.shutdown(cancel_futures=True)


def read_source(job: Job, parts: Parts, reader: Reader) -> SourceReading:
    """Read one source. What cannot be read is a problem; any other failure says at which source it happened."""
    documents: list[tuple[Document, Extraction]] = []
    problems: list[SourceProblem] = []
    try:
        for found in parts.read_file(job.path, job.given):
            if isinstance(found, Problem):
                problems.append(SourceProblem(job.name, found.message, found.line))
            else:
                document = replace(found, file=job.name)
                documents.append((document, reader.extract(document)))
    except NoriaError as error:
        problems.append(SourceProblem(job.name, error.message, error.line))
    except Exception as error:
        error.add_note(f"This happened while {job.name} was read.")
        raise
    return SourceReading(job.name, tuple(documents), tuple(problems))


# What `_start` told this worker process.
_told: list[tuple[Parts, ReaderSpec]] = []


def _start(parts: Parts, spec: ReaderSpec) -> None:
    # The parent alone answers Ctrl-C; workers are told to stop by it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _told.append((parts, spec))


@cache
def _reader() -> Reader:
    """The reader of this worker, made at its first job: what is wrong with it then comes back as that job's error."""
    parts, spec = _told[0]
    reader = parts.make_reader(spec)
    gc.freeze()  # what is loaded stays as long as the process: the collector need not go through it again and again
    return reader


def _work(job: Job) -> SourceReading:
    return read_source(job, _told[0][0], _reader())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
