"""Words of war that verbs and nouns share: what strikes, what harms, how a phrase is told by its head; and lists without doubles."""

from __future__ import annotations

from collections.abc import Iterable

from noria.reading.grammar import Tree
from noria.reference.lexicons import words

HITTING = frozenset("hit strike target kill wound injure destroy pound".split())
HARMING = frozenset("kill wound injure".split())
STRIKES = frozenset("attack airstrike shelling bombing".split())


def head_word(tree: Tree, i: int) -> str:
    """The lemma of token `i`; of a name the word that says what it is ("operation" of "Operation X", else its last)."""
    token = tree.tokens[i]
    if token.name < 0:
        return token.lemma.lower()
    parts = token.text.lower().split()
    if parts[0] in ("operation", "campaign", "battle"):
        return parts[0]
    return parts[-1].removesuffix("s") if parts[-1].removesuffix("s") in words("groups", "missiles") else parts[-1]


def distinct(indexes: Iterable[int]) -> tuple[int, ...]:
    """Each index once, in the order given."""
    return tuple(dict.fromkeys(indexes))
