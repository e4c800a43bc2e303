"""The frame lexicon, typed: `reference/lexicons/frames.toml` as dataclasses whose fields are the keys that are allowed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from noria.errors import BadSetting
from noria.reference.lexicons import load_lexicon
from noria.values.vocabulary import CLAIM_TYPES

_IN_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame:
    """One way a verb makes a claim; see the head of `frames.toml` for the meaning of each field."""

    type: str
    rule: str
    lemmas: tuple[str, ...]
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    with_complement: tuple[str, ...] = ()
    actor: str = "subject"
    target: str = "object"
    place: str = "adjunct"
    measure: str | None = None
    mutual: bool = False
    from_: bool = False
    at: bool = False
    to: bool = False
    measured: bool = False
    besides: bool = False
    whom: bool = False
    via: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame:
    """One way a noun makes a claim."""

    type: str
    rule: str
    lemmas: tuple[str, ...]
    modifiers: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    actor: str = "by"
    target: str = "none"
    place: str = "in"
    needs_place: bool = False
    eventive: str = "governed"


@cache
def verb_frames() -> dict[str, list[VerbFrame]]:
    """Verb frames by each lemma (or lemma and particle) that opens them, in the order of the file."""
    index: dict[str, list[VerbFrame]] = defaultdict(list)
    for row in load_lexicon("frames")["verb"]:
        frame = VerbFrame(**_checked(VerbFrame, row))
        for lemma in frame.lemmas:
            index[lemma].append(frame)
    return dict(index)


@cache
def irregular() -> dict[str, str]:
    """Dictionary forms that the pipeline gets wrong, by the word as written."""
    return dict(load_lexicon("frames")["lemmas"])


@cache
def regular() -> dict[str, str]:
    """The verbs of the frames by their regular past and -ing forms; the pipeline takes "staged" for a form of "stag"."""
    return {form: verb for verb in dict.fromkeys(lemma.split()[0] for lemma in verb_frames()) for form in _regular(verb)}


def _regular(verb: str) -> Iterator[str]:
    if verb.endswith("e"):
        yield from (f"{verb}d", f"{verb}ing" if verb.endswith(("ee", "oe", "ye")) else f"{verb[:-1]}ing")
        return
    yield from (f"{verb[:-1]}ied" if _IN_Y.search(verb) else f"{verb}ed", f"{verb}ing")
    if _DOUBLING.search(verb):
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


@cache
def ignored() -> frozenset[str]:
    """Verb-and-object pairs that make no claim ("take place")."""
    return frozenset(load_lexicon("frames")["pairs"]["ignored"])


@cache
def noun_frames() -> dict[str, list[NounFrame]]:
    """Noun frames by lemma; those that ask for a modifier or for what stands behind "of" come before those that do not."""
    index: dict[str, list[NounFrame]] = defaultdict(list)
    for row in load_lexicon("frames")["noun"]:
        frame = NounFrame(**_checked(NounFrame, row))
        for lemma in frame.lemmas:
            index[lemma].append(frame)
    return {lemma: sorted(frames, key=lambda f: not (f.modifiers or f.of)) for lemma, frames in index.items()}


def _checked(kind: type[VerbFrame | NounFrame], row: dict[str, Any]) -> dict[str, Any]:
    allowed = {f.name for f in fields(kind)}
    out: dict[str, Any] = {}
    for key, value in row.items():
        name = key.replace("-", "_")
        name = f"{name}_" if f"{name}_" in allowed else name
        if name not in allowed:
            raise BadSetting(f"frame {row.get('rule')!r}: unknown key {key!r}", file="frames.toml")
        out[name] = tuple(value) if isinstance(value, list) else value
    if out["type"] not in CLAIM_TYPES:
        raise BadSetting(f"frame {row.get('rule')!r}: {out['type']!r} is no claim type", file="frames.toml")
    return out
