"""A coded value with its rule, claims and reason; a row of them; what a codebook has no row for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from noria.views.cells import Cell


@dataclass(frozen=True, slots=True)
class Coded:
    """One value. `rule` names the rule that made it; `reason` says why it is empty, or what had to be chosen."""

    value: Cell
    rule: str
    claims: tuple[str, ...] = ()
    reason: str | None = None

    def because(self, reason: str | None) -> Coded:
        """The same value, with one reason more."""
        return self if reason is None else replace(self, reason=f"{self.reason}; {reason}" if self.reason else reason)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the events it codes and a value for each column, in the order of the codebook's columns."""

    id: str
    events: tuple[str, ...]
    values: tuple[tuple[str, Coded], ...]

    def __getitem__(self, column: str) -> Coded:
        return next(value for name, value in self.values if name == column)


@dataclass(frozen=True, slots=True)
class Uncoded:
    """Something that the codebook has no row for, and why: an event, or a toll of one."""

    event: str
    rule: str
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A dossier under one codebook."""

    rows: tuple[Row, ...]
    uncoded: tuple[Uncoded, ...]

    def of(self, event: str) -> Coding:
        """What the codebook makes of one event."""
        return Coding(tuple(row for row in self.rows if event in row.events), tuple(miss for miss in self.uncoded if miss.event == event))


class Refused(Exception):
    """No failure but an answer: raised inside a codebook where something has no code; becomes an `Uncoded`."""

    def __init__(self, rule: str, reason: str, claims: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.rule, self.reason, self.claims = rule, reason, ids(claims)

    def of(self, event: str, claims: Sequence[str] = ()) -> Uncoded:
        return Uncoded(event, self.rule, self.reason, self.claims or ids(claims))


def ids(claims: Iterable[str]) -> tuple[str, ...]:
    """Claim ids once each, in a fixed order."""
    return tuple(sorted(set(claims)))
