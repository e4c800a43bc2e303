"""Reads the times of a document: passage by passage, left to right, keeping the date last named and where the narrative stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from noria.reading.output import TimeExpression, TimeRole
from noria.reading.passage import Passage
from noria.reading.sentences import split_sentences
from noria.reading.times.between import Told, between, told
from noria.reading.times.forms import Calendar, Form, Found, Length, Shift
from noria.reading.times.grammar import find
from noria.reading.times.joins import lend, spans_range
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed, lex
from noria.reading.times.narrative import Mention, Narrative
from noria.reading.times.reading import TimeRange, TimeReading
from noria.reading.times.report import covered_period, news_day, stance
from noria.reading.times.resolver import Clock, Resolved, resolve
from noria.reading.times.roles import in_brackets, is_name, opens_with, role_of
from noria.reference.lexicons import words
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.span import Span

_CLAUSE: Final = frozenset({"that", "which", "who", "whose", "whom", "when", "where", "after", "since", "following", "before", "because", "as"})
_DOMINANT: Final = 0.6
_ONGOING: Final = re.compile(r"[-–—]\s*(?:the )?(?:present|ongoing|now)\b|\bto (?:the )?(?:present|date)\b", re.IGNORECASE)
_STRAY: Final = 250
_SEVERAL: Final = 2
_ORDERED: Final = 3  # months without a year, one after the other, show the order of a text
_FUTURE: Final = frozenset({"will", "would", "shall", "plans", "expected", "scheduled", "upcoming"})
_FUTURE_REACH: Final = 6  # tokens between "will" and its date
_SETTING_OUT: Final = frozenset({"beginning", "starting"})
_LASTING: Final = frozenset({"lasting", "lasted", "lasts"})
_SINCE_REACH: Final = 7  # tokens between "since" and its date


def read_times(passages: Sequence[Passage], published: Day | None, context: Interval | None = None, *, retold: bool = False) -> TimeReading:
    """All time expressions of `passages`, with values, days, roles, and the running date.

    `published` is the day the document came out; `context` the period it is about (an infobox's date), which gives a year to dates
    before the text names one. Neither is ever taken for the date of an event by itself. `retold`: the document tells of its events
    by their own dates whenever it came out, as an encyclopedia does; without it the text shows whether it does.
    """
    lexed = [lex(passage.text) for passage in passages]
    finds = [lend(text, list(find(text))) for text in lexed]
    stance_ = "story" if retold else stance(finds, published, context)
    clock = Clock(published=published, report=stance_ == "report", recent=stance_ == "recent", context=context)
    if context is not None:
        clock.year = context.start.year
        clock.month = context.start.month if (context.start.year, context.start.month) == (context.end.year, context.end.month) else None
    opening = _opening_year(finds) if context is None and stance_ == "story" else None
    main = _main_year(finds, context) if opening is None else None
    if clock.year is None:
        clock.year = main or opening
    clock.ancient = any(isinstance(f.form, Calendar) and (f.form.year or 1) <= 0 for found in finds for f in found)
    if clock.ancient and clock.year is None:
        clock.year = next(f.form.year for found in finds for f in found if isinstance(f.form, Calendar) and (f.form.year or 1) <= 0)
    covered = covered_period(passages, lexed, finds, published) if clock.report else None
    news = covered or (news_day(passages, lexed, finds, published) if clock.report else None)
    reader = _Reader(clock, main, Narrative(published if clock.report else None, context, news, covered is not None))
    for passage, text, found in zip(passages, lexed, finds, strict=True):
        reader.read(passage, text, found)
    return reader.reading()


def read_period(line: str, published: Day | None) -> Interval | None:
    """The period that a date line names, an infobox's for example: "27 November – 5 December 2024", "30 January 2013 – present".

    All its dates are held together; "present" runs to the day the document came out. None where the line dates nothing.
    """
    line = " ".join(line.split())
    reading = read_times([Passage(0, "caption", (), line, tuple(range(len(line))))], None)
    dates = [e.interval for e in reading.expressions if e.interval is not None]
    if not dates:
        return None
    whole = Interval(min(d.start for d in dates), max(d.end for d in dates))
    ongoing = published is not None and published > whole.end and _ONGOING.search(line) is not None
    return Interval(whole.start, published) if ongoing and published is not None else whole


def _main_year(finds: Sequence[Sequence[Found]], context: Interval | None) -> int | None:
    """The one year a text is about: that of its context, or of most of its full dates.

    Days before the first full date have it, and so have those of a section that follows one on other years.
    """
    if context is not None and context.start.year == context.end.year:
        return context.start.year
    years = Counter(f.form.year for found in finds for f in found if isinstance(f.form, Calendar) and f.form.year is not None and f.form.month is not None and not f.form.short)
    if not years:
        return None
    year, count = years.most_common(1)[0]
    return year if count >= _DOMINANT * years.total() else None


def _opening_year(finds: Sequence[Sequence[Found]]) -> int | None:
    """The year in which a text begins that names one only after a New Year: May, June, July, then February 1917, is told from 1916 on."""
    months: list[int] = []
    for form in (f.form for found in finds for f in found if isinstance(f.form, Calendar)):
        if form.month is not None and form.year is not None:
            return form.year - 1 if len(months) >= _ORDERED and months == sorted(months) and months[0] > form.month else None
        if form.month is not None:
            months.append(form.month)
    return None


class _Reader:
    def __init__(self, clock: Clock, main_year: int | None, narrative: Narrative) -> None:
        self.clock = clock
        self.main_year = main_year
        self.section: tuple[str, ...] = ()
        self.narrative = narrative
        self.expressions: list[TimeExpression] = []
        self.ranges: list[TimeRange] = []
        self.asides: set[int] = set()
        self.passing: set[int] = set()
        self.resumed: Clock | None = None
        self.sentences: list[Told] = []

    def read(self, passage: Passage, text: Lexed, found: list[Found]) -> None:
        if not passage.at:
            return
        heading = passage.kind in {"heading", "title"}
        self.narrative.enter(passage)
        self.clock.dispatch = None if heading else self.narrative.dispatch
        if passage.section != self.section and not heading:
            self.section = passage.section
            if self.main_year is not None and self.clock.year != self.main_year and not self.narrative.headed:
                self.clock.year, self.clock.month, self.clock.day = self.main_year, None, None
        if passage.day is not None:
            self.clock.set(Interval.day(passage.day), "day")
        starts = [begin for begin, _ in split_sentences(passage.text)]
        here = [told(passage, start) for start in starts]
        self.sentences += here
        back = self._goes_back(text, found, starts)
        previous: Found | None = None
        previous_index = -1
        ahead = here[1:]
        for f in found:
            while ahead and ahead[0].offset <= passage.at[text.spans[f.first][0]]:
                self._go_on(ahead.pop(0))
            future = _to_come(text, f)
            joined = previous is not None and previous_index == len(self.expressions) - 1 and spans_range(text, previous, f)
            form = self._ended(f.form, previous.form) if joined and previous is not None else f.form
            resolved = None if _stray_year(text, f, self.clock) else resolve(form, self.clock, future=future, since=_after_since(text, f))
            if resolved is None:
                continue
            role = role_of(text, f)
            index = self._add(passage, text, f, resolved, role)
            aside = self._aside(text, f, role, heading=heading) or _in_a_row(f, found)
            if joined:
                self._join(index)
            if aside:
                self.asides.add(index)
            if resolved.interval is not None and resolved.grain is not None:
                sentence = max((s for s in starts if s <= text.spans[f.first][0]), default=0)
                offset = passage.at[sentence]
                opens = text.spans[f.first][0] - sentence < 25 or opens_with(text, f)
                back_over = isinstance(f.form, Length) and f.form.toward < 0 and not self.clock.report  # "the past three days had seen …" leaves the story where it is
                passing = self.narrative.hear(Mention(
                    resolved.interval, resolved.grain, "on" if opens and _sets_out(text, f) else role, offset, opens=opens and not back_over, aside=aside, heading=heading, title=passage.kind == "title",
                    joined=joined, backward=_backward(f) or back_over, ahead=future, flashback=_flashback(text, f), alone=_alone(text, f, starts),
                    subordinate=_within_clause(text, f), goes_back=back and sentence == starts[0], begins=self.ranges[-1].interval.start if joined and self._joins(index) else None,
                    lasts=role == "until" and _lasts(text, f)))
                if passing and not opens and _backward(f):
                    self.asides.add(index)
                elif passing and not opens and _subordinate(text, f):
                    self.passing.add(index)
                if passing and resolved.interval.days == 1 and _within_clause(text, f):
                    self.resumed = self.resumed or replace(self.clock)  # what the sentence goes on to tell counts from here: "which began on the 3rd, reached it two days later"
                if (not passing or self.resumed is not None) and not _loose(f):
                    self.clock.set(resolved.interval, resolved.grain)
            previous, previous_index = f, index
        for further in ahead:
            self._go_on(further)
        self._resume()

    def _goes_back(self, text: Lexed, found: Sequence[Found], starts: Sequence[int]) -> bool:
        """Whether a paragraph has dates with their years in its first sentence and in later ones, and all of them lie before where the story stands."""
        now = self.narrative.now
        dated = [f for f in found if isinstance(f.form, Calendar) and f.form.year is not None and f.form.month is not None]
        if now is None or len(dated) < _SEVERAL or len(starts) < _SEVERAL:
            return False
        first, last = (text.spans[f.first][0] < starts[1] for f in (dated[0], dated[-1]))
        return first and not last and all((f.form.year, f.form.month) < (now.start.year, now.start.month) for f in dated if isinstance(f.form, Calendar))

    def _go_on(self, sentence: Told) -> None:
        self._resume()
        self.narrative.go_on(sentence.offset, points_back=sentence.back)

    def _resume(self) -> None:
        """At the end of a sentence whose clause named a day of its own, the clock stands again where it stood before."""
        if self.resumed is not None:
            self.clock, self.resumed = self.resumed, None

    def _add(self, passage: Passage, text: Lexed, f: Found, resolved: Resolved, role: TimeRole) -> int:
        start, end = text.spans[f.first][0], text.spans[f.last][1]
        self.expressions.append(TimeExpression(
            passage.span(start, end), text.text[start:end], resolved.type, resolved.value, resolved.interval, resolved.grain, role,
            resolved.basis, resolved.reason))
        return len(self.expressions) - 1

    def _ended(self, form: Form, first: Form) -> Form:
        """A month that ends a stretch and has no year is the first of its name since the stretch began: "January–December". Over a New Year only
        from a month whose year is told: "from October to March" may as well have begun the year before.
        """
        begun = self.expressions[-1].interval
        if begun is None or not isinstance(form, Calendar) or form.year is not None or form.month is None or form.of is not None:
            return form
        later = form.month >= begun.start.month
        told = isinstance(first, Calendar) and first.year is not None
        return replace(form, year=begun.start.year + (not later)) if later or told else form

    def _aside(self, text: Lexed, f: Found, role: TimeRole, *, heading: bool) -> bool:
        if heading:
            return False
        return is_name(text, f) or (in_brackets(text, f) and not opens_with(text, f)) or (role == "since" and text.word(f.first - 1) == "since")

    def _joins(self, index: int) -> bool:
        return bool(self.ranges) and self.ranges[-1].last == index

    def _join(self, index: int) -> None:
        left, right = self.expressions[index - 1], self.expressions[index]
        if left.interval is None or right.interval is None or right.interval.end < left.interval.start:
            return
        self.expressions[index - 1:] = [replace(left, role="between"), replace(right, role="between")]
        span = Span(left.span.start, right.span.end)
        self.ranges.append(TimeRange(index - 1, index, span, Interval(left.interval.start, right.interval.end)))

    def reading(self) -> TimeReading:
        return TimeReading(tuple(self.expressions), tuple(self.ranges), frozenset(self.asides), frozenset(self.passing), tuple(self.narrative.steps), self.narrative.stood,
                           {} if self.clock.report else dict(between(self.sentences, self.narrative.steps, self.narrative.stood)),
                           self.narrative.news.end if self.narrative.covered and self.narrative.news is not None else self.clock.published)


def _alone(text: Lexed, f: Found, starts: Sequence[int]) -> bool:
    """Whether a day is all that a sentence says that another follows: "27 January. The army …"."""
    begin = max((s for s in starts if s <= text.spans[f.first][0]), default=0)
    end = min((s for s in starts if s > begin), default=0)
    return 0 < text.spans[f.last][1] < end <= text.spans[f.last][1] + 3 and text.text[begin : text.spans[f.first][0]].strip().lower() in ("", "on")


def _in_a_row(f: Found, found: Sequence[Found]) -> bool:
    """Whether a date stands beside another with no word between: the legend of a map, "1 March 18 September 24 September"."""
    if not isinstance(f.form, Calendar) or f.form.month is None:
        return False
    return any(isinstance(o.form, Calendar) and o.form.month is not None and (o.first == f.last + 1 or o.last == f.first - 1) for o in found)


def _loose(f: Found) -> bool:
    """Whether the expression is too vague to count on from: "weeks later", "the 1990s"."""
    return (isinstance(f.form, Shift) and f.form.count is None) or (
        isinstance(f.form, Calendar) and (f.form.decade is not None or f.form.century is not None)) or (
        isinstance(f.form, Length) and f.form.of is None) or not isinstance(f.form, Shift | Calendar | Length)


def _stray_year(text: Lexed, f: Found, clock: Clock) -> bool:
    """Whether a bare number is no year because it lies centuries off the story and no preposition makes it one."""
    form = f.form
    if not isinstance(form, Calendar) or form.year is None or clock.year is None or form.month is not None or form.season is not None:
        return False
    if text.kinds[f.first] not in {K["YEAR"], K["CIRCA"]} or f.last - f.first > 1 or K["ERA"] in text.kinds[f.first:f.last + 1]:
        return False
    timed = text.kind(f.first - 1) in {K["IN"], K["PREP"], K["TO"], K["AFTER"], K["OF"], K["DASH"], K["AND"]} and text.kinds[f.first] == K["YEAR"]
    return not timed and abs(form.year - clock.year) > _STRAY


def _to_come(text: Lexed, f: Found) -> bool:
    """"tomorrow", "will meet on Friday": the sentence speaks of what has not happened yet."""
    if isinstance(f.form, Shift) and f.form.spoken and f.form.direction > 0:
        return True
    start = max(text.kinds.rfind(K["STOP"], 0, f.first) + 1, f.first - _FUTURE_REACH)
    return any(text.word(i) in _FUTURE for i in range(start, f.first))


def _sets_out(text: Lexed, f: Found) -> bool:
    """"Beginning on 1 July, the army …": the story goes on from there."""
    return any(text.word(i) in _SETTING_OUT for i in (f.first - 1, f.first - 2))


def _after_since(text: Lexed, f: Found) -> bool:
    """Whether "since" stands before the date: "since the siege began on 1 August", and the date is not to come."""
    start = max(text.kinds.rfind(K["STOP"], 0, f.first), text.kinds.rfind(K["COMMA"], 0, f.first)) + 1
    return any(text.word(i) == "since" for i in range(max(start, f.first - _SINCE_REACH), f.first))


def _lasts(text: Lexed, f: Found) -> bool:
    """Whether what the sentence tells of is said to have lasted until then."""
    return any(text.word(i) in _LASTING for i in range(f.first - 3, f.first))


def _backward(f: Found) -> bool:
    return isinstance(f.form, Shift) and f.form.direction < 0 and f.form.count != 0 and f.form.part != "TNI"


def _flashback(text: Lexed, f: Found) -> bool:
    """Whether "had" stands soon after: the sentence tells what came before the story's own time."""
    return any(text.word(i) == "had" for i in range(f.last + 1, min(f.last + 12, len(text.kinds)))
               if K["STOP"] not in text.kinds[f.last + 1:i])


def _subordinate(text: Lexed, f: Found) -> bool:
    """Whether a word that opens a clause of its own stands between the date and the start of its sentence."""
    start = text.kinds.rfind(K["STOP"], 0, f.first) + 1
    return any(text.word(i) in _CLAUSE for i in range(start, f.first))


def _within_clause(text: Lexed, f: Found) -> bool:
    """Whether such a clause goes on up to the date, with no comma between: "the thrust that began on Tuesday", not "said that on Tuesday"."""
    start = max(text.kinds.rfind(K["STOP"], 0, f.first), text.kinds.rfind(K["COMMA"], 0, f.first)) + 1
    return any(text.word(i) in _CLAUSE and not (text.word(i) == "that" and text.word(i - 1) in words("cues", "said")) for i in range(start, f.first))

