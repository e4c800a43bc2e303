"""When a claim happened: the time words of its own clause, then of its sentence, then the narrative's running date."""

from __future__ import annotations

from dataclasses import replace

from noria.claims.lasting import OPERATIONS, Event, by_then, lasting, nth_day, perfect, so_far, total, whole
from noria.claims.model import ClaimTime
from noria.reading.grammar import Tree
from noria.reading.numbers import read_numbers
from noria.reading.output import TimeExpression
from noria.reading.times import TimeReading
from noria.values.edtf import edtf
from noria.values.interval import Basis, Granularity, Interval
from noria.values.span import Span


DAYS_OF_A_YEAR = 366
_ONE_LAUNCH = 100  # days that a toll may reach back to a launch: later there have been others
_NEAR_STORY = 62  # days
_LASTING = 120  # days
_AND = 6  # characters of " and "
_STARTS = frozenset("start beginning outbreak launch onset outset begin".split())
_HARM = frozenset("kill wound injure hurt".split())
_UPON = frozenset("when whereupon".split())
_COMING = frozenset("come follow occur".split())
_HOLDING = frozenset("hold keep retain remain".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_PERFECT = frozenset(["have", "has", "'ve", "’ve"])


def claim_time(tree: Tree, head: int, times: TimeReading, event: Event = Event()) -> ClaimTime:  # noqa: B008 - frozen
    """The time of the predicate at token `head`. Null with a reason where neither sentence, narrative nor the period of `event` tells.

    `event` is what the whole document is about; its period dates a sentence that nothing else dates only where it is no longer than a year.
    """
    if event.begun is not None and times.today is not None and event.begun < times.today and _from_the_start(tree, head):
        return _dated(Interval(event.begun, times.today), "period", None, "narrative")
    time = _told(tree, head, times, event)
    if time.interval is not None and time.interval != event.period and (days := lasting(tree, head, times, time.interval)) is not None:
        return _dated(days, "days", time.mention, time.basis)
    return time


def _told(tree: Tree, head: int, times: TimeReading, event: Event) -> ClaimTime:
    best = _since(tree, head, times) or _until(tree, head, times) or _days_from(tree, head, times) or _nearest(tree, head, times, event)
    if best is not None:
        interval, expression = best
        if (toll := so_far(tree, head, event, interval)) is not None:
            return _dated(toll, "period", expression.text, expression.basis)
        if expression.role == "since" and not _inside(tree, head, "since") and (now := times.running(tree.sentence.span.start)) is not None and now.end > interval.end:
            interval = Interval(interval.start, now.end)
        return _dated(interval, expression.granularity, expression.text, expression.basis)
    said = times.interval_in(tree.sentence.span)
    elsewhere = _elsewhere(tree, head, said.expression.span) if said is not None and said.expression is not None else ""
    now = times.before(tree.sentence.span.start) if elsewhere == "relcl" else times.running(tree.sentence.span.start)
    counted = nth_day(tree, head, event, times) or whole(tree, head, event, times) or by_then(tree, head, event, now)
    if counted is not None:
        said_on = said.interval.end if said is not None and not elsewhere else counted.end  # "at the start of April a toll of 900 was given for the whole siege"
        return _dated(Interval(counted.start, said_on) if counted.start < said_on < counted.end else counted, "period", None, "narrative")
    if said is not None and said.expression is not None and not elsewhere:
        within = times.within(said.expression.span)
        reached = None
        if said.expression.role in ("by", "as of") and within:
            reached = said.expression.interval if _thereupon(tree, head) else _up_to(tree, head, times, within[0], event)
        else:
            reached = so_far(tree, head, event, said.interval)
        return _dated(reached or said.interval, said.granularity, said.expression.text, said.basis)
    if said is None and now is not None and (named := _in_brackets(tree, times, now)) is not None:
        return _dated(named[0], "days", named[1].text, named[1].basis)
    if now is not None:
        left = times.between.get(tree.sentence.span.start) if said is None and not _before_that(tree, head) else None
        if left is not None and (left.anew or event.moves):
            now = left.interval
        return _dated(now, "day" if now.days == 1 else "days", None, "narrative")
    if event.period is not None and event.period.days <= DAYS_OF_A_YEAR:
        return _dated(event.period, "period", None, "document")
    unresolved = [e for e in tree.sentence.times if e.interval is None and e.type in ("DATE", "TIME")]
    reason = unresolved[0].reason if unresolved and unresolved[0].reason else "neither the sentence nor the text before it gives a date"
    return ClaimTime(None, mention=unresolved[0].text if unresolved else None, reason=reason)


def _before_that(tree: Tree, head: int) -> bool:
    """Whether it had happened when the rest of the sentence did: "had retaken", "after the fall of the city"."""
    verb = next((a for a in (head, *tree.ancestors(head)) if tree.tokens[a].pos in ("VERB", "AUX")), head)
    told = tree.tokens[tree.tokens[head].head].text.lower() if tree.tokens[head].dep == "pobj" else ""
    return told in ("after", "following") or perfect(tree, verb)


def _in_brackets(tree: Tree, times: TimeReading, now: Interval) -> tuple[Interval, TimeExpression] | None:
    """The days that stand in brackets behind what a sentence tells of: "fought at Olsa (3–7 May 1915) and Varn (9 May)"; none that are far from the story."""
    found: list[tuple[Interval, TimeExpression]] = []
    for index in times.within(tree.sentence.span):
        expression = times.expressions[index]
        first = next((t.i for t in tree.tokens if expression.span.overlaps(t.span)), 0)
        interval = _whole(index, expression, tree, times)
        opened = any(tree.tokens[i].text == "(" for i in range(max(0, first - 3), first)) and all(tree.tokens[i].text != ")" for i in range(max(0, first - 3), first))
        if index in times.asides and opened and interval is not None and abs(interval.start - now.start) <= _NEAR_STORY and interval.days <= _NEAR_STORY:
            found.append((interval, expression))
    return (Interval(min(i.start for i, _ in found), max(i.end for i, _ in found)), found[0][1]) if found else None


def _dated(interval: Interval, said: Granularity | None, mention: str | None, basis: Basis) -> ClaimTime:
    granularity = _granularity(interval, said)
    return ClaimTime(interval, edtf(interval, granularity), granularity, mention, basis)


def _granularity(interval: Interval, said: Granularity | None) -> Granularity:
    if interval.days == 1:
        return "day"
    if said is not None and not (said == "day" and interval.days > 1):
        return said
    return "day" if interval.days == 1 else "days"


def _nearest(tree: Tree, head: int, times: TimeReading, event: Event | None = None) -> tuple[Interval, TimeExpression] | None:
    """The expression that hangs in the predicate's own clause, or in a clause that governs it, nearest first."""
    candidates: list[tuple[int, int, int, Interval, TimeExpression]] = []
    up = {head: 0} | {above: distance for distance, above in enumerate(tree.ancestors(head), 1)}
    up |= dict.fromkeys(_clauses_of_time(tree, head), 0)
    up |= {c: distance + 1 for verb, distance in tuple(up.items()) for c in tree.children(verb, "xcomp") if distance and c not in up}  # "forces closing in had begun to threaten it by May"
    if tree.tokens[head].pos == "NOUN":
        up |= dict.fromkeys(tree.children(head, "acl", "relcl"), 0)  # "strikes starting on 3 March", "clashes that erupted on Monday"
    verb = tree.tokens[head].head if tree.tokens[head].dep in ("nsubj", "nsubjpass") else head
    for index in times.within(tree.sentence.span):
        expression = times.expressions[index]
        interval = _whole(index, expression, tree, times)
        anchor = _token_at(tree, expression.span)
        if interval is None or anchor is None:
            continue
        if anchor in up and anchor != head:  # "in May 1920, when the port fell"
            candidates.append((up[anchor], 0, index, interval, expression))
            continue
        governor = head if head in _up_to_verb(tree, anchor) else _governor(tree, anchor)
        if governor in up and (index not in times.asides or tree.tokens[anchor].head == head or (governor == head and _beside(tree, head, anchor)) or (governor in (head, verb) and _told_back(expression)) or (
                up[governor] == 1 and tree.tokens[head].dep == "advcl" and tree.tokens[anchor].dep == "npadvmod")):  # "left last week after gunmen stormed it"
            if governor == head and interval == expression.interval and not _to_come(tree, head):
                interval = _up_to(tree, head, times, index, event or Event()) or interval
            within = sum(tree.tokens[t].pos in ("NOUN", "PROPN") for t in _up_to_verb(tree, anchor))  # "after the truce of 14 May, … on the 16th"
            candidates.append((up[governor], within, index, interval, expression))
        elif governor in _sharing(tree, head):
            candidates.append((0, len(tree.tokens), index, interval, expression))
    if not candidates:
        return None
    distance, within, _, interval, expression = min(candidates, key=lambda c: c[:3])
    opening = _opening(tree, times) if within and distance == len(list(tree.ancestors(head))) else None
    if opening is not None and opening[0].days <= interval.days:
        return opening
    return interval, expression


def _opening(tree: Tree, times: TimeReading) -> tuple[Interval, TimeExpression] | None:
    """The date before the first word of the parse: "12 May 1915, the gunboats shelled the port in the worst raid of 1915"."""
    index = next(iter(times.within(tree.sentence.span)), None)
    if index is None or index in times.asides or times.expressions[index].role != "on" or _token_at(tree, times.expressions[index].span) is not None:
        return None
    interval = _whole(index, times.expressions[index], tree, times)
    return (interval, times.expressions[index]) if interval is not None else None


def _sharing(tree: Tree, head: int) -> list[int]:
    """What stands behind a verb of harm for more of the same: "to have killed 40 and wounded 60 on the day before"."""
    if tree.tokens[head].lemma not in _HARM:
        return []
    return [c for c in tree.children(head, "conj") if c > head and tree.tokens[c].lemma in _HARM and all(tree.tokens[s].pos == "NUM" for s in tree.children(c, "nsubj", "nsubjpass"))]


def _beside(tree: Tree, head: int, anchor: int) -> bool:
    """Whether a date stands in the brackets in which its predicate does: "(the port fell in late October)"."""
    opened = next((i for i in range(head, -1, -1) if tree.tokens[i].text in ("(", ")")), None)
    return opened is not None and tree.tokens[opened].text == "(" and all(tree.tokens[i].text not in ("(", ")") for i in range(opened + 1, anchor))


def _told_back(expression: TimeExpression) -> bool:
    """Whether it counts back from where the story stands: "killed in the previous day's fighting"."""
    return expression.basis == "relative" and expression.granularity == "day"


def _up_to(tree: Tree, head: int, times: TimeReading, index: int, event: Event) -> Interval | None:
    """What a predicate that "by 6 March" dates took: back to where the story stood, or, of a total, to when what the text tells of began.

    What only holds on the day ("by May the rebels held the coast") has not gone on since then.
    """
    expression = times.expressions[index]
    if tree.tokens[head].lemma in _HOLDING and expression.role == "by":
        return expression.interval
    day = expression.interval.end if expression.interval is not None else None
    first = event.start
    longest = DAYS_OF_A_YEAR if event.period is not None else _ONE_LAUNCH
    if expression.type == "DATE" and expression.role in ("by", "as of") and perfect(tree, head) and day is not None and first is not None and total(tree, head) and 0 < day - first <= longest:
        return Interval(first, day)
    return times.reach(index, tree.sentence.span)


def _thereupon(tree: Tree, head: int) -> bool:
    """Whether it is what happened on the day by which another thing had: "by 6 May they had nearly taken it, when the army struck"."""
    clauses = [a for a in (head, *tree.ancestors(head)) if tree.tokens[a].dep == "advcl"]
    return any(tree.tokens[t].text.lower() in _UPON for clause in clauses for t in tree.subtree(clause) if t < clause)


def _to_come(tree: Tree, head: int) -> bool:
    """Whether the predicate did not or has yet to happen: "did not fall until", "are to leave by"."""
    helpers = {tree.tokens[c].tag for c in tree.children(head, "aux")}
    happened = any(tree.tokens[c].lemma == "have" for c in tree.children(head, "aux"))
    return bool(tree.children(head, "neg")) or (not happened and bool(helpers & {"MD", "TO"}))


def _clauses_of_time(tree: Tree, head: int) -> list[int]:
    """Verbs of the clauses that say when the predicate held: "was still held when the treaty was signed on 12 March"."""
    verbs = [head, *tree.children(head, "conj")]  # "twelve died and thirty were hurt when a shell hit the market on 22 June"
    return [c for v in verbs for c in tree.children(v, "advcl") if c > v and any(tree.tokens[m].text.lower() == "when" for m in tree.children(c, "advmod", "mark"))]


def _inside(tree: Tree, i: int, word: str) -> bool:
    """Whether word `i` stands in a phrase that `word` opens."""
    return any(tree.tokens[above].text.lower() == word for above in tree.ancestors(i))


def _since(tree: Tree, head: int, times: TimeReading) -> tuple[Interval, TimeExpression] | None:
    """From the day a "since" names to the last that the text tells of, for what has gone on: "have fled since the shelling of 5 June".

    A headline leaves out the verb: "5,000 displaced since 1 June".
    """
    if tree.tokens[head].dep in ("dobj", "nsubj", "nsubjpass") and tree.tokens[tree.tokens[head].head].pos == "VERB":
        head = tree.tokens[head].head  # "has counted 40 deaths since"
    helpers = {tree.tokens[c].text.lower() for c in tree.children(head, "aux", "auxpass")}
    if times.today is None or not (perfect(tree, head) or (not helpers and tree.tokens[head].tag == "VBN" and not any(t.tag in _FINITE for t in tree.tokens))):
        return None
    below = {t for c in tree.children(head, "prep", "advcl") if _opens(tree, c, "since") for t in tree.subtree(c)}
    main = tree.tokens[head].head == head or tree.tokens[head].dep in ("conj", "ccomp", "parataxis")
    for index in times.within(tree.sentence.span):
        expression = times.expressions[index]
        anchor = _token_at(tree, expression.span)
        fronted = anchor is None and expression.role == "since" and main  # a date that opens the sentence is no part of the parse
        if expression.interval is None or not (anchor in below or fronted):
            continue
        running = times.running(tree.sentence.span.start)
        reported = any(tree.tokens[a].tag == "VBD" for a in tree.ancestors(head)) and running is not None and times.today - running.end > _NEAR_STORY
        if ("had" in helpers or reported) and running is not None and running.end > expression.interval.start:
            return Interval(expression.interval.start, running.end), expression
        lasted = times.today - expression.interval.start
        if lasted >= 0 and ("had" not in helpers or lasted <= DAYS_OF_A_YEAR):  # "had" tells of a report's day only under "said"
            return Interval(expression.interval.start, times.today), expression
    return None


def _until(tree: Tree, head: int, times: TimeReading) -> tuple[Interval, TimeExpression] | None:
    """From where the story stood to the day of the clause that ended it: "fighting went on until the town fell on 2 March"."""
    verb = tree.tokens[head].head if tree.tokens[head].dep in ("nsubj", "nsubjpass") else head
    clause = next((c for c in tree.children(verb, "advcl") if _opens(tree, c, "until") and head not in tree.subtree(c)), None)
    ended = _nearest(tree, clause, times) if clause is not None else None
    stood = times.before(tree.sentence.span.start)
    if ended is None or stood is None or not 0 < ended[0].end - stood.start <= _LASTING:
        return None
    return Interval(stood.start, ended[0].end), ended[1]


def _from_the_start(tree: Tree, head: int) -> bool:
    """Whether it has gone on "since the start of the offensive"."""
    if not any(tree.tokens[c].text.lower() in _PERFECT for c in tree.children(head, "aux")):
        return False
    told = [{tree.tokens[i].lemma for i in tree.subtree(c)} for c in tree.children(head, "prep", "advcl") if _opens(tree, c, "since")]
    return any(lemmas & _STARTS and lemmas & OPERATIONS for lemmas in told)


def _opens(tree: Tree, i: int, word: str) -> bool:
    """Whether the phrase or clause at `i` begins with `word`."""
    return tree.tokens[i].text.lower() == word or any(tree.tokens[m].text.lower() == word for m in tree.children(i, "mark"))


def _days_from(tree: Tree, head: int, times: TimeReading) -> tuple[Interval, TimeExpression] | None:
    """The day of what a clause of time tells, counted from its main clause: "entered on the 11th, two days after it was abandoned".

    What "came a week after" another thing is what the text has just told of.
    """
    clause = next((a for a in (head, *tree.ancestors(head)) if tree.tokens[a].dep == "advcl"), None)
    mark = next((m for m in tree.children(clause, "mark") if tree.tokens[m].text.lower() in ("after", "before")), None) if clause is not None else None
    if clause is None or mark is None:
        return None
    counted = next((times.expressions[i] for i in times.within(tree.sentence.span) if times.expressions[i].span.end == tree.tokens[mark].span.end), None)
    days = _days(counted.text) if counted is not None else None
    told = _nearest(tree, tree.tokens[clause].head, times)
    now = times.running(tree.sentence.span.start) if tree.tokens[tree.tokens[clause].head].lemma in _COMING else None
    day = told[0] if told is not None else now
    if days is None or counted is None or day is None or day.days > 1:
        return None
    sign = -1 if tree.tokens[mark].text.lower() == "after" else 1
    return Interval.day(day.start.plus(sign * days)), told[1] if told is not None else replace(counted, basis="relative", granularity="day")


def _days(text: str) -> int | None:
    """How many days "six days after", "a day before" or "twenty-four hours after" count; None for other units."""
    words = text.lower().split()
    count = 1 if words[0] in ("a", "one", "the") else next((q.low for q in read_numbers(text)), None)
    unit = next((u for u in ("day", "hour", "week") if any(word.startswith(u) for word in words)), None)
    if count is None or unit is None or (unit == "hour" and count % 24):
        return None
    return {"day": count, "week": 7 * count, "hour": count // 24}[unit]


def _whole(index: int, expression: TimeExpression, tree: Tree, times: TimeReading) -> Interval | None:
    for span in times.ranges:
        if index in (span.first, span.last) and tree.sentence.span.contains(span.span):
            return span.interval
    after = times.expressions[index + 1] if index + 1 < len(times.expressions) else None
    if after is not None and expression.interval is not None and after.interval is not None and after.span.start - expression.span.end <= _AND:
        between = [t.text.lower() for t in tree.tokens if expression.span.end <= t.span.start and t.span.end <= after.span.start]
        on = expression.text.isdigit() and expression.interval.start <= after.interval.end
        if between == ["and"] and (on or after.interval.start - expression.interval.end == 1):
            return Interval(expression.interval.start, after.interval.end)  # "on 28 and 29 November", "in late 1948 and early 1949"
    return expression.interval


def _token_at(tree: Tree, span: Span) -> int | None:
    inside = [token.i for token in tree.tokens if span.overlaps(token.span)]
    if not inside:
        return None
    return next((i for i in inside if tree.tokens[i].head not in inside), inside[-1])


def _up_to_verb(tree: Tree, anchor: int) -> list[int]:
    """What stands above a time expression below the verb that governs it: "since the fall of Arin last May"."""
    out: list[int] = []
    for above in tree.ancestors(anchor):
        if tree.tokens[above].pos in ("VERB", "AUX"):
            break
        out.append(above)
    return out


def _governor(tree: Tree, anchor: int) -> int:
    """The verb that a time expression hangs at."""
    return next((above for above in tree.ancestors(anchor) if tree.tokens[above].pos in ("VERB", "AUX")), tree.tokens[anchor].head)


def _elsewhere(tree: Tree, head: int, span: Span) -> str:
    """The kind of relative clause or participle that an expression stands in and the predicate does not; "" if there is none."""
    anchor = _token_at(tree, span)
    if anchor is None:
        return ""
    return next((tree.tokens[above].dep for above in tree.ancestors(anchor) if tree.tokens[above].dep in ("relcl", "acl") and head not in tree.subtree(above)), "")
