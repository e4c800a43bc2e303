"""What a copula says to be one thing: "the towns taken were A and B", "among those that fell was C", "other gains included D", "X was an offensive of Y"."""

from __future__ import annotations

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.names import BATTLE_OF

SAYING = frozenset("be include comprise".split())
_LAST = frozenset("last only first next latest final".split())


def said_to_be(tree: Tree, i: int) -> list[int]:
    """What the noun at `i` is said to be, in the order of the text: of several places their names, of the last or only one its name."""
    first = i
    while tree.tokens[first].dep == "conj":
        first = tree.tokens[first].head
    token = tree.tokens[first]
    above = tree.tokens[token.head]
    if token.name >= 0 or above.head == token.i:
        return []
    if token.dep == "nsubj" and above.lemma in SAYING and tree.tokens[i].tag == "NNS":
        told = [*tree.children(above.i, "attr", "dobj"), *(tree.children(i, "appos") if above.lemma != "be" else ())]
    elif token.dep == "pobj" and above.text.lower() == "among" and tree.tokens[above.head].lemma == "be":
        told = tree.children(above.head, "nsubj", "attr")
    elif token.dep == "attr" and above.lemma == "be" and any(tree.tokens[c].text.lower() in _LAST for c in tree.children(i, "amod")):
        told = tree.children(above.i, "nsubj")
    else:
        return []
    listed = [m for t in told for m in tree.conjuncts(t)]
    return listed if any(tree.tokens[t].name >= 0 for m in listed for t in tree.subtree(m)) else []


def defines_operation(tree: Tree, i: int) -> bool:
    """Whether the noun at `i` says what a named battle or operation was: "the Somme offensive was an operation by …"."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.dep != "attr" or above.lemma != "be" or "launchable" not in categories(tree, i) or not any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(i, "det")):
        return False
    return any(is_operation(tree, s) for s in tree.children(above.i, "nsubj"))


def is_operation(tree: Tree, i: int) -> bool:
    """Whether a phrase names a battle or an operation: "the Battle of X", "Operation Y", "the Z offensive"."""
    token = tree.tokens[i]
    if token.name >= 0:
        name = tree.sentence.names[token.name]
        return name.kind == "event" or BATTLE_OF.match(name.text) is not None
    return "launchable" in categories(tree, i) and any(tree.tokens[c].name >= 0 for c in tree.children(i, "compound", "nmod", "amod"))
