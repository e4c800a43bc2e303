"""Entity labels of the names whose words do not tell what they name. Each is looked at once a document: a name means one thing in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from noria.reading.layout import Layout
from noria.reading.names import Name
from noria.reading.pipeline import Piece, Pipeline

# Words on either side of a name that its label is told from.
_AROUND = 6


def entity_labels(layouts: Sequence[Layout], pipeline: Pipeline) -> dict[str, str]:
    """Label by name as written; names that need none and those that get none are left out."""
    chosen: dict[str, tuple[Layout, int, int]] = {}
    for layout in layouts:
        for n, names in enumerate(layout.names):
            for number, name in enumerate(names):
                if _open(name) and (name.text not in chosen or (_proves_little(chosen[name.text]) and not name.initial)):
                    chosen[name.text] = (layout, n, number)
    asked: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    by_id = {id(layout): layout for layout, _, _ in chosen.values()}
    for layout, n, number in chosen.values():
        asked[id(layout), n].append(number)
    rows = [part for (which, n), numbers in asked.items() for part in _around(by_id[which].pieces[n], numbers)]
    out: dict[str, str] = {}
    for row, labels in zip(rows, pipeline.entities(rows), strict=True):
        for piece, label in zip(row, labels, strict=True):
            if piece.name >= 0 and label:
                out.setdefault(piece.text, label)
    return out


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
