"""The facts of an infobox that are no claims: belligerents, commanders, units and strengths of each side, and the frame around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noria.claims.infobox.figures import read_figures
from noria.claims.infobox.frame import Frame, Line
from noria.claims.infobox.people import read_person
from noria.claims.infobox_facts import Commander, FactLine, InfoboxFacts, Member, SideFacts, Strength, line_id
from noria.documents.model import InfoboxItem
from noria.reference.codebook import fold
from noria.values.count import Count

_SUPPORT = re.compile(r"(?:supported|support|backed|aided) by:?|support:?|co-belligerents?:?|allied with:?", re.IGNORECASE)
_PART_PREFIX = re.compile(r"(?:part of\s+)?(?:the\s+)?", re.IGNORECASE)
_SIDES = {"combatant": "belligerents", "belligerent": "belligerents", "side": "belligerents", "party": "belligerents", "commander": "commanders",
          "leader": "commanders", "units": "units", "unit": "units", "strength": "strengths"}
_KEPT = frozenset({"conflict", "title", "name", "partof", "date", "place", "location", "result", "status", "territory"})


def read_facts(frame: Frame) -> InfoboxFacts | None:
    """Everything the infobox lists beside claims; None for a document without an infobox."""
    if not frame.lines:
        return None
    numbers = sorted({line.number for line in frame.lines if line.number is not None and line.base in _SIDES})
    used = [line for line in frame.lines if line.base in _KEPT or (line.base in _SIDES and line.number is not None)]
    return InfoboxFacts(
        document=frame.ref, name=_value(frame, "conflict", "title", "name"), part_of=tuple(_part_of(frame)), time=frame.time,
        places=tuple(item.text for line in frame.of("place", "location") for item in line.field.items),
        result=_value(frame, "result", "status"), territory=_value(frame, "territory"),
        sides=tuple(_side(frame, number) for number in numbers),
        lines=tuple(FactLine(_id(frame, line), line.field.key, line.field.span.of(frame.document.text), line.field.span) for line in used))


def _id(frame: Frame, line: Line) -> str:
    return line_id(frame.document.id, line.field.span, line.field.span.of(frame.document.text))


def _value(frame: Frame, *bases: str) -> str | None:
    """The value of the first of these lines, its entries joined as a list; None where there is none."""
    for base in bases:
        for line in frame.of(base):
            if line.field.items:
                return ", ".join(item.text for item in line.field.items)
    return None


def _part_of(frame: Frame) -> Iterator[str]:
    for line in frame.of("partof"):
        for item in line.field.items:
            for piece in re.split(r"\s+(?:during|in|within|and)\s+the\s+|\s*;\s*", item.text):
                head = _PART_PREFIX.match(piece)
                yield piece[head.end() if head else 0:].strip()


def _side(frame: Frame, number: int) -> SideFacts:
    found = {_SIDES[line.base]: line for line in frame.lines if line.number == number and line.base in _SIDES and line.field.items}
    return SideFacts(
        number,
        belligerents=_members(frame, found["belligerents"]) if "belligerents" in found else (),
        commanders=tuple(_commanders(frame, found["commanders"])) if "commanders" in found else (),
        units=_members(frame, found["units"]) if "units" in found else (),
        strengths=tuple(_strengths(frame, found["strengths"], number)) if "strengths" in found else ())


def _members(frame: Frame, line: Line) -> tuple[Member, ...]:
    """The entries as a tree. An entry hangs from the nearest entry above it that has fewer bullets."""
    out: list[Member] = []
    above: list[tuple[int, int]] = []  # (depth, index) of the entries that the next one may hang from
    support_depth: int | None = None
    line_key = _id(frame, line)
    for item in line.field.items:
        if _SUPPORT.fullmatch(item.text.strip()):
            support_depth = item.depth
            continue
        if item.text.rstrip().endswith(":"):
            support_depth = None if item.depth == 0 else support_depth
            continue
        while above and above[-1][0] >= item.depth:
            above.pop()
        out.append(Member(frame.actor(_name(item)), item.span, line_key, above[-1][1] if above else None,
                          supporting=support_depth is not None and item.depth >= support_depth))
        above.append((item.depth, len(out) - 1))
    return tuple(out)


def _name(item: InfoboxItem) -> str:
    """The name without a parenthesis that dates or explains it, unless nothing else is there."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", item.text).strip() or item.text


def _commanders(frame: Frame, line: Line) -> Iterator[Commander]:
    for item in line.field.items:
        person = read_person(frame.document.text, item)
        if person is not None:
            known = frame.actor(person.name)
            yield Commander(person.name, person.rank, person.fate, person.span, _id(frame, line), known.id)


def _strengths(frame: Frame, line: Line, number: int) -> Iterator[Strength]:
    parties = frame.belligerents(number)
    for figure in read_figures(frame, line.field.items, "personnel"):
        if figure.low is None and figure.high is None:
            continue
        group = figure.group or (parties[0].text if len(parties) == 1 else None)
        measure = figure.measure if figure.measure in ("personnel", "vehicles", "aircraft", "ships", "weapons") else "personnel"
        yield Strength(Count(measure, figure.low, figure.high, figure.approximate, group if group is None or fold(group) else None),
                       figure.span, _id(frame, line), figure.qualifier, figure.attribution)
