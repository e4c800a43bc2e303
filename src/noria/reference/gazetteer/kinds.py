"""What kind of place a feature code or a feature word names.

Codes: GeoNames feature codes (PPL, ADM1, AIRB …), which GNS designations share. Words: what tables and texts call a place in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from noria.reference.gazetteer.entry import Kind

_SITE_WORDS = frozenset("""airbase airport airfield airstrip aerodrome heliport base barracks bridge dam checkpoint prison jail courthouse camp crossing factory plant
refinery mine hospital school university mosque church monastery cathedral castle fort citadel station depot quarry field oilfield gasfield
junction roundabout intersection highway road port harbour harbor border post outpost garrison site brigade regiment battalion division academy
museum stadium pipeline silo silos farm hill mountain peak mount building complex company headquarters neighbourhood neighborhood suburb quarter""".split())
_REGION_WORDS = frozenset("area region plain plains valley desert forest island islands peninsula countryside hills mountains range corridor front triangle".split())
_WATER_WORDS = frozenset("river lake sea bay gulf canal strait reservoir wadi creek ocean spring".split())
_ADMIN1_WORDS = frozenset("governorate province oblast krai prefecture wilaya muhafazah department".split())
_ADMIN2_WORDS = frozenset("district raion county subdistrict municipality commune nahiyah nahiya mintaqah qada rayon".split())
_POPULATED_WORDS = frozenset("city town village hamlet settlement place populated locality borough".split())
_CODE = re.compile(r"[A-Z]{3,5}\d?[A-Z]?|[A-Z]{2,4}\d|[SHLTPARUV]")


# One installation, whatever a text calls it.
_AIRFIELD_WORDS = ("airbase", "air base", "airport", "airfield", "military airport", "military airbase", "military air base")
_AIRFIELD = re.compile(r"air ?base|airport|airfield|aerodrome|AIR[BPFT]|ABD", re.IGNORECASE)
_AIRFIELD_TAIL = re.compile(r"\s+(?:(?:military|international|air ?base|airport|airfield|aerodrome)\b\s*)+$", re.IGNORECASE)


def with_feature_word(names: Sequence[str], words: str) -> list[str]:
    """The names of a site as texts write them, where its table keeps the feature word apart: "Kuta", "dam" -> "Kuta dam"."""
    if _AIRFIELD.fullmatch(words.strip()) or any(_AIRFIELD_TAIL.search(name) for name in names):
        return [f"{bare} {word}" for name in names if (bare := _AIRFIELD_TAIL.sub("", name)) for word in _AIRFIELD_WORDS]
    if words.islower() and kind_of_words(words) == "site":
        return [f"{name} {words}" for name in names if words not in name.casefold()]
    return []


def kind_of_code(code: str) -> Kind | None:
    """The kind of a GeoNames feature code ("PPLC", "ADM2", "AIRB"), or None where it is none."""
    code = code.strip()
    if not _CODE.fullmatch(code) or any(code.casefold() in known for known, _ in _WORDS):
        return None
    if code.startswith("PPL") or code == "P":
        return "capital" if code == "PPLC" else "site" if code in {"PPLX", "PPLQ", "PPLW"} else "populated place"
    if code.startswith("PCL"):
        return "country"
    if code.startswith("ADM1") or code == "A":
        return "admin1"
    if code.startswith("ADM"):
        return "admin2"
    if code == "CONT":
        return "continent"
    if code.startswith(("RGN", "AREA", "PLN", "VAL", "DSRT", "ISL", "MTS", "PEN")) or code in {"L", "T", "V"}:
        return "region"
    if code.startswith(("STM", "LK", "SEA", "BAY", "GULF", "CNL", "RSV", "WAD", "OCN", "STRT", "SPNG")) or code == "H":
        return "water"
    return "site"


def kind_of_words(words: str, stated: bool = True) -> Kind:
    """The kind that feature words tell: "town", "air base", "Kharkiv Oblast". A populated place where they tell nothing.

    `stated` False: the words are a bare name; only its last word counts.
    """
    found = re.findall(r"\w+", words.casefold())
    for word in reversed(found) if stated else found[-1:] if len(found) > 1 else []:
        for known, kind in _WORDS:
            if word in known or (word.endswith("s") and word[:-1] in known):
                return kind
    return "populated place"


_WORDS: tuple[tuple[frozenset[str], Kind], ...] = (
    (_POPULATED_WORDS, "populated place"), (_ADMIN1_WORDS, "admin1"), (_ADMIN2_WORDS, "admin2"), (_SITE_WORDS, "site"),
    (_WATER_WORDS, "water"), (_REGION_WORDS, "region"), (frozenset({"capital"}), "capital"), (frozenset({"country"}), "country"))
