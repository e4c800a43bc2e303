"""What every exporter is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from noria.claims.model import Claim
from noria.derive.model import Results
from noria.derive.policy import ControlPolicy
from noria.reference.codebook import Codebook
from noria.values.day import Day
from noria.views.attested import Attested
from noria.views.codings.coded import Coding
from noria.views.codings.ground import Ground, Places
from noria.views.forms import DocumentSummary
from noria.views.judgements import Judgements
from noria.views.measured import Measured


@dataclass(frozen=True, kw_only=True)
class Material:
    """The claims of a dossier with their events, what was derived from them, what people decided, and the day asked for, if any.

    `name`, `time_zone` and `policy` are the dossier's; `places` is its gazetteer, None where none is at hand; `measured` is how far people
    and the machine agreed on sentences coded blind.
    """

    claims: tuple[Claim, ...]
    results: Results
    on: Day | None = None
    judgements: Judgements = field(default_factory=Judgements)
    codebook: Codebook = field(default_factory=Codebook)
    places: Places | None = None
    default_country: str | None = None
    name: str = ""
    time_zone: str = "UTC"
    documents: tuple[DocumentSummary, ...] = ()
    measured: tuple[Measured, ...] = ()
    policy: ControlPolicy = field(default_factory=ControlPolicy)

    @cached_property
    def codings(self) -> dict[str, Coding]:
        """The whole dossier under each codebook that was asked for."""
        return {}

    @cached_property
    def attested(self) -> Attested:
        """How far events and claims can be relied on."""
        return Attested.of(self.claims, self.results, self.codebook)

    @cached_property
    def ground(self) -> Ground:
        """What codings code from."""
        return Ground(self.claims, self.results, self.codebook, self.places, self.default_country)
