"""What the resolver is given: a name as the text writes it, with what the text says around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from noria.values.span import Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention. `feature` is a feature word that stands by it outside the span ("town", "province", "airbase", "river", "country");
    `containers` are the areas that the text itself puts it in, innermost first ("Kharkiv Oblast", "Ukraine").
    """

    span: Span
    text: str
    feature: str | None = None
    containers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """What is known besides the text. `default_country` (ISO 3166-1 alpha-2) leans towards a country; `decided` maps names to ids
    that somebody has settled, which hold.
    """

    default_country: str | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
