"""What people decided a place name means: the judgement in the form in which the reading takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from noria.values.judgement import Judgement, read_toponym
from noria.values.place import Point, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`key`, a folded name, means this place: in one document, or in all where `document` is None.

    `judgement` is the id of the judgement; `id` that of the place in a table, if it is in one. Without a point the name is to stay open.
    """

    judgement: str
    key: str
    document: str | None
    name: str
    id: str | None
    point: Point | None
    precision: Precision


def decisions(judgements: Iterable[Judgement]) -> tuple[Decision, ...]:
    """The decisions that judgements upon names make, those that were taken back left out. Of several on one name the last holds."""
    found: dict[tuple[str, str | None], Decision] = {}
    for made in judgements:
        target = read_toponym(made.target)
        if target is None or made.undone or made.kind != "re-place":
            continue
        place = made.payload["place"]
        point = Point(place["lat"], place["lon"]) if place.get("lat") is not None else None
        found[target] = Decision(judgement=made.id, key=target[0], document=target[1], name=place["name"], id=place.get("id"), point=point,
                                 precision=place.get("precision") or "populated place")
    return tuple(found[target] for target in sorted(found, key=lambda target: (target[0], target[1] or "")))


def holding_in(document: str, decided: Iterable[Decision]) -> dict[str, Decision]:
    """The decisions that hold in a document, by folded name; one for the document goes before one for all."""
    out: dict[str, Decision] = {}
    for decision in sorted(decided, key=lambda d: d.document is not None):
        if decision.document in (None, document):
            out[decision.key] = decision
    return out
