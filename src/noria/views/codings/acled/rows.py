"""The 31 columns of a row, each with its rule."""

from __future__ import annotations

from collections.abc import Sequence

from noria.derive.model import Event
from noria.reference.gazetteer.entry import Entry
from noria.views.cells import Cell, listed
from noria.views.codings.acled import actors
from noria.views.codings.acled.columns import COLUMNS, SOURCE_SCALES, SUB_TYPES, disorder, interaction
from noria.views.codings.acled.drafts import Draft, drafts
from noria.views.codings.coded import Coded, Coding, Row, ids
from noria.views.codings.ground import Ground
from noria.views.codings.people import Body
from noria.views.codings.twice import marked
from noria.views.codings.whereabouts import unit

Values = dict[str, Coded]


def code(ground: Ground) -> Coding:
    """The dossier as ACLED rows, in the order of their days."""
    made, missed = drafts(ground)
    taken: dict[str, list[Draft]] = {}
    rows = []
    dead: dict[str, Sequence[Event]] = {}
    for draft in made:
        taken.setdefault(draft.incident.deed.id, []).append(draft)
        rows.append(_row(draft, len(taken[draft.incident.deed.id]), made, ground))
        dead[rows[-1].id] = [event for incident in draft.incidents for event in incident.harm or (incident.deed,)]
    return Coding(marked(rows, "fatalities", dead), tuple(missed))


def _row(draft: Draft, number: int, made: Sequence[Draft], ground: Ground) -> Row:
    events = tuple(dict.fromkeys(event.id for incident in draft.incidents for event in incident.events))
    where = draft.spot.country
    id = f"{where.code3 if where else 'XXX'}{draft.incident.deed.id.removeprefix('e-')}" + (f"-{number}" if number > 1 else "")
    values = _date(draft, made) | _type(draft) | _actors(draft) | _place(draft) | _telling(draft, ground)
    values |= {"event_id_cnty": Coded(id, "acled.id", draft.kind.claims), "fatalities": draft.dead,
               "tags": Coded(None, "acled.tags", (), "tags are given by coders"),
               "timestamp": Coded(None, "acled.timestamp", (), "ACLED's date of upload")}
    return Row(id, events, tuple((column, values[column]) for column in COLUMNS))


def _date(draft: Draft, made: Sequence[Draft]) -> Values:
    date, claims = draft.date, ids(claim.id for claim in draft.incident.claims if claim.time.interval is not None)
    others = sorted({str(other.date.day) for other in made if other.spot.key == draft.spot.key and other.kind.sub_type == draft.kind.sub_type
                     and "territory" in draft.kind.sub_type and other.date.day != date.day})
    day = Coded(str(date.day), date.rule, claims, date.reason).because(
        f"the same is told of {draft.spot.name} for {', '.join(others)}, too" if others else None)
    return {"event_date": day, "year": Coded(date.day.year, date.rule, claims), "time_precision": Coded(date.precision, date.rule, claims, date.reason)}


def _type(draft: Draft) -> Values:
    kind = draft.kind
    civilians = bool(draft.sides.second) and draft.sides.second[0].civilians
    return {"disorder_type": Coded(disorder(kind.sub_type), "acled.disorder", kind.claims), "event_type": Coded(SUB_TYPES[kind.sub_type], kind.rule, kind.claims),
            "sub_event_type": Coded(kind.sub_type, kind.rule, kind.claims, kind.reason),
            "civilian_targeting": Coded("Civilians targeted" if civilians else None, "acled.civilian-targeting", kind.claims,
                                        None if civilians else "the target told first is not civilians")}


def _actors(draft: Draft) -> Values:
    where, (first, second) = draft.spot.country, (draft.sides.first, draft.sides.second)
    struck = SUB_TYPES[draft.kind.sub_type] in {"Battles", "Explosions/Remote violence", "Violence against civilians"}
    values: Values = {}
    codes: list[int | None] = []
    for column, bodies in ((1, first), (2, second)):
        lead = bodies[0] if bodies else None
        if lead is not None:
            values[f"actor{column}"] = actors.name(lead, where).because(draft.sides.reason if draft.sides.rule == "parties.holder-before" and column == 2 else None)
        elif struck and (column == 1 or SUB_TYPES[draft.kind.sub_type] == "Battles"):
            values[f"actor{column}"] = actors.unidentified(where, "no account names who did it" if column == 1 else "no account names the other party")
        else:
            values[f"actor{column}"] = Coded(None, "acled.actor.none", (), "no account names anybody")
        known = values[f"actor{column}"].value is not None
        values[f"inter{column}"] = actors.inter(lead, where) if known else Coded(None, "acled.inter", (), "there is no actor")
        codes.append(actors.number(lead, where) if known else 0)
        values[f"assoc_actor_{column}"] = _associates(bodies[1:], values[f"actor{column}"], draft)
    pair = interaction(codes[0], codes[1]) if codes[0] and codes[1] is not None else None
    claims = ids([*values["inter1"].claims, *values["inter2"].claims])
    values["interaction"] = Coded(pair[1], "acled.interaction", claims) if pair else Coded(
        None, "acled.interaction", claims, "the kind of an actor is not known" if None in codes or not codes[0] else "ACLED has no code for the pair")
    return values


def _associates(bodies: Sequence[Body], lead: Coded, draft: Draft) -> Coded:
    names = [name for one in bodies if (name := actors.name(one, draft.spot.country)).value != lead.value]
    shown = listed(dict.fromkeys(str(name.value) for name in names))
    return Coded(shown, "acled.associates", ids(claim for one in names for claim in one.claims), None if shown else "nobody else is named on this side")


def _place(draft: Draft) -> Values:
    spot = draft.spot
    country, point = spot.country, spot.place.point
    precision = spot.place.geo_precision

    def units(level: str) -> Coded:
        def take(entry: Entry) -> str | None:
            return entry.admin1 if level == "admin1" else entry.admin2

        found, reason = unit(spot, take)
        return Coded(found, "acled.unit", spot.claims, reason)

    unknown = None if country else "the country is not known"
    open_ = None if point else "the place could not be found on the map"
    return {
        "iso": Coded(country.number if country else None, "acled.country", spot.claims, unknown),
        "region": Coded(country.acled_region if country else None, "acled.region", spot.claims, unknown),
        "country": Coded(country.name if country else None, "acled.country", spot.claims, unknown),
        "admin1": units("admin1"), "admin2": units("admin2"),
        "admin3": Coded(None, "acled.unit", spot.claims, "the gazetteer keeps no third level"),
        "location": Coded(spot.name, "acled.location", spot.claims, spot.reason),
        "latitude": Coded(_degrees(point.lat) if point else None, "acled.coordinates", spot.claims, open_),
        "longitude": Coded(_degrees(point.lon) if point else None, "acled.coordinates", spot.claims, open_),
        "geo_precision": Coded(precision.value, "acled.geo-precision", spot.claims, precision.reason)}


def _degrees(value: float) -> float:
    return round(value, 4)


def _telling(draft: Draft, ground: Ground) -> Values:
    claims = sorted({claim.id: claim for incident in draft.incidents for claim in incident.claims}.values(),
                    key=lambda c: (c.document.published or "9999", c.document.id, c.evidence.span))
    told = ids(claim.id for claim in claims)
    publishers = list(dict.fromkeys(claim.document.publisher or claim.document.title or claim.document.file for claim in claims))
    sources = [ground.codebook.source(name) for name in publishers]
    scales = {source.scale for source in sources if source is not None and source.scale}
    scale: Cell = "-".join(scale.capitalize() for scale in SOURCE_SCALES if scale in scales) or None
    grading = ground.grader.grade_claims(draft.incident.deed.id, claims)
    sentences = list(dict.fromkeys(claim.evidence.quote for claim in claims if claim.id in draft.kind.claims))[:2]
    origins = len(ground.origins(claims))
    notes = (f"{' / '.join(sentences)} [Told by {len(publishers)} publisher{'s' * (len(publishers) != 1)}, {origins} independent "
             f"origin{'s' * (origins != 1)}; graded {grading.grade}: {grading.reason}."
             + (f" Fatalities: {draft.dead.reason}." if draft.dead.value and draft.dead.reason else "") + "]")
    return {"source": Coded(listed(publishers), "acled.source", told),
            "source_scale": Coded(scale, "acled.source-scale", told, None if scale else "the codebook gives no scale for the publishers"),
            "notes": Coded(notes, "acled.notes", draft.kind.claims)}
