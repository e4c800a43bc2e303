"""A dossier: the folder a user owns, and everything that is asked of it. The rooms above know the record through this alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec
import tomlkit

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim, PlaceMention, Refusal
from noria.derive.model import Holding, Results
from noria.derive.naming import side_names
from noria.documents.model import Document, Metadata
from noria.dossier.build import DERIVED, SIDES, BuildReport, Progress, build, derive_anew
from noria.dossier.catalogue import Catalogue
from noria.dossier.event_file import EventFile, pick_event, read_event
from noria.dossier.fingerprint import derived_id
from noria.dossier.judging import Judging
from noria.dossier.parts import Parts, ReaderSpec
from noria.dossier.results_codec import read_results
from noria.dossier.settings import FILE, Settings, load_settings
from noria.dossier.sources import AddReport, Sources
from noria.dossier.state import State, kept_state, state_of
from noria.dossier.tables import Tables
from noria.errors import BadSetting, NotADossier, NothingFound
from noria.record.documents import DocumentRow
from noria.record.store import Session, Store
from noria.record.verify import Break
from noria.reference.codebook import Codebook, load_codebook
from noria.values.day import Day

if TYPE_CHECKING:
    from noria.reference.gazetteer import Gazetteer

CODEBOOK = "codebook.toml"
RECORD = "noria.db"
MEASURED = "measured"
AT_ONCE = 20_000  # claims up to which results are worked out anew in seconds


class Dossier:
    """A dossier that is open. What is asked of it is answered from the record, as the last build left it."""

    def __init__(self, path: Path, settings: Settings, parts: Parts) -> None:
        self.path = path
        self.settings = settings
        self._parts = parts
        self._derived_here: tuple[str, Results] | None = None

    @classmethod
    def create(cls, path: Path, *, name: str | None = None, parts: Parts | None = None) -> Self:
        """Make a new dossier in the folder `path`. Raises BadSetting where the folder holds something already."""
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise BadSetting("there is something of this name already; choose another name or an empty folder", file=path)
        template = files("noria.dossier") / "template"
        settings = tomlkit.parse((template / FILE).read_text(encoding="utf-8"))
        settings["name"] = name or path.resolve().name
        for folder in (path / "sources", path / "gazetteer"):
            folder.mkdir(parents=True)
        (path / CODEBOOK).write_text((template / CODEBOOK).read_text(encoding="utf-8"), encoding="utf-8")
        (path / FILE).write_text(tomlkit.dumps(settings), encoding="utf-8")
        return cls.open(path, parts=parts)

    @classmethod
    def open(cls, path: Path, *, parts: Parts | None = None) -> Self:
        """Open the dossier in the folder `path`. Raises NotADossier, BadSetting or BadCodebook, with file and line."""
        dossier = cls(path, load_settings(path), parts or Parts())
        _ = dossier.codebook
        return dossier

    @classmethod
    def find(cls, start: Path) -> Self:
        """Open the dossier that `start` lies in: itself or the nearest folder above. Raises NotADossier where there is none."""
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / FILE).is_file():
                return cls.open(folder)
        raise NotADossier(f"neither {here} nor a folder above it is a dossier; go into one, name one with --dossier, "
                          "or make one with: noria new NAME")

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook; an empty one where the file is gone."""
        path = self.path / CODEBOOK
        return load_codebook(path) if path.exists() else Codebook()

    @cached_property
    def tables(self) -> Tables:
        """The place tables of the dossier."""
        return Tables(self.path / "gazetteer")

    def gazetteer(self) -> Gazetteer:
        """Every place the dossier knows by name: its tables, the codebook's sites and the world.

        Raises BadGazetteer where a table cannot be read, BadSetting where the place index cannot be kept.
        """
        from noria.reference.gazetteer import Gazetteer  # not above: most questions need no place index

        return Gazetteer.open(self.tables.files(), self.codebook, theatre=self.settings.theatre)

    @cached_property
    def sources(self) -> Sources:
        folder = self.path / "sources"
        folder.mkdir(exist_ok=True)
        return Sources(folder)

    @cached_property
    def _store(self) -> Store:
        return Store.open(self.settings.database or self.path / RECORD)

    @cached_property
    def judging(self) -> Judging:
        """What people decided, and how they decide more."""
        return Judging(self, self._store)

    @property
    def _spec(self) -> ReaderSpec:
        return ReaderSpec(codebook=self.codebook, tables=self.tables.files(), pipeline=self.settings.pipeline,
                          theatre=self.settings.theatre)

    def add(self, paths: Sequence[Path], *, given: Metadata | None = None, meta_file: Path | None = None) -> AddReport:
        """Copy reports into the dossier, with what is known of them; `build` reads them.

        Raises BadSetting where a path does not exist or the meta file cannot be used.
        """
        return self.sources.add(paths, given=given or Metadata(), meta_file=meta_file)

    def build(self, *, progress: Progress | None = None) -> BuildReport:
        """Read what is new or changed and derive anew. `progress` is told (done, total, file) after each source."""
        return build(self.sources, self._store, self._spec, self._parts, progress=progress)

    def derive(self) -> bool:
        """Bring the results in the record up to date with codebook and judgements, without looking at the sources. False where they are."""
        return derive_anew(self._store, self._spec, self._parts) is not None

    def catalogue(self, *, as_known: Day | None = None) -> Catalogue:
        """What pages list: of the record, or of what was known on a day. In a large dossier, of what the last build derived (`is_behind`)."""
        if as_known is None:
            with self._store.reading() as record:
                stands = self._is_derived(record) or record.history.standing(DERIVED) is not None
            if stands and not (self.is_behind and self.is_small):
                return Catalogue(self._store)
        return Catalogue.of(self.claims(as_known=as_known), self.results(as_known=as_known))

    @property
    def is_behind(self) -> bool:
        """Whether something was decided, or written into the codebook, since results were derived."""
        with self._store.reading() as record:
            return bool(record.documents.sources()) and not self._is_derived(record)

    @property
    def is_small(self) -> bool:
        """Whether results are worked out anew in seconds."""
        with self._store.reading() as record:
            return record.listing.number("claim") <= AT_ONCE

    def follow(self) -> bool:
        """`derive`, after a judgement, where that takes seconds. False in a larger dossier: whoever asks next works it out, or the next build."""
        if self.is_small:
            self.derive()
        return self.is_small

    def verify(self) -> list[Break]:
        """Every id, quote, offset and reference of the record that does not hold."""
        with self._store.reading() as record:
            found = record.verify()
            if record.documents.sources() and record.history.standing(DERIVED) is None:
                found.append(Break(check="derived", message="a build was interrupted before results were derived; run noria build"))
        return found

    def stamp(self) -> str:
        """Changes with every build that changed the record and with every judgement; the same stamp, the same answers."""
        with self._store.reading() as record:
            return f"{len(record.history.builds())}:{record.judgements.number()}:{record.history.standing(DERIVED) or ''}:{self._derived_id(record)}"

    def documents(self) -> list[DocumentRow]:
        """Every document with the numbers of its claims and refusals, and what could not be read; in the order of files."""
        with self._store.reading() as record:
            return record.documents.rows()

    def document(self, id: str) -> Document:
        """One document. Raises NothingFound."""
        with self._store.reading() as record:
            found = record.documents.get(id)
        if found is None:
            raise NothingFound(f"there is no document {id!r} in this dossier")
        return found

    def claim(self, id: str) -> Claim:
        """One claim, with its event. Raises NothingFound."""
        with self._store.reading() as record:
            found = record.claims.get(id)
        if found is None:
            raise NothingFound(f"there is no claim {id!r} in this dossier")
        return found

    def claims(self, *, document: str | None = None, as_known: Day | None = None, ids: Sequence[str] | None = None) -> list[Claim]:
        """Claims in the order of documents and of the text, each with its event; of one document, or those of these ids.

        With `as_known`, only those of documents known to be published by that day, and the events they made then.
        """
        with self._store.reading() as record:
            found = record.claims.of(document_id=document, published_by=as_known, ids=ids)
            if as_known is None and self._is_derived(record):
                return found
        event_of = self.results(as_known=as_known).event_of
        return [replace(claim, event=event_of.get(claim.id)) for claim in found]

    def mentions(self, place: str | None = None, names: Iterable[str] = ()) -> list[PlaceMention]:
        """Where names stand that were taken for a place (its id), or that were left open and bear one of these names, folded."""
        with self._store.reading() as record:
            return record.toponyms.of(place, names)

    def stands(self, name: str, document: str | None = None) -> bool:
        """Whether a name, folded, stands as a place's in a document, or in any."""
        with self._store.reading() as record:
            return record.toponyms.count(name, document) > 0

    def place_names(self) -> list[str]:
        """Every name, folded, that stands as a place's in some document."""
        with self._store.reading() as record:
            return record.toponyms.keys()

    def facts(self, *, document: str | None = None, as_known: Day | None = None) -> list[InfoboxFacts]:
        """What infoboxes tell besides claims, in the order of documents; chosen as `claims` chooses."""
        with self._store.reading() as record:
            return record.claims.facts(document_id=document, published_by=as_known)

    def refusals(self, *, document: str | None = None) -> list[Refusal]:
        """Sentences that could have held a claim and gave none, with the reasons."""
        with self._store.reading() as record:
            return record.claims.refusals(document_id=document)

    def results(self, *, as_known: Day | None = None) -> Results:
        """What the claims add up to. With `as_known`, derived from those published by that day alone.

        Where the record was left between reading and deriving (an interrupted build), results are derived on the spot.
        """
        key = f"{self.stamp()} {as_known or ''}"
        if self._derived_here is not None and self._derived_here[0] == key:
            return self._derived_here[1]
        with self._store.reading() as record:
            if as_known is None and self._is_derived(record):
                return read_results(record.derived)
            claims, facts = record.claims.of(published_by=as_known), record.claims.facts(published_by=as_known)
        judgements = self.judging.in_force()
        results = self._parts.derive([replace(claim, event=None) for claim in claims], self.codebook, facts, judgements).results
        self._derived_here = (key, results)
        return results

    def sides(self, *, as_known: Day | None = None) -> dict[str, str]:
        """Names of sides by id: the codebook's, then those found in the texts, most often named first."""
        with self._store.reading() as record:
            told = record.history.standing(SIDES)
            if as_known is None and told is not None and self._is_derived(record):
                return dict(msgspec.json.decode(told, type=list[tuple[str, str]]))
        return side_names(self.results(as_known=as_known), self.codebook)

    def event(self, id: str, *, as_known: Day | None = None) -> EventFile:
        """One event with its claims, documents and figures. Raises NothingFound."""
        with self._store.reading() as record:
            if as_known is None and self._is_derived(record):
                return read_event(record, id)
        return pick_event(self.results(as_known=as_known), self.claims(as_known=as_known), self.documents(), id)

    def holdings(self, on: Day | None = None, *, as_known: Day | None = None) -> tuple[Holding, ...]:
        """Who held which place, by place and date; with `on`, the one holding of each place that contains that day."""
        with self._store.reading() as record:
            if as_known is None and self._is_derived(record):
                found = record.derived.holdings(on) if on is not None else record.derived.payloads("holding")
                return tuple(msgspec.json.decode(payload, type=Holding) for payload in found)
        return tuple(holding for holding in self.results(as_known=as_known).holdings if on is None or holding.contains(on))

    def measured(self) -> list[dict[str, Any]]:
        """How far people and the machine agreed, as it was measured: one entry for each pair of codings, in the order they were first made."""
        with self._store.reading() as record:
            return json.loads(record.history.standing(MEASURED) or "[]")  # type: ignore[no-any-return]

    def keep_measured(self, found: dict[str, Any]) -> None:
        """Keep a measurement, in place of an earlier one of the same codings."""
        kept = [one for one in self.measured() if (one["first"], one["second"]) != (found["first"], found["second"])]
        with self._store.writing() as record:
            record.history.stand(MEASURED, json.dumps([*kept, found], ensure_ascii=False))

    @property
    def number_of_builds(self) -> int:
        """How many builds changed the record."""
        with self._store.reading() as record:
            return len(record.history.builds())

    def state(self, *, as_known: Day | None = None) -> State:
        """What the dossier says, in words to compare: now, or as known on a day."""
        documents = [row for row in self.documents() if as_known is None or (row.published is not None and row.published <= as_known)]
        return state_of(documents, self.claims(as_known=as_known), self.results(as_known=as_known), self.judging.bearings(), self._spec)

    def state_after(self, build: int) -> State:
        """What the dossier said after the build of this number. Raises NothingFound where it was not kept."""
        with self._store.reading() as record:
            found = kept_state(record, build)
        if found is None:
            raise NothingFound(f"there is no build {build}, or it was made before builds were kept for comparison; there are {self.number_of_builds}")
        return found

    def close(self) -> None:
        """Let go of the record."""
        self._store.close()

    def _is_derived(self, record: Session) -> bool:
        return record.history.standing(DERIVED) == self._derived_id(record)

    def _derived_id(self, record: Session) -> str:
        return derived_id(self._spec, record.judgements.fingerprint())
