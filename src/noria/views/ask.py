"""A question put to a dossier: what was known by a day, and which places, actors and sources the typed names mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from noria.claims.model import Claim, Refusal
from noria.derive.areas import InferredArea, inferred_areas
from noria.derive.derive import derive
from noria.derive.geography import key_of
from noria.derive.fading import faded
from noria.derive.judged import Bearing, Ruled, ruled
from noria.derive.model import Holding, Results
from noria.derive.policy import ControlPolicy
from noria.dossier.catalogue import Catalogue
from noria.dossier.dossier import Dossier
from noria.dossier.event_file import EventFile
from noria.reference.gazetteer import Entry, Gazetteer
from noria.values.day import Day
from noria.values.judgement import Judgement
from noria.views.attested import Attested
from noria.views.export.material import Material
from noria.views.forms import DocumentSummary
from noria.views.judgements import Judgements
from noria.views.names import find_actor, find_place, find_source, nothing_called
from noria.views.select import Selection, happened_by


@dataclass(frozen=True)
class _PlacesOf:
    """The gazetteer of a dossier, opened when it is first asked: most exports never do."""

    dossier: Dossier

    @cached_property
    def _opened(self) -> Gazetteer:
        return self.dossier.gazetteer()

    def entry(self, id: str) -> Entry | None:
        return self._opened.entry(id)


@dataclass(frozen=True)
class Ask:
    """A dossier as it stood on `as_known`: only what had been published by the end of that day. None is today."""

    dossier: Dossier
    as_known: Day | None = None

    @cached_property
    def read(self) -> list[Claim]:
        """Claims as the machine read them."""
        return self.dossier.claims(as_known=self.as_known)

    @cached_property
    def claims(self) -> list[Claim]:
        """Claims as they count: what was corrected in place of what the machine read. What was rejected is among them, and in no event."""
        return self._as_counted(self.read)

    def _as_counted(self, claims: Iterable[Claim]) -> list[Claim]:
        return [self.counted.get(claim.id, claim) for claim in claims]

    @cached_property
    def _ruled(self) -> Ruled:
        """The claims that somebody judged, as they count; what nobody judged counts as it was read."""
        upon = {id for found in self.bearings if found.in_force for id in found.claims.values()}
        return ruled(self.dossier.claims(ids=sorted(upon), as_known=self.as_known), self._in_force) if upon else Ruled(())

    @cached_property
    def counted(self) -> dict[str, Claim]:
        """The claims that somebody judged, as they count, by id."""
        return {claim.id: claim for claim in self._ruled.claims}

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """Every judgement with what it bears on today, oldest first."""
        return self.dossier.judging.bearings()

    def around(self, found: Bearing) -> list[Claim]:
        """The claims among which an open judgement looks for the nearest to what is gone: those of its files."""
        files = {told["document"]["file"] for told in found.judgement.payload.get("claims", ())} if found.open else set()
        documents = [row.id for row in self.documents() if row.file in files and row.id is not None]
        return [claim for id in documents for claim in self.dossier.claims(document=id, as_known=self.as_known)]

    @property
    def _in_force(self) -> list[Judgement]:
        return [found.judgement for found in self.bearings if found.in_force]

    @cached_property
    def judgements(self) -> Judgements:
        """What people decided, of these claims."""
        read = self.dossier.claims(ids=sorted(self.counted), as_known=self.as_known) if self.counted else ()
        return Judgements(self.bearings, {claim.id: claim for claim in read if self.counted[claim.id] != claim}, self._ruled.rejected)

    @cached_property
    def attested(self) -> Attested:
        """How far events and claims can be relied on."""
        return Attested.of(self.claims, self.results, self.dossier.codebook)

    @cached_property
    def results(self) -> Results:
        """What was derived; control as long as the dossier's settings let its evidence last."""
        found = self.dossier.results(as_known=self.as_known)
        days = self.dossier.settings.control.fades_after
        return found if days is None else replace(found, holdings=tuple(faded(found.holdings, {claim.id: claim for claim in self.claims}, days)))

    @cached_property
    def sides(self) -> dict[str, str]:
        """Names of sides by id."""
        return self.dossier.sides(as_known=self.as_known)

    def told(self, ids: Sequence[str]) -> list[Claim]:
        """The claims of these ids as they count, without reading all others."""
        return self._as_counted(self.dossier.claims(ids=ids, as_known=self.as_known))

    def claims_in(self, document: str) -> list[Claim]:
        """The claims of one document as they count."""
        return self._as_counted(self.dossier.claims(document=document, as_known=self.as_known))

    @cached_property
    def catalogue(self) -> Catalogue:
        """What pages list, a page at a time."""
        return self.dossier.catalogue(as_known=self.as_known)

    def claims_at(self, place: str, first: int, number: int) -> tuple[list[Claim], int]:
        """A page of the claims that name a place (its key) as they count, and how many do."""
        here, gone = set(), set()
        for id, machine in self.judgements.machine.items():
            now, had = (any(key_of(ref).id == place for ref in claim.places) for claim in (self.counted[id], machine))
            if now:
                here.add(id)
            elif had:
                gone.add(id)
        found, total = self.catalogue.claims_at(place, here, gone, first, number)
        return self._as_counted(found), total

    def holdings_of(self, place: str) -> list[Holding]:
        """Who held a place, in the order of time; as long as the dossier's settings let evidence last."""
        return self._lasting(self.catalogue.holdings_of(place), self.dossier.settings.control.fades_after)

    def _lasting(self, held: Sequence[Holding], days: int | None) -> list[Holding]:
        if days is None:
            return list(held)
        return list(faded(held, {claim.id: claim for claim in self.told([id for holding in held for id in holding.claims])}, days))

    def event(self, id: str) -> EventFile:
        """One event with all that belongs to it, its claims as they count. Raises NothingFound."""
        found = self.dossier.event(id, as_known=self.as_known)
        return replace(found, claims=tuple(self._as_counted(found.claims)))

    def judgements_upon(self, file: EventFile) -> Judgements:
        """What people decided of one event and its claims."""
        found = Judgements(self.bearings)
        return replace(found, machine={claim.id: self.dossier.claim(claim.id) for claim in file.claims if found.verdict(claim.id) == "corrected"})

    def holdings(self, on: Day | None = None, policy: ControlPolicy | None = None) -> Sequence[Holding]:
        """The holdings that contain the day, all of them without one, as the policy lets evidence last: the dossier's where none is given."""
        days = (policy or self.dossier.settings.control).fades_after
        held = self.dossier.holdings(on, as_known=self.as_known)
        return [holding for holding in self._lasting(held, days) if on is None or holding.contains(on)]

    def areas(self, on: Day, policy: ControlPolicy | None = None) -> Sequence[InferredArea]:
        """What may be inferred of the ground between places on a day, by the policy."""
        chosen = policy or self.dossier.settings.control
        return inferred_areas(self.holdings(policy=chosen), on, chosen)

    def material(self, on: Day | None = None) -> Material:
        """What exports and codings are made of."""
        settings = self.dossier.settings
        return Material(claims=tuple(self.claims), results=self.results, on=on, codebook=self.dossier.codebook, places=_PlacesOf(self.dossier),
                        default_country=settings.default_country, name=settings.name, time_zone=settings.time_zone,
                        judgements=self.judgements, documents=tuple(self.documents()), measured=tuple(self.dossier.measured()), policy=settings.control)

    def results_by(self, day: Day | None) -> Results:
        """What follows from the claims of things that were over by the end of `day`, and the infoboxes of what had begun by then.

        An infobox says who fought over the whole of an operation, so it holds from its first day. No day asks for everything.
        """
        if day is None:
            return self.results
        facts = [facts for facts in self.dossier.facts(as_known=self.as_known)
                 if facts.time.interval is not None and facts.time.interval.start <= day]
        over = {claim.id for claim in happened_by(self.claims, day)}
        claims = [replace(claim, event=None) for claim in self.read if claim.id in over]
        return derive(claims, self.dossier.codebook, facts, self._in_force)

    def selection(self, *, on: Day | None = None, since: Day | None = None, until: Day | None = None, place: str | None = None,
                  actor: str | None = None, source: str | None = None, types: Iterable[str] = ()) -> Selection:
        """The selection that the typed names mean. Raises NothingFound, with near names, on one that the dossier never has.

        Names are looked up in everything the dossier holds today, so that asking as known before a place was first named
        gives an empty answer and not a doubt about the name.
        """
        everything = self if self.as_known is None else Ask(self.dossier)
        return Selection(
            on=on, since=since, until=until, types=frozenset(types),
            place=find_place(place, everything.claims, everything.results) if place else None,
            actor=find_actor(actor, self.dossier.codebook, everything.claims, everything.results) if actor else None,
            source=find_source(source, self.dossier.codebook, everything.claims) if source else None)

    def documents(self, on: Day | None = None) -> list[DocumentSummary]:
        """The documents published by `as_known`, and on the day `on`; one without a date is never selected by a date."""
        return [row for row in self.dossier.documents()
                if (self.as_known is None or (row.published is not None and row.published <= self.as_known))
                and (on is None or row.published == on)]

    def document_id(self, text: str) -> str:
        """The id of the document that has this id, file or file name. Raises NothingFound with near names."""
        rows = self.dossier.documents()
        for row in rows:
            if row.id is not None and text in {row.id, row.file, Path(row.file).name}:
                return row.id
        raise nothing_called("document", text, (Path(row.file).name for row in rows))

    def refusals(self, *, document: str | None = None, on: Day | None = None) -> list[Refusal]:
        """The refused sentences of the documents asked for."""
        shown = {row.id for row in self.documents(on)}
        return [refusal for refusal in self.dossier.refusals(document=document) if refusal.document in shown]
