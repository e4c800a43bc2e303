"""Figures of one thing from several accounts, reconciled; and sums of figures with their possible low and high."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from noria.values.count import Count

Range = tuple[int | None, int | None]


def reconciled(ranges: Sequence[Range]) -> Range:
    """Low is the least stated low, high the greatest stated high; open above where an open account starts above every closed one.

    "At least 17" and "17 to 20" give 17..20; "at least 25" and "20" give 20..None.
    """
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    starts = [low for low, high in ranges if high is None and low is not None]
    high = max(highs) if highs and max(highs) >= max(starts, default=0) else None
    low = min(lows) if lows else None
    return low, high


def added(ranges: Iterable[Range]) -> Range:
    """Interval sum: a missing low counts as 0, a missing high leaves the sum open."""
    low, high = 0, 0
    is_open = False
    for one_low, one_high in ranges:
        low += one_low or 0
        high += one_high or 0
        is_open = is_open or one_high is None
    return low, None if is_open else high


def merged_counts(counts: Sequence[Count]) -> tuple[Count, ...]:
    """One count for each measure, group and kind of several accounts, reconciled; in a stable order."""
    kinds: dict[tuple[str, str, str], list[Count]] = {}
    for count in counts:
        kinds.setdefault((count.measure, (count.group or "").casefold(), count.kind), []).append(count)
    out = []
    for _, group in sorted(kinds.items()):
        low, high = reconciled([(c.low, c.high) for c in group])
        lead = min(group, key=lambda c: (c.group is None, c.group or ""))
        out.append(replace(lead, low=low, high=high, approximate=any(c.approximate for c in group)))
    return tuple(out)
