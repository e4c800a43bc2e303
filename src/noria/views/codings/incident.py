"""Incidents: a deed with the harm it did. Claims of a strike and of its dead are events of their own; a codebook wants one row for both.

Harm joins the deed that a sentence names as its cause. Harm of another day than the deed's stands apart, for a codebook codes days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from noria.claims.model import Claim, PlaceRef
from noria.derive.tolls.postings import INCREMENTS
from noria.derive.geography import match
from noria.derive.model import CasualtyLine, Event
from noria.values.interval import Interval
from noria.views.codings.ground import Ground

_HARM = frozenset({"casualty", "displace"})


@dataclass(frozen=True, slots=True)
class Incident:
    """`deed` is what was done, or the harm itself where no deed is told; `harm` the harm it did at that time.

    `lines` are the tolls that belong to it alone: running and period totals and parts of other figures are not among them.
    """

    deed: Event
    harm: tuple[Event, ...]
    time: Interval | None
    lines: tuple[CasualtyLine, ...]
    claims: tuple[Claim, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        return (self.deed, *(event for event in self.harm if event is not self.deed))

    @property
    def bare(self) -> bool:
        """Whether only harm is told, not what did it."""
        return self.deed.type in _HARM


def incidents(ground: Ground) -> list[Incident]:
    """Every event in exactly one incident, but for a deed that did harm on several days, which stands in one for each."""
    caused: dict[str, list[Event]] = defaultdict(list)
    for event in ground.results.events:
        if event.type in _HARM and event.cause in ground.events:
            caused[event.cause].append(event)
    lines: dict[str, list[CasualtyLine]] = defaultdict(list)
    for line in ground.results.casualties:
        if line.scope == "event" and line.rule == INCREMENTS:
            lines[line.scope_id].append(line)
    out = []
    for event in ground.results.events:
        if event.type in _HARM and event.cause in ground.events:
            continue
        near = [harm for harm in caused[event.id] if harm.time is None or event.time is None or harm.time.overlaps(event.time)]
        out.append(_incident(event, near, lines, ground))
        out += [_incident(event, [harm], lines, ground) for harm in caused[event.id] if harm not in near]
    return _rehomed(out, ground)


def _rehomed(found: list[Incident], ground: Ground) -> list[Incident]:
    """Tolls told of another place than their incident's deed go to the deed of their own sentence that happened there, if there is one."""
    by_sentence: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, incident in enumerate(found):
        if not incident.bare:
            for claim in ground.told(incident.deed.claims):
                by_sentence[claim.document.id, claim.evidence.span.start].append(number)
    moved: dict[int, list[CasualtyLine]] = defaultdict(list)
    for number, incident in enumerate(found):
        for line in (line for line in incident.lines if apart(line, incident, ground)):
            near = {other for claim in ground.told(line.claims) for other in by_sentence[claim.document.id, claim.evidence.span.start]}
            home = next((other for other in sorted(near - {number}) if not apart(line, found[other], ground)), None)
            if home is not None:
                moved[home].append(line)
                found[number] = replace(found[number], lines=tuple(kept for kept in found[number].lines if kept is not line))
    for number, lines in moved.items():
        claims = {claim.id: claim for claim in (*found[number].claims, *ground.told(id for line in lines for id in line.claims))}
        found[number] = replace(found[number], lines=(*found[number].lines, *lines), claims=_in_order(claims.values()))
    return found


def apart(line: CasualtyLine, incident: Incident, ground: Ground) -> bool:
    """Whether all that tell a figure place it apart from where the deed is placed. Harm alone is where its tellers say."""
    at = [place for place in incident.deed.places if place.point is not None]
    there = [place for claim in ground.told(line.claims) for place in claim.places if place.point is not None]
    if incident.bare or not at or not there:
        return False
    return not any(_may_be_at(one, other) for one in at for other in there)


def _may_be_at(deed: PlaceRef, toll: PlaceRef) -> bool:
    """A toll of a whole plain or front is not that of a town in it."""
    stands = match(deed, toll)
    return stands == "same" or (stands != "apart" and toll.precision != "region")


def _incident(deed: Event, harm: list[Event], lines: dict[str, list[CasualtyLine]], ground: Ground) -> Incident:
    events = [deed, *harm]
    apart = bool(harm) and deed.time is not None and all(h.time is not None and not h.time.overlaps(deed.time) for h in harm)
    told = ground.told(id for event in (harm if apart else events) for id in event.claims)
    if apart:
        # Of the deed's own claims, those that speak of the harm's day.
        told += [claim for claim in ground.told(deed.claims) if claim.time.interval and harm[0].time and claim.time.interval.overlaps(harm[0].time)]
    return Incident(deed, tuple(harm), _time(deed, harm, apart=apart), tuple(line for event in events for line in lines[event.id]),
                    _in_order({claim.id: claim for claim in told}.values()))


def _in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: (c.document.published or "9999", c.document.id, c.evidence.span, c.id)))


def _time(deed: Event, harm: list[Event], *, apart: bool) -> Interval | None:
    """The days that deed and harm share."""
    if apart or deed.time is None:
        return next((event.time for event in harm if event.time is not None), None)
    time = deed.time
    for event in harm:
        time = (event.time and time.intersection(event.time)) or time
    return time
