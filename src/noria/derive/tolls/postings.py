"""Figures of claims as postings of the ledger: whose figure it is, of what measure, and of which kind.

An increment is what its event added. A total of a period (an infobox, a campaign) is cumulative, the state of a count by a day is
running: both are balances, and a balance is never added to anything. A subset ("including three children") is part of another figure of its claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from noria.claims.model import ActorRef, Claim
from noria.derive.cues import is_running, sums_up_days
from noria.derive.encounters import is_party
from noria.derive.figures import Range, added, reconciled
from noria.derive.model import CasualtyLine, Event, Toll, TollKind
from noria.derive.sides import Sides
from noria.derive.words import group_class, person_key
from noria.values.count import Count
from noria.values.interval import Interval

_HARM = frozenset({"casualty", "displace", "detain"})
INCREMENTS, BALANCE = "casualties.increments", "casualties.balance"
SUBSET, SUBSET_OF_TOTAL = "casualties.subset", "casualties.subset-of-total"
TOTALS = frozenset({BALANCE, SUBSET_OF_TOTAL})
_RULES: dict[TollKind, str] = {"increment": INCREMENTS, "cumulative": BALANCE, "running": BALANCE, "subset": SUBSET}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What figures must share to be figures of one thing. `who` is a side's id or, where `side` is empty, a kind of people or a party."""

    side: str
    who: str
    measure: str
    rule: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One figure of one claim under its key; `shown` is what its people are called there."""

    key: Key
    toll: Toll
    shown: str | None


def postings(event: Event, claims: Iterable[Claim], sides: Sides, origin_of: Mapping[str, str]) -> list[Posting]:
    """The figures of an event's claims. Plans, failures and denials give none."""
    return [posting for claim in claims for posting in _of_claim(claim, event, sides, origin_of)]


def _of_claim(claim: Claim, event: Event, sides: Sides, origin_of: Mapping[str, str]) -> Iterable[Posting]:
    if claim.type not in _HARM or claim.factuality in {"planned", "failed", "denied"}:
        return
    said = claim.attribution[0].name or claim.attribution[0].mention if claim.attribution else None
    for count in claim.counts:
        kind = _kind(claim, count)
        whole = _whole(claim, count) if kind == "subset" else None
        side, who, shown = _whose(claim, count, sides)
        # A part of a total adds up as little as the total.
        rule = SUBSET_OF_TOTAL if whole is not None and _kind(claim, whole) != "increment" else _RULES[kind]
        yield Posting(Key(side, who, count.measure, rule), Toll(
            claim=claim.id, origin=origin_of[claim.id], count=count, time=claim.time.interval, event=event.id, kind=kind, whole=whole,
            sentence=f"{claim.document.id}:{claim.evidence.span.start}",
            source=said or claim.document.publisher or claim.document.title or claim.document.file), shown)


def _kind(claim: Claim, count: Count) -> TollKind:
    if count.kind == "subset":
        return "subset"
    if count.low == count.high == 1 and count.group and person_key(count.group):
        return "increment"
    if claim.rule.startswith("infobox.") or sums_up_days(claim):
        return "cumulative"
    return "running" if count.kind == "cumulative" or is_running(claim) else "increment"


def _whole(claim: Claim, part: Count) -> Count | None:
    """The figure that a subset is part of: the claim's least of that measure that can hold it, else its greatest."""
    wholes = sorted((count for count in claim.counts if count.kind != "subset" and count.measure == part.measure),
                    key=lambda count: (count.high or count.low or 0, str(count)))
    return next((count for count in wholes if count.high is None or count.high >= (part.low or 0)), wholes[-1] if wholes else None)


def _whose(claim: Claim, count: Count, sides: Sides) -> tuple[str, str, str | None]:
    """Side, key and name to show: a kind of people, else a side, else the party itself.

    The line of an infobox names a side's own people, and a figure without a group is of all whom the claim names, if they are of one side.
    """
    mention = count.group or (claim.targets[0].mention if len(claim.targets) == 1 else None)
    if mention is None:
        return _one_side(claim, sides) or ("", "people", "people")
    if count.low == count.high == 1 and (person := person_key(mention)):
        return "", f"person {' '.join(sorted(person))}", mention
    if (kind := group_class(mention)) is not None:
        return "", kind, kind
    target = next((t for t in claim.targets if t.mention == mention), ActorRef(mention))
    side = sides.side(target)
    if side is None and len(claim.targets) == 1:
        side, target = sides.side(claim.targets[0]), claim.targets[0]
    if side is None and claim.rule.startswith("infobox.") and (whole := _one_side(claim, sides)) is not None:
        return whole[0], whole[1], mention
    known = sides.directory.known(target)
    name = known.name if known else target.name or mention
    return (side, side, name) if side else ("", sides.directory.key(target), name)


def _one_side(claim: Claim, sides: Sides) -> tuple[str, str, str | None] | None:
    """The one side of all the parties that a claim says were harmed, besides those counted by name, if it is one."""
    counted = {count.group for count in claim.counts}
    told = {side for target in claim.targets
            if target.mention not in counted and is_party(target) and (side := sides.side(target)) is not None}
    return (side := told.pop(), side, None) if len(told) == 1 else None


def event_lines(event: Event, found: Iterable[Posting]) -> list[CasualtyLine]:
    """One line for each key of an event's postings."""
    groups: dict[Key, list[Posting]] = defaultdict(list)
    for posting in found:
        groups[posting.key].append(posting)
    lines = []
    for key, group in sorted(groups.items()):
        names = {posting.shown for posting in group if posting.shown}
        shown = min(names, key=lambda name: (len(name), name)) if len(names) == 1 or (names and not key.side) else None
        lines.append(line("event", event.id, key, shown, figure_of([posting.toll for posting in group]), [posting.toll for posting in group]))
    return lines


def line(scope: str, id: str, key: Key, shown: str | None, figure: Range, tolls: Sequence[Toll]) -> CasualtyLine:
    """A line of the ledger over these tolls, in an order that does not depend on theirs."""
    ordered = sorted(tolls, key=lambda t: (t.claim, t.count.measure, t.count.group or "", t.count.low or -1, t.count.high or -1))
    return CasualtyLine(scope=scope, scope_id=id, group=shown, side=key.side or None, measure=key.measure, low=figure[0],  # type: ignore[arg-type]
                        high=figure[1], tolls=tuple(ordered), claims=tuple(sorted({t.claim for t in ordered})), rule=key.rule, who=key.who,
                        time=_hull([t.time for t in ordered if t.time is not None]))


def figure_of(tolls: Sequence[Toll]) -> Range:
    """Figures of one claim under one key are parts ("48 of the guard and 5 of the militia"): added. Claims are accounts: reconciled."""
    parts: dict[str, list[Range]] = defaultdict(list)
    for toll in tolls:
        parts[toll.claim].append(_bounded(toll))
    return reconciled([added(ranges) if len(ranges) > 1 else ranges[0] for ranges in parts.values()])


def _bounded(toll: Toll) -> Range:
    """The toll's range; a part is no more than its whole can be."""
    low, high = toll.count.low, toll.count.high
    if toll.whole is not None and toll.whole.high is not None:
        high = max(low or 0, min(toll.whole.high, high if high is not None else toll.whole.high))
    return low, high


def _hull(times: Sequence[Interval]) -> Interval | None:
    return Interval(min(time.start for time in times), max(time.end for time in times)) if times else None
