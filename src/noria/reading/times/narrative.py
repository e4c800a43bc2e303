"""The running date: where a careful reader takes the story to stand when a sentence names no time.

A story moves with the dates its sentences are told under, not with those that its sentences mention in passing. A date that lies far
back is an aside once the section has a date of its own, and so is a year to come in the middle of a sentence; a heading's date holds
until a sentence moves it; a new section may go back. A report told from its publication day returns to that day, or the one before,
with every paragraph. A row of a table stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from noria.reading.output import TimeRole
from noria.reading.passage import Passage
from noria.values.day import Day
from noria.values.interval import Granularity, Interval

# Inside a section that has a date, a jump back of more days than this is an aside.
_BACK: Final = 120
_YEAR: Final = 366
# Not even a new section goes this far back with a date in the middle of a sentence.
_LONG_PAST: Final = 5 * 366
# A report's running date does not follow dates further than this from its publication.
_NEAR_PUBLICATION: Final = 45
# Sections that start over rather than go on.
_AFRESH: Final = ("background", "prelude", "history", "origins", "causes", "context", "reactions", "analysis", "legacy", "see also")
_STANDING: Final = frozenset({"since", "until", "before"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A dated expression as the narrative hears it; `offset` is where its sentence starts, `opens` whether it opens it.

    `backward`: it counts back ("two months earlier"); `ahead`: it is still to come ("will meet on Friday"). `flashback`: its sentence is told in the pluperfect.
    `alone`: it is all that its sentence says ("27 January."). `subordinate`: a clause within its sentence names it ("a thrust that began on Tuesday").
    `goes_back`: all dates of its paragraph lie before where the story stands. `begins`: the first day of the stretch that a `joined` date ends.
    `lasts`: what is told of lasted until then.
    """

    interval: Interval
    grain: Granularity
    role: TimeRole
    offset: int
    opens: bool = False
    aside: bool = False
    heading: bool = False
    title: bool = False
    joined: bool = False
    backward: bool = False
    ahead: bool = False
    flashback: bool = False
    alone: bool = False
    subordinate: bool = False
    goes_back: bool = False
    begins: Day | None = None
    lasts: bool = False


@dataclass(slots=True)
class Narrative:
    """`steps` are (document offset, running date from there on); `stood` is, by the offset of a step, where the story stood before it.

    `published` and `news`, the days it tells of, are those of a report; `covered`: they are a period that the report says it covers.
    `context` is the period a document as a whole is about.
    """

    published: Day | None = None
    context: Interval | None = None
    news: Interval | None = None
    covered: bool = False
    now: Interval | None = None
    steps: list[tuple[int, Interval | None]] = field(default_factory=list)
    stood: dict[int, Interval | None] = field(default_factory=dict)
    _section: tuple[str, ...] | None = None
    _dated: bool = False
    _moved_at: int = -1
    _heading_at: int = -1
    _headed_now: Interval | None = None
    _under: tuple[tuple[str, ...], Interval] | None = None
    _left: Interval | None = None
    _entry: Interval | None = None
    _beside: tuple[Interval | None] | None = None

    def enter(self, passage: Passage) -> None:
        """A new passage; a new section may set the story back, a dated block sets it."""
        at = passage.at[0]
        self._entry = None
        if not self.steps:
            self._step(at, self._default())
        if passage.kind not in {"heading", "title"} and passage.section != self._section:
            title = passage.section[-1].lower() if passage.section else ""
            if title.startswith(_AFRESH) or (self._section == () and self._heading_at < 0):
                self._step(at, None)
            self._section = passage.section
            self._dated = False
        if passage.kind not in {"heading", "title"}:
            self._go_under(passage.section)
        if passage.kind == "table":
            self._beside = self._beside or (self.now,)
            self._step(at, self._under[1] if self._under is not None else None)
            self._dated = False
            return
        if self._beside is not None:  # behind a table the story goes on where it stood before it
            self._step(at, self._beside[0])
            self._beside = None
        if passage.day is not None:
            self._step(at, Interval.day(passage.day))
            self._dated = True
        elif self.published is not None:
            self._step(at, self._under[1] if self._under is not None else self._default())
            self._dated = False

    def go_on(self, offset: int, *, points_back: bool) -> None:
        """A further sentence of a passage; one that tells another thing of a period covered stands at that period, and one of a day's entry at its day."""
        if self._entry is not None and not points_back:
            self._step(offset, self._entry)
        elif self.covered and not points_back and (self._under is None or self._under[1] == self.news):
            self._step(offset, self.news)

    def _go_under(self, section: tuple[str, ...]) -> None:
        """A dated heading dates the paragraphs of its section, and of those within."""
        if self._headed_now is not None:
            self._under, self._headed_now = (section, self._headed_now), None
        elif self._under is not None and section[: len(self._under[0])] != self._under[0]:
            self._under = None

    @property
    def dispatch(self) -> Day | None:
        """The day that the heading of a bulletin's section gives: its "today"."""
        day = self._under[1] if self._under is not None else None
        return day.start if day is not None and day.days == 1 else None

    def _default(self) -> Interval | None:
        if self.published is not None:
            return self.news or Interval(self.published.plus(-1), self.published)
        return self.context

    @property
    def headed(self) -> bool:
        """Whether the heading above gives the section its date."""
        return self._heading_at >= 0 and bool(self.steps) and self.steps[-1][0] == self._heading_at

    def hear(self, mention: Mention) -> bool:
        """Take in a mention; True when it was heard in passing, and neither moves the story nor gives later dates their year."""
        if mention.title:
            return False
        if mention.heading:
            joined = mention.joined and self.now is not None and self.now.start <= mention.interval.end
            self._step(mention.offset, self.now.hull(mention.interval) if joined and self.now is not None else mention.interval)
            self._heading_at, self._moved_at = mention.offset, -1
            self._headed_now = self.now
            self._dated = False
            return False
        if mention.alone:
            self._step(mention.offset, mention.interval)
            self._entry, self._dated = mention.interval, True
            return False
        if mention.aside or self._in_passing(mention):
            return True
        if mention.lasts and self.now is not None and 0 < mention.interval.end - self.now.start <= _YEAR:
            self.stood.setdefault(mention.offset, self.now)
            self._step(mention.offset, Interval(self.now.start, mention.interval.end))
            return False
        if mention.role in _STANDING:
            return False
        self.stood.setdefault(mention.offset, self.now)
        if mention.joined and self.now is not None and mention.interval.end >= self.now.start and self._moved_at == mention.offset:
            self._step(mention.offset, Interval(self.now.start, mention.interval.end))
            return False
        if self._moved_at == mention.offset and self.now is not None and mention.interval.start < self.now.start:
            return False
        if self.now is not None and mention.interval.start - self.now.end > _YEAR:
            self._left = self.now
        self._dated = True
        self._moved_at = mention.offset
        self._step(mention.offset, Interval(mention.begins, mention.interval.end) if mention.begins is not None else mention.interval)
        return False

    def _in_passing(self, mention: Mention) -> bool:
        now = self.now
        if mention.ahead or (mention.backward and not mention.opens):
            return True
        if self.published is not None and abs(self.published - mention.interval.end) > _NEAR_PUBLICATION:
            return True
        if now is None:
            return False
        if mention.subordinate and not mention.opens and mention.interval.end < now.start and (self._dated or self.published is not None):
            return True
        if now != mention.interval and mention.interval.contains(now) and not mention.opens:
            return True
        if mention.interval.start > now.end and not mention.opens and mention.interval.days > 31:
            return True
        if now.start - mention.interval.end > _LONG_PAST and not mention.opens:
            return True
        if self._left is not None and abs(self._left.start - mention.interval.start) <= _YEAR:
            return False
        return self._dated and now.start - mention.interval.end > _BACK and (mention.flashback or not (mention.opens or mention.goes_back))

    def _step(self, offset: int, interval: Interval | None) -> None:
        if self.steps and self.steps[-1][0] == offset:
            self.steps.pop()
        if not self.steps or self.steps[-1][1] != interval:
            self.steps.append((offset, interval))
        self.now = interval
