"""What reading one document gives: claims, refusals and, where it has an infobox, the facts of it."""

from __future__ import annotations

from dataclasses import dataclass

from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import Claim, PlaceMention, Refusal


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its claims in the order of the text, what was refused, its infobox facts if it has any, and
    every name of a place with what it was taken for.
    """

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    facts: InfoboxFacts | None = None
    places: tuple[PlaceMention, ...] = ()
