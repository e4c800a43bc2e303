"""The columns, and which groups of people stand in which."""

from __future__ import annotations

BUCKETS = ("civilians", "children", "women", "men", "belligerents")
MEASURES = {"killed": "killed", "injured": "wounded"}  # the column's word and the claim's
HARM = tuple(f"{bucket}_{word}_{end}" for bucket in BUCKETS for word in MEASURES for end in ("min", "max"))
COLUMNS = (
    "incident_id", "date_start", "date_end", "location", "admin1", "admin2", "country", "latitude", "longitude", "geolocation_accuracy",
    "strike_type", "strike_status", "belligerents", "belligerent_type", "civilian_harm_reported", *HARM, "named_victims", "grading",
    "grading_reason", "source_count", "origin_count", "sources", "quoted", "summary")

STRIKE_TYPES = {"airstrike": "Airstrike", "shelling": "Artillery", "bombing": "Explosive device", "attack": "Ground operation", "clash": "Ground operation"}
DRONE = "Drone strike"
STATUSES = ("Declared strike", "Likely strike", "Contested strike", "Single source claim")
EXPLOSIVE = frozenset({"airstrike", "shelling", "bombing"})
ACCURACY = {"site": "Exact location", "populated place": "Town", "near": "Near a town", "district": "District", "province": "Province",
            "region": "Region", "country": "Country", "water": "Over water"}
