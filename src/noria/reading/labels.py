"""Entity labels of the names whose words do not tell what they name. Each is looked at once a document: a name means one thing in it.

Of the names that only unparsed sentences hold, those are looked at that may be places, or persons who share a name with such a place.
One that the gazetteer knows and that stands behind "in" or "near" is a place's, and a country's is one wherever it stands alone: their labels are not asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from noria.reading.layout import Layout
from noria.reading.names import Name
from noria.reading.pipeline import Piece, Pipeline
from noria.reference.gazetteer.names import light

# Words on either side of a name that the recogniser is shown. Its encoder sees four, but no figure of ours is worse with two.
_AROUND = 2
# One mention in so many behind "in", and two at least, are enough for a place; one in two is, where it is called a body or a thing.
_SELDOM = 20
_BODIES = frozenset(["ORG", "NORP", "PRODUCT", "LANGUAGE"])
_IN = re.compile(r"\b(?:in|near|outside|around|across) $")
_ENDS = re.compile(r"$|\W*(?:\W$|[,.;:)’']| (?:and|or|on|in|after|before|to|from|by|for|with|as|at|when|where|during|since|until|this|last)\b)")


class Countries(Protocol):
    """The look-up this module needs of a gazetteer."""

    def is_country(self, name: str) -> bool: ...


def entity_labels(layouts: Sequence[Layout], opened: Sequence[Sequence[bool]], pipeline: Pipeline, gazetteer: Countries) -> dict[str, str]:
    """Label by name as written; names that need none and those that get none are left out. `opened` tells which sentences are parsed."""
    wanted = _wanted(layouts, opened)
    wanted -= _countries(wanted, layouts, gazetteer)
    chosen: dict[str, tuple[Layout, int, int]] = {}
    for layout in layouts:
        for n, names in enumerate(layout.names):
            for number, name in enumerate(names):
                if _open(name) and name.text in wanted and (name.text not in chosen or (_proves_little(chosen[name.text]) and not name.initial)):
                    chosen[name.text] = (layout, n, number)
    asked: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    by_id = {id(layout): layout for layout, _, _ in chosen.values()}
    for layout, n, number in chosen.values():
        asked[id(layout), n].append(number)
    rows = [part for (which, n), numbers in asked.items() for part in _around(by_id[which].pieces(n), numbers)]
    out: dict[str, str] = {}
    for row, labels in zip(rows, pipeline.entities(rows), strict=True):
        for piece, label in zip(row, labels, strict=True):
            if piece.name >= 0 and label:
                out.setdefault(piece.text, label)
    out.update(dict.fromkeys(_lying(layouts, out), "GPE"))
    return out


def _wanted(layouts: Sequence[Layout], opened: Sequence[Sequence[bool]]) -> set[str]:
    """The names, as written, whose label something hangs on."""
    parsed: set[str] = set()
    others: set[str] = set()
    located: set[str] = set()
    for layout, here in zip(layouts, opened, strict=True):
        for names, is_parsed in zip(layout.names, here, strict=True):
            (parsed if is_parsed else others).update(name.text for name in names if _open(name))
            located.update(name.text for name in names if _open(name) and name.kind == "place" and _located(layout.passage.text, name))
    parsed -= located
    others -= located
    places = {name.text for layout in layouts for names in layout.names for name in names if name.kind == "place"}
    spelled = {light(text) for text in places}
    return parsed | {text for text in others if text in places or text.isupper() or not spelled.isdisjoint(light(part) for part in _ends(text))}


def _lying(layouts: Sequence[Layout], labels: Mapping[str, str]) -> Iterator[str]:
    """Names of no known kind that stand behind "in" or "near" often enough to be places', whatever the recogniser takes them for."""
    told = Counter(name.text for layout in layouts for names in layout.names for name in names if name.kind == "other")
    located = Counter(name.text for layout in layouts for names in layout.names for name in names
                      if name.kind == "other" and not name.text.isupper() and _located(layout.passage.text, name))
    for text, times in located.items():
        if times * _SELDOM >= told[text] if times > 1 else times * 2 >= told[text] and labels.get(text) in _BODIES:
            yield text


def _countries(wanted: Iterable[str], layouts: Sequence[Layout], gazetteer: Countries) -> set[str]:
    """The names wanted that are a country's, and no part of a longer name of the document, which may be a person's ("Michael Jordan")."""
    parts = {part for layout in layouts for names in layout.names for name in names if " " in name.text for part in _ends(name.text)}
    return {name for name in wanted if name not in parts and gazetteer.is_country(name)}


def _located(text: str, name: Name) -> bool:
    """Whether a name stands alone behind a word that says where: not "in X style", where it may be a people's."""
    return _IN.search(text, max(0, name.start - 8), name.start) is not None and _ENDS.match(text, name.end) is not None


def _ends(text: str) -> tuple[str, ...]:
    first, *others = text.split()
    return (first, others[-1]) if others else (first,)


def _open(name: Name) -> bool:
    return name.kind == "other" or (name.kind == "place" and not name.sure)


def _proves_little(place: tuple[Layout, int, int]) -> bool:
    layout, n, number = place
    return layout.names[n][number].initial


def _around(row: Sequence[Piece], numbers: Sequence[int]) -> list[Sequence[Piece]]:
    """The stretches of a sentence around the names asked for."""
    out: list[tuple[int, int]] = []
    for i, piece in enumerate(row):
        if piece.name in numbers:
            begin, end = max(0, i - _AROUND), i + _AROUND + 1
            if out and begin <= out[-1][1]:
                out[-1] = (out[-1][0], end)
            else:
                out.append((begin, end))
    return [row[begin:end] for begin, end in out]
