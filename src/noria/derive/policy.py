"""How control is read off its evidence: the part of the policy that a reader chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from noria.errors import ValueRefused

Contiguity = Literal["none", "nearest", "joined"]
CONTIGUITIES: tuple[Contiguity, ...] = get_args(Contiguity)
USUAL_CONTIGUITY: Contiguity = "nearest"
USUAL_REACH_KM = 15.0  # about what lies between two towns of settled country
MOST_KM = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPolicy:
    """`fades_after`: days after its last evidence from which on a place's holder is unknown; None keeps it until other evidence comes.

    `contiguity`: what is inferred of the ground between places. "none": nothing; "nearest": it is with the nearest place whose holder is
    known, no farther than `reach_km` from it; "joined": likewise, but only around places that border on another of the same side.
    Raises ValueRefused on days below 1, and on a reach outside 0 to 500 km.
    """

    fades_after: int | None = None
    contiguity: Contiguity = USUAL_CONTIGUITY
    reach_km: float = USUAL_REACH_KM

    def __post_init__(self) -> None:
        if self.fades_after is not None and self.fades_after < 1:
            raise ValueRefused("evidence of control lasts a day at least; write a number of days from 1 up")
        if self.contiguity not in CONTIGUITIES:
            raise ValueRefused(f"there is no contiguity {self.contiguity!r}; choose one of {', '.join(CONTIGUITIES)}")
        if not 0 < self.reach_km <= MOST_KM:
            raise ValueRefused(f"ground is inferred up to a distance of more than 0 and at most {MOST_KM:g} km, not {self.reach_km:g} km")
