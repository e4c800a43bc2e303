"""Closed vocabularies of the claim format: the nineteen types, the factuality scale, the families of types."""

from __future__ import annotations

from typing import Literal, get_args

ClaimType = Literal[
    "launch", "capture", "advance", "withdraw", "hold", "encircle", "clash", "airstrike", "shelling", "bombing",
    "attack", "deploy", "casualty", "displace", "detain", "materiel", "defect", "agree", "state",
]
Factuality = Literal["realised", "unverified", "planned", "failed", "denied"]

CLAIM_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)

# Types that can tell the same occurrence in other words: a report's "attack" is another's "shelling".
FAMILIES: dict[str, tuple[ClaimType, ...]] = {
    "territory": ("capture", "advance", "withdraw", "hold", "encircle"),
    "violence": ("clash", "airstrike", "shelling", "bombing", "attack"),
    "harm": ("casualty", "displace", "detain"),
    "means": ("deploy", "materiel", "defect"),
    "course": ("launch", "agree", "state"),
}
FAMILY_OF: dict[ClaimType, str] = {type_: family for family, types in FAMILIES.items() for type_ in types}
