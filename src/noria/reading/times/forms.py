"""What a time expression says by itself, before the text around it is asked: a date with gaps, a shift, a length, a habit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Position = Literal["early", "mid", "late", "start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A date with what the words give: `year` counts astronomically (0 is 1 BC).

    `part` is a TIMEX3 time of day ("TMO", "T06:30"). `of` says in which year or month a gap is to be filled, counted from the
    one the narrative is in: "August of that year" is month 8, `of` 0; "the previous April" month 4, `of` -1.
    `maybe_bc`: a bare number that is a year if the text counts years BC. `short`: only the last two figures of `year` were said.
    `until`: the day of the month a night ends on ("the night of 7–8 March"). `by_january`: the year of a winter is that of its January, not of its December.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    position: Position | None = None
    half: int | None = None
    part: str | None = None
    of: int | None = None
    maybe_bc: bool = False
    short: bool = False
    by_january: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """`count` units forth (or back, when negative) from where the narrative is; 0 is "that same day".

    `count` None with `direction` is "weeks later". `part` is a time of the day reached ("the next morning"), `position` a part
    of the unit reached ("the end of that month", "later that year"). `spoken`: counted from when it is said ("last week"). `from_event`: from
    something that happened ("two days after the siege").
    """

    unit: str
    count: int | None
    direction: int = 0
    part: str | None = None
    position: Position | None = None
    half: int | None = None
    spoken: bool = False
    from_event: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A duration. `value` is its ISO form. `toward` +1 "the next two weeks", -1 "the past 24 hours", 0 free-standing.

    With `of`, a stretch at one end of a dated period: "the first week of May" (`side` "early"), "the last two weeks of 1951".
    """

    value: str
    unit: str
    count: float | None
    toward: int = 0
    of: Calendar | None = None
    side: Position | None = None


@dataclass(frozen=True, slots=True)
class Habit:
    """A set: "every day", "weekly"."""

    value: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """Names a time without dating it: "now", "recently", "this period". `value` as WikiWars writes it."""

    value: str


Form = Calendar | Shift | Length | Habit | Pointer


@dataclass(frozen=True, slots=True)
class Found:
    """A form and the tokens that say it, `first` to `last` inclusive."""

    first: int
    last: int
    form: Form
