"""The 49 columns of a row, each with its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.model import Event
from noria.values.interval import Interval
from noria.values.precision import Code
from noria.views.cells import listed
from noria.views.codings.coded import Coded, Coding, Refused, Row, Uncoded, ids
from noria.views.codings.deaths import deaths
from noria.views.codings.ground import Ground
from noria.views.codings.incident import Incident, incidents
from noria.views.codings.people import sides_of
from noria.views.codings.twice import marked
from noria.views.codings.ucdp import dyads
from noria.views.codings.ucdp.columns import ACTIVE_FROM, COLUMNS, COVERAGE_BEGINS, priogrid
from noria.views.codings.ucdp.dyads import Dyad, dyad
from noria.views.codings.ucdp.estimates import Estimates, estimates
from noria.views.codings.whereabouts import Spot, spots, unit

Values = dict[str, Coded]
_OWN = "UCDP's own number"
_AROUND_KM = 25.0
_COUNTED = frozenset({"realised", "failed"})


@dataclass(frozen=True, slots=True)
class _Draft:
    incident: Incident
    where: Sequence[Spot]
    time: Interval
    dyad: Dyad
    dead: Estimates


def code(ground: Ground) -> Coding:
    """The dossier as UCDP GED rows, in the order of their days."""
    drafts: list[_Draft] = []
    missed: list[Uncoded] = []
    for incident in incidents(ground):
        try:
            drafts.append(_draft(incident, ground))
        except Refused as refused:
            missed += [refused.of(event.id, event.claims) for event in incident.events]
        for line in deaths(incident, ground).elsewhere:
            missed.append(Uncoded(line.scope_id, "ucdp.deaths.elsewhere", "a toll told of another place than the deed is not put in its row", line.claims))
    drafts.sort(key=lambda draft: (draft.time, draft.incident.deed.id, draft.incident.harm[0].id if draft.incident.harm else ""))
    yearly = Counter[tuple[str, int]]()
    for draft in drafts:
        yearly[_dyad_name(draft), draft.time.start.year] += int(draft.dead.best.value or 0)
    seen = Counter[str]()
    made = []
    dead: dict[str, Sequence[Event]] = {}
    for draft in drafts:
        seen[draft.incident.deed.id] += 1
        made.append(_row(draft, seen[draft.incident.deed.id], yearly))
        dead[made[-1].id] = draft.incident.harm or (draft.incident.deed,)
    rows = marked(made, "best", dead)
    coded = {event for row in rows for event in row.events}
    return Coding(rows, tuple(miss for miss in missed if miss.event not in coded or miss.rule == "ucdp.deaths.elsewhere"))


def _draft(incident: Incident, ground: Ground) -> _Draft:
    told = deaths(incident, ground)
    if incident.deed.factuality not in _COUNTED:
        raise Refused("ucdp.event.not-realised", f"told as {incident.deed.factuality} only")
    if not told.groups:
        raise Refused("ucdp.event.no-death", "no account tells of a number of dead of that occasion", [claim.id for claim in incident.claims])
    if incident.time is None:
        raise Refused("ucdp.date.none", "no date is told")
    if incident.time.end.year < COVERAGE_BEGINS:
        raise Refused("ucdp.date.coverage", f"UCDP GED begins in {COVERAGE_BEGINS}")
    if incident.time.days > 366:
        raise Refused("ucdp.date.too-vague", "vaguer than a year")
    where = spots(incident, ground)
    pair = dyad(sides_of(incident, where[0], ground), where[0].country)
    dead = estimates(told, pair)
    if not dead.high.value:
        raise Refused("ucdp.event.no-death", "no account tells of a number of dead of that occasion", told.claims)
    return _Draft(incident, where, incident.time, pair, dead)


def _row(draft: _Draft, number: int, yearly: Counter[tuple[str, int]]) -> Row:
    deed = draft.incident.deed
    id = deed.id.removeprefix("e-") + (f"-{number}" if number > 1 else "")
    claims = ids(claim.id for claim in draft.incident.claims)
    empty = {column: Coded(None, "ucdp.own", (), _OWN) for column in
             ("relid", "code_status", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id")}
    values: Values = empty | {"id": Coded(id, "ucdp.id", claims)} | _when(draft, claims) | _sides(draft, yearly) | _where(draft)
    values |= _sources(draft) | _deaths(draft.dead)
    exact = int(str(values["date_prec"].value)) <= 2 and values["where_prec"].value in {1, 2, 3} and not draft.incident.bare
    values["event_clarity"] = Coded(1 if exact else 2, "ucdp.clarity", claims)
    events = tuple(event.id for event in draft.incident.events)
    return Row(id, events, tuple((column, values[column]) for column in COLUMNS))


def _when(draft: _Draft, claims: tuple[str, ...]) -> Values:
    days = draft.time.days
    precision = 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
    reason = None if days == 1 else f"told for {draft.time.start} to {draft.time.end}"
    return {"year": Coded(draft.time.start.year, "ucdp.date", claims), "date_prec": Coded(precision, "ucdp.date-prec", claims, reason),
            "date_start": Coded(str(draft.time.start), "ucdp.date", claims), "date_end": Coded(str(draft.time.end), "ucdp.date", claims)}


def _dyad_name(draft: _Draft) -> str:
    return f"{dyads.name(draft.dyad.a).value} - {dyads.name(draft.dyad.b).value}"


def _sides(draft: _Draft, yearly: Counter[tuple[str, int]]) -> Values:
    pair = draft.dyad
    name = _dyad_name(draft)
    active = yearly[name, draft.time.start.year] >= ACTIVE_FROM
    values: Values = {
        "type_of_violence": pair.type, "dyad_name": Coded(name, "ucdp.dyad.name", pair.type.claims),
        "active_year": Coded(1 if active else None, "ucdp.active-year", pair.type.claims,
                             None if active else f"the dossier tells of fewer than {ACTIVE_FROM} deaths of the dyad in the year; it may not hold them all"),
        "gwnoa": dyads.gleditsch_ward(pair.a), "gwnob": dyads.gleditsch_ward(pair.b)}
    for letter, body in (("a", pair.a), ("b", pair.b)):
        values[f"side_{letter}"] = dyads.name(body)
        values[f"side_{letter}_new_id"] = dyads.number(body)
        values[f"side_{letter}_dset_id"] = dyads.number(body)
    return values


def _where(draft: _Draft) -> Values:
    spot = draft.where[0]
    country, point = spot.country, spot.place.point
    precision = _where_prec(draft.where)
    open_ = None if point else "the place could not be found on the map"
    unknown = None if country else "the country is not known"
    first, no_first = unit(spot, lambda entry: entry.admin1)
    second, no_second = unit(spot, lambda entry: entry.admin2)
    mentions = listed(dict.fromkeys(f"{'' if one.place.relation == 'in' else one.place.relation + ' '}{one.place.mention}" for one in draft.where))
    return {
        "where_prec": Coded(precision.value, "ucdp.where-prec", spot.claims, precision.reason),
        "where_coordinates": Coded(spot.name, "ucdp.where", spot.claims, spot.reason), "where_description": Coded(mentions, "ucdp.where", spot.claims),
        "adm_1": Coded(first, "ucdp.unit", spot.claims, no_first), "adm_2": Coded(second, "ucdp.unit", spot.claims, no_second),
        "latitude": Coded(point.lat if point else None, "ucdp.coordinates", spot.claims, open_),
        "longitude": Coded(point.lon if point else None, "ucdp.coordinates", spot.claims, open_),
        "geom_wkt": Coded(f"POINT ({point.lon} {point.lat})" if point else None, "ucdp.coordinates", spot.claims, open_),
        "priogrid_gid": Coded(priogrid(point) if point else None, "ucdp.priogrid", spot.claims, open_),
        "country": Coded(country.name if country else None, "ucdp.country", spot.claims, unknown),
        "country_id": Coded(country.gleditsch_ward if country else None, "ucdp.country", spot.claims, unknown or (
            None if country and country.gleditsch_ward is not None else "the country has no Gleditsch and Ward number")),
        "region": Coded(country.ucdp_region if country else None, "ucdp.country", spot.claims, unknown)}


def _where_prec(where: Sequence[Spot]) -> Code:
    """The first place's code; several places listed together are an area around it, or a part of a country."""
    points = [spot.place.point for spot in where if spot.place.point is not None]
    if len(points) < 2:
        return where[0].place.where_prec
    near = all(points[0].km_to(other) <= _AROUND_KM for other in points[1:])
    return Code(2, "several places close together") if near else Code(5, "several places apart from each other")


def _sources(draft: _Draft) -> Values:
    told: dict[str, Claim] = {}
    for claim in draft.incident.claims:
        told.setdefault(claim.document.id, claim)
    claims = ids(claim.id for claim in draft.incident.claims)
    documents = [claim.document for claim in told.values()]
    quoted = listed(dict.fromkeys(who.name or who.mention for claim in draft.incident.claims for who in claim.attribution))
    return {
        "number_of_sources": Coded(len(documents), "ucdp.sources", claims),
        "source_article": Coded(listed(document.file for document in documents), "ucdp.sources", claims),
        "source_office": Coded(listed(document.publisher for document in documents), "ucdp.sources", claims),
        "source_date": Coded(listed(document.published for document in documents), "ucdp.sources", claims),
        "source_headline": Coded(listed(document.title for document in documents), "ucdp.sources", claims),
        "source_original": Coded(quoted, "ucdp.sources", claims, None if quoted else "nobody is quoted")}


def _deaths(dead: Estimates) -> Values:
    return {"deaths_a": dead.a, "deaths_b": dead.b, "deaths_civilians": dead.civilians, "deaths_unknown": dead.unknown,
            "best": dead.best, "low": dead.low, "high": dead.high}
