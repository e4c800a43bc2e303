"""Events: claims of one occurrence, across documents, with what the accounts share and where they differ.

An event's id rests on the account that stands first: the earliest published, then the order of its words. Another account,
published later, leaves the id as it is; a copy of an account does so whatever its date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from noria.claims.model import ActorRef, Claim, PlaceRef
from noria.derive.facets import Facet
from noria.derive.figures import merged_counts
from noria.derive.geography import key_of
from noria.derive.linking import Group
from noria.derive.model import Account, Event, Party, PartyRole
from noria.derive.origins import Origins
from noria.derive.sides import Sides
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.vocabulary import FAMILY_OF, ClaimType, Factuality

HARM = frozenset({"casualty", "displace"})
_GRADES: tuple[Factuality, ...] = ("realised", "unverified", "failed", "planned", "denied")


@dataclass(frozen=True, slots=True)
class Naming:
    """What the id of an event may be, in the order of preference, and where it stands among events whose first accounts use the same words.

    `anchor` names those words.
    """

    anchor: str
    order: str
    names: tuple[str, ...]


def find_events(groups: Sequence[Group], claims: Sequence[Claim], sides: Sides, origins: Origins) -> tuple[Event, ...]:
    """Every claim in exactly one event; events in the order of their days, then ids."""
    found = [naming(group) for group in groups]
    ids = named(found)
    made = [event_of(ids[name], group, sides, origins) for name, group in zip(found, groups, strict=True)]
    home = {id: event for event in made for id in event.claims}
    causes = Causes(claims, {id: event.id for id, event in home.items()})
    return tuple(sorted((with_cause(event, causes) for event in made), key=event_order))


def event_order(event: Event) -> tuple[bool, int, str]:
    """Sort key of events: their first day, those without one last, then ids."""
    return (event.time is None, event.time.start.ordinal if event.time else 0, event.id)


def naming(group: Group) -> Naming:
    """What the event of a group may be called: by its first account's words, then by place and day too, then by its first claim."""
    first = group.facets[0]
    where = sorted(key_of(place).id for place in first.lead.places)
    more: tuple[list[object], ...] = ([], [str(first.time.start) if first.time else None, where], [first.order[3]])
    return Naming(first.anchor, f"{first.order[0]} {first.order[3]}", tuple(content_id("e", [first.anchor, *one]) for one in more))


def named(found: Iterable[Naming]) -> dict[Naming, str]:
    """The ids of events: where a stock sentence already gave the id, it is told apart. Whatever shares an anchor must be among them."""
    out: dict[Naming, str] = {}
    taken: set[str] = set()
    for one in sorted(found, key=lambda name: (name.anchor, name.order)):
        out[one] = next((name for name in one.names if name not in taken), one.names[-1])
        taken.add(out[one])
    return out


def event_of(id: str, linked: Group, sides: Sides, origins: Origins) -> Event:
    """The event that a group tells of, without its cause."""
    group = linked.facets
    claims = [claim for facet in group for claim in facet.claims]
    accounts = _accounts(claims, origins)
    time = shared_time([facet.time for facet in group if facet.time is not None])
    edtfs = {claim.time.edtf for claim in claims if claim.time.interval == time and claim.time.edtf}
    return Event(
        id=id, type=_type(group), factuality=_factuality(claims), time=time, edtf=min(edtfs) if edtfs else None,
        places=_places(group), parties=_parties(claims, sides), counts=merged_counts([c for f in group for c in f.counts]),
        accounts=accounts, origins=_count_origins(claims, origins), claims=tuple(sorted(claim.id for claim in claims)),
        rule="events.linked" if len(group) > 1 else "events.copies" if len(claims) > 1 else "events.single",
        links=tuple(sorted(linked.links, key=lambda k: (-k.score, k.one, k.other))))


def _type(group: Sequence[Facet]) -> ClaimType:
    """The most specific type told: anything before an unspecified "attack"; of these the most frequent."""
    kinds = Counter(facet.lead.type for facet in group)
    return min(kinds, key=lambda kind: (kind == "attack" and len(kinds) > 1, -kinds[kind], kind))


def _factuality(claims: Sequence[Claim]) -> Factuality:
    """The strongest told: one account that it happened outweighs doubt; denials stay visible in the accounts."""
    told = {claim.factuality for claim in claims}
    return next(grade for grade in _GRADES if grade in told)


def shared_time(times: Sequence[Interval]) -> Interval | None:
    """The days on which all accounts agree; where they do not all meet, those that most accounts give."""
    if not times:
        return None
    common: Interval | None = times[0]
    for time in times[1:]:
        common = common.intersection(time) if common else None
    if common is not None:
        return common
    frequent = Counter(times)
    return min(frequent, key=lambda t: (-frequent[t], t.days, t))


def _places(group: Sequence[Facet]) -> tuple[PlaceRef, ...]:
    """Every place named, resolved ones before open ones, one reference for each key."""
    best: dict[str, PlaceRef] = {}
    for facet in group:
        for place in facet.lead.places:
            key = key_of(place).id
            if key not in best or (place.confidence, best[key].mention) > (best[key].confidence, place.mention):
                best[key] = place
    return tuple(best[key] for key in sorted(best, key=lambda k: (best[k].point is None, k)))


def _parties(claims: Sequence[Claim], sides: Sides) -> tuple[Party, ...]:
    shown: dict[tuple[PartyRole, str], Counter[str]] = defaultdict(Counter)
    lead: dict[tuple[PartyRole, str], ActorRef] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        roles: list[tuple[PartyRole, ActorRef]] = [*(("actor", a) for a in claim.actors), *(("target", t) for t in claim.targets)]
        for role, actor in roles:
            key = (role, sides.directory.key(actor))
            shown[key][actor.name or actor.mention] += 1
            lead.setdefault(key, actor)
    out = []
    for key in sorted(shown):
        known = sides.directory.known(lead[key])
        names = shown[key]
        name = known.name if known else min(names, key=lambda n: (-names[n], n))
        out.append(Party(name, known.id if known else None, key[0], sides.side(lead[key])))
    return tuple(out)


def _accounts(claims: Sequence[Claim], origins: Origins) -> tuple[Account, ...]:
    """One account for each document, in the order of publication."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document.id].append(claim)
    out = []
    for document, told in by_document.items():
        ordered = sorted(told, key=lambda c: (c.evidence.span, c.id))
        attributed = [c for c in ordered if c.id in origins.attributed]
        out.append(Account(
            document=document, publisher=ordered[0].document.publisher, published=ordered[0].document.published,
            origin=origins.of[(attributed or ordered)[0].id], claims=tuple(c.id for c in ordered),
            counts=merged_counts([count for c in ordered for count in c.counts]),
            time=shared_time([c.time.interval for c in ordered if c.time.interval])))
    return tuple(sorted(out, key=lambda a: (a.published or "9999", a.document)))


def _count_origins(claims: Sequence[Claim], origins: Origins) -> int:
    """Distinct origins; a document that quotes somebody on the event does not count beside the one it quotes."""
    quoting = {origins.own[claim.document.id] for claim in claims if claim.id in origins.attributed}
    return len({origins.of[c.id] for c in claims if c.id in origins.attributed or origins.of[c.id] not in quoting})


class Causes:
    """The violence that sentences tell of: what did the harm told beside it. `event_of` has the event of each claim."""

    def __init__(self, claims: Iterable[Claim], event_of: Mapping[str, str]) -> None:
        self._event_of = event_of
        self._by_id = {claim.id: claim for claim in claims}
        self._violence: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in self._by_id.values():
            if FAMILY_OF[claim.type] == "violence":
                self._violence[claim.document.id, claim.evidence.span.start].append(claim)

    def of(self, claims: Iterable[str]) -> str | None:
        """The violence event whose claims stand in the sentences of these claims, the one that does best."""
        votes: Counter[str] = Counter()
        for claim in (self._by_id[id] for id in claims):
            for other in self._violence.get((claim.document.id, claim.evidence.span.start), ()):
                fits = {p.mention for p in claim.places} == {p.mention for p in other.places}
                votes[self._event_of[other.id]] += 2 if fits else 1
        return min(votes, key=lambda e: (-votes[e], e)) if votes else None


def with_cause(event: Event, causes: Causes) -> Event:
    """An event of harm with what did it; any other as it is."""
    return replace(event, cause=causes.of(event.claims) if event.type in HARM else None)
