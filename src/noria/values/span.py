"""Character spans: half-open offsets into a document's text, counted in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass

from noria.errors import ValueRefused


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`; never negative, may be empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueRefused(f"a span must run forward from 0 or later, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of `text` that this span marks."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)
