"""Figures of casualty and strength lists: how many, of what, of whom, according to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from noria.claims.infobox.frame import Frame
from noria.claims.infobox.words import Hit, equipment_measure, find, listed
from noria.claims.model import Attribution
from noria.documents.model import InfoboxItem
from noria.reading.numbers import Quantity, read_numbers
from noria.reference.codebook import fold
from noria.reference.lexicons import load_lexicon
from noria.values.span import Span

_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INCLUDING = re.compile(r"(?:including|incl\.|among them|of (?:which|whom|them))\W*", re.IGNORECASE)
_EDGES = re.compile(r"^(?:\W+|(?:of|and|were|was|been|have|the|a|an|total|in|by|at|least|some)\b)+|(?:\W+|\b(?:and|were|was|are|or|reported|reportedly|confirmed|including|plus))+$",
                    re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `low` and `high` both None: the list says that there were some and lost the number.

    `span` marks the words that make it in the document; `trigger` the outcome word, or the number where there is none.
    """

    measure: str
    low: int | None
    high: int | None
    approximate: bool
    group: str | None
    span: Span
    trigger: Span
    attribution: tuple[Attribution, ...] = ()
    subset: bool = False
    qualifier: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """What an entry says of the entries under it."""

    depth: int
    attribution: Attribution | None
    group: str | None
    inline: bool = False


def read_figures(frame: Frame, items: tuple[InfoboxItem, ...], default: str) -> list[Figure]:
    """The figures of a value's entries in order. `default` is what a bare number counts."""
    out: list[Figure] = []
    heading: _Heading | None = None
    for number, item in enumerate(items):
        raw = item.span.of(frame.document.text)
        deeper = number + 1 < len(items) and items[number + 1].depth > item.depth
        if (found := _heading(frame, raw, item, deeper=deeper)) is not None:
            heading = found
            continue
        lead, begin = _lead(frame, raw, item.depth)
        if lead is not None:
            heading = lead
        elif heading is not None and not _covers(heading, item.depth):
            heading = None
        previous = out[-1] if out else None
        figures = _item_figures(frame, item, " " * begin + raw[begin:], default, previous)
        out += [_under(figure, heading) for figure in figures]
    return out


def _heading(frame: Frame, raw: str, item: InfoboxItem, *, deeper: bool) -> _Heading | None:
    words = raw.strip()
    if read_numbers(_blanked(words)) or find("outcomes", words) or find_vague(words):
        return None
    attribution = frame.attribution(words)
    if attribution is not None:
        return _Heading(item.depth, attribution, None)
    if words.endswith(":") or deeper:
        return _Heading(item.depth, None, words.rstrip(": "))
    return None


def _covers(heading: _Heading, depth: int) -> bool:
    """Whether an entry of this depth stands under the heading: deeper ones do; where the list has no bullets, what follows does."""
    return depth > heading.depth or (depth == heading.depth and (heading.inline or (depth == 0 and heading.attribution is not None)))


def _under(figure: Figure, heading: _Heading | None) -> Figure:
    if heading is None:
        return figure
    attribution = figure.attribution or ((heading.attribution,) if heading.attribution else ())
    return replace(figure, attribution=attribution, group=figure.group or heading.group)


def _item_figures(frame: Frame, item: InfoboxItem, raw: str, default: str, previous: Figure | None) -> Iterator[Figure]:
    start = item.span.start
    masked = _blanked(raw)
    attribution, group, qualifier = _parentheses(frame, raw)
    outcomes = find("outcomes", masked)
    numbers = sorted((*read_numbers(masked), *find_vague(masked)), key=lambda q: q.start)
    subset = bool(_INCLUDING.match(masked.strip()))
    if not numbers:
        if attribution and outcomes:
            yield _numberless(start, outcomes[0], attribution, qualifier)
        return
    pending: list[Figure] = []
    last_group: str | None = None
    for i, quantity in enumerate(numbers):
        stop = numbers[i + 1].start if i + 1 < len(numbers) else len(masked)
        inside = [hit for hit in outcomes if quantity.end <= hit.start < stop]
        if not inside and i == 0:
            inside = [hit for hit in outcomes if hit.end <= quantity.start][-1:]
        hit = inside[0] if inside else None
        phrase = masked[quantity.end:hit.start if hit and hit.start >= quantity.end else stop]
        figure = Figure(hit.key if hit else "", quantity.low, quantity.high, quantity.approximate, _group(phrase) or group,
                        Span(start + quantity.start, start + (hit.end if hit and hit.start >= quantity.end else quantity.end)),
                        Span(start + hit.start, start + hit.end) if hit else Span(start + quantity.start, start + quantity.end),
                        attribution, subset, qualifier, _inflictor(masked[hit.end:stop]) if hit and hit.start >= quantity.end else None)
        if hit is None and re.search(r"(?:\band|,|&|\+|\bplus)\s*$", masked[quantity.end:stop]) and i + 1 < len(numbers):
            pending.append(figure)
            continue
        if figure.group is None and i > 0 and not pending and re.search(r"\band\s*$", masked[:quantity.start]):
            figure = replace(figure, group=last_group)  # "12 civilians killed and 40 injured"
        last_group = figure.group
        figure = _measured(figure, default, previous if subset else None)
        yield from (replace(p, measure=figure.measure) if not equipment_measure(p.group or "") else _measured(p, default, None) for p in pending)
        pending = []
        yield figure


def _measured(figure: Figure, default: str, whole: Figure | None) -> Figure:
    """The figure with its measure settled: equipment by its noun, a subset by the figure it is part of."""
    equipment = equipment_measure(figure.group or "")
    if equipment and figure.measure in ("", "lost", "captured", "casualties"):
        return replace(figure, measure=equipment)
    if figure.measure == "" and whole is not None:
        return replace(figure, measure=whole.measure)
    if figure.measure in ("", "lost"):
        return replace(figure, measure=default)
    return figure


def _numberless(start: int, hit: Hit, attribution: tuple[Attribution, ...], qualifier: str | None) -> Figure:
    span = Span(start + hit.start, start + hit.end)
    return Figure(hit.key, None, None, False, None, span, span, attribution, False, qualifier)


def _lead(frame: Frame, raw: str, depth: int) -> tuple[_Heading | None, int]:
    """What stands before a colon at the head of an entry ("Per X: 40 killed", "3rd Brigade: 9 killed"), and where the rest begins."""
    head, colon, rest = raw.partition(":")
    words = head.strip()
    if not colon or not rest.strip() or not words or find("outcomes", words):
        return None, 0
    attribution = frame.attribution(words)
    group = None if attribution or words.casefold() in listed("generic", "sums") else words
    return _Heading(depth, attribution, group, inline=True), len(head) + 1


def _inflictor(after: str) -> str | None:
    """Who did it, in words such as "killed by militants"."""
    match = re.match(r"\s+by\s+(?:the\s+)?([^\d,;]+)", after)
    return match[1].strip() if match and match[1].strip() else None


def _parentheses(frame: Frame, raw: str) -> tuple[tuple[Attribution, ...], str | None, str | None]:
    """What the parentheses of an entry say: its source, its group, or else a qualifier."""
    attribution: tuple[Attribution, ...] = ()
    group = qualifier = None
    for match in _PARENTHESIS.finditer(raw):
        words = match.group(0)[1:-1].strip()
        source = frame.attribution(words)
        if source is not None:
            attribution = (*attribution, source)
        elif words and frame.codebook.actor(words):
            group = words
        elif words:
            qualifier = words
    return attribution, group, qualifier


def _blanked(text: str) -> str:
    """`text` with parentheses and brackets blanked out, offsets kept."""
    return _PARENTHESIS.sub(lambda m: " " * len(m.group(0)), text)


def find_vague(text: str) -> list[Quantity]:
    """Figures that are words and that `read_numbers` leaves alone ("several")."""
    vague: dict[str, int] = load_lexicon("infobox")["vague"]
    pattern = rf"\b(?:{'|'.join(vague)})\b(?!\s+(?:hundred|thousand|dozen|score|ten)s?\b)"
    return [Quantity(m.start(), m.end(), vague[fold(m.group(0))], None, approximate=True) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _group(phrase: str) -> str | None:
    """The noun phrase between a number and its outcome: "Iranian-backed militiamen", None where there is none."""
    cut = re.split(r"[,;:]", phrase.strip())[0]
    words = _EDGES.sub("", cut).strip()
    return re.sub(r"\s+", " ", words) or None
