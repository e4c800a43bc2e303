"""Builders of times counted from where the narrative is: "the next day", "two weeks later", "in the evening"."""

from __future__ import annotations

from noria.reading.times import guards
from noria.reading.times import words as w
from noria.reading.times.tokens import duration, count_in, number, position, unit_of
from noria.reading.times.forms import Calendar, Found, Habit, Length, Shift
from noria.reading.times.lexer import CODES as K
from noria.reading.times.lexer import Lexed


def near(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the next day", "that evening", "later that year", "the end of the month", "last week"."""
    target = next((i for i in reversed(range(first, end)) if lexed.kinds[i] in {K["UNIT"], K["PART"], K["SEASON"]}), None)
    if target is None:
        return []
    if lexed.kind(end - 1) == K["POSS"] or lexed.kinds[end - 1] == K["EDGE"]:
        return [Found(first, end - 1, Shift(unit_of(lexed, target), 0, position=w.EDGES[lexed.word(end - 1)]))]  # type: ignore[arg-type]
    kinds = lexed.kinds[first:end]
    word = lexed.word(target)
    direction = within = 0
    for i in range(first, end):
        if lexed.kinds[i] in {K["NEXT"], K["PAST"], K["AFTER"], K["LATER"]} or (lexed.kinds[i] == K["LAST"] and word != "day"):
            direction = w.NEIGHBOURS.get(lexed.word(i)) or w.SHIFTS_AFTER.get(lexed.word(i), 0)
            if lexed.kinds[i] == K["LATER"] and i == first:
                within, direction = w.SHIFTS_AFTER[lexed.word(i)], 0
    spoken = K["THE"] not in kinds and any(lexed.word(i) in {"this", "last", "next", "past"} for i in range(first, end))
    where, half = (None, None) if within else position(lexed, first, target)
    if lexed.kinds[target] == K["SEASON"]:
        return [Found(first, end - 1, Calendar(season=w.SEASONS[word], of=direction, position=where))]
    if lexed.kinds[target] == K["PART"] and lexed.word(end - 1) == "after" and lexed.word(end).endswith("ing"):
        # "In the morning after storming the base": the same morning.
        return [Found(first, target, Shift("D", 0, part=w.PARTS_OF_DAY[word]))]
    if lexed.kinds[target] == K["PART"]:
        return [Found(first, end - 1, Shift("D", direction, direction, part=w.PARTS_OF_DAY[word], spoken=spoken))]
    unit = unit_of(lexed, target)
    if lexed.kinds[target] == K["UNIT"] and word != "day" and lexed.word(end) == "before" and lexed.word(target - 1) in {"last", "final"}:
        return []  # "the last week before the town fell"
    lasting = any(lexed.word(i) == "past" or (lexed.word(i) == "next" and lexed.word(first - 1) in {"for", "over"}) for i in range(first, end))
    if lasting and direction and (unit in {"W", "M", "Y", "DE", "CE"} or (unit == "D" and word == "day" and lexed.word(target - 1) == "past")) and lexed.kinds[end - 1] == K["UNIT"]:
        return [Found(first, end - 1, Length(duration(1, unit), unit, 1, direction))]
    if unit in {"TS", "TM", "TH"} or (lexed.word(end - 1) == "after" and lexed.kind(end) == K["AND"]):
        return []
    return [Found(first, end - 1, Shift(unit, direction, direction or within, position=where, half=half, spoken=spoken))]


def weekend(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"over the weekend"."""
    return [Found(first, end - 1, Shift("WE", 0, spoken=True))] if lexed.word(end - 1) == "weekend" else []


def near_part(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the afternoon of the next day", "the early hours of Tuesday"."""
    hours = next((i for i in range(first, end) if lexed.kinds[i] in {K["PART"], K["UNITS"]}), first)
    if lexed.kinds[hours] == K["UNITS"] and lexed.word(hours) != "hours":
        return []
    code = w.PARTS_OF_DAY.get(lexed.word(hours), "TMO")
    last = lexed.kinds[end - 1]
    if last == K["WEEKDAY"]:
        return [Found(first, end - 1, Calendar(weekday=w.WEEKDAYS[lexed.word(end - 1)], part=code))]
    if last == K["ORD"]:
        return [Found(first, end - 1, Calendar(day=number(lexed, end - 1), part=code))]
    if unit_of(lexed, end - 1) != "D":
        return []
    inner = near(lexed, next(i for i in range(hours + 1, end) if lexed.kinds[i] in {K["OF"], K["ON"]}) + 1, end)
    if not inner or not isinstance(inner[0].form, Shift):
        return []
    return [Found(first, end - 1, Shift("D", inner[0].form.count, inner[0].form.direction, part=code))]


def shift(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"two days later", "a month earlier", "weeks later", "15 months ago"."""
    at = next(i for i in reversed(range(first, end)) if lexed.kinds[i] in {K["UNIT"], K["UNITS"]})
    word = lexed.word(end - 1)
    direction = w.SHIFTS_AFTER.get(word) or w.NEIGHBOURS.get(word, 0)
    if word in {"before", "after"} and lexed.word(first - 1) in {"for", "within"}:
        return []
    if not direction or (word in {"past", "next", "following"} and lexed.kind(end) != K["STOP"]) or guards.clock_like(lexed, first, at):
        return []
    counted = at > first
    if lexed.kinds[at] == K["UNIT"] and not counted:
        return []
    event = (word in {"after", "before"} or lexed.word(end) == "to") and lexed.kind(end) not in {K["STOP"], K["COMMA"], K["AND"], K["CLOSE"], K["QUOTE"], K["DASH"]}
    count = count_in(lexed, first, at) if counted else None
    whole = int(count) if count is not None and count == int(count) else None
    return [Found(first, end - 1, Shift(unit_of(lexed, at), None if whole is None else direction * whole, direction, spoken=word == "ago", from_event=event))]


def today(lexed: Lexed, first: int, end: int) -> list[Found]:
    word = lexed.word(end - 1)
    part = "TNI" if word in {"tonight", "overnight"} else None
    return [Found(first, end - 1, Shift(
        "D", w.DEICTIC_DAYS[word], -1 if word == "overnight" else w.DEICTIC_DAYS[word], part=part,
        spoken=word != "overnight" or lexed.kind(first - 1) == K["STOP"]))]  # "Overnight, …" opens news; "fought overnight" goes on from what was told


def part(lexed: Lexed, first: int, end: int) -> list[Found]:
    """"the evening", "dawn" after "at", "night" in "night attacks"."""
    at = next(i for i in reversed(range(first, end)) if lexed.kinds[i] == K["PART"])
    word = lexed.word(at)
    before = lexed.kind(first - 1)
    timed = before in {K["AT"], K["PREP"], K["TO"], K["IN"], K["AFTER"], K["ON"]}
    if lexed.kinds[at] == K["PART"] and lexed.text[lexed.spans[at][0]].isupper() and at > 0 and lexed.kind(at - 1) != K["STOP"]:
        return []
    code = w.PARTS_OF_DAY[word]
    if first < at:
        return [Found(first, end - 1, Shift("D", 0, part=code))] if timed or lexed.kinds[first] == K["EARLY"] or before == K["STOP"] else []
    if word in {"night", "nights", "nighttime", "daytime", "evenings", "mornings"}:
        return [Found(at, end - 1, Habit(f"XXXX-XX-XX{code}"))] if before != K["A"] else []
    past = word == "midnight" and lexed.word(at - 1) == "after" and not any(
        lexed.kind(i) in {K["MONTH"], K["WEEKDAY"]} for i in range(lexed.kinds.rfind(K["STOP"], 0, at) + 1, at))
    return [Found(at, end - 1, Shift("D", 0, int(past), part=code))] if timed else []
