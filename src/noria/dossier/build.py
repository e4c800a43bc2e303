"""A build: reads the sources that are new or changed, withdraws those that are gone, derives anew if anything changed.

What the record holds after a build depends on the sources, codebook, gazetteer and settings alone, not on the order in which
they were added or on how many builds it took. A build that is interrupted leaves whole sources, read or not read.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from noria import __version__
from noria.derive.naming import named_sides, side_names
from noria.documents.model import Document, Metadata
from noria.dossier.fingerprint import derived_id, reader_id, rests_on, source_id
from noria.dossier.judging import bearings_today
from noria.dossier.parts import Parts, ReaderSpec, derive_results
from noria.dossier.results_codec import to_rows
from noria.dossier.sources import Sources, metadata_of
from noria.dossier.state import keep_state
from noria.dossier.updating.update import update
from noria.dossier.updating.world import WholeAnew
from noria.dossier.workers import Job, SourceReading, read_sources
from noria.record.claims import Tally
from noria.record.documents import DocumentRow, SourceProblem, SourceState
from noria.record.history import Build
from noria.record.store import Session, Store
from noria.values.decision import decisions

Progress = Callable[[int, int, str], None]
Status = Literal["read", "unchanged", "unreadable"]

# Sources whose readings are kept in one transaction; as many are lost at most when a build is interrupted.
BATCH = 32
DERIVED = "derived"
SETTLED = "rests on"  # what the results rest on but for claims that came or went since, part by part
SIDES = "sides"


@dataclass(frozen=True, slots=True)
class Derivation:
    """How results were derived: as far as the change went, or (`whole`) everything anew, with the reason in words that follow "because".

    There is no reason where nothing had been derived before.
    """

    whole: bool
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One source after a build. `problems` say what of it could not be read."""

    file: str
    status: Status
    documents: int
    claims: int
    refusals: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did and what the record holds after it. `seconds` is wall time; `derived` is None where no result had to change.

    `tables` are rows of the place tables that cannot be used; they are looked at when something is read.
    """

    sources: tuple[SourceReport, ...]
    withdrawn: tuple[str, ...]
    derived: Derivation | None
    tally: Tally
    tables: tuple[str, ...]
    seconds: float

    @property
    def read(self) -> int:
        """Sources read by this build, those found unreadable among them."""
        return sum(source.status != "unchanged" for source in self.sources)

    @property
    def changed(self) -> bool:
        return bool(self.read or self.withdrawn) or self.derived is not None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done: sources by name with the state they will be read in, those to read, those gone."""

    states: Mapping[str, SourceState]
    read: tuple[str, ...]
    gone: tuple[str, ...]


def build(sources: Sources, store: Store, spec: ReaderSpec, parts: Parts, *, progress: Progress | None = None) -> BuildReport:
    """Bring the record up to date with the sources."""
    started, clock = dt.datetime.now(dt.UTC), time.perf_counter()
    told = sources.metadata()
    with store.reading() as record:
        spec = replace(spec, decided=decisions(record.judgements.of(undone=False)))
    plan = _plan(sources, store, spec, reader_id(parts.name, spec), told)
    if plan.gone:
        with store.writing() as record:
            record.history.stand(DERIVED, None)
            record.documents.withdraw(plan.gone)
    jobs = [Job(sources.path(name), name, metadata_of(name, told)) for name in plan.read]
    tables = tuple(parts.prepare(spec)) if jobs else ()
    _read(jobs, plan, store, spec, parts, progress)
    derived = derive_anew(store, spec, parts)
    with store.reading() as record:
        documents = record.documents.rows()
        report = BuildReport(sources=_reports(documents, plan), withdrawn=plan.gone, derived=derived, tally=record.claims.tally(), tables=tables,
                             seconds=time.perf_counter() - clock)
    if report.changed:
        with store.writing() as record:
            keep_state(record, record.history.add(_entry(report, started)), documents, spec, bearings_today(record))
    return report


def _plan(sources: Sources, store: Store, spec: ReaderSpec, reader: str, told: Mapping[str, Metadata]) -> _Plan:
    states = {name: SourceState(name, digest, source_id(reader, metadata_of(name, told)))
              for name, digest in sources.files().items()}
    with store.reading() as record:
        held = record.documents.sources()
        gone = tuple(name for name in held if name not in states)
        changed = {name for name, state in states.items() if held.get(name) != state}
        changed.update(name for name in record.toponyms.outdated(spec.decided) if name in states)
        # Whoever was passed over for a source that changes may now be the one that holds its text.
        changed.update(name for name in record.documents.same_as([*changed, *gone]) if name in states)
    return _Plan(states, tuple(name for name in states if name in changed), gone)


def _read(jobs: Sequence[Job], plan: _Plan, store: Store, spec: ReaderSpec, parts: Parts, progress: Progress | None) -> None:
    readings = _told(read_sources(jobs, parts, spec), len(jobs), progress)
    while batch := list(islice(readings, BATCH)):
        with store.writing() as record:
            record.history.stand(DERIVED, None)
            for reading in batch:
                _keep(record, plan.states[reading.name], reading)


def _told(readings: Iterable[SourceReading], total: int, progress: Progress | None) -> Iterator[SourceReading]:
    for done, reading in enumerate(readings, 1):
        if progress:
            progress(done, total, reading.name)
        yield reading


def _keep(record: Session, state: SourceState, reading: SourceReading) -> None:
    """Put one reading into the record. Of sources that hold the same text, the first by name is the one that is kept."""
    record.documents.withdraw([state.file])
    holders = record.documents.holders([document.id for document, _ in reading.documents])
    kept: dict[str, Document] = {}
    problems = list(reading.problems)
    for document, _ in reading.documents:
        holder = state.file if document.id in kept else holders.get(document.id)
        if holder is None or holder > state.file:
            kept[document.id] = document
        else:
            problems.append(_passed_over(state.file, holder))
        if holder is not None and holder > state.file:
            record.documents.drop(document.id)
            record.documents.add_problems([_passed_over(holder, state.file)])
    record.documents.put(state, list(kept.values()), problems)
    left = dict(kept)
    for document, extraction in reading.documents:
        if left.pop(document.id, None) is None:
            continue
        record.claims.put(extraction.claims)
        record.claims.put_refusals(extraction.refusals)
        record.toponyms.put(extraction.places)
        if extraction.facts is not None:
            record.claims.put_facts([extraction.facts])


def _passed_over(file: str, holder: str) -> SourceProblem:
    return SourceProblem(file, f"holds the same text as {holder}; it is counted once", same_as=holder)


def derive_anew(store: Store, spec: ReaderSpec, parts: Parts) -> Derivation | None:
    """Derive anew unless the results in the record stand for the very claims, codebook, judgements and rules that there are (then None).

    What a few changed claims touch is worked out again alone; everything, where something changed that all rests on.
    """
    with store.reading() as record:
        wanted = derived_id(spec, record.judgements.fingerprint())
        if record.history.standing(DERIVED) == wanted:
            return None
        done = _planned(record, spec, parts)
    with store.writing() as record:
        if not done.whole:
            try:
                update(record, spec.codebook)
            except WholeAnew as whole:
                done = Derivation(whole=True, because=str(whole))
        if done.whole:
            with _no_rings():
                worked = parts.derive(list(record.claims.unordered()), spec.codebook, record.claims.facts(), record.judgements.of(undone=False))
                record.derived.replace(to_rows(worked))
        record.claims.settled()
        names = side_names(worked.results, spec.codebook) if done.whole else named_sides(record.derived.parties(), spec.codebook)
        record.history.stand(SIDES, json.dumps(list(names.items()), ensure_ascii=False))
        record.history.stand(DERIVED, wanted)
        record.history.stand(SETTLED, json.dumps(rests_on(spec, record.judgements.fingerprint())))
    return done


def _planned(record: Session, spec: ReaderSpec, parts: Parts) -> Derivation:
    """How to derive, as far as can be told before the claims that changed are looked at."""
    settled = record.history.standing(SETTLED)
    if settled is None or parts.derive is not derive_results:
        return Derivation(whole=True)
    before, now = json.loads(settled), rests_on(spec, record.judgements.fingerprint())
    if changed := [what for what in now if before.get(what) != now[what]]:
        return Derivation(whole=True, because=f"{' and '.join(changed)} changed")
    if record.judgements.of(undone=False):
        return Derivation(whole=True, because="people judged, and their judgements are brought to bear on all claims at once")
    return Derivation(whole=False)


@contextmanager
def _no_rings() -> Iterator[None]:
    """Nobody looks for values that hold each other: what is derived has none, and of a million claims the search takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _reports(documents: Iterable[DocumentRow], plan: _Plan) -> tuple[SourceReport, ...]:
    rows: dict[str, list[DocumentRow]] = {name: [] for name in plan.states}
    for row in documents:
        rows[row.file].append(row)
    return tuple(_report(name, found, name in plan.read) for name, found in rows.items())


def _report(name: str, rows: Sequence[DocumentRow], read: bool) -> SourceReport:
    problems = tuple(row.problem for row in rows if row.problem is not None)
    documents = sum(row.id is not None for row in rows)
    status: Status = "unchanged" if not read else "read" if documents or not problems else "unreadable"
    return SourceReport(file=name, status=status, documents=documents, claims=sum(row.claims for row in rows),
                        refusals=sum(row.refusals for row in rows), problems=problems)


def _entry(report: BuildReport, started: dt.datetime) -> Build:
    did = {"read": [source.file for source in report.sources if source.status != "unchanged"], "withdrawn": list(report.withdrawn),
           "claims": report.tally.claims, "refusals": report.tally.refusals}
    return Build(started=started.isoformat(timespec="seconds"), seconds=round(report.seconds, 3), noria=__version__,
                 payload=json.dumps(did, ensure_ascii=False))
