"""What a story tells between two of its dates without saying when: some way behind the first, and before the second, a reader takes it to lie between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from noria.reading.passage import Passage
from noria.values.interval import Interval

# Two dates tell of one stretch when they lie so many days apart at most. A paragraph that begins without a date has left the one before it when the next is so
# many days away, a sentence within a paragraph when it is so many, and that right behind the date when it is so many.
_STRETCH: Final = 120
_STEP: Final = 2
_APART: Final = 4
_FAR: Final = 11
_MONTH: Final = 31
_POINTS_BACK: Final = re.compile(
    r"(?:It|They|He|She|Its|Their|His|Her|This|These|Both)\b|.*?\b(?:there\b|(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Aa]nother) (?:same |second |first |latest )?"
    r"(?:attack|assault|ambush|raid|strike|airstrike|air strike|shelling|bombing|blast|explosion|clash|fighting|battle|incident|operation|protest|crash|offensive|convoy)"
    r"(?:s|es)?\b)", re.DOTALL)
_SAME_DAY: Final = re.compile(r"(?:Simultaneously|Concurrently|At the same time)\b|.*?\b(?:[Mm]eanwhile|during the day)\b", re.DOTALL)
_LEAD_IN: Final = 120  # characters of a sentence that may point back


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence by its document offset and the number of its passage; `back`: it speaks of what the one before it tells of; `stays`: it tells of the same day,
    or is no sentence of a story at all (a heading, the row of a table).
    """

    offset: int
    passage: int
    back: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Between:
    """The days from one date of a story to the next; `anew`: a paragraph has begun since the first."""

    interval: Interval
    anew: bool


def told(passage: Passage, start: int) -> Told:
    """The sentence of a passage that begins at `start`."""
    end = min(len(passage.text), start + _LEAD_IN)
    stays = passage.kind in {"heading", "title", "table"} or _SAME_DAY.match(passage.text, start, end) is not None
    return Told(passage.at[start], passage.block, _POINTS_BACK.match(passage.text, start, end) is not None, stays)


def between(sentences: Sequence[Told], steps: Sequence[tuple[int, Interval | None]], dated: Container[int]) -> Iterator[tuple[int, Between]]:
    """The offset of each sentence that lies between two of the story's `steps`, with what lies between them; `dated` are those with a date of their own."""
    starts = [sentence.offset for sentence in sentences]
    since, passage, before = 0, -1, None
    for previous, sentence in zip((None, *sentences), sentences, strict=False):
        at = bisect_right(steps, sentence.offset, key=lambda step: step[0])
        if sentence.offset in dated or (at and steps[at - 1][0] == sentence.offset):
            since, passage, before = 0, sentence.passage, None
            continue
        since += 1
        if not 0 < at < len(steps) or sentence.stays:
            continue
        if not sentence.back or previous is None or previous.passage != sentence.passage:
            after = sentences[bisect_right(starts, steps[at][0]) - 1].passage
            before = _left(steps[at - 1][1], steps[at][1], since, anew=passage != sentence.passage) if after == sentence.passage else None
        if before is not None:
            yield sentence.offset, before


def _left(first: Interval | None, last: Interval | None, since: int, *, anew: bool) -> Between | None:
    """What lies between two dates where a story has left the first of them, so many sentences after it."""
    if first is None or last is None or first.days > 1 or last.days > _MONTH:
        return None
    apart = last.start - first.end
    far = apart >= _STEP if anew else apart >= (_FAR if since == 1 else _APART)
    return Between(first.hull(last), anew) if far and apart <= _STRETCH else None
