"""The order of battle as a scenario of ORBAT Mapper (github.com/orbat-mapper/orbat-mapper): sides, groups, units with their sub-units and symbol codes.

A unit's description says where it comes from, claim by claim; its `state` has an entry for each dated claim that places it, and for each day on which
a commander begins or ends or its parent changes. The tree itself is of one day: the one asked for, else the last told. Sides are told
apart by their standard identities in the order of the codebook, which says nothing of friend and foe.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from noria.claims.model import Claim, PlaceRef
from noria.derive.model import Command, Force
from noria.derive.roster import order_on
from noria.reference.codebook import PEOPLE
from noria.values.count import Count
from noria.values.day import Day
from noria.values.ids import content_id
from noria.views.cells import count_text
from noria.views.codings.ground import Ground
from noria.views.export.material import Material
from noria.views.export.sidc import Identity, sidc

Node = dict[str, Any]

VERSION = "0.40.0"  # of the scenario format; newer ones read it
SYMBOLOGY = "2525"
_IDENTITIES: tuple[Identity, ...] = ("3", "6", "4")
_UNKNOWN: Identity = "1"
_NO_SIDE = "Side not known"
_THERE = frozenset({"capture", "hold", "deploy", "advance", "clash"})  # deeds whose doer is at the place
_QUOTES = 4


def export(material: Material) -> str:
    ground = material.ground
    placed = _placed(ground)
    zone = ZoneInfo(material.time_zone)
    by_side: dict[str | None, list[Force]] = defaultdict(list)
    order_of_battle = material.results.forces if material.on is None else order_on(material.results.forces, material.on)
    days = _told_days(placed, order_of_battle) or [
        event.time.start for event in material.results.events if event.time is not None and _on_the_calendar(event.time.start)]
    for force in order_of_battle:
        by_side[force.side].append(force)
    order = [side.id for side in ground.codebook.sides if side.id in by_side]
    order += sorted(side for side in by_side if side is not None and side not in order)
    identities: dict[str | None, Identity] = {side: _IDENTITIES[min(n, len(_IDENTITIES) - 1)] for n, side in enumerate(order)}
    sides = [_side(side, by_side[side], identities.get(side, _UNKNOWN), placed, ground, zone) for side in (*order, *([None] if None in by_side else []))]
    name = material.name or "Order of battle"
    start = min(days) if days else None
    scenario = {
        "id": content_id("s", {"orbat": name}), "type": "ORBAT-mapper", "version": VERSION, "name": name,
        "description": "Made by Noria. Every unit's description names the claims and infobox lines it comes from, with their sentences. "
                       "Standard identities part the sides in the order of the codebook and do not say who is friend or foe.",
        **({"startTime": _at(start, zone)} if start else {}), "timeZone": material.time_zone, "symbologyStandard": SYMBOLOGY,
        "sides": sides, "events": _events(material, zone), "layers": [], "mapLayers": []}
    return json.dumps(scenario, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _told_days(placed: dict[str, list[tuple[Day, PlaceRef, Claim]]], forces: Sequence[Force]) -> list[Day]:
    """The days of all states."""
    found = [day for force in forces for day, _, _ in placed.get(force.id, ())]
    found += [day for force in forces for one in force.commanders for day in (one.since, one.fate_day) if day is not None]
    found += [tie.since for force in forces for tie in force.ties if tie.since is not None]
    return [day for day in found if _on_the_calendar(day)]


def _side(side: str | None, forces: Sequence[Force], identity: Identity, placed: dict[str, list[tuple[Day, PlaceRef, Claim]]],
          ground: Ground, zone: ZoneInfo) -> Node:
    known = next((one for one in ground.codebook.sides if one.id == side), None)
    people = {force.id: force for force in forces if _is_person(force, ground)}
    here = {force.id for force in forces} - people.keys()
    below: dict[str | None, list[Force]] = defaultdict(list)
    staff: dict[str | None, list[str]] = defaultdict(list)
    for force in forces:
        if force.id in people:
            staff[force.parent].append(force.name)
        else:
            below[force.parent if force.parent in here else None].append(force)

    def unit(force: Force) -> Node:
        return {"id": force.id, "name": force.name, "sidc": sidc(force.name, identity), "description": _description(force, staff[force.id], ground),
                "subUnits": [unit(child) for child in below.get(force.id, ())], "state": _changes(force, _states(placed.get(force.id, []), force, zone), ground, zone)}

    name = known.name if known else side.removeprefix("side:").replace("-", " ") if side else _NO_SIDE
    colour = {"symbolOptions": {"fillColor": known.colour}} if known and known.colour else {}
    return {"id": content_id("s", {"side": side}), "name": name, "standardIdentity": identity, **colour,
            "groups": [{"id": content_id("s", {"group": side}), "name": "Forces", "subUnits": [unit(force) for force in below[None]]}]}


def _is_person(force: Force, ground: Ground) -> bool:
    """Whether the codebook knows the entry as one person, who is no unit."""
    known = ground.codebook.actor_by_id(force.id)
    return known is not None and known.kind in PEOPLE


def _description(force: Force, staff: Sequence[str], ground: Ground) -> str:
    """Commanders, people and strength, then the rule and the claims with their sentences."""
    lines = [f"Commander: {_called(one)}" + (f" ({one.fate})" if one.fate else "") + _span(one) for one in force.commanders]
    lines += [f"Belongs to it: {', '.join(staff)}"] if staff else []
    lines += [f"Strength: {_strength(count)}" for count in force.strength]
    told = ground.told(force.claims)
    lines += [f"“{claim.evidence.quote}” ({claim.document.publisher or claim.document.file}, {claim.document.published or 'undated'}; {claim.id})"
              for claim in told[:_QUOTES]]
    rest = [id for id in force.claims if id not in {claim.id for claim in told[:_QUOTES]}]
    lines += [f"Rule: {force.rule}." + (f" Also: {', '.join(rest)}." if rest else "" if told else " It stands in the codebook.")]
    return "\n\n".join(lines)


def _strength(count: Count) -> str:
    return count_text({"measure": count.measure, "low": count.low, "high": count.high, "approximate": count.approximate, "group": count.group,
                       "kind": count.kind})


def _placed(ground: Ground) -> dict[str, list[tuple[Day, PlaceRef, Claim]]]:
    """Where claims put each force of the codebook, by day."""
    out: dict[str, list[tuple[Day, PlaceRef, Claim]]] = defaultdict(list)
    for claim in ground.told(id for event in ground.results.events for id in event.claims):
        if claim.type not in _THERE or claim.factuality != "realised" or claim.time.interval is None or claim.time.interval.days > 1:
            continue
        if not _on_the_calendar(claim.time.interval.start):
            continue
        spots = [place for place in claim.places if place.point is not None and place.relation == "in" and place.precision in {"site", "populated place"}]
        if len(spots) == 1:
            for actor in claim.actors:
                if (known := ground.directory.known(actor)) is not None:
                    out[known.id].append((claim.time.interval.start, spots[0], claim))
    return out


def _states(placed: Sequence[tuple[Day, PlaceRef, Claim]], force: Force, zone: ZoneInfo) -> list[Node]:
    """One entry for each day and place, with the claims that put the force there."""
    told: dict[tuple[Day, str], list[tuple[PlaceRef, Claim]]] = defaultdict(list)
    for day, place, claim in placed:
        told[day, place.name or place.mention].append((place, claim))
    out = []
    for (day, name), group in sorted(told.items(), key=lambda item: (item[0][0], item[0][1])):
        point = group[0][0].point
        assert point is not None
        out.append({"id": content_id("s", {"state": [force.id, str(day), name]}), "t": _at(day, zone), "title": f"{group[0][1].type}: {name}",
                    "description": "\n\n".join(f"“{claim.evidence.quote}” ({claim.id})" for _, claim in group[:_QUOTES]), "location": [point.lon, point.lat]})
    return out


def _changes(force: Force, states: list[Node], ground: Ground, zone: ZoneInfo) -> list[Node]:
    """The states with what changes a force on a day beside its place: a commander who begins or ends, a new parent."""
    told = [(one.since, f"Commander: {_called(one)}", one.claims) for one in force.commanders]
    told += [(one.fate_day, f"{_called(one)}: {one.fate}", one.fate_claims) for one in force.commanders]
    names = {other.id: other.name for other in ground.results.forces}
    told += [(tie.since, f"Part of {names.get(tie.parent, tie.parent)}" if tie.parent else "Part of no other force", tie.claims) for tie in force.ties]
    made = [{"id": content_id("s", {"change": [force.id, str(day), what]}), "t": _at(day, zone), "title": what,
             "description": "\n\n".join([*(f"“{claim.evidence.quote}” ({claim.id})" for claim in ground.told(claims)[:_QUOTES])] or claims)}
            for day, what, claims in told if day is not None and _on_the_calendar(day)]
    return sorted([*states, *made], key=lambda state: (state["t"], state["title"]))


def _span(one: Command) -> str:
    """From when to when somebody commanded, where a day is told."""
    return f", {one.since or '…'} to {one.until or '…'}" if one.since or one.until else ""


def _called(one: Command) -> str:
    return " ".join(part for part in (one.rank, one.name) if part)


def _events(material: Material, zone: ZoneInfo) -> list[Node]:
    """Operations as events of the scenario's time line."""
    return [{"id": operation.id, "title": operation.name, "startTime": _at(operation.time.start, zone),
             "description": f"Rule: {operation.rule}. Claims: {', '.join(operation.claims)}."}
            for operation in material.results.operations if operation.time is not None and _on_the_calendar(operation.time.start)]


def _on_the_calendar(day: Day) -> bool:
    """Whether a date of the programs' calendar can say the day: they have no years BC."""
    return day.year >= dt.MINYEAR


def _at(day: Day, zone: ZoneInfo) -> str:
    """The beginning of the day in the dossier's time zone, ISO 8601."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone).isoformat()
