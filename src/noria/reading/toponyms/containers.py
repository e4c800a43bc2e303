"""The areas that a text puts a place in: "X, Y", "X in Y", "X (Y)", and those that a list of places shares: "the villages of A, B and C in Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from noria.reading.toponyms.model import Toponym

_UNIT = r"district|province|governorate|oblast|county|city|town|village|state|raion|subdistrict"
_WIND = r"north(?:ern|east(?:ern)?|west(?:ern)?)?|south(?:ern|east(?:ern)?|west(?:ern)?)?|east(?:ern)?|west(?:ern)?|central|rural|neighbou?ring|nearby"
_WHERE = rf"in\s+(?:the\s+)?(?:(?:{_WIND})\s+)?(?:(?:countryside|part|parts|outskirts|{_UNIT})\s+of\s+)?(?:the\s+)?"
_SETTLED = r"villages?|towns?|settlements?|hamlets?|cities|city|localities|neighbou?rhoods?|districts?|camps?"
_INSIDE = re.compile(
    rf"^,\s+(?:in\s+)?(?:the\s+)?(?:(?:{_UNIT})\s+of\s+)?$|^\s+\($|^\s+in\s+(?:the\s+)?(?:\w+\s+)?$|^,?\s+(?:(?:all|both|each|located|lying)\s+)?{_WHERE}$"
    rf"|^\s+(?:{_UNIT}),?\s+(?:in|of)\s+(?:the\s+)?$", re.IGNORECASE)
_SHARED = re.compile(rf"^,?\s+(?:(?:all|both|each|located|lying)\s+)?{_WHERE}$", re.IGNORECASE)  # not a bare comma, which goes on with the list
_LISTED = re.compile(r"^\s*(?:,|,?\s+and)\s+(?:the\s+)?(?:(?:village|town|city|hamlet)\s+of\s+)?$", re.IGNORECASE)
_AREA_LEADS = re.compile(rf"\bin\s+(?:the\s+)?(?:(?:{_WIND})\s+)?(?:(?:countryside|part|parts|{_UNIT})\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_LEADING_TO = re.compile(
    rf"^(?:['’]s)?(?:\s+(?:{_WIND}|{_UNIT}|countryside))*(?:,[^.;:()\n]{{0,60}}|\s+the)?\s+(?:{_SETTLED})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_REACH = 30  # characters between a place and the area behind it
_FAR = 100  # between an area and the list that it is stated for


def with_containers(toponyms: Sequence[Toponym], text: str) -> list[Toponym]:
    """The toponyms with the areas that the text puts them in, innermost first. `text` is the document's.

    What stands behind the last of a list ("A, B and C in Y", "A and B, both in Y"), or before its first ("in Y, the villages of A and B"), holds for all.
    """
    out = list(toponyms)
    order = sorted(range(len(out)), key=lambda i: out[i].span)
    shared: dict[int, tuple[str, ...]] = {}  # the areas of a list, by the member they are found at
    before: dict[int, Toponym] = {}  # those that took them over, as they were
    for here, after in zip(reversed(order[:-1]), reversed(order[1:]), strict=True):
        one, other = out[here], out[after]
        if one.span.end > other.span.start:
            continue
        between = text[one.span.end : other.span.start]
        if len(between) <= _REACH and _INSIDE.match(between):
            if after in before and _SHARED.match(between):  # "A in X, and B in Y": the area is no member of the list behind it
                other = out[after] = before.pop(after)
            found = (other.text, *(other.containers if between.startswith(",") else ()))
            if _SHARED.match(between):
                shared[here] = found
        elif after in shared and _LISTED.match(between):
            found = shared[here] = shared[after]
            before[here] = one
        else:
            continue
        out[here] = replace(one, containers=(*one.containers, *found))
    return _led(out, order, text)


def _led(toponyms: list[Toponym], order: Sequence[int], text: str) -> list[Toponym]:
    """With the area that is stated before a list: "in Y, fire burnt the villages of A and B", "in Y's towns of A and B"."""
    area: str | None = None
    for here, after in pairwise(order):
        one, other = toponyms[here], toponyms[after]
        between = text[one.span.end : max(one.span.end, other.span.start)]
        if len(between) <= _FAR and _LEADING_TO.match(between) and _AREA_LEADS.search(text, max(0, one.span.start - _REACH), one.span.start):
            area = one.text
        elif area is None or not _LISTED.match(between):
            area = None
            continue
        toponyms[after] = replace(other, containers=(*other.containers, area))
    return toponyms
