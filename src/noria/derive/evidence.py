"""What one claim says of who holds one place: the only words the control policy reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from noria.claims.model import ActorRef, Claim, PlaceRef
from noria.derive.cues import cuts_a_line, names_region, repels, speaks_of_own, stated
from noria.derive.roles import can_name_a_side, is_reporter, side_name
from noria.derive.encounters import is_party
from noria.derive.sides import Sides
from noria.values.day import Day

Says = Literal["takes", "part", "keeps", "repels", "leaves", "presses", "outside", "arrives"]

SUMMARY_DAYS = 4  # a claim spread over more days than this tells only what stood at their end
_ENTRY = re.compile(r"\b(?:enter|penetrat|storm|infiltrat|inside|foothold)|\b(?:push|broke|burst|mov|march|roll|cross|advanc)\w*\s+(?:deep\s+)?into\b",
                    re.IGNORECASE)
FOLLOWS_WITHIN = 3  # days after a withdrawal in which the other side's capture completes it


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim about one place. `day` is the last of the claim's days: by then it was so.

    takes: X holds it from now; part: X holds some of it; keeps: X goes on holding it; repels: X fights off attackers there; leaves: X gives it up; presses: X is fighting its
    way in; outside: X is around or before it, not in; arrives: X's forces come to it as to their own.
    `loser` is from whom it was taken, where the claim says so; `dated` tells that the sentence itself gives the day.
    """

    day: Day
    says: Says
    side: str | None
    name: str | None
    loser: str | None
    loser_name: str | None
    claim: str
    exact: bool
    firm: bool
    siege: bool = False
    dated: bool = True


def evidence_of(claim: Claim, place: PlaceRef, sides: Sides) -> Evidence | None:
    """What the claim says of the place, or None where it is no evidence of who holds it (plans and denials are none)."""
    if claim.time.interval is None or claim.factuality in {"planned", "denied"}:
        return None
    says = _says(claim, place)
    if says is None or names_region(place.mention, claim.evidence.quote):
        return None
    actor, target = _party(claim.actors, sides) or _speaker(claim, sides), _party(claim.targets, sides)
    loser: tuple[str, str | None] | None = target
    if claim.factuality == "failed":
        if target is None or says not in {"takes", "part", "presses", "outside"}:
            return None
        says, actor, loser = "keeps", target, None
    interval = claim.time.interval
    return Evidence(
        day=interval.end, says=says, side=actor[0] if actor else None, name=actor[1] if actor else None,
        loser=loser[0] if loser else None, loser_name=loser[1] if loser else None, claim=claim.id,
        exact=interval.days <= SUMMARY_DAYS, firm=claim.factuality == "realised" and stated(place, claim.evidence.quote), siege=claim.type == "encircle",
        dated=claim.time.basis in {"explicit", "relative"})


def _says(claim: Claim, place: PlaceRef) -> Says | None:
    inside = place.relation == "in"
    # "captured five districts of the city": the count is of parts of the one place named.
    parts = len(claim.places) == 1 and any(count.measure == "places" for count in claim.counts)
    if claim.type == "capture":
        return "takes" if inside and not parts else "part" if inside else None
    if claim.type == "attack" and claim.factuality == "failed" and inside:
        return "presses"
    if claim.type == "advance":
        return "presses" if inside and _entered(claim, place) else "outside"
    if claim.type == "encircle":
        return None if cuts_a_line(claim) else "outside"
    if not inside:
        return None
    plain: dict[str, Says | None] = {"hold": _held(claim, place), "withdraw": "leaves", "deploy": "arrives"}
    return plain.get(claim.type)


def _held(claim: Claim, place: PlaceRef) -> Says | None:
    """A line held against an attack is evidence only of a place that the sentence names."""
    if not repels(claim):
        return "keeps"
    return "repels" if stated(place, claim.evidence.quote) else None


def _entered(claim: Claim, place: PlaceRef) -> bool:
    """Whether the words up to the place tell of an entry; "advanced on" and "four kilometres from" do not."""
    before, _, _ = claim.evidence.quote.partition(place.mention)
    return _ENTRY.search(before) is not None or _ENTRY.search(claim.evidence.trigger_text) is not None


def _party(actors: Sequence[ActorRef], sides: Sides) -> tuple[str, str | None] | None:
    """Side and name of the first party whose side is known; an actor with a name and no known side is a side of its own.

    Who reports or observes holds nothing, nor do "troops" of nobody.
    """
    parties = [actor for actor in actors if is_party(actor) or (sides.side(actor) is not None and not is_reporter(actor.mention))]
    for actor in parties:
        if (side := sides.side(actor)) is not None:
            known = sides.directory.known(actor)
            return side, known.name if known else holder_name(actor)
    named = next((actor for actor in parties if can_name_a_side(actor.mention)), None)
    return (f"actor:{sides.directory.key(named)}", holder_name(named)) if named else None


def _speaker(claim: Claim, sides: Sides) -> tuple[str, str | None] | None:
    """The side that the codebook says a first-person statement speaks for."""
    if not claim.actors or not speaks_of_own(claim):
        return None
    book = sides.directory.codebook
    for name in (*(who.name or who.mention for who in claim.attribution), claim.document.publisher):
        if name is None:
            continue
        source, actor = book.source(name), book.actor(name)
        side = (source.affiliation if source else None) or (book.side_of(actor.id) if actor else None)
        if side is not None:
            return side, actor.name if actor else None
    return None


def holder_name(actor: ActorRef) -> str | None:
    """What a map may call who holds a place: a role or a proper name, not a fragment of a sentence."""
    for name in (actor.name, actor.mention):
        if name and can_name_a_side(name):
            return side_name(name)
    return None


def in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """By day, then claim. A withdrawal after which the same side is met there again was none: its forces stayed.

    A capture whose day is only read from the narrative gives way to one by the same side that states its day, a few days off.
    """
    stated: dict[int, set[str | None]] = defaultdict(set)
    for piece in evidence:
        if piece.says == "takes" and piece.dated and piece.exact:
            stated[piece.day.ordinal].add(piece.side)
    kept = [piece for piece in evidence if piece.says != "takes" or piece.dated or not _told_near(piece, stated)]
    ordered = sorted(kept, key=lambda e: (e.day, e.says, e.side or "", e.claim))
    out = []
    for at, piece in enumerate(ordered):
        if piece.says == "leaves" and _stayed(piece, (ordered[later] for later in range(at + 1, len(ordered)))):
            out.append(replace(piece, says="keeps", firm=False))
        else:
            out.append(piece)
    return out


def _told_near(taken: Evidence, stated: Mapping[int, set[str | None]]) -> bool:
    """Whether the same side is told to have taken the place on a stated day a few days off."""
    around = [taken.day.ordinal + off for off in range(-FOLLOWS_WITHIN, FOLLOWS_WITHIN + 1) if off]
    return any(day in stated and (taken.side is None or taken.side in stated[day]) for day in around)


def _stayed(left: Evidence, later: Iterable[Evidence]) -> bool:
    """Whether the next that is told, on a later day and before anybody takes the place, shows `left`'s side still there."""
    for piece in later:
        if piece.day == left.day:
            if piece.says == "takes" and piece.side != left.side:
                return False
            continue
        if piece.side == left.side and piece.says in {"keeps", "leaves", "arrives"}:
            return True
        if piece.says == "takes":
            return piece.loser is not None and piece.loser == left.side and piece.day - left.day > FOLLOWS_WITHIN
    return False
