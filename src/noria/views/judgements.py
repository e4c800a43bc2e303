"""Judgements for people and programs: beside each claim and event what was decided, by whom, when and why; and the list of all.

Claims are shown as they count, and what the machine had read stands beside it under `judged`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from noria.claims.correction import CORRECTABLE
from noria.claims.json_form import to_json
from noria.claims.model import Claim
from noria.derive.judged import Bearing, nearest
from noria.derive.model import Event
from noria.values.judgement import Judgement, read_toponym
from noria.views.cells import counts_text, day_text, each
from noria.views.forms import Form, judgement_brief

# What became of a claim, by the last word on it.
VERDICTS = {"accept": "accepted", "reject": "rejected", "merge": "merged", "split": "split"}


@dataclass(frozen=True)
class Judgements:
    """The judgements in force, by the claims that they bear on; `machine` has the machine's reading of the claims that were corrected."""

    bearings: tuple[Bearing, ...] = ()
    machine: Mapping[str, Claim] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()

    @cached_property
    def _upon(self) -> dict[str, list[Judgement]]:
        upon: dict[str, list[Judgement]] = defaultdict(list)
        for found in self.bearings:
            if found.in_force and not read_toponym(found.judgement.target):
                for id in found.claims.values():
                    upon[id].append(found.judgement)
        return dict(upon)

    def on_claim(self, id: str) -> Sequence[Judgement]:
        """Judgements in force that bear on a claim, oldest first."""
        return self._upon.get(id, ())

    def on_event(self, event: Event) -> list[Judgement]:
        """Judgements in force upon an event as a whole, or on claims that are in it or were in it until they were rejected."""
        return [found.judgement for found in self.about_event(event) if found.in_force]

    def about_claim(self, id: str) -> list[Bearing]:
        """Every judgement upon a claim, those taken back among them."""
        return [found for found in self.bearings if found.judgement.target == id or id in found.claims.values()]

    def about_event(self, event: Event) -> list[Bearing]:
        """Every judgement upon an event or a claim that is or was in it, those taken back among them."""
        wanted = set(event.claims)
        return [found for found in self.bearings if found.judgement.target == event.id or found.judgement.payload.get("event") == event.id
                or (not read_toponym(found.judgement.target) and not wanted.isdisjoint(found.claims.values()))]

    def verdict(self, id: str) -> str | None:
        """What became of a claim: "rejected", "corrected", "accepted" …; None where nobody judged it."""
        upon = self.on_claim(id)
        if not upon:
            return None
        if id in self.rejected:
            return "rejected"
        if any("correction" in made.payload for made in upon):
            return "corrected"
        return VERDICTS.get(next((made.kind for made in reversed(upon) if made.kind == "accept"), upon[-1].kind))


def judged_form(claim: Claim, judgements: Judgements) -> Form:
    """The claim as it counts, in the published form; where somebody judged it, `judged` says what, and what the machine had read."""
    form = to_json(claim)
    verdict = judgements.verdict(claim.id)
    if verdict is None:
        return form
    machine = judgements.machine.get(claim.id)
    read = to_json(machine) if machine is not None else form
    return form | {"judged": {
        "verdict": verdict, "machine": {key: read[key] for key in CORRECTABLE if read[key] != form[key]},
        "judgements": [judgement_brief(made) for made in judgements.on_claim(claim.id)]}}


def listed_form(found: Bearing, claims: Iterable[Claim]) -> Form:
    """A line of the list of judgements: with what it bears on today, or the claim nearest to what is gone."""
    made = found.judgement
    told = {one["id"]: one for one in made.payload.get("claims", ())}
    near = nearest(told[found.lost[0]], claims) if found.open and found.lost else None
    return {**judgement_brief(made), "target": made.target, "state": state_of(found),
            "change": change_text(made), "quote": next((one["evidence"]["quote"] for one in told.values()), None),
            "file": next((one["document"]["file"] for one in told.values()), None), "claims": sorted(found.claims.values()),
            "lost": list(found.lost), "nearest": near.id if near else None, "nearest_quote": near.evidence.quote if near else None}


def state_of(found: Bearing) -> str:
    """Whether a judgement counts: "in force", "open" or "undone"."""
    return "undone" if found.judgement.undone else "open" if found.open else "in force"


def change_text(made: Judgement) -> str | None:
    """What a correction put in place of what, in words: "time: 2031-05-03, not 2031-05-04"."""
    if place := made.payload.get("place"):
        return f"place: {place['name']}"
    told = made.payload.get("claims", ())
    parts = []
    for key, value in made.payload.get("correction", {}).items():
        had = [field_text(key, one[key]) for one in told]
        was = " / ".join(dict.fromkeys(text or "not said" for text in had))
        parts.append(f"{key}: {field_text(key, value) or 'not said'}, not {was}")
    return "; ".join(parts) or None


def claim_field_text(key: str, claim: Claim) -> str | None:
    """One field of a claim in words."""
    return field_text(key, to_json(claim)[key])


def field_text(key: str, value: Any) -> str | None:
    """One field of the published form in words."""
    if key == "time":
        return value["edtf"] or day_text(value)
    if key == "counts":
        return str(found) if (found := counts_text(value)) is not None else None
    if key in {"actors", "targets", "places", "attribution"}:
        return str(found) if (found := each(value, "name", "mention")) is not None else None
    return str(value)
