"""What every exporter is given."""

from __future__ import annotations

from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.model import Results
from noria.values.day import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The claims of a dossier with their events, what was derived from them, and the day asked for, if any."""

    claims: tuple[Claim, ...]
    results: Results
    on: Day | None = None
