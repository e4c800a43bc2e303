"""What a dossier said at one time, short enough to keep with every build: its inputs, and each claim, event, place and toll in words.

Claims are known here by what they quote and not by their ids, so that a document that changed elsewhere does not make all its claims new.
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from noria import __version__
from noria.claims.model import ActorRef, Attribution, Claim, PlaceRef
from noria.derive.judged import Bearing, ruled
from noria.derive.model import Event, Holding, Results
from noria.dossier.fingerprint import DERIVING, READING, code_digest
from noria.dossier.parts import ReaderSpec
from noria.dossier.results_codec import read_results
from noria.dossier.sources import sha256_of
from noria.record.documents import DocumentRow
from noria.record.store import Session
from noria.values.count import Count
from noria.values.ids import content_id
from noria.values.interval import Interval
from noria.values.judgement import Judgement

KEPT = 20_000  # claims up to which a build keeps what was said; of a larger dossier it keeps the inputs alone


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said: in words, field by field, with the keys of the claims it rests on."""

    title: str
    fields: Mapping[str, str]
    claims: tuple[str, ...] = ()
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`documents` has a digest by file, `judgements` words and claims of those in force by id; `whole` tells that what was said is kept too."""

    noria: str
    code: str
    codebook: str
    settings: str
    tables: Mapping[str, str]
    documents: Mapping[str, str]
    judgements: Mapping[str, Told]
    whole: bool = True
    said: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)


def state_of(documents: Iterable[DocumentRow], claims: Sequence[Claim] | None, results: Results, bearing: Sequence[Bearing], spec: ReaderSpec) -> State:
    """The state in which inputs and judgements gave results; without `claims`, that of the inputs alone."""
    whole, claims = claims is not None, claims or ()
    judgements = [found.judgement for found in bearing if found.in_force]
    counted = ruled(claims, judgements)
    keys = _keys(claims)
    by_id = {claim.id: claim for claim in counted.claims}
    texts: dict[str, set[str]] = defaultdict(set)
    for row in documents:
        if row.id is not None:
            texts[row.file].add(row.id)
    return State(
        noria=__version__, code=code_digest((*READING, *DERIVING)), codebook=content_id("b", repr(spec.codebook)),
        settings=content_id("b", [repr(spec.theatre), spec.pipeline]), tables={path.name: sha256_of(path) for path in spec.tables},
        documents={file: content_id("b", sorted(ids)) for file, ids in sorted(texts.items())},
        judgements={found.judgement.id: _judged(found.judgement, [keys[id] for id in found.claims.values() if id in keys])
                    for found in bearing if found.in_force},
        whole=whole, said={} if not whole else {
            "claim": {keys[claim.id]: _claim(by_id.get(claim.id), claim, keys) for claim in claims},
            "event": {event.id: _event(event, keys) for event in results.events},
            "control": _control(results.holdings, keys),
            "toll": {" · ".join(filter(None, (line.scope, line.scope_id, line.group, line.side, line.measure, line.rule))): Told(
                " ".join(filter(None, (line.measure, line.group or line.side, "in all" if line.scope == "all" else line.scope_id))),
                {"low": str(line.low), "high": str(line.high)}, _known(line.claims, keys)) for line in results.casualties}})


def keep_state(record: Session, number: int, documents: Sequence[DocumentRow], spec: ReaderSpec, bearing: Sequence[Bearing]) -> None:
    """Keep the state that the build of this number left, with these documents: all of it, or of a large dossier the inputs."""
    small = sum(row.claims for row in documents) <= KEPT
    state = state_of(documents, record.claims.of() if small else None, read_results(record.derived) if small else Results(), bearing, spec)
    packed = base64.b85encode(zlib.compress(msgspec.json.encode(state), 9)).decode()
    record.history.stand(_name(number), packed)


def kept_state(record: Session, number: int) -> State | None:
    """The state that a build left; None where it kept none."""
    packed = record.history.standing(_name(number))
    return msgspec.json.decode(zlib.decompress(base64.b85decode(packed)), type=State) if packed is not None else None


def _name(number: int) -> str:
    return f"state of build {number}"


def _keys(claims: Iterable[Claim]) -> dict[str, str]:
    """Of each claim id the key by which it is known in another build: file, words, type, and which of several alike it is."""
    seen: Counter[tuple[str, ...]] = Counter()
    out = {}
    for claim in claims:
        what = (claim.document.file, claim.type, claim.evidence.quote, claim.evidence.trigger_text)
        seen[what] += 1
        out[claim.id] = content_id("k", [*what, seen[what]])
    return out


def _known(ids: Iterable[str], keys: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of claims; lines of infoboxes keep their ids."""
    return tuple(keys.get(id, id) for id in ids)


def _claim(counted: Claim | None, read: Claim, keys: Mapping[str, str]) -> Told:
    claim = counted or read
    names: Mapping[str, Sequence[PlaceRef | ActorRef | Attribution]] = {
        "places": claim.places, "actors": claim.actors, "targets": claim.targets, "attribution": claim.attribution}
    fields = {"type": claim.type, "factuality": claim.factuality, "time": claim.time.edtf or _when(claim.time.interval),
              **{key: "; ".join(who.name or who.mention for who in found) for key, found in names.items()},
              "counts": _counts(claim.counts), "judged": "" if counted else "rejected"}
    return Told(f"{read.document.file}: {read.evidence.quote}", fields, (keys[read.id],), read.document.file)


def _event(event: Event, keys: Mapping[str, str]) -> Told:
    places = "; ".join(place.name or place.mention for place in event.places)
    fields = {"type": event.type, "factuality": event.factuality, "time": event.edtf or _when(event.time), "places": places,
              "parties": "; ".join(f"{party.role} {party.name}" for party in event.parties), "counts": _counts(event.counts),
              "accounts": str(len(event.accounts)), "origins": str(event.origins)}
    return Told(" ".join(filter(None, (event.type, places, fields["time"]))), fields, _known(event.claims, keys))


def _control(holdings: Sequence[Holding], keys: Mapping[str, str]) -> dict[str, Told]:
    """By place, the whole of its history as one line."""
    rows: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        rows[holding.place.id].append(holding)
    return {id: Told(found[0].place.name, {"history": "; ".join(
        f"{h.since or '…'} to {h.until or '…'} {h.state}" + (f" ({h.side})" if h.side else "") for h in found)},
        tuple(dict.fromkeys(key for h in found for key in _known(h.claims, keys)))) for id, found in sorted(rows.items())}


def _judged(made: Judgement, claims: Iterable[str]) -> Told:
    return Told(f"{made.kind} by {made.made_by}: {made.reason}", {}, tuple(claims))


def _when(time: Interval | None) -> str:
    return "" if time is None else str(time.start) if time.days == 1 else f"{time.start}/{time.end}"


def _counts(counts: Iterable[Count]) -> str:
    return "; ".join(f"{c.low if c.low is not None else '…'}-{c.high if c.high is not None else '…'} {c.measure}"
                     + (f" ({c.group})" if c.group else "") for c in counts)
