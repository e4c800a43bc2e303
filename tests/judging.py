"""Hand-made judgements, for tests: short to write, valid in form. `at` is the second in which they were made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from noria.claims.correction import snapshot
from noria.claims.model import Claim
from noria.values.judgement import Judgement, JudgementKind


def judged(kind: JudgementKind, *claims: Claim, at: int = 0, target: str | None = None, by: str = "Ada", why: str = "I looked", **payload: Any) -> Judgement:
    """Upon claims, or upon the event `target` that they made."""
    minutes, seconds = divmod(at, 60)
    return Judgement.make(target or claims[0].id, kind, made_by=by, made_at=f"2031-05-06T10:{minutes:02d}:{seconds:02d}Z", reason=why,
                          payload={"claims": [snapshot(c) for c in claims]} | payload)


def merged(*events: Iterable[Claim], at: int = 0) -> Judgement:
    parts = [list(event) for event in events]
    return judged("merge", *(c for part in parts for c in part), at=at, target="e-one", parts=[[c.id for c in part] for part in parts])


def split(out: Iterable[Claim], stay: Iterable[Claim], at: int = 0) -> Judgement:
    leaving = list(out)
    return judged("split", *leaving, *stay, at=at, target="e-one", out=[c.id for c in leaving])


def on(day: str) -> dict[str, Any]:
    """A correction of the time."""
    return {"time": {"start": day, "end": day, "edtf": day, "granularity": "day", "mention": None, "basis": "explicit"}}
