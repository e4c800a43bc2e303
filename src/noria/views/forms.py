"""The JSON forms of everything derived: one place that decides them, for listings, exports, web pages and their `.json` twins.

`docs/formats.md` describes each form. Keys stand in the documented order; absent values are null, never left out. Times are
`{"start", "end", "edtf"}` in inclusive ISO days, all null where unknown; counts and places are those of the claim format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from noria.claims.json_form import count_json, place_json
from noria.claims.model import Refusal
from noria.derive.model import (
    Account,
    CasualtyLine,
    Command,
    Event,
    Explained,
    Force,
    Holding,
    Operation,
    Party,
    PlaceKey,
    Problem,
    Results,
    Tie,
    Toll,
)
from noria.dossier.changes import Change
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.judgement import Judgement

Form = dict[str, Any]
Node = TypeVar("Node", Operation, Force)


class DocumentSummary(Protocol):
    """A row of a dossier's documents: what it is, and how many claims and refusals it gave. An unreadable file has no id."""

    @property
    def id(self) -> str | None: ...
    @property
    def file(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def published(self) -> Day | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def claims(self) -> int: ...
    @property
    def refusals(self) -> int: ...
    @property
    def problem(self) -> str | None: ...


def time_form(time: Interval | None, edtf: str | None = None) -> Form:
    """`{"start","end","edtf"}`; an interval without an EDTF expression of its own is written as its day or `start/end`."""
    if time is None:
        return {"start": None, "end": None, "edtf": edtf}
    start, end = str(time.start), str(time.end)
    return {"start": start, "end": end, "edtf": edtf or (start if start == end else f"{start}/{end}")}


def key_form(place: PlaceKey) -> Form:
    """A place as a key of results: `{"id","name","lat","lon"}`; the coordinates are WGS84 degrees or null."""
    return {"id": place.id, "name": place.name, "lat": place.point.lat if place.point else None,
            "lon": place.point.lon if place.point else None}


def event_form(event: Event, judgements: Sequence[Judgement] = ()) -> Form:
    """One event, with the accounts that tell it and what people decided; `origins` is the number of independent origins."""
    return {"id": event.id, "type": event.type, "time": time_form(event.time, event.edtf),
            "places": [place_json(place) for place in event.places], "parties": [party_form(party) for party in event.parties],
            "counts": [count_json(count) for count in event.counts],
            "accounts": [account_form(account) for account in event.accounts], "origins": event.origins,
            "claims": list(event.claims), "factuality": event.factuality, "operation": event.operation, "cause": event.cause,
            "links": [{"one": link.one, "other": link.other, "score": link.score, "reasons": list(link.reasons)}
                      for link in event.links], "rule": event.rule, "judgements": [judgement_brief(made) for made in judgements]}


def judgement_brief(made: Judgement) -> Form:
    """Who decided what, when and why."""
    return {key: getattr(made, key) for key in ("id", "kind", "made_by", "made_at", "reason")}


def party_form(party: Party) -> Form:
    return {"id": party.id, "name": party.name, "role": party.role, "side": party.side}


def account_form(account: Account) -> Form:
    """How one document tells an event."""
    return {"document": account.document, "publisher": account.publisher, "published": account.published,
            "origin": account.origin, "time": time_form(account.time),
            "counts": [count_json(count) for count in account.counts], "claims": list(account.claims)}


def holding_form(holding: Holding) -> Form:
    """Who held one place from `since` to `until`, inclusive; `until` is null while nothing later is known."""
    return {"place": key_form(holding.place), "state": holding.state, "side": holding.side, "holder": holding.holder,
            "since": _day(holding.since), "claims": list(holding.claims), "until": _day(holding.until), "rule": holding.rule}


def casualty_form(line: CasualtyLine, scope_name: str | None = None) -> Form:
    """One reconciled figure, and in `tolls` every account it was reconciled from; `scope_name` says its event or operation in words."""
    return {"scope": line.scope, "scope_id": line.scope_id, "scope_name": scope_name, "group": line.group, "side": line.side,
            "measure": line.measure, "low": line.low, "high": line.high, "time": time_form(line.time),
            "tolls": [toll_form(toll) for toll in line.tolls],
            "apart": [{"reason": apart.reason, "events": list(apart.events)} for apart in line.apart],
            "explained": [explained_form(explained) for explained in line.explained], "claims": list(line.claims), "rule": line.rule}


def explained_form(explained: Explained) -> Form:
    """How much of one total, told by `claim`, the single events of its days add up to."""
    return {"claim": explained.claim, "since": _day(explained.since), "until": _day(explained.until), "low": explained.low, "high": explained.high,
            "share_low": explained.share_low, "share_high": explained.share_high, "events": list(explained.events)}


def casualty_forms(lines: Iterable[CasualtyLine], results: Results, more: Mapping[str, str] | None = None) -> list[Form]:
    """The lines with the names of the events and operations they are about, as `results` has them; `more` names other scopes."""
    names = {event.id: event_name(event) for event in results.events}
    names |= {operation.id: operation.name for operation in results.operations}
    names |= more or {}
    return [casualty_form(line, names.get(line.scope_id)) for line in lines]


def event_name(event: Event) -> str:
    """An event in few words: its type, its first place and its day, as far as they are known."""
    time = time_form(event.time)
    where = f" at {event.places[0].name or event.places[0].mention}" if event.places else ""
    more = f" and {len(event.places) - 1} more" if len(event.places) > 1 else ""
    return f"{event.type}{where}{more}" + (f", {time['edtf']}" if time["edtf"] else "")


def toll_form(toll: Toll) -> Form:
    return {"source": toll.source, "kind": toll.kind, "count": count_json(toll.count), "whole": count_json(toll.whole) if toll.whole else None,
            "time": time_form(toll.time), "event": toll.event, "claim": toll.claim, "origin": toll.origin}


def operation_form(operation: Operation, parts: Sequence[Form] = ()) -> Form:
    """One operation; `parts` are the forms of the operations within it (`operation_forms` fills them in)."""
    return {"id": operation.id, "name": operation.name, "part_of": operation.part_of, "time": time_form(operation.time),
            "belligerents": [list(side) for side in operation.belligerents], "result": operation.result,
            "places": list(operation.places), "events": list(operation.events), "claims": list(operation.claims),
            "part_of_claims": list(operation.part_of_claims), "part_of_rule": operation.part_of_rule, "rolled": list(operation.rolled),
            "rule": operation.rule, "parts": list(parts)}


def operation_forms(operations: Iterable[Operation]) -> list[Form]:
    """All operations, each inside the one it is part of; those that are part of none stand at the top."""
    return _nested(tuple(operations), lambda operation: operation.part_of, operation_form)


def force_form(force: Force, units: Sequence[Form] = ()) -> Form:
    """One force; `units` are the forms of the forces under it (`force_forms` fills them in)."""
    return {"id": force.id, "name": force.name, "parent": force.parent, "side": force.side,
            "commanders": [command_form(command) for command in force.commanders],
            "strength": [count_json(count) for count in force.strength], "since": _day(force.since), "ties": [tie_form(tie) for tie in force.ties],
            "strengths": [{"count": count_json(told.count), "time": time_form(told.time), "claims": list(told.claims)} for told in force.strengths], "claims": list(force.claims), "rule": force.rule,
            "units": list(units)}


def force_forms(forces: Iterable[Force]) -> list[Form]:
    """The order of battle: each force inside the one it belongs to; those under none stand at the top."""
    return _nested(tuple(forces), lambda force: force.parent, force_form)


def flattened(trees: Iterable[Form], below: str, depth: int = 0) -> list[Form]:
    """The forms of a tree as rows, each before what is `below` it ("parts" or "units"), with its `depth` in place of that key."""
    rows: list[Form] = []
    for tree in trees:
        rows.append({key: value for key, value in tree.items() if key != below} | {"depth": depth})
        rows.extend(flattened(tree[below], below, depth + 1))
    return rows


def command_form(command: Command) -> Form:
    return {"name": command.name, "rank": command.rank, "fate": command.fate, "since": _day(command.since), "until": _day(command.until),
            "fate_day": _day(command.fate_day), "fate_claims": list(command.fate_claims), "claims": list(command.claims)}


def tie_form(tie: Tie) -> Form:
    """Whose part a force is, from `since` to `until`, inclusive; null where no day is told, or nothing later is."""
    return {"parent": tie.parent, "since": _day(tie.since), "until": _day(tie.until), "claims": list(tie.claims), "rule": tie.rule}


def timeline_form(item: Event | Operation) -> Form:
    """A row of the timeline: `kind` is "event" or "operation"; `type` is null and `name` filled for an operation, and vice versa."""
    if isinstance(item, Operation):
        return {"time": time_form(item.time), "kind": "operation", "id": item.id, "type": None, "name": item.name,
                "places": list(item.places), "parties": [name for side in item.belligerents for name in side],
                "counts": [], "origins": None, "factuality": None, "operation": item.part_of, "claims": list(item.claims)}
    return {"time": time_form(item.time, item.edtf), "kind": "event", "id": item.id, "type": item.type, "name": None,
            "places": [place.name or place.mention for place in item.places], "parties": [party.name for party in item.parties],
            "counts": [count_json(count) for count in item.counts], "origins": item.origins, "factuality": item.factuality,
            "operation": item.operation, "claims": list(item.claims)}


def refusal_form(refusal: Refusal) -> Form:
    """A sentence that gave no claim; `start` and `end` are character offsets into the document's text."""
    return {"document": refusal.document, "start": refusal.span.start, "end": refusal.span.end, "quote": refusal.quote,
            "reason": refusal.reason, "rule": refusal.rule}


def problem_form(problem: Problem) -> Form:
    return {"rule": problem.rule, "message": problem.message, "claims": list(problem.claims)}


def document_form(row: DocumentSummary) -> Form:
    """One document of the dossier; `problem` says why it could not be read, null where it was."""
    return {"id": row.id, "file": row.file, "title": row.title, "publisher": row.publisher,
            "published": str(row.published) if row.published is not None else None, "kind": row.kind, "claims": row.claims,
            "refusals": row.refusals, "problem": row.problem}


def change_form(change: Change) -> Form:
    """One change from one state of the dossier to another; `fields` are those that differ, each with what it said before and after."""
    return {"kind": change.kind, "how": change.how, "what": change.what,
            "fields": {key: {"before": one, "after": other} for key, (one, other) in change.fields.items()}, "causes": list(change.causes)}


def _day(day: Day | None) -> str | None:
    return str(day) if day is not None else None


def _nested(nodes: Sequence[Node], above: Callable[[Node], str | None], form: Callable[[Node, Sequence[Form]], Form]) -> list[Form]:
    """The nodes as trees, in the order given. A parent that is not there, or a ring of parents, makes a node a root."""
    known = {node.id for node in nodes}
    below: dict[str, list[Node]] = {}
    for node in nodes:
        parent = above(node)
        if parent in known and parent is not None:
            below.setdefault(parent, []).append(node)
    placed: set[str] = set()

    def tree(node: Node) -> Form:
        placed.add(node.id)
        return form(node, [tree(child) for child in below.get(node.id, ()) if child.id not in placed])

    roots = [tree(node) for node in nodes if above(node) not in known]
    return roots + [tree(node) for node in nodes if node.id not in placed]
