"""Results of derivations as rows of the record, and back: every result as JSON text beside the columns it is looked up by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from noria.derive.geography import key_of
from noria.claims.model import Claim
from noria.derive.control import Testimony
from noria.derive.derive import Worked
from noria.derive.events import Naming, event_order
from noria.derive.forces import concerns_forces
from noria.derive.linking import Group
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Party, Problem, Results
from noria.derive.operations import Outline, concerns_operations
from noria.derive.operations import in_order as operations_in_order
from noria.derive.origins import Source
from noria.derive.passages import buckets, normal, number_of
from noria.derive.problems import in_order as problems_in_order
from noria.derive.shelves import Standing
from noria.derive.tallies import Entry
from noria.derive.tolls.ledger import SCOPES, line_order
from noria.derive.tolls.parts import whole
from noria.record.derived import Derived
from noria.values.day import Day
from noria.values.folding import fold
from noria.values.interval import Interval

Row = dict[str, Any]
Result = TypeVar("Result", Event, Holding, CasualtyLine, Operation, Force, Problem, Testimony, Source, Standing)


def to_rows(worked: Worked) -> dict[str, Iterable[Row]]:
    """The rows that `noria.record.derived.Derived.replace` takes."""
    results = worked.results
    texts = {number_of(text): text for text in {normal(claim.evidence.quote) for claim in worked.claims}}
    return {
        "event": (event_row(e, worked.named.get(e.id), e.id in worked.background, worked.ledger.home.get(e.id)) for e in results.events),
        "event_place": (row for e in results.events for row in event_place_rows(e)),
        "event_party": (row for e in results.events for row in event_party_rows(e)),
        "claim_result": _claim_rows(worked),
        "shelf": (row for group in worked.groups for facet in group.facets for row in shelf_rows(worked.shelves.standing(facet.lead.id))),
        "bucket": (row for number, text in texts.items() for row in bucket_rows(number, text)),
        "origin": (origin_row(id, source, worked.origins.above.get(id)) for id, source in worked.origins.sources.items()),
        "tally": tally_rows({**worked.counts, **worked.parties}),
        "testimony": (row for key, told in worked.held.items() for row in testimony_rows(key, told)),
        "holding": holding_rows(results.holdings),
        "casualty": _casualty_rows(worked),
        "operation": (operation_row(o, worked.outline) for o in results.operations),
        "force": force_rows(results.forces),
        "problem": (row for owner, problems in (worked.owned or {"": results.problems}).items() for row in problem_rows(owner, problems)),
    }


def read_results(derived: Derived) -> Results:
    """The results that `to_rows` was given. The two maps come in the order of claim ids."""
    lines = [read(row.payload, CasualtyLine) for row in derived.rows("casualty", ("payload",), scope=[scope for scope in SCOPES if scope != "all"])]
    return Results(
        events=tuple(sorted(_all(derived, "event", Event), key=event_order)), holdings=_all(derived, "holding", Holding),
        casualties=tuple(sorted((*lines, *lines_of_everything(derived)), key=line_order)),
        operations=tuple(operations_in_order(_all(derived, "operation", Operation))), forces=_all(derived, "force", Force),
        problems=problems_in_order(_all(derived, "problem", Problem)), origin_of=derived.of_claims("origin"), event_of=derived.of_claims("event"))


def party_key(party: Party) -> str:
    """A party as pages know it: the codebook's id, else `name:` and the folded name."""
    return party.id or f"name:{fold(party.name)}"


def lines_of_everything(derived: Derived) -> list[CasualtyLine]:
    """The lines of scope "all", out of their parts where they are in parts."""
    lines: dict[bool, list[CasualtyLine]] = {True: [], False: []}
    for row in derived.rows("casualty", ("part", "payload"), scope=["all"]):
        lines[bool(row.part)].append(read(row.payload, CasualtyLine))
    return [*lines[False], *whole(lines[True])]


def read(payload: str, kind: type[Result]) -> Result:
    """A result as it was before it became JSON text."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind].decode(payload)  # type: ignore[no-any-return]


_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def event_row(event: Event, named: Naming | None, background: bool, part: str | None) -> Row:
    return {"id": event.id, "type": event.type, "factuality": event.factuality, "operation": event.operation, "origins": event.origins,
            "accounts": len(event.accounts), **_days(event.time),
            "anchor": named.anchor if named else None, "naming": _json([named.order, named.names]) if named else None, "background": background,
            "part": part, "payload": _json(event)}


def event_place_rows(event: Event) -> Iterator[Row]:
    yield from ({"event": event.id, "ordinal": i, "place": p.id, "name": p.name or p.mention, "key": key_of(p).id,
                 "lat": p.point.lat if p.point else None, "lon": p.point.lon if p.point else None} for i, p in enumerate(event.places))


def event_party_rows(event: Event) -> Iterator[Row]:
    yield from ({"event": event.id, "ordinal": i, "key": party_key(p), "name": p.name, "role": p.role, "side": p.side} for i, p in enumerate(event.parties))


def claim_row(claim: Claim, event: str, origin: str, passage: str, component: str, stands: Standing | None) -> Row:
    """What one claim was found to be; `stands` on the first of its copies alone."""
    return {"claim": claim.id, "event": event, "origin": origin, "document": claim.document.id, "text": number_of(normal(claim.evidence.quote)),
            "passage": passage, "component": component, "start": stands.start if stands and stands.dated else None,
            "end": stands.end if stands and stands.dated else None, "standing": _json(stands) if stands else None, "forces": concerns_forces(claim), "operations": concerns_operations(claim)}


def group_rows(group: Group, event: str, origin_of: Mapping[str, str], passage_of: Mapping[str, str],
               standing: Callable[[str], Standing]) -> Iterator[Row]:
    """The rows of the claims of a group; `standing` tells where the facet of an id stands."""
    for facet in group.facets:
        stands = standing(facet.lead.id)
        for claim in facet.claims:
            yield claim_row(claim, event, origin_of[claim.id], passage_of[claim.id], group.component, stands if claim is facet.lead else None)


def shelf_rows(stands: Standing) -> Iterator[Row]:
    yield from () if stands.dated else ({"key": key, "claim": stands.id} for key in stands.shelves)


def bucket_rows(number: int, text: str) -> Iterator[Row]:
    yield from ({"bucket": bucket, "text": number} for bucket in buckets(text))


def origin_row(document: str, source: Source, above: str | None) -> Row:
    return {"document": document, "above": above, "payload": _json(source)}


def tally_rows(counts: Mapping[Entry, float]) -> Iterator[Row]:
    yield from ({"kind": kind, "key": key, "item": item, "number": number} for (kind, key, item), number in counts.items())


def testimony_rows(key: str, told: Iterable[Testimony]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for one in told:
        seen[one.said.claim] = seen.get(one.said.claim, -1) + 1
        yield {"place": key, "claim": one.said.claim, "ordinal": seen[one.said.claim], "day": one.said.day.ordinal, "payload": _json(one)}


def holding_rows(holdings: Iterable[Holding]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for h in holdings:
        seen[h.place.id] = seen.get(h.place.id, -1) + 1
        yield {"place": h.place.id, "ordinal": seen[h.place.id], "state": h.state, "side": h.side, "since": _day(h.since), "until": _day(h.until),
               "payload": _json(h)}


def line_rows(lines: Iterable[CasualtyLine], part: str = "") -> Iterator[Row]:
    """Rows of lines; all lines of one scope and id must come at once."""
    seen: dict[tuple[str, str], int] = {}
    for one in lines:
        seen[one.scope, one.scope_id] = seen.get((one.scope, one.scope_id), -1) + 1
        yield {"scope": one.scope, "scope_id": one.scope_id, "part": part, "ordinal": seen[one.scope, one.scope_id], "measure": one.measure,
               "rule": one.rule, "payload": _json(one)}


def operation_row(operation: Operation, found: Outline) -> Row:
    outlined = found.operations.get(operation.id)
    return {"id": operation.id, "part_of": operation.part_of, **_days(operation.time), "documents": _json(sorted(found.documents.get(operation.id, ()))),
            "told": _json(sorted(found.told.get(operation.id, ()))), "outline": _json(outlined) if outlined else None, "payload": _json(operation)}


def force_rows(forces: Sequence[Force]) -> Iterator[Row]:
    yield from ({"id": f.id, "ordinal": i, "parent": f.parent, "side": f.side, "payload": _json(f)} for i, f in enumerate(forces))


def problem_rows(owner: str, problems: Iterable[Problem]) -> Iterator[Row]:
    yield from ({"owner": owner, "ordinal": i, "rule": p.rule, "rank": "\x1f".join((*p.claims, "", p.message)), "payload": _json(p)} for i, p in enumerate(problems_in_order(problems)))


def _claim_rows(worked: Worked) -> Iterator[Row]:
    results = worked.results
    if not worked.groups:
        for id in sorted(results.event_of.keys() | results.origin_of.keys()):
            yield {"claim": id, "event": results.event_of.get(id), "origin": results.origin_of.get(id)}
    for group in worked.groups:
        yield from group_rows(group, results.event_of[group.facets[0].lead.id], worked.origins.of, worked.origins.passage, worked.shelves.standing)


def _casualty_rows(worked: Worked) -> Iterator[Row]:
    if not worked.groups:
        yield from line_rows(worked.results.casualties)
        return
    yield from line_rows((*worked.ledger.events, *worked.ledger.operations))
    for part, lines in worked.ledger.parts.items():
        yield from line_rows(lines, part)


def _all(derived: Derived, table: str, kind: type[Result]) -> tuple[Result, ...]:
    return tuple(read(payload, kind) for payload in derived.payloads(table))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _days(time: Interval | None) -> dict[str, int | None]:
    return {"start": time.start.ordinal if time else None, "end": time.end.ordinal if time else None}


def _day(day: Day | None) -> int | None:
    return day.ordinal if day else None
