"""Tolls: per event, per operation and overall; per side or kind of people, and measure.

An increment belongs to its event. Several accounts of one event are reconciled to the least low and greatest high, so an origin that
tells a figure twice counts once. Sums over events add lows and highs; events that may be the same deaths told twice (same people, days
and place, in different documents, not linked) add only their greatest low, and all their highs. Cumulative figures, infobox
totals and figures of a whole period are balances: lines of their own, never added. A subset ("including three children") is
part of another figure of its claim: a line of its own, never added to the total it is part of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from noria.claims.model import ActorRef, Claim
from noria.derive.cues import is_running
from noria.derive.figures import Range, added, reconciled
from noria.derive.model import CasualtyLine, Event, Operation, Problem, Toll
from noria.derive.origins import Origins
from noria.derive.overlap import may_overlap_groups
from noria.derive.sides import Sides
from noria.derive.words import group_class, person_key
from noria.values.count import Count

Kind = Literal["increment", "balance", "subset"]
Scope = Literal["event", "operation", "all"]

PERIOD_DAYS = 3  # a figure for more days than this is a balance of the period, unless only its date is vague (a month, a year)
_VAGUE = frozenset({"month", "season", "year", "decade", "century"})
_HARM = frozenset({"casualty", "displace", "detain"})
RULES: dict[Kind, str] = {"increment": "casualties.increments", "balance": "casualties.balance", "subset": "casualties.subset"}


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What figures must share to be figures of one thing."""

    side: str
    group: str
    measure: str


@dataclass(frozen=True, slots=True)
class _Entry:
    key: _Key
    kind: Kind
    toll: Toll
    shown: str | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """One event's reconciled figure under one key."""

    event: Event
    range: Range
    entries: tuple[_Entry, ...]


def find_casualties(events: Sequence[Event], claims: Sequence[Claim], operations: Sequence[Operation], sides: Sides,
                    origins: Origins) -> tuple[tuple[CasualtyLine, ...], tuple[Problem, ...]]:
    """All lines, by scope and key, and tolls that do not fit together."""
    by_id = {claim.id: claim for claim in claims}
    figures: dict[tuple[Kind, _Key], dict[str, _Figure]] = defaultdict(dict)
    lines: list[CasualtyLine] = []
    for event in events:
        entries = [entry for id in event.claims for entry in _entries(by_id[id], event, sides, origins)]
        for (kind, key), group in _grouped(entries):
            figure = _Figure(event, _reconciled(group), tuple(group))
            figures[kind, key][event.id] = figure
            lines.append(_line("event", event.id, key, kind, figure.range, group))
    scopes: list[tuple[Scope, str, frozenset[str] | None]] = [("all", "all", None)]
    scopes += [("operation", operation.id, frozenset(operation.events)) for operation in operations]
    for scope, id, inside in scopes:
        for (kind, key), held in sorted(figures.items(), key=lambda item: item[0]):
            wanted = held if inside is None else {e: held[e] for e in sorted(inside & held.keys())}
            if wanted:
                lines.append(_scope_line(scope, id, kind, key, list(wanted.values())))
    problems = _falling(figures)
    return tuple(sorted(lines, key=_line_order)), tuple(problems)


def _line_order(line: CasualtyLine) -> tuple[int, str, str, str, str, str]:
    return (("all", "operation", "event").index(line.scope), line.scope_id, line.measure, line.side or "", line.group or "", line.rule)


def _entries(claim: Claim, event: Event, sides: Sides, origins: Origins) -> Iterable[_Entry]:
    if claim.type not in _HARM or claim.factuality in {"planned", "failed", "denied"}:
        return
    for count in claim.counts:
        key, shown = _key(claim, count, sides)
        source = claim.attribution[0].name or claim.attribution[0].mention if claim.attribution else None
        yield _Entry(key, _kind(claim, count), Toll(
            claim=claim.id, origin=origins.of[claim.id], count=count, time=claim.time.interval, event=event.id,
            source=source or claim.document.publisher or claim.document.title or claim.document.file), shown)


def _kind(claim: Claim, count: Count) -> Kind:
    if count.kind == "subset":
        return "subset"
    if count.low == count.high == 1 and count.group and person_key(count.group):
        return "increment"
    interval = claim.time.interval
    whole_period = interval is not None and interval.days > PERIOD_DAYS and claim.time.granularity not in _VAGUE
    running = count.kind == "cumulative" or is_running(claim)
    return "balance" if running or claim.rule.startswith("infobox.") or whole_period else "increment"


def _key(claim: Claim, count: Count, sides: Sides) -> tuple[_Key, str | None]:
    """Kind of people, else side, else the party itself; and the name to show where it is one party's."""
    mention = count.group or (claim.targets[0].mention if len(claim.targets) == 1 else None)
    if mention is None:
        return _Key("", "people", count.measure), "people"
    if count.low == count.high == 1 and (person := person_key(mention)):
        return _Key("", f"person {' '.join(sorted(person))}", count.measure), mention
    if (kind := group_class(mention)) is not None:
        return _Key("", kind, count.measure), kind
    target = next((t for t in claim.targets if t.mention == mention), ActorRef(mention))
    side = sides.side(target)
    if side is None and len(claim.targets) == 1:
        side, target = sides.side(claim.targets[0]), claim.targets[0]
    known = sides.directory.known(target)
    name = known.name if known else target.name or mention
    return (_Key(side, "", count.measure) if side else _Key("", sides.directory.key(target), count.measure)), name


def _grouped(entries: Sequence[_Entry]) -> Iterable[tuple[tuple[Kind, _Key], list[_Entry]]]:
    groups: dict[tuple[Kind, _Key], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.kind, entry.key].append(entry)
    return sorted(groups.items())


def _reconciled(entries: Sequence[_Entry]) -> Range:
    """Figures of one claim under one key are parts ("48 of the guard and 5 of the militia"): added. Claims are accounts: reconciled."""
    parts: dict[str, list[Range]] = defaultdict(list)
    for entry in entries:
        parts[entry.toll.claim].append((entry.toll.count.low, entry.toll.count.high))
    return reconciled([added(ranges) if len(ranges) > 1 else ranges[0] for ranges in parts.values()])


def _scope_line(scope: Scope, id: str, kind: Kind, key: _Key, figures: Sequence[_Figure]) -> CasualtyLine:
    entries = [entry for figure in figures for entry in figure.entries]
    if kind == "balance":
        return _line(scope, id, key, kind, reconciled([figure.range for figure in _latest(figures)]), entries)
    low = 0
    for group in may_overlap_groups([figure.event for figure in figures]):
        low += max(figures[i].range[0] or 0 for i in group)
    high = added(figure.range for figure in figures)[1]
    return _line(scope, id, key, kind, (low, high), entries)


def _latest(figures: Sequence[_Figure]) -> list[_Figure]:
    """Each origin's balance of the latest date: a running toll replaces its earlier state."""
    last: dict[str, _Figure] = {}
    for figure in sorted(figures, key=lambda f: (str(f.event.time.end) if f.event.time else "", f.event.id)):
        for entry in figure.entries:
            last[entry.toll.origin] = figure
    return list({figure.event.id: figure for _, figure in sorted(last.items())}.values())


def _line(scope: Scope, id: str, key: _Key, kind: Kind, figure: Range, entries: Sequence[_Entry]) -> CasualtyLine:
    names = {entry.shown for entry in entries if entry.shown}
    tolls = sorted((entry.toll for entry in entries), key=lambda t: (t.claim, t.count.measure, t.count.group or "", t.count.low or -1, t.count.high or -1))
    return CasualtyLine(scope=scope, scope_id=id, group=min(names, key=lambda name: (len(name), name)) if len(names) == 1 or key.group else None, side=key.side or None, measure=key.measure,
                        low=figure[0], high=figure[1], tolls=tuple(tolls), claims=tuple(sorted({t.claim for t in tolls})), rule=RULES[kind])


def _falling(figures: Mapping[tuple[Kind, _Key], Mapping[str, _Figure]]) -> Iterable[Problem]:
    """Running tolls of one source that fall from one date to a later one."""
    for (kind, key), held in sorted(figures.items(), key=lambda item: item[0]):
        if kind != "balance":
            continue
        by_source: dict[str, list[Toll]] = defaultdict(list)
        for figure in held.values():
            for entry in figure.entries:
                if entry.toll.count.kind == "cumulative" and entry.toll.time is not None:
                    by_source[entry.toll.source].append(entry.toll)
        for source, tolls in sorted(by_source.items()):
            for one, other in pairwise(sorted(tolls, key=lambda t: (str(t.time.end) if t.time else "", t.claim))):
                if one.time and other.time and one.time.end < other.time.end and other.count.high is not None and other.count.high < (one.count.low or 0):
                    yield Problem("casualties.toll-falls", f"{source}: {key.measure} falls from {one.count.low} on {one.time.end} to "
                                  f"{other.count.high} on {other.time.end}", tuple(sorted({one.claim, other.claim})))
