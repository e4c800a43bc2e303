"""What a text was expected to claim against what was extracted from it: pure comparison, one difference at a time.

Names are compared as the yardstick for hand-annotated claims does it: by their content words, without articles, the generic words of
places and forces, case or accents. Actors, targets and sources agree where one name's words hold the other's; places only where the
words are the same. Dates and figures agree exactly. What an expected claim leaves open (None) is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from noria.claims.model import Claim
from noria.values.day import Day
from noria.values.vocabulary import ClaimType, Factuality

_ARTICLES = frozenset("the a an al el as at ad ar az ash its their his her our my some several".split())
_GENERIC = frozenset("city town towns village villages province governorate district neighborhood neighbourhood area countryside of "
                     "forces fighters troops soldiers".split())
_NAMES = ("actors", "targets", "places", "sources")

Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A count as a case writes it; None is an open end."""

    measure: str
    low: int | None = None
    high: int | None = None

    def __str__(self) -> str:
        return f"{self.measure} {'' if self.low is None else self.low}..{'' if self.high is None else self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A claim that a careful reader finds in a text. None: not compared. An empty tuple: there is none.

    `optional` is for what one careful reader codes and another does not: it may be missing, but where it is there it is compared.
    """

    type: ClaimType
    actors: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    start: Day | None = None
    end: Day | None = None
    counts: tuple[Figure, ...] | None = None
    sources: tuple[str, ...] | None = None
    factuality: Factuality | None = None
    optional: bool = False

    def __str__(self) -> str:
        told = [f"{field.name} {_shown(value)}" for field in fields(self)[1:]
                if field.name != "optional" and (value := getattr(self, field.name)) is not None]
        return "; ".join([self.type, *told])


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected. `field` is None where a whole claim is missing (`got` empty) or too many (`expected` empty)."""

    type: ClaimType
    field: str | None
    expected: str
    got: str

    def __str__(self) -> str:
        if self.field is not None:
            return f"{self.type}: {self.field}: expected {self.expected}, got {self.got}"
        return f"missing: {self.expected}" if self.expected else f"too many: {self.got}"


def differences(expected: Sequence[Expected], claims: Sequence[Claim]) -> tuple[Difference, ...]:
    """Everything in which `claims` are not what was `expected`; empty where they are. Claims of one type pair best agreement first."""
    pairs = _pairs(expected, claims)
    taken = set(pairs.values())
    out: list[Difference] = []
    for number, wanted in enumerate(expected):
        if number in pairs:
            out += _of_pair(wanted, claims[pairs[number]])
        elif not wanted.optional:
            out.append(Difference(wanted.type, None, str(wanted), ""))
    out += [Difference(claim.type, None, "", _brief(claim)) for number, claim in enumerate(claims) if number not in taken]
    return tuple(out)


def _pairs(expected: Sequence[Expected], claims: Sequence[Claim]) -> dict[int, int]:
    ranked = sorted((len(_of_pair(wanted, claim)), wanted.optional, i, j) for i, wanted in enumerate(expected) for j, claim in enumerate(claims)
                    if wanted.type == claim.type)
    pairs: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _of_pair(wanted: Expected, claim: Claim) -> list[Difference]:
    out = []
    for name in _NAMES:
        names: tuple[str, ...] | None = getattr(wanted, name)
        if names is None:
            continue
        found = _found_names(claim, name)
        if not same_names(names, found, same_place if name == "places" else same_name):
            out.append(Difference(wanted.type, name, _shown(names), _shown([mention for mention, _ in found])))
    interval = claim.time.interval
    for name in ("start", "end"):
        day: Day | None = getattr(wanted, name)
        got: Day | None = getattr(interval, name) if interval is not None else None
        if day is not None and day != got:
            out.append(Difference(wanted.type, name, str(day), str(got) if got is not None else f"none ({claim.time.reason})"))
    if wanted.counts is not None:
        figures = _figures(claim)
        if sorted(map(str, wanted.counts)) != sorted(map(str, figures)):
            out.append(Difference(wanted.type, "counts", _shown(wanted.counts), _shown(figures)))
    if wanted.factuality is not None and wanted.factuality != claim.factuality:
        out.append(Difference(wanted.type, "factuality", wanted.factuality, claim.factuality))
    return out


def _found_names(claim: Claim, field: str) -> list[tuple[str, str | None]]:
    """Each name of a field as written and as it is known."""
    refs = claim.attribution if field == "sources" else getattr(claim, field)
    return [(ref.mention, ref.name) for ref in refs]


def _figures(claim: Claim) -> list[Figure]:
    return [Figure(count.measure, count.low, count.high) for count in claim.counts]


def same_names(wanted: Sequence[str], found: Sequence[tuple[str, str | None]], same: Same) -> bool:
    """Whether every wanted name has a found one of its own, and none is left over."""
    left = list(found)
    for name in wanted:
        hit = next((names for names in left if any(known is not None and same(name, known) for known in names)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def same_place(one: str, other: str) -> bool:
    """Whether two names of places have the same content words."""
    return _words(one) == _words(other)


def same_name(one: str, other: str) -> bool:
    """Whether the content words of one name hold those of the other."""
    a, b = set(_words(one)), set(_words(other))
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> list[str]:
    """The content words of a name; all its words where it has no others."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"[ʼ’'`´]", "", re.sub(r"[ʼ’'`´]s\b", "", plain))
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word and word not in _ARTICLES]
    return [word for word in words if word not in _GENERIC] or words


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def _brief(claim: Claim) -> str:
    """An extracted claim in the words that an expected one would have."""
    def names(field: str) -> str:
        return ", ".join(mention for mention, _ in _found_names(claim, field))

    interval = claim.time.interval
    told: Iterable[tuple[str, str]] = (
        *((field, names(field)) for field in ("actors", "targets", "places")),
        ("start", str(interval.start) if interval else ""), ("end", str(interval.end) if interval else ""),
        ("counts", ", ".join(map(str, _figures(claim)))), ("sources", names("sources")), ("factuality", claim.factuality))
    return "; ".join([f"{claim.type} ({claim.evidence.trigger_text!r})", *(f"{field} {value}" for field, value in told if value)])
