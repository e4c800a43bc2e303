"""How the words around a place name set the spot off from the named place: "six miles north of X", "the eastern countryside of X",
"outskirts of X", "near X", "between X and Y".

Only what stands directly at the name counts, so that no parse is needed. A time ("an hour's drive from X") is no distance: it widens the
footprint and leaves the distance open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from noria.reading.numbers import read_numbers
from noria.reading.toponyms.model import Setting, Toponym
from noria.values.place import Relation

_REACH, _TAIL = 110, 60  # characters before a name that its setting may fill, with a distance and without one
_LEADING = re.compile(r"\b(?:of|from|off|outside|near|around|to|(?:north|south|east|west)\w*)\b", re.IGNORECASE)
_UNITS = re.compile(r"(?:km|kilomet|mile|mi\b|met|\bm\b|yard|hour|minute)", re.IGNORECASE)
_D = r"(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|east(?:ern)?|west(?:ern)?"
_NUMBER = (r"\d+(?:[.,]\d+)?|half\s+an?|a\s+few|a\s+couple\s+of|several|an?|"
           r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")
_KM = {"km": 1.0, "kilomet": 1.0, "mi": 1.609344, "m": 0.001, "met": 0.001, "ya": 0.0009144}
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m|yards?"
_HEAD = r"(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|hamlet|district|province|governorate|oblast|settlement|region|capital)(?:,?\s+of)?\s+)?(?:the\s+)?(?:(?:central|downtown|greater|inner|old)\s+)?$"
_PART = r"countryside|country\s?side|hinterland|outskirts|suburbs?|edges?|surroundings|environs|vicinity|entrances?|approach(?:es)?|perimeter|periphery"
_AWAY = rf"(?:away\s+|out\s+|further\s+)?(?:to\s+the\s+|due\s+)?(?P<direction>{_D})?\s*(?:of|from|away\s+from|outside(?:\s+of)?|off|short\s+of)\s+"
_DISTANCE = re.compile(
    rf"(?P<words>(?P<within>within\s+|(?:less|no\s+more|fewer)\s+than\s+|under\s+|up\s+to\s+)?(?:(?:about|around|some|roughly|approximately|only|just|nearly|almost)\s+)*"
    rf"(?<![\w.,-])(?P<low>{_NUMBER})(?:\s*(?:-|–|to|or|and)\s*(?P<high>{_NUMBER}))?[\s-]*(?P<unit>{_UNIT})\b\s*(?:\([^()]*\)\s*)?{_AWAY}){_HEAD}", re.IGNORECASE)
_DRIVE = re.compile(rf"(?P<words>(?<![\w-])(?P<low>{_NUMBER})[\s-]*(?P<unit>hour|minute)s?['’]?s?['’]?\s+(?:drive|ride|journey)\s+{_AWAY}){_HEAD}", re.IGNORECASE)
_DIRECTED = re.compile(rf"(?P<words>\b(?:to\s+the\s+)?(?P<direction>{_D})\s+of\s+){_HEAD}", re.IGNORECASE)
_PART_OF = re.compile(rf"(?P<words>(?:\b(?P<direction>{_D})\s+)?\b(?P<part>{_PART})\s+of\s+){_HEAD}", re.IGNORECASE)
_NEAR = re.compile(rf"(?P<words>\b(?:near(?:\s+to)?|close\s+to|just\s+outside|outside(?:\s+of)?|around|adjacent\s+to|next\s+to|not\s+far\s+from)\s+){_HEAD}", re.IGNORECASE)
_SIDE = re.compile(rf"(?P<words>\b(?P<direction>{_D})\s+)(?P<adjective>)$", re.IGNORECASE)
_SIDE_OF = re.compile(rf"(?P<words>(?:(?<!\bto )\bthe\s+(?P<direction>{_D})|(?P<adjective>{_D})\s+(?:part|parts|side|sections?|districts?|neighbou?rhoods?|quarters?))\s+of\s+){_HEAD}", re.IGNORECASE)
_AFTER = re.compile(rf"(?:['’]s?)?\s+(?:(?P<direction>{_D})\s+)?(?P<part>{_PART})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:(?:cities|towns|villages|city|town|village|districts?|provinces?|governorates?)(?:\s+of)?\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?:(?:city|town|village|district|province|governorate)(?:\s+of)?\s+)?$", re.IGNORECASE)
_RURAL = re.compile(r"country|hinterland", re.IGNORECASE)
PLAIN = Setting()
_BREAK = re.compile(r"\n|[.!?;:]\s")


def in_setting(toponyms: Sequence[Toponym], text: str) -> list[Toponym]:
    """The toponyms, in the order of the text, with the words around them. `text` is the document's."""
    out = [replace(t, before=_BREAK.split(text[max(0, t.span.start - _REACH) : t.span.start])[-1],
                   after=_BREAK.split(text[t.span.end : t.span.end + _REACH])[0]) for t in toponyms]
    for i, (one, other) in enumerate(pairwise(out)):
        if _BETWEEN.search(one.before) and _AND.fullmatch(text[one.span.end : other.span.start]):
            out[i], out[i + 1] = replace(one, partner=other.span), replace(other, partner=one.span)
    return out


def setting(toponym: Toponym, core: str) -> Setting:
    """The setting of one mention, by the words around `core`, which is what of the mention bears the name."""
    if core == toponym.text and not toponym.before and not toponym.after:
        return PLAIN
    if toponym.partner is not None:
        return Setting("between", words="between")
    inside, _, behind = toponym.text.partition(core)
    return read_setting(toponym.before + inside, behind + toponym.after)


def read_setting(before: str, after: str) -> Setting:
    """The setting that the words before and behind a name make; the plain place where they make none."""
    if not _LEADING.search(before[-_TAIL:]):
        before = ""  # most names; spares them the longer patterns
    if _UNITS.search(before):
        if (found := _DISTANCE.search(before)) is not None:
            return _measured(found)
        if (found := _DRIVE.search(before)) is not None:
            hours = (_number(found["low"]) or 1.0) / (60 if found["unit"].lower() == "minute" else 1)
            return Setting("near", hours=hours, direction=_wind(found["direction"]), words=found["words"].strip())
    before = before[-_TAIL:]
    side = _SIDE_OF.search(before) or _SIDE.search(before)
    if side is None and (found := _DIRECTED.search(before)) is not None:
        return Setting(_relation(found["direction"]), direction=_wind(found["direction"]), words=found["words"].strip())
    if (found := _PART_OF.search(before)) is not None:
        return _part(found, found["direction"])
    if (found := _AFTER.match(after)) is not None:
        return _part(found, found["direction"] or (_side(side) if side else None))
    if (found := _NEAR.search(before)) is not None:
        return Setting("near", words=found["words"].strip())
    if side is not None:
        return Setting(direction=_wind(_side(side)), words=side["words"].strip())
    return PLAIN


def _measured(found: re.Match[str]) -> Setting:
    scale = next(km for unit, km in sorted(_KM.items(), key=lambda item: -len(item[0])) if found["unit"].lower().startswith(unit))
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    relation, direction, words = _relation(found["direction"]) if found["direction"] else "near", _wind(found["direction"]), found["words"].strip()
    if low is None:  # "a few miles"
        return Setting(relation, direction=direction, words=words)
    return Setting(relation, round((low + (high or low)) / 2 * scale, 2), direction=direction, within=found["within"] is not None, words=words)


def _part(found: re.Match[str], direction: str | None) -> Setting:
    part = "countryside" if _RURAL.match(found["part"]) else "outskirts"
    return Setting(direction=_wind(direction), part=part, words=found.group().strip())  # type: ignore[arg-type]


def _side(found: re.Match[str]) -> str:
    direction: str = found["direction"] or found["adjective"]
    return direction


def _wind(words: str | None) -> str | None:
    """"north-western" -> "northwest"; None for none."""
    return re.sub(r"[- ]|ern$", "", words.lower()) if words else None


def _relation(words: str) -> Relation:
    return f"{_wind(words)} of"  # type: ignore[return-value]  # the eight winds are relations


def _number(words: str) -> float | None:
    words = " ".join(words.lower().split())
    if words.startswith("half"):
        return 0.5
    if words in ("a", "an"):
        return 1.0
    if words in ("a few", "a couple of", "several"):
        return None
    if words[0].isdigit():
        return float(words.replace(",", "."))
    found = read_numbers(words)
    return float(found[0].low) if found and found[0].low is not None else None
