"""The toponyms of a document: which names are places by their words and their part in the sentence, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.locations import may_be_place
from noria.reading.output import PlaceReading, Sentence
from noria.reading.toponyms import Toponym, resolve
from noria.reference.gazetteer import Gazetteer

_LOCATIVE = frozenset("in at near to toward towards from into inside around outside through across between along over within via onto of on".split())
_PLACE_NOUN_DEPS = frozenset(["compound", "nmod", "appos", "poss"])


def read_places(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> tuple[PlaceReading, ...]:
    """Every toponym of the document resolved together, in the order of the text; those that stay open have no id."""
    toponyms = [toponym for sentence in sentences for toponym in _toponyms(Tree(sentence))]
    return tuple(resolve(toponyms, gazetteer))


def _toponyms(tree: Tree) -> list[Toponym]:
    out = []
    for token in tree.tokens:
        if token.name < 0:
            continue
        name = tree.sentence.names[token.name]
        if name.kind == "place" or (may_be_place(tree, token.i) and _locative(tree, token.i)):
            out.append(Toponym(name.span, name.text, name.feature, _containers(tree, token.i)))
    return out


def _locative(tree: Tree, i: int) -> bool:
    """Whether an unknown name stands where a place stands."""
    token = tree.tokens[i]
    while token.dep == "conj":
        token = tree.tokens[token.head]
    above = tree.tokens[token.head]
    if token.dep == "pobj":
        return above.text.lower() in _LOCATIVE - {"of", "on"} or (above.text.lower() == "of" and "place" in categories(tree, above.head))
    return token.dep in _PLACE_NOUN_DEPS and token.head != i and "place" in categories(tree, token.head)


def _containers(tree: Tree, i: int) -> tuple[str, ...]:
    """Larger places that the words right behind a name put it in: "X in Y", "X, Y"."""
    out = []
    for c in tree.children(i, "prep", "appos"):
        heads = [c] if tree.tokens[c].dep == "appos" else tree.children(c, "pobj")
        if tree.tokens[c].dep == "appos" or tree.tokens[c].text.lower() in ("in", "of"):
            out += [tree.sentence.names[tree.tokens[h].name].text for h in heads if tree.tokens[h].name >= 0]
    return tuple(out)
