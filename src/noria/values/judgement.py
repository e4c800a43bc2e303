"""What a person decided about the machine's result: kept beside it, never over it.

A judgement is never changed or deleted. Taking one back is a judgement of its own, `undo`, upon its id; `redo` puts it in force again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from noria.errors import ValueRefused
from noria.values.ids import content_id

JudgementKind = Literal["accept", "correct", "reject", "merge", "split", "re-date", "re-place", "re-attribute", "undo", "redo"]

JUDGEMENT_KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
UPON_JUDGEMENTS: frozenset[JudgementKind] = frozenset({"undo", "redo"})

_TOPONYM = "name:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who decided what of which `target`, when and why.

    `target` is the id of a claim, of an event or (for undo and redo) of a judgement, or a toponym (`toponym_target`). `payload` is JSON:
    what the machine had said when it was judged and what is to stand instead. `made_at` is ISO 8601 in UTC. `undone` says whether the
    last undo or redo upon this judgement took it back; it is no part of the id.
    """

    id: str
    target: str
    kind: JudgementKind
    made_by: str
    made_at: str
    reason: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    undone: bool = False

    def __post_init__(self) -> None:
        if self.kind not in JUDGEMENT_KINDS:
            raise ValueRefused(f"{self.kind!r} is not a kind of judgement; the kinds are {', '.join(JUDGEMENT_KINDS)}")
        for word, text in (("who made it", self.made_by), ("a reason", self.reason), ("what it is about", self.target)):
            if not text.strip():
                raise ValueRefused(f"a judgement must say {word}")
        _check_utc(self.made_at)

    @classmethod
    def make(cls, target: str, kind: JudgementKind, *, made_by: str, made_at: str, reason: str,
             payload: Mapping[str, Any] | None = None) -> Self:
        """A judgement with the id that its content gives. Raises ValueRefused where who, when or why is missing."""
        made = {"target": target, "kind": kind, "made_by": made_by, "made_at": made_at, "reason": reason, "payload": dict(payload or {})}
        return cls(id=content_id("j", made), target=target, kind=kind, made_by=made_by, made_at=made_at, reason=reason, payload=payload or {})


def utc(at: dt.datetime) -> str:
    """A moment as `made_at` writes it, to the microsecond, so that what follows at once still comes after."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def toponym_target(name: str, document: str | None = None) -> str:
    """A name of a place as a target: of the whole dossier, or of one document (its id). `name` is folded by the caller."""
    return f"{_TOPONYM}{name}@{document}" if document else f"{_TOPONYM}{name}"


def read_toponym(target: str) -> tuple[str, str | None] | None:
    """Name and document of what `toponym_target` wrote; None where the target is no toponym."""
    if not target.startswith(_TOPONYM):
        return None
    name, _, document = target.removeprefix(_TOPONYM).partition("@")
    return name, document or None


def _check_utc(text: str) -> None:
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or when.utcoffset() != dt.timedelta(0):
        raise ValueRefused(f"{text!r} is not a time in UTC; write it as 2024-12-04T10:00:00Z")


def judgement_json(made: Judgement) -> dict[str, Any]:
    """A judgement as JSON, in the form that teams exchange (`docs/formats.md`)."""
    return {"id": made.id, "target": made.target, "kind": made.kind, "made_by": made.made_by, "made_at": made.made_at, "reason": made.reason,
            "payload": made.payload, "undone": made.undone}


def read_judgement(data: Mapping[str, Any]) -> Judgement:
    """The judgement that `judgement_json` wrote. Raises ValueRefused where the object is none."""
    try:
        made = Judgement(id=data["id"], target=data["target"], kind=data["kind"], made_by=data["made_by"], made_at=data["made_at"],
                         reason=data["reason"], payload=data["payload"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueRefused(f"this is no judgement; {error} is missing or of a wrong form") from error
    if not isinstance(made.payload, dict):
        raise ValueRefused("the payload of a judgement must be an object")
    return made
