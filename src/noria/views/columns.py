"""The columns of every listing, in order: one definition for the table on a terminal and for CSV.

A column with `room` stands in both; the others stand in CSV only. `docs/formats.md` lists them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from noria.values.place import Precision, Relation
from noria.values.precision import Code, geo_precision, where_prec
from noria.views.attested import MEASURES
from noria.views.cells import RECKONED, Cell, count_text, counts_text, day_text, each, explained_text, figure_text, judged_text, listed, parties_text, range_text
from noria.views.forms import Form


@dataclass(frozen=True, slots=True)
class Column:
    """`cell` takes the value out of a JSON form. `room` is how many characters wide a terminal must be for its table to show
    the column; `width` is where long text is cut there.
    """

    name: str
    cell: Callable[[Form], Cell]
    room: int | None = None
    width: int | None = None
    csv: bool = True


def _key(name: str, *, room: int | None = None, width: int | None = None) -> Column:
    """A column that is the form's value of the same name."""

    def value(form: Form) -> Cell:
        found: Any = form[name]
        return listed(found) if isinstance(found, list) else found

    return Column(name, value, room=room, width=width)


def _each(name: str, items: str, key: str, *otherwise: str, room: int | None = None) -> Column:
    """A column of one value for each of the form's `items`."""
    return Column(name, lambda form: each(form[items], key, *otherwise), room=room)


def _counts(name: str, key: str) -> Column:
    return Column(name, lambda form: each(form["counts"], key))


def _code(name: str, code: Callable[[Precision, Relation, float | None], Code]) -> Column:
    """A column of how precisely each place is known, in the codes of another dataset."""
    return Column(name, lambda form: listed(code(p["precision"], p["relation"], p["distance_km"]).value for p in form["places"]))


def _toll(measure: str, end: str) -> Column:
    """The least or the most that the accounts of an event allow for one measure, over all groups."""
    return Column(f"{measure}_{end}", lambda form: next((c[end] for c in form["casualties"] if c["measure"] == measure), None))


def _stakes(stand: str) -> Column:
    """Who of those that tell an event speaks against, or in, the interest of a side."""
    return Column(f"{stand}_interest", lambda form: listed(dict.fromkeys(i["speaker"] for i in form["interests"] if i["stand"] == stand)))


def _attested(name: str, cell: Callable[[Form], Cell]) -> Column:
    """A column of how a claim is attested; empty where that was not worked out."""
    return Column(name, lambda form: cell(form["attested"]) if "attested" in form else None)


_WHEN = Column("when", lambda form: day_text(form["time"]), room=0, csv=False)
_TIME = (_WHEN, Column("start", lambda form: form["time"]["start"]), Column("end", lambda form: form["time"]["end"]),
         Column("edtf", lambda form: form["time"]["edtf"]))
_COUNTS = (Column("figures", lambda form: counts_text(form["counts"]), room=0),
           _counts("measure", "measure"), _counts("low", "low"), _counts("high", "high"),
           _counts("approximate", "approximate"), _counts("group", "group"), _counts("count_kind", "kind"))
_PLACES = (_each("places", "places", "name", "mention", room=0), _each("place_ids", "places", "id"),
           _each("relation", "places", "relation"), _each("lat", "places", "lat"), _each("lon", "places", "lon"),
           _each("precision", "places", "precision"), _code("geo_precision", geo_precision), _code("where_prec", where_prec))

_EVIDENCE = Column("evidence", lambda form: _few(form["claims"]), room=110, csv=False)

CLAIMS: tuple[Column, ...] = (
    _key("id", room=150), *_TIME,
    Column("granularity", lambda form: form["time"]["granularity"]), Column("time_basis", lambda form: form["time"]["basis"]),
    Column("time_mention", lambda form: form["time"]["mention"]),
    _key("type", room=0), _key("factuality"),
    _each("actors", "actors", "name", "mention", room=100), _each("actor_ids", "actors", "id"),
    _each("targets", "targets", "name", "mention", room=120), _each("target_ids", "targets", "id"),
    *_PLACES, *_COUNTS,
    _each("attribution", "attribution", "name", "mention"),
    Column("document", lambda form: form["document"]["id"]), Column("file", lambda form: form["document"]["file"]),
    Column("title", lambda form: form["document"]["title"]),
    Column("publisher", lambda form: form["document"]["publisher"], room=130),
    Column("published", lambda form: form["document"]["published"]),
    _key("citations"), Column("quote_start", lambda form: form["evidence"]["start"]),
    Column("quote_end", lambda form: form["evidence"]["end"]), Column("trigger", lambda form: form["evidence"]["trigger"]["text"]),
    _key("confidence"), _key("extractor"), _key("rule"), Column("event", lambda form: form.get("event")),
    _attested("origin", lambda told: told["origin"]), _attested("interest", lambda told: told["interest"] and told["interest"]["stand"]),
    _attested("interest_reason", lambda told: told["interest"] and told["interest"]["reason"]),
    _attested("event_grade", lambda told: told["grade"]), _attested("event_origins", lambda told: told["origins"]),
    Column("judged", lambda form: judged_text(form.get("judged"))),
    Column("quote", lambda form: form["evidence"]["quote"], room=0, width=100),
)

EVENTS: tuple[Column, ...] = (
    _key("id", room=120), *_TIME, _key("type", room=0), _key("factuality"), *_PLACES,
    Column("actors", lambda form: parties_text(form["parties"], "actor"), room=0),
    Column("targets", lambda form: parties_text(form["parties"], "target"), room=0),
    *_COUNTS, Column("accounts", lambda form: len(form["accounts"]), room=100), _key("origins", room=0),
    Column("grade", lambda form: form["grading"]["grade"], room=90), Column("grade_reason", lambda form: form["grading"]["reason"]),
    _stakes("against"), _stakes("in"), *(_toll(measure, end) for measure in MEASURES for end in ("low", "high")),
    _key("operation"), _key("rule"), Column("judged", lambda form: listed(f"{j['kind']} by {j['made_by']}: {j['reason']}" for j in form["judgements"])),
    _key("claims"),
)

CONTROL: tuple[Column, ...] = (
    Column("place", lambda form: form["place"]["name"], room=0), Column("place_id", lambda form: form["place"]["id"]),
    Column("lat", lambda form: form["place"]["lat"]), Column("lon", lambda form: form["place"]["lon"]),
    _key("state", room=0), _key("side", room=0), _key("holder", room=0), _key("since", room=0),
    _key("until", room=0), _key("rule"), _EVIDENCE, _key("claims"),
)

HANDOVERS: tuple[Column, ...] = (
    _key("day", room=0), Column("place", lambda form: form["place"]["name"], room=0), Column("place_id", lambda form: form["place"]["id"]),
    Column("lat", lambda form: form["place"]["lat"]), Column("lon", lambda form: form["place"]["lon"]),
    *(Column(f"{when}_{key}", lambda form, when=when, key=key: form[when][key], room=room)  # type: ignore[misc]
      for when in ("before", "after") for key, room in (("state", 0), ("side", 120), ("holder", 0))),
    _key("said_by", room=100), _key("rule"), _EVIDENCE, _key("claims"),
)

CASUALTIES: tuple[Column, ...] = (
    Column("of", lambda form: form["scope_name"] or form["scope"], room=0, csv=False),
    _key("scope"), _key("scope_name"), _key("scope_id"), _key("group", room=0), _key("side", room=0),
    _key("measure", room=0), Column("range", lambda form: range_text(form["low"], form["high"]), room=0, csv=False),
    _key("low"), _key("high"), Column("reckoned", lambda form: RECKONED.get(form["rule"]), room=0),
    Column("start", lambda form: form["time"]["start"]), Column("end", lambda form: form["time"]["end"]),
    Column("by_source", lambda form: listed(_toll_text(toll) for toll in form["tolls"]), room=130),
    Column("explained", lambda form: listed(explained_text(explained) for explained in form["explained"]), room=100),
    Column("not_added", lambda form: listed(f"{len(apart['events'])} events: {apart['reason']}" for apart in form["apart"])),
    _key("rule"), _key("claims"),
)

OPERATIONS: tuple[Column, ...] = (
    Column("name", lambda form: "  " * int(form["depth"]) + form["name"], room=0, csv=False),
    Column("name", lambda form: form["name"]), _key("id", room=120), *_TIME, _key("part_of"),
    Column("belligerents", lambda form: listed(" + ".join(side) for side in form["belligerents"]), room=0),
    _key("result", room=0, width=80), _key("places"), _key("events"), _key("part_of_rule"), _key("part_of_claims"), _key("rolled"), _key("rule"), _key("claims"),
)

FORCES: tuple[Column, ...] = (
    Column("name", lambda form: "  " * int(form["depth"]) + form["name"], room=0, csv=False),
    Column("name", lambda form: form["name"]), _key("id", room=120), _key("parent"), _key("side", room=0),
    Column("commanders", lambda form: listed(_commander_text(command) for command in form["commanders"]), room=0),
    Column("strength", lambda form: listed(count_text(count) for count in form["strength"]), room=0), _key("since"),
    Column("ties", lambda form: listed(f"{tie['since'] or '…'}/{tie['until'] or '…'} {tie['parent'] or 'nobody'}" for tie in form["ties"])), _key("rule"),
    _key("claims"),
)

TIMELINE: tuple[Column, ...] = (
    *_TIME, _key("kind"), Column("what", lambda form: form["name"] or form["type"], room=0), _key("places", room=0),
    _key("parties", room=0), Column("figures", lambda form: counts_text(form["counts"]), room=0),
    _key("origins", room=100), _key("factuality"), _key("operation"), _key("id", room=120), _key("claims"),
)

REFUSALS: tuple[Column, ...] = (
    _key("document", room=0), _key("start", room=100), _key("end"), _key("reason", room=0), _key("rule"),
    _key("quote", room=0, width=100),
)

AGREEMENT: tuple[Column, ...] = tuple(_key(name, room=0) for name in ("field", "units", "agreement", "alpha"))

CHANGES: tuple[Column, ...] = (
    _key("kind", room=0), _key("how", room=0), _key("what", room=0, width=90),
    Column("fields", lambda form: listed(f"{key}: {f['before'] or 'nothing'} → {f['after'] or 'nothing'}" for key, f in form["fields"].items()), room=0),
    _key("causes", room=0),
)

JUDGEMENTS: tuple[Column, ...] = (
    _key("id", room=0), _key("state", room=0), _key("kind", room=0), _key("target", room=0), _key("change", room=0, width=60),
    _key("made_by", room=0), Column("made_at", lambda form: form["made_at"][:19], room=120), _key("reason", room=0, width=60),
    _key("file", room=140), _key("claims"), _key("lost"), _key("nearest", room=0), _key("nearest_quote"), _key("quote", room=160, width=80),
)

PROBLEMS: tuple[Column, ...] = (_key("rule", room=0), _key("message", room=0), _EVIDENCE, _key("claims"))

DOCUMENTS: tuple[Column, ...] = (
    _key("id", room=120), _key("file", room=0), _key("title", room=0, width=60), _key("publisher", room=0),
    _key("published", room=0), _key("kind"), _key("claims", room=0), _key("refusals", room=0),
    _key("problem", room=0),
)


def _few(claims: list[str]) -> str:
    """The first of some claims, and how many more there are."""
    return "".join(claims[:1]) + (f" and {len(claims) - 1} more" if len(claims) > 1 else "")


def _toll_text(toll: Form) -> str:
    return f"{toll['source']}: {figure_text(toll['count'] | {'kind': toll['kind']})}"


def _commander_text(command: Form) -> str:
    named = " ".join(part for part in (command["rank"], command["name"]) if part)
    fate = " ".join(part for part in (command["fate"], command["fate_day"]) if part)
    return f"{named} ({fate})" if fate else named
