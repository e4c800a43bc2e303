"""When places changed hands, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.model import Holding
from noria.values.day import Day
from noria.views.forms import Form, key_form
from noria.views.names import ActorQuery


@dataclass(frozen=True, slots=True)
class Handover:
    """One change of a place's state, from the day on which `after` begins."""

    before: Holding | None
    after: Holding
    day: Day

    def touches(self, actor: ActorQuery) -> bool:
        """Whether the actor or side held the place before or after."""
        return any(one is not None and actor.known(one.holder, one.holder, one.side) for one in (self.before, self.after))


def handovers(holdings: Sequence[Holding], since: Day | None, until: Day | None) -> list[Handover]:
    """The changes on the days from `since` to `until`, both included, in the order of time. `holdings` come by place and date."""
    found = []
    for at, holding in enumerate(holdings):
        before = holdings[at - 1] if at and holdings[at - 1].place.id == holding.place.id else None
        day = holding.since
        if day is None or (since is not None and day < since) or (until is not None and day > until):
            continue
        found.append(Handover(before, holding, day))
    return sorted(found, key=lambda change: (change.day, change.after.place.name, change.after.place.id))


def handover_form(change: Handover, claims: Mapping[str, Claim]) -> Form:
    """A change of hands, and in `said_by` who says so."""
    return {"place": key_form(change.after.place), "day": str(change.day), "before": _state(change.before), "after": _state(change.after),
            "said_by": said_by(claims[id] for id in change.after.claims if id in claims), "claims": list(change.after.claims),
            "rule": change.after.rule}


def said_by(claims: Iterable[Claim]) -> list[str]:
    """Those whom the claims quote, else who published them."""
    return sorted({claim.attribution[0].name or claim.attribution[0].mention if claim.attribution else claim.document.publisher or claim.document.file
                   for claim in claims})


def _state(holding: Holding | None) -> Form:
    """A state without its days; before the first evidence nothing is known."""
    if holding is None:
        return {"state": "unknown", "side": None, "holder": None}
    return {"state": holding.state, "side": holding.side, "holder": holding.holder}
