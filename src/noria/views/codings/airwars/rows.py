"""The columns of an incident, each with its rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noria.derive.interest import stake_of
from noria.derive.words import person_key
from noria.views.cells import listed
from noria.views.codings.airwars.columns import ACCURACY, BUCKETS, COLUMNS, DRONE, EXPLOSIVE, MEASURES, STRIKE_TYPES
from noria.views.codings.coded import Coded, Coding, Refused, Row, Uncoded, ids
from noria.views.codings.deaths import Deaths, Group, deaths
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident, incidents
from noria.views.codings.people import Sides, sides_of
from noria.views.codings.whereabouts import Spot, spots, unit

Values = dict[str, Coded]
_DRONE = re.compile(r"\b(?:drones?|UAVs?|unmanned)\b", re.IGNORECASE)


def code(ground: Ground) -> Coding:
    """The strikes of the dossier that are said to have harmed civilians, or people who may have been."""
    rows: list[Row] = []
    missed: list[Uncoded] = []
    numbers: dict[str, int] = {}
    for incident in sorted(incidents(ground), key=lambda one: (one.time is None, str(one.time.start) if one.time else "", one.deed.id)):
        try:
            number = numbers[incident.deed.id] = numbers.get(incident.deed.id, 0) + 1
            rows.append(_row(incident, number, ground))
        except Refused as refused:
            missed += [refused.of(event.id, event.claims) for event in incident.events]
    coded = {event for row in rows for event in row.events}
    return Coding(tuple(rows), tuple(miss for miss in missed if miss.event not in coded))


def _row(incident: Incident, number: int, ground: Ground) -> Row:
    deed = incident.deed
    if deed.type not in EXPLOSIVE:
        raise Refused("airwars.strike.none", "no strike or explosion is told", deed.claims)
    harmed = {word: deaths(incident, ground, measure) for word, measure in MEASURES.items()}
    told = {bucket for dead in harmed.values() for group in dead.groups for bucket in _buckets(group)}
    vague = [claim.id for claim in incident.claims if claim.type == "casualty" and not claim.counts]
    if not told and not vague:
        raise Refused("airwars.harm.none", "nobody is told to have been harmed", deed.claims)
    if told == {"belligerents"}:
        raise Refused("airwars.harm.belligerents-only", "only fighters are told to have been harmed", deed.claims)
    spot = spots(incident, ground)[0]
    sides = sides_of(incident, spot, ground)
    claims = ids(claim.id for claim in incident.claims)
    id = deed.id.removeprefix("e-") + (f"-{number}" if number > 1 else "")
    values: Values = {
        "incident_id": Coded(id, "airwars.id", claims), **_when(incident, claims), **_where(spot),
        **_strike(incident, sides, ground), **_harm(harmed, told, vague), **_telling(incident, ground)}
    return Row(id, tuple(event.id for event in incident.events), tuple((column, values[column]) for column in COLUMNS))


def _when(incident: Incident, claims: tuple[str, ...]) -> Values:
    time = incident.time
    reason = None if time else "no date is told"
    return {"date_start": Coded(str(time.start) if time else None, "airwars.date", claims, reason),
            "date_end": Coded(str(time.end) if time else None, "airwars.date", claims, reason)}


def _where(spot: Spot) -> Values:
    point = spot.place.point
    open_ = None if point else "the place could not be found on the map"
    first, no_first = unit(spot, lambda entry: entry.admin1)
    second, no_second = unit(spot, lambda entry: entry.admin2)
    near = spot.place.relation not in {"in", "from"} and spot.place.precision in {"site", "populated place"}
    accuracy = ACCURACY["near"] if near else ACCURACY.get(spot.place.precision)
    return {"location": Coded(spot.name, "airwars.where", spot.claims, spot.reason),
            "admin1": Coded(first, "airwars.unit", spot.claims, no_first), "admin2": Coded(second, "airwars.unit", spot.claims, no_second),
            "country": Coded(spot.country.name if spot.country else None, "airwars.where", spot.claims, None if spot.country else "the country is not known"),
            "latitude": Coded(point.lat if point else None, "airwars.where", spot.claims, open_),
            "longitude": Coded(point.lon if point else None, "airwars.where", spot.claims, open_),
            "geolocation_accuracy": Coded(accuracy, "airwars.accuracy", spot.claims, open_)}


def _strike(incident: Incident, sides: Sides, ground: Ground) -> Values:
    deed, claims = incident.deed, ids(incident.deed.claims)
    drones = [claim.id for claim in ground.told(deed.claims) if claim.type == "airstrike" and _DRONE.search(claim.evidence.quote)]
    names = [one for one in sides.first if not one.civilians]
    own = [claim.id for claim in incident.claims if (stake := stake_of(claim, ground.codebook)) is not None and stake.party
           and stake.whose & {one.side for one in names if one.side}]
    grading = ground.grader.grade_claims(incident.deed.id, incident.claims)
    doer = ids(claim for one in names for claim in one.claims)
    if grading.grade == "contested":
        status, rule, why = "Contested strike", "airwars.status.contested", grading.claims
    elif own:
        status, rule, why = "Declared strike", "airwars.status.declared", ids(own)
    elif len(ground.origins(incident.claims)) > 1:
        status, rule, why = "Likely strike", "airwars.status.likely", claims
    else:
        status, rule, why = "Single source claim", "airwars.status.single", claims
    shown = listed(one.name for one in names)
    return {"strike_type": Coded(DRONE if drones and deed.type == "airstrike" else STRIKE_TYPES[deed.type], "airwars.strike-type", ids(drones) or claims),
            "strike_status": Coded(status, rule, why), "belligerents": Coded(shown, "airwars.belligerents", doer, None if shown else "no account names who struck"),
            "belligerent_type": Coded(("Known" if own else "Suspected") if shown else None, "airwars.belligerent-type", ids(own) or doer,
                                      None if shown else "no account names who struck")}


def _buckets(group: Group) -> set[str]:
    """The columns a group counts in: children and women are civilians, too; a total of nobody in particular may be."""
    if group.kind in {"side", "party"}:
        return {"belligerents"}
    return {"civilians"} | ({group.key} & set(BUCKETS))


def _harm(harmed: dict[str, Deaths], told: set[str], vague: Sequence[str]) -> Values:
    values: Values = {}
    for bucket in BUCKETS:
        for word, dead in harmed.items():
            groups = [group for group in dead.groups if bucket in _buckets(group)]
            whole = [group for group in groups if not group.among] if bucket in {"civilians", "belligerents"} else groups
            claims = ids(claim for group in whole for claim in group.claims)
            reason = None if whole else "people are said to have been harmed, without a figure" if vague and bucket == "civilians" else "no account tells of any"
            if any(group.kind == "people" for group in whole):
                reason = "whether they were civilians is not told"
            lows = [group.low for group in whole]
            highs = [group.high for group in whole]
            closed = [high for high in highs if high is not None]
            values[f"{bucket}_{word}_min"] = Coded(sum(lows) if whole else None, "airwars.harm.min", claims, reason)
            open_ = "an account leaves it open above" if whole and len(closed) < len(highs) else reason
            values[f"{bucket}_{word}_max"] = Coded(sum(closed) if whole and len(closed) == len(highs) else None, "airwars.harm.max", claims, open_)
    named = sorted({group.name for dead in harmed.values() for group in dead.groups if person_key(group.name) and "belligerents" not in _buckets(group)})
    claims = ids(claim for dead in harmed.values() for claim in dead.claims)
    values["named_victims"] = Coded(listed(named), "airwars.named", claims, None if named else "no victim is named")
    values["civilian_harm_reported"] = Coded("yes" if "civilians" in told else "not told", "airwars.harm.reported", claims or ids(vague))
    return values


def _telling(incident: Incident, ground: Ground) -> Values:
    claims = ids(claim.id for claim in incident.claims)
    documents = {claim.document.id: claim.document for claim in incident.claims}
    quoted = listed(dict.fromkeys(who.name or who.mention for claim in incident.claims for who in claim.attribution))
    grading = ground.grader.grade_claims(incident.deed.id, incident.claims)
    sentences = list(dict.fromkeys(claim.evidence.quote for claim in incident.claims))[:3]
    return {"grading": Coded(grading.grade.capitalize(), grading.rule, grading.claims), "grading_reason": Coded(grading.reason, grading.rule, grading.claims),
            "source_count": Coded(len(documents), "airwars.sources", claims),
            "origin_count": Coded(len(ground.origins(incident.claims)), "airwars.origins", claims),
            "sources": Coded(listed(one.publisher or one.title or one.file for one in documents.values()), "airwars.sources", claims),
            "quoted": Coded(quoted, "airwars.sources", claims, None if quoted else "nobody is quoted"),
            "summary": Coded(" / ".join(sentences), "airwars.summary", claims)}
