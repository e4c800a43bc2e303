"""The words around and inside a place name: feature words, directions, and the areas that a text puts a place in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from noria.reference.gazetteer.entry import Kind
from noria.reference.gazetteer.kinds import kind_of_words
from noria.values.place import Precision

_DIRECTION = (r"(?:north(?:ern|west(?:ern)?|east(?:ern)?)?|south(?:ern|west(?:ern)?|east(?:ern)?)?|east(?:ern)?|west(?:ern)?|central|"
              r"(?:north|south)-(?:west|east)(?:ern)?)")
_FEATURE = (r"governorate|province|oblast|krai|prefecture|wilaya|raion|rayon|district|county|subdistrict|sub-district|municipality|region|state|"
            r"department|commune|city|town|village|hamlet|settlement|camp|air ?base|airport|airfield|military base|base|dam|bridge|"
            r"countryside|suburbs?|outskirts|area|river|lake|island|valley|mountains?|hills?|plain|desert|peninsula|front|highway|road|crossing")
_BEFORE = re.compile(
    rf"^(?:the\s+)?(?:(?:{_DIRECTION}|rural|greater|downtown|outer|inner|old|mainland)\s+(?!(?:of|around|near)\s))*"
    rf"(?:(?:{_FEATURE}|{_DIRECTION}|centre|center|capital|edge|vicinity|entrance)\s+(?:of|around|near)\s+)?(?:the\s+)?"
    rf"(?:(?:city|town|village|district|province|governorate|oblast)\s+of\s+)?", re.IGNORECASE)
_AFTER = re.compile(rf"(?:['’]s)?(?:\s+(?:{_DIRECTION}|{_FEATURE}|military|international|rural|city|old))+$", re.IGNORECASE)
_LAST = re.compile(rf"(?:{_DIRECTION}|{_FEATURE}|military|international|rural|city|old)$", re.IGNORECASE)
_NEAR = re.compile(rf"\b(?:outskirts|vicinity|edge|near|around|entrance|{_DIRECTION}\s+of|suburbs?)\b", re.IGNORECASE)
_RURAL = re.compile(r"\b(?:countryside|rural|area)\b", re.IGNORECASE)
_WIND = re.compile(_DIRECTION, re.IGNORECASE)
_DIRECTED = re.compile(rf"\b{_DIRECTION}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart: `core` is what bears the name, `wanted` the kind that its feature word asks for, `precision` what the words
    leave of the place's precision (None: all of it), `words` the words taken off.
    """

    core: str
    wanted: Kind | None
    precision: Precision | None
    words: str


@lru_cache(maxsize=20_000)
def take_apart(text: str) -> Wording:
    """"Lanao countryside" -> Lanao, district; "north of Izium" -> Izium, near; "Donetsk Oblast" -> Donetsk, admin1."""
    text = text.strip()
    before = _BEFORE.match(text)
    start = before.end() if before is not None and before.end() < len(text) else 0
    after = _AFTER.search(text, start + 1) if _LAST.match(text[max(text.rfind(" "), text.rfind("\n")) + 1 :]) else None  # most names end in no such word
    end = after.start() if after is not None else len(text)
    core = text[start:end].strip()
    if not core:
        return Wording(text, None, None, "")
    words = f"{text[:start]} {text[end:]}".strip()
    if not words:
        return Wording(core, None, None, "")
    return Wording(core, wanted_kind(words), _left(words), words)


def is_no_name(core: str) -> bool:
    """Whether what is left bears no name: "the country", "West", "airport"."""
    return core.islower() or _WIND.fullmatch(core) is not None


def wanted_kind(words: str) -> Kind | None:
    """The kind that feature words ask for, None where they ask for none."""
    kind = kind_of_words(words)
    if kind == "populated place" and not re.search(r"\b(?:city|town|village|hamlet|settlement|municipality)\b", words, re.IGNORECASE):
        return None
    return None if kind == "region" else kind


def _left(words: str) -> Precision | None:
    if _NEAR.search(words):
        return "near"
    if _RURAL.search(words):
        return "district"
    return "near" if _DIRECTED.search(words) else None
