"""What the server draws: colours of sides, ranges as bars, who held a place as a strip. All numbers are percentages of the width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from noria.derive.model import Holding
from noria.reference.codebook import Side
from noria.values.day import Day
from noria.values.interval import Interval

# Okabe and Ito (2008), colours that the colour-blind can tell apart; the yellow is left out, it vanishes on paper.
# More sides than that cannot be told apart by colour: the rest share the grey.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
UNKNOWN_COLOUR = "#8a8a84"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|[a-zA-Z]{3,20}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on a common scale; `open_low` and `open_high` say which end the text left open."""

    left: float
    width: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """One holding on a strip of days; `open_start` and `open_end` where it runs past what is known."""

    holding: Holding
    left: float
    width: float
    open_start: bool
    open_end: bool


def side_colours(sides: Iterable[Side], ids: Iterable[str]) -> dict[str, str]:
    """A colour per side id, in the order given: the codebook's where it is a colour, else the next one of the palette."""
    given = {side.id: side.colour for side in sides if side.colour and _COLOUR.fullmatch(side.colour)}
    free = [colour for colour in PALETTE if colour not in {value.lower() for value in given.values()}]
    open_ids = [id for id in ids if id not in given]
    return given | dict(zip_longest(open_ids, free[: len(open_ids)], fillvalue=UNKNOWN_COLOUR))


def range_bar(low: int | None, high: int | None, most: int) -> Bar | None:
    """The range on a scale from 0 to `most`; None where there is nothing to draw. A point has a width of one percent."""
    if most <= 0 or (low is None and high is None):
        return None
    first = 100 * (low if low is not None else 0) / most
    last = 100 * high / most if high is not None else min(100.0, first + max(6.0, first * 0.15))
    return Bar(round(min(first, 99.0), 2), round(max(last - first, 1.0), 2), low is None, high is None)


def highest(ranges: Iterable[tuple[str, int | None, int | None]]) -> dict[str, int]:
    """The end of the common scale of each measure's ranges, with room for the fading end of an open one."""
    most: dict[str, float] = {}
    for measure, low, high in ranges:
        most[measure] = max(most.get(measure, 0.0), high if high is not None else (low or 0) * 1.15)
    return {measure: round(value) for measure, value in most.items()}


def strip(holdings: Sequence[Holding], window: Interval) -> tuple[Stretch, ...]:
    """The holdings of one place drawn over `window`, in order; those outside it are left out."""
    out = []
    for holding in holdings:
        since = max(holding.since or window.start, window.start)
        until = min(holding.until or window.end, window.end)
        if until < since:
            continue
        out.append(Stretch(holding, round(100 * (since - window.start) / window.days, 2),
                           round(100 * (until - since + 1) / window.days, 2), holding.since is None, holding.until is None))
    return tuple(out)


def focus(days: Sequence[Day], share: float = 0.8) -> Interval | None:
    """The shortest window that holds `share` of the days (the shorth of robust statistics), so that a note on events of a
    generation ago does not flatten the weeks a dossier is about.
    """
    if not days:
        return None
    ordered = sorted(days)
    need = max(1, round(len(ordered) * share))
    best = min((ordered[i + need - 1] - ordered[i], i) for i in range(len(ordered) - need + 1))[1]
    return Interval(ordered[best], ordered[best + need - 1])
