"""Infobox values cut into entries."""

from __future__ import annotations

import pytest

from noria.documents.infobox import split_value
from noria.values.span import Span


@pytest.mark.parametrize(("value", "entries"), [
    ("A, * B, ** C, D", [(0, "A"), (1, "B"), (2, "C"), (0, "D")]),
    ("A | B | C", [(0, "A"), (0, "B"), (0, "C")]),
    ("A, , , B, *, ** , C", [(0, "A"), (0, "B"), (0, "C")]),
    ("May 23 – October 23, 2017", [(0, "May 23 – October 23, 2017")]),
    ("23 May 2017, Lorne", [(0, "23 May 2017"), (0, "Lorne")]),
    ("115,000 displaced, 3 killed", [(0, "115,000 displaced"), (0, "3 killed")]),
    ("Lorne (north, east), Oster", [(0, "Lorne (north, east)"), (0, "Oster")]),
    ("Lorne (north, Oster", [(0, "Lorne (north"), (0, "Oster")]),
    ("30 May – 5 June ()", [(0, "30 May – 5 June")]),
    ("** 20px 25th Division, x20px Guards", [(2, "25th Division"), (0, "x20px Guards")]),
    ("Flag of Oster.svg Oster, undefined, Valland", [(0, "Oster"), (0, "Valland")]),
    ("Gen. A. Bern KIA[4], Col. Reyes[note 1] ,", [(0, "Gen. A. Bern KIA"), (0, "Col. Reyes")]),
    ("A\n* B\n** C", [(0, "A"), (1, "B"), (2, "C")]),
    ("*A\n*B", [(1, "A"), (1, "B")]),
    ("", []),
    (", * , ()", []),
])
def test_entries(value: str, entries: list[tuple[int, str]]):
    text = f"- Units1: {value}\n"
    span = Span(10, 10 + len(value))
    items = split_value(text, span)
    assert [(item.depth, item.text) for item in items] == entries
    assert all(" ".join(item.span.of(text).split()) == item.text and span.contains(item.span) for item in items)
