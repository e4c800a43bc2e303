"""Words of war that verbs and nouns share: what strikes, what harms, how a phrase is told by its head; and lists without doubles."""

from __future__ import annotations

from collections.abc import Iterable

from noria.reading.grammar import Tree
from noria.reference.lexicons import words

HITTING = frozenset("hit strike target kill wound injure destroy pound".split())
HARMING = frozenset("kill wound injure".split())
STRIKES = frozenset("attack airstrike shelling bombing".split())


_PACTS = frozenset("treaty agreement accord armistice convention truce pact protocol peace".split())
# Names that begin with what they are: "Operation X", "Treaty of Y".
_NAMED_FOR = frozenset(["operation", "campaign", "battle"]) | _PACTS


def head_word(tree: Tree, i: int) -> str:
    """The lemma of token `i`; of a name the word that says what it is ("operation" of "Operation X", else its last)."""
    token = tree.tokens[i]
    if token.name < 0:
        return token.lemma.lower()
    parts = token.text.lower().split()
    if (kind := parts[0].removesuffix("s")) in _NAMED_FOR:
        return kind
    last = parts[-1].removesuffix("s")
    return last if last in words("groups", "missiles") or last in _PACTS else parts[-1]


def distinct(indexes: Iterable[int]) -> tuple[int, ...]:
    """Each index once, in the order given."""
    return tuple(dict.fromkeys(indexes))
