"""ACLED's columns in the order of its exports, and its closed lists."""

from __future__ import annotations

from typing import Literal

from noria.values.day import Day

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp")

EventType = Literal["Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"]

# Types and sub-types in the codebook's hierarchical order: of what happened at one place on one day between the same parties, the first stands.
SUB_TYPES: dict[str, EventType] = {
    "Government regains territory": "Battles", "Non-state actor overtakes territory": "Battles", "Armed clash": "Battles",
    "Excessive force against protesters": "Protests", "Protest with intervention": "Protests", "Peaceful protest": "Protests",
    "Violent demonstration": "Riots", "Mob violence": "Riots",
    "Chemical weapon": "Explosions/Remote violence", "Air/drone strike": "Explosions/Remote violence", "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence", "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians", "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Agreement": "Strategic developments", "Arrests": "Strategic developments", "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments", "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments", "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments"}
RANK = {sub_type: rank for rank, sub_type in enumerate(SUB_TYPES)}

INTER: dict[int, str] = {1: "State forces", 2: "Rebel group", 3: "Political militia", 4: "Identity militia", 5: "Rioters", 6: "Protesters",
                         7: "Civilians", 8: "External/Other forces"}
# Pairs that the codebook has a code for, first the lower number but for 78; "10" and the like are an actor alone.
INTERACTIONS = frozenset(int(code) for code in (
    "10 11 12 13 14 15 16 17 18 20 22 23 24 25 26 27 28 30 33 34 35 36 37 38 40 44 45 46 47 48 50 55 56 57 58 60 66 67 68 70 77 78 80 88").split())
SOURCE_SCALES = ("local", "subnational", "national", "regional", "international", "other")
# The first day that ACLED codes, by region (acledR's `acled_regions`).
COVERAGE: dict[str, Day] = {
    **dict.fromkeys(("Western Africa", "Middle Africa", "Eastern Africa", "Northern Africa"), Day(1997, 1, 1)), "Southern Africa": Day(1997, 1, 5),
    **dict.fromkeys(("South Asia", "Southeast Asia"), Day(2010, 1, 1)), "Middle East": Day(2015, 1, 1), "Caucasus and Central Asia": Day(2017, 1, 1),
    **dict.fromkeys(("Europe", "Central America", "South America", "Caribbean", "East Asia", "North America"), Day(2018, 1, 1)),
    "Oceania": Day(2021, 1, 1), "Antarctica": Day(2021, 3, 19)}


def disorder(sub_type: str) -> str:
    """The `disorder_type` of a sub-event type."""
    kind = SUB_TYPES[sub_type]
    if sub_type == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if sub_type == "Mob violence" or kind in {"Battles", "Explosions/Remote violence", "Violence against civilians"}:
        return "Political violence"
    return "Strategic developments" if kind == "Strategic developments" else "Demonstrations"


def interaction(one: int | None, other: int | None) -> tuple[int, str] | None:
    """The code and its words, whichever of the two actors comes first; None where there is no such pair."""
    if one is None:
        return None
    low, high = sorted((one, other)) if other else (one, 0)
    code = low * 10 + high
    if code not in INTERACTIONS:
        return None
    if not other:
        return code, f"{INTER[one]} only"
    first, second = (high, low) if code == 78 else (low, high)
    return code, f"{INTER[first]}-{INTER[second]}"
