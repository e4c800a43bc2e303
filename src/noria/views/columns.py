"""The columns of every listing, in order: one definition for the table on a terminal and for CSV.

A column marked `short` stands in both; the others stand in CSV only, where there is room. `docs/formats.md` lists them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from noria.views.cells import Cell, count_text, counts_text, day_text, each, listed, parties_text, range_text
from noria.views.forms import Form


@dataclass(frozen=True, slots=True)
class Column:
    """`cell` takes the value out of a JSON form; `width` cuts long text in a terminal's table, in characters."""

    name: str
    cell: Callable[[Form], Cell]
    short: bool = False
    width: int | None = None
    csv: bool = True


def _key(name: str, *, short: bool = False, width: int | None = None) -> Column:
    """A column that is the form's value of the same name."""

    def value(form: Form) -> Cell:
        found: Any = form[name]
        return listed(found) if isinstance(found, list) else found

    return Column(name, value, short=short, width=width)


def _each(name: str, items: str, key: str, *otherwise: str, short: bool = False) -> Column:
    """A column of one value for each of the form's `items`."""
    return Column(name, lambda form: each(form[items], key, *otherwise), short=short)


def _counts(name: str, key: str) -> Column:
    return Column(name, lambda form: each(form["counts"], key))


_WHEN = Column("when", lambda form: day_text(form["time"]), short=True, csv=False)
_TIME = (_WHEN, Column("start", lambda form: form["time"]["start"]), Column("end", lambda form: form["time"]["end"]),
         Column("edtf", lambda form: form["time"]["edtf"]))
_COUNTS = (Column("figures", lambda form: counts_text(form["counts"]), short=True),
           _counts("measure", "measure"), _counts("low", "low"), _counts("high", "high"),
           _counts("approximate", "approximate"), _counts("group", "group"), _counts("count_kind", "kind"))
_PLACES = (_each("places", "places", "name", "mention", short=True), _each("place_ids", "places", "id"),
           _each("relation", "places", "relation"), _each("lat", "places", "lat"), _each("lon", "places", "lon"),
           _each("precision", "places", "precision"))

CLAIMS: tuple[Column, ...] = (
    _key("id", short=True), *_TIME,
    Column("granularity", lambda form: form["time"]["granularity"]), Column("time_basis", lambda form: form["time"]["basis"]),
    Column("time_mention", lambda form: form["time"]["mention"]),
    _key("type", short=True), _key("factuality"),
    _each("actors", "actors", "name", "mention", short=True), _each("actor_ids", "actors", "id"),
    _each("targets", "targets", "name", "mention", short=True), _each("target_ids", "targets", "id"),
    *_PLACES, *_COUNTS,
    _each("attribution", "attribution", "name", "mention"),
    Column("document", lambda form: form["document"]["id"]), Column("file", lambda form: form["document"]["file"]),
    Column("title", lambda form: form["document"]["title"]),
    Column("publisher", lambda form: form["document"]["publisher"], short=True),
    Column("published", lambda form: form["document"]["published"]),
    _key("citations"), Column("quote_start", lambda form: form["evidence"]["start"]),
    Column("quote_end", lambda form: form["evidence"]["end"]), Column("trigger", lambda form: form["evidence"]["trigger"]["text"]),
    _key("confidence"), _key("extractor"), _key("rule"), Column("event", lambda form: form.get("event")),
    Column("quote", lambda form: form["evidence"]["quote"], short=True, width=100),
)

EVENTS: tuple[Column, ...] = (
    _key("id", short=True), *_TIME, _key("type", short=True), _key("factuality"), *_PLACES,
    Column("actors", lambda form: parties_text(form["parties"], "actor"), short=True),
    Column("targets", lambda form: parties_text(form["parties"], "target"), short=True),
    *_COUNTS, Column("accounts", lambda form: len(form["accounts"]), short=True), _key("origins", short=True),
    _key("operation"), _key("rule"), _key("claims"),
)

CONTROL: tuple[Column, ...] = (
    Column("place", lambda form: form["place"]["name"], short=True), Column("place_id", lambda form: form["place"]["id"]),
    Column("lat", lambda form: form["place"]["lat"]), Column("lon", lambda form: form["place"]["lon"]),
    _key("state", short=True), _key("side", short=True), _key("holder", short=True), _key("since", short=True),
    _key("until", short=True), _key("rule"), _key("claims", short=True, width=46),
)

CASUALTIES: tuple[Column, ...] = (
    _key("scope", short=True), _key("scope_name", short=True), _key("scope_id"), _key("group", short=True), _key("side", short=True),
    _key("measure", short=True), Column("range", lambda form: range_text(form["low"], form["high"]), short=True, csv=False),
    _key("low"), _key("high"),
    Column("by_source", lambda form: listed(_toll_text(toll) for toll in form["tolls"]), short=True), _key("rule"),
    _key("claims"),
)

OPERATIONS: tuple[Column, ...] = (
    Column("name", lambda form: "  " * int(form["depth"]) + form["name"], short=True, csv=False),
    Column("name", lambda form: form["name"]), _key("id", short=True), *_TIME, _key("part_of"),
    Column("belligerents", lambda form: listed(" + ".join(side) for side in form["belligerents"]), short=True),
    _key("result", short=True, width=80), _key("places"), _key("events"), _key("rule"), _key("claims"),
)

FORCES: tuple[Column, ...] = (
    Column("name", lambda form: "  " * int(form["depth"]) + form["name"], short=True, csv=False),
    Column("name", lambda form: form["name"]), _key("id", short=True), _key("parent"), _key("side", short=True),
    Column("commanders", lambda form: listed(_commander_text(command) for command in form["commanders"]), short=True),
    Column("strength", lambda form: listed(count_text(count) for count in form["strength"]), short=True), _key("rule"),
    _key("claims"),
)

TIMELINE: tuple[Column, ...] = (
    *_TIME, _key("kind"), Column("what", lambda form: form["name"] or form["type"], short=True), _key("places", short=True),
    _key("parties", short=True), Column("figures", lambda form: counts_text(form["counts"]), short=True),
    _key("origins", short=True), _key("factuality"), _key("operation"), _key("id", short=True), _key("claims"),
)

REFUSALS: tuple[Column, ...] = (
    _key("document", short=True), _key("start", short=True), _key("end"), _key("reason", short=True), _key("rule"),
    _key("quote", short=True, width=100),
)

PROBLEMS: tuple[Column, ...] = (_key("rule", short=True), _key("message", short=True), _key("claims", short=True, width=46))

DOCUMENTS: tuple[Column, ...] = (
    _key("id", short=True), _key("file", short=True), _key("title", short=True, width=60), _key("publisher", short=True),
    _key("published", short=True), _key("kind"), _key("claims", short=True), _key("refusals", short=True),
    _key("problem", short=True),
)


def _toll_text(toll: Form) -> str:
    return f"{toll['source']}: {count_text(toll['count'])}"


def _commander_text(command: Form) -> str:
    named = " ".join(part for part in (command["rank"], command["name"]) if part)
    return f"{named} ({command['fate']})" if command["fate"] else named
