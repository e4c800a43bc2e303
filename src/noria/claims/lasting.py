"""How long it went on: the days that a length of time adds to a date, and the whole of a siege or campaign that a total is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from noria.reading.grammar import Tree
from noria.reading.output import TimeExpression
from noria.reading.times import TimeReading
from noria.values.day import Day, days_in_month
from noria.values.interval import Interval

OPERATIONS: Final = frozenset("operation offensive campaign war conflict fighting siege battle assault invasion hostilities hostility violence crisis".split())
# Longer than this, a length of time tells of a state and not of what began or ended with the day that is named.
_LONGEST: Final = 300
_MONTHS: Final = 11
_DATE: Final = 31  # days of what is a date, not a period
_LENGTH: Final = re.compile(r"P(?:T(?P<TH>\d+)H|(?P<D>\d+)D|(?P<W>\d+)W|(?P<M>\d+)M)$")
_THEN: Final = frozenset("then time point stage".split())
_ENDING: Final = frozenset("end conclude culminate cease finish fall capitulate".split())
_DEFINITE: Final = frozenset("the these those its their his her".split())
_UNLAUNCHED: Final = frozenset("siege battle fighting".split())  # a launch that the text tells of is not theirs
_ORDINALS: Final = {word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split())}


@dataclass(frozen=True, slots=True)
class Event:
    """What the document is about: its days as the infobox gives them, the day of the latest launch, the nouns of its title ("siege", "campaign");
    `sums`: the sentence sums it up ("In all, …"); `moves`: what is dated is a step of the campaign, by which ground changes hands or forces move.
    """

    period: Interval | None = None
    begun: Day | None = None
    called: frozenset[str] = frozenset()
    sums: bool = False
    moves: bool = False

    @property
    def start(self) -> Day | None:
        """Its first day, or that of the latest launch."""
        return self.period.start if self.period is not None else self.begun

    def all(self, now: Interval | None, first: Day | None) -> Interval | None:
        """All of it: the period, else from `first` to where the story stands."""
        if self.period is not None:
            return self.period
        return Interval(first, now.end) if first is not None and now is not None and 0 <= now.end - first <= _LONGEST else None


def whole(tree: Tree, head: int, event: Event, times: TimeReading) -> Interval | None:
    """All of what the document is about, where a predicate tells of that: "in all, …", "throughout the siege", "losses during the campaign".

    Without an infobox a campaign is as old as its launch, and what a text sums up is as old as its first date.
    """
    now = times.running(tree.sentence.span.start)
    if event.period is not None and _defines(tree, event):
        return event.period
    if event.sums and total(tree, head):
        return event.all(now, next((i.start for _, i in times.steps if i is not None and i.days <= _DATE), None))
    for preposition in _prepositions(tree, head):
        word = tree.tokens[preposition].text.lower()
        for noun in tree.children(preposition, "pobj"):
            lemma = tree.tokens[noun].lemma
            course = [o for of in tree.children(noun, "prep") for o in tree.children(of, "pobj")] if lemma == "course" else []
            for told in course or ([noun] if word in ("during", "throughout") else []):
                if word in ("during", "throughout") and lemma == "period" and any(tree.tokens[c].lemma in event.called for c in tree.children(told, "compound")):
                    return event.all(now, None)  # "during this five-year siege period"
                if _the(tree, told) and tree.tokens[told].lemma in event.called:
                    return event.all(now, event.begun if tree.tokens[told].lemma not in _UNLAUNCHED else None)
    return None


def _defines(tree: Tree, event: Event) -> bool:
    """Whether the sentence says what the document is about: "The Battle of X was a battle fought between …"."""
    root = next((t.i for t in tree.tokens if t.head == t.i), 0)
    subject = tree.subject(root) if tree.tokens[root].lemma == "be" else None
    if subject is None or not event.called & set(tree.tokens[subject].text.lower().split()):
        return False
    return any(tree.tokens[a].lemma in OPERATIONS | {"engagement"} for a in tree.children(root, "attr"))


def so_far(tree: Tree, head: int, event: Event, told: Interval) -> Interval | None:
    """From the first day on to the day that dates the report of a toll: "said on the 9th that 800 had been killed in the battle"."""
    if event.start is None or told.days > 1 or not (perfect(tree, head) and total(tree, head)) or not 0 < told.end - event.start <= _LONGEST:
        return None
    nouns = [n for p in _prepositions(tree, head) if tree.tokens[p].text.lower() in ("in", "during") for n in tree.children(p, "pobj")]
    return Interval(event.start, told.end) if any(_the(tree, n) and tree.tokens[n].lemma in event.called for n in nouns) else None


def by_then(tree: Tree, head: int, event: Event, now: Interval | None) -> Interval | None:
    """From the first day on to where the story stands, for what had come to be "by then", "by this time"."""
    if event.start is None or now is None or not 0 < now.end - event.start <= _LONGEST:
        return None
    for by in tree.children(head, "prep"):
        then = [n for n in tree.children(by, "pobj", "pcomp", "advmod") if tree.tokens[n].text.lower() in _THEN] if tree.tokens[by].text.lower() == "by" else []
        shown = [n for n in then if tree.tokens[n].text.lower() == "then" or any(tree.tokens[c].text.lower() in ("this", "that") for c in tree.children(n, "det"))]
        if shown and perfect(tree, head):
            return Interval(event.start, now.end)
    return None


def perfect(tree: Tree, head: int) -> bool:
    """Whether a verb says "had" or "have"."""
    return any(tree.tokens[c].lemma == "have" for c in tree.children(head, "aux"))


def total(tree: Tree, head: int) -> bool:
    """Whether a number stands in what a verb did or suffered: "had retaken 44 villages", not "the two villages"."""
    doing = (head, tree.tokens[head].head) if tree.tokens[head].dep == "xcomp" else (head,)  # "44 villages were said to have been retaken"
    parts = (*tree.objects(head), *tree.children(doing[0], "nsubj", "nsubjpass"), *tree.children(doing[-1], "nsubj", "nsubjpass"))
    return any(tree.tokens[t].pos == "NUM" and (t == 0 or tree.tokens[t - 1].text.lower() not in _DEFINITE) for part in parts for t in tree.subtree(part))


def _prepositions(tree: Tree, head: int) -> list[int]:
    """Those of the predicate, of its subject and of its object: "losses during the siege came to 400"."""
    own = tree.children(head, "prep")
    beside = [p for n in tree.children(head, "nsubj", "nsubjpass", "dobj", "acl") for p in tree.children(n, "prep")]
    token = tree.tokens[head]
    above = tree.children(token.head, "prep") if token.dep in ("nsubj", "nsubjpass", "dobj", "acl", "attr") else []
    return [*own, *beside, *above]


def _the(tree: Tree, noun: int) -> bool:
    """Whether a noun is "the siege", "this war" and says no more of which."""
    left = [c for c in tree.children(noun) if c < noun]
    return bool(left) and all(tree.tokens[c].text.lower() in ("the", "this", "whole", "entire") for c in left) and not tree.children(noun, "prep")


def nth_day(tree: Tree, head: int, event: Event, times: TimeReading) -> Interval | None:
    """"On the first day" of an offensive: counted from its launch, else from the first day of what the document is about."""
    first = event.begun or (event.period.start if event.period is not None else None)
    now = times.running(tree.sentence.span.start)
    if first is None:
        return None
    named = [times.expressions[i] for i in times.within(tree.sentence.span)]
    told = [e.text.lower().split() for e in named if e.interval is None and _anchor(tree, e) is None]  # it opens the sentence: no part of the parse
    for preposition in tree.children(head, "prep"):
        if tree.tokens[preposition].text.lower() in ("on", "by", "in"):
            days = [d for d in tree.children(preposition, "pobj") if tree.tokens[d].text.lower() == "day"]
            told += [[tree.tokens[c].text.lower(), "day"] for d in days for c in tree.children(d, "amod") if _of_operation(tree, d)]
    for spelled in told:
        nth = _ORDINALS.get(spelled[-2]) if len(spelled) > 1 and spelled[-1] == "day" else None
        if nth is not None and (now is None or -1 <= now.end - first.plus(nth) <= _LONGEST):
            return Interval.day(first.plus(nth))
    return None


def _of_operation(tree: Tree, day: int) -> bool:
    """Whether a day is that of an offensive or of nothing that is named."""
    return all(tree.tokens[o].lemma in OPERATIONS for p in tree.children(day, "prep") for o in tree.children(p, "pobj"))


def lasting(tree: Tree, head: int, times: TimeReading, told: Interval) -> Interval | None:
    """The days of a predicate that went on for a length of time which ended or began with the day `told`.

    "Fell after a ten-day battle" and "had been taken in three days" count back, "dropped 4,000 men over three days" counts on.
    """
    for index in times.within(tree.sentence.span):
        expression = times.expressions[index]
        anchor = _anchor(tree, expression)
        length = _length(expression)
        if length is None or anchor is None:
            continue
        above = tree.tokens[anchor].head
        noun = head if tree.tokens[head].pos != "VERB" and anchor in tree.children(head) else _measured(tree, anchor)
        if noun == head and _ended(tree, head if above == head else anchor):
            return Interval(_back(told.start, *length), told.end)
        at = anchor if tree.tokens[anchor].dep == "prep" else above
        if tree.tokens[at].dep == "prep" and tree.tokens[at].head == head and told.days == 1:
            word = tree.tokens[at].text.lower()
            if word in ("over", "within") and not perfect(tree, head) and length[0]:
                return Interval(told.start, told.start.plus(length[0] - (word == "over")))
            if word in ("in", "over") and perfect(tree, head) and length[0]:
                return Interval(told.start.plus(1 - length[0]), told.end)
    return None


def _length(expression: TimeExpression) -> tuple[int, int] | None:
    """Days and months of a length without a date of its own; None where it is another thing, a day at most, or nearly a year and more."""
    match = _LENGTH.match(expression.value) if expression.type == "DURATION" and expression.interval is None else None
    if match is None or match.lastgroup is None:
        return None
    count, unit = int(match[match.lastgroup]), match.lastgroup
    if unit == "M":
        return (0, count) if count <= _MONTHS else None
    days = count // 24 if unit == "TH" and count % 24 == 0 else 0 if unit == "TH" else count * (7 if unit == "W" else 1)
    return (days, 0) if 1 < days <= _LONGEST else None


def _back(day: Day, days: int, months: int) -> Day:
    month = day.year * 12 + day.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return Day(year, month, min(day.day, days_in_month(year, month))).plus(-days)


def _anchor(tree: Tree, expression: TimeExpression) -> int | None:
    inside = [t.i for t in tree.tokens if expression.span.overlaps(t.span)]
    return next((i for i in inside if tree.tokens[i].head not in inside), None)


def _measured(tree: Tree, anchor: int) -> int | None:
    """What a length is one of: "a week of intense fighting"."""
    return next((o for of in tree.children(anchor, "prep") if tree.tokens[of].text.lower() == "of" for o in tree.children(of, "pobj", "pcomp")), None)


def _ended(tree: Tree, i: int) -> bool:
    """Whether what the phrase at `i` names had come to its end on the day of its clause: "after …", "… ended in July"."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.dep == "pobj":
        return above.text.lower() in ("after", "following")
    return token.dep in ("nsubj", "nsubjpass") and above.lemma in _ENDING
