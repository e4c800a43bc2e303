"""Names that a sentence lists side by side ("A, B and C"): what one of them is, the others are too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noria.reading.output import NameMention, Sentence

_LINK = re.compile(r"\s*(?:[,;]|,?\s*(?:and|or|as well as|&|along with|plus)\b)\s*(?:the\s+)?(?:(?:both|also|nearby|neighbou?ring)\s+)?", re.IGNORECASE)


def lists(sentence: Sentence, text: str) -> Iterator[tuple[NameMention, ...]]:
    """Runs of two and more names with nothing between them but commas and conjunctions. `text` is the document's."""
    run: list[NameMention] = []
    for name in sorted(sentence.names, key=lambda n: n.span):
        if run and not _LINK.fullmatch(text[run[-1].span.end : name.span.start]):
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(name)
    if len(run) > 1:
        yield tuple(run)
