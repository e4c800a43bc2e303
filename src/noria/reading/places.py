"""The toponyms of a document: which names are places by their words and their part in the sentence, and where they lie.

What the sentence leaves doubtful the document decides: a name that it uses as a place's once is one throughout, and one that is a
person's surname there is none. Namesakes are told apart afterwards, all together (`toponyms.resolve`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from msgspec import structs

from noria.reading.acting import acting, of_rulers
from noria.reading.categories import categories
from noria.reading.coordination import lists
from noria.reading.grammar import Tree
from noria.reading.locations import may_be_place
from noria.reading.output import NameMention, PlaceReading, Sentence
from noria.reading.toponyms import ResolutionContext, Toponym, Within, bears_name, in_setting, is_office, people, resolve, take_apart, with_containers
from noria.reference.gazetteer import Gazetteer
from noria.reference.gazetteer.names import light
from noria.values.decision import Decision

_LOCATIVE = frozenset("in at near to toward towards from into inside around outside through across between along over within via onto of on".split())
_PLACE_NOUN_DEPS = frozenset(["compound", "nmod", "appos", "poss"])
# People: a lone name that the parse takes for a force's or a faith's is a town of that size sooner; one taken for a person's must be larger.
_TOWN, _CITY = 50_000, 500_000


def read_places(sentences: Sequence[Sentence], gazetteer: Gazetteer, text: str,
                decided: Mapping[str, Decision]) -> tuple[PlaceReading, ...]:
    """Every toponym of the document resolved together, in the order of the text; those that stay open have no id.

    `text` is the document's; `decided` is what people decided that names mean in it.
    """
    trees = [Tree(sentence) for sentence in sentences]
    found = resolve(_Mentions(trees, gazetteer, text).found(), gazetteer, context=ResolutionContext(decided=decided))
    parties = {span for tree in trees for span in acting(tree, text)}
    ruling = {span for tree in trees for span in of_rulers(tree)}
    return tuple(structs.replace(reading, acts=True) if reading.span in parties or (reading.span in ruling and _rules(reading, gazetteer)) else reading
                 for reading in found)


def _rules(reading: PlaceReading, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.entry(reading.id) if reading.id is not None else None
    return entry is not None and entry.kind in {"capital", "country"}


class _Mentions:
    """The toponyms of one document."""

    def __init__(self, trees: Sequence[Tree], gazetteer: Gazetteer, text: str) -> None:
        self._trees, self._gazetteer, self._text = trees, gazetteer, text
        self._within = Within(text, gazetteer, lambda name: light(name) in self._established)
        self._datelines = list(self._within.datelines())
        self._personal = _personal(name for tree in trees for name in tree.sentence.names)
        named = [(tree, token.i) for tree in trees for token in tree.tokens if token.name >= 0]
        proven = {light(t.text) for t in self._datelines} | {light(_name(tree, i).text) for tree, i in named if self._proven(tree, i)}
        plain = [(tree, i) for tree, i in named if _is_place(tree, i) and self._stands(_name(tree, i), proven)]
        self._plain = [_toponym(tree, i) for tree, i in plain]
        self._doubtful = [(tree, i) for tree, i in named if not _is_place(tree, i) and self._may_be(_name(tree, i))]
        self._established = proven | {light(t.text) for t in self._plain if gazetteer.knows(t.text)} - self._personal

    def found(self) -> list[Toponym]:
        """All of them in the order of the text, none over another, with the areas that the text puts them in."""
        inner = list(self._inner())
        within = {i.span.start for i in inner}
        whole = [t for t in self._plain if self._gazetteer.knows(take_apart(t.text).core) or within.isdisjoint(range(t.span.start, t.span.end))]
        named = [*whole, *self._datelines, *self._settled(), *self._listed(), *inner, *self._within.hyphened()]
        areas = [area for t in named if (area := self._within.short_area(t.span.end)) is not None]
        taken: list[Toponym] = []
        covered: set[int] = set()
        for toponym in (*areas, *named):
            offsets = range(toponym.span.start, toponym.span.end)
            if covered.isdisjoint(offsets):
                taken.append(replace(toponym, containers=tuple(filter(self._within.is_area, toponym.containers))))
                covered.update(offsets)
        taken.sort(key=lambda toponym: toponym.span)
        return [self._contained(toponym) for toponym in in_setting(with_containers(taken, self._text), self._text)]

    def _contained(self, toponym: Toponym) -> Toponym:
        """With the areas behind it alone: a list of towns goes on with commas too."""
        chain = list(takewhile(self._within.is_area, dict.fromkeys(toponym.containers)))
        code = self._within.postal(toponym.span.end)
        return replace(toponym, containers=(*chain, code) if code is not None else tuple(chain))

    def _stands(self, name: NameMention, proven: set[str]) -> bool:
        """Whether a name that only a look-up and the parse make a place's is not somebody's name or a common word in this document."""
        folded = light(name.text)
        return name.sure or folded in proven or not (folded in self._personal or self._within.common(name.text))

    def _may_be(self, name: NameMention) -> bool:
        """Whether a name that is no place by the parse alone is one that the gazetteer knows."""
        return name.kind != "place" and not name.sure and bears_name(name.text) and self._gazetteer.knows(name.text)

    def _proven(self, tree: Tree, i: int) -> bool:
        """Whether the words around a name that the gazetteer knows prove it a place."""
        name = _name(tree, i)
        if name.kind != "place" and not self._may_be(name):
            return False
        return _locative(tree, i) or (self._within.addressed(name.span.end) and self._gazetteer.knows(name.text))

    def _settled(self) -> Iterator[Toponym]:
        """The doubtful names that are places by their position, by the rest of the document, or by their renown."""
        for tree, i in self._doubtful:
            name = _name(tree, i)
            folded = light(name.text)
            known = folded not in self._personal and people(name.text, self._gazetteer) >= (_CITY if name.kind == "person" else _TOWN)
            if folded in self._established or (known and not self._within.common(name.text)):
                yield _toponym(tree, i)

    def _listed(self) -> Iterator[Toponym]:
        """The names that places stand beside in a list: all where it is mostly of places, else those of the dossier's own tables."""
        for tree in self._trees:
            for listed in lists(tree.sentence, self._text):
                sure = sum(light(name.text) in self._established for name in listed)
                mostly = sure > 2 and 2 * sure >= len(listed)
                for name in listed:
                    if sure and name.kind in ("person", "other", "actor") and bears_name(name.text) and light(name.text) not in self._personal and (
                            (mostly and (not name.sure or self._gazetteer.candidates(name.text))) or self._own(name)):
                        yield Toponym(name.span, name.text, name.feature)

    def _own(self, name: NameMention) -> bool:
        """Whether a name that only a label makes somebody's is one of the dossier's own places."""
        return not name.sure and any(match.own for match in self._gazetteer.matches(name.text))

    def _inner(self) -> Iterator[Toponym]:
        """The places inside longer names."""
        for tree in self._trees:
            for name in tree.sentence.names:
                if name.kind not in ("nationality", "equipment") and not (name.kind == "place" and self._gazetteer.knows(name.text)):
                    yield from self._within.name(name.span.start, name.span.end, person=name.kind == "person")


def _name(tree: Tree, i: int) -> NameMention:
    return tree.sentence.names[tree.tokens[i].name]


def _personal(names: Iterable[NameMention]) -> set[str]:
    """The first and last words of persons' names, which stand for them alone; not the town of "Leeds Mayor Ann Bell" nor of "BBC Leeds"."""
    out = set()
    for name in names:
        parts = name.text.split()
        if name.kind == "person" and len(parts) > 1 and not parts[0].isupper() and not any(map(is_office, parts[1:])):
            out |= {light(parts[0]), light(parts[-1])}
    return out


def _is_place(tree: Tree, i: int) -> bool:
    if any(place.named and place.head == i for predicate in tree.sentence.predicates for place in predicate.places):
        return True  # where a predicate happens is a place, whatever the entity label says
    return _name(tree, i).kind == "place" or (may_be_place(tree, i) and _locative(tree, i))


def _toponym(tree: Tree, i: int) -> Toponym:
    name = _name(tree, i)
    return Toponym(name.span, name.text, name.feature, _containers(tree, i))


def _locative(tree: Tree, i: int) -> bool:
    """Whether an unknown name stands where a place stands."""
    token = tree.tokens[i]
    while token.dep == "conj":
        token = tree.tokens[token.head]
    above = tree.tokens[token.head]
    if tree.tokens[above.head].text.lower() == "according":
        return False
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
