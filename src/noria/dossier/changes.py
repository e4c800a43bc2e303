"""What changed from one state of a dossier to another, and of each change the cause: a document, a judgement, the user's tables, the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from noria.dossier.state import State, Told

How = Literal["added", "changed", "withdrawn"]
ORDER = ("document", "judgement", "input", "claim", "event", "control", "toll")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is new, different or gone; `fields` are those that differ, with the words before and after; `causes` in plain words."""

    kind: str
    how: How
    what: str
    fields: Mapping[str, tuple[str, str]]
    causes: tuple[str, ...]


def changes(before: State, after: State) -> list[Change]:
    """Every change: first of what was put in, then of claims, then of what follows from them."""
    out = [*_documents(before, after), *_judgements(before, after)]
    inputs = _inputs(before, after)
    out += [Change(kind="input", how="changed", what=words, fields={}, causes=()) for words in inputs]
    if not before.whole or not after.whole:
        return out
    files = {change.what: f"document {change.how}: {change.what}" for change in out if change.kind == "document"}
    decided = _by_claim(before, after)
    moved: dict[str, tuple[str, ...]] = {}
    for how, key, one, other in _differing(before.said["claim"], after.said["claim"]):
        told = other or one
        assert told is not None  # one of the two is there
        causes = decided.get(key, ()) or ((files[told.file],) if told.file in files else ()) or inputs
        moved[key] = causes
        out.append(_change("claim", how, one, other, causes))
    for kind in ("event", "control", "toll"):
        for how, _, one, other in _differing(before.said[kind], after.said[kind]):
            out.append(_change(kind, how, one, other, _follow(one, other, moved, decided, inputs)))
    return out


def _follow(one: Told | None, other: Told | None, moved: Mapping[str, tuple[str, ...]], decided: Mapping[str, tuple[str, ...]],
            inputs: tuple[str, ...]) -> tuple[str, ...]:
    """Causes of what is derived: those of the claims it rests on, else what was put in, else changes of claims around it."""
    mine = dict.fromkeys(key for told in (one, other) if told is not None for key in told.claims)
    causes = dict.fromkeys(cause for key in mine for cause in (*moved.get(key, ()), *decided.get(key, ())))
    around = dict.fromkeys(cause for found in moved.values() for cause in found)
    return tuple(causes) or inputs or tuple(f"through other claims: {cause}" for cause in around)


def _differing(before: Mapping[str, Told], after: Mapping[str, Told]) -> Iterable[tuple[How, str, Told | None, Told | None]]:
    for key, one in before.items():
        if key not in after:
            yield "withdrawn", key, one, None
        elif one.fields != after[key].fields:
            yield "changed", key, one, after[key]
    for key, other in after.items():
        if key not in before:
            yield "added", key, None, other


def _change(kind: str, how: How, one: Told | None, other: Told | None, causes: tuple[str, ...]) -> Change:
    told = other or one
    assert told is not None  # one of the two is there
    fields = {key: (one.fields.get(key, ""), text) for key, text in other.fields.items() if one.fields.get(key, "") != text} if one and other else {}
    return Change(kind=kind, how=how, what=told.title, fields=fields, causes=causes)


def _documents(before: State, after: State) -> Iterable[Change]:
    for file in sorted({*before.documents, *after.documents}):
        one, other = before.documents.get(file), after.documents.get(file)
        if one != other:
            how: How = "added" if one is None else "withdrawn" if other is None else "changed"
            yield Change(kind="document", how=how, what=file, fields={}, causes=())


def _judgements(before: State, after: State) -> Iterable[Change]:
    for id in sorted({*before.judgements, *after.judgements}):
        if (id in before.judgements) != (id in after.judgements):
            told = before.judgements.get(id) or after.judgements[id]
            yield Change(kind="judgement", how="added" if id in after.judgements else "withdrawn", what=f"{id} {told.title}", fields={}, causes=())


def _by_claim(before: State, after: State) -> dict[str, tuple[str, ...]]:
    """Of each claim the judgements upon it that are in force in one of the states alone, in words."""
    out: dict[str, tuple[str, ...]] = {}
    for id in sorted(before.judgements.keys() ^ after.judgements.keys()):
        new = id in after.judgements
        told = after.judgements[id] if new else before.judgements[id]
        for key in told.claims:
            out[key] = (*out.get(key, ()), f"judgement {'made' if new else 'taken back or open'}: {id} {told.title}")
    return out


def _inputs(before: State, after: State) -> tuple[str, ...]:
    """What else was put in and differs, in words."""
    out = []
    if before.codebook != after.codebook:
        out.append("the codebook changed")
    for table in sorted({*before.tables, *after.tables}):
        if before.tables.get(table) != after.tables.get(table):
            how = "added" if table not in before.tables else "removed" if table not in after.tables else "changed"
            out.append(f"the place table {table} was {how}")
    if before.settings != after.settings:
        out.append("the settings of the reading changed")
    if before.noria != after.noria:
        out.append(f"the program changed from version {before.noria} to {after.noria}")
    elif before.code != after.code:
        out.append(f"the program changed within version {after.noria}")
    return tuple(out)
