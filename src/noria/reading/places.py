"""The toponyms of a document: which names are places by their words and their part in the sentence, and where they lie.

What the sentence leaves doubtful the document decides: a name that it uses as a place's once is one throughout, and one that is a
person's surname there is none. Namesakes are told apart afterwards, all together (`toponyms.resolve`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.locations import may_be_place
from noria.reading.output import NameMention, PlaceReading, Sentence
from noria.reading.toponyms import Toponym, Within, bears_name, people, resolve, with_containers
from noria.reference.gazetteer import Gazetteer
from noria.reference.gazetteer.names import light

_LOCATIVE = frozenset("in at near to toward towards from into inside around outside through across between along over within via onto of on".split())
_PLACE_NOUN_DEPS = frozenset(["compound", "nmod", "appos", "poss"])
# People: a lone name that the parse takes for a force's or a faith's is a town of that size sooner; one taken for a person's must be larger.
_TOWN, _CITY = 50_000, 500_000


def read_places(sentences: Sequence[Sentence], gazetteer: Gazetteer, text: str) -> tuple[PlaceReading, ...]:
    """Every toponym of the document resolved together, in the order of the text; those that stay open have no id. `text` is the document's."""
    trees = [Tree(sentence) for sentence in sentences]
    return tuple(resolve(_Mentions(trees, gazetteer, text).found(), gazetteer))


class _Mentions:
    """The toponyms of one document."""

    def __init__(self, trees: Sequence[Tree], gazetteer: Gazetteer, text: str) -> None:
        self._gazetteer = gazetteer
        self._within = Within(text, gazetteer, lambda name: light(name) in self._established)
        self._text = text
        self._plain = [toponym for tree in trees for toponym in _toponyms(tree)]
        self._datelines = list(self._within.datelines())
        names = [name for tree in trees for name in tree.sentence.names]
        self._surnames = {light(name.text.split()[-1]) for name in names if name.kind == "person" and " " in name.text}
        self._trees = trees
        self._doubtful = [(tree, token.i) for tree in trees for token in tree.tokens if token.name >= 0 and self._may_be(tree, token.i)]
        self._established = {light(t.text) for t in (*self._plain, *self._datelines) if gazetteer.knows(t.text)} - self._surnames
        self._established |= {light(_name(tree, i).text) for tree, i in self._doubtful if self._placed(tree, i)}

    def found(self) -> list[Toponym]:
        """All of them in the order of the text, none over another, with the areas that the text puts them in."""
        taken: list[Toponym] = []
        for toponym in (*self._plain, *self._datelines, *self._settled(), *self._inner(), *self._within.hyphened()):
            if not any(toponym.span.overlaps(other.span) for other in taken):
                taken.append(toponym)
        for number, toponym in enumerate(taken[:]):
            area = self._within.short_area(toponym.span.end)
            if area is not None and not any(area.span.overlaps(other.span) for other in taken):
                taken.append(area)
            elif area is None and (code := self._within.postal(toponym.span.end)) is not None:
                taken[number] = replace(toponym, containers=(*toponym.containers, code))
        taken.sort(key=lambda toponym: toponym.span)
        return [replace(t, containers=tuple(dict.fromkeys(t.containers))) for t in with_containers(taken, self._text)]

    def _may_be(self, tree: Tree, i: int) -> bool:
        """Whether a name that is no place by the parse alone is one that the gazetteer knows."""
        name = _name(tree, i)
        return name.kind != "place" and not name.sure and bears_name(name.text) and self._gazetteer.knows(name.text)

    def _placed(self, tree: Tree, i: int) -> bool:
        """Whether the words around a doubtful name prove it a place."""
        return _locative(tree, i) or self._within.short_area(_name(tree, i).span.end) is not None

    def _settled(self) -> Iterator[Toponym]:
        """The doubtful names that are places by their position, by the rest of the document, or by their renown."""
        for tree, i in self._doubtful:
            name = _name(tree, i)
            folded = light(name.text)
            least = _CITY if name.kind == "person" else _TOWN
            if self._placed(tree, i) or folded in self._established or (
                    folded not in self._surnames and people(name.text, self._gazetteer) >= least):
                yield Toponym(name.span, name.text, name.feature, _containers(tree, i))

    def _inner(self) -> Iterator[Toponym]:
        """The places inside longer names."""
        for tree in self._trees:
            for name in tree.sentence.names:
                if name.kind not in ("place", "nationality", "equipment"):
                    yield from self._within.name(name.span.start, name.span.end, person=name.kind == "person")


def _name(tree: Tree, i: int) -> NameMention:
    return tree.sentence.names[tree.tokens[i].name]


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
