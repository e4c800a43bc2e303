"""From incidents to rows of ACLED: one for each place and day; of what happened at one place on one day between the same parties, one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from noria.derive.overlap import certain, overlaps
from noria.views.codings.acled.columns import RANK, SUB_TYPES
from noria.views.codings.acled.dates import Dated, days
from noria.views.codings.acled.fatalities import fatalities, split
from noria.views.codings.acled.types import Kind, codable, kind_of
from noria.views.codings.coded import Coded, Refused, Uncoded, ids
from noria.views.codings.deaths import deaths
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident, incidents
from noria.views.codings.people import Body, Sides, sides_of
from noria.views.codings.whereabouts import Spot, spots
from noria.views.codings.when import stretch

_ON_THE_GROUND = frozenset({"Non-violent transfer of territory", "Other"})  # steps of a fight for a place, where there was one


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before it is written. `folded` are incidents that the codebook takes for the same event."""

    incident: Incident
    kind: Kind
    sides: Sides
    spot: Spot
    date: Dated
    dead: Coded
    number: int = 1
    folded: tuple[Incident, ...] = ()

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return (self.incident, *self.folded)

    @property
    def exact(self) -> bool:
        return self.date.precision == 1


def drafts(ground: Ground) -> tuple[list[Draft], list[Uncoded]]:
    """The rows to write, and what has none."""
    made: list[Draft] = []
    missed: list[Uncoded] = []
    for incident in incidents(ground):
        try:
            made += _of(incident, ground)
        except Refused as refused:
            missed += [refused.of(event.id, event.claims) for event in incident.events]
        for line in deaths(incident, ground).elsewhere:
            missed.append(Uncoded(line.scope_id, "acled.fatalities.elsewhere", "a toll told of another place than the deed is not put in its row", line.claims))
    kept = _folded(made)
    covered = {event.id for draft in kept for incident in draft.incidents for event in incident.events}
    return kept, [miss for miss in missed if miss.event not in covered or miss.rule == "acled.fatalities.elsewhere"]


def _of(incident: Incident, ground: Ground) -> list[Draft]:
    codable(incident)
    where = [spot for spot in spots(incident, ground) if spot.place.precision != "country"]
    if not where:
        raise Refused("acled.location.country", "only a whole country is told")
    time = stretch(incident.time, incident.claims) if incident.time is not None else None
    parties = [sides_of(incident, spot, ground) for spot in where]
    kinds = [kind_of(incident, sides) for sides in parties]
    when = days(time, where[0].country.acled_region if where[0].country else None)
    total = fatalities(deaths(incident, ground), incident, ground)
    shares = split(int(total.value or 0), len(where) * len(when))
    out = []
    for number, share in enumerate(shares):
        place, day = divmod(number, len(when))
        dead = total if len(shares) == 1 or not total.value else Coded(share, "acled.fatalities.split", total.claims, f"{total.value} in all, split over {len(shares)} rows")
        out.append(Draft(incident, kinds[place], parties[place], where[place], when[day], dead, number + 1))
    return out


def _folded(made: Sequence[Draft]) -> list[Draft]:
    """Drafts of one event put together: the highest sub-event type stands, an exact day before a vague one."""
    places: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in made:
        places[draft.spot.key, _family(draft)].append(draft)
    out: list[Draft] = []
    for group in places.values():
        sets: list[list[Draft]] = []
        for draft in sorted(group, key=_standing):
            home = next((one for one in sets if any(_same(draft, other) for other in one)), None)
            if home is None:
                sets.append([draft])
            else:
                home.append(draft)
        out += [_merged(one) for one in sets]
    return sorted(out, key=lambda d: (d.date.day, d.spot.key, RANK[d.kind.sub_type], d.incident.deed.id, d.number))


def _family(draft: Draft) -> str:
    if SUB_TYPES[draft.kind.sub_type] == "Battles" or draft.kind.sub_type in _ON_THE_GROUND:
        return "ground"
    return draft.kind.sub_type


def _standing(draft: Draft) -> tuple[int, int, str, int]:
    return (draft.date.precision, RANK[draft.kind.sub_type], draft.incident.deed.id, draft.number)


def _same(one: Draft, other: Draft) -> bool:
    """The same day, or a vague time around an exact day; and no party of the one that stands against the other's."""
    if one.incident is other.incident:
        return False
    if one.date.day != other.date.day and not (_around(one, other) or _around(other, one)):
        return False
    mine, theirs = _parties(one), _parties(other)
    if _family(one) == "ground":
        rivals = {one.kind.sub_type, other.kind.sub_type} == {"Government regains territory", "Non-state actor overtakes territory"}
        return not rivals and len(mine | theirs) <= 2
    return not mine or not theirs or bool(mine & theirs)


def _around(vague: Draft, exact: Draft) -> bool:
    time = vague.incident.time
    return not vague.exact and exact.exact and time is not None and time.contains(exact.date.day)


def _parties(draft: Draft) -> set[str]:
    return {body.side or body.name for body in (*draft.sides.first[:1], *draft.sides.second[:1])}


def _merged(group: Sequence[Draft]) -> Draft:
    # A time told vaguely is a summary: what it calls the event gives way to what those say who give the day.
    lead = min(group, key=lambda d: (not d.exact, RANK[d.kind.sub_type], d.date.precision, d.incident.deed.id, d.number))
    date = min((d.date for d in group), key=lambda d: (d.precision, d.day))
    rest = [d for d in group if d is not lead]
    parties = _joined(lead.sides, [d.sides for d in rest])
    folded = {d.incident.deed.id: d.incident for d in rest if d.incident is not lead.incident}
    return replace(lead, date=date, sides=parties, dead=_summed([lead, *rest]), folded=tuple(folded.values()))


def _joined(lead: Sides, rest: Sequence[Sides]) -> Sides:
    """Who did it by the draft that stands; a party that it does not tell comes from the others, whichever way round they tell it."""
    told = [bodies for sides in (lead, *rest) for bodies in (sides.first, sides.second) if bodies]
    first = lead.first or next((bodies for bodies in told if not _one_side(bodies, lead.second)), ())
    second = lead.second or next((bodies for bodies in told if first and not _one_side(bodies, first)), ())
    return Sides(first, second, lead.rule if lead.first and lead.second else "parties.joined", lead.reason)


def _one_side(bodies: Sequence[Body], others: Sequence[Body]) -> bool:
    return bool(others) and (bodies[0].name == others[0].name or (bodies[0].side is not None and bodies[0].side == others[0].side))


def _summed(group: Sequence[Draft]) -> Coded:
    """The dead of folded drafts: added, but for those that may be the same deaths told twice, of whom those count that are certainly different."""
    dead = [draft for draft in group if draft.dead.value]
    if len(dead) < 2:
        return dead[0].dead if dead else group[0].dead
    events = [draft.incident.harm[0] if draft.incident.harm else draft.incident.deed for draft in dead]
    by_event: dict[str, int] = defaultdict(int)
    for event, draft in zip(events, dead, strict=True):
        by_event[event.id] += int(draft.dead.value or 0)
    total = sum(by_event[id] for id in certain(by_event, overlaps(list({event.id: event for event in events}.values()))))
    added = sum(by_event.values())
    reason = "tolls of one event put together" + (f"; added they would be {added}, but some may be the same deaths" if added != total else "")
    return Coded(total, "acled.fatalities.joined", ids(_claims(dead)), reason)


def _claims(group: Iterable[Draft]) -> Iterable[str]:
    return (claim for draft in group for claim in draft.dead.claims)
