"""What a sentence joins with "and": names listed side by side are of one kind, and a noun is joined to the noun that stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.reading.output import NameMention, Sentence, Token
from noria.reference.lexicons import words

_LINK = re.compile(r"\s*(?:[,;]|,?\s*(?:and|or|as well as|&|along with|plus)\b)\s*(?:the\s+)?(?:(?:both|also|nearby|neighbou?ring)\s+)?", re.IGNORECASE)
_JOINING = frozenset([",", "and", "or", "&", "the"])
_NOUNS = frozenset(["NOUN", "PROPN", "NUM"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_OBLIQUE = frozenset("pobj dobj conj appos".split())


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
    """Words that are names and stand in a list that "and" or "or" closes: "A, B and C", "A and the B"; "A, and B" may be two clauses."""
    run: list[int] = []
    link: list[str] = []
    closed = False
    for token in tokens:
        if token.name < 0:
            link.append(token.text.lower())
            continue
        joined = link and set(link) <= _JOINING and link[0] != "the" and (len(run) > 1 or not {",", "and"} <= set(link))
        if run and (not joined or closed):
            if closed:
                yield run
            run, closed = [], False
        closed = bool(run) and not {"and", "or", "&"}.isdisjoint(link)
        run.append(token.i)
        link = []
    if closed:
        yield run


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The parse with two slips of coordination put right.

    A noun joined to a verb belongs to the noun before the "and" ("an attack against the fort and the hill"), and one joined to a noun
    is the subject of a finite verb right behind it that has none ("fighting went on in A and clashes broke out in B").
    """
    out = list(tokens)
    for token in tokens:
        if token.dep != "conj" or token.pos not in _NOUNS:
            continue
        above = out[token.head]
        first = min((t.i for t in out if _below(out, t.i, token.i)), default=token.i)
        clause = any(t.tag in ("VBN", "VBD") for t in out[first : token.i])  # "and the navy shelled the port"
        if above.pos == "VERB" and above.i < token.i and not clause and (before := _joined_to(out, first, above.i)) is not None:
            out[token.i] = replace(token, head=before)
        elif above.pos in _NOUNS and (verb := _verb_behind(out, token.i)) is not None:
            out[token.i] = replace(token, head=verb, dep="nsubjpass" if any(t.head == verb and t.dep == "auxpass" for t in out) else "nsubj")
    return tuple(out)


def _below(tokens: Sequence[Token], i: int, top: int) -> bool:
    """Whether word `i` is `top` or stands below it in the tree."""
    for _ in tokens:
        if i == top:
            return True
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


def _joined_to(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """The noun right before the "and" that stands before word `first`, where it is an object below `verb` and no date."""
    conjunction = first - 1
    if conjunction < 2 or tokens[conjunction].dep != "cc" or tokens[conjunction].head != verb:
        return None
    before = tokens[conjunction - 1 if tokens[conjunction - 1].text != "," else conjunction - 2]
    dated = before.name < 0 and (before.pos == "NUM" or before.text.lower() in words("names", "days_and_months"))
    return before.i if before.pos in _NOUNS and before.dep in _OBLIQUE and not dated and _below(tokens, before.i, verb) else None


def _verb_behind(tokens: Sequence[Token], i: int) -> int | None:
    """The finite verb right behind noun `i` that is joined to another verb and has no subject."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.pos not in ("VERB", "AUX") or following.tag not in _FINITE:
        return None
    verb = following if following.dep not in ("aux", "auxpass") else tokens[following.head]
    if verb.dep != "conj" or verb.head >= i or any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "expl", "csubj") for t in tokens):
        return None
    return verb.i
