"""How far two codings of the same sentences agree, field by field: observed agreement, and Krippendorff's alpha.

Alpha is 1 - D_o / D_e: the disagreement observed over the disagreement that chance would give, here for nominal values (K. Krippendorff,
"Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011; reckoned by the `krippendorff` library). It is 1 where all
agree, 0 where they agree as by chance; it is not defined where only one value was ever given. Names agree as `noria check` compares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import krippendorff
import numpy as np

from noria.claims.check import Same, same_name, same_names, same_place
from noria.claims.model import Claim
from noria.values.vocabulary import ClaimType

NAMES = ("places", "actors", "targets", "sources")
FIELDS = ("time", *NAMES, "counts", "factuality")
MINIMUM = 2  # units below which alpha says nothing

# A name as written, and as it is known; None where it is known as it is written.
Name = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One claim as somebody coded it. None: this field was left to others."""

    type: ClaimType
    time: str | None = None
    places: tuple[Name, ...] | None = None
    actors: tuple[Name, ...] | None = None
    targets: tuple[Name, ...] | None = None
    sources: tuple[Name, ...] | None = None
    counts: tuple[str, ...] | None = None
    factuality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """Of one field: how many units both coded, on what share of them they agree, and alpha (None where it is not defined)."""

    field: str
    units: int
    agreement: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two codings of the same sentences: claims that both found, or one alone; then the fields. "types" is all types of a sentence as one value."""

    sentences: int
    both: int
    only_first: int
    only_second: int
    fields: tuple[FieldAgreement, ...]

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the shares of each one's claims that the other found too."""
        total = 2 * self.both + self.only_first + self.only_second
        return 2 * self.both / total if total else None


def coded_by_machine(claim: Claim) -> Coded:
    """A claim as the machine codes it."""
    when = claim.time.interval
    return Coded(type=claim.type, time=f"{when.start}/{when.end}" if when else "", factuality=claim.factuality,
                 places=tuple((p.mention, p.name) for p in claim.places), actors=tuple((a.mention, a.name) for a in claim.actors),
                 targets=tuple((t.mention, t.name) for t in claim.targets), sources=tuple((a.mention, a.name) for a in claim.attribution),
                 counts=tuple(sorted(figure(c.measure, c.low, c.high) for c in claim.counts)))


def figure(measure: str, low: int | None, high: int | None) -> str:
    """A figure as codings compare it."""
    return f"{measure} {'' if low is None else low}..{'' if high is None else high}"


def agreement(first: Mapping[str, Sequence[Coded]], second: Mapping[str, Sequence[Coded]]) -> Agreement:
    """How two codings agree on the sentences (by id) that both coded; no claim is a coding too."""
    sentences = sorted(first.keys() & second.keys())
    pairs: list[tuple[Coded, Coded]] = []
    only = [0, 0]
    for id in sentences:
        found = _paired(first[id], second[id])
        pairs += found
        only[0] += len(first[id]) - len(found)
        only[1] += len(second[id]) - len(found)
    types = [(_types(first[id]), _types(second[id])) for id in sentences]
    fields = [_field("types", types), *(_field(name, [_labels(name, one, other) for one, other in pairs]) for name in FIELDS)]
    return Agreement(sentences=len(sentences), both=len(pairs), only_first=only[0], only_second=only[1], fields=tuple(fields))


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of nominal values that two gave to the same units; None where it is not defined."""
    values = {value: float(number) for number, value in enumerate(sorted({value for pair in pairs for value in pair}))}
    if len(pairs) < MINIMUM or len(values) < 2:
        return None
    table = np.array([[values[one] for one, _ in pairs], [values[other] for _, other in pairs]])
    return round(float(krippendorff.alpha(table, level_of_measurement="nominal")), 4)


def _field(name: str, labels: Sequence[tuple[str, str] | None]) -> FieldAgreement:
    told = [pair for pair in labels if pair is not None]
    same = sum(one == other for one, other in told)
    return FieldAgreement(field=name, units=len(told), agreement=round(same / len(told), 4) if told else None, alpha=alpha(told))


def _paired(first: Sequence[Coded], second: Sequence[Coded]) -> list[tuple[Coded, Coded]]:
    """Claims of one type in one sentence, those that agree most first."""
    ranked = sorted((-sum(labels is not None and labels[0] == labels[1] for labels in (_labels(name, one, other) for name in FIELDS)), i, j)
                    for (i, one), (j, other) in product(enumerate(first), enumerate(second)) if one.type == other.type)
    taken: tuple[set[int], set[int]] = (set(), set())
    out = []
    for _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            out.append((first[i], second[j]))
    return out


def _types(coded: Sequence[Coded]) -> str:
    return "; ".join(sorted(one.type for one in coded)) or "none"


def _labels(name: str, one: Coded, other: Coded) -> tuple[str, str] | None:
    """What the two say of a field, as values that are equal where they agree; None where one left it to others."""
    mine, theirs = getattr(one, name), getattr(other, name)
    if mine is None or theirs is None:
        return None
    if name in NAMES:
        same = same_place if name == "places" else same_name
        if _agree(mine, theirs, same) or _agree(theirs, mine, same):
            return _text(mine), _text(mine)
        # Two sets of names that differ must not look alike, however they are written.
        return (_text(mine), _text(theirs)) if _text(mine) != _text(theirs) else (_text(mine), f"{_text(theirs)} (other)")
    return str(mine), str(theirs)


def _agree(wanted: Sequence[Name], found: Sequence[Name], same: Same) -> bool:
    return any(same_names([named[form] or named[0] for named in wanted], found, same) for form in (0, 1))


def _text(names: Sequence[Name]) -> str:
    return "; ".join(sorted(known or mention for mention, known in names)).casefold()
