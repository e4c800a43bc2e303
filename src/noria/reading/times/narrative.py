"""The running date: where a careful reader takes the story to stand when a sentence names no time.

A story moves with the dates its sentences are told under, not with those that its sentences mention in passing. A date that lies far
back is an aside once the section has a date of its own; a heading's date holds until a sentence moves it; a new section may go back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from noria.reading.output import TimeRole
from noria.reading.passage import Passage
from noria.values.day import Day
from noria.values.interval import Granularity, Interval

# A jump back of more days than this, inside a section that has a date, is an aside.
_BACK: Final = 120
# Sections that start over rather than go on.
_AFRESH: Final = ("background", "prelude", "history", "origins", "causes", "context", "reactions", "analysis", "legacy", "see also")
_STANDING: Final = frozenset({"since", "until", "before"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A dated expression as the narrative hears it; `offset` is where its sentence starts, `opens` whether it opens it."""

    interval: Interval
    grain: Granularity
    role: TimeRole
    offset: int
    opens: bool = False
    aside: bool = False
    heading: bool = False
    joined: bool = False
    shifted: bool = False


@dataclass(slots=True)
class Narrative:
    """`steps` are (document offset, running date from there on)."""

    published: Day | None = None
    now: Interval | None = None
    steps: list[tuple[int, Interval | None]] = field(default_factory=list)
    _section: tuple[str, ...] = ()
    _dated: bool = False
    _moved_at: int = -1
    _held: Interval | None = None

    def enter(self, passage: Passage) -> None:
        """A new passage; a new section may set the clock back."""
        at = passage.at[0]
        if passage.section != self._section or passage.kind in {"heading", "title"}:
            self._dated = False
            title = (passage.text if passage.kind == "heading" else passage.section[-1] if passage.section else "").lower()
            if title.startswith(_AFRESH) or (not self._section and passage.section):
                self._step(at, None)
            self._section = passage.section
        if passage.day is not None:
            self._step(at, Interval.day(passage.day))
            self._dated = True
        if not self.steps and self.published is not None:
            self._step(at, Interval(self.published.plus(-1), self.published))

    def hear(self, mention: Mention) -> None:
        if mention.heading:
            self._step(mention.offset, mention.interval.hull(self.now) if mention.joined and self.now is not None else mention.interval)
            self._dated = False
            return
        if mention.aside or mention.role in _STANDING:
            return
        if self._in_passing(mention):
            return
        if mention.joined and self.now is not None and mention.interval.end >= self.now.start:
            self._step(mention.offset, Interval(self.now.start, mention.interval.end))
            return
        if self._moved_at == mention.offset and self.now is not None and mention.interval.start < self.now.start:
            return
        self._dated = True
        self._moved_at = mention.offset
        self._step(mention.offset, mention.interval)

    def leave(self) -> None:
        """The passage ends."""

    def _in_passing(self, mention: Mention) -> bool:
        now = self.now
        if now is None:
            return False
        if self.published is not None and abs(self.published - mention.interval.end) > 60:
            return True
        if now != mention.interval and mention.interval.contains(now) and not mention.opens:
            return True
        return self._dated and now.start - mention.interval.end > _BACK

    def _step(self, offset: int, interval: Interval | None) -> None:
        if self.steps and self.steps[-1][0] == offset:
            self.steps.pop()
        if not self.steps or self.steps[-1][1] != interval:
            self.steps.append((offset, interval))
        self.now = interval
