"""Lists of numbered people, read from the words where the parse loses a member: "15 passengers, two drivers and a street vendor"."""

from __future__ import annotations

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.output import NumberMention

_JOINING = frozenset([",", "and", "or", "plus", "as", "well", "along", "together", "with", "also"])
_NOUNS = frozenset("NOUN PROPN".split())
_BEFORE_NOUN = frozenset("ADJ NOUN PROPN NUM ADV DET ADP".split())
_CLAUSE = frozenset("nsubj nsubjpass".split())


def number_on(tree: Tree, i: int) -> NumberMention | None:
    """The quantity that token `i` is part of."""
    span = tree.tokens[i].span
    return next((number for number in tree.sentence.numbers if number.span.overlaps(span)), None)


def listed_people(tree: Tree, head: int, verb: int) -> list[int]:
    """`head` and the numbered people listed with it as arguments of `verb`, in the order of the text."""
    out = [head]
    while (after := _next(tree, out[-1], verb)) is not None:
        out.append(after)
    while (before := _previous(tree, out[0], verb)) is not None:
        out.insert(0, before)
    return out


def _next(tree: Tree, head: int, verb: int) -> int | None:
    i = head + 1
    for prep in tree.children(head, "prep"):
        below = tree.subtree(prep)
        if prep == i and below[-1] - prep <= 4 and not any(tree.tokens[j].pos == "VERB" for j in below):
            i = _end_of_prepositional(tree, prep) + 1  # "seven from Malawi and one from Tanzania"
    first = i
    while i < len(tree.tokens) and tree.tokens[i].text.lower() in _JOINING:
        i += 1
    if i == first or i >= len(tree.tokens):
        return None
    last_of_list = any(tree.tokens[j].text.lower() == "and" for j in range(first, i)) and tree.tokens[i].text.lower() in ("a", "an")
    if number_on(tree, i) is None and not last_of_list:
        return None
    noun = _head_of_run(tree, i)
    return noun if noun is not None and _belongs(tree, noun, verb) else None


def _end_of_prepositional(tree: Tree, prep: int) -> int:
    objects = tree.children(prep, "pobj")
    return objects[0] if objects else prep


def _previous(tree: Tree, head: int, verb: int) -> int | None:
    i = tree.phrase_start(head) - 1
    last = i
    while i >= 0 and tree.tokens[i].text.lower() in (",", "and"):
        i -= 1
    if i == last or i < 1 or tree.tokens[i].pos not in _NOUNS or head > verb:
        return None
    return i if tree.tokens[i].dep not in ("dobj", "pobj") and _counted(tree, i) and _belongs(tree, i, verb) else None


def _counted(tree: Tree, i: int) -> bool:
    return any(number_on(tree, c) is not None for c in tree.children(i, "nummod", "quantmod"))


def _head_of_run(tree: Tree, i: int) -> int | None:
    """The last noun of the run of words that begins at token `i`, or the figure itself where no noun follows ("and one from Tanzania")."""
    j = i
    while j < len(tree.tokens) and (tree.tokens[j].pos in _BEFORE_NOUN - {"ADP"} or number_on(tree, j) is not None) and j - i < 8:
        j += 1
    nouns = [k for k in range(i, j) if tree.tokens[k].pos in _NOUNS and number_on(tree, k) is None]
    if nouns:
        return nouns[-1]
    return j - 1 if j > i and j < len(tree.tokens) and tree.tokens[j].text.lower() in ("from", "of") and tree.tokens[j - 1].pos == "NUM" else None


def _belongs(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the noun is people and not the subject of a clause of its own."""
    token = tree.tokens[noun]
    if not categories(tree, noun) & {"force", "people", "number"} or "place" in categories(tree, noun) - {"name"}:
        return False
    return token.dep not in _CLAUSE or token.head == verb or tree.tokens[token.head].dep == "conj"
