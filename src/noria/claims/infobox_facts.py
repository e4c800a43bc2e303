"""What an infobox tells that is no claim of the nineteen types: who belongs to which side, units, commanders, strengths, result.

A claim says that something happened; "Units1: A, * B" says how a force is made up. Such facts travel beside the claims (`Extraction.facts`)
and are derived from like claims. Each fact names the line it was read from; a line has an id of its own ("f-…"), which
results list where they list claims, so that every value leads back to the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from noria.claims.model import ActorRef, Attribution, ClaimTime, DocumentRef
from noria.values.count import Count
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.span import Span

Fate = Literal["killed", "captured", "wounded", "missing", "relieved", "surrendered"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FactLine:
    """An infobox line that facts were read from: its key as written, its text exactly as in the document, and where."""

    id: str
    key: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """A belligerent or a unit. `parent` is the index, in the same tuple, of the entry it stands under; None at the top.

    `supporting` holds for what follows a "Supported by:" heading.
    """

    actor: ActorRef
    span: Span
    line: str
    parent: int | None = None
    supporting: bool = False


@dataclass(frozen=True, slots=True)
class Commander:
    """A person as listed; `name` without rank and mark of fate. `span` is the whole entry."""

    name: str
    rank: str | None
    fate: Fate | None
    span: Span
    line: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """One strength figure; `count.measure` is personnel, vehicles, aircraft or ships. `qualifier` is a parenthesis that dates or doubts it."""

    count: Count
    span: Span
    line: str
    qualifier: str | None = None
    attribution: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class SideFacts:
    """Everything the infobox lists under one number (Combatant1, Commander1, Units1, Strength1)."""

    number: int
    belligerents: tuple[Member, ...] = ()
    commanders: tuple[Commander, ...] = ()
    units: tuple[Member, ...] = ()
    strengths: tuple[Strength, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoboxFacts:
    """One infobox. Sides in the order of their numbers; `lines` holds every line that a fact names."""

    document: DocumentRef
    name: str | None
    part_of: tuple[str, ...] = ()
    time: ClaimTime
    places: tuple[str, ...] = ()
    result: str | None = None
    territory: str | None = None
    sides: tuple[SideFacts, ...] = ()
    lines: tuple[FactLine, ...] = ()

    def line(self, key: str) -> FactLine | None:
        """The line whose key folds to `key` ("result", "partof", "date"), if the infobox has one."""
        return next((line for line in self.lines if line.key.replace("_", "").replace(" ", "").casefold() == key), None)


def line_id(document: str, span: Span, quote: str) -> str:
    """The id of an infobox line, addressed by document and place like a claim's."""
    return content_id("f", {"document": document, "start": span.start, "quote": quote})


def facts_to_json(facts: InfoboxFacts) -> Json:
    """The facts as a JSON object; `facts_from_json` gives them back whole."""
    return {
        "document": {"id": facts.document.id, "file": facts.document.file, "title": facts.document.title,
                     "publisher": facts.document.publisher, "published": facts.document.published},
        "name": facts.name, "part_of": list(facts.part_of), "time": _time_json(facts.time), "places": list(facts.places),
        "result": facts.result, "territory": facts.territory,
        "sides": [{"number": side.number,
                   "belligerents": [_member_json(m) for m in side.belligerents],
                   "commanders": [{"name": c.name, "rank": c.rank, "fate": c.fate, "span": _span_json(c.span), "line": c.line, "id": c.id}
                                  for c in side.commanders],
                   "units": [_member_json(m) for m in side.units],
                   "strengths": [_strength_json(s) for s in side.strengths]} for side in facts.sides],
        "lines": [{"id": line.id, "key": line.key, "quote": line.quote, "span": _span_json(line.span)} for line in facts.lines],
    }


def facts_from_json(data: Json) -> InfoboxFacts:
    """The facts that `facts_to_json` wrote. Raises KeyError or ValueRefused where the object is something else."""
    return InfoboxFacts(
        document=DocumentRef(**data["document"]), name=data["name"], part_of=tuple(data["part_of"]), time=_read_time(data["time"]),
        places=tuple(data["places"]), result=data["result"], territory=data["territory"],
        sides=tuple(SideFacts(side["number"], tuple(_read_member(m) for m in side["belligerents"]),
                              tuple(Commander(c["name"], c["rank"], c["fate"], Span(*c["span"]), c["line"], c["id"])
                                    for c in side["commanders"]),
                              tuple(_read_member(m) for m in side["units"]),
                              tuple(_read_strength(s) for s in side["strengths"])) for side in data["sides"]),
        lines=tuple(FactLine(line["id"], line["key"], line["quote"], Span(*line["span"])) for line in data["lines"]))


def _span_json(span: Span) -> list[int]:
    return [span.start, span.end]


def _member_json(member: Member) -> Json:
    actor = member.actor
    return {"actor": {"mention": actor.mention, "name": actor.name, "id": actor.id}, "span": _span_json(member.span),
            "line": member.line, "parent": member.parent, "supporting": member.supporting}


def _read_member(data: Json) -> Member:
    return Member(ActorRef(**data["actor"]), Span(*data["span"]), data["line"], data["parent"], data["supporting"])


def _strength_json(strength: Strength) -> Json:
    count = strength.count
    return {"count": {"measure": count.measure, "low": count.low, "high": count.high, "approximate": count.approximate,
                      "group": count.group, "kind": count.kind},
            "span": _span_json(strength.span), "line": strength.line, "qualifier": strength.qualifier,
            "attribution": [{"mention": a.mention, "name": a.name, "cue": a.cue, "id": a.id} for a in strength.attribution]}


def _read_strength(data: Json) -> Strength:
    return Strength(Count(**data["count"]), Span(*data["span"]), data["line"], data["qualifier"],
                    tuple(Attribution(**a) for a in data["attribution"]))


def _time_json(time: ClaimTime) -> Json:
    interval = time.interval
    return {"start": str(interval.start) if interval else None, "end": str(interval.end) if interval else None, "edtf": time.edtf,
            "granularity": time.granularity, "mention": time.mention, "basis": time.basis, "reason": time.reason}


def _read_time(data: Json) -> ClaimTime:
    interval = Interval(Day.parse(data["start"]), Day.parse(data["end"])) if data["start"] else None
    return ClaimTime(interval, data["edtf"], data["granularity"], data["mention"], data["basis"], data["reason"])
