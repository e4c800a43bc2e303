"""What every exporter is given."""

from __future__ import annotations

from dataclasses import dataclass, field

from noria.claims.model import Claim
from noria.derive.model import Results
from noria.values.day import Day
from noria.views.judgements import Judgements


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The claims of a dossier with their events, what was derived from them, what people decided, and the day asked for, if any."""

    claims: tuple[Claim, ...]
    results: Results
    on: Day | None = None
    judgements: Judgements = field(default_factory=Judgements)
