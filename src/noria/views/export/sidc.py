"""Symbol codes of units: 20 digits as MIL-STD-2525D and APP-6D have them, from what a unit is called.

Digits: version 10, context 0 (reality), standard identity, symbol set 10 (land unit), status 0 (present), no headquarters or task force,
echelon, entity, two modifiers. What a name does not tell stays 0, unspecified; nothing is guessed from whose unit it is.
"""

from __future__ import annotations

import re
from typing import Literal

Identity = Literal["0", "1", "3", "4", "6"]  # pending, unknown, friend, neutral, hostile
LAND_UNIT = "10"
UNSPECIFIED = "000000"

ECHELONS = (("24", r"army groups?|fronts"), ("23", r"(?:field|tank|shock) arm(?:y|ies)|\d+(?:st|nd|rd|th) army"), ("22", r"corps"), ("21", r"divisions?"),
            ("18", r"brigades?"), ("17", r"regiments?"), ("16", r"battalions?|squadrons?"), ("15", r"compan(?:y|ies)|batter(?:y|ies)"), ("14", r"platoons?|detachments?"),
            ("13", r"sections?"), ("12", r"squads?"), ("11", r"teams?|crews?"))
ENTITIES = (("130100", r"air[- ]defen[cs]e|anti-aircraft"), ("130300", r"artillery|rocket"), ("120500", r"armou?red|tank|mechani[sz]ed"), ("121300", r"reconnaissance|cavalry"),
            ("121700", r"special (?:mission )?forces|commandos?|spetsnaz"), ("140700", r"engineers?|sappers?"), ("121100", r"infantry|rifle"))
_ECHELONS = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in ECHELONS)
_ENTITIES = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in ENTITIES)


def sidc(name: str, identity: Identity) -> str:
    """The code of a land unit of this name and standard identity."""
    echelon = next((code for code, words in _ECHELONS if words.search(name)), "00")
    entity = next((code for code, words in _ENTITIES if words.search(name)), UNSPECIFIED)
    return f"100{identity}{LAND_UNIT}00{echelon}{entity}0000"
