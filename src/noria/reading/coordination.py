"""What a sentence joins with "and": names listed side by side are of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noria.reading.output import NameMention, Sentence, Token
from noria.reference.lexicons import words

_LINK = re.compile(r"\s*(?:[,;]|,?\s*(?:and|or|as well as|&|along with|plus)\b)\s*(?:the\s+)?(?:(?:both|also|nearby|neighbou?ring)\s+)?", re.IGNORECASE)
_JOINING = frozenset([",", "and", "or", "&", "the"])
_AT = frozenset("in at near around outside".split())
_AND_AT = tuple(["and", word] for word in sorted(_AT))
_ASIDE = frozenset("city town old main quarter district countryside outskirts the north south east west northeast northwest southeast southwest centre center early mid late morning evening".split())


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


def runs(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """Words that are names and stand in a list that "and" or "or" closes: "A, B and C", "A and the village of B"; "A, and B" may be two clauses.

    What stands in brackets parts none, nor does a day or a direction: "A (six miles south of C) and B", "A on 3 May and B on the 9th", "A in the west and B".
    """
    run: list[int] = []
    link: list[str] = []
    closed = bracket = False
    for token in tokens:
        if token.text in ("(", ")"):
            bracket = token.text == "("
            continue
        if bracket:
            continue
        if token.name < 0:
            link.append(token.text.lower())
            continue
        if not _acts(tokens, token.i):
            link = _without_aside(link)
        opened = link[-1:] == ["of"] and link[-2:-1] and link[-2].rstrip("s") in words("names", "place_words")
        between = link[:-2] if opened else link
        if between == ["as", "well", "as"] or (run and between in _AND_AT and tokens[run[-1] - 1].text.lower() in _AT):
            between = ["and"]  # "in A and at B"
        joined = between and set(between) <= _JOINING and between[0] != "the" and (len(run) > 1 or not {",", "and"} <= set(between))
        if run and (not joined or closed):
            if closed:
                yield run
            run, closed = [], False
        closed = bool(run) and not {"and", "or", "&"}.isdisjoint(between)
        run.append(token.i)
        link = []
    if closed:
        yield run


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb follows that a name may be the subject of: "A on 3 May and B fell"."""
    return i + 1 < len(tokens) and tokens[i + 1].tag in ("VBD", "VBZ", "VBP", "MD")


def _without_aside(link: list[str]) -> list[str]:
    """The words that join two names, without the day or the direction told of the first."""
    end = next((i for i, word in enumerate(link) if word in (",", "and")), 0)
    if end > 1 and link[0] in ("in", "on") and all(word in _ASIDE or word.rstrip("sthndr").isdigit() or word in words("names", "days_and_months") for word in link[1:end]):
        return link[end:]
    return link
