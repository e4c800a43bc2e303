"""Inferred areas of control as GeoJSON features: every one says that it is inferred, by which policy, and from which claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from noria.derive.areas import inferred_areas
from noria.values.ids import content_id
from noria.views.export.material import Material
from noria.views.policies import area_form, policy_form


def inferred_features(material: Material) -> Iterator[dict[str, Any]]:
    """The areas of the day asked for. They are another on every day, so that without a day there are none."""
    if material.on is None:
        return
    day = str(material.on)
    for area in inferred_areas(material.results.holdings, material.on, material.policy):
        form = area_form(area)
        yield {
            "type": "Feature", "id": content_id("a", [form["place"]["id"], day, area.rule]),
            "geometry": {"type": "MultiPolygon", "coordinates": form["polygons"]},
            "properties": {
                "kind": "control-area", "inferred": True, "policy": policy_form(material.policy), "start": day, "end": day, "state": form["state"],
                "side": form["side"], "holder": form["holder"], "place": form["place"]["name"], "place_id": form["place"]["id"],
                "evidence": form["claims"], "rule": area.rule}}
