"""Counts as the text gives them: a low, a high, or both; what is measured; whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from noria.errors import ValueRefused

CountKind = Literal["increment", "cumulative", "subset"]


@dataclass(frozen=True, slots=True)
class Count:
    """One figure: "at least 17 soldiers killed" is low 17, high None, measure "killed", group "soldiers".

    `kind` tells tolls apart: an increment belongs to this claim's occurrence alone, a cumulative figure is a balance
    up to a date, a subset is part of another figure of the same claim. They are never summed together.
    """

    measure: str
    low: int | None
    high: int | None
    approximate: bool = False
    group: str | None = None
    kind: CountKind = "increment"

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueRefused("a count needs a low or a high bound")
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            raise ValueRefused("a count cannot be below zero")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueRefused(f"a count cannot run from {self.low} down to {self.high}")
