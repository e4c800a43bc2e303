"""How likely two claims tell one occurrence: a score with its reasons, from one table of weights, and what forbids it.

A contradiction forbids a link whatever the score: two claims of one sentence, days that cannot meet, opposed actors,
plan against deed, one toll against another inside the same document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from noria.derive.facets import Facet, Who
from noria.derive.geography import Match, close, is_area, match
from noria.derive.sides import Relation, Sides
from noria.derive.words import group_class, same_person
from noria.values.count import Count
from noria.values.vocabulary import FAMILY_OF, ClaimType

LINK = 2.15  # from this score on two claims are candidates for one event
MERGE = 1.35  # mean score over all pairs of two groups from which they are joined

WEIGHTS: dict[str, float] = {
    "same days": 1.0, "days overlap": 0.7, "days within a longer time": -0.5,
    "same place": 2.6, "place inside the other": 0.1, "a site in the town": 0.25, "places apart": -3.0, "a site against the town": -1.5,
    "named in the sentence": 1.6, "one document": -0.6, "other hour": -1.2, "days read from the story": -1.2, "long ago": 1.2,
    "days of the whole story": -1.2,
    "same surroundings": 0.8, "other surroundings": -0.8,
    "same actor": 1.0, "same side": 0.8, "actors unrelated": -0.4, "same target": 0.4, "targets opposed": -1.0,
    "same person": 4.0, "other person": -4.0,
    "same count": 1.6, "counts meet": 0.6, "counts differ": -1.2, "vague counts meet": 0.3, "a part against the whole": -2.0, "a summary against its part": -1.5, "other victims": -2.2, "one is counted": -0.2,
    "same operation": 2.5, "other operation": -2.5,
    "same passage": 3.0, "like words": 2.2,
    "next sentence": 0.5,
    "other type": -0.8, "other reach": -1.6,
}

# Types by which two accounts may name one occurrence: an unspecified attack is somebody else's shelling.
KIN: dict[str, frozenset[str]] = {
    "attack": frozenset({"clash", "airstrike", "shelling", "bombing"}), "clash": frozenset({"attack"}),
    "airstrike": frozenset({"attack", "shelling"}), "shelling": frozenset({"attack", "airstrike", "bombing"}),
    "bombing": frozenset({"attack", "shelling"}),
}
_ONCE = {"capture", "encircle", "withdraw"}  # what happens to a place once, until something else has happened there
_ALONE = {"planned", "failed"}
SUMMARY_DAYS = 3
_INITIALS = 3  # letters up to which a name found in a sentence may be an accident
STORY_SLACK = 2  # days by which a date read from the story around a sentence may be off
PERSON_SLACK = 3  # days by which accounts of one person's death may differ


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score and the named weights that made it up; `forbidden` says what contradicts, if anything does."""

    score: float
    weights: tuple[tuple[str, float], ...]
    forbidden: str | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The weights in words, the heaviest first."""
        return tuple(f"{name} {value:+.1f}" for name, value in sorted(self.weights, key=lambda r: (-abs(r[1]), r[0])))


def likeness(one: Facet, other: Facet, sides: Sides) -> Likeness:
    """How alike two claims are as accounts of one occurrence. Symmetric."""
    if one.type != other.type and other.type not in KIN.get(one.type, ()):
        return Likeness(-9.0, (), "different types")
    person = _persons(one, other)
    if (why := _contradiction(one, other, sides, person == "same person")) is not None:
        return Likeness(-9.0, (), why)
    found: dict[str, float] = {}
    _time(one, other, found)
    _place(one, other, found)
    _actors(one, other, sides, found)
    _counts(one, other, found)
    _words(one, other, found)
    reasons = {name: WEIGHTS[name] * share for name, share in found.items()}
    if person:
        reasons[person] = WEIGHTS[person]
    if one.names or other.names:
        shared = one.names & other.names
        if shared or (one.names and other.names and one.type == "launch"):
            name = "same operation" if shared else "other operation"
            reasons[name] = WEIGHTS[name] * (1.0 if one.type == "launch" else 0.2)
    if one.type in {"capture", "withdraw"} and one.places and other.places and _of_parts(one) != _of_parts(other):
        reasons["a part against the whole"] = WEIGHTS["a part against the whole"]
    if len(one.places) != len(other.places) and (_sums_up(one, other) or _sums_up(other, one)):
        reasons["a summary against its part"] = WEIGHTS["a summary against its part"]
    if one.type != other.type:
        reasons["other type"] = WEIGHTS["other type"]
    if one.passage != other.passage and not one.documents.isdisjoint(other.documents) and not (one.headline or other.headline):
        reasons["one document"] = WEIGHTS["one document"] * (2.0 if one.anew or other.anew else 1.0)
    if one.course and other.course and one.course != other.course:
        reasons["other reach"] = WEIGHTS["other reach"]
    return Likeness(round(sum(reasons.values()), 4), tuple(reasons.items()))


def _of_parts(facet: Facet) -> bool:
    """Such as "captured five districts of the city": one place, and a number of parts of it."""
    return facet.type in {"capture", "withdraw"} and len(facet.places) == 1 and facet.parts == "of" and not is_area(facet.places[0])


def _sums_up(one: Facet, other: Facet) -> bool:
    """Whether `one` tells in one breath, over many days and more places, what `other` tells of a day."""
    return (len(one.places) > max(1, len(other.places)) and one.span is not None and other.span is not None
            and one.span[1] - one.span[0] >= SUMMARY_DAYS and other.span[1] - other.span[0] <= 1)


def _contradiction(one: Facet, other: Facet, sides: Sides, person: bool) -> str | None:
    if not one.sentence.isdisjoint(other.sentence):
        return "told side by side in one sentence"
    mine, theirs = one.lead.factuality, other.lead.factuality
    if mine != theirs and (mine in _ALONE or theirs in _ALONE):
        return f"{mine} against {theirs}"
    if one.span is None or other.span is None:
        if not person and one.passage != other.passage:
            return "no date to compare"
    elif (gap := max(one.span[0], other.span[0]) - min(one.span[1], other.span[1])) > 0 and gap > _slack(one, other, person):
        return "different days"
    if one.summary and other.summary and one.time != other.time:
        return "summaries of different stories"
    if one.type != "clash" and one.actors and other.actors and _sides_stand(one.actors, other.actors, sides)[0] == "opposed":
        return "opposed actors"
    if one.type == "state" and one.actors and other.actors and not person and not _sides_stand(one.actors, other.actors, sides)[1]:
        return "other speakers"
    if one.total and other.total and _totals_differ(one, other):
        return "totals of different days"
    if one.type == "casualty" and not one.documents.isdisjoint(other.documents):
        if _tolls_differ(one, other):
            return "different tolls in one document"
        if not person and one.victims and other.victims and one.victims.isdisjoint(other.victims):
            return "different victims in one document"
    return None


def _slack(one: Facet, other: Facet, person: bool) -> int:
    """Days by which two accounts may miss each other: of a named person's death some, of a day read from the story around one.

    Fire and fighting come back day after day at one place: on different days they are one only where the toll or the words are.
    """
    if person:
        return PERSON_SLACK
    if (one.dated and other.dated) or one.anew or other.anew:
        return 0
    if _recurs(one) and not (_same_toll(one, other) or one.passage == other.passage):
        return 0
    same = sum(any(match(a, b) == "same" for b in other.places) for a in one.places)
    return STORY_SLACK if 2 * same >= max(len(one.places), len(other.places), 1) else 0


def _recurs(facet: Facet) -> bool:
    return bool(facet.toll) or family(facet.lead.type) == "violence"


def _same_toll(one: Facet, other: Facet) -> bool:
    """Whether both count as many harmed, of one kind of people."""
    return any(a.measure == b.measure and a.low is not None and a.low == b.low and same_group(a.group, b.group) for a in one.toll for b in other.toll)


def _persons(one: Facet, other: Facet) -> str | None:
    if not one.persons or not other.persons:
        return "other person" if (one.persons or other.persons) and one.type == "casualty" else None
    same = any(same_person(a, b) for a in one.persons for b in other.persons)
    return "same person" if same else "other person"


def _time(one: Facet, other: Facet, found: dict[str, float]) -> None:
    if one.span is None or other.span is None:
        return
    if one.part and other.part and one.part != other.part and one.type != "casualty":
        found["other hour"] = 1.0
    first, last = max(one.span[0], other.span[0]), min(one.span[1], other.span[1])
    if last < first:
        found["days read from the story"] = float(first - last)
        return
    if one.old and other.old:
        found["long ago"] = 1.0
    if one.span == other.span:
        found["same days"] = 1.0 if last - first < 31 else 0.7
    elif one.undated or other.undated:
        found["days of the whole story"] = 1.0
    else:
        share = (last - first + 1) / (max(one.span[1], other.span[1]) - min(one.span[0], other.span[0]) + 1)
        if share >= 0.5:
            found["days overlap"] = 1.0
        elif one.type not in _ONCE:
            found["days within a longer time"] = 1.0


def _place(one: Facet, other: Facet, found: dict[str, float]) -> None:
    if not one.places or not other.places:
        _surroundings(one, other, found)
        return
    stands = [[match(a, b) for b in other.places] for a in one.places]
    if same := _met(stands):
        share: float = min(1.0, same / (_comparable(one) * _comparable(other)) ** 0.5) if len(stands) > 1 or len(stands[0]) > 1 else 1.0
        found["same place"] = share * (0.7 if all(map(is_area, one.places)) and all(map(is_area, other.places)) else 1.0)
        return
    told = {stand for row in stands for stand in row}
    if "inside" in told:
        found["place inside the other" if any(map(is_area, one.places)) or any(map(is_area, other.places)) else "a site in the town"] = 1.0
    elif _named_in(one, other) or _named_in(other, one):
        found["a site against the town"] = 1.0
    else:
        found["places apart"] = 0.4 if "unknown" in told else 1.0


def _met(stands: list[list[Match]]) -> int:
    """How many places of the one and of the other, whichever are fewer, are the same as any of the others."""
    if len(stands) == len(stands[0]) == 1:
        return int(stands[0][0] == "same")
    return min(sum("same" in row for row in stands), sum("same" in column for column in zip(*stands, strict=True)))


def _comparable(facet: Facet) -> int:
    """How many places of a claim another could name: a site without a name ("the adjacent airport") belongs to the place beside it."""
    return sum(not place.mention.islower() for place in facet.places) or 1


def _named_in(one: Facet, other: Facet) -> bool:
    """Whether a place of `one` stands in the sentence of `other`, whose own place could not be resolved."""
    if all(place.point is not None for place in other.places):
        return False
    quote = other.lead.evidence.quote
    return any(place.mention in quote for place in one.places)


def _surroundings(one: Facet, other: Facet, found: dict[str, float]) -> None:
    """Where one claim names no place: whether its sentence names the other's all the same, else how the places around it stand."""
    for mine, theirs in ((one, other), (other, one)):
        for place in theirs.places:
            if len(place.mention) > _INITIALS and place.mention in mine.lead.evidence.quote:
                found["named in the sentence"] = 1.0
                return
    here, there = one.places or one.context, other.places or other.context
    stands = {match(a, b) for a in here for b in there}
    if "same" in stands:
        found["same surroundings"] = 1.0
    elif "inside" in stands or any(close(a, b) for a in here for b in there):
        found["same surroundings"] = 0.5
    elif "apart" in stands:
        found["other surroundings"] = 1.0


def _actors(one: Facet, other: Facet, sides: Sides, found: dict[str, float]) -> None:
    fight = one.type == other.type == "clash"
    mine, theirs = (one.fighters, other.fighters) if fight else (one.actors, other.actors)
    if mine and theirs:
        stand, shared = _sides_stand(mine, theirs, sides)
        found["same actor" if shared else "same side" if stand == "same" else "actors unrelated"] = 1.0
    if one.targets and other.targets and one.type != "clash":
        stand, shared = _sides_stand(one.targets, other.targets, sides)
        if shared or stand == "same":
            found["same target"] = 1.0
        elif stand == "opposed":
            found["targets opposed"] = 1.0


@lru_cache(maxsize=100_000)
def _sides_stand(mine: frozenset[Who], theirs: frozenset[Who], sides: Sides) -> tuple[Relation, bool]:
    """How some parties stand to others, and whether anybody is among both."""
    stands = {"same" if a.key == b.key else sides.relation(a.side, b.side) for a in mine for b in theirs}
    shared = not {who.key for who in mine}.isdisjoint(who.key for who in theirs)
    return "same" if "same" in stands else "unknown" if "unknown" in stands else "opposed", shared


def _counts(one: Facet, other: Facet, found: dict[str, float]) -> None:
    if one.type == "casualty" and one.victims and other.victims and one.victims.isdisjoint(other.victims):
        found["other victims"] = 1.0
        return
    if not one.counts or not other.counts:
        if one.counts or other.counts:
            found["one is counted"] = 1.0
        return
    same = meet = differ = vague = 0
    for a in one.counts:
        for b in other.counts:
            if a.measure != b.measure or not same_group(a.group, b.group):
                continue
            if a.approximate and b.approximate and a.high is None and b.high is None:
                vague += a.low == b.low
            elif (a.low, a.high) == (b.low, b.high) or (a.low == b.low and (a.high is None or b.high is None)):
                same += 1
            elif _ranges_meet(a, b) and _near(a, b):
                meet += 1
            else:
                differ += 1
    if same:
        found["same count"] = min(1.0, 0.7 + 0.3 * (same - 1)) if differ else 1.0
    elif meet:
        found["counts meet"] = 1.0
    elif differ:
        found["counts differ"] = 1.0
    elif vague:
        found["vague counts meet"] = 1.0


def same_group(one: str | None, other: str | None) -> bool:
    """Whether two counts may be of the same people: same kind of people, or parties both."""
    return one is None or other is None or group_class(one) == group_class(other)


def _ranges_meet(a: Count, b: Count) -> bool:
    low = max(a.low or 0, b.low or 0)
    high = min(a.high if a.high is not None else low, b.high if b.high is not None else low)
    return low <= high


def _near(a: Count, b: Count) -> bool:
    """Whether the stated bounds are of one size: "17 or more" can be 104, but is hardly an account of the same deaths."""
    small, large = sorted((a.low or a.high or 0, b.low or b.high or 0))
    return small >= 0.5 * large


def _tolls_differ(one: Facet, other: Facet) -> bool:
    pairs = [(a, b) for a in one.counts for b in other.counts
             if a.measure == b.measure and group_class(a.group or "") == group_class(b.group or "")]
    return bool(pairs) and not any(_ranges_meet(a, b) for a, b in pairs)


def _totals_differ(one: Facet, other: Facet) -> bool:
    """Whether two running totals count the same, but not as many."""
    pairs = [(a, b) for a in one.counts for b in other.counts if a.measure == b.measure and same_group(a.group, b.group)]
    return bool(pairs) and not any((a.low or a.high) == (b.low or b.high) for a, b in pairs)


def _words(one: Facet, other: Facet, found: dict[str, float]) -> None:
    if one.passage == other.passage:
        found["same passage"] = 1.0 if one.ordinal == other.ordinal else 0.3
        return
    total = len(one.words) + len(other.words)
    if total >= 10 and (dice := 2 * len(one.words & other.words) / total) > 0.25:
        found["like words"] = min(1.0, (dice - 0.25) / 0.4)


def family(type_: ClaimType) -> str:
    """The block in which claims of a type are compared: one for the kinds of violence, else the type itself."""
    return "violence" if FAMILY_OF[type_] == "violence" else type_
