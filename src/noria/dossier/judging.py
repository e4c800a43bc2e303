"""Judging: what people decide about claims, events and names of places, put into the record with what the machine had said."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from noria.claims.correction import check_correction, corrected, snapshot
from noria.claims.model import Claim
from noria.derive.judged import Bearing, bearings
from noria.errors import NothingFound, ValueRefused
from noria.values.judgement import UPON_JUDGEMENTS, Judgement, JudgementKind, read_toponym, utc
from noria.values.place import Point

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier
    from noria.record.store import Session, Store

# What each kind of correction may put in place of the machine's reading.
FIELDS_OF: Mapping[JudgementKind, tuple[str, ...]] = {
    "correct": ("type", "factuality", "actors", "targets", "places", "time", "counts", "attribution"),
    "re-date": ("time",), "re-place": ("places",), "re-attribute": ("attribution", "actors")}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Judging:
    """The judgements of one dossier. What is asked and told goes to the record at once; results follow when they are derived."""

    def __init__(self, dossier: Dossier, store: Store, clock: Callable[[], dt.datetime] = _now) -> None:
        self._dossier = dossier
        self._store = store
        self._clock = clock

    @property
    def default_name(self) -> str:
        """Who signs where nobody says: `judged_by` of noria.toml, else the name one is logged in with, else nobody ("")."""
        if self._dossier.settings.judged_by:
            return self._dossier.settings.judged_by
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""

    def of(self, target: str | None = None, *, undone: bool | None = None) -> list[Judgement]:
        """Judgements, oldest first."""
        with self._store.reading() as record:
            return record.judgements.of(target, undone=undone)

    def history(self, target: str | None = None) -> list[Judgement]:
        """Everything that was decided, undo and redo among it, oldest first."""
        with self._store.reading() as record:
            return record.judgements.history(target)

    def bearings(self) -> tuple[Bearing, ...]:
        """Every judgement with the claims it bears on today, oldest first."""
        with self._store.reading() as record:
            return bearings_today(record)

    def in_force(self) -> list[Judgement]:
        """Judgements that count: neither undone nor open. Those alone may be brought to bear on a part of the claims."""
        return [found.judgement for found in self.bearings() if found.in_force]

    def judge(self, kind: JudgementKind, target: str, *, by: str, why: str, correction: Mapping[str, Any] | None = None,
              others: Sequence[str] = ()) -> Judgement:
        """Judge a claim, an event or (re-place) a toponym. Returns the judgement as kept.

        `correction` has fields in the published form of a claim; for a toponym, the place under "place". `others` are the events to merge
        the target with, or the claims to split off from it; undo and redo are upon the id of a judgement.
        Raises NothingFound where something is not in the dossier, ValueRefused where that cannot be judged so.
        """
        made_at = utc(self._clock())
        if kind in UPON_JUDGEMENTS:
            with self._store.writing() as record:
                upon = record.judgements.undo if kind == "undo" else record.judgements.redo
                return upon(target, made_by=by, made_at=made_at, reason=why)
        payload = self._payload(kind, target, correction or {}, others)
        made = Judgement.make(target, kind, made_by=by, made_at=made_at, reason=why, payload=payload)
        check(made)
        with self._store.writing() as record:
            record.judgements.put([made])
        return made

    def take_in(self, judgements: Sequence[Judgement]) -> int:
        """Keep what colleagues decided; returns how many were new. Raises ValueRefused or NothingFound, and then keeps none."""
        for made in judgements:
            check(made)
        with self._store.writing() as record:
            return record.judgements.put(judgements)

    def _payload(self, kind: JudgementKind, target: str, correction: Mapping[str, Any], others: Sequence[str]) -> dict[str, Any]:
        if read_toponym(target):
            return {"place": _one_place(correction) if kind == "re-place" else {}}
        claims = self._claims(target)
        if kind == "merge":
            parts = [claims, *(self._claims(other) for other in others)]
            return {"claims": [snapshot(c) for part in parts for c in part], "parts": [[c.id for c in part] for part in parts]}
        payload: dict[str, Any] = {"claims": [snapshot(claim) for claim in claims]}
        if kind == "split":
            if stray := set(others) - {claim.id for claim in claims}:
                raise NothingFound(f"event {target} has no claim {min(stray)!r}")
            return payload | {"out": sorted(set(others))}
        if not target.startswith("e-"):
            payload["event"] = claims[0].event
        if kind in FIELDS_OF:
            for claim in claims:
                corrected(claim, correction)
            payload["correction"] = dict(correction)
        return payload

    def _claims(self, target: str) -> list[Claim]:
        """The claim of this id, or the claims of the event of this id, in the order of ids."""
        if not target.startswith("e-"):
            return [self._dossier.claim(target)]
        return sorted(self._dossier.event(target).claims, key=lambda claim: claim.id)


def bearings_today(record: Session) -> tuple[Bearing, ...]:
    """Every judgement with the claims it bears on, oldest first. Only claims that may be meant are read, so it costs what there are judgements."""
    judgements = record.judgements.of()
    names = {toponym[0] for made in judgements if (toponym := read_toponym(made.target)) is not None}
    told = {one["id"]: one for made in judgements for one in made.payload.get("claims", ())}
    found = record.claims.of(ids=list(told))
    there = {claim.id for claim in found if claim.evidence.quote == told[claim.id]["evidence"]["quote"]}
    lost = {one["document"]["file"] for id, one in told.items() if id not in there}
    around = {claim.id: claim for claim in (*found, *record.claims.in_files(lost), *(record.claims.naming(names) if names else ()))}
    return bearings(around.values(), judgements)


def check(made: Judgement) -> None:
    """Raises ValueRefused where a judgement does not say what its kind must say, or has an id that its content does not give."""
    payload = made.payload
    if made.id != Judgement.make(made.target, made.kind, made_by=made.made_by, made_at=made.made_at, reason=made.reason, payload=payload).id:
        raise ValueRefused(f"judgement {made.id} is not what its id says; it was changed on the way")
    if made.kind in UPON_JUDGEMENTS:
        return
    if read_toponym(made.target):
        _check_place(made.kind, payload.get("place"))
        return
    told = _list(payload, "claims")
    if not told or not all(_is_snapshot(one) for one in told):
        raise ValueRefused(f"judgement {made.id} does not say which claims it is about")
    ids = {one["id"] for one in told}
    if made.kind in FIELDS_OF:
        fields = payload.get("correction")
        allowed = FIELDS_OF[made.kind]
        if not isinstance(fields, dict) or not fields or set(fields) - set(allowed):
            raise ValueRefused(f"a judgement of the kind {made.kind} must give a new value of {', '.join(allowed)}, and of nothing else")
        check_correction(fields)
    elif made.kind == "merge" and (len(_list(payload, "parts")) < 2 or not all(set(part) <= ids for part in payload["parts"])):
        raise ValueRefused("a merge must name two events or more")
    elif made.kind == "split" and not (_list(payload, "out") and set(payload["out"]) < ids):
        raise ValueRefused("a split must name claims of the event, and leave it at least one")


def _check_place(kind: JudgementKind, place: Any) -> None:
    if kind != "re-place":
        raise ValueRefused(f"a name of a place cannot be judged with {kind}; use re-place")
    if not isinstance(place, dict) or not isinstance(place.get("name"), str):
        raise ValueRefused("a name of a place must be given a place: its name, id, lat, lon and precision")
    if place.get("lat") is not None:
        Point(place["lat"], place["lon"])


def _one_place(correction: Mapping[str, Any]) -> dict[str, Any]:
    """The place that a name is to mean: under "place", or as the only one under "places"; none at all leaves the name open."""
    places = [correction["place"]] if "place" in correction else correction.get("places")
    if places is None or len(places) > 1:
        raise ValueRefused("a name of a place must be given a place, and one only: by its id, its name, or as Name @ lat, lon")
    return dict(places[0]) if places else {"name": "", "id": None, "lat": None, "lon": None, "precision": "unresolved"}


def _list(payload: Mapping[str, Any], key: str) -> list[Any]:
    found = payload.get(key)
    return found if isinstance(found, list) else []


def _is_snapshot(told: Any) -> bool:
    try:
        return all(isinstance(text, str) for text in (
            told["id"], told["type"], told["document"]["file"], told["evidence"]["quote"], told["evidence"]["trigger"]["text"]))
    except (KeyError, TypeError):
        return False
