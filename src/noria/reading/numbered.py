"""Bodies of troops that share one word after their numbers: "the 15th and 31st Divisions", "First, Second and Third Armies"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)"
_SHARED = re.compile(rf"{_NUMBER} (?:[A-Z][\w.]+ )*(?P<unit>Divisions|Armies|Brigades|Regiments|Battalions|Corps|Squadrons|Companies|Groups|Fleets|Fronts)")
_BEFORE = re.compile(rf"(?:{_NUMBER}, (?:the )?)*{_NUMBER},? (?:and|or) (?:the )?$")
_EACH = re.compile(_NUMBER)
_BARE = re.compile(rf"(?:.+ )?{_NUMBER}")


def shared_numbers(sentence: str, start: int, text: str) -> list[tuple[int, int]]:
    """Where the numbers stand that share the last word of the name `text` at `start` ("15th" before "31st Divisions")."""
    if text[-1] != "s" or _SHARED.fullmatch(text) is None or (before := _BEFORE.search(sentence, max(0, start - 60), start)) is None:
        return []
    return [match.span() for match in _EACH.finditer(sentence, before.start(), start)]


def in_full(text: str, following: Sequence[str]) -> str | None:
    """One body's name of several that share a word: "15th Division" for "15th", whose list goes on with `following` ("31st Divisions"),
    and "31st Division" for "31st Divisions" itself; None for a name that shares nothing.
    """
    last = next((name for name in following if _SHARED.fullmatch(name)), text) if _BARE.fullmatch(text) else text
    if (shared := _SHARED.fullmatch(last)) is None:
        return None
    unit = shared["unit"]
    one = unit if unit == "Corps" else unit[:-3] + "y" if unit.endswith("ies") else unit[:-1]
    return f"{text} {_rest(last, unit)}{one}" if last != text else text.removesuffix(unit) + one


def _rest(name: str, unit: str) -> str:
    """The words between number and unit: "Airborne " of "101st Airborne Divisions"."""
    return name.removesuffix(unit).split(" ", 1)[1]
