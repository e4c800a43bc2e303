"""The policy of control in words and as JSON: whatever shows who held what says by which policy."""

from __future__ import annotations

from noria.derive.areas import InferredArea
from noria.derive.policy import ControlPolicy
from noria.views.forms import Form, holding_form


def policy_form(policy: ControlPolicy) -> Form:
    """`{"fades_after", "contiguity", "reach_km"}`; days are null where evidence lasts until other evidence comes."""
    return {"fades_after": policy.fades_after, "contiguity": policy.contiguity, "reach_km": policy.reach_km}


def policy_text(policy: ControlPolicy) -> str:
    """What the policy does, in two sentences."""
    days = policy.fades_after
    lasts = ("Evidence of who held a place lasts until other evidence comes." if days is None else
             f"Evidence of who held a place lasts {days} day{'s' if days != 1 else ''}; after that its holder is not known.")
    ground = {
        "none": "Nothing is inferred of the ground between places.",
        "nearest": f"Ground between places is inferred to be with the nearest place whose holder is known, up to {policy.reach_km:g} km from it.",
        "joined": (f"Ground between places is inferred to be with the nearest place whose holder is known, up to {policy.reach_km:g} km from it, "
                   "but only where another place of the same side borders on it."),
    }[policy.contiguity]
    return f"{lasts} {ground}"


def area_form(area: InferredArea) -> Form:
    """One inferred area: the holding of the place that it is counted with, and its polygons as a GeoJSON MultiPolygon has them."""
    form = holding_form(area.holding)
    return {key: form[key] for key in ("place", "state", "holder", "claims")} | {
        "side": area.side, "inferred": True, "rule": area.rule,
        "polygons": [[[list(corner) for corner in ring] for ring in polygon] for polygon in area.polygons]}
