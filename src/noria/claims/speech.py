"""Whose words a quotation is: of the one whom the sentence around it lets speak, where it begins or where it ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from noria.reading.attribution import speakers
from noria.reading.grammar import Tree
from noria.reading.output import Sentence
from noria.reading.speakers import Voice
from noria.values.span import Span


class Speech:
    """The quotations of one document and the sentences they stand in."""

    def __init__(self, sentences: Sequence[Sentence], quoted: Sequence[Span]) -> None:
        self._sentences = sentences
        self._quoted = quoted
        self._starts = [span.start for span in quoted]
        self._begun = [sentence.span.start for sentence in sentences]

    def around(self, offset: int) -> Span | None:
        """The quotation that `offset` stands in."""
        n = bisect_right(self._starts, offset) - 1
        return self._quoted[n] if n >= 0 and offset < self._quoted[n].end else None

    def speaker(self, quotation: Span) -> tuple[Tree, Voice] | None:
        """Who says it, with the tree of the sentence that tells so; None where no sentence that it touches does."""
        first, last = bisect_right(self._begun, quotation.start) - 1, bisect_left(self._begun, quotation.end)
        touched = [s for s in self._sentences[max(first, 0) : last] if s.parsed and s.span.overlaps(quotation)]
        for sentence in (*touched[-1:], *(touched[:1] if len(touched) > 1 else ())):
            tree = Tree(sentence)
            outside = [v for v in speakers(tree) if self.around(tree.tokens[v.cue_head].span.start) is None]
            if outside:
                return tree, min(outside, key=lambda v: _distance(tree, v, quotation))
        return None


def _distance(tree: Tree, voice: Voice, quotation: Span) -> int:
    cue = tree.tokens[voice.cue_head].span
    return min(abs(cue.start - quotation.end), abs(quotation.start - cue.end))
