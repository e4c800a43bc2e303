"""What the resolver is given: a name as the text writes it, with what the text says around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from noria.values.decision import Decision
from noria.values.place import Relation
from noria.values.span import Span


@dataclass(frozen=True, slots=True)
class Setting:
    """How the words at a name set the spot off from the named place; without any, it is the place itself.

    `direction` is one of the eight winds ("north", "northeast"): the side of the place, or where it lies from it, as `relation` says.
    `within` marks a distance that is an upper bound; `hours` a drive that the text states instead of one; `part` a part of the place
    that lies around its middle; `words` are those that say so.
    """

    relation: Relation = "in"
    distance_km: float | None = None
    direction: str | None = None
    part: Literal["outskirts", "countryside"] | None = None
    within: bool = False
    hours: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention. `feature` is a feature word that stands by it outside the span ("town", "province", "airbase", "river", "country");
    `containers` are the areas that the text itself puts it in, innermost first ("Kharkiv Oblast", "Ukraine"). `before` and `after` are
    the words around it in its sentence, `partner` is the other place of "between X and Y".
    """

    span: Span
    text: str
    feature: str | None = None
    containers: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    partner: Span | None = None


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """What is known besides the text. `decided` maps names, folded, to what people decided, which holds."""

    decided: Mapping[str, Decision] = field(default_factory=dict)
