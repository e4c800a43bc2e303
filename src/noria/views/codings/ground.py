"""What every codebook codes from: claims, what was derived from them, and what is known of actors and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from noria.claims.model import Claim
from noria.derive.directory import Directory
from noria.derive.grading import Grader
from noria.derive.model import Event, Results
from noria.reference.codebook import Codebook
from noria.reference.gazetteer.entry import Entry


class Places(Protocol):
    """The gazetteer, as far as codings ask it."""

    def entry(self, id: str) -> Entry | None: ...


@dataclass(frozen=True)
class Ground:
    """`places` is None where no gazetteer is at hand; `default_country` an ISO 3166-1 alpha-2 code."""

    claim_list: tuple[Claim, ...]
    results: Results
    codebook: Codebook
    places: Places | None = None
    default_country: str | None = None

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claim_list}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {event.id: event for event in self.results.events}

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.codebook)

    @cached_property
    def grader(self) -> Grader:
        return Grader.of(self.claim_list, self.results.origin_of, self.codebook)

    def told(self, ids: Iterable[str]) -> list[Claim]:
        return [self.claims[id] for id in ids if id in self.claims]

    def origins(self, claims: Iterable[Claim]) -> set[str]:
        """The independent origins of some claims."""
        return {self.results.origin_of.get(claim.id, claim.document.id) for claim in claims}
