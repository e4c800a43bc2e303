"""Results of derivations as rows of the record, and back: every result as JSON text beside the columns it is looked up by."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from noria.derive.geography import key_of
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Party, Problem, Results
from noria.record.derived import Derived
from noria.values.day import Day
from noria.values.folding import fold
from noria.values.interval import Interval

Row = dict[str, Any]
Result = TypeVar("Result", Event, Holding, CasualtyLine, Operation, Force, Problem)


def to_rows(results: Results) -> dict[str, list[Row]]:
    """The rows that `noria.record.derived.Derived.replace` takes."""
    judged = sorted(results.event_of.keys() | results.origin_of.keys())
    return {
        "event": [_row(e, i, id=e.id, type=e.type, factuality=e.factuality, operation=e.operation, origins=e.origins,
                       accounts=len(e.accounts), **_days(e.time))
                  for i, e in enumerate(results.events)],
        "event_place": [{"event": e.id, "ordinal": i, "place": p.id, "name": p.name or p.mention, "key": key_of(p).id,
                         "lat": p.point.lat if p.point else None, "lon": p.point.lon if p.point else None}
                        for e in results.events for i, p in enumerate(e.places)],
        "event_party": [{"event": e.id, "ordinal": i, "key": party_key(p), "name": p.name, "role": p.role, "side": p.side}
                        for e in results.events for i, p in enumerate(e.parties)],
        "claim_result": [{"claim": id, "event": results.event_of.get(id), "origin": results.origin_of.get(id)} for id in judged],
        "holding": [_row(h, i, place=h.place.id, state=h.state, side=h.side, since=_day(h.since), until=_day(h.until))
                    for i, h in enumerate(results.holdings)],
        "casualty": [_row(c, i, scope=c.scope, scope_id=c.scope_id, measure=c.measure) for i, c in enumerate(results.casualties)],
        "operation": [_row(o, i, id=o.id, part_of=o.part_of, **_days(o.time)) for i, o in enumerate(results.operations)],
        "force": [_row(f, i, id=f.id, parent=f.parent, side=f.side) for i, f in enumerate(results.forces)],
        "problem": [_row(p, i, rule=p.rule) for i, p in enumerate(results.problems)],
    }


def read_results(derived: Derived) -> Results:
    """The results that `to_rows` was given. The two maps come in the order of claim ids."""
    return Results(
        events=_read(derived, "event", Event), holdings=_read(derived, "holding", Holding),
        casualties=_read(derived, "casualty", CasualtyLine), operations=_read(derived, "operation", Operation),
        forces=_read(derived, "force", Force), problems=_read(derived, "problem", Problem),
        origin_of=derived.of_claims("origin"), event_of=derived.of_claims("event"))


def party_key(party: Party) -> str:
    """A party as pages know it: the codebook's id, else `name:` and the folded name."""
    return party.id or f"name:{fold(party.name)}"


def _row(result: Event | Holding | CasualtyLine | Operation | Force | Problem, position: int, **columns: object) -> Row:
    return {"position": position, **columns, "payload": msgspec.json.encode(result).decode()}


def _read(derived: Derived, table: str, kind: type[Result]) -> tuple[Result, ...]:
    decoder = msgspec.json.Decoder(kind)
    return tuple(decoder.decode(payload) for payload in derived.payloads(table))


def _days(time: Interval | None) -> dict[str, int | None]:
    return {"start": time.start.ordinal if time else None, "end": time.end.ordinal if time else None}


def _day(day: Day | None) -> int | None:
    return day.ordinal if day else None
