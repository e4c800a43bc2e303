"""Lists in which each place has a date of its own: "took Arin on the 3rd and Besk on the 9th" tells of two captures."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from noria.claims.model import ClaimTime
from noria.reading.grammar import Tree
from noria.reading.output import PlaceArgument, Predicate, TimeExpression
from noria.reading.times import TimeReading
from noria.values.edtf import edtf
from noria.values.interval import Interval

_ROLES: Final = frozenset({"on", "by", "until", "between"})


def gapped(tree: Tree, predicate: Predicate, times: TimeReading) -> list[tuple[Predicate, ClaimTime | None]]:
    """`predicate` once for each place, or few places, that a date follows, with that date; once, without one, where it tells of no such list."""
    named = [p for p in predicate.places if p.named and not p.lent]
    dates = _dates(tree, times)
    if len(named) < 2 or len(dates) < 2 or len(named) != len(predicate.places):
        return [(predicate, None)]
    parts: list[tuple[list[PlaceArgument], tuple[Interval, TimeExpression]]] = []
    waiting: list[PlaceArgument] = []
    places = {p.head: p for p in named}
    dated = dict(dates)
    for at in sorted(places.keys() | dated.keys()):
        if at in places:
            waiting.append(places[at])
        elif waiting:
            parts.append((waiting, dated[at]))
            waiting = []
        elif parts or at > predicate.head:
            return [(predicate, None)]  # two dates for one place, or the date before its place
    if waiting or len(parts) < 2 or len({interval for _, (interval, _) in parts}) < len(parts):
        return [(predicate, None)]
    first, last = parts[0][0][0].head, max(at for at, _ in dates)
    if any(tree.tokens[t].pos in ("VERB", "AUX") and tree.tokens[t].lemma != "follow" for t in range(first, last) if t != predicate.head):
        return [(predicate, None)]
    return [(replace(predicate, places=tuple(group)), ClaimTime(interval, edtf(interval, said.granularity), said.granularity, said.text, said.basis))
            for group, (interval, said) in parts if said.granularity is not None]


def _dates(tree: Tree, times: TimeReading) -> list[tuple[int, tuple[Interval, TimeExpression]]]:
    """The dates of the sentence's parse with the token at which they stand, the ends of a stretch as one."""
    out: list[tuple[int, tuple[Interval, TimeExpression]]] = []
    ranges = {r.first: r for r in times.ranges if tree.sentence.span.contains(r.span)}
    ends = {r.last for r in ranges.values()}
    for index in times.within(tree.sentence.span):
        said = times.expressions[index]
        at = next((t.i for t in tree.tokens if said.span.overlaps(t.span)), None)
        bracketed = at is not None and any(tree.tokens[t].text == "(" for t in range(max(0, at - 2), at))
        if at is None or index in ends or said.interval is None or said.role not in _ROLES or (index in times.asides and not bracketed):
            continue
        out.append((at, (ranges[index].interval if index in ranges else said.interval, said)))
    return out
